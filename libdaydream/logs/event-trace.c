/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/event-trace.h"

#define MOST_LINES_OF_HEAD 32 /* of a message, between its exception and the frames */

enum daydream_status dd_event_finish(struct dd_events *events, struct daydream_error *err)
{
    bool wanted = events->open && events->event.level >= events->minimum &&
                  (events->event.level != DD_LEVEL_NONE || events->minimum == DD_LEVEL_NONE);

    events->open = false;
    return wanted ? events->fn(events->user, &events->event, err) : DAYDREAM_OK;
}

void dd_event_start(struct dd_events *events, const struct dd_line *line, enum dd_log_level level)
{
    events->open = true;
    events->told = false;
    events->below = 0;
    events->prefix.length = 0;
    events->trace = (struct dd_trace){.kind = DD_MARK_NONE};
    events->above.mark = DD_MARK_NONE;
    events->event.offset = line->offset;
    events->event.line = line->number;
    events->event.stamped = false;
    events->event.level = level;
    events->event.message = events->message;
    events->event.length = 0;
    events->event.sample = events->sample;
    events->event.sample_length = 0;
    events->event.cause_length = 0;
    events->event.exception[0] = '\0';
    events->event.memo = NULL;
    events->lent = 0;
}

void dd_event_set_message(struct dd_events *events, const char *text, size_t length)
{
    struct dd_event *event = &events->event;

    event->length = length < DD_MESSAGE_MAX ? length : DD_MESSAGE_MAX;
    event->message = memcpy(events->message, text, event->length);
    event->memo = NULL;
}

void dd_event_set_sample(struct dd_events *events, const char *text, size_t length)
{
    struct dd_event *event = &events->event;

    event->sample_length = length < DD_SAMPLE_MAX ? length : DD_SAMPLE_MAX;
    event->sample = memcpy(events->sample, text, event->sample_length);
}

/* A trace whose first line is the `below`th of its event belongs to it when it tells of trouble
 * and has no trace yet. A program that dies writes its last trace below whatever it logged before,
 * so that a warning takes only one that follows at once and may be survived, and an event that the
 * last review counted none that came after it. */
bool dd_event_takes_trace(const struct dd_events *events, enum dd_trace_mark mark, uint64_t below,
                          uint64_t offset)
{
    if (events->open && events->event.offset == offset)
        return true; /* inside of its line */
    if (!events->open || events->event.level < DD_LEVEL_WARNING)
        return false;
    if (events->event.offset < events->fresh && offset >= events->fresh)
        return false;
    if (events->trace.chained)
        return true;
    if (events->event.level == DD_LEVEL_WARNING &&
        (below > 1 || dd_trace_level(mark) > DD_LEVEL_ERROR))
        return false;
    return events->trace.kind == DD_MARK_NONE;
}

/* What stands inside of the event's line is in its sample already. */
static void set_cause(struct dd_event *event, const struct dd_event_text *text,
                      const struct dd_trace_head *head)
{
    event->cause_length = 0;
    if (head->exception[0] == '\0' || text->line->offset == event->offset)
        return;
    event->cause_length = head->length < DD_CAUSE_MAX ? head->length : DD_CAUSE_MAX;
    memcpy(event->cause, head->message, event->cause_length);
}

static void say(struct dd_events *events, const struct dd_event_text *text,
                const struct dd_trace_head *head)
{
    if (head->exception[0] != '\0')
        memcpy(events->event.exception, head->exception, sizeof head->exception);
    if (!events->told) {
        set_cause(&events->event, text, head);
        return;
    }
    dd_event_set_message(events, head->message, head->length);
    dd_event_set_sample(events, text->line->text, text->line->length);
}

/* A text inside of a line tells of one event, and its first trace of the exception. */
static bool is_second_inside(const struct dd_events *events, const struct dd_event_text *text)
{
    return events->open && text->line->offset == events->event.offset &&
           events->trace.kind != DD_MARK_NONE && !events->trace.chained;
}

/* What the first traceback of a chain said holds until the next one has said more. */
static enum daydream_status begin_trace(struct dd_events *events, const struct dd_event_text *text,
                                        enum dd_trace_mark mark, uint64_t below,
                                        struct daydream_error *err)
{
    struct dd_trace_head head;
    enum daydream_status status = DAYDREAM_OK;
    bool goes_on = events->trace.chained;

    if (is_second_inside(events, text))
        return DAYDREAM_OK;
    dd_trace_head_read(mark, text->text, text->length, &head);
    if (!text->own && !dd_event_takes_trace(events, mark, below, text->line->offset)) {
        status = dd_event_finish(events, err);
        dd_event_start(events, text->line, dd_trace_level(mark));
        goes_on = false;
    }
    if (events->event.level == DD_LEVEL_NONE)
        events->event.level = dd_trace_level(mark);
    events->told = events->told || text->own || events->event.length == 0;
    dd_trace_begin(&events->trace, mark, text->text, text->length, head.awaiting);
    if (!goes_on)
        say(events, text, &head);
    return status;
}

/* Keep a line that frames may follow. */
static void keep_above(struct dd_events *events, const struct dd_event_text *text,
                       enum dd_trace_mark mark)
{
    struct dd_event_above *above = &events->above;

    above->mark = mark;
    above->own = text->own;
    above->below = events->below;
    above->offset = text->line->offset;
    above->number = text->line->number;
    above->length = text->length < DD_MESSAGE_MAX ? text->length : DD_MESSAGE_MAX;
    memcpy(above->text, text->text, above->length);
    above->sample_length = text->line->length < DD_SAMPLE_MAX ? text->line->length : DD_SAMPLE_MAX;
    memcpy(above->sample, text->line->text, above->sample_length);
}

/* The first frame: a line above it names the exception, or the event's message ends with it. */
static enum daydream_status take_frame(struct dd_events *events, struct daydream_error *err)
{
    struct dd_event_above *above = &events->above;
    struct dd_line line = {above->sample, above->sample_length, above->offset, above->number, true};
    struct dd_event_text text = {above->text, above->length, &line, above->own};
    size_t length = events->event.length;
    enum dd_trace_mark mark = above->mark;

    above->mark = DD_MARK_NONE;
    if (mark != DD_MARK_NONE && events->below - above->below <= MOST_LINES_OF_HEAD)
        return begin_trace(events, &text, mark, above->below, err);
    if (events->open && events->event.level >= DD_LEVEL_WARNING &&
        events->trace.kind == DD_MARK_NONE) {
        events->trace.kind = DD_MARK_HEAD;
        dd_exception_in_parentheses(events->event.message, &length, events->event.exception);
    }
    return DAYDREAM_OK;
}

/* The line that says what the header's left out. */
static void fill_message(struct dd_events *events, const struct dd_event_text *text)
{
    size_t indent = dd_trace_indent(text->text, text->length);

    if (events->open && events->event.length == 0 && events->event.level >= events->minimum)
        dd_event_set_message(events, text->text + indent, text->length - indent);
}

enum daydream_status dd_event_take(struct dd_events *events, const struct dd_event_text *text,
                                   enum dd_trace_part part, enum dd_trace_mark mark,
                                   struct daydream_error *err)
{
    struct dd_trace_head said;

    switch (part) {
    case DD_TRACE_BEGIN:
        return begin_trace(events, text, mark, events->below, err);
    case DD_TRACE_BELOW:
        return take_frame(events, err);
    case DD_TRACE_SAYS:
        dd_trace_said(&events->trace, text->text, text->length, &said);
        say(events, text, &said);
        break;
    case DD_TRACE_HEAD:
        fill_message(events, text);
        keep_above(events, text, mark);
        break;
    case DD_TRACE_NONE:
        fill_message(events, text);
        break;
    default:
        break;
    }
    return DAYDREAM_OK;
}

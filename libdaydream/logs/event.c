/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/chars.h"
#include "logs/event.h"

void dd_events_init(struct dd_events *events, struct dd_stamps *stamps, enum dd_log_level minimum,
                    int64_t time, uint64_t fresh)
{
    events->stamps = stamps;
    events->minimum = minimum;
    events->fresh = fresh;
    events->event.time = time;
    events->event.level = DD_LEVEL_NONE;
    events->event.stamped = false;
    events->open = events->trace_alone = false;
    events->awaiting = events->traced = events->chained = false;
    events->above_length = 0;
}

/* Hand over the event that is complete now. */
static enum daydream_status finish(struct dd_events *events, struct daydream_error *err)
{
    bool wanted = events->open && events->event.level >= events->minimum &&
                  (events->event.level != DD_LEVEL_NONE || events->minimum == DD_LEVEL_NONE);

    events->open = false;
    return wanted ? events->fn(events->user, &events->event, err) : DAYDREAM_OK;
}

static void set_message(struct dd_event *event, const char *text, size_t length)
{
    event->length = length < DD_MESSAGE_MAX ? length : DD_MESSAGE_MAX;
    memcpy(event->message, text, event->length);
}

static void set_sample(struct dd_event *event, const char *text, size_t length)
{
    event->sample_length = length < DD_SAMPLE_MAX ? length : DD_SAMPLE_MAX;
    memcpy(event->sample, text, event->sample_length);
}

static void start(struct dd_events *events, uint64_t offset, enum dd_log_level level)
{
    events->open = true;
    events->event.offset = offset;
    events->event.level = level;
    events->event.length = 0;
    events->event.exception[0] = '\0';
    events->trace_alone = false;
    events->awaiting = events->traced = events->chained = false;
    events->above_length = 0;
    events->below = 0;
}

/* What is not going to be grouped is not copied either. */
static enum daydream_status begin_event(struct dd_events *events, const struct dd_line *line,
                                        const struct dd_header *header, struct daydream_error *err)
{
    enum daydream_status status = finish(events, err);

    start(events, line->offset, header->level);
    events->event.line = line->number;
    events->event.stamped = header->stamped;
    if (header->stamped)
        events->event.time = header->time;
    if (header->level >= events->minimum) {
        set_message(&events->event, line->text + header->message, header->length);
        set_sample(&events->event, line->text, line->length);
    }
    return status;
}

static enum daydream_status begin_trace(struct dd_events *events, uint64_t offset,
                                        struct daydream_error *err)
{
    enum daydream_status status = finish(events, err);

    start(events, offset, DD_LEVEL_ERROR);
    events->event.stamped = false;
    events->trace_alone = true;
    return status;
}

/* A trace whose first line is the `line`th below its event belongs to it when it tells of trouble
 * and has no trace yet. A program that dies writes its last trace below whatever it logged before,
 * so that a warning takes only one that follows at once, and an event that the last review counted
 * none that came after it. */
static bool belongs_to_event(const struct dd_events *events, uint64_t line, uint64_t offset)
{
    if (!events->open || events->event.level < DD_LEVEL_WARNING)
        return false;
    if (events->event.offset < events->fresh && offset >= events->fresh)
        return false;
    if (events->event.level == DD_LEVEL_WARNING && line > 1 && !events->chained)
        return false;
    return events->chained || !(events->awaiting || events->traced);
}

static enum daydream_status begin_python(struct dd_events *events, const struct dd_line *line,
                                         struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    size_t indent = dd_trace_indent(line->text, line->length);

    if ((events->awaiting || events->traced) && indent > events->indent)
        return DAYDREAM_OK; /* one of an exception group's */
    if (!belongs_to_event(events, events->below, line->offset))
        status = begin_trace(events, line->offset, err);
    events->awaiting = true;
    events->chained = false;
    events->indent = indent;
    if (events->trace_alone)
        set_message(&events->event, line->text + indent, line->length - indent);
    return status;
}

/* The line that ends a traceback is not indented deeper than its beginning; the outermost
 * exception of a chain is the last one. */
static void end_python(struct dd_events *events, const struct dd_line *line)
{
    size_t indent = dd_trace_indent(line->text, line->length);

    if (indent == line->length || indent > events->indent)
        return;
    dd_trace_python_type(line->text, line->length, events->event.exception);
    events->awaiting = false;
    events->traced = true;
    if (events->trace_alone)
        set_message(&events->event, line->text + indent, line->length - indent);
}

/* The first frame: the line above it names the exception. */
static enum daydream_status begin_frames(struct dd_events *events, struct daydream_error *err)
{
    char type[DD_EXCEPTION_SIZE];
    enum daydream_status status = DAYDREAM_OK;
    size_t length = events->above_length;

    if (!dd_trace_head_type(events->above, length, type))
        return DAYDREAM_OK;
    if (!belongs_to_event(events, events->above_at, events->above_offset)) {
        status = begin_trace(events, events->above_offset, err);
        set_message(&events->event, events->above, length);
    }
    memcpy(events->event.exception, type, sizeof type);
    events->traced = true;
    events->above_length = 0;
    return status;
}

static bool is_cause(const struct dd_line *line)
{
    return dd_begins(line->text, line->text + line->length, "Caused by:");
}

/* Keep a line that frames may follow, or that says what the event's own line left out. */
static void keep_line(struct dd_events *events, const struct dd_line *line)
{
    if (line->length == 0 || dd_is_blank(line->text[0]) || is_cause(line))
        return;
    events->above_length = line->length < DD_MESSAGE_MAX ? line->length : DD_MESSAGE_MAX;
    memcpy(events->above, line->text, events->above_length);
    events->above_offset = line->offset;
    events->above_at = events->below;
    if (events->open && events->event.length == 0 && events->event.level >= events->minimum)
        set_message(&events->event, line->text, line->length);
}

static enum daydream_status continue_event(struct dd_events *events, const struct dd_line *line,
                                           struct daydream_error *err)
{
    events->below++;
    switch (dd_trace_classify(line->text, line->length)) {
    case DD_TRACE_BEGIN:
        return begin_python(events, line, err);
    case DD_TRACE_CHAIN:
        events->chained = true;
        return DAYDREAM_OK;
    case DD_TRACE_FRAME:
        return begin_frames(events, err);
    default:
        if (events->awaiting)
            end_python(events, line);
        else
            keep_line(events, line);
        return DAYDREAM_OK;
    }
}

/* A line without a stamp begins an event where no stamps are; elsewhere only when nothing but a
 * logger writes it so ("ERROR:app:", "[ERROR]"), since "Error: boom" may be part of a message. */
static bool begins_event(const struct dd_events *events, const struct dd_header *header)
{
    return header->firm || (events->event.time == 0 && !events->awaiting);
}

enum daydream_status dd_events_line(struct dd_events *events, const struct dd_line *line,
                                    struct daydream_error *err)
{
    struct dd_header header;

    if (line->length > 0 && dd_header_read(events->stamps, line->text, line->length, &header) &&
        begins_event(events, &header))
        return begin_event(events, line, &header, err);
    return continue_event(events, line, err);
}

enum daydream_status dd_events_end(struct dd_events *events, struct daydream_error *err)
{
    return finish(events, err);
}

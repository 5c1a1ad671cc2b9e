/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/chars.h"
#include "logs/event-headed.h"
#include "logs/event-inside.h"

#define MOST_SECONDS 2 /* between the lines of a trace that each have a stamp */

/* The word in front of "word: message"; the message itself when there is none. */
static size_t word_before(const char *line, size_t message)
{
    size_t at = message;

    while (at > 0 && dd_is_blank(line[at - 1]))
        at--;
    if (at < 2 || at == message || line[--at] != ':' || !dd_is_name(line[at - 1]))
        return message;
    while (at > 0 && (dd_is_name(line[at - 1]) || line[at - 1] == '\\'))
        at--;
    return at;
}

/* What is behind "word: " in the message; the message itself when no word begins it. */
static size_t behind_word(const char *line, size_t message, size_t end)
{
    size_t at = (size_t)(dd_skip_name(line + message, line + end) - line);

    return at > message && dd_begins(line + at, line + end, ": ") ? at + strlen(": ") : message;
}

static enum dd_trace_mark mark_from(const struct dd_line *line, size_t start, size_t end)
{
    return dd_trace_mark(line->text + start, end - start, true);
}

/* Docker keeps the line feed. */
static size_t message_end(const char *line, const struct dd_header *header)
{
    size_t end = header->message + header->length;

    if (header->escaped && header->length > 2 && line[end - 2] == '\\' && line[end - 1] == 'n')
        end -= 2;
    return end;
}

/* Where the message begins, and what it is then. A header may have taken a word for a level or a
 * logger that only together with the message is the head of a trace ("ValueError: x", "panic: x"),
 * or left the name of a logger in front of a trace ("root: Traceback"). */
static size_t message_start(const struct dd_line *line, const struct dd_header *header,
                            enum dd_trace_mark *mark)
{
    size_t start = header->message;
    size_t end = message_end(line->text, header);
    size_t word = word_before(line->text, start);
    size_t behind = header->escaped ? start : behind_word(line->text, start, end);
    enum dd_trace_mark other;

    *mark = mark_from(line, start, end);
    if (behind > start && (other = mark_from(line, behind, end)) >= DD_MARK_PYTHON) {
        *mark = other;
        return behind;
    }
    if (word < start && *mark < DD_MARK_HEAD &&
        (other = mark_from(line, word, end)) >= DD_MARK_HEAD) {
        *mark = other;
        return word;
    }
    return start;
}

/* Is it a trace's line, or the line above one, that has the header of the event at hand? */
static bool goes_on(const struct dd_events *events, const struct dd_header *header,
                    enum dd_trace_part part, enum dd_trace_mark mark, uint64_t offset)
{
    switch (part) {
    case DD_TRACE_MORE:
    case DD_TRACE_SAYS:
        return true;
    case DD_TRACE_BELOW:
        return events->above.mark != DD_MARK_NONE || events->trace.kind != DD_MARK_NONE;
    case DD_TRACE_BEGIN:
    case DD_TRACE_HEAD:
        return (header->level == DD_LEVEL_NONE || mark == DD_MARK_PYTHON) &&
               dd_event_takes_trace(events, mark, events->below + 1, offset);
    default: /* Go leaves a line empty between what went wrong and the frames */
        return mark == DD_MARK_BLANK && events->above.mark != DD_MARK_NONE;
    }
}

static bool is_at_once(const struct dd_events *events, const struct dd_header *header)
{
    int64_t seconds = header->stamped ? header->time - events->last : 0;

    return header->stamped == events->event.stamped && seconds <= MOST_SECONDS &&
           seconds >= -MOST_SECONDS;
}

/* The text behind the header that the event at hand begins with, or behind the beginning of it:
 * only the first line of a trace's event may name a level. `prefix` is what is in front then. */
static const char *find_inner(const struct dd_events *events, const struct dd_line *line,
                              const struct dd_header *header, struct dd_prefix *prefix)
{
    enum dd_trace_mark mark;
    size_t start;
    const char *rest = dd_prefix_rest(&events->prefix, line->text, line->length);

    *prefix = events->prefix;
    if (rest != NULL || header->level != DD_LEVEL_NONE || events->event.level == DD_LEVEL_NONE)
        return rest;
    start = message_start(line, header, &mark);
    dd_prefix_set(prefix, line->text, start);
    return dd_prefix_rest(prefix, events->prefix.text, events->prefix.length) != NULL
               ? line->text + start
               : NULL;
}

/* Some programs give each line of a trace a header, or something that passes their output on does:
 * what is behind it goes on with the trace when the header is the same but for its numbers and
 * comes at once. */
static enum daydream_status take_inner(struct dd_events *events, const struct dd_line *line,
                                       const struct dd_header *header, bool *taken,
                                       struct daydream_error *err)
{
    struct dd_event_message message = {.line = line, .header = header};
    struct dd_prefix prefix;
    enum dd_trace_part part;
    enum dd_trace_mark mark;
    const char *at = NULL;

    if (events->open && events->prefix.length > 0 && is_at_once(events, header))
        at = find_inner(events, line, header, &prefix);
    if (at == NULL || at > line->text + header->message + header->length)
        return DAYDREAM_OK;
    dd_event_message_read(events, &message, at);
    part = dd_trace_read(&events->trace, message.text.text, message.text.length, true, &mark);
    *taken = goes_on(events, header, part, mark, line->offset);
    if (!*taken)
        return DAYDREAM_OK;
    events->below++;
    events->prefix = prefix;
    events->last = header->time;
    return dd_event_take(events, &message.text, part, mark, err);
}

/* What stays in front of a message that frames do not follow. */
static size_t skip_field(const struct dd_event_message *message, const char *at)
{
    const char *own = message->line->text + message->header->message;

    return at >= own || dd_exception_is_certain(at, (size_t)(own - at)) ? 0 : (size_t)(own - at);
}

/* What is not going to be grouped is not copied either. */
static enum daydream_status read_own(struct dd_events *events, struct dd_event_message *message,
                                     struct daydream_error *err)
{
    const struct dd_line *line = message->line;
    enum dd_trace_mark mark;
    const char *at = line->text + message_start(line, message->header, &mark);
    bool wanted = message->header->level >= events->minimum;
    enum dd_trace_part part;
    size_t skip;

    dd_event_message_read(events, message, at);
    skip = skip_field(message, at);
    message->text.own = true;
    if (wanted) {
        dd_event_set_message(events, message->text.text + skip, message->text.length - skip);
        dd_event_set_sample(events, line->text, line->length);
    }
    part = dd_trace_read(&events->trace, message->text.text, message->text.length, true, &mark);
    dd_prefix_set(&events->prefix, line->text, (size_t)(at - line->text));
    dd_label_set(&events->label, line->text, dd_label_length(line->text, line->length));
    events->last = message->header->time;
    if (part != DD_TRACE_BEGIN && part != DD_TRACE_HEAD)
        return DAYDREAM_OK;
    return dd_event_take(events, &message->text, part, mark, err);
}

/* Is there more to know of the line than its level? */
static bool is_looked_at(const struct dd_events *events, const struct dd_line *line,
                         const struct dd_header *header)
{
    enum dd_trace_mark mark;

    if (header->level != DD_LEVEL_NONE || events->minimum == DD_LEVEL_NONE)
        return header->level >= events->minimum;
    message_start(line, header, &mark);
    return mark >= DD_MARK_HEAD;
}

enum daydream_status dd_event_begin(struct dd_events *events, const struct dd_line *line,
                                    const struct dd_header *header, struct daydream_error *err)
{
    struct dd_event_message message = {.line = line, .header = header};
    enum daydream_status status = dd_event_finish(events, err);

    dd_event_start(events, line, header->level);
    events->label.length = 0;
    events->event.stamped = header->stamped;
    if (header->stamped)
        events->event.time = header->time;
    if (status != DAYDREAM_OK || !is_looked_at(events, line, header))
        return status;
    status = read_own(events, &message, err);
    return status == DAYDREAM_OK ? dd_event_take_inside(events, &message, err) : status;
}

enum daydream_status dd_event_take_headed(struct dd_events *events, const struct dd_line *line,
                                          const struct dd_header *header,
                                          struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    bool taken = false;

    if (header->level == DD_LEVEL_NONE || header->level >= events->minimum)
        status = take_inner(events, line, header, &taken, err);
    return status == DAYDREAM_OK && !taken ? dd_event_begin(events, line, header, err) : status;
}

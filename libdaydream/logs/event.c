/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/chars.h"
#include "logs/event-trace.h"
#include "logs/json-exception.h"
#include "logs/unescape.h"

#define MOST_SECONDS 2 /* between the lines of a trace that each have a stamp */

void dd_events_init(struct dd_events *events, struct dd_stamps *stamps, enum dd_log_level minimum,
                    int64_t time, uint64_t fresh)
{
    events->stamps = stamps;
    events->minimum = minimum;
    events->fresh = fresh;
    events->headed = time != 0;
    events->block.open = false;
    events->event.time = time;
    dd_event_start(events, &(struct dd_line){.text = NULL}, DD_LEVEL_NONE);
    events->open = false;
}

/* Read a line that begins no event, or that the message of one goes on with. */
static enum daydream_status take_text(struct dd_events *events, const struct dd_event_text *text,
                                      struct daydream_error *err)
{
    enum dd_trace_mark mark;
    enum dd_trace_part part;

    events->below++;
    part = dd_trace_read(&events->trace, text->text, text->length, false, &mark);
    return dd_event_take(events, text, part, mark, err);
}

/* What the members of a JSON object tell belongs to an event that tells of trouble. */
static enum daydream_status take_members(struct dd_events *events, const struct dd_line *line,
                                         struct daydream_error *err)
{
    struct dd_json_exception told;
    enum daydream_status status = dd_json_exception_read(&told, line->text, line->length, err);
    struct dd_event *event = &events->event;
    const char *at = told.trace;

    if (status == DAYDREAM_OK && event->length == 0 && told.message != NULL)
        dd_event_set_message(event, told.message, strlen(told.message));
    while (status == DAYDREAM_OK && at != NULL) {
        size_t length = strcspn(at, "\n");

        status = take_text(events, &(struct dd_event_text){at, length, line, false}, err);
        at = at[length] != '\0' ? at + length + 1 : NULL;
    }
    if (told.type[0] != '\0')
        memcpy(event->exception, told.type, sizeof told.type);
    dd_json_exception_free(&told);
    return status;
}

/* An escaped message may be of several lines; the first one is taken already. */
static enum daydream_status take_lines(struct dd_events *events, const struct dd_line *line,
                                       const char *at, const char *end, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    size_t length;

    while (status == DAYDREAM_OK && at < end) {
        at = dd_unescape_line(at, end, events->plain, sizeof events->plain, &length);
        status = take_text(events, &(struct dd_event_text){events->plain, length, line, false},
                           err);
    }
    return status;
}

/* The message of a line with a header, on its way into an event. */
struct message {
    const struct dd_line *line;
    const struct dd_header *header;
    struct dd_event_text text; /* its first line, without escapes */
    const char *more;          /* the other lines, with their escapes */
    const char *end;
};

/* `at`: where the message begins in its line. */
static void read_message(struct dd_events *events, struct message *message, const char *at)
{
    const struct dd_line *line = message->line;

    message->end = line->text + message->header->message + message->header->length;
    message->more = message->end;
    message->text = (struct dd_event_text){at, (size_t)(message->end - at), line, false};
    if (!message->header->escaped || memchr(at, '\\', message->text.length) == NULL)
        return;
    message->text.text = events->plain;
    message->more = dd_unescape_line(at, message->end, events->plain, sizeof events->plain,
                                     &message->text.length);
}

/* Where the message begins, with a type in front of it that the header took for a field. */
static size_t message_start(const struct dd_line *line, const struct dd_header *header)
{
    char type[DD_EXCEPTION_SIZE];

    return header->escaped ? header->message
                           : dd_exception_before(line->text, header->message, type);
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
               dd_event_takes_trace(events, events->below + 1, offset);
    default:
        return false;
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
    size_t start;
    const char *rest = dd_prefix_rest(&events->prefix, line->text, line->length);

    *prefix = events->prefix;
    if (rest != NULL || header->level != DD_LEVEL_NONE || events->event.level == DD_LEVEL_NONE)
        return rest;
    start = message_start(line, header);
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
    struct message message = {.line = line, .header = header};
    struct dd_prefix prefix;
    enum dd_trace_part part;
    enum dd_trace_mark mark;
    const char *at = NULL;

    if (events->open && events->prefix.length > 0 && is_at_once(events, header))
        at = find_inner(events, line, header, &prefix);
    if (at == NULL || at > line->text + header->message + header->length)
        return DAYDREAM_OK;
    read_message(events, &message, at);
    part = dd_trace_read(&events->trace, message.text.text, message.text.length, true, &mark);
    *taken = goes_on(events, header, part, mark, line->offset);
    if (!*taken)
        return DAYDREAM_OK;
    events->below++;
    events->prefix = prefix;
    events->last = header->time;
    return dd_event_take(events, &message.text, part, mark, err);
}

/* "Error: " alone is the level. */
static size_t skip_level(const struct message *message, const char *at)
{
    size_t more = (size_t)(message->line->text + message->header->message - at);

    return more > 0 && dd_begins(at, message->end, "Error:") ? more : 0;
}

/* What is not going to be grouped is not copied either. */
static enum daydream_status read_own(struct dd_events *events, struct message *message,
                                     struct daydream_error *err)
{
    const struct dd_line *line = message->line;
    const char *at = line->text + message_start(line, message->header);
    bool wanted = message->header->level >= events->minimum;
    enum dd_trace_mark mark;
    enum dd_trace_part part;
    size_t skip;

    read_message(events, message, at);
    skip = skip_level(message, at);
    message->text.own = true;
    if (wanted) {
        dd_event_set_message(&events->event, message->text.text + skip,
                             message->text.length - skip);
        dd_event_set_sample(&events->event, line);
    }
    part = dd_trace_read(&events->trace, message->text.text, message->text.length, true, &mark);
    dd_prefix_set(&events->prefix, line->text, (size_t)(at - line->text));
    events->last = message->header->time;
    if (part != DD_TRACE_BEGIN && part != DD_TRACE_HEAD)
        return DAYDREAM_OK;
    return dd_event_take(events, &message->text, part, mark, err);
}

static enum daydream_status read_inside(struct dd_events *events, const struct message *message,
                                        struct daydream_error *err)
{
    bool json = message->header->escaped && message->line->text[0] == '{';
    enum daydream_status status = take_lines(events, message->line, message->more, message->end,
                                             err);

    if (status == DAYDREAM_OK && json && events->event.level >= DD_LEVEL_WARNING &&
        events->event.exception[0] == '\0')
        status = take_members(events, message->line, err);
    return status;
}

/* Is there more to know of the line than its level? */
static bool is_looked_at(const struct dd_events *events, const struct dd_line *line,
                         const struct dd_header *header)
{
    size_t start = message_start(line, header);

    if (header->level != DD_LEVEL_NONE || events->minimum == DD_LEVEL_NONE)
        return header->level >= events->minimum;
    return dd_trace_mark(line->text + start, header->message + header->length - start, true) >=
           DD_MARK_HEAD;
}

static enum daydream_status begin_event(struct dd_events *events, const struct dd_line *line,
                                        const struct dd_header *header, struct daydream_error *err)
{
    struct message message = {.line = line, .header = header};
    enum daydream_status status = dd_event_finish(events, err);

    dd_event_start(events, line, header->level);
    events->event.stamped = header->stamped;
    if (header->stamped)
        events->event.time = header->time;
    if (status != DAYDREAM_OK || !is_looked_at(events, line, header))
        return status;
    status = read_own(events, &message, err);
    return status == DAYDREAM_OK ? read_inside(events, &message, err) : status;
}

/* An object of JSON over many lines is what it would be on one. Nothing below it belongs to it. */
static enum daydream_status end_block(struct dd_events *events, struct daydream_error *err)
{
    struct dd_json_block *block = &events->block;
    struct dd_line line = {block->text, block->length, block->offset, block->number};
    struct dd_header header;
    enum daydream_status status;
    enum daydream_status finished;

    block->open = false;
    if (!dd_header_read(events->stamps, line.text, line.length, &header) || header.length == 0)
        return DAYDREAM_OK;
    status = begin_event(events, &line, &header, err);
    finished = dd_event_finish(events, err);
    return status == DAYDREAM_OK ? finished : status;
}

enum daydream_status dd_events_headed(struct dd_events *events, const struct dd_line *line,
                                      const struct dd_header *header, struct daydream_error *err)
{
    enum daydream_status status = events->block.open ? end_block(events, err) : DAYDREAM_OK;
    bool taken = false;

    events->headed = events->headed || header->firm;
    if (status == DAYDREAM_OK &&
        (header->level == DD_LEVEL_NONE || header->level >= events->minimum))
        status = take_inner(events, line, header, &taken, err);
    return status == DAYDREAM_OK && !taken ? begin_event(events, line, header, err) : status;
}

enum daydream_status dd_events_quiet(struct dd_events *events, struct daydream_error *err)
{
    enum daydream_status status = events->block.open ? end_block(events, err) : DAYDREAM_OK;
    enum daydream_status finished = dd_event_finish(events, err);

    events->headed = true;
    events->below = 0;
    events->prefix.length = 0;
    events->trace = (struct dd_trace){.kind = DD_MARK_NONE};
    events->above.mark = DD_MARK_NONE;
    return status == DAYDREAM_OK ? finished : status;
}

/* Where nothing has a header, each line is an event. */
static bool is_plain_event(const struct dd_events *events, const struct dd_event_text *text,
                           enum dd_trace_part part)
{
    if (events->headed || events->minimum != DD_LEVEL_NONE || text->length == 0 ||
        dd_is_blank(text->text[0]))
        return false;
    return part == DD_TRACE_NONE || part == DD_TRACE_HEAD ||
           (part == DD_TRACE_BELOW && events->trace.kind == DD_MARK_NONE &&
            events->above.mark == DD_MARK_NONE);
}

static enum daydream_status begin_plain(struct dd_events *events, struct dd_event_text *text,
                                        struct daydream_error *err)
{
    enum daydream_status status = dd_event_finish(events, err);

    dd_event_start(events, text->line, DD_LEVEL_NONE);
    dd_event_set_message(&events->event, text->text, text->length);
    dd_event_set_sample(&events->event, text->line);
    text->own = true;
    return status;
}

/* What stands below an event that tells of trouble belongs to it, be it JSON. */
static bool begins_block(struct dd_events *events, const struct dd_line *line)
{
    bool trouble = events->open && events->event.level >= DD_LEVEL_WARNING;

    return !trouble && dd_json_block_begin(&events->block, line);
}

static enum daydream_status take_bare(struct dd_events *events, const struct dd_line *line,
                                      struct daydream_error *err)
{
    struct dd_event_text text = {line->text, line->length, line, false};
    enum daydream_status status = DAYDREAM_OK;
    enum dd_trace_mark mark;
    enum dd_trace_part part;

    if (begins_block(events, line))
        return DAYDREAM_OK;
    events->below++;
    events->prefix.length = 0; /* the lines of this event have none */
    part = dd_trace_read(&events->trace, line->text, line->length, false, &mark);
    if (is_plain_event(events, &text, part))
        status = begin_plain(events, &text, err);
    return status == DAYDREAM_OK ? dd_event_take(events, &text, part, mark, err) : status;
}

static enum daydream_status take_block_line(struct dd_events *events, const struct dd_line *line,
                                            struct daydream_error *err)
{
    enum dd_json_block_part part = dd_json_block_add(&events->block, line);
    enum daydream_status status = part == DD_BLOCK_MORE ? DAYDREAM_OK : end_block(events, err);

    return status == DAYDREAM_OK && part == DD_BLOCK_BROKEN ? take_bare(events, line, err) : status;
}

/* A line without a stamp begins an event where no stamps are; elsewhere only when nothing but a
 * logger writes it so ("ERROR:app:", "[ERROR]"), since "Error: boom" may be part of a message. */
static bool begins_event(struct dd_events *events, const struct dd_line *line,
                         const struct dd_header *header)
{
    enum dd_trace_mark mark;
    enum dd_trace_part part;

    if (header->firm)
        return true;
    if (events->event.time != 0 || events->block.open)
        return false;
    part = dd_trace_read(&events->trace, line->text, line->length, false, &mark);
    return part == DD_TRACE_NONE || part == DD_TRACE_HEAD;
}

enum daydream_status dd_events_line(struct dd_events *events, const struct dd_line *line,
                                    struct daydream_error *err)
{
    struct dd_header header;

    if (line->length > 0 && dd_header_read(events->stamps, line->text, line->length, &header) &&
        begins_event(events, line, &header))
        return dd_events_headed(events, line, &header, err);
    return events->block.open ? take_block_line(events, line, err) : take_bare(events, line, err);
}

enum daydream_status dd_events_end(struct dd_events *events, struct daydream_error *err)
{
    enum daydream_status status = events->block.open ? end_block(events, err) : DAYDREAM_OK;
    enum daydream_status finished = dd_event_finish(events, err);

    return status == DAYDREAM_OK ? finished : status;
}

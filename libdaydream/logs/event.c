/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/chars.h"
#include "logs/event-headed.h"
#include "logs/event-inside.h"
#include "logs/event-known.h"
#include "logs/event-trace.h"
#include "logs/event.h"

void dd_events_init(struct dd_events *events, struct dd_stamps *stamps, enum dd_log_level minimum,
                    int64_t time, uint64_t fresh)
{
    events->stamps = stamps;
    events->day_first = stamps->day_first;
    dd_skim_init(&events->skim);
    dd_recall_init(&events->recall);
    events->minimum = minimum;
    stamps->minimum = (int)minimum;
    events->fresh = fresh;
    events->headed = time != 0;
    events->block.open = false;
    events->event.time = time;
    events->label.length = 0;
    dd_event_start(events, &(struct dd_line){.text = NULL}, DD_LEVEL_NONE);
    events->open = false;
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
                                        enum dd_log_level level, struct daydream_error *err)
{
    enum daydream_status status = dd_event_finish(events, err);

    dd_event_start(events, text->line, level);
    dd_event_set_message(events, text->text, text->length);
    dd_event_set_sample(events, text->line->text, text->line->length);
    text->own = true;
    return status;
}

/* An object of JSON over many lines is what it would be on one, also when its end is missing.
 * Nothing below it belongs to it. */
static enum daydream_status end_block(struct dd_events *events, struct daydream_error *err)
{
    struct dd_json_block *block = &events->block;
    struct dd_line line = {block->text, 0, block->offset, block->number, true};
    struct dd_event_text text;
    struct dd_header header;
    enum daydream_status status;
    enum daydream_status finished;

    dd_json_block_close(block);
    line.length = block->length;
    text = (struct dd_event_text){line.text, line.length, &line, false};
    if (dd_header_read(events->stamps, line.text, line.length, &header) && header.length > 0) {
        header.time = header.stamped ? header.time : block->time;
        header.stamped = header.time != 0;
        status = dd_event_begin(events, &line, &header, err);
    } else if (is_plain_event(events, &text, DD_TRACE_NONE)) {
        status = begin_plain(events, &text, DD_LEVEL_NONE, err);
    } else {
        return DAYDREAM_OK;
    }
    finished = dd_event_finish(events, err);
    return status == DAYDREAM_OK ? finished : status;
}

enum daydream_status dd_events_headed(struct dd_events *events, const struct dd_line *line,
                                      const struct dd_header *header, struct daydream_error *err)
{
    enum daydream_status status = events->block.open ? end_block(events, err) : DAYDREAM_OK;

    events->headed = events->headed || header->firm;
    if (header->level != DD_LEVEL_NONE && header->level < events->minimum)
        dd_skim_learn(&events->skim, line->text, line->length, header);
    if (status == DAYDREAM_OK)
        status = dd_event_take_headed(events, line, header, err);
    if (status == DAYDREAM_OK)
        dd_event_learn(events, line, header);
    return status;
}

static void forget_above(struct dd_events *events)
{
    events->prefix.length = 0;
    events->trace = (struct dd_trace){.kind = DD_MARK_NONE};
    events->above.mark = DD_MARK_NONE;
}

/* Nothing is kept of lines that say nothing, but when the last of them was written. */
static enum daydream_status be_quiet(struct dd_events *events, const struct dd_skim_run *run,
                                     struct daydream_error *err)
{
    enum daydream_status status = events->block.open ? end_block(events, err) : DAYDREAM_OK;
    enum daydream_status finished = dd_event_finish(events, err);

    events->headed = true;
    events->below = 0;
    events->label.length = 0;
    forget_above(events);
    events->event.time = dd_skim_time(run);
    if (run->lead >= 0)
        dd_stamps_lead(events->stamps, run->lead);
    return status == DAYDREAM_OK ? finished : status;
}

/* The line that begins where a run has come to, and what follows. */
static struct dd_line line_at(const struct dd_line *text, const struct dd_skim_run *run)
{
    size_t passed = (size_t)(run->at - text->text);

    return (struct dd_line){run->at, text->length - passed, text->offset + passed,
                            text->number + run->lines, true};
}

enum daydream_status dd_events_skim(struct dd_events *events, const struct dd_line *text,
                                    struct dd_line_ends *ends, int64_t to, struct dd_line *taken,
                                    struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    struct dd_skim_run run;

    dd_skim_begin(&run, &events->skim, ends, text->text, to);
    do {
        if (dd_skim_pass(&run))
            status = be_quiet(events, &run, err);
        *taken = line_at(text, &run);
    } while (status == DAYDREAM_OK && dd_event_skim_known(events, &run, taken, &status, err));
    dd_event_hold(events);
    return status;
}

/* What stands below an event that tells of trouble belongs to it, be it JSON. */
static bool begins_block(struct dd_events *events, const struct dd_line *line)
{
    bool trouble = events->open && events->event.level >= DD_LEVEL_WARNING;

    return !trouble && dd_json_block_begin(&events->block, line);
}

static struct dd_line behind_label(const struct dd_line *line, size_t label)
{
    struct dd_line inner = *line;

    inner.text += label;
    inner.length -= label;
    return inner;
}

/* The line of another service than the event's belongs to nothing above. What looks like a label
 * below an event that has a level, but no label, is a row of a table. `*label` is the length of the
 * line's. */
static enum daydream_status part_services(struct dd_events *events, const struct dd_line *line,
                                          size_t *label, struct daydream_error *err)
{
    enum daydream_status status;
    enum daydream_status finished;

    *label = dd_label_length(line->text, line->length);
    if (*label == 0 || dd_label_equals(&events->label, line->text, *label))
        return DAYDREAM_OK;
    if (events->open && events->label.length == 0 && events->event.level != DD_LEVEL_NONE &&
        events->event.level >= events->minimum) {
        *label = 0;
        return DAYDREAM_OK;
    }
    status = events->block.open ? end_block(events, err) : DAYDREAM_OK;
    finished = dd_event_finish(events, err);
    events->headed = false;
    forget_above(events);
    dd_label_set(&events->label, line->text, *label);
    return status == DAYDREAM_OK ? finished : status;
}

/* Does what may be a line of a message belong to the event at hand? Where that has no stamp, no
 * line needs one to begin an event. */
static bool is_among_stamps(const struct dd_events *events)
{
    return events->open && events->event.stamped && events->event.level >= DD_LEVEL_WARNING;
}

/* An exception that nobody caught ends with its own line where no frames are kept. */
static bool is_exception(const struct dd_events *events, const struct dd_event_text *text,
                         enum dd_trace_part part, char type[DD_EXCEPTION_SIZE])
{
    return part == DD_TRACE_HEAD && !is_among_stamps(events) && !dd_is_blank(text->text[0]) &&
           dd_exception_alone(text->text, text->length, type);
}

static enum daydream_status begin_exception(struct dd_events *events, struct dd_event_text *text,
                                            const char type[DD_EXCEPTION_SIZE],
                                            struct daydream_error *err)
{
    enum daydream_status status = begin_plain(events, text, DD_LEVEL_ERROR, err);

    memcpy(events->event.exception, type, DD_EXCEPTION_SIZE);
    return status;
}

static enum daydream_status take_bare(struct dd_events *events, const struct dd_line *line,
                                      size_t label, struct daydream_error *err)
{
    struct dd_line inner = behind_label(line, label);
    struct dd_event_text text = {inner.text, inner.length, line, false};
    enum daydream_status status = DAYDREAM_OK;
    char type[DD_EXCEPTION_SIZE];
    enum dd_trace_mark mark;
    enum dd_trace_part part;

    if (begins_block(events, &inner))
        return DAYDREAM_OK;
    events->below++;
    events->prefix.length = 0; /* the lines of this event have none */
    part = dd_trace_read(&events->trace, text.text, text.length, false, &mark);
    if (is_exception(events, &text, part, type))
        status = begin_exception(events, &text, type, err);
    else if (is_plain_event(events, &text, part))
        status = begin_plain(events, &text, DD_LEVEL_NONE, err);
    return status == DAYDREAM_OK ? dd_event_take(events, &text, part, mark, err) : status;
}

static enum daydream_status take_block_line(struct dd_events *events, const struct dd_line *line,
                                            size_t label, struct daydream_error *err)
{
    struct dd_line inner = behind_label(line, label);
    enum dd_json_block_part part = dd_json_block_add(&events->block, &inner);
    enum daydream_status status = part == DD_BLOCK_MORE ? DAYDREAM_OK : end_block(events, err);

    return status == DAYDREAM_OK && part == DD_BLOCK_BROKEN ? take_bare(events, line, label, err)
                                                            : status;
}

/* Only a logger writes "ERROR:app:" or "[ERROR]". "Error: boom" begins an event as well, unless one
 * that tells of trouble stands above, whose message may go on so, but never with "ERROR boom". */
static bool begins_event(struct dd_events *events, const struct dd_line *line, size_t label)
{
    struct dd_line inner = behind_label(line, label);
    enum dd_trace_mark mark;
    enum dd_trace_part part;

    if (events->block.open)
        return false;
    if (is_among_stamps(events) && !(dd_is_upper(inner.text[0]) && dd_is_upper(inner.text[1])))
        return false;
    part = dd_trace_read(&events->trace, inner.text, inner.length, false, &mark);
    return part == DD_TRACE_NONE || part == DD_TRACE_HEAD;
}

/* Docker puts each line of an object into a quoted text of its own. */
static bool takes_quoted(struct dd_events *events, const struct dd_line *line,
                         const struct dd_header *header, enum daydream_status *status,
                         struct daydream_error *err)
{
    struct dd_event_message message = {.line = line, .header = header};
    struct dd_line inner = *line;
    enum dd_json_block_part part;

    if (!header->escaped || header->level != DD_LEVEL_NONE)
        return false;
    dd_event_message_read(events, &message, line->text + header->message);
    inner.text = message.text.text;
    inner.length = message.text.length;
    if (!events->block.open) {
        bool begins = dd_json_block_begin(&events->block, &inner);

        events->block.time = header->time;
        return begins;
    }
    part = dd_json_block_add(&events->block, &inner);
    if (part != DD_BLOCK_MORE)
        *status = end_block(events, err);
    return part != DD_BLOCK_BROKEN;
}

/* A line that may go on with what is above. */
static enum daydream_status take_weak(struct dd_events *events, const struct dd_line *line,
                                      const struct dd_header *header, struct daydream_error *err)
{
    size_t label;
    enum daydream_status status = part_services(events, line, &label, err);

    if (status != DAYDREAM_OK)
        return status;
    if (header != NULL && begins_event(events, line, label))
        return dd_events_headed(events, line, header, err);
    return events->block.open ? take_block_line(events, line, label, err)
                              : take_bare(events, line, label, err);
}

static enum daydream_status take_line(struct dd_events *events, const struct dd_line *line,
                                      struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    struct dd_header header;

    if (line->offset == 0)
        events->headed = false; /* the file begins: no header is above */
    if (dd_event_take_known(events, line, &status, err))
        return status;
    if (line->length == 0 || !dd_header_read(events->stamps, line->text, line->length, &header))
        return take_weak(events, line, NULL, err);
    if (takes_quoted(events, line, &header, &status, err) || status != DAYDREAM_OK)
        return status;
    return header.firm ? dd_events_headed(events, line, &header, err)
                       : take_weak(events, line, &header, err);
}

enum daydream_status dd_events_line(struct dd_events *events, const struct dd_line *line,
                                    struct daydream_error *err)
{
    enum daydream_status status = take_line(events, line, err);

    /* what was learnt of 07/10/2026 may no longer be true */
    if (events->day_first != events->stamps->day_first)
        dd_skim_forget(&events->skim);
    events->day_first = events->stamps->day_first;
    return status;
}

enum daydream_status dd_events_end(struct dd_events *events, struct daydream_error *err)
{
    enum daydream_status status = events->block.open ? end_block(events, err) : DAYDREAM_OK;
    enum daydream_status finished = dd_event_finish(events, err);

    return status == DAYDREAM_OK ? finished : status;
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/chars.h"
#include "logs/event-known.h"
#include "logs/event-trace.h"

/* Below a trace, and what may be the head of one, a line with a header may go on with it. */
static bool begins_anew(const struct dd_events *events)
{
    return events->trace.kind == DD_MARK_NONE && events->above.mark == DD_MARK_NONE &&
           !events->block.open;
}

static void begin(struct dd_events *events, const struct dd_line *line,
                  const struct dd_skim_shape *shape, struct dd_recalled *known)
{
    const struct dd_folded *folded = &events->recall.folded;
    size_t stamp = shape->stamp.length;
    size_t message = stamp + dd_fold_there(folded, known->message);
    struct dd_event *event = &events->event;

    if (shape->first)
        dd_stamps_lead(events->stamps, 0);
    dd_event_start(events, line, known->level);
    events->headed = true;
    events->label.length = 0;
    events->last = dd_skim_stamp_seconds(&shape->stamp, line->text);
    events->lent = stamp + dd_fold_there(folded, known->prefix);
    event->stamped = true;
    event->time = events->last;
    event->message = line->text + message;
    event->length = stamp + dd_fold_there(folded, known->end) - message;
    event->sample = line->text;
    event->sample_length = line->length;
    event->memo = &known->memo;
}

void dd_event_hold(struct dd_events *events)
{
    const struct dd_event *event = &events->event;
    struct dd_memo *memo = event->memo;

    if (events->lent == 0)
        return;
    dd_prefix_set(&events->prefix, event->sample, events->lent);
    dd_event_set_message(events, event->message, event->length);
    dd_event_set_sample(events, event->sample, event->sample_length);
    events->event.memo = memo;
    events->lent = 0;
}

/* Finish the event at hand, and begin that of the line. */
static bool take(struct dd_events *events, const struct dd_line *line,
                 const struct dd_skim_shape *shape, enum daydream_status *status,
                 struct daydream_error *err)
{
    struct dd_recalled *known = NULL;

    if (begins_anew(events))
        known = dd_recall_find(&events->recall, shape->id, line->text + shape->stamp.length,
                               line->length - shape->stamp.length);
    if (known == NULL)
        return false;
    *status = dd_event_finish(events, err);
    begin(events, line, shape, known);
    return true;
}

bool dd_event_take_known(struct dd_events *events, const struct dd_line *line,
                         enum daydream_status *status, struct daydream_error *err)
{
    const struct dd_skim_shape *shape = dd_skim_shape_of(&events->skim, line->text, line->length);

    if (shape == NULL || !take(events, line, shape, status, err))
        return false;
    dd_event_hold(events);
    return true;
}

bool dd_event_skim_known(struct dd_events *events, struct dd_skim_run *run,
                         const struct dd_line *line, enum daydream_status *status,
                         struct daydream_error *err)
{
    const char *newline = dd_skim_line_end(run);
    const struct dd_skim_shape *shape;
    struct dd_line whole = *line;

    if (newline == NULL || newline == line->text)
        return false;
    whole.length = (size_t)(newline - line->text) - (newline[-1] == '\r');
    shape = dd_skim_shape_of(&events->skim, whole.text, whole.length);
    if (shape == NULL || !dd_skim_is_in_time(run, &shape->stamp) ||
        !take(events, &whole, shape, status, err))
        return false;
    dd_skim_take(run);
    return true;
}

/* Has the line begun an event, and is there no more to it than header and message? */
static bool is_simple(const struct dd_events *events, const struct dd_line *line,
                      const struct dd_header *header)
{
    const struct dd_event *event = &events->event;

    if (header->escaped && memchr(line->text, '\\', line->length) != NULL)
        return false;
    return events->open && event->offset == line->offset && begins_anew(events) &&
           events->below == 0 && events->label.length == 0 && events->prefix.length > 0 &&
           event->exception[0] == '\0' && event->length > 0;
}

/* Where the message ends, and begins; false when it is not the end of the header's. */
static bool find_message(const struct dd_event *event, const struct dd_line *line,
                         const struct dd_header *header, size_t *message, size_t *end)
{
    *end = header->message + header->length;
    *message = *end - event->length;
    return event->length < *end && *message >= header->stamp_end &&
           memcmp(line->text + *message, event->message, event->length) == 0;
}

static struct dd_recalled *keep(struct dd_events *events, const struct dd_line *line,
                                const struct dd_header *header)
{
    size_t stamp = header->stamp_end;
    const struct dd_skim_shape *shape;

    dd_skim_learn_stamp(&events->skim, line->text, header);
    shape = dd_skim_shape_of(&events->skim, line->text, line->length);
    if (shape == NULL || shape->stamp.length != stamp)
        return NULL;
    return dd_recall_keep(&events->recall, shape->id, line->text + stamp, line->length - stamp);
}

/* Is the level told behind the stamp, and by a word? Numbers are not looked at, and those in front
 * of a stamp are not compared either. */
static bool has_word(const struct dd_line *line, const struct dd_header *header)
{
    return header->level_end > header->stamp_end && header->level != DD_LEVEL_NONE &&
           !dd_is_digit(line->text[header->level_end - 1]);
}

void dd_event_learn(struct dd_events *events, const struct dd_line *line,
                    const struct dd_header *header)
{
    size_t prefix = events->prefix.length + events->prefix.blanks;
    size_t stamp = header->stamp_end;
    struct dd_recalled *known;
    size_t message;
    size_t end;

    if (!has_word(line, header) || header->level < events->minimum ||
        !is_simple(events, line, header) || prefix < stamp ||
        !find_message(&events->event, line, header, &message, &end))
        return;
    known = keep(events, line, header);
    if (known == NULL)
        return;
    known->level = header->level;
    known->prefix = dd_fold_here(&known->folded, prefix - stamp);
    known->message = dd_fold_here(&known->folded, message - stamp);
    known->end = dd_fold_here(&known->folded, end - stamp);
    events->event.memo = &known->memo;
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/event-inside.h"
#include "logs/json-exception.h"
#include "logs/unescape.h"

void dd_event_message_read(struct dd_events *events, struct dd_event_message *message,
                           const char *at)
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
        dd_event_set_message(events, told.message, strlen(told.message));
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

enum daydream_status dd_event_take_inside(struct dd_events *events,
                                          const struct dd_event_message *message,
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

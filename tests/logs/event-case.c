/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/newline.h"
#include "logs/event-case.h"

enum daydream_status event_case_collect(void *user, const struct dd_event *event,
                                        struct daydream_error *err)
{
    struct dd_buf *out = user;

    dd_buf_printf(out, "%s@%d%s:%.*s[%s];", dd_level_name(event->level), (int)event->offset,
                  event->stamped ? "" : "?", (int)event->length, event->message, event->exception);
    return dd_buf_status(out, err);
}

/* {"level":"error","msg":"..."}: a header in quotes, whatever dd_header_read() knows of JSON. */
static bool read_quoted(const struct dd_line *line, struct dd_header *header)
{
    static const char before[] = "\"msg\":\"";
    const char *level = line->text + strlen("{\"level\":\"");
    const char *message = strstr(line->text, before);
    size_t end;

    if (message == NULL || (size_t)(message - line->text) > line->length)
        return false;
    *header = (struct dd_header){.firm = true, .escaped = true};
    header->level = dd_level_from_word(level, strcspn(level, "\""));
    header->message = (size_t)(message - line->text) + strlen(before);
    for (end = header->message; line->text[end] != '"'; end++)
        end += line->text[end] == '\\' ? 1 : 0;
    header->length = end - header->message;
    return true;
}

void event_case_line(struct dd_events *events, const struct dd_line *line)
{
    struct dd_header header;

    if (read_quoted(line, &header))
        ck_assert_int_eq(dd_events_headed(events, line, &header, NULL), DAYDREAM_OK);
    else
        ck_assert_int_eq(dd_events_line(events, line, NULL), DAYDREAM_OK);
}

static struct dd_line line_at(const char *text, size_t at, uint64_t number)
{
    return (struct dd_line){text + at, strcspn(text + at, "\n"), at, number, true};
}

/* Take lines without reading them, as far as they are known. */
static void skim(struct dd_events *events, const char *text, size_t length, struct dd_line *line)
{
    struct dd_line rest = *line;
    struct dd_line_ends ends;

    rest.length = length - (size_t)line->offset;
    dd_line_ends_init(&ends, rest.text, rest.length);
    ck_assert_int_eq(dd_events_skim(events, &rest, &ends, INT64_MAX, line, NULL), DAYDREAM_OK);
    *line = line_at(text, (size_t)line->offset, line->number);
}

/* Empty lines are put behind the text, as none is taken unread that may be the last one. */
static void take_lines(const struct event_case_options *options, struct dd_events *events,
                       const char *text)
{
    size_t size = strlen(text);
    size_t length = size + DD_SKIM_LOOK_AT + DD_NEWLINE_BLOCK;
    char *copy = malloc(length + 1);
    struct dd_line line;

    ck_assert_ptr_nonnull(copy);
    memset(copy, '\n', length);
    memcpy(copy, text, size);
    copy[length] = '\0';
    line = line_at(copy, 0, 1);
    while (line.offset < size) {
        if (options->skims)
            skim(events, copy, length, &line);
        if (line.offset >= size)
            break;
        event_case_line(events, &line);
        line = line_at(copy, (size_t)line.offset + line.length + 1, line.number + 1);
    }
    free(copy);
}

struct dd_events *event_case_new(void)
{
    struct dd_events *events = aligned_alloc(_Alignof(struct dd_events), sizeof *events);

    ck_assert_ptr_nonnull(events);
    return memset(events, 0, sizeof *events);
}

void event_case_run(const struct event_case_options *options, const char *text, struct dd_buf *out)
{
    struct dd_events *events = event_case_new();
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    dd_events_init(events, &stamps, options->minimum, options->time, options->fresh);
    events->fn = options->fn;
    events->user = out;
    take_lines(options, events, text);
    ck_assert_int_eq(dd_events_end(events, NULL), DAYDREAM_OK);
    dd_zone_free(zone);
    free(events);
}

static void check_case(const struct event_case_options *options, const struct event_case *one)
{
    struct dd_buf out = DD_BUF_INIT;

    event_case_run(options, one->text, &out);
    ck_assert_msg(strcmp(dd_buf_text(&out), one->events) == 0, "%s%s:\n%s\ninstead of\n%s",
                  one->name, options->skims ? ", unread" : "", dd_buf_text(&out), one->events);
    dd_buf_free(&out);
}

void event_case_check_with(const struct event_case_options *options, const struct event_case *cases,
                           size_t count)
{
    struct event_case_options unread = *options;

    unread.skims = true;
    for (size_t i = 0; i < count; i++) {
        check_case(options, &cases[i]);
        check_case(&unread, &cases[i]);
    }
}

void event_case_check(const struct event_case *cases, size_t count)
{
    event_case_check_with(
        &(struct event_case_options){event_case_collect, DD_LEVEL_WARNING, 0, 0, false}, cases,
        count);
}

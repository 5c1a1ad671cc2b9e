/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>

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

void event_case_run(const struct event_case_options *options, const char *text, struct dd_buf *out)
{
    struct dd_events *events = calloc(1, sizeof *events);
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;
    uint64_t number = 0;

    ck_assert_ptr_nonnull(events);
    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    dd_events_init(events, &stamps, options->minimum, options->time, options->fresh);
    events->fn = options->fn;
    events->user = out;
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, "\n");

        event_case_line(events,
                        &(struct dd_line){at, length, (uint64_t)(at - text), ++number, true});
        at += length + (at[length] == '\n' ? 1 : 0);
    }
    ck_assert_int_eq(dd_events_end(events, NULL), DAYDREAM_OK);
    dd_zone_free(zone);
    free(events);
}

void event_case_check_with(const struct event_case_options *options, const struct event_case *cases,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct dd_buf out = DD_BUF_INIT;

        event_case_run(options, cases[i].text, &out);
        ck_assert_msg(strcmp(dd_buf_text(&out), cases[i].events) == 0, "%s:\n%s\ninstead of\n%s",
                      cases[i].name, dd_buf_text(&out), cases[i].events);
        dd_buf_free(&out);
    }
}

void event_case_check(const struct event_case *cases, size_t count)
{
    event_case_check_with(&(struct event_case_options){event_case_collect, DD_LEVEL_WARNING, 0, 0},
                          cases, count);
}

/* SPDX-License-Identifier: MIT */
/* Owns the public view of what a review of log files has found. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "logs/event-log.h"
#include "session-logs.h"

#define WORD_SIZE 17 /* 16 hex digits */

const char *daydream_level_name(enum daydream_level level)
{
    return dd_level_name((enum dd_log_level)level);
}

bool daydream_level_parse(const char *word, enum daydream_level *out)
{
    enum dd_log_level level = dd_level_from_word(word, strlen(word));

    if (level == DD_LEVEL_NONE)
        return false;
    *out = (enum daydream_level)level;
    return true;
}

size_t daydream_logs_group_count(const struct daydream_logs *logs)
{
    return logs->group_count;
}

const struct daydream_log_group *daydream_logs_group_at(const struct daydream_logs *logs,
                                                        size_t index)
{
    return index < logs->group_count ? &logs->groups[index] : NULL;
}

uint64_t daydream_logs_folded(const struct daydream_logs *logs)
{
    return logs->review != NULL ? dd_log_review_folded(logs->review) : 0;
}

static struct dd_log_totals totals_of(const struct daydream_logs *logs)
{
    return logs->review != NULL ? dd_log_review_totals(logs->review) : (struct dd_log_totals){0};
}

uint64_t daydream_logs_bytes(const struct daydream_logs *logs)
{
    return totals_of(logs).bytes;
}

uint64_t daydream_logs_lines(const struct daydream_logs *logs)
{
    return totals_of(logs).lines;
}

uint64_t daydream_logs_events(const struct daydream_logs *logs)
{
    return totals_of(logs).events;
}

enum daydream_level daydream_log_group_level(const struct daydream_log_group *group)
{
    return (enum daydream_level)group->level;
}

uint64_t daydream_log_group_count(const struct daydream_log_group *group)
{
    return group->count;
}

int64_t daydream_log_group_first(const struct daydream_log_group *group)
{
    return group->first;
}

int64_t daydream_log_group_last(const struct daydream_log_group *group)
{
    return group->last;
}

const char *daydream_log_group_template(const struct daydream_log_group *group)
{
    return group->title;
}

const char *daydream_log_group_sample(const struct daydream_log_group *group)
{
    return group->sample != NULL ? group->sample : "";
}

size_t daydream_log_group_file_count(const struct daydream_log_group *group)
{
    return group->files.count;
}

const char *daydream_log_group_file(const struct daydream_log_group *group, size_t index)
{
    return index < group->files.count ? group->files.items[index] : NULL;
}

/* The group that a fingerprint belongs to goes by its lowest one. */
struct name {
    uint64_t fingerprint;
    uint64_t word;
};

static int compare_names(const void *a, const void *b)
{
    const struct name *left = a;
    const struct name *right = b;

    return left->fingerprint < right->fingerprint ? -1 : left->fingerprint > right->fingerprint;
}

static size_t count_names(const struct daydream_logs *logs)
{
    size_t count = 0;

    for (size_t i = 0; i < logs->group_count; i++)
        count += logs->groups[i].fingerprint_count;
    return count;
}

/* All fingerprints in order, with what their groups are called. Owned, free(). */
static struct name *make_names(const struct daydream_logs *logs, size_t *count)
{
    struct name *names = NULL;
    size_t at = 0;

    *count = count_names(logs);
    names = calloc(*count + 1, sizeof *names);
    for (size_t i = 0; i < logs->group_count && names != NULL; i++)
        for (size_t j = 0; j < logs->groups[i].fingerprint_count; j++)
            names[at++] = (struct name){logs->groups[i].fingerprints[j],
                                        logs->groups[i].fingerprints[0]};
    if (names != NULL)
        qsort(names, *count, sizeof *names, compare_names);
    return names;
}

static enum daydream_status tell_events(struct dd_event_log *events, const struct name *names,
                                        size_t count, daydream_log_event_fn fn, void *user,
                                        struct daydream_error *err)
{
    struct dd_event_record record;
    char word[WORD_SIZE];
    bool more = true;
    enum daydream_status status = dd_event_log_rewind(events, err);

    while (status == DAYDREAM_OK &&
           (status = dd_event_log_next(events, &record, &more, err)) == DAYDREAM_OK && more) {
        struct name wanted = {record.fingerprint, 0};
        const struct name *name = bsearch(&wanted, names, count, sizeof *names, compare_names);

        /* what found no room has no name of its own */
        snprintf(word, sizeof word, "%016" PRIx64, name != NULL ? name->word : 0);
        fn(user, record.line, (enum daydream_level)record.level, word);
    }
    return status;
}

enum daydream_status daydream_logs_each_event(struct daydream_logs *logs, daydream_log_event_fn fn,
                                              void *user, struct daydream_error *err)
{
    struct name *names;
    size_t count = 0;
    enum daydream_status status = daydream_logs_group(logs, err);

    if (status != DAYDREAM_OK || logs->events == NULL)
        return status;
    names = make_names(logs, &count);
    if (names == NULL)
        return dd_fail_memory(err);
    status = tell_events(logs->events, names, count, fn, user, err);
    free(names);
    return status;
}

static void write_time(struct dd_buf *out, const char *key, int64_t seconds)
{
    char text[DD_RFC3339_SIZE];

    dd_rfc3339_format(seconds, text);
    dd_buf_printf(out, ",\"%s\":", key);
    dd_json_quote(out, seconds != 0 ? text : NULL);
}

static void write_group(struct dd_buf *out, const struct daydream_log_group *group)
{
    dd_buf_printf(out, "{\"level\":\"%s\",\"count\":%" PRIu64, dd_level_name(group->level),
                  group->count);
    write_time(out, "first", group->first);
    write_time(out, "last", group->last);
    dd_buf_puts(out, ",\"template\":");
    dd_json_quote(out, group->title);
    dd_buf_puts(out, ",\"sample\":");
    dd_json_quote(out, group->sample);
    dd_buf_puts(out, ",\"files\":[");
    for (size_t i = 0; i < group->files.count; i++) {
        dd_buf_puts(out, i > 0 ? "," : "");
        dd_json_quote(out, group->files.items[i]);
    }
    dd_buf_puts(out, "]}");
}

enum daydream_status daydream_logs_to_json(const struct daydream_logs *logs, char **out,
                                           struct daydream_error *err)
{
    struct dd_buf buf = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&buf,
                  "{\"schema\":1,\"bytes\":%" PRIu64 ",\"lines\":%" PRIu64 ",\"events\":%" PRIu64
                  ",\"folded\":%" PRIu64 ",\"groups\":[",
                  daydream_logs_bytes(logs), daydream_logs_lines(logs), daydream_logs_events(logs),
                  daydream_logs_folded(logs));
    for (size_t i = 0; i < logs->group_count; i++) {
        dd_buf_puts(&buf, i > 0 ? "," : "");
        write_group(&buf, &logs->groups[i]);
    }
    dd_buf_puts(&buf, "]}");
    status = dd_buf_take(&buf, out, err);
    dd_buf_free(&buf);
    return status;
}

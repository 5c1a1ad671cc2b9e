/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/path.h"
#include "steps/backlog.h"
#include "steps/legacy-rules.h"
#include "text/matcher.h"

#define MOST_STEPS 1000000 /* of one match; a file that needs more is said */

struct rule {
    const char *name;
    const char *files;
    struct dd_matcher matcher;
    size_t count;
    struct dd_gains gains;
};

struct dd_legacy_rules {
    struct dd_engine *engine;
    struct rule *items;
    size_t count;
};

void dd_legacy_rules_free(struct dd_legacy_rules *rules)
{
    if (rules == NULL)
        return;
    for (size_t i = 0; i < rules->count; i++) {
        dd_matcher_free(&rules->items[i].matcher);
        dd_gains_free(&rules->items[i].gains);
    }
    free(rules->items);
    dd_engine_free(rules->engine);
    free(rules);
}

/* ^ and $ are those of lines: nobody looks for something at the beginning of a file. */
static enum daydream_status compile(struct rule *rule, const char *pattern,
                                    struct daydream_error *err)
{
    struct dd_buf lines = DD_BUF_INIT;
    enum daydream_status status;

    rule->matcher.name = rule->name;
    dd_buf_printf(&lines, "(?m)%s", pattern);
    if ((status = dd_buf_status(&lines, err)) == DAYDREAM_OK)
        status = dd_matcher_compile(&rule->matcher, dd_buf_text(&lines), false,
                                    DAYDREAM_ERROR_CONFIG, err);
    dd_buf_free(&lines);
    return status;
}

static enum daydream_status fill(struct dd_legacy_rules *rules, const struct dd_legacy *legacy,
                                 struct daydream_error *err)
{
    enum daydream_status status = dd_engine_new(&rules->engine, err);

    if (status != DAYDREAM_OK)
        return status;
    dd_engine_limit(rules->engine, MOST_STEPS);
    rules->items = calloc(legacy->names.count + 1, sizeof *rules->items);
    if (rules->items == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < legacy->names.count && status == DAYDREAM_OK; i++) {
        struct rule *rule = &rules->items[rules->count++];

        rule->name = legacy->names.items[i];
        rule->files = legacy->files.items[i];
        status = compile(rule, legacy->patterns.items[i], err);
    }
    return status;
}

enum daydream_status dd_legacy_rules_new(const struct dd_legacy *legacy,
                                         struct dd_legacy_rules **out, struct daydream_error *err)
{
    enum daydream_status status;

    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return dd_fail_memory(err);
    status = fill(*out, legacy, err);
    if (status != DAYDREAM_OK) {
        dd_legacy_rules_free(*out);
        *out = NULL;
    }
    return status;
}

bool dd_legacy_rules_concern(const struct dd_legacy_rules *rules, const char *path)
{
    for (size_t i = 0; i < rules->count; i++)
        if (dd_path_fits_one(path, rules->items[i].files))
            return true;
    return false;
}

static size_t line_of(const struct dd_buf *text, size_t at)
{
    size_t line = 1;

    for (size_t i = 0; i < at; i++)
        line += text->data[i] == '\n';
    return line;
}

/* How often is it in a file, and where first? */
static enum daydream_status count_matches(const struct dd_legacy_rules *rules, struct rule *rule,
                                          const struct dd_buf *text, size_t *count, size_t *first,
                                          struct daydream_error *err)
{
    struct dd_match match = {0};
    enum daydream_status status = DAYDREAM_OK;
    bool found = true;
    size_t at = 0;

    *count = *first = 0;
    while (at < text->length && status == DAYDREAM_OK) {
        status = dd_matcher_find(&rule->matcher, rules->engine, text->data, text->length, at, 0,
                                 &found, &match, err);
        if (status != DAYDREAM_OK || !found)
            break;
        *first = *count == 0 ? match.start : *first;
        ++*count;
        at = match.end > at ? match.end : at + 1;
    }
    return status;
}

/* What was counted before a file became too costly counts. */
static enum daydream_status count_one(const struct dd_legacy_rules *rules, struct rule *rule,
                                      const char *path, const struct dd_buf *text,
                                      struct dd_gain_tallies *tallies, struct daydream_error *err)
{
    size_t count;
    size_t first;
    enum daydream_status status = count_matches(rules, rule, text, &count, &first, err);
    enum daydream_status kept = DAYDREAM_OK;

    rule->count += count;
    if (count > 0)
        kept = dd_gains_take(&rule->gains, tallies, rule->name, path, line_of(text, first),
                             (int64_t)count, err);
    return status == DAYDREAM_OK ? kept : status;
}

enum daydream_status dd_legacy_rules_count(struct dd_legacy_rules *rules,
                                           struct dd_step_context *context, const char *path,
                                           const struct dd_buf *text,
                                           struct dd_gain_tallies *tallies,
                                           struct daydream_error *err)
{
    for (size_t i = 0; i < rules->count; i++) {
        struct daydream_error cause = DAYDREAM_ERROR_INIT;

        if (!dd_path_fits_one(path, rules->items[i].files))
            continue;
        if (count_one(rules, &rules->items[i], path, text, tallies, &cause) == DAYDREAM_OK)
            continue;
        if (cause.code == DAYDREAM_ERROR_MEMORY)
            return dd_fail_as(err, &cause);
        dd_step_missed(context, "%s: %s", path, cause.text);
    }
    return DAYDREAM_OK;
}

static enum daydream_status add_places(struct daydream_finding *finding,
                                       const struct dd_gains *gains, struct daydream_error *err)
{
    bool grown = daydream_finding_severity(finding) != DAYDREAM_SEVERITY_NOTE;
    const struct dd_top_files *files = grown ? &gains->gained : &gains->most;
    struct dd_buf place = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < files->count && status == DAYDREAM_OK; i++) {
        dd_buf_reset(&place);
        dd_buf_printf(&place, "%s:%zu", files->items[i].path, files->items[i].line);
        if ((status = dd_buf_status(&place, err)) == DAYDREAM_OK)
            status = daydream_finding_add_evidence(finding, dd_buf_text(&place), err);
    }
    dd_buf_free(&place);
    return status;
}

static enum daydream_status report_one(const struct rule *rule, struct dd_step_context *context,
                                       struct daydream_error *err)
{
    struct dd_buf measure = DD_BUF_INIT;
    struct dd_backlog backlog = {"deprecated", NULL, NULL, rule->name, rule->count, 0};
    struct daydream_finding *finding = NULL;
    enum daydream_status status;

    dd_buf_printf(&measure, "deprecated:%s", rule->name);
    backlog.measure = dd_buf_text(&measure);
    if ((status = dd_buf_status(&measure, err)) == DAYDREAM_OK)
        status = dd_backlog_add(context, &backlog, &finding, err);
    if (status == DAYDREAM_OK)
        status = add_places(finding, &rule->gains, err);
    dd_buf_free(&measure);
    return status;
}

enum daydream_status dd_legacy_rules_report(const struct dd_legacy_rules *rules,
                                            struct dd_step_context *context,
                                            struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < rules->count && status == DAYDREAM_OK; i++)
        status = report_one(&rules->items[i], context, err);
    return status;
}

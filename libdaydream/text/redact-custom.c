/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "base/strings.h"
#include "text/bytes.h"
#include "text/redact-custom.h"

#define SOURCE   "redact"
#define KIND_MIN 2
#define KIND_MAX 32

static bool is_kind(const char *kind)
{
    size_t length = strlen(kind);

    return length >= KIND_MIN && length <= KIND_MAX &&
           strspn(kind, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static enum daydream_status compile(const char *pattern, const char *name,
                                    struct dd_matcher *matcher, struct daydream_error *err)
{
    enum daydream_status status;

    *matcher = (struct dd_matcher){NULL, name};
    status = dd_matcher_compile(matcher, pattern, false, DAYDREAM_ERROR_CONFIG, err);
    if (status == DAYDREAM_OK && dd_matcher_is_empty(matcher)) {
        dd_matcher_free(matcher);
        status = dd_fail(err, DAYDREAM_ERROR_CONFIG, SOURCE,
                         "the pattern '%s' (%s) matches the empty text", pattern, name);
    }
    return status;
}

static enum daydream_status append(struct dd_matcher **list, size_t count,
                                   struct dd_matcher matcher, struct daydream_error *err)
{
    struct dd_matcher *items = realloc(*list, (count + 1) * sizeof *items);

    if (items == NULL)
        return dd_fail_memory(err);
    items[count] = matcher;
    *list = items;
    return DAYDREAM_OK;
}

static enum daydream_status append_kind(struct dd_custom *custom, const char *kind,
                                        struct daydream_error *err)
{
    char **kinds = realloc(custom->kinds, (custom->added_count + 1) * sizeof *kinds);

    if (kinds == NULL)
        return dd_fail_memory(err);
    custom->kinds = kinds;
    kinds[custom->added_count] = NULL;
    return dd_string_set(&kinds[custom->added_count], kind, err);
}

enum daydream_status dd_custom_add(struct dd_custom *custom, const char *pattern, const char *kind,
                                   struct daydream_error *err)
{
    struct dd_matcher matcher;
    enum daydream_status status;

    kind = kind != NULL ? kind : DD_CUSTOM_KIND;
    if (!is_kind(kind))
        return dd_fail(err, DAYDREAM_ERROR_CONFIG, SOURCE,
                       "the kind '%s' must be 2 to 32 of a-z, 0-9 and '-'", kind);
    status = compile(pattern, "redact.add", &matcher, err);
    if (status != DAYDREAM_OK)
        return status;
    status = append_kind(custom, kind, err);
    if (status == DAYDREAM_OK) {
        status = append(&custom->added, custom->added_count, matcher, err);
        if (status != DAYDREAM_OK)
            free(custom->kinds[custom->added_count]);
    }
    if (status == DAYDREAM_OK)
        custom->added_count++;
    else
        dd_matcher_free(&matcher);
    return status;
}

enum daydream_status dd_custom_allow(struct dd_custom *custom, const char *pattern,
                                     struct daydream_error *err)
{
    struct dd_matcher matcher;
    enum daydream_status status = compile(pattern, "redact.allow", &matcher, err);

    if (status != DAYDREAM_OK)
        return status;
    status = append(&custom->allowed, custom->allowed_count, matcher, err);
    if (status == DAYDREAM_OK)
        custom->allowed_count++;
    else
        dd_matcher_free(&matcher);
    return status;
}

void dd_custom_free(struct dd_custom *custom)
{
    for (size_t i = 0; i < custom->added_count; i++) {
        dd_matcher_free(&custom->added[i]);
        free(custom->kinds[i]);
    }
    for (size_t i = 0; i < custom->allowed_count; i++)
        dd_matcher_free(&custom->allowed[i]);
    free(custom->added);
    free(custom->allowed);
    free(custom->kinds);
    *custom = (struct dd_custom){NULL, NULL, NULL, 0, 0};
}

static enum daydream_status find_all(const struct dd_matcher *matcher,
                                     const struct dd_engine *engine, const char *text,
                                     size_t length, struct dd_span span, struct dd_spans *spans,
                                     struct daydream_error *err)
{
    uint32_t group = dd_matcher_groups(matcher) > 0 ? 1 : 0;
    enum daydream_status status = DAYDREAM_OK;
    bool found = true;

    for (size_t at = 0; at < length && found && status == DAYDREAM_OK;) {
        struct dd_match match = {0, 0, 0, 0};

        status = dd_matcher_find(matcher, engine, text, length, at, group, &found, &match, err);
        if (status != DAYDREAM_OK || !found)
            break;
        span.start = match.group_start;
        span.end = match.group_end;
        if (span.start < span.end)
            status = dd_spans_add(spans, span, err);
        at = match.end > at ? match.end : at + 1;
    }
    return status;
}

enum daydream_status dd_custom_find(const struct dd_custom *custom, const struct dd_engine *engine,
                                    const char *text, size_t length, size_t rank,
                                    struct dd_spans *spans, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < custom->added_count && status == DAYDREAM_OK; i++)
        status = find_all(&custom->added[i], engine, text, length,
                          (struct dd_span){0, 0, custom->kinds[i], rank + i}, spans, err);
    return status;
}

static bool is_within(const struct dd_span *span, const struct dd_spans *allowed)
{
    for (size_t i = 0; i < allowed->count; i++)
        if (allowed->items[i].start <= span->start && span->end <= allowed->items[i].end)
            return true;
    return false;
}

static void drop_within(struct dd_spans *spans, const struct dd_spans *allowed)
{
    size_t kept = 0;

    for (size_t i = 0; i < spans->count; i++)
        if (spans->items[i].rank == 0 || !is_within(&spans->items[i], allowed))
            spans->items[kept++] = spans->items[i];
    spans->count = kept;
}

enum daydream_status dd_custom_spare(const struct dd_custom *custom, const struct dd_engine *engine,
                                     const char *text, size_t length, struct dd_spans *spans,
                                     struct daydream_error *err)
{
    struct dd_spans allowed = DD_SPANS_INIT;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < custom->allowed_count && spans->count > 0 && status == DAYDREAM_OK; i++)
        status = find_all(&custom->allowed[i], engine, text, length,
                          (struct dd_span){0, 0, "", i + 1}, &allowed, err);
    if (status == DAYDREAM_OK)
        drop_within(spans, &allowed);
    dd_spans_free(&allowed);
    return status;
}

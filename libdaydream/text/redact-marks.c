/* SPDX-License-Identifier: MIT */
#include "text/redact-marks.h"
#include "text/bytes.h"
#include "text/redact-rules.h"
#include "text/redact-tokens.h"

#define MARK "[redacted:"

static const char *const other_kinds[] = {DD_VALUE_KIND, DD_NAMED_KIND, "unclear", "private-key",
                                          "kubernetes-secret"};

static bool is_same(const char *kind, const char *text, size_t length)
{
    return strlen(kind) == length && memcmp(kind, text, length) == 0;
}

static bool is_kind(const struct dd_custom *custom, const char *text, size_t length)
{
    for (size_t i = 0; i < DD_COUNT(other_kinds); i++)
        if (is_same(other_kinds[i], text, length))
            return true;
    for (size_t i = 0; i < dd_token_kinds_count; i++)
        if (is_same(dd_token_kinds[i].kind, text, length))
            return true;
    for (size_t i = 0; i < dd_redact_rules_count; i++)
        if (is_same(dd_redact_rules[i].kind, text, length))
            return true;
    for (size_t i = 0; i < custom->added_count; i++)
        if (is_same(custom->kinds[i], text, length))
            return true;
    return false;
}

/* The length of the mark at the beginning of a text; 0 when there is none. */
static size_t mark_length(const struct dd_custom *custom, const char *text, size_t length)
{
    const size_t opening = strlen(MARK);
    size_t end = opening;

    if (length <= opening || memcmp(text, MARK, opening) != 0)
        return 0;
    while (end < length && (dd_is_lower(text[end]) || dd_is_digit(text[end]) || text[end] == '-'))
        end++;
    if (end == length || text[end] != ']' || !is_kind(custom, text + opening, end - opening))
        return 0;
    return end + 1;
}

enum daydream_status dd_marks_find(const struct dd_custom *custom, const char *text, size_t length,
                                   struct dd_spans *marks, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t at = 0; at < length && status == DAYDREAM_OK; at++) {
        const char *hit = memchr(text + at, MARK[0], length - at);
        size_t size;

        if (hit == NULL)
            return DAYDREAM_OK;
        at = (size_t)(hit - text);
        size = mark_length(custom, hit, length - at);
        if (size > 0)
            status = dd_spans_add(marks, (struct dd_span){at, at + size, "", 0}, err);
    }
    return status;
}

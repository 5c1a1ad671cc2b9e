/* SPDX-License-Identifier: MIT */
/* Owns one pass over a text: from the words that stand in it to the places that go. What a secret
 * looks like is in the tables of redact-tokens.c, redact-rules.c and redact-names.c. */
#include <string.h>

#include "text/bytes.h"
#include "text/redact-blocks.h"
#include "text/redact-marks.h"
#include "text/redact-places.h"
#include "text/redact-rules.h"
#include "text/redact-tokens.h"
#include "text/redactor.h"
#include "text/uncover.h"

/* Escapes within escapes (JSON in JSON in a URL) are undone so often. */
#define DEPTH 3

/* What one pass works on. */
struct work {
    const struct dd_redactor *redactor;
    const char *text;
    size_t length;
    struct dd_spans *spans;
    size_t named_end; /* of the last value that a name told */
    size_t token_end;
    size_t rule_end; /* of the last match of a rule, and which it was */
    size_t rule;
    size_t documents_end; /* of what was searched for blocks */
};

static enum daydream_status take_known(struct work *work, const struct dd_literal_place *place,
                                       struct daydream_error *err)
{
    size_t end = place->at + place->literal->length;

    if (memcmp(work->text + place->at, place->literal->text, place->literal->length) != 0)
        return DAYDREAM_OK;
    return dd_spans_add(work->spans,
                        (struct dd_span){place->at, end, DD_VALUE_KIND, DD_REDACT_KNOWN}, err);
}

static enum daydream_status take_token(struct work *work, const struct dd_literal_place *place,
                                       struct daydream_error *err)
{
    const struct dd_token_kind *kind = &dd_token_kinds[place->literal->id - DD_REDACT_TOKENS];
    size_t end;

    if (place->at < work->token_end)
        return DAYDREAM_OK;
    end = dd_token_end(kind, work->text, work->length, place->at, place->literal->text,
                       place->literal->length);
    if (end == place->at)
        return DAYDREAM_OK;
    work->token_end = end;
    return dd_spans_add(work->spans,
                        (struct dd_span){place->at, end, kind->kind, place->literal->id}, err);
}

static enum daydream_status take_name(struct work *work, const struct dd_literal_place *place,
                                      struct daydream_error *err)
{
    struct dd_place found;
    enum daydream_status status = DAYDREAM_OK;

    if (place->at < work->named_end)
        return DAYDREAM_OK;
    found = dd_place_find(work->text, work->length, place->at,
                          &dd_telling_words[place->literal->id - DD_REDACT_NAMES]);
    while (found.start < found.end && status == DAYDREAM_OK) {
        status = dd_spans_add(
            work->spans, (struct dd_span){found.start, found.end, DD_NAMED_KIND, DD_REDACT_NAMES},
            err);
        work->named_end = found.end;
        if (found.next == 0)
            break;
        found = dd_place_next(work->text, work->length, found.next);
    }
    return status;
}

static enum daydream_status ready(const struct dd_redactor *redactor, size_t index,
                                  struct daydream_error *err)
{
    const struct dd_redact_rule *rule = &dd_redact_rules[index];
    struct dd_matcher *matcher = &redactor->rules[index];

    if (matcher->code != NULL)
        return DAYDREAM_OK;
    matcher->name = rule->kind;
    return dd_matcher_compile(matcher, rule->pattern, true, DAYDREAM_ERROR_ARGUMENT, err);
}

static size_t start_of(const struct work *work, const struct dd_redact_rule *rule, size_t at)
{
    size_t start = at;

    if (rule->before == NULL)
        return at;
    while (start > 0 && at - start < rule->before_most &&
           dd_is_in(rule->before, work->text[start - 1]))
        start--;
    return start;
}

static enum daydream_status take_rule(struct work *work, const struct dd_literal_place *place,
                                      struct daydream_error *err)
{
    size_t index = place->literal->id - DD_REDACT_RULES;
    const struct dd_redact_rule *rule = &dd_redact_rules[index];
    struct dd_match match = {0, 0, 0, 0};
    size_t start = start_of(work, rule, place->at);
    bool found = false;
    enum daydream_status status;

    if (place->at < work->rule_end && work->rule == index)
        return DAYDREAM_OK;
    status = ready(work->redactor, index, err);
    if (status == DAYDREAM_OK)
        status = dd_matcher_find(&work->redactor->rules[index], work->redactor->engine, work->text,
                                 work->length, start, rule->group, &found, &match, err);
    if (status != DAYDREAM_OK || !found || match.group_start >= match.group_end ||
        (rule->is_secret != NULL &&
         !rule->is_secret(work->text + match.group_start, match.group_end - match.group_start)))
        return status;
    work->rule = index;
    work->rule_end = match.group_end;
    return dd_spans_add(
        work->spans,
        (struct dd_span){match.group_start, match.group_end, rule->kind, place->literal->id}, err);
}

/* What a literal leads to. */
static enum daydream_status take(struct work *work, const struct dd_literal_place *place,
                                 struct daydream_error *err)
{
    size_t id = place->literal->id;

    if (id >= DD_REDACT_NAMES)
        return take_name(work, place, err);
    if (id == DD_REDACT_KUBERNETES)
        return dd_find_kubernetes(work->text, work->length, place->at, id, &work->documents_end,
                                  work->spans, err);
    if (id == DD_REDACT_KEY_END)
        return dd_find_key_end(work->text, work->length, place->at, id, work->spans, err);
    if (id >= DD_REDACT_RULES)
        return take_rule(work, place, err);
    if (id >= DD_REDACT_TOKENS)
        return take_token(work, place, err);
    return take_known(work, place, err);
}

static enum daydream_status find_plain(const struct dd_redactor *redactor, const char *text,
                                       size_t length, struct dd_spans *spans,
                                       struct daydream_error *err)
{
    struct work work = {redactor, text, length, spans, 0, 0, 0, 0, 0};
    struct dd_literal_place place = {0, NULL, 0, 0};
    enum daydream_status status = DAYDREAM_OK;

    while (status == DAYDREAM_OK && dd_literals_next(&redactor->literals, text, length, &place))
        status = take(&work, &place, err);
    if (status == DAYDREAM_OK)
        status = dd_custom_find(&redactor->custom, redactor->engine, text, length, DD_REDACT_CUSTOM,
                                spans, err);
    return status;
}

static enum daydream_status find_covered(const struct dd_redactor *redactor, const char *text,
                                         size_t length, int depth, struct dd_spans *spans,
                                         struct daydream_error *err);

/* In a text, and in what it is with its escapes undone. */
static enum daydream_status find_all(const struct dd_redactor *redactor, const char *text,
                                     size_t length, int depth, struct dd_spans *spans,
                                     struct daydream_error *err)
{
    enum daydream_status status = find_plain(redactor, text, length, spans, err);

    return status == DAYDREAM_OK && depth < DEPTH
               ? find_covered(redactor, text, length, depth, spans, err)
               : status;
}

/* One part of a text, of whole lines. */
static enum daydream_status find_part(const struct dd_redactor *redactor, const char *text,
                                      size_t start, size_t end, int depth, struct dd_spans *spans,
                                      struct daydream_error *err)
{
    struct dd_uncovered uncovered = {.count = 0};
    struct dd_spans found = DD_SPANS_INIT;
    enum daydream_status status = dd_uncover(text + start, end - start, &uncovered, err);

    if (status == DAYDREAM_OK)
        status = find_all(redactor, dd_buf_text(&uncovered.text), uncovered.text.length, depth + 1,
                          &found, err);
    for (size_t i = 0; i < found.count && status == DAYDREAM_OK; i++) {
        struct dd_span span = found.items[i];

        span.start = start + dd_uncovered_start(&uncovered, span.start);
        span.end = start + dd_uncovered_end(&uncovered, span.end);
        status = dd_spans_add(spans, span, err);
    }
    dd_spans_free(&found);
    dd_uncovered_free(&uncovered);
    return status;
}

static size_t line_start(const char *text, size_t at)
{
    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(const char *text, size_t length, size_t at)
{
    const char *newline = at < length ? memchr(text + at, '\n', length - at) : NULL;

    return newline != NULL ? (size_t)(newline - text) + 1 : length;
}

/* Only lines with an escape in them, and the one behind, are looked at once more. */
static enum daydream_status find_covered(const struct dd_redactor *redactor, const char *text,
                                         size_t length, int depth, struct dd_spans *spans,
                                         struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    size_t at = dd_covered_next(text, length, 0);
    size_t from = 0;

    while (at < length && status == DAYDREAM_OK) {
        size_t start = line_start(text, at);
        size_t end = line_end(text, length, at);

        start = start > from ? start : from;
        while (at < end) {
            end = line_end(text, length, at);
            at = dd_covered_next(text, length, end);
            if (at < length && at < line_end(text, length, end))
                end = line_end(text, length, at);
        }
        end = line_end(text, length, end);
        status = find_part(redactor, text, start, end, depth, spans, err);
        from = end;
        at = at < end ? dd_covered_next(text, length, end) : at;
    }
    return status;
}

static enum daydream_status settle(const struct dd_redactor *redactor, const char *text,
                                   size_t length, struct dd_spans *spans,
                                   struct daydream_error *err)
{
    struct dd_spans marks = DD_SPANS_INIT;
    enum daydream_status status = dd_custom_spare(&redactor->custom, redactor->engine, text, length,
                                                  spans, err);

    if (status == DAYDREAM_OK && spans->count > 0)
        status = dd_marks_find(&redactor->custom, text, length, &marks, err);
    if (status == DAYDREAM_OK)
        dd_spans_settle(spans, &marks);
    dd_spans_free(&marks);
    return status;
}

enum daydream_status dd_redact_find(const struct dd_redactor *redactor, const char *text,
                                    size_t length, struct dd_spans *out, struct daydream_error *err)
{
    enum daydream_status status = find_all(redactor, text, length, 0, out, err);

    return status == DAYDREAM_OK && out->count > 0 ? settle(redactor, text, length, out, err)
                                                   : status;
}

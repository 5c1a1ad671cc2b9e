/* SPDX-License-Identifier: MIT */
/* Owns the life of a redactor, and the rounds until nothing more changes. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "text/redact-blocks.h"
#include "text/redact-known.h"
#include "text/redact-names.h"
#include "text/redact-rules.h"
#include "text/redact-tokens.h"
#include "text/redactor.h"

/* Each round takes text away that the one before left. What needs more goes as a whole: nobody
 * knows what is still in it, and one line must not end the run that reads it. */
#define ROUNDS 16

static enum daydream_status add_literals(struct dd_literals *literals, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < dd_token_kinds_count && status == DAYDREAM_OK; i++)
        status = dd_literals_add(literals, dd_token_kinds[i].prefixes, DD_REDACT_TOKENS + i, err);
    for (size_t i = 0; i < dd_redact_rules_count && status == DAYDREAM_OK; i++)
        status = dd_literals_add(literals, dd_redact_rules[i].literals, DD_REDACT_RULES + i, err);
    for (size_t i = 0; i < dd_telling_words_count && status == DAYDREAM_OK; i++)
        status = dd_literals_add_word(literals, dd_telling_words[i].word,
                                      strlen(dd_telling_words[i].word), DD_REDACT_NAMES + i, err);
    if (status == DAYDREAM_OK)
        status = dd_literals_add_word(literals, DD_BLOCK_KUBERNETES, strlen(DD_BLOCK_KUBERNETES),
                                      DD_REDACT_KUBERNETES, err);
    if (status == DAYDREAM_OK)
        status = dd_literals_add_word(literals, DD_BLOCK_KEY_END, strlen(DD_BLOCK_KEY_END),
                                      DD_REDACT_KEY_END, err);
    return status;
}

enum daydream_status dd_redactor_new(struct dd_redactor **out, struct daydream_error *err)
{
    struct dd_redactor *redactor = calloc(1, sizeof *redactor);
    enum daydream_status status;

    *out = NULL;
    if (redactor == NULL)
        return dd_fail_memory(err);
    redactor->rules = calloc(dd_redact_rules_count, sizeof *redactor->rules);
    status = redactor->rules != NULL ? dd_engine_new(&redactor->engine, err) : dd_fail_memory(err);
    if (status == DAYDREAM_OK)
        status = add_literals(&redactor->literals, err);
    if (status != DAYDREAM_OK) {
        dd_redactor_free(redactor);
        return status;
    }
    *out = redactor;
    return DAYDREAM_OK;
}

void dd_redactor_free(struct dd_redactor *redactor)
{
    if (redactor == NULL)
        return;
    for (size_t i = 0; redactor->rules != NULL && i < dd_redact_rules_count; i++)
        dd_matcher_free(&redactor->rules[i]);
    free(redactor->rules);
    dd_engine_free(redactor->engine);
    dd_literals_free(&redactor->literals);
    dd_strings_free(&redactor->values);
    dd_custom_free(&redactor->custom);
    free(redactor);
}

enum daydream_status dd_redactor_add_value(struct dd_redactor *redactor, const char *value,
                                           struct daydream_error *err)
{
    size_t known = redactor->values.count;
    enum daydream_status status = dd_known_add(&redactor->values, value, err);

    for (; known < redactor->values.count && status == DAYDREAM_OK; known++)
        status = dd_literals_add_word(&redactor->literals, redactor->values.items[known],
                                      strlen(redactor->values.items[known]), DD_REDACT_KNOWN, err);
    return status;
}

enum daydream_status dd_redactor_add_pattern(struct dd_redactor *redactor, const char *pattern,
                                             const char *kind, struct daydream_error *err)
{
    return dd_custom_add(&redactor->custom, pattern, kind, err);
}

enum daydream_status dd_redactor_allow_pattern(struct dd_redactor *redactor, const char *pattern,
                                               struct daydream_error *err)
{
    return dd_custom_allow(&redactor->custom, pattern, err);
}

void dd_redactor_limit(struct dd_redactor *redactor, uint32_t steps)
{
    dd_engine_limit(redactor->engine, steps);
}

/* One pass over a text. `*changed` tells whether `text` is a new one. */
static enum daydream_status redact_round(const struct dd_redactor *redactor, struct dd_buf *text,
                                         bool *changed, struct daydream_error *err)
{
    struct dd_spans spans = DD_SPANS_INIT;
    struct dd_buf next = DD_BUF_INIT;
    enum daydream_status status = dd_redact_find(redactor, dd_buf_text(text), text->length, &spans,
                                                 err);

    *changed = status == DAYDREAM_OK && spans.count > 0;
    if (*changed) {
        dd_spans_replace(&spans, dd_buf_text(text), text->length, &next);
        status = dd_buf_status(&next, err);
    }
    if (*changed && status == DAYDREAM_OK) {
        dd_buf_free(text);
        *text = next;
    } else {
        dd_buf_free(&next);
    }
    dd_spans_free(&spans);
    return status;
}

/* A mark can make a secret of what stands beside it (a name and its value come closer), therefore
 * until nothing changes: then doing it again changes nothing either. */
enum daydream_status dd_redact(const struct dd_redactor *redactor, const char *text, size_t length,
                               struct dd_buf *out, struct daydream_error *err)
{
    struct dd_buf now = DD_BUF_INIT;
    bool changed = true;
    enum daydream_status status;

    dd_buf_add(&now, text, length);
    status = dd_buf_status(&now, err);
    for (int i = 0; i < ROUNDS && changed && status == DAYDREAM_OK; i++)
        status = redact_round(redactor, &now, &changed, err);
    if (status == DAYDREAM_OK && changed) {
        dd_buf_reset(&now);
        dd_buf_puts(&now, DD_REDACTED_UNCLEAR);
    }
    if (status == DAYDREAM_OK) {
        dd_buf_add(out, dd_buf_text(&now), now.length);
        status = dd_buf_status(out, err);
    }
    dd_buf_free(&now);
    return status;
}

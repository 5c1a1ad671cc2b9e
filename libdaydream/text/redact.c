/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/strings.h"
#include "text/literals.h"
#include "text/redact-rules.h"
#include "text/redact.h"
#include "text/spans.h"

#define SOURCE       "redact"
#define MARK         "[redacted:"
#define VALUE_KIND   "value"
#define UNCLEAR_KIND "unclear"
#define VALUE_MIN    8

/* A rule needs one step a byte or little more; this is far beyond any line that is kept. */
#define MATCH_LIMIT 10000000
#define HEAP_KIB    (64 * 1024)
#define JIT_START   ((size_t)32 * 1024)
#define JIT_MAX     ((size_t)1024 * 1024)

/* Behind a longer value that is none the search goes on at its end, not at its beginning, so that
 * the cost stays in line with the text. */
#define PLACEHOLDER_MAX 256

/* Each round takes text away that the one before left. What needs more goes as a whole: nobody
 * knows what is still in it, and one line must not end the run that reads it. */
#define ROUNDS 16

struct dd_redactor {
    pcre2_code **codes; /* one a rule */
    size_t code_count;
    pcre2_match_data *match;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    struct dd_literals literals;
    struct dd_strings values;
};

/* What one pass works on. */
struct work {
    const struct dd_redactor *redactor;
    const char *text;
    size_t length;
    struct dd_spans spans;
};

static enum daydream_status compile_rule(struct dd_redactor *redactor,
                                         const struct dd_redact_rule *rule,
                                         struct daydream_error *err)
{
    int code = 0;
    PCRE2_SIZE offset = 0;
    PCRE2_UCHAR words[128] = "";
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)rule->pattern, PCRE2_ZERO_TERMINATED, 0, &code,
                                         &offset, NULL);

    if (compiled == NULL && code == PCRE2_ERROR_HEAP_FAILED)
        return dd_fail_memory(err);
    if (compiled == NULL) {
        pcre2_get_error_message(code, words, sizeof words);
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE,
                       "the rule '%s' cannot be compiled, at byte %zu: %s", rule->kind, offset,
                       (const char *)words);
    }
    /* Where it is not available, matching is slower and nothing else. */
    (void)pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE);
    redactor->codes[redactor->code_count++] = compiled;
    return DAYDREAM_OK;
}

static enum daydream_status make_context(struct dd_redactor *redactor, struct daydream_error *err)
{
    redactor->match = pcre2_match_data_create(4, NULL);
    redactor->context = pcre2_match_context_create(NULL);
    if (redactor->match == NULL || redactor->context == NULL)
        return dd_fail_memory(err);
    pcre2_set_match_limit(redactor->context, MATCH_LIMIT);
    pcre2_set_heap_limit(redactor->context, HEAP_KIB);
    redactor->stack = pcre2_jit_stack_create(JIT_START, JIT_MAX, NULL);
    if (redactor->stack != NULL)
        pcre2_jit_stack_assign(redactor->context, NULL, redactor->stack);
    return DAYDREAM_OK;
}

static enum daydream_status fill(struct dd_redactor *redactor, struct daydream_error *err)
{
    enum daydream_status status = make_context(redactor, err);

    redactor->codes = calloc(dd_redact_rules_count, sizeof(pcre2_code *));
    if (redactor->codes == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < dd_redact_rules_count && status == DAYDREAM_OK; i++) {
        status = compile_rule(redactor, &dd_redact_rules[i], err);
        if (status == DAYDREAM_OK)
            status = dd_literals_add(&redactor->literals, dd_redact_rules[i].literals, i, err);
    }
    return status;
}

enum daydream_status dd_redactor_new(struct dd_redactor **out, struct daydream_error *err)
{
    struct dd_redactor *redactor = calloc(1, sizeof *redactor);
    enum daydream_status status;

    *out = NULL;
    if (redactor == NULL)
        return dd_fail_memory(err);
    status = fill(redactor, err);
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
    for (size_t i = 0; i < redactor->code_count; i++)
        pcre2_code_free(redactor->codes[i]);
    free(redactor->codes);
    pcre2_match_data_free(redactor->match);
    pcre2_match_context_free(redactor->context);
    pcre2_jit_stack_free(redactor->stack);
    dd_literals_free(&redactor->literals);
    dd_strings_free(&redactor->values);
    free(redactor);
}

enum daydream_status dd_redactor_add_value(struct dd_redactor *redactor, const char *value,
                                           struct daydream_error *err)
{
    if (strlen(value) < VALUE_MIN || dd_strings_has(&redactor->values, value))
        return DAYDREAM_OK;
    return dd_strings_add(&redactor->values, value, err);
}

void dd_redactor_limit(struct dd_redactor *redactor, uint32_t steps)
{
    pcre2_set_match_limit(redactor->context, steps);
}

/* Every place, also where the value overlaps itself. */
static enum daydream_status find_value(struct work *work, const char *value,
                                       struct daydream_error *err)
{
    size_t size = strlen(value);
    enum daydream_status status = DAYDREAM_OK;

    for (size_t at = 0; at + size <= work->length && status == DAYDREAM_OK; at++) {
        const char *hit = memchr(work->text + at, value[0], work->length - at - size + 1);

        if (hit == NULL)
            return DAYDREAM_OK;
        at = (size_t)(hit - work->text);
        if (memcmp(hit, value, size) == 0)
            status = dd_spans_add(&work->spans, (struct dd_span){at, at + size, VALUE_KIND, 0},
                                  err);
    }
    return status;
}

static int match_at(const struct work *work, size_t rule, size_t offset)
{
    const struct dd_redactor *redactor = work->redactor;
    PCRE2_SPTR text = (PCRE2_SPTR)work->text;
    int count = pcre2_match(redactor->codes[rule], text, work->length, offset, 0, redactor->match,
                            redactor->context);

    if (count == PCRE2_ERROR_JIT_STACKLIMIT)
        count = pcre2_match(redactor->codes[rule], text, work->length, offset, PCRE2_NO_JIT,
                            redactor->match, redactor->context);
    return count;
}

static enum daydream_status fail_rule(size_t rule, int code, struct daydream_error *err)
{
    PCRE2_UCHAR words[128] = "";

    if (code == PCRE2_ERROR_NOMEMORY)
        return dd_fail_memory(err);
    pcre2_get_error_message(code, words, sizeof words);
    return dd_fail(err, DAYDREAM_ERROR_STATE, SOURCE,
                   "the rule '%s' could not be applied (%s); the text is not used",
                   dd_redact_rules[rule].kind, (const char *)words);
}

/* Take what was matched when it is a secret. `*offset` becomes where the search goes on: a telling
 * name may stand in what another one's value seemed to be. */
static enum daydream_status take_match(struct work *work, size_t index, size_t *offset,
                                       struct daydream_error *err)
{
    const struct dd_redact_rule *rule = &dd_redact_rules[index];
    const PCRE2_SIZE *places = pcre2_get_ovector_pointer(work->redactor->match);
    size_t start = places[2 * rule->group];
    size_t end = places[2 * rule->group + 1];
    size_t next = places[1];
    enum daydream_status status = DAYDREAM_OK;

    if (start != PCRE2_UNSET && start < end) {
        if (rule->is_secret == NULL || rule->is_secret(work->text + start, end - start)) {
            status = dd_spans_add(&work->spans, (struct dd_span){start, end, rule->kind, index + 1},
                                  err);
            next = end;
        } else if (rule->group > 0 && end - start <= PLACEHOLDER_MAX) {
            next = start;
        }
    }
    *offset = next > *offset ? next : *offset + 1;
    return status;
}

static enum daydream_status find_rule(struct work *work, size_t rule, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t offset = 0; offset <= work->length && status == DAYDREAM_OK;) {
        int count = match_at(work, rule, offset);

        if (count == PCRE2_ERROR_NOMATCH)
            return DAYDREAM_OK;
        if (count < 0)
            return fail_rule(rule, count, err);
        status = take_match(work, rule, &offset, err);
    }
    return status;
}

static enum daydream_status find_secrets(struct work *work, struct daydream_error *err)
{
    const struct dd_strings *values = &work->redactor->values;
    struct dd_literal_hits hits;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < values->count && status == DAYDREAM_OK; i++)
        status = find_value(work, values->items[i], err);
    dd_literals_find(&work->redactor->literals, work->text, work->length, &hits);
    for (size_t i = 0; i < dd_redact_rules_count && status == DAYDREAM_OK; i++)
        if (dd_literals_hit(&hits, i))
            status = find_rule(work, i, err);
    return status;
}

static bool is_same(const char *kind, const char *text, size_t length)
{
    return strlen(kind) == length && memcmp(kind, text, length) == 0;
}

static bool is_kind(const char *text, size_t length)
{
    if (is_same(VALUE_KIND, text, length) || is_same(UNCLEAR_KIND, text, length))
        return true;
    for (size_t i = 0; i < dd_redact_rules_count; i++)
        if (is_same(dd_redact_rules[i].kind, text, length))
            return true;
    return false;
}

/* The length of the mark at the beginning of a text; 0 when there is none. */
static size_t mark_length(const char *text, size_t length)
{
    const size_t opening = strlen(MARK);
    size_t end = opening;

    if (length <= opening || memcmp(text, MARK, opening) != 0)
        return 0;
    while (end < length && ((text[end] >= 'a' && text[end] <= 'z') || text[end] == '-'))
        end++;
    if (end == length || text[end] != ']' || !is_kind(text + opening, end - opening))
        return 0;
    return end + 1;
}

static enum daydream_status find_marks(const struct work *work, struct dd_spans *marks,
                                       struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t at = 0; at < work->length && status == DAYDREAM_OK; at++) {
        const char *hit = memchr(work->text + at, MARK[0], work->length - at);
        size_t size;

        if (hit == NULL)
            return DAYDREAM_OK;
        at = (size_t)(hit - work->text);
        size = mark_length(hit, work->length - at);
        if (size > 0)
            status = dd_spans_add(marks, (struct dd_span){at, at + size, "", 0}, err);
    }
    return status;
}

/* One pass over a text. `*changed` tells whether `out` holds a new one. */
static enum daydream_status redact_once(const struct dd_redactor *redactor, const char *text,
                                        size_t length, struct dd_buf *out, bool *changed,
                                        struct daydream_error *err)
{
    struct work work = {redactor, text, length, DD_SPANS_INIT};
    struct dd_spans marks = DD_SPANS_INIT;
    enum daydream_status status = find_secrets(&work, err);

    *changed = false;
    if (status == DAYDREAM_OK && work.spans.count > 0)
        status = find_marks(&work, &marks, err);
    if (status == DAYDREAM_OK) {
        dd_spans_settle(&work.spans, &marks);
        *changed = work.spans.count > 0;
    }
    if (*changed) {
        dd_spans_replace(&work.spans, text, length, out);
        status = dd_buf_status(out, err);
    }
    dd_spans_free(&marks);
    dd_spans_free(&work.spans);
    return status;
}

static enum daydream_status redact_round(const struct dd_redactor *redactor, struct dd_buf *text,
                                         bool *changed, struct daydream_error *err)
{
    struct dd_buf next = DD_BUF_INIT;
    enum daydream_status status = redact_once(redactor, dd_buf_text(text), text->length, &next,
                                              changed, err);

    if (status != DAYDREAM_OK || !*changed) {
        dd_buf_free(&next);
        return status;
    }
    dd_buf_free(text);
    *text = next;
    return DAYDREAM_OK;
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

/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "text/matcher.h"

#define SOURCE "redact"

/* A pattern needs one step a byte or little more; this is far beyond any line that is kept. */
#define MATCH_LIMIT 10000000
#define HEAP_KIB    (64 * 1024)
#define JIT_START   ((size_t)32 * 1024)
#define JIT_MAX     ((size_t)1024 * 1024)
#define GROUPS      4

struct dd_engine {
    pcre2_match_data *match;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

enum daydream_status dd_engine_new(struct dd_engine **out, struct daydream_error *err)
{
    struct dd_engine *engine = calloc(1, sizeof *engine);

    *out = engine;
    if (engine == NULL)
        return dd_fail_memory(err);
    engine->match = pcre2_match_data_create(GROUPS, NULL);
    engine->context = pcre2_match_context_create(NULL);
    if (engine->match == NULL || engine->context == NULL) {
        dd_engine_free(engine);
        *out = NULL;
        return dd_fail_memory(err);
    }
    pcre2_set_match_limit(engine->context, MATCH_LIMIT);
    pcre2_set_heap_limit(engine->context, HEAP_KIB);
    engine->stack = pcre2_jit_stack_create(JIT_START, JIT_MAX, NULL);
    if (engine->stack != NULL)
        pcre2_jit_stack_assign(engine->context, NULL, engine->stack);
    return DAYDREAM_OK;
}

void dd_engine_free(struct dd_engine *engine)
{
    if (engine == NULL)
        return;
    pcre2_match_data_free(engine->match);
    pcre2_match_context_free(engine->context);
    pcre2_jit_stack_free(engine->stack);
    free(engine);
}

void dd_engine_limit(struct dd_engine *engine, uint32_t steps)
{
    pcre2_set_match_limit(engine->context, steps);
}

static enum daydream_status compile(struct dd_matcher *matcher, const char *pattern,
                                    uint32_t options, enum daydream_status status,
                                    struct daydream_error *err)
{
    int code = 0;
    PCRE2_SIZE offset = 0;
    PCRE2_UCHAR words[128] = "";

    matcher->code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options, &code,
                                  &offset, NULL);
    if (matcher->code == NULL && code == PCRE2_ERROR_HEAP_FAILED)
        return dd_fail_memory(err);
    if (matcher->code == NULL) {
        pcre2_get_error_message(code, words, sizeof words);
        return dd_fail(err, status, SOURCE, "the pattern '%s' (%s) cannot be read, at byte %zu: %s",
                       pattern, matcher->name, offset, (const char *)words);
    }
    /* Where it is not available, matching is slower and nothing else. */
    (void)pcre2_jit_compile(matcher->code, PCRE2_JIT_COMPLETE);
    return DAYDREAM_OK;
}

enum daydream_status dd_matcher_compile(struct dd_matcher *matcher, const char *pattern,
                                        bool anchored, enum daydream_status status,
                                        struct daydream_error *err)
{
    return compile(matcher, pattern, anchored ? PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE : 0,
                   status, err);
}

enum daydream_status dd_matcher_compile_utf8(struct dd_matcher *matcher, const char *pattern,
                                             struct daydream_error *err)
{
    return compile(matcher, pattern, PCRE2_UTF | PCRE2_UCP, DAYDREAM_ERROR_ARGUMENT, err);
}

void dd_matcher_free(struct dd_matcher *matcher)
{
    pcre2_code_free(matcher->code);
    matcher->code = NULL;
}

uint32_t dd_matcher_groups(const struct dd_matcher *matcher)
{
    uint32_t groups = 0;

    return pcre2_pattern_info(matcher->code, PCRE2_INFO_CAPTURECOUNT, &groups) == 0 ? groups : 0;
}

bool dd_matcher_is_empty(const struct dd_matcher *matcher)
{
    uint32_t empty = 0;

    return pcre2_pattern_info(matcher->code, PCRE2_INFO_MATCHEMPTY, &empty) == 0 && empty != 0;
}

static enum daydream_status fail(const struct dd_matcher *matcher, int code,
                                 struct daydream_error *err)
{
    PCRE2_UCHAR words[128] = "";

    if (code == PCRE2_ERROR_NOMEMORY)
        return dd_fail_memory(err);
    pcre2_get_error_message(code, words, sizeof words);
    return dd_fail(err, DAYDREAM_ERROR_STATE, SOURCE,
                   "the rule '%s' could not be applied (%s); the text is not used", matcher->name,
                   (const char *)words);
}

static int match_at(const struct dd_matcher *matcher, const struct dd_engine *engine,
                    const char *text, size_t length, size_t at)
{
    int count = pcre2_match(matcher->code, (PCRE2_SPTR)text, length, at, 0, engine->match,
                            engine->context);

    if (count == PCRE2_ERROR_JIT_STACKLIMIT)
        count = pcre2_match(matcher->code, (PCRE2_SPTR)text, length, at, PCRE2_NO_JIT,
                            engine->match, engine->context);
    return count;
}

enum daydream_status dd_matcher_find(const struct dd_matcher *matcher,
                                     const struct dd_engine *engine, const char *text,
                                     size_t length, size_t at, uint32_t group, bool *found,
                                     struct dd_match *match, struct daydream_error *err)
{
    int count = match_at(matcher, engine, text, length, at);
    const PCRE2_SIZE *places = pcre2_get_ovector_pointer(engine->match);

    *found = count >= 0;
    if (count == PCRE2_ERROR_NOMATCH)
        return DAYDREAM_OK;
    if (count < 0)
        return fail(matcher, count, err);
    *match = (struct dd_match){places[0], places[1], 0, 0};
    if (group < GROUPS && places[2 * group] != PCRE2_UNSET) {
        match->group_start = places[2 * group];
        match->group_end = places[2 * group + 1];
    }
    return DAYDREAM_OK;
}

static int substitute(const struct dd_matcher *matcher, const char *text, const char *with,
                      char *out, PCRE2_SIZE *length)
{
    return pcre2_substitute(
        matcher->code, (PCRE2_SPTR)text, strlen(text), 0,
        PCRE2_SUBSTITUTE_GLOBAL | PCRE2_SUBSTITUTE_EXTENDED | PCRE2_SUBSTITUTE_OVERFLOW_LENGTH,
        NULL, NULL, (PCRE2_SPTR)with, PCRE2_ZERO_TERMINATED, (PCRE2_UCHAR *)out, length);
}

enum daydream_status dd_matcher_replace(const struct dd_matcher *matcher, const char *text,
                                        const char *with, struct dd_buf *out,
                                        struct daydream_error *err)
{
    PCRE2_SIZE size = strlen(text) + 64;
    char *result = malloc(size);
    char *more;
    int count;

    if (result == NULL)
        return dd_fail_memory(err);
    count = substitute(matcher, text, with, result, &size);
    if (count == PCRE2_ERROR_NOMEMORY) { /* `size` says how much it takes */
        more = realloc(result, size);
        result = more != NULL ? more : result;
        count = more != NULL ? substitute(matcher, text, with, result, &size) : count;
    }
    if (count >= 0)
        dd_buf_add(out, result, size);
    else if (count != PCRE2_ERROR_NOMEMORY)
        dd_buf_puts(out, text);
    free(result);
    return count == PCRE2_ERROR_NOMEMORY ? dd_fail_memory(err) : DAYDREAM_OK;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "text/corrections.h"
#include "text/matcher.h"

#define LOOKED_AT  4000 /* bytes; who corrects does so at once, and what follows may be pasted */
#define MOST_STEPS 100000
#define APOSTROPHE "(?:'|\xe2\x80\x99)?" /* straight, curly or forgotten */

static const char *const own[] = {
    "\\bno\\b[\\s,.!:;-]{0,5}(?:no[\\s,.!]{1,4})?i (?:meant?|wanted|asked)\\b",
    "\\bi meant\\b",
    "\\bth(?:at|is)(?:" APOSTROPHE "s| is| was) (?:(?:still|just|simply|completely|totally|clearly|"
    "plain) )?(?:wrong|incorrect|not (?:right|correct|it|what))\\b",
    "\\bnot (?:at all )?what i (?:asked|meant|wanted|said|requested)\\b",
    "\\b(?:the )?wrong (?:file|folder|directory|branch|repo|repository|function|project)\\b",
    "\\bstop\\b[^.!?\\n]{0,120}\\binstead\\b",
    "(?<!\\bas )(?<!\\blike )\\bi (?:already |just |literally )?(?:said|told you)\\b",
    "\\bplease (?:don" APOSTROPHE "t|do not)\\b",
};

#define OWN (sizeof own / sizeof own[0])

static const char praise[] =
    "\\b(?:great|thanks|thank you|perfect|perfectly|awesome|excellent|amazing|wonderful|brilliant|"
    "well done|nice(?:ly)?|love it|good (?:job|work|catch)|exactly (?:right|what)|not wrong)\\b";

struct dd_corrections {
    struct dd_engine *engine;
    struct dd_matcher praise;
    struct dd_matcher *matchers;
    size_t count;
};

static enum daydream_status compile(struct dd_matcher *matcher, const char *pattern,
                                    struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    matcher->name = "daydream.sessions.corrections";
    dd_buf_printf(&text, "(?i)%s", pattern);
    if ((status = dd_buf_status(&text, err)) == DAYDREAM_OK &&
        /* as it was written, too: that is what an error should quote */
        (status = dd_matcher_compile(matcher, pattern, false, DAYDREAM_ERROR_CONFIG, err)) ==
            DAYDREAM_OK) {
        dd_matcher_free(matcher);
        status = dd_matcher_compile(matcher, dd_buf_text(&text), false, DAYDREAM_ERROR_CONFIG, err);
    }
    if (status == DAYDREAM_OK && dd_matcher_is_empty(matcher))
        status = dd_fail(err, DAYDREAM_ERROR_CONFIG, "sessions",
                         "the pattern '%s' of daydream.sessions.corrections matches anything",
                         pattern);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status fill(struct dd_corrections *corrections, const char *const *patterns,
                                 size_t count, struct daydream_error *err)
{
    enum daydream_status status = dd_engine_new(&corrections->engine, err);

    if (status != DAYDREAM_OK)
        return status;
    dd_engine_limit(corrections->engine, MOST_STEPS);
    corrections->matchers = calloc(count, sizeof *corrections->matchers);
    if (corrections->matchers == NULL)
        return dd_fail_memory(err);
    status = compile(&corrections->praise, praise, err);
    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++) {
        corrections->count++;
        status = compile(&corrections->matchers[i], patterns[i], err);
    }
    return status;
}

enum daydream_status dd_corrections_new(const struct dd_strings *patterns,
                                        struct dd_corrections **out, struct daydream_error *err)
{
    struct dd_corrections *corrections = calloc(1, sizeof *corrections);
    bool given = patterns->count > 0;
    enum daydream_status status;

    *out = NULL;
    if (corrections == NULL)
        return dd_fail_memory(err);
    status = fill(corrections, given ? (const char *const *)patterns->items : own,
                  given ? patterns->count : OWN, err);
    if (status != DAYDREAM_OK) {
        dd_corrections_free(corrections);
        return status;
    }
    *out = corrections;
    return DAYDREAM_OK;
}

void dd_corrections_free(struct dd_corrections *corrections)
{
    if (corrections == NULL)
        return;
    for (size_t i = 0; i < corrections->count; i++)
        dd_matcher_free(&corrections->matchers[i]);
    free(corrections->matchers);
    dd_matcher_free(&corrections->praise);
    dd_engine_free(corrections->engine);
    free(corrections);
}

/* DAYDREAM_ERROR_STATE says that a limit was reached: no match, and no reason to fail. */
static enum daydream_status match(const struct dd_corrections *corrections,
                                  const struct dd_matcher *matcher, const char *text, size_t length,
                                  bool *found, struct dd_match *where, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = dd_matcher_find(matcher, corrections->engine, text, length, 0, 0,
                                                  found, where, &cause);

    if (status == DAYDREAM_OK)
        return status;
    *found = false;
    return status == DAYDREAM_ERROR_STATE ? DAYDREAM_OK : dd_fail_as(err, &cause);
}

static enum daydream_status is_correction(const struct dd_corrections *corrections,
                                          const char *sentence, size_t length, bool *found,
                                          struct daydream_error *err)
{
    struct dd_match where;
    bool praised = false;
    enum daydream_status status = DAYDREAM_OK;

    *found = false;
    for (size_t i = 0; i < corrections->count && !*found && status == DAYDREAM_OK; i++)
        status = match(corrections, &corrections->matchers[i], sentence, length, found, &where,
                       err);
    if (status == DAYDREAM_OK && *found)
        status = match(corrections, &corrections->praise, sentence, length, &praised, &where, err);
    *found = *found && !praised;
    return status;
}

/* Bytes up to and with the end of the sentence: a mark with a blank behind it, or a line's end. */
static size_t sentence_length(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool last = i + 1 == length;

        if (text[i] == '\n' || (memchr(".!?;", text[i], 4) != NULL &&
                                (last || strchr(" \n\r\t", text[i + 1]) != NULL)))
            return i + 1;
        if (!last && length - i > 5 && memcmp(text + i, " but ", 5) == 0)
            return i + 1;
    }
    return length;
}

static size_t blanks(const char *text, size_t length)
{
    size_t count = 0;

    while (count < length && memchr(" \t\r\n", text[count], 4) != NULL)
        count++;
    return count;
}

static bool is_fence(const char *text, size_t length)
{
    return length >= 3 && (memcmp(text, "```", 3) == 0 || memcmp(text, "~~~", 3) == 0);
}

enum daydream_status dd_corrections_find(const struct dd_corrections *corrections, const char *text,
                                         size_t text_length, bool *found, size_t *start,
                                         size_t *length, struct daydream_error *err)
{
    size_t end = text_length < LOOKED_AT ? text_length : LOOKED_AT;
    bool fenced = false;
    enum daydream_status status = DAYDREAM_OK;

    *found = false;
    *length = 0;
    for (*start = 0; *start < end && !*found && status == DAYDREAM_OK; *start += *length) {
        *start += blanks(text + *start, end - *start);
        *length = sentence_length(text + *start, end - *start);
        if (is_fence(text + *start, *length))
            fenced = !fenced;
        else if (!fenced)
            status = is_correction(corrections, text + *start, *length, found, err);
    }
    if (*found)
        *start -= *length;
    return status;
}

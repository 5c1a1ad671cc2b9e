/* SPDX-License-Identifier: MIT */
/* The only file that sees PCRE2: patterns over bytes, with limits on what a match may cost. */
#ifndef DD_TEXT_MATCHER_H
#define DD_TEXT_MATCHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "daydream.h"

/* What all patterns of one owner share while they match. */
struct dd_engine;

enum daydream_status dd_engine_new(struct dd_engine **out, struct daydream_error *err);
void dd_engine_free(struct dd_engine *engine);

/* The most steps of one match; far beyond need unless set. */
void dd_engine_limit(struct dd_engine *engine, uint32_t steps);

/* A compiled pattern. */
struct dd_matcher {
    void *code;       /* NULL: not compiled yet */
    const char *name; /* for errors; borrowed */
};

struct dd_match {
    size_t start, end;             /* of the whole match */
    size_t group_start, group_end; /* of the group asked for; equal: it did not take part */
};

/* Compile. `anchored`: it matches where it is tried or nowhere. `status` is that of a bad pattern.
 */
enum daydream_status dd_matcher_compile(struct dd_matcher *matcher, const char *pattern,
                                        bool anchored, enum daydream_status status,
                                        struct daydream_error *err);
void dd_matcher_free(struct dd_matcher *matcher);

/* The same for a pattern of our own over characters of UTF-8, with Unicode's properties. */
enum daydream_status dd_matcher_compile_utf8(struct dd_matcher *matcher, const char *pattern,
                                             struct daydream_error *err);

/* Append a text in which every match of such a pattern has become `with`, which may name groups and
 * change the case ("\L$0"). A text that is no UTF-8 is appended as it is. */
enum daydream_status dd_matcher_replace(const struct dd_matcher *matcher, const char *text,
                                        const char *with, struct dd_buf *out,
                                        struct daydream_error *err);

/* How many groups it captures; whether it matches the empty text. */
uint32_t dd_matcher_groups(const struct dd_matcher *matcher);
bool dd_matcher_is_empty(const struct dd_matcher *matcher);

/* Match from `at` on. DAYDREAM_ERROR_STATE when a limit was reached. */
enum daydream_status dd_matcher_find(const struct dd_matcher *matcher,
                                     const struct dd_engine *engine, const char *text,
                                     size_t length, size_t at, uint32_t group, bool *found,
                                     struct dd_match *match, struct daydream_error *err);

#endif

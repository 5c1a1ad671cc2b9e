/* SPDX-License-Identifier: MIT */
/* What the tests of redaction share: secrets that are made up by their shape, and the judgement of
 * the samples. */
#ifndef TESTS_TEXT_REDACT_CASE_H
#define TESTS_TEXT_REDACT_CASE_H

#include "text/redact.h"

struct dd_redactor *redact_make(void);

/* The text without its secrets, which redacted once more must stay the same. Owned: free(). */
char *redact_text(const struct dd_redactor *redactor, const char *text);

/* A text of a shape: "ghp_{A36}" (tests/data/text/redact/kinds.txt says how), "\n" a line break.
 * Owned: free(). */
char *redact_shape(const char *shape, unsigned short seed[3]);

/* The frame with the text in place of each "@@". Owned: free(). */
char *redact_frame(const char *frame, const char *text);

/* Call `fn` for each line of a file below tests/data/text/redact/ that is no comment. */
void redact_each_line(const char *name, void (*fn)(char *line, void *user), void *user);

struct redact_sample {
    const char *kind, *text;
    bool secret;
};

/* Call `fn` for each sample of ../shared; false, and a message, where they are missing. */
bool redact_each_sample(const char *suite,
                        void (*fn)(const struct redact_sample *sample, void *user), void *user);

/* Of the random-looking runs of 16 characters or more of a text, where it has any, at least one is
 * gone. */
bool redact_lost_a_run(const char *text, const char *redacted);

#endif

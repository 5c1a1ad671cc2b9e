/* SPDX-License-Identifier: MIT */
/* Secrets of kinds and in places that the samples of ../shared do not have, and what looks like
 * one: alone, and within a line of a log. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/suite.h"
#include "text/redact-case.h"

#define SUITE "text/redact-collection"

/* In percent. */
#define SECRETS_FOUND    98
#define OTHERS_UNTOUCHED 95

static const char *const frames[] = {
    "@@",
    "2026-02-18 03:12:07,123 - app.db - ERROR - @@",
    "{\"level\":\"error\",\"msg\":\"cannot go on\"} @@",
};

struct score {
    struct dd_redactor *redactor;
    const char *frame;
    unsigned short seed[3];
    int count, right;
};

static char *read_text(char *line, struct score *score)
{
    const char *shape = strchr(line, '\t');
    char *text;
    char *framed;

    ck_assert_msg(shape != NULL, "no tab in '%s'", line);
    text = redact_shape(shape + 1, score->seed);
    framed = redact_frame(score->frame, text);
    free(text);
    return framed;
}

static void judge(struct score *score, const char *text, const char *redacted, bool right)
{
    score->count++;
    score->right += right;
    if (!right)
        printf(SUITE ": '%s' became '%s'\n", text, redacted);
}

static void check_secret(char *line, void *user)
{
    struct score *score = user;
    char *text = read_text(line, score);
    char *redacted = redact_text(score->redactor, text);

    judge(score, text, redacted,
          strstr(redacted, "[redacted:") != NULL && redact_lost_a_run(text, redacted));
    free(redacted);
    free(text);
}

static void check_other(char *line, void *user)
{
    struct score *score = user;
    char *text = read_text(line, score);
    char *redacted = redact_text(score->redactor, text);

    judge(score, text, redacted, strcmp(text, redacted) == 0);
    free(redacted);
    free(text);
}

static void check(const char *name, void (*fn)(char *line, void *user), int least)
{
    for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++)
        for (unsigned short round = 0; round < 3; round++) {
            struct score score = {redact_make(), frames[i], {4, 5, round}, 0, 0};

            redact_each_line(name, fn, &score);
            printf(SUITE ": %s: %d of %d as they should be\n", name, score.right, score.count);
            ck_assert_msg(score.right * 100 >= score.count * least, "%s in '%s'", name, frames[i]);
            dd_redactor_free(score.redactor);
        }
}

START_TEST(test_secrets)
{
    check("collection.txt", check_secret, SECRETS_FOUND);
}
END_TEST

START_TEST(test_others)
{
    check("lookalikes.txt", check_other, OTHERS_UNTOUCHED);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_secrets, test_others};

    return suite_run(SUITE, tests, sizeof tests / sizeof tests[0]);
}

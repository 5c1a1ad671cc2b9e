/* SPDX-License-Identifier: MIT */
#include "text/redact-tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/suite.h"
#include "text/redact-case.h"

#define KIND_SET "abcdefghijklmnopqrstuvwxyz0123456789-"
#define KINDS    512

/* A row of the table is well formed. */
START_TEST(test_table)
{
    for (size_t i = 0; i < dd_token_kinds_count; i++) {
        const struct dd_token_kind *kind = &dd_token_kinds[i];

        ck_assert_msg(strlen(kind->kind) >= 2 && strlen(kind->kind) <= 32, "%s", kind->kind);
        ck_assert_msg(strspn(kind->kind, KIND_SET) == strlen(kind->kind), "%s", kind->kind);
        ck_assert_msg(kind->least > 5, "%s: any word would do", kind->kind);
        ck_assert_msg(kind->full == 0 || kind->full >= kind->least, "%s", kind->kind);
    }
}
END_TEST

struct kinds {
    struct dd_redactor *redactor;
    unsigned short seed[3];
    const char *frame; /* "@@" is the secret */
    size_t missed;
};

/* A secret of each kind goes whole. */
static void check_kind(char *line, void *user)
{
    struct kinds *kinds = user;
    char *shape = strchr(line, '\t');
    char *secret;
    char *once;
    char mark[64];

    ck_assert_ptr_nonnull(shape);
    *shape++ = '\0';
    snprintf(mark, sizeof mark, "[redacted:%s]", line);
    for (int i = 0; i < 3; i++) {
        secret = redact_shape(shape, kinds->seed);
        once = redact_text(kinds->redactor, secret);
        ck_assert_msg(strcmp(once, mark) == 0, "'%s' became '%s', not '%s'", secret, once, mark);
        free(once);
        free(secret);
    }
}

START_TEST(test_kinds)
{
    struct kinds kinds = {redact_make(), {1, 2, 3}, NULL, 0};

    redact_each_line("kinds.txt", check_kind, &kinds);
    dd_redactor_free(kinds.redactor);
}
END_TEST

struct shown {
    char *kinds[KINDS];
    size_t count;
};

static void note_kind(char *line, void *user)
{
    struct shown *shown = user;

    ck_assert_uint_lt(shown->count, KINDS);
    *strchr(line, '\t') = '\0';
    shown->kinds[shown->count++] = strdup(line);
}

/* Every kind of the table is shown by a line of the file. */
START_TEST(test_every_kind_is_shown)
{
    struct shown shown = {{NULL}, 0};

    redact_each_line("kinds.txt", note_kind, &shown);
    for (size_t i = 0; i < dd_token_kinds_count; i++) {
        size_t found = 0;

        for (size_t k = 0; k < shown.count; k++)
            found += strcmp(shown.kinds[k], dd_token_kinds[i].kind) == 0;
        ck_assert_msg(found > 0, "no line for %s", dd_token_kinds[i].kind);
    }
    for (size_t k = 0; k < shown.count; k++)
        free(shown.kinds[k]);
}
END_TEST

/* What may stand around a token: written escapes, colours, quotes, a cut behind it. */
static const char *const frames[] = {
    "x\\n@@\\n",      "x\\t@@ ",
    "x\\\\n@@",       "x\x1b[1;31m@@\x1b[0m",
    "x\\u001b[31m@@", "x\\x1b[31m@@",
    "[31m@@",         "x%3D@@&y=1",
    "x%22@@%22",      "x\\u003d@@\\u0026",
    "x\\x3d@@",       "&quot;@@&quot;",
    "(@@)",           "<@@>",
    "'@@'",           "\"@@\",",
    "`@@`",           "x=@@;",
    "x: @@.",         "@@\xe2\x80\xa6",
    "x/@@/y",         "x:@@",
    "[@@]",           "{@@}",
    "@@ xxxxxxxxxx",  "xxxxxxxxxx @@",
    "\xe2\x80\x9c@@", "\xc3\xa9 @@ \xc3\xa9",
    "@@|x",           "x,@@,y",
    "x@ @@",          "$@@",
};

static void check_frame(char *line, void *user)
{
    struct kinds *kinds = user;
    char *secret = redact_shape(strchr(line, '\t') + 1, kinds->seed);
    char *text = redact_frame(kinds->frame, secret);
    char *once = redact_text(kinds->redactor, text);

    if (strstr(once, "[redacted:") == NULL || strstr(once, secret) != NULL) {
        printf("text/redact-tokens: '%s' became '%s'\n", text, once);
        kinds->missed++;
    }
    free(once);
    free(text);
    free(secret);
}

START_TEST(test_frames)
{
    struct kinds kinds = {redact_make(), {4, 5, 6}, NULL, 0};

    for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++) {
        kinds.frame = frames[i];
        redact_each_line("kinds.txt", check_frame, &kinds);
    }
    ck_assert_uint_eq(kinds.missed, 0);
    dd_redactor_free(kinds.redactor);
}
END_TEST

#define REAL "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R"

/* What was cut, split and spread, what a filler stands behind, and what is none. */
static const struct {
    const char *text, *wanted;
} cases[] = {
    {"ghp_0a1B2c3D4e\xe2\x80\xa6", "[redacted:github-token]\xe2\x80\xa6"},
    {"ghp_0a1B2c3D4e...", "[redacted:github-token]..."},
    {"at the end ghp_0a1B2c3D4e", "at the end [redacted:github-token]"},
    {"ghp_0a1B2c3D4e is a word", "ghp_0a1B2c3D4e is a word"},
    {"ghp_" REAL ".xxxxxxxxxxxx", "[redacted:github-token]"},
    {"ghp_" REAL "\nnext line", "[redacted:github-token]\nnext line"},
    {"ghp_0a1B2c3D4e5F6g7H8i9J\n0k1L2m3N4o5P6q7R\nnext", "[redacted:github-token]\nnext"},
    {"ghp_0a1B2c3D4e5F6g7H8i9J\\\n  0k1L2m3N4o5P6q7R", "[redacted:github-token]"},
    {"\"ghp_0a1B2c3D4e5F6g7H8i9J\" +\n  \"0k1L2m3N4o5P6q7R\"", "\"[redacted:github-token]\""},
    {"ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o\nnext", "[redacted:github-token]\nnext"},
    {"ghp_0a1B2c3D\x1b[1m4e5F6g7H8i9J0k1L2m3\x1b[0mN4o5P6q7R", "[redacted:github-token]"},
    {"ghp_0a1B2c3D\xe2\x80\x8b"
     "4e5F6g7H8i9J0k1L2m3\xe2\x81\xa0N4o5P6q7R",
     "[redacted:github-token]"},
    {"g\xc2\xadh\xef\xbb\xbfp_" REAL, "[redacted:github-token]"},
    {"ghp_0a1B2c3D\\u200b4e5F6g7H8i9J0k1L2m3\\u001b[0mN4o5P6q7R", "[redacted:github-token]"},
    {"{\"a\":\"{\\\"b\\\":\\\"\\\\u001b[31mghp_" REAL "\\\\n\\\"}\"}",
     "{\"a\":\"{\\\"b\\\":\\\"\\\\u001b[31m[redacted:github-token]\\\\n\\\"}\"}"},

    {"ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
    {"ghp_short", "ghp_short"},
    {"AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"},
    {"AKIAQYLPMN5HHHFPZAM2X", "AKIAQYLPMN5HHHFPZAM2X"},
    {"id ASIAQYLPMN5HHHFPZAM2.", "id [redacted:aws-access-key-id]."},
    {"xoxb-your-token-goes-here", "xoxb-your-token-goes-here"},
    {"sk-learn-0-24-with-many-words", "sk-learn-0-24-with-many-words"},
    {"sk_live_xxxxxxxxxxxx", "sk_live_xxxxxxxxxxxx"},
    {"eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJIUzI1NiJ9"},
    {"npm_config_registry npm_lifecycle_event", "npm_config_registry npm_lifecycle_event"},
    {"pat.md st.write sl.json hf_model_name", "pat.md st.write sl.json hf_model_name"},
    {"re_match_all_things_in_this_text", "re_match_all_things_in_this_text"},
    {"api-gateway-production-eu-west-1", "api-gateway-production-eu-west-1"},
    {"9fceb02d0ae598e95dc970b74767f19372d61af8", "9fceb02d0ae598e95dc970b74767f19372d61af8"},
    {"550e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-41d4-a716-446655440000"},
    {"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
     "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
    {"libfoo-1.2.3-SNAPSHOT-20260218.031207-12.jar",
     "libfoo-1.2.3-SNAPSHOT-20260218.031207-12.jar"},
};

START_TEST(test_cases)
{
    struct dd_redactor *redactor = redact_make();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *once = redact_text(redactor, cases[i].text);

        ck_assert_msg(strcmp(once, cases[i].wanted) == 0, "'%s' became '%s'", cases[i].text, once);
        free(once);
    }
    dd_redactor_free(redactor);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_table, test_kinds, test_every_kind_is_shown, test_frames,
                                  test_cases};

    return suite_run("text/redact-tokens", tests, sizeof tests / sizeof tests[0]);
}

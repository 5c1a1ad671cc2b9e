/* SPDX-License-Identifier: MIT */
/* The public redaction; tests/cli/redact.sh has it from the outside. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "daydream.h"
#include "support/scratch.h"
#include "support/suite.h"

#define TEXT "a\0b password=hunter22x"

static struct daydream *make(void)
{
    struct daydream *dd = NULL;

    ck_assert_int_eq(daydream_new(&dd, NULL), DAYDREAM_OK);
    return dd;
}

START_TEST(test_text)
{
    struct daydream *dd = make();
    char *out = NULL;
    size_t length = 0;

    ck_assert_int_eq(daydream_redact(dd, TEXT, sizeof TEXT - 1, &out, &length, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(length, sizeof "a\0b password=[redacted:secret]" - 1);
    ck_assert(memcmp(out, "a\0b password=[redacted:secret]", length + 1) == 0);
    daydream_free_text(out);
    daydream_free(dd);
}
END_TEST

/* A session that reads nothing of its environment knows nothing of it. */
START_TEST(test_environment)
{
    struct daydream *dd = make();
    char *out = NULL;

    ck_assert_int_eq(setenv("DAYDREAM_TEST_TOKEN", "quite-known-value", 1), 0);
    ck_assert_int_eq(daydream_redact(dd, "a quite-known-value", 19, &out, NULL, NULL), DAYDREAM_OK);
    ck_assert_str_eq(out, "a quite-known-value");
    daydream_free_text(out);
    daydream_free(dd);
    dd = make();
    ck_assert_int_eq(daydream_use_environment(dd, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_redact(dd, "a quite-known-value", 19, &out, NULL, NULL), DAYDREAM_OK);
    ck_assert_str_eq(out, "a [redacted:value]");
    daydream_free_text(out);
    daydream_free(dd);
}
END_TEST

/* A password that is a program's name hides nothing but itself. */
START_TEST(test_well_known)
{
    static const char text[] = "postgres started; DB_PASSWORD=postgres";
    struct daydream *dd = make();
    char *out = NULL;

    ck_assert_int_eq(setenv("DAYDREAM_TEST_PASSWORD", "postgres", 1), 0);
    ck_assert_int_eq(daydream_use_environment(dd, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_redact(dd, text, strlen(text), &out, NULL, NULL), DAYDREAM_OK);
    ck_assert_str_eq(out, "postgres started; DB_PASSWORD=[redacted:secret]");
    daydream_free_text(out);
    daydream_free(dd);
}
END_TEST

/* The session's own token goes wherever it stands. */
START_TEST(test_token)
{
    struct daydream *dd = make();
    char *out = NULL;

    ck_assert_int_eq(daydream_set(dd, DAYDREAM_OPTION_GITHUB_TOKEN, "my-own-token", NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(daydream_redact(dd, "is my-own-token", 15, &out, NULL, NULL), DAYDREAM_OK);
    ck_assert_str_eq(out, "is [redacted:value]");
    daydream_free_text(out);
    daydream_free(dd);
}
END_TEST

START_TEST(test_bad_pattern)
{
    struct daydream *dd = make();
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *folder = scratch_make();
    char *config = scratch_write(
        folder, "projects.json",
        "{\"projects\":{},\"daydream\":{\"redact\":{\"allow\":[\"a*\"]}}}");
    char *out = NULL;

    ck_assert_int_eq(daydream_set(dd, DAYDREAM_OPTION_CONFIG, config, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_redact(dd, "x", 1, &out, NULL, &err), DAYDREAM_ERROR_CONFIG);
    ck_assert_ptr_null(out);
    ck_assert_ptr_nonnull(strstr(err.text, "'a*' (redact.allow) matches the empty text"));
    daydream_free(dd);
    free(config);
    scratch_remove(folder);
}
END_TEST

START_TEST(test_descriptor)
{
    struct daydream *dd = make();
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    uint64_t count = 9;
    char found[64] = "";
    int in[2];
    int out[2];

    ck_assert(pipe(in) == 0 && pipe(out) == 0);
    ck_assert_int_eq(write(in[1], "token=hunter22x\n", 16), 16);
    close(in[1]);
    ck_assert_int_eq(daydream_redact_descriptor(dd, in[0], out[1], &count, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(count, 1);
    ck_assert_int_eq(read(out[0], found, sizeof found - 1), 24);
    ck_assert_str_eq(found, "token=[redacted:secret]\n");
    ck_assert_int_eq(daydream_redact_descriptor(dd, in[0], -1, &count, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(count, 0);
    close(in[0]);
    ck_assert_int_eq(daydream_redact_descriptor(dd, in[0], -1, &count, &err), DAYDREAM_ERROR_FILE);
    close(out[0]);
    close(out[1]);
    daydream_free(dd);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_text,  test_environment, test_well_known,
                                  test_token, test_bad_pattern, test_descriptor};

    return suite_run("session-redact", tests, sizeof tests / sizeof tests[0]);
}

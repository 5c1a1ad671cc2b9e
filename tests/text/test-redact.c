/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "support/suite.h"
#include "text/redact.h"

#define SPAN(text) text, sizeof text - 1

/* Made up, with the shape of real ones. */
#define GITHUB "ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R"
#define AWS    "AKIAQYLPMN5HHHFPZAM2"
#define JWT    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r"

static struct dd_redactor *make(void)
{
    struct dd_redactor *redactor = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_redactor_new(&redactor, &err) == DAYDREAM_OK, "%s", err.text);
    return redactor;
}

/* Owned: free(). */
static char *redact(const struct dd_redactor *redactor, const char *text, size_t length)
{
    struct dd_buf out = DD_BUF_INIT;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *result = NULL;

    ck_assert_msg(dd_redact(redactor, text, length, &out, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_int_eq(dd_buf_take(&out, &result, NULL), DAYDREAM_OK);
    return result;
}

static void add_value(struct dd_redactor *redactor, const char *value)
{
    ck_assert_int_eq(dd_redactor_add_value(redactor, value, NULL), DAYDREAM_OK);
}

static const struct {
    const char *name, *text, *wanted;
} cases[] = {
    {"empty", "", ""},
    {"nothing", "2026-02-18 03:12:07 - app.db - ERROR - refused after 31 ms",
     "2026-02-18 03:12:07 - app.db - ERROR - refused after 31 ms"},
    {"alone", GITHUB, "[redacted:github-token]"},
    {"in a line", "push with " GITHUB " failed", "push with [redacted:github-token] failed"},
    {"two kinds", AWS " and " GITHUB, "[redacted:aws-access-key-id] and [redacted:github-token]"},
    {"one kind twice", GITHUB "," GITHUB, "[redacted:github-token],[redacted:github-token]"},
    {"one place: the first rule names it", "token=" GITHUB, "token=[redacted:github-token]"},
    {"one place: the longer goes", "token=" GITHUB "$tail", "token=[redacted:github-token]"},
    {"overlap: the earlier names it", "password=a1b2c3." GITHUB " x",
     "password=[redacted:secret] x"},
    {"of a row of pairs all goes", "Cookie: sid=abc; jwt=" JWT, "Cookie: [redacted:cookie]"},
    {"behind a placeholder", "password: token: hunter22x", "password: token: [redacted:secret]"},
    {"the telling word in any case", "PassWord=Hunter22x", "PassWord=[redacted:secret]"},
    {"a mark", "[redacted:github-token]", "[redacted:github-token]"},
    {"a mark as a value", "token=[redacted:github-token]", "token=[redacted:github-token]"},
    {"a mark and more", "token=[redacted:github-token]x1y2", "token=[redacted:secret]"},
    {"no mark of ours", "token=[redacted:" GITHUB "]", "token=[redacted:secret]"},
    {"shown by a value before", "token: token: token: hunter22x",
     "token: token: token: [redacted:secret]"},
    {"a key of several lines",
     "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\n-----END PRIVATE KEY-----\nx",
     "[redacted:private-key]\nx"},
    {"password of a URL", "postgres://app:s3cr3t@db/x",
     "postgres://app:[redacted:url-password]@db/x"},
};

START_TEST(test_cases)
{
    struct dd_redactor *redactor = make();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *once = redact(redactor, cases[i].text, strlen(cases[i].text));
        char *twice = redact(redactor, once, strlen(once));

        ck_assert_msg(strcmp(once, cases[i].wanted) == 0, "%s: '%s'", cases[i].name, once);
        ck_assert_msg(strcmp(twice, once) == 0, "%s, again: '%s'", cases[i].name, twice);
        free(once);
        free(twice);
    }
    dd_redactor_free(redactor);
}
END_TEST

/* The values of all rows are known to the redactor at once. */
static const struct {
    const char *name, *value, *text, *wanted;
} values[] = {
    {"alone", "quite ordinary", "quite ordinary", "[redacted:value]"},
    {"inside a word", "0123-4567", "x0123-4567x", "x[redacted:value]x"},
    {"twice", "0123-4567", "0123-4567 0123-4567", "[redacted:value] [redacted:value]"},
    {"added twice", "0123-4567", "0123-4567", "[redacted:value]"},
    {"case matters", "CaseValue", "casevalue CaseValue", "casevalue [redacted:value]"},
    {"longer one first", "0123-4567-89ab", "0123-4567-89ab", "[redacted:value]"},
    {"cut longer one", "0123-4567-89ab", "0123-4567-89", "[redacted:value]-89"},
    {"overlapping itself", "abababab", "xabababababx", "x[redacted:value]x"},
    {"where a rule looks too", "hunter2hunter2", "password=hunter2hunter2",
     "password=[redacted:value]"},
    {"with more behind it", "hunter2hunter2", "password=hunter2hunter2x",
     "password=[redacted:value]"},
    {"too short", "seven77", "seven77", "seven77"},
    {"the word of our marks", "redacted", "a redacted [redacted:secret]",
     "a [redacted:value] [redacted:secret]"},
    {"any bytes", "\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8", "a\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8z",
     "a[redacted:value]z"},
};

START_TEST(test_values)
{
    struct dd_redactor *redactor = make();

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        add_value(redactor, values[i].value);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        char *once = redact(redactor, values[i].text, strlen(values[i].text));
        char *twice = redact(redactor, once, strlen(once));

        ck_assert_msg(strcmp(once, values[i].wanted) == 0, "%s: '%s'", values[i].name, once);
        ck_assert_msg(strcmp(twice, once) == 0, "%s, again: '%s'", values[i].name, twice);
        free(once);
        free(twice);
    }
    dd_redactor_free(redactor);
}
END_TEST

START_TEST(test_any_bytes)
{
    static const char text[] = "\0\xff password=hunter22x\0" AWS "\0";
    static const char wanted[] = "\0\xff password=[redacted:secret]";
    struct dd_redactor *redactor = make();
    struct dd_buf out = DD_BUF_INIT;

    dd_buf_puts(&out, "before ");
    ck_assert_int_eq(dd_redact(redactor, text, sizeof text - 1, &out, NULL), DAYDREAM_OK);
    ck_assert_uint_ge(out.length, 7 + sizeof wanted - 1);
    ck_assert(memcmp(out.data, "before ", 7) == 0);
    ck_assert(memcmp(out.data + 7, wanted, sizeof wanted - 1) == 0);
    ck_assert_ptr_null(strstr(out.data + 7 + sizeof wanted - 1, AWS));
    dd_buf_free(&out);
    dd_redactor_free(redactor);
}
END_TEST

/* A line that shows another secret with each pass must not end the run that reads it. */
START_TEST(test_unclear_text_goes_as_a_whole)
{
    struct dd_redactor *redactor = make();
    struct dd_buf text = DD_BUF_INIT;
    struct dd_buf out = DD_BUF_INIT;
    char *twice;

    add_value(redactor, "unclear]");
    dd_buf_puts(&text, "x://h:");
    for (int i = 0; i < 440; i++)
        dd_buf_puts(&text, "a@x.com,");
    dd_buf_puts(&out, "before ");
    ck_assert_int_eq(dd_redact(redactor, text.data, text.length, &out, NULL), DAYDREAM_OK);
    ck_assert_str_eq(dd_buf_text(&out), "before [redacted:unclear]");
    twice = redact(redactor, SPAN("[redacted:unclear]"));
    ck_assert_str_eq(twice, "[redacted:unclear]");
    free(twice);
    twice = redact(redactor, SPAN("token=[redacted:unclear] x"));
    ck_assert_str_eq(twice, "token=[redacted:unclear] x");
    free(twice);
    dd_buf_free(&out);
    dd_buf_free(&text);
    dd_redactor_free(redactor);
}
END_TEST

/* A rule that cannot be applied lets nothing through. */
START_TEST(test_match_limit)
{
    struct dd_redactor *redactor = make();
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_buf out = DD_BUF_INIT;
    const char *text = "x -----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B-a-b-c-d-e-f";

    dd_redactor_limit(redactor, 0);
    dd_buf_puts(&out, "before");
    ck_assert_int_eq(dd_redact(redactor, text, strlen(text), &out, &err), DAYDREAM_ERROR_STATE);
    ck_assert_str_eq(dd_buf_text(&out), "before");
    ck_assert_str_eq(err.source, "redact");
    ck_assert_ptr_nonnull(strstr(err.text, "private-key"));
    ck_assert_ptr_null(strstr(err.text, "MIIE"));
    dd_buf_free(&out);
    dd_redactor_free(redactor);
}
END_TEST

START_TEST(test_full_buffer)
{
    struct dd_redactor *redactor = make();
    struct dd_buf out = {.limit = 8};

    ck_assert_int_eq(dd_redact(redactor, SPAN("token=hunter22x"), &out, NULL),
                     DAYDREAM_ERROR_MEMORY);
    ck_assert_str_eq(dd_buf_text(&out), "");
    dd_buf_free(&out);
    dd_redactor_free(redactor);
}
END_TEST

/* What the random texts are made of: beginnings, ends and middles of what rules look for. */
static const char *const pieces[] = {
    "password",
    "token",
    "secret",
    "api_key",
    "=",
    ": ",
    " ",
    "\"",
    "'",
    "\\\"",
    ";",
    ",",
    "@",
    "://",
    "a:b",
    "Cookie",
    "Authorization",
    "Bearer ",
    "Basic ",
    GITHUB,
    AWS,
    JWT,
    "sk-",
    "xoxb-",
    "1a2B3c4D5e6F7g8H",
    "hunter22x",
    "none",
    "${X}",
    "[redacted:secret]",
    "[redacted:",
    "[redacted:value]",
    "]",
    "xxxxxxxx",
    "-----BEGIN PRIVATE KEY-----",
    "-----END PRIVATE KEY-----",
    "MIIEvQIBADANBgkqhkiG9w0B",
    "\n",
    "\xc3\xa9",
    "\xe2\x80\xa6",
    "\xff",
    "known-value",
    "known-val",
};

static void write_random(unsigned short seed[3], struct dd_buf *text)
{
    size_t count = (size_t)nrand48(seed) % 16;

    for (size_t i = 0; i < count; i++)
        dd_buf_puts(text, pieces[(size_t)nrand48(seed) % (sizeof pieces / sizeof pieces[0])]);
}

/* Twice is once; and what is known to be secret is gone, whatever stands around it. */
START_TEST(test_random_texts)
{
    struct dd_redactor *redactor = make();
    unsigned short seed[3] = {18, 2, 2026};

    add_value(redactor, "known-value");
    for (int round = 0; round < 20000; round++) {
        struct dd_buf text = DD_BUF_INIT;
        char *once;
        char *twice;

        write_random(seed, &text);
        once = redact(redactor, dd_buf_text(&text), text.length);
        twice = redact(redactor, once, strlen(once));
        ck_assert_msg(strcmp(twice, once) == 0, "'%s' became '%s' and then '%s'",
                      dd_buf_text(&text), once, twice);
        ck_assert_msg(strstr(once, "known-value") == NULL, "'%s'", once);
        free(once);
        free(twice);
        dd_buf_free(&text);
    }
    dd_redactor_free(redactor);
}
END_TEST

/* Inputs that make a careless search quadratic or worse, 1 MiB of each. A search whose cost is not
 * in line with the length would run into the suite's time limit. */
static const struct {
    const char *opening, *rest;
} hard[] = {
    {"", "-----BEGIN PRIVATE KEY-----"},
    {"-----BEGIN PRIVATE KEY-----", "-a"},
    {"", "xoxb-"},
    {"", "authorization="},
    {"", "authorization: bearer "},
    {"", "token:"},
    {"", "token: "},
    {"password=\"", "\\a"},
    {"", "password=\"\\"},
    {"", "://a:"},
    {"", "cookie: a=b; "},
    {"eyJaaaaaaaaaaaaa", "."},
    {"", "github_pat_aaaaaaaaaaaaaaaaaaaaaaa."},
    {"", "password=[redacted:secret]x "},
    {"", "abababab"},
};

START_TEST(test_hard_texts)
{
    struct dd_redactor *redactor = make();

    add_value(redactor, "abababab");
    for (size_t i = 0; i < sizeof hard / sizeof hard[0]; i++) {
        struct dd_buf text = DD_BUF_INIT;

        dd_buf_puts(&text, hard[i].opening);
        while (text.length < (size_t)1024 * 1024)
            dd_buf_puts(&text, hard[i].rest);
        free(redact(redactor, dd_buf_text(&text), text.length));
        dd_buf_free(&text);
    }
    dd_redactor_free(redactor);
}
END_TEST

START_TEST(test_free_nothing)
{
    dd_redactor_free(NULL);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_cases,       test_values,      test_any_bytes,    test_unclear_text_goes_as_a_whole,
        test_match_limit, test_full_buffer, test_random_texts, test_hard_texts,
        test_free_nothing};

    return suite_run("text/redact", tests, sizeof tests / sizeof tests[0]);
}

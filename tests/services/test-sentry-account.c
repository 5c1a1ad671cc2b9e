/* SPDX-License-Identifier: MIT */
/* Whose Sentry is asked: what a .sentryclirc may say, and what it may not. */
#include <stdlib.h>
#include <string.h>

#include "services/sentry-account.h"
#include "support/github-fixture.h"
#include "support/scratch.h"
#include "support/suite.h"

static const struct {
    const char *text;
    bool trusted;
    const char *token;
    const char *url;
    const char *org;
    const char *project;
    const char *warns; /* NULL: of nothing */
} files[] = {
    {"[auth]\ntoken=secret-1\n\n[defaults]\nurl = https://own.example/\norg=acme\nproject=web\n",
     true, "secret-1", "https://own.example/", "acme", "web", NULL},
    {"[auth]\ntoken=secret-1\n[defaults]\nurl=https://evil.example\norg=acme\n", false, "secret-1",
     NULL, "acme", NULL, "[defaults] url was left out: a project's file"},
    {"# a remark\r\n; another\r\n[auth]\r\n token : \"secret-1\" \r\n", true, "secret-1", NULL,
     NULL, NULL, NULL},
    {"token=secret-1\n[other]\ntoken=secret-2\n[defaults\norg\n=\n", true, NULL, NULL, NULL, NULL,
     NULL},
    {"[auth]\ntoken=two words\n[defaults]\norg=../etc\nproject=a b\n", true, NULL, NULL, NULL, NULL,
     "[auth] token was left out"},
    {"[defaults]\nurl=http://plain.example\n", true, NULL, NULL, NULL, NULL, "url was left out"},
    {"[defaults]\nproject=4711", true, NULL, NULL, NULL, "4711", NULL},
    {"", true, NULL, NULL, NULL, NULL, NULL},
    {"[auth]\ntoken=\n", true, NULL, NULL, NULL, NULL, NULL},
};

static void expect(const char *name, const char *found, const char *wanted, size_t i)
{
    ck_assert_msg((found == NULL) == (wanted == NULL), "%zu: %s is %s", i, name, found);
    ck_assert_msg(found == NULL || strcmp(found, wanted) == 0, "%zu: %s is %s", i, name, found);
}

START_TEST(reads_what_sentry_cli_writes)
{
    char *folder = scratch_make();

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct fixture it;
        struct dd_sentry_account account = {NULL, NULL, NULL, NULL};
        char *path = scratch_write(folder, ".sentryclirc", files[i].text);

        fixture_watch_log(&it);
        ck_assert_int_eq(dd_sentry_account_read(&account, path, files[i].trusted, &it.log, NULL),
                         DAYDREAM_OK);
        expect("token", account.token, files[i].token, i);
        expect("url", account.url, files[i].url, i);
        expect("org", account.org, files[i].org, i);
        expect("project", account.project, files[i].project, i);
        ck_assert_msg(files[i].warns == NULL
                          ? it.said.length == 0
                          : strstr(dd_buf_text(&it.said), files[i].warns) != NULL,
                      "%zu: %s", i, dd_buf_text(&it.said));
        ck_assert_ptr_null(strstr(dd_buf_text(&it.said), "two words"));
        dd_sentry_account_free(&account);
        dd_buf_free(&it.said);
        free(path);
    }
    scratch_remove(folder);
}
END_TEST

START_TEST(leaves_alone_what_is_set)
{
    char *folder = scratch_make();
    char *path = scratch_write(folder, ".sentryclirc", files[0].text);
    struct dd_sentry_account account = {NULL, NULL, NULL, NULL};

    ck_assert_int_eq(dd_sentry_account_fill(&account, "first", NULL, NULL, "jobs", NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(dd_sentry_account_read(&account, path, true, NULL, NULL), DAYDREAM_OK);
    ck_assert_str_eq(account.token, "first");
    ck_assert_str_eq(account.org, "acme");
    ck_assert_str_eq(account.project, "jobs");
    dd_sentry_account_free(&account);
    free(path);
    scratch_remove(folder);
}
END_TEST

START_TEST(goes_on_without_a_file)
{
    char *folder = scratch_make();
    char *path = scratch_path(folder, "none");
    struct fixture it;
    struct dd_sentry_account account = {NULL, NULL, NULL, NULL};

    fixture_watch_log(&it);
    ck_assert_int_eq(dd_sentry_account_read(&account, path, true, &it.log, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(it.said.length, 0);
    ck_assert_int_eq(dd_sentry_account_read(&account, folder, true, &it.log, NULL), DAYDREAM_OK);
    ck_assert_ptr_nonnull(strstr(dd_buf_text(&it.said), folder));
    dd_buf_free(&it.said);
    free(path);
    scratch_remove(folder);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        reads_what_sentry_cli_writes,
        leaves_alone_what_is_set,
        goes_on_without_a_file,
    };

    return suite_run("services/sentry-account", tests, sizeof tests / sizeof tests[0]);
}

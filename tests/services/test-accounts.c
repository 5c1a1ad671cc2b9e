/* SPDX-License-Identifier: MIT */
/* Where tokens come from, and where they go. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "services/accounts.h"
#include "services/github-client.h"
#include "support/github-fixture.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

#define ENTERPRISE "git.acme.example"

/* A program that says "gh-" and the host it was asked for, and writes down how it was called. */
static char *write_program(const char *folder, const char *ending)
{
    struct dd_buf text = DD_BUF_INIT;
    char *path;

    dd_buf_printf(&text, "#!/bin/sh\nprintf '%%s\\n' \"$*\" >> '%s/calls'\n%s\n", folder, ending);
    path = scratch_write(folder, "gh", dd_buf_text(&text));
    ck_assert_int_eq(chmod(path, 0700), 0);
    dd_buf_free(&text);
    return path;
}

static char *write_token(const char *folder, const char *text, mode_t mode)
{
    char *path = scratch_write(folder, "token", text);

    ck_assert_int_eq(chmod(path, mode), 0);
    return path;
}

static void check_calls(const char *folder, const char *calls)
{
    char *path = scratch_path(folder, "calls");
    char *text = scratch_exists(path) ? scratch_read(path) : strdup("");

    ck_assert_str_eq(text, calls);
    free(text);
    free(path);
}

static struct dd_accounts *make(struct fixture *it, struct dd_accounts_options *options)
{
    struct dd_accounts *accounts = NULL;

    options->clock = &it->clock;
    options->log = &it->log;
    ck_assert_int_eq(dd_accounts_new(options, &accounts, NULL), DAYDREAM_OK);
    return accounts;
}

static const struct {
    const char *host;
    const char *token; /* options */
    const char *enterprise_token;
    const char *file;   /* content of the token file; NULL: there is none */
    const char *ending; /* of the program; NULL: there is none */
    const char *api_url;
    const char *found; /* the token that is used; NULL: none */
    const char *calls;
} lookups[] = {
    {"github.com", "option", "enterprise", "file\n", "echo gh-$4", NULL, "option", ""},
    {"GitHub.COM", "option", NULL, NULL, NULL, NULL, "option", ""},
    {"github.com", NULL, "enterprise", "file\n", "echo gh-$4", NULL, "file", ""},
    {"github.com", "", NULL, "  file \r\n\n", "echo gh-$4", NULL, "file", ""},
    {"github.com", NULL, "enterprise", NULL, "echo gh-$4", NULL, "gh-github.com",
     "auth token --hostname github.com\n"},
    {"github.com", NULL, NULL, "", "echo gh-$4", NULL, "gh-github.com",
     "auth token --hostname github.com\n"},
    {"github.com", NULL, NULL, "two\nlines\n", "echo gh-$4", NULL, "gh-github.com",
     "auth token --hostname github.com\n"},
    {"github.com", NULL, NULL, NULL, "echo gh-$4; exit 1", NULL, NULL,
     "auth token --hostname github.com\n"},
    {"github.com", NULL, NULL, NULL, "echo", NULL, NULL, "auth token --hostname github.com\n"},
    {"github.com", NULL, NULL, NULL, "echo not logged in", NULL, NULL,
     "auth token --hostname github.com\n"},
    {"github.com", NULL, "enterprise", NULL, NULL, NULL, NULL, ""},
    {ENTERPRISE, "option", "enterprise", "file\n", "echo gh-$4", NULL, "enterprise", ""},
    {ENTERPRISE, "option", NULL, "file\n", "echo gh-$4", NULL, "gh-git.acme.example",
     "auth token --hostname git.acme.example\n"},
    {ENTERPRISE, "option", NULL, "file\n", NULL, NULL, NULL, ""},
    {ENTERPRISE, "option", NULL, NULL, "exit 1", "https://api.github.com", NULL,
     "auth token --hostname git.acme.example\n"},
    /* another API address takes github.com's token, but not the one that gh keeps for it */
    {"github.com", "option", NULL, NULL, "echo gh-$4", "http://127.0.0.1:9/api", "option", ""},
    {"github.com", NULL, NULL, NULL, "echo gh-$4", "http://127.0.0.1:9/api", "gh-127.0.0.1",
     "auth token --hostname 127.0.0.1\n"},
    {"github.com", NULL, NULL, NULL, "echo gh-$4", "http://[::1]:9/api", "gh-[::1]",
     "auth token --hostname [::1]\n"},
    {"github.com", NULL, NULL, NULL, "echo gh-$4", "https://api.github.com/", "gh-github.com",
     "auth token --hostname github.com\n"},
};

START_TEST(looks_in_option_file_and_program)
{
    for (size_t i = 0; i < sizeof lookups / sizeof lookups[0]; i++) {
        char *folder = scratch_make();
        char *file = lookups[i].file != NULL ? write_token(folder, lookups[i].file, 0600)
                                             : scratch_path(folder, "missing");
        char *program = lookups[i].ending != NULL ? write_program(folder, lookups[i].ending) : NULL;
        struct dd_accounts_options options = {.token = lookups[i].token,
                                              .enterprise_token = lookups[i].enterprise_token,
                                              .token_file = file,
                                              .gh_program = program,
                                              .api_url = lookups[i].api_url};
        struct fixture it;
        struct dd_accounts *accounts;
        struct dd_github *first = NULL;
        struct dd_github *second = NULL;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        enum daydream_status status;

        fixture_watch_log(&it);
        accounts = make(&it, &options);
        ck_assert_int_eq(dd_accounts_trust(accounts, "GIT.acme.example", NULL), DAYDREAM_OK);
        status = dd_accounts_client(accounts, lookups[i].host, &first, &err);
        if (lookups[i].found != NULL) {
            ck_assert_msg(status == DAYDREAM_OK, "case %zu: %s", i, err.text);
            ck_assert_msg(strcmp(first->token, lookups[i].found) == 0, "case %zu: %s", i,
                          first->token);
        } else {
            ck_assert_msg(status == DAYDREAM_ERROR_NO_TOKEN && first == NULL, "case %zu", i);
        }
        /* what was found, or not, is not looked for again */
        ck_assert_int_eq(dd_accounts_client(accounts, lookups[i].host, &second, NULL), status);
        ck_assert_ptr_eq(first, second);
        check_calls(folder, lookups[i].calls);
        dd_accounts_free(accounts);
        dd_buf_free(&it.said);
        free(program);
        free(file);
        scratch_remove(folder);
    }
}
END_TEST

/* A git remote may lead anywhere: only who is named gets the token that is for several hosts. */
START_TEST(gives_the_enterprise_token_to_trusted_hosts_only)
{
    struct dd_accounts_options options = {.token = "option", .enterprise_token = "enterprise"};
    struct fixture it;
    struct dd_accounts *accounts;
    struct dd_github *github = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fixture_watch_log(&it);
    accounts = make(&it, &options);
    ck_assert_int_eq(dd_accounts_trust(accounts, ENTERPRISE, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_accounts_client(accounts, "git.attacker.example", &github, &err),
                     DAYDREAM_ERROR_NO_TOKEN);
    ck_assert_msg(strstr(err.text, "projects.json") != NULL, "%s", err.text);
    ck_assert_int_eq(dd_accounts_client(accounts, ENTERPRISE, &github, NULL), DAYDREAM_OK);
    ck_assert_str_eq(github->token, "enterprise");
    dd_accounts_free(accounts);
    dd_buf_free(&it.said);
}
END_TEST

static const struct {
    const char *host;
    const char *file;
    const char *says[3];
} advice[] = {
    {"github.com", NULL, {"no token for github.com", "GH_TOKEN", "gh auth login"}},
    {"github.com", "/home/me/token", {"GH_TOKEN", "/home/me/token", "0600"}},
    {ENTERPRISE, "/home/me/token", {ENTERPRISE, "GH_ENTERPRISE_TOKEN", "--hostname " ENTERPRISE}},
};

START_TEST(says_how_to_give_a_token)
{
    for (size_t i = 0; i < sizeof advice / sizeof advice[0]; i++) {
        struct dd_accounts_options options = {.token_file = advice[i].file};
        struct fixture it;
        struct dd_accounts *accounts;
        struct dd_github *github = NULL;

        fixture_watch_log(&it);
        accounts = make(&it, &options);
        ck_assert_int_eq(dd_accounts_trust(accounts, ENTERPRISE, NULL), DAYDREAM_OK);
        for (int again = 0; again < 2; again++) {
            struct daydream_error err = DAYDREAM_ERROR_INIT;

            ck_assert_int_eq(dd_accounts_client(accounts, advice[i].host, &github, &err),
                             DAYDREAM_ERROR_NO_TOKEN);
            for (size_t j = 0; j < 3; j++)
                ck_assert_msg(strstr(err.text, advice[i].says[j]) != NULL, "%s", err.text);
        }
        dd_accounts_free(accounts);
        dd_buf_free(&it.said);
    }
}
END_TEST

static const struct {
    mode_t mode;
    const char *text;
    bool used;
    bool warned;
} files[] = {
    {0600, "secretfile", true, false},  {0400, "secretfile", true, false},
    {0644, "secretfile", false, true},  {0640, "secretfile", false, true},
    {0602, "secretfile", false, true},  {0600, "", false, true},
    {0600, "secret file", false, true}, {0600, "secretfile\n# mine\n", false, true},
};

START_TEST(takes_no_file_that_others_can_read)
{
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char *folder = scratch_make();
        char *path = write_token(folder, files[i].text, files[i].mode);
        struct dd_accounts_options options = {.token_file = path};
        struct fixture it;
        struct dd_accounts *accounts;
        struct dd_github *github = NULL;
        enum daydream_status status;

        fixture_watch_log(&it);
        accounts = make(&it, &options);
        status = dd_accounts_client(accounts, "github.com", &github, NULL);
        ck_assert_msg(status == (files[i].used ? DAYDREAM_OK : DAYDREAM_ERROR_NO_TOKEN), "case %zu",
                      i);
        ck_assert_msg((strstr(dd_buf_text(&it.said), path) != NULL) == files[i].warned,
                      "case %zu: %s", i, dd_buf_text(&it.said));
        ck_assert_ptr_null(strstr(dd_buf_text(&it.said), "secret"));
        dd_accounts_free(accounts);
        dd_buf_free(&it.said);
        free(path);
        scratch_remove(folder);
    }
}
END_TEST

START_TEST(a_token_that_is_none_is_an_error_without_it)
{
    struct dd_accounts_options options = {.token = "sec\nret"};
    struct fixture it;
    struct dd_accounts *accounts;
    struct dd_github *github = NULL;

    fixture_watch_log(&it);
    accounts = make(&it, &options);
    for (int again = 0; again < 2; again++) {
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        ck_assert_int_eq(dd_accounts_client(accounts, "github.com", &github, &err),
                         DAYDREAM_ERROR_ARGUMENT);
        ck_assert_msg(*err.text != '\0' && strstr(err.text, "sec") == NULL, "%s", err.text);
    }
    dd_accounts_free(accounts);
    dd_buf_free(&it.said);
}
END_TEST

START_TEST(a_missing_program_is_no_token)
{
    struct dd_accounts_options options = {.gh_program = "/nonexistent/gh"};
    struct fixture it;
    struct dd_accounts *accounts;
    struct dd_github *github = NULL;

    fixture_watch_log(&it);
    accounts = make(&it, &options);
    ck_assert_int_eq(dd_accounts_client(accounts, "github.com", &github, NULL),
                     DAYDREAM_ERROR_NO_TOKEN);
    dd_accounts_free(accounts);
    dd_buf_free(&it.said);
}
END_TEST

START_TEST(offline_asks_nobody)
{
    char *folder = scratch_make();
    char *program = write_program(folder, "echo gh-$4");
    struct dd_accounts_options options = {
        .token = "option", .gh_program = program, .offline = true};
    struct fixture it;
    struct dd_accounts *accounts;
    struct dd_github *github = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fixture_watch_log(&it);
    accounts = make(&it, &options);
    ck_assert_int_eq(dd_accounts_client(accounts, "github.com", &github, NULL),
                     DAYDREAM_ERROR_OFFLINE);
    ck_assert_int_eq(dd_accounts_client(accounts, ENTERPRISE, &github, &err),
                     DAYDREAM_ERROR_OFFLINE);
    ck_assert_msg(strstr(err.text, ENTERPRISE) != NULL && strstr(err.text, "offline") != NULL, "%s",
                  err.text);
    ck_assert_ptr_null(github);
    check_calls(folder, "");
    dd_accounts_free(accounts);
    dd_buf_free(&it.said);
    free(program);
    scratch_remove(folder);
}
END_TEST

START_TEST(tells_every_secret_once)
{
    char *folder = scratch_make();
    char *program = write_program(folder, "echo gh-$4");
    struct dd_accounts_options options = {.token = "option", .gh_program = program};
    struct fixture it;
    struct dd_accounts *accounts;
    struct dd_github *github = NULL;

    fixture_watch_log(&it);
    accounts = make(&it, &options);
    ck_assert_str_eq(dd_accounts_secret(accounts, 0), "option");
    ck_assert_ptr_null(dd_accounts_secret(accounts, 1));
    for (int again = 0; again < 2; again++) {
        ck_assert_int_eq(dd_accounts_client(accounts, "github.com", &github, NULL), DAYDREAM_OK);
        ck_assert_int_eq(dd_accounts_client(accounts, ENTERPRISE, &github, NULL), DAYDREAM_OK);
    }
    ck_assert_str_eq(dd_accounts_secret(accounts, 1), "gh-" ENTERPRISE);
    ck_assert_ptr_null(dd_accounts_secret(accounts, 2));
    check_calls(folder, "auth token --hostname " ENTERPRISE "\n");
    dd_accounts_free(accounts);
    dd_buf_free(&it.said);
    free(program);
    scratch_remove(folder);
}
END_TEST

/* Over a real socket: the client speaks to api_url with the token that was found. */
START_TEST(the_token_reaches_the_server)
{
    struct fixture it;
    struct dd_accounts_options options = {.token = HUB_TOKEN};
    struct dd_accounts *accounts;
    struct dd_github *github = NULL;
    const char *login = NULL;

    fixture_start(&it);
    options.http = it.hub.http;
    options.api_url = hub_url(&it.hub);
    accounts = make(&it, &options);
    ck_assert_int_eq(dd_accounts_client(accounts, "github.com", &github, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_github_login(github, &login, NULL), DAYDREAM_OK);
    ck_assert_str_eq(login, "daydream-user");
    ck_assert_int_eq(dd_accounts_client(accounts, ENTERPRISE, &github, NULL),
                     DAYDREAM_ERROR_NO_TOKEN);
    dd_accounts_free(accounts);
    fixture_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {looks_in_option_file_and_program,
                                  gives_the_enterprise_token_to_trusted_hosts_only,
                                  says_how_to_give_a_token,
                                  takes_no_file_that_others_can_read,
                                  a_token_that_is_none_is_an_error_without_it,
                                  a_missing_program_is_no_token,
                                  offline_asks_nobody,
                                  tells_every_secret_once,
                                  the_token_reaches_the_server};

    if (!server_available())
        return suite_skip("services/accounts", "there is no python3 for the loopback server");
    return suite_run("services/accounts", tests, sizeof tests / sizeof tests[0]);
}

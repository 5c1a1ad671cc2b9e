/* SPDX-License-Identifier: MIT */
#include <check.h>

#include "support/github-fixture.h"

static int64_t now(void *user)
{
    const struct fixture *fixture = user;

    return fixture->now;
}

static void count_sleep(void *user, int64_t milliseconds)
{
    struct fixture *fixture = user;

    fixture->slept += milliseconds;
}

static void keep(void *user, enum daydream_log_level level, const char *text)
{
    struct fixture *fixture = user;

    if (level >= DAYDREAM_LOG_WARNING)
        dd_buf_printf(&fixture->said, "%s\n", text);
}

void fixture_watch_log(struct fixture *fixture)
{
    *fixture = (struct fixture){
        .clock = {now, count_sleep, fixture}, .log = {keep, fixture}, .now = FIXTURE_NOW};
}

struct dd_github *fixture_client(struct fixture *fixture, const char *path, const char *token)
{
    struct dd_github_options options = {.http = fixture->hub.http,
                                        .host = "github.com",
                                        .token = token,
                                        .clock = &fixture->clock,
                                        .log = &fixture->log};
    struct dd_github *github = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_buf url = DD_BUF_INIT;

    dd_buf_printf(&url, "%s%s", hub_url(&fixture->hub), path);
    options.api_url = dd_buf_text(&url);
    ck_assert_msg(dd_github_new(&options, &github, &err) == DAYDREAM_OK, "%s", err.text);
    dd_buf_free(&url);
    return github;
}

void fixture_start(struct fixture *fixture)
{
    fixture_watch_log(fixture);
    hub_start(&fixture->hub);
    fixture->github = fixture_client(fixture, "", HUB_TOKEN);
}

void fixture_stop(struct fixture *fixture)
{
    dd_github_free(fixture->github);
    hub_stop(&fixture->hub);
    dd_buf_free(&fixture->said);
}

/* SPDX-License-Identifier: MIT */
/* Lists of the loopback GitHub that are not asked for twice. */
#include <stdlib.h>
#include <string.h>

#include "support/github-fixture.h"
#include "support/server.h"
#include "support/suite.h"

#define ORG "acme"

static void list(struct fixture *it, const char *repo, int64_t since, size_t count)
{
    struct dd_github_issues issues;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_github_list_recent(it->github, ORG, repo, since, &issues, &err) == DAYDREAM_OK,
                  "%s", err.text);
    ck_assert_uint_eq(issues.count, count);
    ck_assert_uint_ge(issues.shown.count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert(issues.items[i].id > 0 && *issues.items[i].title != '\0' &&
                  *issues.items[i].url != '\0' && *issues.items[i].association != '\0');
    dd_github_issues_free(&issues);
}

static void start(struct fixture *it)
{
    fixture_start(it);
    hub_tell(&it->hub, "/_seed",
             "{\"repo\":\"acme/rocket\",\"issues\":[{\"title\":\"a\",\"body\":\"b\"},"
             "{\"title\":\"p\",\"pull_request\":true}]}");
    hub_tell(&it->hub, "/_seed", "{\"repo\":\"acme/booster\",\"issues\":[{\"title\":\"c\"}]}");
}

START_TEST(asks_once)
{
    struct fixture it;
    struct dd_github_issues issues;

    start(&it);
    for (int times = 0; times < 3; times++) {
        list(&it, "rocket", 1000, 1);
        list(&it, "Rocket", 2000, 1);
        list(&it, "booster", 1000, 1);
    }
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 2);
    /* pull requests have been shown as well */
    ck_assert_int_eq(dd_github_list_recent(it.github, ORG, "rocket", 1000, &issues, NULL),
                     DAYDREAM_OK);
    ck_assert(dd_github_issues_show(&issues, 2));
    dd_github_issues_free(&issues);
    fixture_stop(&it);
}
END_TEST

START_TEST(asks_again_where_it_has_to)
{
    struct fixture it;

    start(&it);
    list(&it, "rocket", 2000, 1);
    list(&it, "rocket", 1000, 1); /* it reaches further back */
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 2);
    list(&it, "rocket", 0, 1);
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 3);
    list(&it, "rocket", 3000, 1);
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 3);
    it.now += 301; /* it is old */
    list(&it, "rocket", 3000, 1);
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 4);
    dd_github_begin(it.github); /* it was for other work */
    list(&it, "rocket", 3000, 1);
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 5);
    ck_assert_int_eq(dd_github_close(it.github, ORG, "rocket", 1, 0, NULL), DAYDREAM_OK);
    list(&it, "rocket", 3000, 1); /* it is another one now */
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 6);
    fixture_stop(&it);
}
END_TEST

START_TEST(knows_what_we_created_since)
{
    static const struct dd_github_draft draft = {"t", "b", NULL};
    struct fixture it;
    struct dd_github_issue issue;

    start(&it);
    list(&it, "rocket", 1000, 1);
    ck_assert_int_eq(dd_github_create(it.github, ORG, "rocket", &draft, &issue, NULL), DAYDREAM_OK);
    dd_github_issue_free(&issue);
    list(&it, "rocket", 1000, 2);
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 1);
    /* what may have come there has to be looked for */
    hub_tell(&it.hub, "/_fault", "{\"method\":\"POST\",\"drop\":\"after\"}");
    ck_assert_int_eq(dd_github_create(it.github, ORG, "rocket", &draft, &issue, NULL),
                     DAYDREAM_ERROR_AMBIGUOUS);
    list(&it, "rocket", 1000, 3);
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 2);
    fixture_stop(&it);
}
END_TEST

/* Memory is bounded: a list that is too long is asked for again. */
START_TEST(keeps_no_more_than_a_few_megabytes)
{
    struct fixture it;
    struct dd_buf wish = DD_BUF_INIT;

    start(&it);
    dd_buf_puts(&wish, "{\"repo\":\"acme/rocket\",\"issues\":[{\"title\":\"l\",\"count\":90,"
                       "\"body\":\"");
    for (int i = 0; i < 60000; i++)
        dd_buf_putc(&wish, 'x');
    dd_buf_puts(&wish, "\"}]}");
    hub_tell(&it.hub, "/_seed", dd_buf_text(&wish));
    list(&it, "booster", 1000, 1);
    list(&it, "rocket", 1000, 91);
    list(&it, "rocket", 1000, 91);
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 3);
    list(&it, "booster", 1000, 1); /* and pushes nothing out */
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 3);
    dd_buf_free(&wish);
    fixture_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {asks_once, asks_again_where_it_has_to,
                                  knows_what_we_created_since, keeps_no_more_than_a_few_megabytes};

    if (!server_available())
        return suite_skip("services/github-recent", "there is no python3 for the loopback server");
    return suite_run("services/github-recent", tests, sizeof tests / sizeof tests[0]);
}

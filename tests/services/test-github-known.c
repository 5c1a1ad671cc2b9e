/* SPDX-License-Identifier: MIT */
/* Pages that the loopback GitHub need not give again. */
#include <stdlib.h>
#include <string.h>

#include "services/github-known.h"
#include "support/github-fixture.h"
#include "support/server.h"
#include "support/suite.h"

#define API "https://api.github.com"

START_TEST(knows_a_page_by_its_address)
{
    static const struct {
        const char *etag;
        const char *next;
        const char *asked;
        bool known;
    } cases[] = {
        {"\"1\"", NULL, API "/a", true},
        {"\"1\"", NULL, API "/b", false},
        {"", NULL, API "/a", false},
        {"\"1\"", API "/a?page=2", API "/a", true},
        {"\"1\"", "https://evil.example/a?page=2", API "/a", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_github_known known = {NULL, 0};

        ck_assert_int_eq(
            dd_github_known_add(&known, API "/a", cases[i].etag, cases[i].next, NULL, 0, NULL),
            DAYDREAM_OK);
        ck_assert_msg((dd_github_known_find(&known, cases[i].asked, API) != NULL) == cases[i].known,
                      "case %zu", i);
        dd_github_known_free(&known);
    }
    ck_assert_ptr_null(dd_github_known_find(NULL, API "/a", API));
}
END_TEST

static void list(struct fixture *it, const struct dd_github_known *known,
                 struct dd_github_known *seen, size_t count)
{
    const struct dd_github_query query = {.state = "open", .known = known, .seen = seen};
    struct dd_github_issues issues;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    *seen = (struct dd_github_known){NULL, 0};
    ck_assert_msg(dd_github_list(it->github, "acme", "rocket", &query, &issues, &err) ==
                      DAYDREAM_OK,
                  "%s", err.text);
    ck_assert_uint_eq(issues.count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_int_eq(issues.items[i].number, (int64_t)(count - i));
    ck_assert_str_eq(issues.items[0].title, seen->pages[0].issues.items[0].title);
    dd_github_issues_free(&issues);
}

/* "not modified" is no request of the limit's: the same list, again and again, costs nothing. */
START_TEST(costs_nothing_of_the_limit)
{
    struct fixture it;
    struct dd_github_known known;
    struct dd_github_known seen;

    fixture_start(&it);
    hub_tell(&it.hub, "/_seed", "{\"repo\":\"acme/rocket\",\"issues\":[{\"count\":150}]}");
    list(&it, NULL, &known, 150);
    ck_assert_uint_eq(known.count, 2);
    hub_tell(&it.hub, "/_limit", "{\"remaining\":1,\"reset\":1771398000}");
    for (int times = 0; times < 3; times++) {
        list(&it, &known, &seen, 150);
        dd_github_known_free(&known);
        known = seen;
    }
    hub_check_traffic(&it.hub);
    dd_github_known_free(&known);
    fixture_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {knows_a_page_by_its_address, costs_nothing_of_the_limit};

    if (!server_available())
        return suite_skip("services/github-known", "there is no python3 for the loopback server");
    return suite_run("services/github-known", tests, sizeof tests / sizeof tests[0]);
}

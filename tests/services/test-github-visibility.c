/* SPDX-License-Identifier: MIT */
/* Who can read a repository, asked of the loopback GitHub. */
#include <string.h>

#include "support/github-fixture.h"
#include "support/server.h"
#include "support/suite.h"

START_TEST(tells_private_from_public)
{
    static const struct {
        const char *seed;
        bool is_private;
    } cases[] = {
        {"{\"repo\":\"acme/rocket\",\"private\":true}", true},
        {"{\"repo\":\"acme/rocket\",\"private\":false}", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture it;
        bool is_private = !cases[i].is_private;

        fixture_start(&it);
        hub_tell(&it.hub, "/_seed", cases[i].seed);
        ck_assert_int_eq(dd_github_is_private(it.github, "acme", "rocket", &is_private, NULL),
                         DAYDREAM_OK);
        ck_assert_int_eq(is_private, cases[i].is_private);
        hub_check_traffic(&it.hub);
        fixture_stop(&it);
    }
}
END_TEST

START_TEST(follows_a_name_that_has_changed)
{
    struct fixture it;
    bool is_private = false;

    fixture_start(&it);
    hub_tell(&it.hub, "/_seed", "{\"repo\":\"acme/rocket\"}");
    hub_tell(&it.hub, "/_rename", "{\"from\":\"acme/rocket\",\"to\":\"acme/missile\"}");
    ck_assert_int_eq(dd_github_is_private(it.github, "acme", "rocket", &is_private, NULL),
                     DAYDREAM_OK);
    ck_assert(is_private);
    fixture_stop(&it);
}
END_TEST

/* What cannot be told is an error and never "private". */
START_TEST(an_answer_that_says_nothing_is_an_error)
{
    static const struct {
        const char *fault;
        enum daydream_status status;
    } cases[] = {
        {"{\"method\":\"GET\",\"path\":\"rocket\",\"status\":200,\"body\":{\"id\":1}}",
         DAYDREAM_ERROR_PROTOCOL},
        {"{\"method\":\"GET\",\"path\":\"rocket\",\"status\":200,\"body\":{\"private\":\"yes\"}}",
         DAYDREAM_ERROR_PROTOCOL},
        {"{\"method\":\"GET\",\"path\":\"rocket\",\"status\":200,\"body\":[true]}",
         DAYDREAM_ERROR_PROTOCOL},
        {"{\"method\":\"GET\",\"path\":\"rocket\",\"status\":404}", DAYDREAM_ERROR_NOT_FOUND},
        {"{\"method\":\"GET\",\"path\":\"rocket\",\"status\":403}", DAYDREAM_ERROR_FORBIDDEN},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture it;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        bool is_private = true;

        fixture_start(&it);
        hub_tell(&it.hub, "/_seed", "{\"repo\":\"acme/rocket\"}");
        hub_tell(&it.hub, "/_fault", cases[i].fault);
        ck_assert_msg(dd_github_is_private(it.github, "acme", "rocket", &is_private, &err) ==
                          cases[i].status,
                      "%s: %s", cases[i].fault, err.text);
        ck_assert(!is_private);
        ck_assert_ptr_nonnull(strstr(err.text, "acme/rocket"));
        fixture_stop(&it);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {tells_private_from_public, follows_a_name_that_has_changed,
                                  an_answer_that_says_nothing_is_an_error};

    if (!server_available())
        return suite_skip("services/github-visibility",
                          "there is no python3 for the loopback server");
    return suite_run("services/github-visibility", tests, sizeof tests / sizeof tests[0]);
}

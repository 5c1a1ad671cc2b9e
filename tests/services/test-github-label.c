/* SPDX-License-Identifier: MIT */
/* The label, against the loopback GitHub. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "support/github-fixture.h"
#include "support/server.h"
#include "support/suite.h"

#define ORG  "acme"
#define REPO "rocket"

static size_t count_labels(struct hub *hub)
{
    struct json_object *state = hub_state(hub);
    struct json_object *items = NULL;
    size_t count;

    ck_assert_int_eq(dd_json_array(state, "labels", &items), DD_JSON_OK);
    count = json_object_array_length(items);
    json_object_put(state);
    return count;
}

static enum daydream_status ensure(struct fixture *it, const char *name, struct daydream_error *err)
{
    const struct dd_github_label label = {name, "6f42c1", "Nightly report"};

    return dd_github_ensure_label(it->github, ORG, REPO, &label, err);
}

/* A label that was missing made the issue fail, in the system before this one. */
START_TEST(makes_it_with_colour_and_description)
{
    struct fixture it;
    struct json_object *state;
    struct json_object *items = NULL;
    struct json_object *label;

    fixture_start(&it);
    ck_assert_int_eq(ensure(&it, "daydream", NULL), DAYDREAM_OK);
    state = hub_state(&it.hub);
    ck_assert_int_eq(dd_json_array(state, "labels", &items), DD_JSON_OK);
    label = json_object_array_get_idx(items, 0);
    ck_assert_str_eq(dd_json_text(label, "name", ""), "daydream");
    ck_assert_str_eq(dd_json_text(label, "color", ""), "6f42c1");
    ck_assert_str_eq(dd_json_text(label, "description", ""), "Nightly report");
    json_object_put(state);
    fixture_stop(&it);
}
END_TEST

/* What the server says once holds for the second issue, too. */
START_TEST(asks_once_per_repository)
{
    static const struct {
        const char *seed;
        enum daydream_status status;
        int gets;
        int posts;
    } cases[] = {
        {"{\"repo\":\"acme/rocket\"}", DAYDREAM_OK, 0, 1},
        {"{\"repo\":\"acme/rocket\",\"labels\":[\"daydream\",\"night\"]}", DAYDREAM_OK, 0, 1},
        {"{\"repo\":\"acme/rocket\",\"push\":false}", DAYDREAM_ERROR_FORBIDDEN, 1, 1},
        {"{\"repo\":\"acme/rocket\",\"push\":false,\"labels\":[\"daydream\",\"night\"]}",
         DAYDREAM_OK, 1, 1},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture it;

        fixture_start(&it);
        hub_tell(&it.hub, "/_seed", cases[i].seed);
        for (int times = 0; times < 3; times++)
            ck_assert_int_eq(ensure(&it, "daydream", NULL), cases[i].status);
        ck_assert_int_eq(hub_count(&it.hub, "GET"), cases[i].gets);
        ck_assert_int_eq(hub_count(&it.hub, "POST"), cases[i].posts);
        /* another one is another question */
        ck_assert_int_eq(ensure(&it, "night", NULL), cases[i].status);
        ck_assert_int_eq(hub_count(&it.hub, "POST"), cases[i].posts + 1);
        fixture_stop(&it);
    }
}
END_TEST

static const struct {
    const char *path;
    const char *prepare;
    enum daydream_status status;
    int posts;
    size_t labels;
} labels[] = {
    {"/_seed", "{\"repo\":\"acme/rocket\"}", DAYDREAM_OK, 1, 1},
    {"/_seed", "{\"repo\":\"acme/rocket\",\"labels\":[\"DayDream\"]}", DAYDREAM_OK, 1, 1},
    /* we may not make any, but one is there */
    {"/_seed", "{\"repo\":\"acme/rocket\",\"push\":false,\"labels\":[\"daydream\"]}", DAYDREAM_OK,
     1, 1},
    {"/_fault",
     "{\"method\":\"POST\",\"status\":422,\"body\":{\"errors\":[{\"code\":\"invalid\"}]}}",
     DAYDREAM_ERROR_REJECTED, 1, 0},
    {"/_fault", "{\"method\":\"POST\",\"status\":403}", DAYDREAM_ERROR_FORBIDDEN, 1, 0},
    {"/_fault", "{\"method\":\"POST\",\"drop\":\"after\"}", DAYDREAM_ERROR_AMBIGUOUS, 1, 1},
    {"/_fault", "{\"method\":\"POST\",\"status\":500}", DAYDREAM_ERROR_AMBIGUOUS, 1, 0},
    {"/_fault", "{\"method\":\"POST\",\"html\":true}", DAYDREAM_ERROR_PROTOCOL, 1, 0},
};

START_TEST(sees_to_a_label)
{
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        struct fixture it;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        enum daydream_status status;

        fixture_start(&it);
        hub_tell(&it.hub, labels[i].path, labels[i].prepare);
        status = ensure(&it, "daydream", &err);
        ck_assert_msg(status == labels[i].status && err.code == status, "%s: %s", labels[i].prepare,
                      err.text);
        ck_assert_msg(hub_count(&it.hub, "POST") == labels[i].posts, "%s", labels[i].prepare);
        ck_assert_msg(count_labels(&it.hub) == labels[i].labels, "%s", labels[i].prepare);
        hub_check_traffic(&it.hub);
        fixture_stop(&it);
    }
}
END_TEST

START_TEST(asks_for_any_label_name)
{
    static const char *const names[] = {"a b", "a/b", "50%", "a?b#c", "\xc3\xa4\xe2\x82\xac",
                                        "a&b"};
    struct fixture it;

    fixture_start(&it);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        for (int twice = 0; twice < 2; twice++)
            ck_assert_msg(ensure(&it, names[i], NULL) == DAYDREAM_OK, "%s", names[i]);
    ck_assert_int_eq(hub_count(&it.hub, "POST"), sizeof names / sizeof names[0]);
    hub_check_traffic(&it.hub);
    fixture_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {makes_it_with_colour_and_description, asks_once_per_repository,
                                  sees_to_a_label, asks_for_any_label_name};

    if (!server_available())
        return suite_skip("services/github-label", "there is no python3 for the loopback server");
    return suite_run("services/github-label", tests, sizeof tests / sizeof tests[0]);
}

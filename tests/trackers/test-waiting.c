/* SPDX-License-Identifier: MIT */
/* What waits goes out, in its order. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "support/server.h"
#include "support/suite.h"
#include "trackers/post.h"
#include "trackers/waiting.h"

START_TEST(delivers_all_that_waits)
{
    struct post post;
    struct dd_delivered out;
    struct json_object *repository;
    struct json_object *issues = NULL;

    post_open(&post);
    post_put(&post, "github.com/acme/gone", "2026-02-15"); /* the server does not know it */
    post_put(&post, ROCKET, "2026-02-16");
    post_put(&post, ROCKET, "2026-02-17");
    post_put(&post, ROCKET, DATE);
    ck_assert_int_eq(dd_deliver_waiting(&post.delivery, DATE, &out, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(out.filed, 2);
    ck_assert_uint_eq(out.waiting, 1);
    ck_assert_int_eq(out.cause.code, DAYDREAM_ERROR_NOT_FOUND);
    ck_assert_ptr_nonnull(strstr(out.cause.text, "github.com/acme/gone"));
    repository = hub_state(&post.github.hub);
    ck_assert_int_eq(dd_json_array(repository, "issues", &issues), DD_JSON_OK);
    ck_assert_uint_eq(json_object_array_length(issues), 2);
    ck_assert_str_eq(dd_json_text(json_object_array_get_idx(issues, 0), "title", ""),
                     "Daydream Report - 2026-02-16 - Rocket");
    json_object_put(repository);

    ck_assert_int_eq(dd_deliver_waiting(&post.delivery, NULL, &out, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(out.filed, 1);
    ck_assert_uint_eq(out.waiting, 1);
    ck_assert_uint_eq(post_filed(&post), 3);
    post_close(&post);
}
END_TEST

/* Reports of a repository go out in the order of their dates, in whatever order they were queued;
 * what is in the way of one of them is in the way of those behind it, and of no other repository.
 */
START_TEST(keeps_the_order_of_the_dates)
{
    static const struct {
        const char *fault;
        size_t filed;
    } cases[] = {
        {"{\"method\": \"POST\", \"path\": \"rocket/issues\", \"status\": 502, \"count\": 20}", 0},
        {"{\"method\": \"GET\", \"path\": \"rocket/issues\", \"status\": 404}", 0},
        {"{\"method\": \"POST\", \"path\": \"rocket/issues\", \"status\": 422, \"count\": 2}", 1},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct post post;
        struct dd_delivered out;

        post_open(&post);
        hub_tell(&post.github.hub, "/_seed", "{\"repo\": \"acme/other\"}");
        hub_tell(&post.github.hub, "/_fault", cases[i].fault);
        post_put(&post, ROCKET, DATE);
        post_put(&post, "github.com/acme/other", DATE);
        post_put(&post, ROCKET, "2026-02-17");
        ck_assert_int_eq(dd_deliver_waiting(&post.delivery, NULL, &out, NULL), DAYDREAM_OK);
        ck_assert_msg(out.filed == 1 + cases[i].filed, "%s: %zu", cases[i].fault, out.filed);
        ck_assert_uint_eq(out.waiting, 2 - cases[i].filed);
        ck_assert_msg(post_filed(&post) == cases[i].filed, "%s", cases[i].fault);
        post_close(&post);
    }
}
END_TEST

/* One that fails every time it is sent does not keep those behind it for ever. */
START_TEST(leaves_behind_what_never_arrives)
{
    struct post post;
    struct dd_delivered out;

    post_open(&post);
    post_put(&post, ROCKET, "2026-02-17");
    post_put(&post, ROCKET, DATE);
    for (int i = 0; i < 3; i++) {
        ck_assert_uint_eq(post_filed(&post), 0);
        hub_tell(&post.github.hub, "/_fault",
                 "{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 410}");
        ck_assert_int_eq(dd_deliver_waiting(&post.delivery, NULL, &out, NULL), DAYDREAM_OK);
    }
    ck_assert_uint_eq(out.filed, 1);
    ck_assert_uint_eq(out.waiting, 1);
    ck_assert_uint_eq(post_filed(&post), 1);
    post_close(&post);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        delivers_all_that_waits,
        keeps_the_order_of_the_dates,
        leaves_behind_what_never_arrives,
    };

    if (!server_available())
        return suite_skip("trackers/waiting", "no python3");
    return suite_run("trackers/waiting", tests, sizeof tests / sizeof tests[0]);
}

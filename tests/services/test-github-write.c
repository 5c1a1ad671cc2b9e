/* SPDX-License-Identifier: MIT */
/* Writing, against the loopback GitHub. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "support/github-fixture.h"
#include "support/server.h"
#include "support/suite.h"

#define ORG  "acme"
#define REPO "rocket"

static const struct dd_github_draft draft = {"Daydream Report - 2026-02-18 - Caf\xc3\xa9",
                                             "a \"body\"\n```\nx\n```\n", "daydream"};

static size_t count_in(struct hub *hub, const char *list)
{
    struct json_object *state = hub_state(hub);
    struct json_object *items = NULL;
    size_t count;

    ck_assert_int_eq(dd_json_array(state, list, &items), DD_JSON_OK);
    count = json_object_array_length(items);
    json_object_put(state);
    return count;
}

/* A text of the issue with that number. */
static void check_issue(struct hub *hub, size_t number, const char *key, const char *value)
{
    struct json_object *state = hub_state(hub);
    struct json_object *items = NULL;

    ck_assert_int_eq(dd_json_array(state, "issues", &items), DD_JSON_OK);
    ck_assert_str_eq(dd_json_text(json_object_array_get_idx(items, number - 1), key, "(none)"),
                     value);
    json_object_put(state);
}

static enum daydream_status ensure(struct fixture *it, struct daydream_error *err)
{
    static const struct dd_github_label label = {"daydream", "6f42c1", "Nightly report"};

    return dd_github_ensure_label(it->github, ORG, REPO, &label, err);
}

START_TEST(creates_an_issue_with_its_label)
{
    struct fixture it;
    struct dd_github_issue issue;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    const char *login = NULL;

    fixture_start(&it);
    ck_assert_msg(ensure(&it, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_msg(dd_github_create(it.github, ORG, REPO, &draft, &issue, &err) == DAYDREAM_OK, "%s",
                  err.text);
    ck_assert_int_eq(issue.number, 1);
    ck_assert_str_eq(issue.title, draft.title);
    ck_assert_str_eq(issue.body, draft.body);
    ck_assert(issue.open && dd_strings_has(&issue.labels, "daydream"));
    ck_assert_ptr_nonnull(strstr(issue.url, "/acme/rocket/issues/1"));
    check_issue(&it.hub, 1, "title", draft.title);
    check_issue(&it.hub, 1, "body", draft.body);
    ck_assert_str_eq(dd_buf_text(&it.said), "");
    dd_github_issue_free(&issue);
    /* the answer told whose token it is */
    hub_tell(&it.hub, "/_fault", "{\"path\":\"/user\",\"status\":403}");
    ck_assert_int_eq(dd_github_login(it.github, &login, NULL), DAYDREAM_OK);
    ck_assert_str_eq(login, "daydream-user");
    hub_check_traffic(&it.hub);
    fixture_stop(&it);
}
END_TEST

/* What was waited for and what really passed have to make up a second for each write but the first,
 * however slow the machine is. */
START_TEST(waits_a_second_between_writes)
{
    struct fixture it;
    int64_t begin;

    fixture_start(&it);
    hub_tell(&it.hub, "/_seed", "{\"repo\":\"acme/rocket\",\"issues\":[{}]}");
    begin = dd_clock_monotonic_ms();
    ck_assert_int_eq(ensure(&it, NULL), DAYDREAM_OK);
    ck_assert_int_eq(it.slept, 0);
    ck_assert_int_eq(dd_github_comment(it.github, ORG, REPO, 1, "a", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_github_close(it.github, ORG, REPO, 1, 0, NULL), DAYDREAM_OK);
    ck_assert_int_ge(it.slept + dd_clock_monotonic_ms() - begin, 2000);
    ck_assert_int_le(it.slept, 2000);
    fixture_stop(&it);
}
END_TEST

START_TEST(a_label_that_cannot_be_set_loses_no_issue)
{
    static const struct {
        const char *path;
        const char *prepare;
        int posts;
    } cases[] = {
        {"/_seed", "{\"repo\":\"acme/rocket\"}", 2}, /* no such label: 403 */
        {"/_seed", "{\"repo\":\"acme/rocket\",\"push\":false}", 1},
        {"/_fault", "{\"method\":\"POST\",\"drop_labels\":true}", 1},
        {"/_fault", "{\"method\":\"POST\",\"refuse_labels\":true}", 2},
        {"/_fault", "{\"method\":\"POST\",\"status\":422}", 2},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture it;
        struct dd_github_issue issue;
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        fixture_start(&it);
        hub_tell(&it.hub, cases[i].path, cases[i].prepare);
        ck_assert_msg(dd_github_create(it.github, ORG, REPO, &draft, &issue, &err) == DAYDREAM_OK,
                      "%s", err.text);
        ck_assert_int_eq(err.code, DAYDREAM_OK);
        ck_assert_uint_eq(issue.labels.count, 0);
        ck_assert_msg(strstr(dd_buf_text(&it.said), "github.com/acme/rocket#1 went without the "
                                                    "label 'daydream'") != NULL,
                      "case %zu: %s", i, dd_buf_text(&it.said));
        ck_assert_uint_eq(count_in(&it.hub, "issues"), 1);
        ck_assert_int_eq(hub_count(&it.hub, "POST"), cases[i].posts);
        dd_github_issue_free(&issue);
        hub_check_traffic(&it.hub);
        fixture_stop(&it);
    }
}
END_TEST

static const struct {
    const char *fault;
    enum daydream_status status;
    size_t issues; /* that exist afterwards */
    int posts;
} refusals[] = {
    {"{\"status\":503}", DAYDREAM_ERROR_AMBIGUOUS, 0, 1},
    {"{\"status\":502,\"apply\":true}", DAYDREAM_ERROR_AMBIGUOUS, 1, 1},
    {"{\"drop\":\"before\"}", DAYDREAM_ERROR_AMBIGUOUS, 0, 1},
    {"{\"drop\":\"after\"}", DAYDREAM_ERROR_AMBIGUOUS, 1, 1},
    {"{\"status\":201,\"apply\":true,\"body\":\"{\"}", DAYDREAM_ERROR_AMBIGUOUS, 1, 1},
    {"{\"status\":201,\"apply\":true,\"body\":{\"number\":1}}", DAYDREAM_ERROR_AMBIGUOUS, 1, 1},
    {"{\"html\":true}", DAYDREAM_ERROR_PROTOCOL, 0, 1},
    {"{\"status\":401}", DAYDREAM_ERROR_AUTH, 0, 1},
    {"{\"status\":404}", DAYDREAM_ERROR_NOT_FOUND, 0, 1},
    {"{\"status\":410}", DAYDREAM_ERROR_GONE, 0, 1},
    {"{\"status\":422,\"count\":2}", DAYDREAM_ERROR_REJECTED, 0, 2},
    {"{\"status\":429,\"count\":3}", DAYDREAM_ERROR_RATE_LIMIT, 0, 3},
    {"{\"status\":403,\"headers\":{\"Retry-After\":\"500\"}}", DAYDREAM_ERROR_RATE_LIMIT, 0, 1},
    {"{\"status\":403,\"count\":2}", DAYDREAM_ERROR_FORBIDDEN, 0, 2},
};

START_TEST(says_what_became_of_a_post)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct fixture it;
        struct dd_github_issue issue;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        enum daydream_status status;

        fixture_start(&it);
        hub_tell(&it.hub, "/_seed", "{\"repo\":\"acme/rocket\",\"labels\":[\"daydream\"]}");
        hub_tell(&it.hub, "/_fault", refusals[i].fault);
        status = dd_github_create(it.github, ORG, REPO, &draft, &issue, &err);
        ck_assert_msg(status == refusals[i].status && err.code == status, "%s: %s (%s)",
                      refusals[i].fault, daydream_status_name(status), err.text);
        ck_assert_ptr_null(issue.title);
        ck_assert_msg(count_in(&it.hub, "issues") == refusals[i].issues, "%s", refusals[i].fault);
        ck_assert_msg(hub_count(&it.hub, "POST") == refusals[i].posts, "%s", refusals[i].fault);
        fixture_stop(&it);
    }
}
END_TEST

START_TEST(passes_on_why_a_body_is_refused)
{
    struct fixture it;
    struct dd_github_draft big = {"t", NULL, NULL};
    struct dd_github_issue issue;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_buf body = DD_BUF_INIT;

    fixture_start(&it);
    for (int i = 0; i < 65537; i++)
        dd_buf_putc(&body, 'x');
    big.body = dd_buf_text(&body);
    ck_assert_int_eq(dd_github_create(it.github, ORG, REPO, &big, &issue, &err),
                     DAYDREAM_ERROR_REJECTED);
    ck_assert_msg(strstr(err.text, "body is too long (maximum is 65536 characters)") != NULL, "%s",
                  err.text);
    ck_assert_int_eq(err.http_status, 422);
    dd_buf_free(&body);
    fixture_stop(&it);
}
END_TEST

START_TEST(comments)
{
    struct fixture it;
    struct json_object *state;
    struct json_object *items = NULL;
    struct json_object *all = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fixture_start(&it);
    hub_tell(&it.hub, "/_seed", "{\"repo\":\"acme/rocket\",\"issues\":[{}]}");
    ck_assert_int_eq(dd_github_comment(it.github, ORG, REPO, 1, "more\n\"here\"", &err),
                     DAYDREAM_OK);
    state = hub_state(&it.hub);
    ck_assert_int_eq(dd_json_array(state, "issues", &items), DD_JSON_OK);
    ck_assert_int_eq(dd_json_array(json_object_array_get_idx(items, 0), "comments", &all),
                     DD_JSON_OK);
    ck_assert_uint_eq(json_object_array_length(all), 1);
    ck_assert_str_eq(dd_json_text(json_object_array_get_idx(all, 0), "body", ""), "more\n\"here\"");
    json_object_put(state);
    ck_assert_int_eq(dd_github_comment(it.github, ORG, REPO, 9, "x", NULL),
                     DAYDREAM_ERROR_NOT_FOUND);
    hub_check_traffic(&it.hub);
    hub_tell(&it.hub, "/_fault", "{\"method\":\"POST\",\"drop\":\"after\"}");
    ck_assert_int_eq(dd_github_comment(it.github, ORG, REPO, 1, "y", &err),
                     DAYDREAM_ERROR_AMBIGUOUS);
    fixture_stop(&it);
}
END_TEST

static const struct {
    bool duplicate;
    const char *fault;
    enum daydream_status status;
    const char *reason;
    int patches;
} closings[] = {
    {false, NULL, DAYDREAM_OK, "completed", 1},
    {true, NULL, DAYDREAM_OK, "duplicate", 1},
    {true, "{\"method\":\"PATCH\",\"status\":422}", DAYDREAM_OK, "not_planned", 2},
    {true, "{\"method\":\"PATCH\",\"status\":422,\"count\":2}", DAYDREAM_ERROR_REJECTED, "(none)",
     2},
    {false, "{\"method\":\"PATCH\",\"status\":422}", DAYDREAM_ERROR_REJECTED, "(none)", 1},
    {true, "{\"method\":\"PATCH\",\"status\":403}", DAYDREAM_ERROR_FORBIDDEN, "(none)", 1},
    {true, "{\"method\":\"PATCH\",\"status\":500}", DAYDREAM_ERROR_SERVER, "(none)", 1},
    {true, "{\"method\":\"PATCH\",\"drop\":\"before\"}", DAYDREAM_ERROR_AMBIGUOUS, "(none)", 1},
};

START_TEST(closes)
{
    for (size_t i = 0; i < sizeof closings / sizeof closings[0]; i++) {
        struct fixture it;
        struct dd_github_issue winner;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        enum daydream_status status;

        fixture_start(&it);
        hub_tell(&it.hub, "/_seed", "{\"repo\":\"acme/rocket\",\"issues\":[{},{}]}");
        ck_assert_int_eq(dd_github_get(it.github, ORG, REPO, 1, &winner, NULL), DAYDREAM_OK);
        if (closings[i].fault != NULL)
            hub_tell(&it.hub, "/_fault", closings[i].fault);
        status = dd_github_close(it.github, ORG, REPO, 2, closings[i].duplicate ? winner.id : 0,
                                 &err);
        ck_assert_msg(status == closings[i].status && err.code == status, "case %zu: %s", i,
                      err.text);
        check_issue(&it.hub, 2, "state_reason", closings[i].reason);
        check_issue(&it.hub, 2, "state", status == DAYDREAM_OK ? "closed" : "open");
        check_issue(&it.hub, 1, "state", "open");
        ck_assert_msg(hub_count(&it.hub, "PATCH") == closings[i].patches, "case %zu", i);
        dd_github_issue_free(&winner);
        hub_check_traffic(&it.hub);
        fixture_stop(&it);
    }
}
END_TEST

START_TEST(creates_once_in_a_renamed_repository)
{
    struct fixture it;
    struct dd_github_draft bare = {"t", "b", NULL};
    struct dd_github_issue issue;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *body;

    fixture_start(&it);
    hub_tell(&it.hub, "/_rename", "{\"from\":\"acme/rocket\",\"to\":\"acme/ship\"}");
    ck_assert_msg(dd_github_create(it.github, ORG, REPO, &bare, &issue, &err) == DAYDREAM_OK, "%s",
                  err.text);
    ck_assert_int_eq(issue.number, 1);
    body = hub_last_body(&it.hub, "POST");
    ck_assert_str_eq(body, "{\"title\":\"t\",\"body\":\"b\"}");
    free(body);
    dd_github_issue_free(&issue);
    hub_check_traffic(&it.hub);
    fixture_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {creates_an_issue_with_its_label,
                                  waits_a_second_between_writes,
                                  a_label_that_cannot_be_set_loses_no_issue,
                                  says_what_became_of_a_post,
                                  passes_on_why_a_body_is_refused,
                                  comments,
                                  closes,
                                  creates_once_in_a_renamed_repository};

    if (!server_available())
        return suite_skip("services/github-write", "there is no python3 for the loopback server");
    return suite_run("services/github-write", tests, sizeof tests / sizeof tests[0]);
}

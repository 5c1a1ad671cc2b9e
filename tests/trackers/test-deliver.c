/* SPDX-License-Identifier: MIT */
/* Bringing a report to its repository: once, whatever happens on the way. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "store/fixture.h"
#include "support/github-fixture.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"
#include "trackers/waiting.h"

#define DATE   "2026-02-18"
#define ROCKET "github.com/acme/rocket"

struct post {
    struct fixture github;
    char *folder;
    struct dd_accounts *accounts;
    struct dd_delivery delivery;
};

static void open_with(struct post *post, struct dd_http *http, const char *token, bool offline)
{
    struct dd_accounts_options options = {.http = http,
                                          .clock = &post->github.clock,
                                          .log = &post->github.log,
                                          .token = token,
                                          .api_url = hub_url(&post->github.hub),
                                          .offline = offline};

    ck_assert_int_eq(dd_accounts_new(&options, &post->accounts, NULL), DAYDREAM_OK);
    post->folder = scratch_make();
    post->delivery = (struct dd_delivery){.store = fixture_open(post->folder),
                                          .accounts = post->accounts,
                                          .clock = &post->github.clock,
                                          .log = &post->github.log};
}

static void open_post(struct post *post)
{
    fixture_start(&post->github);
    open_with(post, post->github.hub.http, HUB_TOKEN, false);
}

static void close_post(struct post *post)
{
    dd_store_close(post->delivery.store);
    dd_accounts_free(post->accounts);
    scratch_remove(post->folder);
    fixture_stop(&post->github);
}

static struct dd_outbox_row make_row(const char *repository, const char *date)
{
    struct dd_outbox_row row = {.queued = 1771394400};
    struct dd_buf title = DD_BUF_INIT;
    struct dd_buf body = DD_BUF_INIT;

    memcpy(row.date, date, DD_DATE_SIZE);
    dd_buf_printf(&title, "Daydream Report - %s - Rocket", date);
    dd_buf_printf(&body,
                  "**1 new**\n\n<!-- daydream:1 date=%s repo=%s machine=0123456789abcdef "
                  "run=0b8f4ad5-3f0e-4c53-9d0a-6e1f2a3b4c5d fp= -->\n",
                  date, repository);
    ck_assert_int_eq(dd_buf_take(&title, &row.title, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_buf_take(&body, &row.body, NULL), DAYDREAM_OK);
    row.repository = strdup(repository);
    row.slug = strdup("rocket");
    row.label = strdup("daydream");
    return row;
}

/* Deliver and say what became of it. */
static enum daydream_action deliver(struct post *post, struct dd_outbox_row *row,
                                    enum daydream_status *cause)
{
    struct daydream_issue *issue = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    enum daydream_action action;

    ck_assert_msg(dd_deliver(&post->delivery, row, &issue, &err) == DAYDREAM_OK, "%s", err.text);
    action = daydream_issue_action(issue);
    *cause = daydream_issue_cause(issue);
    if (action == DAYDREAM_ACTION_QUEUED)
        ck_assert_ptr_nonnull(daydream_issue_reason(issue));
    daydream_issue_free(issue);
    return action;
}

static size_t filed(struct post *post)
{
    struct json_object *repository = hub_state(&post->github.hub);
    struct json_object *issues = NULL;
    size_t count;

    ck_assert_int_eq(dd_json_array(repository, "issues", &issues), DD_JSON_OK);
    count = json_object_array_length(issues);
    json_object_put(repository);
    return count;
}

static void check_stored(struct post *post, enum dd_outbox_state state, bool has_reason)
{
    struct dd_outbox_row row = {0};

    ck_assert_int_eq(dd_outbox_find(post->delivery.store, ROCKET, DATE, &row, NULL), DAYDREAM_OK);
    ck_assert_int_gt(row.id, 0);
    ck_assert_int_eq(row.state, state);
    ck_assert((row.reason != NULL) == has_reason);
    ck_assert((row.number > 0) == (state == DD_OUTBOX_FILED));
    dd_outbox_row_free(&row);
}

/* What keeps it from being filed. After each of them the same row is filed once. */
static const struct {
    const char *fault;
    enum daydream_status cause;
    enum dd_outbox_state state;
} faults[] = {
    {"{\"method\": \"GET\", \"path\": \"/issues\", \"status\": 500, \"count\": 3}",
     DAYDREAM_ERROR_SERVER, DD_OUTBOX_WAITING},
    {"{\"method\": \"GET\", \"path\": \"/issues\", \"html\": true}", DAYDREAM_ERROR_PROTOCOL,
     DD_OUTBOX_WAITING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 403, \"count\": 2}",
     DAYDREAM_ERROR_FORBIDDEN, DD_OUTBOX_WAITING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 404}", DAYDREAM_ERROR_NOT_FOUND,
     DD_OUTBOX_WAITING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 410}", DAYDREAM_ERROR_GONE,
     DD_OUTBOX_WAITING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 422, \"count\": 2}",
     DAYDREAM_ERROR_REJECTED, DD_OUTBOX_WAITING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 429, \"count\": 3, "
     "\"headers\": {\"Retry-After\": \"60\"}}",
     DAYDREAM_ERROR_RATE_LIMIT, DD_OUTBOX_WAITING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 502}", DAYDREAM_ERROR_AMBIGUOUS,
     DD_OUTBOX_SENDING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 502, \"apply\": true}",
     DAYDREAM_ERROR_AMBIGUOUS, DD_OUTBOX_SENDING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"drop\": \"before\"}",
     DAYDREAM_ERROR_AMBIGUOUS, DD_OUTBOX_SENDING},
    {"{\"method\": \"POST\", \"path\": \"/issues\", \"drop\": \"after\"}", DAYDREAM_ERROR_AMBIGUOUS,
     DD_OUTBOX_SENDING},
};

START_TEST(files_once_after_any_failure)
{
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct post post;
        struct dd_outbox_row row = make_row(ROCKET, DATE);
        enum daydream_status cause;

        open_post(&post);
        hub_tell(&post.github.hub, "/_fault", faults[i].fault);
        ck_assert_msg(deliver(&post, &row, &cause) == DAYDREAM_ACTION_QUEUED, "%s",
                      faults[i].fault);
        ck_assert_msg(cause == faults[i].cause, "%s: %s", faults[i].fault,
                      daydream_status_name(cause));
        check_stored(&post, faults[i].state, true);
        dd_outbox_row_free(&row);
        row = (struct dd_outbox_row){0};
        ck_assert_int_eq(dd_outbox_find(post.delivery.store, ROCKET, DATE, &row, NULL),
                         DAYDREAM_OK);
        ck_assert_msg(deliver(&post, &row, &cause) == DAYDREAM_ACTION_CREATED, "%s",
                      faults[i].fault);
        ck_assert_msg(filed(&post) == 1, "%s: %zu issues", faults[i].fault, filed(&post));
        check_stored(&post, DD_OUTBOX_FILED, false);
        dd_outbox_row_free(&row);
        close_post(&post);
    }
}
END_TEST

START_TEST(does_not_file_what_is_filed)
{
    struct post post;
    struct dd_outbox_row row = make_row(ROCKET, DATE);
    enum daydream_status cause;
    int requests;

    open_post(&post);
    ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_CREATED);
    requests = hub_count(&post.github.hub, "GET");
    ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_EXISTS);
    ck_assert_int_eq(hub_count(&post.github.hub, "GET"), requests);
    ck_assert_uint_eq(filed(&post), 1);
    dd_outbox_row_free(&row);
    close_post(&post);
}
END_TEST

START_TEST(accepts_the_report_of_another_machine)
{
    struct post post;
    struct dd_outbox_row row = make_row(ROCKET, DATE);
    enum daydream_status cause;

    open_post(&post);
    hub_tell(&post.github.hub, "/_seed",
             "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": "
             "\"Daydream Report - 2026-02-18 - Elsewhere\", \"association\": \"OWNER\"}]}");
    ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_EXISTS);
    check_stored(&post, DD_OUTBOX_FILED, false);
    ck_assert_int_eq(row.number, 1);
    ck_assert_int_eq(hub_count(&post.github.hub, "POST"), 0);
    dd_outbox_row_free(&row);
    close_post(&post);
}
END_TEST

/* Our POST got lost on its way, and somebody else filed the report meanwhile. */
START_TEST(does_not_take_anothers_report_for_its_own)
{
    struct post post;
    struct dd_outbox_row row = make_row(ROCKET, DATE);
    enum daydream_status cause;

    open_post(&post);
    hub_tell(&post.github.hub, "/_fault",
             "{\"method\": \"POST\", \"path\": \"/issues\", \"drop\": \"before\"}");
    ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_QUEUED);
    check_stored(&post, DD_OUTBOX_SENDING, true);
    hub_tell(&post.github.hub, "/_seed",
             "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": "
             "\"Daydream Report - 2026-02-18 - Elsewhere\", \"association\": \"OWNER\"}]}");
    ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_EXISTS);
    check_stored(&post, DD_OUTBOX_FILED, false);
    dd_outbox_row_free(&row);
    close_post(&post);
}
END_TEST

/* That one has no token must not hide that another was refused. */
START_TEST(tells_first_of_what_could_have_gone_out)
{
    struct post post;
    struct dd_outbox_row elsewhere = make_row("git.acme.example/acme/rocket", DATE);
    struct dd_outbox_row refused = make_row(ROCKET, DATE);
    struct dd_delivered delivered;
    enum daydream_status cause;

    open_post(&post);
    ck_assert_int_eq(deliver(&post, &elsewhere, &cause), DAYDREAM_ACTION_QUEUED);
    hub_tell(&post.github.hub, "/_fault",
             "{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 410, \"count\": 2}");
    ck_assert_int_eq(deliver(&post, &refused, &cause), DAYDREAM_ACTION_QUEUED);
    ck_assert_int_eq(dd_deliver_waiting(&post.delivery, NULL, &delivered, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(delivered.waiting, 2);
    ck_assert_int_eq(delivered.cause.code, DAYDREAM_ERROR_GONE);
    dd_outbox_row_free(&refused);
    dd_outbox_row_free(&elsewhere);
    close_post(&post);
}
END_TEST

START_TEST(waits_without_asking_anybody)
{
    static const struct {
        const char *token;
        bool offline;
        enum daydream_status cause;
    } cases[] = {
        {NULL, false, DAYDREAM_ERROR_NO_TOKEN},
        {HUB_TOKEN, true, DAYDREAM_ERROR_OFFLINE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct post post;
        struct dd_outbox_row row = make_row(ROCKET, DATE);
        enum daydream_status cause;

        fixture_start(&post.github);
        open_with(&post, post.github.hub.http, cases[i].token, cases[i].offline);
        ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_QUEUED);
        ck_assert_int_eq(cause, cases[i].cause);
        ck_assert(dd_deliver_is_patient(cause));
        check_stored(&post, DD_OUTBOX_WAITING, true);
        ck_assert_int_eq(hub_count(&post.github.hub, "GET"), 0);
        dd_outbox_row_free(&row);
        close_post(&post);
    }
}
END_TEST

/* Looks into the store at the moment of the POST, and sends it on. */
static enum daydream_status look_and_send(void *user, const struct daydream_http_request *request,
                                          struct daydream_http_response *response,
                                          struct daydream_error *err)
{
    struct post *post = user;

    if (strcmp(request->method, "POST") == 0 && strstr(request->url, "/issues") != NULL)
        check_stored(post, DD_OUTBOX_SENDING, false);
    return dd_http_send(post->github.hub.http, request, response, err);
}

START_TEST(records_its_intent_before_it_sends)
{
    struct post post;
    struct dd_http_options options = {.transport = look_and_send, .transport_user = &post};
    struct dd_http *http = NULL;
    struct dd_outbox_row row = make_row(ROCKET, DATE);
    enum daydream_status cause;

    fixture_start(&post.github);
    ck_assert_int_eq(dd_http_new(&options, &http, NULL), DAYDREAM_OK);
    open_with(&post, http, HUB_TOKEN, false);
    ck_assert_int_eq(deliver(&post, &row, &cause), DAYDREAM_ACTION_CREATED);
    ck_assert_int_eq(row.attempts, 1);
    dd_outbox_row_free(&row);
    close_post(&post);
    dd_http_free(http);
}
END_TEST

START_TEST(only_plans_when_dry)
{
    static const struct {
        const char *path; /* of what is told to the server; NULL: nothing */
        const char *wish;
        enum daydream_action action;
    } cases[] = {
        {NULL, NULL, DAYDREAM_ACTION_PLANNED},
        {"/_fault", "{\"method\": \"GET\", \"path\": \"/issues\", \"status\": 500}",
         DAYDREAM_ACTION_PLANNED},
        {"/_seed",
         "{\"repo\": \"acme/rocket\", \"issues\": [{\"title\": "
         "\"Daydream Report - 2026-02-18 - Elsewhere\", \"association\": \"OWNER\"}]}",
         DAYDREAM_ACTION_EXISTS},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct post post;
        struct dd_outbox_row row = make_row(ROCKET, DATE);
        enum daydream_status cause;

        open_post(&post);
        post.delivery.dry_run = true;
        if (cases[i].path != NULL)
            hub_tell(&post.github.hub, cases[i].path, cases[i].wish);
        ck_assert_msg(deliver(&post, &row, &cause) == cases[i].action, "%zu", i);
        ck_assert_int_eq(fixture_number(post.delivery.store, "SELECT count(*) FROM outbox"), 0);
        ck_assert_int_eq(hub_count(&post.github.hub, "POST"), 0);
        dd_outbox_row_free(&row);
        close_post(&post);
    }
}
END_TEST

static void put(struct post *post, const char *repository, const char *date)
{
    struct dd_outbox_row row = make_row(repository, date);

    ck_assert_int_eq(dd_outbox_put(post->delivery.store, &row, NULL), DAYDREAM_OK);
    dd_outbox_row_free(&row);
}

START_TEST(delivers_all_that_waits)
{
    struct post post;
    struct dd_delivered out;
    struct json_object *repository;
    struct json_object *issues = NULL;

    open_post(&post);
    put(&post, "github.com/acme/gone", "2026-02-15"); /* the server does not know it */
    put(&post, ROCKET, "2026-02-16");
    put(&post, ROCKET, "2026-02-17");
    put(&post, ROCKET, DATE);
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
    ck_assert_uint_eq(filed(&post), 3);
    close_post(&post);
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

        open_post(&post);
        hub_tell(&post.github.hub, "/_seed", "{\"repo\": \"acme/other\"}");
        hub_tell(&post.github.hub, "/_fault", cases[i].fault);
        put(&post, ROCKET, DATE);
        put(&post, "github.com/acme/other", DATE);
        put(&post, ROCKET, "2026-02-17");
        ck_assert_int_eq(dd_deliver_waiting(&post.delivery, NULL, &out, NULL), DAYDREAM_OK);
        ck_assert_msg(out.filed == 1 + cases[i].filed, "%s: %zu", cases[i].fault, out.filed);
        ck_assert_uint_eq(out.waiting, 2 - cases[i].filed);
        ck_assert_msg(filed(&post) == cases[i].filed, "%s", cases[i].fault);
        close_post(&post);
    }
}
END_TEST

/* One that fails every time it is sent does not keep those behind it for ever. */
START_TEST(leaves_behind_what_never_arrives)
{
    struct post post;
    struct dd_delivered out;

    open_post(&post);
    put(&post, ROCKET, "2026-02-17");
    put(&post, ROCKET, DATE);
    for (int i = 0; i < 3; i++) {
        ck_assert_uint_eq(filed(&post), 0);
        hub_tell(&post.github.hub, "/_fault",
                 "{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 410}");
        ck_assert_int_eq(dd_deliver_waiting(&post.delivery, NULL, &out, NULL), DAYDREAM_OK);
    }
    ck_assert_uint_eq(out.filed, 1);
    ck_assert_uint_eq(out.waiting, 1);
    ck_assert_uint_eq(filed(&post), 1);
    close_post(&post);
}
END_TEST

START_TEST(finds_without_a_store)
{
    struct post post;
    struct daydream_issue *issue = NULL;

    open_post(&post);
    ck_assert_int_eq(dd_deliver_find(&post.delivery, ROCKET, DATE, &issue, NULL), DAYDREAM_OK);
    ck_assert_ptr_null(issue);
    ck_assert_int_eq(dd_deliver_find(&post.delivery, "ghe.example/acme/rocket", DATE, &issue, NULL),
                     DAYDREAM_ERROR_NO_TOKEN);
    close_post(&post);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        files_once_after_any_failure,
        does_not_file_what_is_filed,
        accepts_the_report_of_another_machine,
        does_not_take_anothers_report_for_its_own,
        tells_first_of_what_could_have_gone_out,
        waits_without_asking_anybody,
        records_its_intent_before_it_sends,
        only_plans_when_dry,
        delivers_all_that_waits,
        keeps_the_order_of_the_dates,
        leaves_behind_what_never_arrives,
        finds_without_a_store,
    };

    if (!server_available())
        return suite_skip("trackers/deliver", "no python3");
    return suite_run("trackers/deliver", tests, sizeof tests / sizeof tests[0]);
}

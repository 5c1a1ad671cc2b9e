/* SPDX-License-Identifier: MIT */
/* GitHub as a tracker: which issue is the report of a date, and how one is filed. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "support/github-fixture.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"
#include "trackers/github.h"

#define DATE   "2026-02-18"
#define ROCKET "github.com/acme/rocket"
#define MARKER                                                                                     \
    "<!-- daydream:1 date=2026-02-18 repo=github.com/acme/rocket machine=0123456789abcdef "        \
    "run=0b8f4ad5-3f0e-4c53-9d0a-6e1f2a3b4c5d fp=1111111111111111 -->"

/* What stands in the repository, as "issues" of /_seed, and the number that is found. */
static const struct {
    const char *name;
    const char *issues;
    int64_t found; /* 0: none */
} cases[] = {
    {"an empty repository", "", 0},
    {"others' issues",
     "{\"title\": \"It leaks\", \"body\": \"daydream 2026-02-18\", \"association\": \"OWNER\"}", 0},
    {"a marker", "{\"title\": \"x\", \"body\": \"text\\n" MARKER "\", \"association\": \"OWNER\"}",
     1},
    {"a title",
     "{\"title\": \"Daydream Report - 2026-02-18 - Any name\", \"association\": \"MEMBER\"}", 1},
    {"the title of another date",
     "{\"title\": \"Daydream Report - 2026-02-17 - Rocket\", \"association\": \"MEMBER\"}", 0},
    {"a stranger's title",
     "{\"title\": \"Daydream Report - 2026-02-18 - Rocket\", \"association\": \"NONE\"}", 0},
    {"a stranger's marker",
     "{\"title\": \"x\", \"body\": \"" MARKER "\", \"association\": \"CONTRIBUTOR\"}", 0},
    {"a deleted user's marker", "{\"title\": \"x\", \"body\": \"" MARKER "\", \"author\": null}",
     0},
    {"our own title, though we are nobody here",
     "{\"title\": \"Daydream Report - 2026-02-18 - Rocket\", \"author\": \"daydream-user\"}", 1},
    {"our own marker, though we are nobody here",
     "{\"title\": \"x\", \"body\": \"" MARKER "\", \"author\": \"daydream-user\"}", 1},
    {"a marker within a line",
     "{\"title\": \"x\", \"body\": \"see " MARKER "\", \"association\": \"OWNER\"}", 0},
    {"a closed report",
     "{\"title\": \"x\", \"body\": \"" MARKER "\", \"association\": \"OWNER\", \"state\": "
     "\"closed\"}",
     1},
    {"a pull request",
     "{\"title\": \"Daydream Report - 2026-02-18 - x\", \"association\": \"OWNER\", "
     "\"pull_request\": true}",
     0},
    {"a stranger's before two of ours",
     "{\"title\": \"Daydream Report - 2026-02-18 - a\"},"
     "{\"title\": \"Daydream Report - 2026-02-18 - b\", \"association\": \"COLLABORATOR\"},"
     "{\"title\": \"Daydream Report - 2026-02-18 - c\", \"association\": \"OWNER\"}",
     2},
    {"a report behind more than a page of newer issues",
     "{\"title\": \"Daydream Report - 2026-02-18 - a\", \"association\": \"OWNER\"},"
     "{\"title\": \"Noise\", \"count\": 230}",
     1},
};

static void seed(struct fixture *it, const char *issues)
{
    struct dd_buf wish = DD_BUF_INIT;

    dd_buf_printf(&wish, "{\"repo\": \"acme/rocket\", \"issues\": [%s]}", issues);
    hub_tell(&it->hub, "/_seed", dd_buf_text(&wish));
    dd_buf_free(&wish);
}

START_TEST(knows_the_report_of_a_date)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture it;
        struct dd_tracker tracker;
        struct daydream_issue *issue = NULL;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        int64_t found;

        fixture_start(&it);
        seed(&it, cases[i].issues);
        tracker = dd_tracker_github(it.github, &it.log);
        ck_assert_msg(tracker.ops->find(&tracker, ROCKET, DATE, &issue, &err) == DAYDREAM_OK,
                      "%s: %s", cases[i].name, err.text);
        found = issue != NULL ? daydream_issue_number(issue) : 0;
        ck_assert_msg(found == cases[i].found, "%s: #%d", cases[i].name, (int)found);
        if (issue != NULL) {
            ck_assert_int_eq(daydream_issue_action(issue), DAYDREAM_ACTION_EXISTS);
            ck_assert_str_eq(daydream_issue_repository(issue), ROCKET);
            ck_assert_ptr_nonnull(daydream_issue_url(issue));
        }
        daydream_issue_free(issue);
        fixture_stop(&it);
    }
}
END_TEST

/* There, a list that could not be had left no trace, and was taken for an empty one. */
START_TEST(does_not_take_an_error_for_a_no)
{
    static const struct {
        const char *fault;
        enum daydream_status status;
    } faults[] = {
        {"{\"method\": \"GET\", \"path\": \"/issues\", \"status\": 502, \"count\": 3}",
         DAYDREAM_ERROR_SERVER},
        {"{\"method\": \"GET\", \"path\": \"page=2\", \"status\": 502, \"count\": 3}",
         DAYDREAM_ERROR_SERVER},
        {"{\"method\": \"GET\", \"path\": \"/issues\", \"html\": true}", DAYDREAM_ERROR_PROTOCOL},
        {"{\"method\": \"GET\", \"path\": \"/issues\", \"status\": 404}", DAYDREAM_ERROR_NOT_FOUND},
        /* who we are, when a stranger's title has to be judged */
        {"{\"method\": \"GET\", \"path\": \"/user\", \"status\": 403}", DAYDREAM_ERROR_FORBIDDEN},
    };

    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct fixture it;
        struct dd_tracker tracker;
        struct daydream_issue *issue = NULL;
        enum daydream_status status;

        fixture_start(&it);
        seed(&it, "{\"title\": \"Daydream Report - 2026-02-18 - a\"},"
                  "{\"title\": \"Noise\", \"count\": 120}");
        hub_tell(&it.hub, "/_fault", faults[i].fault);
        tracker = dd_tracker_github(it.github, &it.log);
        status = tracker.ops->find(&tracker, ROCKET, DATE, &issue, NULL);
        ck_assert_msg(status == faults[i].status, "%s: %s", faults[i].fault,
                      daydream_status_name(status));
        ck_assert_ptr_null(issue);
        fixture_stop(&it);
    }
}
END_TEST

static enum daydream_status file(struct fixture *it, struct daydream_issue **out)
{
    struct dd_tracker tracker = dd_tracker_github(it->github, &it->log);
    struct dd_outbox_row row = {.repository = strdup(ROCKET),
                                .date = DATE,
                                .title = strdup("Daydream Report - " DATE " - Rocket"),
                                .label = strdup("daydream"),
                                .body = strdup("text\n\n" MARKER "\n")};
    enum daydream_status status = tracker.ops->file(&tracker, &row, out, NULL);

    dd_outbox_row_free(&row);
    return status;
}

/* "[ "daydream" ]" of the only issue, or "" when there is none. */
static void read_labels(struct fixture *it, struct dd_buf *out)
{
    struct json_object *repository = hub_state(&it->hub);
    struct json_object *list = NULL;
    struct json_object *issue;

    ck_assert_int_eq(dd_json_array(repository, "issues", &list), DD_JSON_OK);
    ck_assert_uint_le(json_object_array_length(list), 1);
    issue = json_object_array_get_idx(list, 0);
    if (issue != NULL)
        dd_buf_puts(out, json_object_to_json_string_ext(json_object_object_get(issue, "labels"),
                                                        JSON_C_TO_STRING_PLAIN));
    json_object_put(repository);
}

/* In the system before this one a missing label lost the issue. */
START_TEST(files_with_or_without_its_label)
{
    static const struct {
        const char *name;
        const char *path; /* of what is told to the server; NULL: nothing */
        const char *wish;
        enum daydream_status status;
        const char *labels; /* "": no issue */
    } filings[] = {
        {"the label is made", NULL, NULL, DAYDREAM_OK, "[\"daydream\"]"},
        {"the label is there", "/_seed", "{\"repo\": \"acme/rocket\", \"labels\": [\"Daydream\"]}",
         DAYDREAM_OK, "[\"Daydream\"]"},
        {"the label is there, and we may not make any", "/_fault",
         "{\"method\": \"POST\", \"path\": \"/labels\", \"apply\": true, \"status\": 403}",
         DAYDREAM_OK, "[\"daydream\"]"},
        {"we may not label", "/_seed", "{\"repo\": \"acme/rocket\", \"push\": false}", DAYDREAM_OK,
         "[]"},
        {"the label is refused", "/_fault",
         "{\"method\": \"POST\", \"path\": \"/labels\", \"status\": 422}", DAYDREAM_OK, "[]"},
        {"the label is dropped", "/_fault",
         "{\"method\": \"POST\", \"path\": \"/issues\", \"drop_labels\": true}", DAYDREAM_OK, "[]"},
        {"labels are refused with the issue", "/_fault",
         "{\"method\": \"POST\", \"path\": \"/issues\", \"refuse_labels\": true}", DAYDREAM_OK,
         "[]"},
        {"they are called invalid", "/_fault",
         "{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 422}", DAYDREAM_OK, "[]"},
        /* what becomes of the label is not what becomes of the issue */
        {"the server falls ill over the label", "/_fault",
         "{\"method\": \"POST\", \"path\": \"/labels\", \"status\": 500}", DAYDREAM_OK, "[]"},
        {"it had made it", "/_fault",
         "{\"method\": \"POST\", \"path\": \"/labels\", \"status\": 500, \"apply\": true}",
         DAYDREAM_OK, "[\"daydream\"]"},
        {"somebody else answers", "/_fault",
         "{\"method\": \"POST\", \"path\": \"/labels\", \"html\": true}", DAYDREAM_OK, "[]"},
        {"the answer to the issue is lost", "/_fault",
         "{\"method\": \"POST\", \"path\": \"/issues\", \"drop\": \"after\"}",
         DAYDREAM_ERROR_AMBIGUOUS, "[\"daydream\"]"},
        {"the server falls ill over the issue", "/_fault",
         "{\"method\": \"POST\", \"path\": \"/issues\", \"status\": 500, \"apply\": true}",
         DAYDREAM_ERROR_AMBIGUOUS, "[\"daydream\"]"},
        {"issues are switched off", "/_seed", "{\"repo\": \"acme/rocket\", \"has_issues\": false}",
         DAYDREAM_ERROR_GONE, ""},
    };

    for (size_t i = 0; i < sizeof filings / sizeof filings[0]; i++) {
        struct fixture it;
        struct dd_buf labels = DD_BUF_INIT;
        struct daydream_issue *issue = NULL;
        enum daydream_status status;

        fixture_start(&it);
        if (filings[i].path != NULL)
            hub_tell(&it.hub, filings[i].path, filings[i].wish);
        status = file(&it, &issue);
        ck_assert_msg(status == filings[i].status, "%s: %s", filings[i].name,
                      daydream_status_name(status));
        ck_assert((issue != NULL) == (status == DAYDREAM_OK));
        read_labels(&it, &labels);
        ck_assert_msg(strcmp(dd_buf_text(&labels), filings[i].labels) == 0, "%s: %s",
                      filings[i].name, dd_buf_text(&labels));
        /* a label that is missing is said */
        if (strcmp(filings[i].labels, "[]") == 0)
            ck_assert_msg(it.said.length > 0, "%s", filings[i].name);
        dd_buf_free(&labels);
        daydream_issue_free(issue);
        fixture_stop(&it);
    }
}
END_TEST

START_TEST(finds_what_it_filed)
{
    struct fixture it;
    struct dd_tracker tracker;
    struct daydream_issue *filed = NULL;
    struct daydream_issue *found = NULL;

    fixture_start(&it);
    ck_assert_int_eq(file(&it, &filed), DAYDREAM_OK);
    ck_assert_int_eq(daydream_issue_action(filed), DAYDREAM_ACTION_CREATED);
    tracker = dd_tracker_github(it.github, &it.log);
    ck_assert_int_eq(tracker.ops->find(&tracker, "GitHub.com/Acme/Rocket", DATE, &found, NULL),
                     DAYDREAM_OK);
    ck_assert_ptr_nonnull(found);
    ck_assert_int_eq(daydream_issue_number(found), daydream_issue_number(filed));
    ck_assert_str_eq(daydream_issue_url(found), daydream_issue_url(filed));
    hub_check_traffic(&it.hub);
    daydream_issue_free(filed);
    daydream_issue_free(found);
    fixture_stop(&it);
}
END_TEST

START_TEST(refuses_what_is_no_date_or_repository)
{
    struct fixture it;
    struct dd_tracker tracker;
    struct daydream_issue *issue = NULL;

    fixture_start(&it);
    tracker = dd_tracker_github(it.github, &it.log);
    ck_assert_int_eq(tracker.ops->find(&tracker, ROCKET, "18.2.2026", &issue, NULL),
                     DAYDREAM_ERROR_ARGUMENT);
    ck_assert_int_eq(tracker.ops->find(&tracker, "rocket", DATE, &issue, NULL),
                     DAYDREAM_ERROR_ARGUMENT);
    ck_assert_int_eq(hub_count(&it.hub, "GET"), 0);
    fixture_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {knows_the_report_of_a_date, does_not_take_an_error_for_a_no,
                                  files_with_or_without_its_label, finds_what_it_filed,
                                  refuses_what_is_no_date_or_repository};

    if (!server_available())
        return suite_skip("trackers/github", "no python3");
    return suite_run("trackers/github", tests, sizeof tests / sizeof tests[0]);
}

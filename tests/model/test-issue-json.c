/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/json.h"
#include "base/strings.h"
#include "model/issue.h"
#include "support/suite.h"

static struct daydream_issue *make(enum daydream_action action)
{
    struct daydream_issue *issue = NULL;

    ck_assert_int_eq(dd_issue_new(action, &issue, NULL), DAYDREAM_OK);
    return issue;
}

static struct daydream_issue *make_full(enum daydream_action action)
{
    struct daydream_issue *issue = make(action);

    issue->number = 88;
    ck_assert_int_eq(dd_string_set(&issue->url, "https://github.com/a/b/issues/88", NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&issue->repository, "github.com/a/b", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&issue->title, "A \"title\"", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&issue->label, "daydream", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&issue->body, "two\nlines", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&issue->reason, "why", NULL), DAYDREAM_OK);
    return issue;
}

static void check_json(struct daydream_issue *issue, const char *expected)
{
    char *json = NULL;

    ck_assert_int_eq(daydream_issue_to_json(issue, &json, NULL), DAYDREAM_OK);
    ck_assert_str_eq(json, expected);
    daydream_free_text(json);
    daydream_issue_free(issue);
}

#define KNOWN                                                                                      \
    "\"url\":\"https://github.com/a/b/issues/88\",\"number\":88,"                                  \
    "\"repository\":\"github.com/a/b\",\"reason\":\"why\""
#define CONTENT ",\"title\":\"A \\\"title\\\"\",\"labels\":[\"daydream\"],\"body\":\"two\\nlines\""

START_TEST(what_is_not_known_is_null)
{
    check_json(make(DAYDREAM_ACTION_NONE),
               "{\"schema\":1,\"action\":\"none\",\"url\":null,\"number\":null,"
               "\"repository\":null,\"reason\":null}");
    check_json(make(DAYDREAM_ACTION_QUEUED),
               "{\"schema\":1,\"action\":\"queued\",\"url\":null,\"number\":null,"
               "\"repository\":null,\"reason\":null,\"title\":null,\"labels\":[],\"body\":null}");
}
END_TEST

/* Its content is shown while nobody can read it on the server. */
START_TEST(content_is_shown_until_it_is_filed)
{
    check_json(make_full(DAYDREAM_ACTION_PLANNED),
               "{\"schema\":1,\"action\":\"planned\"," KNOWN CONTENT "}");
    check_json(make_full(DAYDREAM_ACTION_QUEUED),
               "{\"schema\":1,\"action\":\"queued\"," KNOWN CONTENT "}");
    check_json(make_full(DAYDREAM_ACTION_CREATED),
               "{\"schema\":1,\"action\":\"created\"," KNOWN "}");
    check_json(make_full(DAYDREAM_ACTION_EXISTS), "{\"schema\":1,\"action\":\"exists\"," KNOWN "}");
}
END_TEST

START_TEST(the_caller_may_ask_for_content)
{
    struct daydream_issue *issue = make_full(DAYDREAM_ACTION_CREATED);
    struct dd_buf out = DD_BUF_INIT;

    dd_issue_write_json(&out, issue, true);
    ck_assert_str_eq(dd_buf_text(&out), "{\"action\":\"created\"," KNOWN CONTENT "}");
    dd_buf_reset(&out);
    dd_issue_write_json(&out, issue, false);
    ck_assert_str_eq(dd_buf_text(&out), "{\"action\":\"created\"," KNOWN "}");
    dd_buf_free(&out);
    daydream_issue_free(issue);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        what_is_not_known_is_null,
        content_is_shown_until_it_is_filed,
        the_caller_may_ask_for_content,
    };

    return suite_run("model/issue-json", tests, sizeof tests / sizeof tests[0]);
}

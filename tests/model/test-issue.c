/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/strings.h"
#include "model/issue.h"
#include "support/suite.h"

START_TEST(a_fresh_issue_knows_only_its_action)
{
    struct daydream_issue *issue = NULL;

    ck_assert_int_eq(dd_issue_new(DAYDREAM_ACTION_EXISTS, &issue, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_issue_action(issue), DAYDREAM_ACTION_EXISTS);
    ck_assert_str_eq(daydream_issue_action_name(issue), "exists");
    ck_assert_int_eq(daydream_issue_number(issue), 0);
    ck_assert_int_eq(daydream_issue_cause(issue), DAYDREAM_OK);
    ck_assert_ptr_null(daydream_issue_url(issue));
    ck_assert_ptr_null(daydream_issue_repository(issue));
    ck_assert_ptr_null(daydream_issue_title(issue));
    ck_assert_ptr_null(daydream_issue_label(issue));
    ck_assert_ptr_null(daydream_issue_body(issue));
    ck_assert_ptr_null(daydream_issue_reason(issue));
    daydream_issue_free(issue);
    daydream_issue_free(NULL);
}
END_TEST

START_TEST(a_copy_outlives_its_original)
{
    struct daydream_issue *issue = NULL;
    struct daydream_issue *copy = NULL;

    ck_assert_int_eq(dd_issue_new(DAYDREAM_ACTION_QUEUED, &issue, NULL), DAYDREAM_OK);
    issue->number = 88;
    issue->cause = DAYDREAM_ERROR_NO_TOKEN;
    ck_assert_int_eq(dd_string_set(&issue->url, "https://x", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&issue->repository, "github.com/a/b", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&issue->title, "Title", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&issue->label, "daydream", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&issue->body, "Body", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&issue->reason, "no token", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_issue_copy(issue, &copy, NULL), DAYDREAM_OK);
    daydream_issue_free(issue);
    ck_assert_int_eq(daydream_issue_action(copy), DAYDREAM_ACTION_QUEUED);
    ck_assert_int_eq(daydream_issue_number(copy), 88);
    ck_assert_int_eq(daydream_issue_cause(copy), DAYDREAM_ERROR_NO_TOKEN);
    ck_assert_str_eq(daydream_issue_url(copy), "https://x");
    ck_assert_str_eq(daydream_issue_repository(copy), "github.com/a/b");
    ck_assert_str_eq(daydream_issue_title(copy), "Title");
    ck_assert_str_eq(daydream_issue_label(copy), "daydream");
    ck_assert_str_eq(daydream_issue_body(copy), "Body");
    ck_assert_str_eq(daydream_issue_reason(copy), "no token");
    daydream_issue_free(copy);
}
END_TEST

/* The words are a contract: daydream(1), section JSON. */
START_TEST(each_action_has_its_word)
{
    static const struct {
        enum daydream_action action;
        const char *word;
    } cases[] = {
        {DAYDREAM_ACTION_NONE, "none"},           {DAYDREAM_ACTION_CREATED, "created"},
        {DAYDREAM_ACTION_EXISTS, "exists"},       {DAYDREAM_ACTION_COMMENTED, "commented"},
        {DAYDREAM_ACTION_DUPLICATE, "duplicate"}, {DAYDREAM_ACTION_QUEUED, "queued"},
        {DAYDREAM_ACTION_UPDATED, "updated"},     {DAYDREAM_ACTION_CLOSED, "closed"},
        {DAYDREAM_ACTION_PLANNED, "planned"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_str_eq(dd_action_name(cases[i].action), cases[i].word);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_fresh_issue_knows_only_its_action,
        a_copy_outlives_its_original,
        each_action_has_its_word,
    };

    return suite_run("model/issue", tests, sizeof tests / sizeof tests[0]);
}

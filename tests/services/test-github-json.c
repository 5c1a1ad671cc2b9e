/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "services/github-json.h"
#include "support/suite.h"

/* An issue in which one member can be replaced. */
static const struct {
    const char *key;
    const char *value;
} members[] = {
    {"number", "7"},
    {"id", "4100000001"},
    {"title", "\"Daydream Report\""},
    {"body", "\"hello\""},
    {"html_url", "\"https://github.com/acme/rocket/issues/7\""},
    {"user", "{\"login\":\"octocat\"}"},
    {"author_association", "\"OWNER\""},
    {"created_at", "\"2026-02-18T06:00:00Z\""},
    {"state", "\"open\""},
    {"labels", "[{\"name\":\"bug\"},\"Daydream\"]"},
};

/* `value` NULL leaves the member out. */
static void write_issue(struct dd_buf *out, const char *key, const char *value)
{
    const char *comma = "";

    dd_buf_putc(out, '{');
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        const char *given = members[i].value;

        if (key != NULL && strcmp(key, members[i].key) == 0)
            given = value;
        if (given == NULL)
            continue;
        dd_buf_printf(out, "%s\"%s\":%s", comma, members[i].key, given);
        comma = ",";
    }
    dd_buf_putc(out, '}');
}

START_TEST(reads_an_issue)
{
    struct dd_buf body = DD_BUF_INIT;
    struct dd_github_issue issue;

    write_issue(&body, NULL, NULL);
    ck_assert_int_eq(dd_github_parse_issue(&body, &issue, NULL), DAYDREAM_OK);
    ck_assert_int_eq(issue.number, 7);
    ck_assert_int_eq(issue.id, 4100000001);
    ck_assert_str_eq(issue.title, "Daydream Report");
    ck_assert_str_eq(issue.body, "hello");
    ck_assert_str_eq(issue.url, "https://github.com/acme/rocket/issues/7");
    ck_assert_str_eq(issue.author, "octocat");
    ck_assert_str_eq(issue.association, "OWNER");
    ck_assert_int_eq(issue.created, 1771394400);
    ck_assert(issue.open);
    ck_assert_uint_eq(issue.labels.count, 2);
    ck_assert(dd_github_has_label(&issue, "BUG") && dd_github_has_label(&issue, "daydream"));
    ck_assert(!dd_github_has_label(&issue, "bu") && !dd_github_has_label(&issue, "bugs"));
    dd_github_issue_free(&issue);
    dd_buf_free(&body);
}
END_TEST

static const struct {
    const char *key;
    const char *value;
} allowed[] = {
    {"body", "null"},
    {"body", NULL},
    {"user", "null"},
    {"user", NULL},
    {"labels", "[]"},
    {"title", "\"\""},
    {"author_association", NULL},
    {"state", "\"closed\""},
};

START_TEST(takes_what_may_be_missing)
{
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++) {
        struct dd_buf body = DD_BUF_INIT;
        struct dd_github_issue issue;
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        write_issue(&body, allowed[i].key, allowed[i].value);
        ck_assert_msg(dd_github_parse_issue(&body, &issue, &err) == DAYDREAM_OK, "%s: %s",
                      allowed[i].key, err.text);
        ck_assert(issue.title != NULL && issue.body != NULL && issue.author != NULL &&
                  issue.association != NULL);
        ck_assert(strcmp(allowed[i].key, "user") != 0 || *issue.author == '\0');
        ck_assert(strcmp(allowed[i].key, "state") != 0 || !issue.open);
        dd_github_issue_free(&issue);
        dd_buf_free(&body);
    }
}
END_TEST

static const struct {
    const char *key;
    const char *value;
} faults[] = {
    {"number", NULL},
    {"number", "\"7\""},
    {"number", "0"},
    {"number", "-1"},
    {"number", "null"},
    {"id", NULL},
    {"id", "[]"},
    {"title", NULL},
    {"title", "null"},
    {"title", "5"},
    {"body", "{}"},
    {"html_url", NULL},
    {"html_url", "\"https://h/a b\""},
    {"html_url", "\"https://h/a\\u0000b\""},
    {"html_url", "\"https://h/\\u001b[31m\""},
    {"html_url", "\"https://h/\\\"x\""},
    {"user", "\"octocat\""},
    {"user", "{}"},
    {"user", "{\"login\":1}"},
    {"author_association", "1"},
    {"created_at", NULL},
    {"created_at", "\"yesterday\""},
    {"created_at", "1771394400"},
    {"state", NULL},
    {"state", "\"half-open\""},
    {"state", "true"},
    {"labels", NULL},
    {"labels", "null"},
    {"labels", "{}"},
    {"labels", "[7]"},
    {"labels", "[null]"},
    {"labels", "[{}]"},
    {"labels", "[{\"name\":null}]"},
};

START_TEST(refuses_odd_members_by_name)
{
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct dd_buf body = DD_BUF_INIT;
        struct dd_github_issue issue;
        struct dd_github_issues list = {.items = NULL};
        struct dd_github_page page;
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        write_issue(&body, faults[i].key, faults[i].value);
        ck_assert_msg(dd_github_parse_issue(&body, &issue, &err) == DAYDREAM_ERROR_PROTOCOL,
                      "%s: %s", faults[i].key, faults[i].value);
        ck_assert_ptr_null(issue.title);
        ck_assert_msg(strstr(err.text, faults[i].key) != NULL || strcmp(faults[i].key, "user") == 0,
                      "%s: %s", faults[i].key, err.text);
        dd_buf_reset(&body);
        dd_buf_putc(&body, '[');
        write_issue(&body, faults[i].key, faults[i].value);
        dd_buf_putc(&body, ']');
        ck_assert_int_eq(dd_github_parse_page(&body, &list, &page, NULL), DAYDREAM_ERROR_PROTOCOL);
        dd_github_issues_free(&list);
        dd_buf_free(&body);
    }
}
END_TEST

START_TEST(reads_on_behind_a_nul)
{
    struct dd_buf body = DD_BUF_INIT;
    struct dd_github_issue issue;

    write_issue(&body, "body", "\"a\\u0000b\"");
    ck_assert_int_eq(dd_github_parse_issue(&body, &issue, NULL), DAYDREAM_OK);
    ck_assert_str_eq(issue.body, "a\xef\xbf\xbd"
                                 "b");
    dd_github_issue_free(&issue);
    dd_buf_free(&body);
}
END_TEST

static const char *const no_issues[] = {
    "", "null", "7", "\"x\"", "[]", "{", "{}x", "<html>", "{\"a\":\"\xff\"}", "nul"};

START_TEST(refuses_what_is_no_object)
{
    for (size_t i = 0; i < sizeof no_issues / sizeof no_issues[0]; i++) {
        struct dd_buf body = DD_BUF_INIT;
        struct dd_github_issue issue;
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        dd_buf_puts(&body, no_issues[i]);
        ck_assert_msg(dd_github_parse_issue(&body, &issue, &err) == DAYDREAM_ERROR_PROTOCOL, "%s",
                      no_issues[i]);
        ck_assert_str_ne(err.text, "");
        dd_buf_free(&body);
    }
}
END_TEST

START_TEST(tells_a_pull_request)
{
    struct dd_buf body = DD_BUF_INIT;
    struct dd_github_issue issue;

    dd_buf_puts(&body, "{\"number\":3,\"pull_request\":{}}");
    ck_assert_int_eq(dd_github_parse_issue(&body, &issue, NULL), DAYDREAM_ERROR_NOT_FOUND);
    dd_buf_free(&body);
}
END_TEST

START_TEST(reads_a_page)
{
    struct dd_buf body = DD_BUF_INIT;
    struct dd_github_issues list = {.items = NULL};
    struct dd_github_page page;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    dd_buf_puts(&body, "[{\"number\":9,\"created_at\":\"2026-02-18T07:00:00Z\","
                       "\"pull_request\":{\"url\":\"\"}},");
    write_issue(&body, NULL, NULL);
    dd_buf_putc(&body, ',');
    write_issue(&body, "number", "6");
    dd_buf_putc(&body, ']');
    ck_assert_msg(dd_github_parse_page(&body, &list, &page, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_uint_eq(page.entries, 3);
    ck_assert_int_eq(page.newest, 1771394400 + 3600);
    ck_assert_uint_eq(list.count, 2);
    /* the next page begins with what moved on */
    dd_buf_reset(&body);
    dd_buf_putc(&body, '[');
    write_issue(&body, "number", "6");
    dd_buf_putc(&body, ',');
    write_issue(&body, "number", "5");
    dd_buf_putc(&body, ']');
    ck_assert_int_eq(dd_github_parse_page(&body, &list, &page, &err), DAYDREAM_OK);
    ck_assert_uint_eq(page.entries, 2);
    ck_assert_uint_eq(list.count, 3);
    ck_assert_int_eq(list.items[2].number, 5);
    dd_github_issues_free(&list);
    dd_buf_free(&body);
}
END_TEST

START_TEST(tells_an_empty_page_from_none)
{
    struct dd_buf body = DD_BUF_INIT;
    struct dd_github_issues list = {.items = NULL};
    struct dd_github_page page;
    static const char *const no_pages[] = {"{\"message\":\"no list\"}", "[7]", "[null]", "[[]]",
                                           "7"};

    dd_buf_puts(&body, "[]");
    ck_assert_int_eq(dd_github_parse_page(&body, &list, &page, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(list.count, 0);
    ck_assert_uint_eq(page.entries, 0);
    dd_buf_reset(&body);
    for (size_t i = 0; i < sizeof no_pages / sizeof no_pages[0]; i++) {
        dd_buf_reset(&body);
        dd_buf_puts(&body, no_pages[i]);
        ck_assert_msg(dd_github_parse_page(&body, &list, &page, NULL) == DAYDREAM_ERROR_PROTOCOL,
                      "%s", no_pages[i]);
    }
    dd_buf_free(&body);
}
END_TEST

START_TEST(writes_payloads)
{
    const struct dd_github_draft labelled = {"T \"q\"", "line\nnext\\", "day dream"};
    const struct dd_github_draft bare = {"T", "", NULL};
    struct dd_buf out = DD_BUF_INIT;

    dd_github_write_draft(&out, &labelled);
    ck_assert_str_eq(dd_buf_text(&out), "{\"title\":\"T \\\"q\\\"\",\"body\":\"line\\nnext\\\\\","
                                        "\"labels\":[\"day dream\"]}");
    dd_buf_reset(&out);
    dd_github_write_draft(&out, &bare);
    ck_assert_str_eq(dd_buf_text(&out), "{\"title\":\"T\",\"body\":\"\"}");
    dd_buf_reset(&out);
    dd_github_write_close(&out, "duplicate", 4100000001);
    ck_assert_str_eq(dd_buf_text(&out), "{\"state\":\"closed\",\"state_reason\":\"duplicate\","
                                        "\"duplicate_issue_id\":4100000001}");
    dd_buf_reset(&out);
    dd_github_write_close(&out, "completed", 0);
    ck_assert_str_eq(dd_buf_text(&out), "{\"state\":\"closed\",\"state_reason\":\"completed\"}");
    dd_buf_free(&out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        reads_an_issue,        takes_what_may_be_missing,     refuses_odd_members_by_name,
        reads_on_behind_a_nul, refuses_what_is_no_object,     tells_a_pull_request,
        reads_a_page,          tells_an_empty_page_from_none, writes_payloads};

    return suite_run("services/github-json", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
/* Open bugs of each project, and home's to-do list. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

#define ONLY_RED                                                                                   \
    "{\"projects\": {\"red\": {\"name\": \"Red\", \"working_directory\": \"../red\", \"github\": " \
    "{\"org\": \"acme\", \"repo\": \"red\"}}}, \"daydream\": {\"timezone\": \"UTC0\"}}"
#define SHARED                                                                                     \
    "{\"projects\": {\"red\": {\"working_directory\": \"../red\", \"github\": {\"org\": "          \
    "\"acme\", "                                                                                   \
    "\"repo\": \"red\"}}, \"blue\": {\"working_directory\": \"../blue\", \"github\": {\"org\": "   \
    "\"acme\", \"repo\": \"Red\"}}}, \"daydream\": {\"timezone\": \"UTC0\"}}"

static const char with_home[] =
    "{\"projects\": {"
    "\"red\": {\"name\": \"Red\", \"working_directory\": \"../red\","
    " \"github\": {\"org\": \"acme\", \"repo\": \"red\"}},"
    "\"plain\": {\"name\": \"Plain\", \"working_directory\": \"../plain\"}},"
    "\"daydream\": {\"timezone\": \"UTC0\", \"home\": \"%s\"}}";

static void configure(struct fleet *it, const char *home)
{
    struct dd_buf json = DD_BUF_INIT;
    const char *at = strstr(with_home, "%s");

    dd_buf_add(&json, with_home, (size_t)(at - with_home));
    dd_buf_puts(&json, home);
    dd_buf_puts(&json, at + 2);
    fleet_configure(it, dd_buf_text(&json));
    dd_buf_free(&json);
}

static const struct daydream_finding *find(const struct fleet *it, const char *slug,
                                           const char *key)
{
    const struct daydream_findings *findings = daydream_run_findings(it->run, slug);

    for (size_t i = 0; i < daydream_findings_count(findings); i++)
        if (strcmp(daydream_finding_key(daydream_findings_at(findings, i)), key) == 0)
            return daydream_findings_at(findings, i);
    return NULL;
}

static void clean(struct fleet *it)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_open(it, false);
    ck_assert_msg(daydream_step_clean_tasks(it->run, &err) == DAYDREAM_OK, "%s", err.text);
}

static void expect(const struct fleet *it, const char *text, enum daydream_severity severity)
{
    const struct daydream_finding *finding = find(it, "red", "red:bugs");

    ck_assert_ptr_nonnull(finding);
    ck_assert_str_eq(daydream_finding_text(finding), text);
    ck_assert_int_eq(daydream_finding_severity(finding), severity);
}

static void open_bugs(struct fleet *it, const char *title, int count)
{
    struct dd_buf wish = DD_BUF_INIT;

    dd_buf_printf(&wish,
                  "{\"repo\": \"acme/red\", \"issues\": [{\"title\": \"%s\", \"labels\": "
                  "[\"bug\"], \"count\": %d}]}",
                  title, count);
    hub_tell(&it->hub, "/_seed", dd_buf_text(&wish));
    dd_buf_free(&wish);
}

/* Counts stopped at page one, in the system before this one. */
START_TEST(counts_all_pages_of_open_bugs_only)
{
    struct fleet it;
    const struct daydream_finding *finding;

    fleet_start(&it);
    open_bugs(&it, "Leak", 230);
    hub_tell(&it.hub, "/_seed",
             "{\"repo\": \"acme/red\", \"issues\": ["
             "{\"title\": \"Wish\", \"labels\": [\"feature\"]},"
             "{\"title\": \"Old\", \"labels\": [\"bug\"], \"state\": \"closed\"},"
             "{\"title\": \"Mend\", \"labels\": [\"bug\"], \"pull_request\": true}]}");
    clean(&it);
    expect(&it, "230 open bugs", DAYDREAM_SEVERITY_NOTE);
    finding = find(&it, "red", "red:bugs");
    ck_assert_uint_eq(daydream_finding_detail_count(finding), 5);
    ck_assert_str_eq(daydream_finding_detail(finding, 0), "#230 Leak 230");
    ck_assert_str_eq(daydream_finding_evidence(finding, 0),
                     "https://github.com/acme/red/issues/230");
    ck_assert_str_eq(daydream_finding_detail(finding, 4), "#226 Leak 226");
    hub_check_traffic(&it.hub);
    fleet_stop(&it);
}
END_TEST

START_TEST(reports_growth_and_no_more)
{
    struct fleet it;

    fleet_start(&it);
    clean(&it);
    expect(&it, "No open bugs", DAYDREAM_SEVERITY_NOTE);
    it.now += FLEET_DAY;
    open_bugs(&it, "Leak", 2);
    clean(&it);
    expect(&it, "2 new, 2 open bugs", DAYDREAM_SEVERITY_WARNING);
    it.now += FLEET_DAY;
    clean(&it);
    expect(&it, "2 open bugs", DAYDREAM_SEVERITY_NOTE);
    it.now += FLEET_DAY;
    open_bugs(&it, "Crack", 1);
    clean(&it);
    expect(&it, "1 new, 3 open bugs", DAYDREAM_SEVERITY_WARNING);
    fleet_stop(&it);
}
END_TEST

/* A standing backlog never makes an issue; new bugs do, once. */
START_TEST(makes_an_issue_of_growth_only)
{
    struct fleet it;

    fleet_start(&it);
    it.run_id = NULL;
    free(scratch_write(it.folder, "red/logs/app.log", ""));
    open_bugs(&it, "Leak", 3);
    fleet_day(&it);
    ck_assert_uint_eq(fleet_issues(&it, "acme/red"), 3);
    it.now += FLEET_DAY;
    open_bugs(&it, "Crack", 1);
    fleet_day(&it);
    ck_assert_uint_eq(fleet_issues(&it, "acme/red"), 5); /* the bug, and the report of it */
    for (int day = 0; day < 9; day++) {
        it.now += FLEET_DAY;
        fleet_day(&it);
    }
    ck_assert_uint_eq(fleet_issues(&it, "acme/red"), 5);
    fleet_stop(&it);
}
END_TEST

START_TEST(skips_without_repository_or_token)
{
    struct fleet it;

    fleet_lay_out(&it);
    configure(&it, "none");
    it.token = NULL;
    clean(&it);
    ck_assert_int_eq(daydream_run_step_status(it.run, "clean-tasks"), DAYDREAM_STEP_SKIPPED);
    ck_assert_ptr_nonnull(daydream_run_step_reason(it.run, "clean-tasks"));
    ck_assert_uint_eq(daydream_findings_count(daydream_run_findings(it.run, "plain")), 0);
    fleet_stop(&it);
}
END_TEST

/* Home's list is read all the same; the bugs are looked at as soon as there is a token. */
START_TEST(skips_bugs_and_keeps_the_list)
{
    struct fleet it;

    fleet_start(&it);
    configure(&it, "red");
    free(scratch_write(it.folder, "red/TODO.md", "- [ ] one\n"));
    open_bugs(&it, "Leak", 2);
    it.token = NULL;
    clean(&it);
    ck_assert_ptr_nonnull(find(&it, "red", "red:todo"));
    ck_assert_ptr_null(find(&it, "red", "red:bugs"));
    ck_assert_int_eq(daydream_run_step_status(it.run, "clean-tasks"), DAYDREAM_STEP_SKIPPED);
    it.token = HUB_TOKEN;
    clean(&it);
    ck_assert_ptr_nonnull(find(&it, "red", "red:todo"));
    ck_assert_str_eq(daydream_finding_text(find(&it, "red", "red:bugs")), "2 open bugs");
    fleet_stop(&it);
}
END_TEST

START_TEST(fails_when_the_list_cannot_be_read)
{
    struct fleet it;

    fleet_start(&it);
    open_bugs(&it, "Leak", 120);
    fleet_fault(&it, "{\"method\": \"GET\", \"path\": \"page=2\", \"status\": 500, \"count\": 3}");
    fleet_open(&it, false);
    ck_assert_int_eq(daydream_step_clean_tasks(it.run, NULL), DAYDREAM_ERROR_SERVER);
    ck_assert_ptr_null(find(&it, "red", "red:bugs")); /* half a count is no count */
    fleet_stop(&it);
}
END_TEST

/* ---- what need not be asked twice -------------------------------------------------------- */

static int listed(struct fleet *it, int status)
{
    char *text = scratch_read(it->hub.traffic);
    char wanted[32];
    int count = 0;

    snprintf(wanted, sizeof wanted, "\"status\": %d,", status);
    for (const char *at = text; (at = strstr(at, "labels=bug")) != NULL; at++)
        count += strstr(at, wanted) != NULL && strstr(at, wanted) < at + strcspn(at, "\n");
    free(text);
    return count;
}

/* What has not changed is the same without being given again, also where only some pages have, and
 * a list that has changed is another one. */
START_TEST(asks_only_for_what_has_changed)
{
    struct fleet it;
    const struct daydream_finding *finding;

    fleet_start(&it);
    fleet_configure(&it, ONLY_RED);
    open_bugs(&it, "Leak", 230);
    clean(&it);
    ck_assert_int_eq(listed(&it, 200), 3);
    it.now += FLEET_DAY;
    clean(&it);
    expect(&it, "230 open bugs", DAYDREAM_SEVERITY_NOTE);
    finding = find(&it, "red", "red:bugs");
    ck_assert_uint_eq(daydream_finding_detail_count(finding), 5);
    ck_assert_str_eq(daydream_finding_detail(finding, 4), "#226 Leak 226");
    ck_assert_int_eq(listed(&it, 200), 3);
    ck_assert_int_eq(listed(&it, 304), 3);

    it.now += FLEET_DAY;
    hub_tell(&it.hub, "/_edit", "{\"repo\": \"acme/red\", \"number\": 1, \"state\": \"closed\"}");
    clean(&it);
    expect(&it, "229 open bugs", DAYDREAM_SEVERITY_NOTE);
    ck_assert_int_eq(listed(&it, 200), 4);
    ck_assert_int_eq(listed(&it, 304), 5);

    it.now += FLEET_DAY;
    open_bugs(&it, "Crack", 1);
    clean(&it);
    expect(&it, "1 new, 230 open bugs", DAYDREAM_SEVERITY_WARNING);
    ck_assert_str_eq(daydream_finding_detail(find(&it, "red", "red:bugs"), 0), "#231 Crack");
    hub_check_traffic(&it.hub);
    fleet_stop(&it);
}
END_TEST

/* A step that failed has remembered nothing, so that nothing is taken for known that was not
 * looked at. */
START_TEST(remembers_no_part_of_a_list)
{
    struct fleet it;

    fleet_start(&it);
    fleet_configure(&it, ONLY_RED);
    open_bugs(&it, "Leak", 120);
    fleet_fault(&it, "{\"method\": \"GET\", \"path\": \"page=2\", \"status\": 404}");
    fleet_open(&it, false);
    ck_assert_int_eq(daydream_step_clean_tasks(it.run, NULL), DAYDREAM_ERROR_NOT_FOUND);
    clean(&it);
    expect(&it, "120 open bugs", DAYDREAM_SEVERITY_NOTE);
    ck_assert_int_eq(listed(&it, 304), 0);
    fleet_stop(&it);
}
END_TEST

START_TEST(asks_once_for_projects_that_share_a_repository)
{
    struct fleet it;

    fleet_start(&it);
    fleet_configure(&it, SHARED);
    open_bugs(&it, "Leak", 2);
    for (int day = 1; day <= 2; day++) {
        clean(&it);
        ck_assert_int_eq(listed(&it, 200) + listed(&it, 304), day);
        expect(&it, "2 open bugs", DAYDREAM_SEVERITY_NOTE);
        ck_assert_str_eq(daydream_finding_text(find(&it, "blue", "blue:bugs")), "2 open bugs");
        ck_assert_str_eq(daydream_finding_detail(find(&it, "blue", "blue:bugs"), 0), "#2 Leak 2");
        it.now += FLEET_DAY;
    }
    fleet_stop(&it);
}
END_TEST

/* A title is foreign text: what is kept of it has passed the redactor. */
START_TEST(keeps_no_secret_of_a_title)
{
    static const char secret[] = "ghp_0123456789abcdefghij0123456789abcdef";
    struct fleet it;

    fleet_start(&it);
    fleet_configure(&it, ONLY_RED);
    open_bugs(&it, "Token ghp_0123456789abcdefghij0123456789abcdef leaks", 1);
    for (int day = 1; day <= 2; day++) {
        clean(&it);
        ck_assert_ptr_null(
            strstr(daydream_finding_detail(find(&it, "red", "red:bugs"), 0), secret));
        fleet_close(&it);
        ck_assert(!fleet_folder_holds(it.state, secret));
        it.now += FLEET_DAY;
    }
    ck_assert_int_eq(listed(&it, 304), 1);
    fleet_stop(&it);
}
END_TEST

static const struct {
    const char *todo;
    const char *text; /* NULL: no finding */
} lists[] = {
    {NULL, NULL},
    {"", "No unchecked items in TODO.md"},
    {"- [ ] a\n* [ ] b\n  + [ ] c\n-  [ ] d\n", "4 unchecked items in TODO.md"},
    {"- [x] a\n- [X] b\n-[ ] c\n[ ] d\n- [] e\n- [ ]\n", "No unchecked items in TODO.md"},
    {"- [ ] a", "1 unchecked item in TODO.md"},
    {"```\n- [ ] a\n```\n- [ ] b\n~~~\n- [ ] c\n~~~\n", "1 unchecked item in TODO.md"},
    {"\xff\xfe\n- [ ] a\r\n", "1 unchecked item in TODO.md"},
};

START_TEST(counts_what_is_to_do_at_home)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct fleet it;
        const struct daydream_finding *finding;

        fleet_lay_out(&it);
        it.offline = true;
        configure(&it, "plain");
        if (lists[i].todo != NULL)
            free(scratch_write(it.folder, "plain/TODO.md", lists[i].todo));
        free(scratch_write(it.folder, "red/TODO.md", "- [ ] not at home\n"));
        clean(&it);
        finding = find(&it, "plain", "plain:todo");
        ck_assert_msg((finding != NULL) == (lists[i].text != NULL), "%zu", i);
        if (finding != NULL)
            ck_assert_msg(strcmp(daydream_finding_text(finding), lists[i].text) == 0, "%zu: %s", i,
                          daydream_finding_text(finding));
        ck_assert_ptr_null(find(&it, "red", "red:todo"));
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(says_that_a_list_cannot_be_read)
{
    struct fleet it;
    const struct daydream_finding *finding;

    fleet_lay_out(&it);
    it.offline = true;
    configure(&it, "plain");
    free(scratch_write(it.folder, "plain/TODO.md/file", "a directory of that name"));
    clean(&it);
    finding = find(&it, "plain", "plain:todo");
    ck_assert_ptr_nonnull(finding);
    ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_WARNING);
    ck_assert_ptr_nonnull(strstr(daydream_finding_text(finding), "TODO.md"));
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        counts_all_pages_of_open_bugs_only,
        reports_growth_and_no_more,
        makes_an_issue_of_growth_only,
        skips_without_repository_or_token,
        skips_bugs_and_keeps_the_list,
        fails_when_the_list_cannot_be_read,
        counts_what_is_to_do_at_home,
        says_that_a_list_cannot_be_read,
        asks_only_for_what_has_changed,
        remembers_no_part_of_a_list,
        asks_once_for_projects_that_share_a_repository,
        keeps_no_secret_of_a_title,
    };

    if (!server_available())
        return suite_skip("steps/clean-tasks", "no python3");
    return suite_run("steps/clean-tasks", tests, sizeof tests / sizeof tests[0]);
}

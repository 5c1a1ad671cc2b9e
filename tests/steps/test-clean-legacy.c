/* SPDX-License-Identifier: MIT */
/* Markers and deprecated patterns at home. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/fleet.h"
#include "support/repository.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

#define HOME                                                                                       \
    "{\"projects\": {\"red\": {\"name\": \"Red\", \"working_directory\": \"../red\", \"github\": " \
    "{\"org\": \"acme\", \"repo\": \"red\"}}, \"plain\": {\"working_directory\": \"../plain\"}}, " \
    "\"daydream\": {\"timezone\": \"UTC0\", \"home\": \"red\"%s}}"

static void configure(struct fleet *it, const char *more)
{
    struct dd_buf json = DD_BUF_INIT;
    const char *at = strstr(HOME, "%s");

    dd_buf_add(&json, HOME, (size_t)(at - HOME));
    dd_buf_puts(&json, more);
    dd_buf_puts(&json, at + 2);
    fleet_configure(it, dd_buf_text(&json));
    dd_buf_free(&json);
}

/* Home is red, a repository with one commit. */
static void start(struct fleet *it)
{
    char *red;

    fleet_lay_out(it);
    it->offline = true;
    configure(it, "");
    red = scratch_path(it->folder, "red");
    free(scratch_write(it->folder, "red/.gitignore", "logs/\nignored.py\n"));
    repository_init(red);
    repository_commit(red, "2026-02-10", "Begin");
    free(red);
}

static void write_tracked(struct fleet *it, const char *name, const char *text)
{
    char *red = scratch_path(it->folder, "red");

    free(scratch_write(red, name, text));
    repository_commit(red, "2026-02-16", name);
    free(red);
}

static void clean(struct fleet *it)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_open(it, false);
    ck_assert_msg(daydream_step_clean_legacy(it->run, &err) == DAYDREAM_OK, "%s", err.text);
}

static const struct daydream_finding *find(const struct fleet *it, const char *key)
{
    const struct daydream_findings *findings = daydream_run_findings(it->run, "red");

    for (size_t i = 0; i < daydream_findings_count(findings); i++)
        if (strcmp(daydream_finding_key(daydream_findings_at(findings, i)), key) == 0)
            return daydream_findings_at(findings, i);
    return NULL;
}

static void expect(const struct fleet *it, const char *key, const char *text,
                   enum daydream_severity severity)
{
    const struct daydream_finding *finding = find(it, key);

    ck_assert_ptr_nonnull(finding);
    ck_assert_str_eq(daydream_finding_text(finding), text);
    ck_assert_int_eq(daydream_finding_severity(finding), severity);
}

/* Details and evidence, each with a bar behind it. */
static void expect_lines(const struct fleet *it, const char *key, const char *wanted)
{
    const struct daydream_finding *finding = find(it, key);
    struct dd_buf lines = DD_BUF_INIT;

    for (size_t i = 0; i < daydream_finding_detail_count(finding); i++)
        dd_buf_printf(&lines, "%s|", daydream_finding_detail(finding, i));
    for (size_t i = 0; i < daydream_finding_evidence_count(finding); i++)
        dd_buf_printf(&lines, "%s|", daydream_finding_evidence(finding, i));
    ck_assert_str_eq(dd_buf_text(&lines), wanted);
    dd_buf_free(&lines);
}

START_TEST(counts_markers_in_what_git_tracks)
{
    struct fleet it;

    start(&it);
    write_tracked(&it, "a.py", "# TODO: one\n# FIXME: two\nx = '# TODO no'\n");
    write_tracked(&it, "sub/b.c", "int b; /* HACK */\n// TODO\n// XXX\n");
    write_tracked(&it, "run", "#!/bin/sh\n# TODO\n");
    write_tracked(&it, "notes.txt", "# TODO of no language\n");
    write_tracked(&it, "gone.py", "# TODO gone\n");
    free(scratch_write(it.folder, "red/ignored.py", "# TODO ignored\n"));
    free(scratch_write(it.folder, "red/untracked.py", "# TODO untracked\n"));
    free(scratch_write(it.folder, "plain/a.py", "# TODO not at home\n"));
    {
        char *gone = scratch_path(it.folder, "red/gone.py");

        ck_assert_int_eq(unlink(gone), 0);
        free(gone);
    }
    clean(&it);
    expect(&it, "red:markers", "6 markers of unfinished work", DAYDREAM_SEVERITY_NOTE);
    expect_lines(&it, "red:markers",
                 "3 TODO, 1 FIXME, 1 HACK, 1 XXX in 3 files|sub/b.c:1: 3 markers|"
                 "a.py:1: 2 markers|run:2: 1 marker|");
    ck_assert_int_eq(daydream_run_step_status(it.run, "clean-legacy"), DAYDREAM_STEP_DONE);
    ck_assert_ptr_null(daydream_run_step_reason(it.run, "clean-legacy"));
    ck_assert_uint_eq(daydream_findings_count(daydream_run_findings(it.run, "plain")), 0);
    fleet_stop(&it);
}
END_TEST

/* A standing backlog is a note, its growth a finding, and the first sight of it the baseline. */
START_TEST(reports_growth_and_no_more)
{
    struct fleet it;

    start(&it);
    write_tracked(&it, "a.py", "# TODO\n# TODO\n# TODO\n");
    write_tracked(&it, "b.py", "# TODO\n");
    clean(&it);
    expect(&it, "red:markers", "4 markers of unfinished work", DAYDREAM_SEVERITY_NOTE);
    it.now += FLEET_DAY;
    write_tracked(&it, "b.py", "# TODO\n# FIXME\n# FIXME\n");
    clean(&it);
    expect(&it, "red:markers", "6 markers of unfinished work, 2 more than on 2026-02-18",
           DAYDREAM_SEVERITY_WARNING);
    expect_lines(&it, "red:markers", "4 TODO, 2 FIXME in 2 files|b.py:1: 2 more, 3 markers|");
    it.now += FLEET_DAY;
    clean(&it);
    expect(&it, "red:markers", "6 markers of unfinished work", DAYDREAM_SEVERITY_NOTE);
    it.now += FLEET_DAY;
    write_tracked(&it, "a.py", "");
    write_tracked(&it, "b.py", "");
    clean(&it);
    expect(&it, "red:markers", "No markers of unfinished work", DAYDREAM_SEVERITY_NOTE);
    expect_lines(&it, "red:markers", "6 fewer than on 2026-02-20|");
    it.now += FLEET_DAY;
    write_tracked(&it, "a.py", "# TODO\n# TODO\n# TODO\n");
    clean(&it);
    expect_lines(&it, "red:markers", "3 TODO in 1 file|a.py:1: 3 more, 3 markers|");
    fleet_stop(&it);
}
END_TEST

START_TEST(names_the_five_that_gained_most)
{
    struct fleet it;

    start(&it);
    write_tracked(&it, "big.py", "# TODO\n# TODO\n# TODO\n# TODO\n# TODO\n# TODO\n# TODO\n");
    clean(&it);
    it.now += FLEET_DAY;
    for (int i = 1; i <= 6; i++) {
        char name[] = "0.py";
        struct dd_buf text = DD_BUF_INIT;

        name[0] = (char)('0' + i);
        for (int line = 0; line < i; line++)
            dd_buf_puts(&text, "# TODO\n");
        write_tracked(&it, name, dd_buf_text(&text));
        dd_buf_free(&text);
    }
    clean(&it);
    expect_lines(&it, "red:markers",
                 "28 TODO in 7 files|6.py:1: 6 more, 6 markers|5.py:1: 5 more, 5 markers|"
                 "4.py:1: 4 more, 4 markers|3.py:1: 3 more, 3 markers|2.py:1: 2 more, 2 markers|");
    fleet_stop(&it);
}
END_TEST

static const struct {
    const char *name;
    const char *text;
    size_t count;
} imports[] = {
    {"a.py", "from typing import Optional\n", 1},
    {"a.py", "from typing import Any, Dict, List\n", 1},
    {"a.py", "    from  typing import (\n    Any,\n    List,\n)\n", 1},
    {"a.py", "from typing import Any, Optional as O\nfrom typing import List\n", 2},
    {"a.py", "from typing import Any\nfrom x import List\nList = 1\n", 0},
    {"a.py", "from typing import Any  # no List\n", 0},
    {"a.py", "from typing import (Any)\nDict = 1\n", 0},
    {"a.py", "PATTERNS = [r'from typing import (Optional|List|Dict)']\n", 0},
    {"a.py", "# from typing import Optional\n", 0},
    {"a.py", "from typing_extensions import Optional\n", 0},
    {"a.py", "from typing import ListLike, MyDict\n", 0},
    {"a.txt", "from typing import Optional\n", 0},
};

#define DEFAULT "imports of typing.Optional, List or Dict"

START_TEST(knows_outdated_imports_of_python)
{
    for (size_t i = 0; i < sizeof imports / sizeof imports[0]; i++) {
        struct fleet it;
        struct dd_buf text = DD_BUF_INIT;

        start(&it);
        write_tracked(&it, imports[i].name, imports[i].text);
        clean(&it);
        if (imports[i].count == 0)
            dd_buf_puts(&text, "No " DEFAULT);
        else
            dd_buf_printf(&text, DEFAULT ": %zu", imports[i].count);
        ck_assert_msg(
            strcmp(daydream_finding_text(find(&it, "red:deprecated")), dd_buf_text(&text)) == 0,
            "%s: %s", imports[i].text, daydream_finding_text(find(&it, "red:deprecated")));
        dd_buf_free(&text);
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(takes_patterns_from_the_configuration)
{
    struct fleet it;

    start(&it);
    configure(&it, ", \"legacy\": {\"patterns\": [{\"name\": \"calls of old_api()\", \"pattern\": "
                   "\"^ *old_api\\\\(\"}], \"leave_out\": [\"third\"]}");
    write_tracked(&it, "a.c", "// old_api(\n  old_api(1);\n");
    write_tracked(&it, "third/b.c", "old_api(1); // TODO\n");
    clean(&it);
    expect(&it, "red:deprecated", "calls of old_api(): 1", DAYDREAM_SEVERITY_NOTE);
    expect_lines(&it, "red:deprecated", "a.c:2|");
    expect(&it, "red:markers", "No markers of unfinished work", DAYDREAM_SEVERITY_NOTE);
    it.now += FLEET_DAY;
    write_tracked(&it, "a.c", "old_api(1);\nold_api(2);\n");
    clean(&it);
    expect(&it, "red:deprecated", "calls of old_api(): 2, 1 more than on 2026-02-18",
           DAYDREAM_SEVERITY_WARNING);
    fleet_stop(&it);
}
END_TEST

START_TEST(names_the_files_where_patterns_have_grown)
{
    struct fleet it;

    start(&it);
    configure(&it, ", \"legacy\": {\"patterns\": [{\"name\": \"calls of old_api()\", \"pattern\": "
                   "\"\\\\bold_api\\\\(\", \"files\": \"*.c\"}]}");
    write_tracked(&it, "a.c", "old_api(1);\n");
    write_tracked(&it, "b.c", "int b;\nold_api(1);\nold_api(2);\n");
    clean(&it);
    expect_lines(&it, "red:deprecated", "b.c:2|a.c:1|"); /* where most are */
    it.now += FLEET_DAY;
    write_tracked(&it, "c.c", "old_api(1);\n");
    write_tracked(&it, "d.c", "/* */ old_api(1); old_api(2);\n");
    clean(&it);
    expect_lines(&it, "red:deprecated", "d.c:1|c.c:1|");
    fleet_stop(&it);
}
END_TEST

/* The file with the patterns holds every one of them. */
START_TEST(does_not_find_its_own_patterns)
{
    struct fleet it;
    char *config;

    start(&it);
    config = scratch_write(
        it.folder, "red/config/projects.json",
        "{\"projects\": {\"red\": {\"working_directory\": \"..\"}}, \"daydream\":"
        " {\"timezone\": \"UTC0\", \"home\": \"red\", \"legacy\": {\"patterns\":"
        " [{\"name\": \"uses of eval\", \"pattern\": \"eval\"}]}}}");
    free(it.config);
    it.config = config;
    write_tracked(&it, "a.py", "MARKERS = ['TODO', 'FIXME']\n# TODO FIXME HACK XXX\n");
    clean(&it);
    expect(&it, "red:deprecated", "No uses of eval", DAYDREAM_SEVERITY_NOTE);
    expect(&it, "red:markers", "No markers of unfinished work", DAYDREAM_SEVERITY_NOTE);
    fleet_stop(&it);
}
END_TEST

/* Without git: what is not the project's own is left out by its name. */
START_TEST(walks_where_there_is_no_repository)
{
    static const char *const foreign[] = {
        "node_modules/x/a.py", "vendor/a.py", "lib/vendor/a.py", ".hidden/a.py", "build/a.py",
        "myenv/pyvenv.cfg",    "myenv/a.py",  "dist/a.py",       ".hidden.py",   "target/a.py",
    };
    struct fleet it;
    char *link;

    fleet_lay_out(&it);
    it.offline = true;
    configure(&it, "");
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        char *red = scratch_path(it.folder, "red");

        free(scratch_write(red, foreign[i], "# TODO of somebody else\n"));
        free(red);
    }
    free(scratch_write(it.folder, "red/src/deep/a.py", "# TODO\n"));
    link = scratch_path(it.folder, "red/src/circle");
    ck_assert_int_eq(symlink("..", link), 0);
    free(link);
    clean(&it);
    expect_lines(&it, "red:markers", "1 TODO in 1 file|src/deep/a.py:1: 1 marker|");
    fleet_stop(&it);
}
END_TEST

/* Any bytes, files that are no text, links that lead out; nothing of it ends the step. */
START_TEST(takes_files_of_any_kind)
{
    struct fleet it;
    char *red;
    char *link;

    start(&it);
    red = scratch_path(it.folder, "red");
    free(scratch_write_bytes(red, "binary.py", "# TODO\n\0", 8));
    free(scratch_write_bytes(red, "bytes.py", "# \xff\xfe TODO\r\n", 11));
    free(scratch_write(red, "name\n\x1b[31m.py", "# TODO\n"));
    link = scratch_path(it.folder, "red/link.py");
    ck_assert_int_eq(symlink("bytes.py", link), 0);
    free(link);
    link = scratch_path(it.folder, "red/dangling.py");
    ck_assert_int_eq(symlink("/nonexistent", link), 0);
    free(link);
    repository_commit(red, "2026-02-16", "Add");
    clean(&it);
    expect(&it, "red:markers", "2 markers of unfinished work", DAYDREAM_SEVERITY_NOTE);
    ck_assert_ptr_null(strchr(daydream_finding_detail(find(&it, "red:markers"), 2), '\x1b'));
    free(red);
    fleet_stop(&it);
}
END_TEST

/* What could not be looked into is said, and nothing counts as gone because of it. */
START_TEST(says_what_it_could_not_read)
{
    struct fleet it;
    char *secret;

    if (geteuid() == 0)
        return; /* who may read everything */
    start(&it);
    write_tracked(&it, "a.py", "# TODO\n");
    secret = scratch_path(it.folder, "red/a.py");
    ck_assert_int_eq(chmod(secret, 0), 0);
    clean(&it);
    ck_assert_ptr_nonnull(strstr(daydream_run_step_reason(it.run, "clean-legacy"), "a.py"));
    free(secret);
    fleet_stop(&it);
}
END_TEST

/* Once per run: a home step does not look at the others. Without a home it is skipped. */
START_TEST(is_skipped_without_a_home)
{
    struct fleet it;

    fleet_lay_out(&it);
    it.offline = true;
    clean(&it);
    ck_assert_int_eq(daydream_run_step_status(it.run, "clean-legacy"), DAYDREAM_STEP_SKIPPED);
    ck_assert_ptr_nonnull(strstr(daydream_run_step_reason(it.run, "clean-legacy"), "home"));
    fleet_stop(&it);
}
END_TEST

/* A finding without a slug never reached any issue, in the system before this one. */
START_TEST(reaches_the_issue_of_home)
{
    struct fleet it;
    char *body;
    char *red;

    fleet_start(&it);
    it.run_id = NULL;
    configure(&it, "");
    red = scratch_path(it.folder, "red");
    free(scratch_write(red, "logs/app.log", ""));
    free(scratch_write(red, "README.md", "# Red\n"));
    free(scratch_write(red, "a.py", "# TODO\n"));
    repository_init(red);
    repository_commit(red, "2026-02-16", "Begin");
    fleet_day(&it);
    ck_assert_uint_eq(fleet_issues(&it, "acme/red"), 0); /* a backlog that stands files nothing */
    it.now += FLEET_DAY;
    free(scratch_write(red, "a.py", "# TODO\n# FIXME\n"));
    fleet_day(&it);
    ck_assert_uint_eq(fleet_issues(&it, "acme/red"), 1);
    body = fleet_issue_text(&it, "acme/red", 0, "body");
    ck_assert_ptr_nonnull(strstr(body, "2 markers of unfinished work, 1 more than on 2026-02-18"));
    ck_assert_ptr_nonnull(strstr(body, "Unfinished code"));
    free(body);
    it.now += FLEET_DAY;
    fleet_day(&it);
    ck_assert_uint_eq(fleet_issues(&it, "acme/red"), 1);
    free(red);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        counts_markers_in_what_git_tracks,
        reports_growth_and_no_more,
        names_the_five_that_gained_most,
        knows_outdated_imports_of_python,
        takes_patterns_from_the_configuration,
        names_the_files_where_patterns_have_grown,
        does_not_find_its_own_patterns,
        walks_where_there_is_no_repository,
        takes_files_of_any_kind,
        says_what_it_could_not_read,
        is_skipped_without_a_home,
        reaches_the_issue_of_home,
    };

    if (!server_available())
        return suite_skip("steps/clean-legacy", "no python3");
    if (!repository_available())
        return suite_skip("steps/clean-legacy", "no git");
    return suite_run("steps/clean-legacy", tests, sizeof tests / sizeof tests[0]);
}

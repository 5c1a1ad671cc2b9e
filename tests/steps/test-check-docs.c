/* SPDX-License-Identifier: MIT */
/* Documents at home. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "steps/docs-fixture.h"
#include "support/repository.h"
#include "support/scratch.h"
#include "support/suite.h"

#define CASES  "tests/data/steps/documents"
#define FEWEST 10 /* a folder with less is not the one that was meant */

/* ---- the cases ---- */

/* What the documents of the cases lead to, and what has become of it. */
static void write_history(struct fleet *it)
{
    docs_put(it, "docs/other.md",
             "# Other\n\n## What's new?\n\n## Same\n\n## Same\n\n<a id=\"Given\"></a>\n");
    docs_put(it, "docs/other.rst", "Other\n=====\n\nWhat's new?\n-----------\n\n.. _given:\n");
    docs_put(it, "docs/with blank.md", "");
    docs_put(it, "docs/\xc3\xa4.md", "# \xc3\x84rger\n");
    docs_put(it, "docs/img/a.png", "");
    docs_put(it, "docs/sphinx/conf.py", "");
    docs_put(it, "docs/sphinx/guide.rst", "");
    docs_put(it, "CHANGELOG.md", "# Changes\n\n## 1.0\n\n[no](gone.md)\n");
    docs_put(it, "src/a.c", "int a;\n");
    docs_put(it, "src/deep/b.c", "int b;\n");
    docs_put(it, "lib/steps/c.c", "int c;\n");
    docs_put(it, "src/gone.c", "int gone;\n");
    docs_put(it, "src/old.c", "int old_name_of_a_file_that_is_renamed;\n");
    docs_put(it, "src/one.c", "int one_two_three_are_names_of_it;\n");
    docs_put(it, "src/x.c", "int x_is_y_later_and_then_nothing;\n");
    docs_put(it, "lib/steps/was.c", "int was_will_be_called_is;\n");
    docs_put(it, "docs/moved.md", "# Moved to the folder of guides\n");
    docs_put(it, "legacy/first.c", "int first_of_the_legacy_folder;\n");
    docs_put(it, "legacy/sub/second.c", "int second_of_the_legacy_folder;\n");
    docs_put(it, "dropped/only.c", "int only;\n");
    docs_commit(it, "2026-02-10");
    docs_put(it, "docs/guide/index.md", "# Guide\n");
    docs_put(it, "modern/third.c", "int third;\n");
    docs_git(it, "mv src/old.c src/new.c");
    docs_git(it, "mv src/one.c src/two.c");
    docs_git(it, "mv src/x.c src/y.c");
    docs_git(it, "mv lib/steps/was.c lib/steps/is.c");
    docs_git(it, "mv docs/moved.md docs/guide/moved.md");
    docs_git(it, "mv legacy/first.c modern/first.c");
    docs_git(it, "mv legacy/sub modern/sub");
    docs_commit(it, "2026-02-12");
    docs_git(it, "rm -q src/gone.c src/y.c dropped/only.c");
    docs_git(it, "mv src/two.c src/three.c");
    docs_commit(it, "2026-02-14");
}

static char *read_file(const char *name, size_t stem, const char *ending)
{
    struct dd_buf file = DD_BUF_INIT;
    char *path;
    char *text;

    dd_buf_printf(&file, CASES "/%.*s%s", (int)stem, name, ending);
    path = test_path(dd_buf_text(&file));
    text = scratch_read(path);
    free(path);
    dd_buf_free(&file);
    return text;
}

/* NAME.case is docs/page.md or, where NAME begins with "rst-", docs/page.rst. */
static void check_case(struct fleet *it, const char *name, size_t stem)
{
    bool is_rst = strncmp(name, "rst-", 4) == 0;
    char *text = read_file(name, stem, ".case");
    char *wanted = read_file(name, stem, ".expected");

    docs_put(it, is_rst ? "docs/page.rst" : "docs/page.md", text);
    docs_commit(it, "2026-02-15");
    it->now += FLEET_DAY;
    docs_look(it);
    docs_expect(it, name, wanted);
    ck_assert_ptr_null(docs_reason(it));
    docs_git(it, is_rst ? "rm -q docs/page.rst" : "rm -q docs/page.md");
    free(wanted);
    free(text);
}

START_TEST(finds_what_every_case_has)
{
    struct fleet it;
    char *path = test_path(CASES);
    DIR *directory = opendir(path);
    struct dirent *entry;
    int cases = 0;

    ck_assert_msg(directory != NULL, "%s is missing", path);
    docs_start_repository(&it);
    write_history(&it);
    while ((entry = readdir(directory)) != NULL) {
        const char *ending = strstr(entry->d_name, ".case");

        if (ending == NULL)
            continue;
        check_case(&it, entry->d_name, (size_t)(ending - entry->d_name));
        cases++;
    }
    closedir(directory);
    free(path);
    ck_assert_int_ge(cases, FEWEST);
    fleet_stop(&it);
}
END_TEST

/* ---- findings ---- */

/* One finding for what one change mends, known again wherever its places move. */
START_TEST(is_known_when_lines_move)
{
    struct fleet it;
    const struct daydream_finding *finding;

    docs_start_repository(&it);
    docs_put(&it, "docs/a.md", "[x](gone.md)\n");
    docs_put(&it, "docs/b.md", "[x](gone.md) [y](gone.md)\n");
    docs_commit(&it, "2026-02-10");
    docs_look(&it);
    finding = docs_find(&it, "docs/gone.md does not exist");
    ck_assert_ptr_nonnull(finding);
    ck_assert_uint_eq(daydream_finding_count(finding), 3);
    ck_assert_int_eq(daydream_finding_state(finding), DAYDREAM_STATE_NEW);
    docs_expect(&it, "two",
                "docs/a.md:1 docs/gone.md does not exist\n"
                "docs/b.md:1 docs/gone.md does not exist\n");
    it.now += FLEET_DAY;
    docs_put(&it, "docs/a.md", "# Title\n\n[x](gone.md)\n");
    docs_look(&it);
    finding = docs_find(&it, "docs/gone.md does not exist");
    ck_assert_int_eq(daydream_finding_state(finding), DAYDREAM_STATE_RECURRING);
    ck_assert_str_eq(daydream_finding_evidence(finding, 0), "docs/a.md:3");
    fleet_stop(&it);
}
END_TEST

START_TEST(says_what_to_do)
{
    struct fleet it;
    const struct daydream_finding *finding;

    docs_start_repository(&it);
    docs_put(&it, "docs/a.md", "`src/old.c`\n");
    docs_put(&it, "src/old.c", "int old;\n");
    docs_commit(&it, "2026-02-10");
    docs_git(&it, "mv src/old.c src/new.c");
    docs_commit(&it, "2026-02-12");
    docs_look(&it);
    finding = docs_find(&it, "src/old.c was renamed to src/new.c in ");
    ck_assert_ptr_nonnull(finding);
    ck_assert_str_eq(daydream_finding_detail(finding, 0),
                     "Let what refers to it lead to src/new.c.");
    fleet_stop(&it);
}
END_TEST

START_TEST(says_how_much_it_has_looked_at)
{
    struct fleet it;

    docs_start_repository(&it);
    docs_put(&it, "docs/a.md", "[x](../README.md#install) `CLAUDE.md` [y](https://example.com/)\n");
    docs_commit(&it, "2026-02-10");
    docs_look(&it);
    docs_expect(&it, "none", "");
    ck_assert_ptr_nonnull(docs_find(&it, "No broken references among 2 in 3 documents"));
    fleet_stop(&it);
}
END_TEST

START_TEST(misses_the_documents_that_a_project_should_have)
{
    static const struct {
        const char *name;
        const char *wanted;
    } readmes[] = {
        {"notes.md", "README.md is missing\n"},
        {"readme.txt", "README.md is missing\n"},
        {"README.rst", ""},
        {"README.md", ""},
    };

    for (size_t i = 0; i < sizeof readmes / sizeof readmes[0]; i++) {
        struct fleet it;

        docs_start_repository(&it);
        docs_commit(&it, "2026-02-10");
        docs_git(&it, "rm -q README.md CLAUDE.md");
        docs_put(&it, readmes[i].name, "");
        docs_commit(&it, "2026-02-11");
        docs_look(&it);
        docs_expect(&it, readmes[i].name, readmes[i].wanted);
        ck_assert_ptr_nonnull(docs_find(&it, "CLAUDE.md is missing"));
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(leaves_out_what_is_configured)
{
    struct fleet it;

    docs_start_repository(&it);
    docs_put(&it, "docs/a.md", "[x](gone-a.md)\n");
    docs_put(&it, "docs/archive/b.md", "[x](gone-b.md)\n");
    docs_put(&it, "vendor/x/README.md", "[x](gone-c.md)\n");
    docs_put(&it, "CHANGELOG.md", "[x](gone-d.md)\n");
    docs_commit(&it, "2026-02-10");
    docs_look(&it);
    docs_expect(&it, "defaults", "docs/a.md:1 docs/gone-a.md does not exist\n");
    docs_configure(&it, ", \"docs\": {\"leave_out\": [\"docs\", \"CHANGE*\"]}");
    it.now += FLEET_DAY;
    docs_look(&it);
    docs_expect(&it, "configured", "vendor/x/README.md:1 vendor/x/gone-c.md does not exist\n");
    fleet_stop(&it);
}
END_TEST

/* ---- ages ---- */

/* The age of a document was once that of its file, and in a fresh clone all are young: what was
 * committed decides. A backlog that stands is a note, its growth a finding. */
START_TEST(tells_ages_by_commits)
{
    struct fleet it;
    const struct daydream_finding *finding;

    docs_start_repository(&it);
    docs_put(&it, "docs/old.md", "[a](../src/a.c)\n");
    docs_put(&it, "docs/young.md", "`src/b.c`\n");
    docs_put(&it, "docs/index.md", "[x](old.md)\n");
    docs_put(&it, "src/a.c", "int a;\n");
    docs_put(&it, "src/b.c", "int b;\n");
    docs_commit(&it, "2026-01-10");
    docs_put(&it, "src/a.c", "int a = 1;\n");
    docs_commit(&it, "2026-02-12");
    docs_put(&it, "docs/old.md", "[a](../src/a.c)\n\n"); /* touched, not committed */
    docs_look(&it);
    finding = docs_find(&it, "1 document older than files that it refers to");
    ck_assert_ptr_nonnull(finding);
    ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_NOTE);
    ck_assert_uint_eq(daydream_finding_detail_count(finding), 1);
    ck_assert_str_eq(daydream_finding_detail(finding, 0),
                     "docs/old.md, changed last on 2026-01-10, refers to src/a.c of 2026-02-12");
    it.now += FLEET_DAY;
    docs_put(&it, "docs/old.md", "[a](../src/a.c)\n");
    docs_put(&it, "src/b.c", "int b = 1;\n");
    docs_commit(&it, "2026-02-13");
    docs_look(&it);
    finding = docs_find(
        &it, "2 documents older than files that they refer to, 1 more than on 2026-02-18");
    ck_assert_ptr_nonnull(finding);
    it.now += FLEET_DAY;
    docs_put(&it, "docs/old.md", "[a](../src/a.c) and more\n");
    docs_put(&it, "docs/young.md", "`src/b.c` and more\n");
    docs_commit(&it, "2026-02-14");
    docs_look(&it);
    ck_assert_ptr_nonnull(docs_find(&it, "No documents older than files that they refer to"));
    fleet_stop(&it);
}
END_TEST

/* A document that was never committed has no age. */
START_TEST(tells_no_age_of_what_is_not_committed)
{
    struct fleet it;

    docs_start_repository(&it);
    docs_put(&it, "src/a.c", "int a;\n");
    docs_commit(&it, "2026-01-10");
    docs_put(&it, "docs/new.md", "`src/a.c`\n");
    docs_git(&it, "add docs/new.md");
    docs_look(&it);
    ck_assert_ptr_nonnull(docs_find(&it, "No documents older than files that they refer to"));
    fleet_stop(&it);
}
END_TEST

/* ---- where history cannot be asked ---- */

START_TEST(says_what_is_not_known_without_git)
{
    struct fleet it;

    docs_start(&it);
    docs_put(&it, "docs/a.md", "[x](gone.md) [y](other.md#no) `src/gone.c` [z](other.md)\n");
    docs_put(&it, "docs/other.md", "# Other\n");
    docs_look(&it);
    docs_expect(&it, "without git",
                "docs/a.md:1 docs/gone.md does not exist\n"
                "docs/a.md:1 docs/other.md has no heading for #no\n");
    ck_assert_ptr_nonnull(strstr(docs_reason(&it), "no git repository"));
    ck_assert_int_eq(daydream_run_step_status(it.run, "check-docs"), DAYDREAM_STEP_DONE);
    ck_assert_ptr_null(docs_find(&it, "older"));
    fleet_stop(&it);
}
END_TEST

START_TEST(says_that_a_clone_is_shallow)
{
    struct fleet it;
    struct dd_buf words = DD_BUF_INIT;
    char *away;

    docs_start_repository(&it);
    docs_put(&it, "src/gone.c", "int gone;\n");
    docs_put(&it, "docs/a.md", "`src/gone.c` [x](gone.md)\n");
    docs_commit(&it, "2026-02-10");
    docs_git(&it, "rm -q src/gone.c");
    docs_commit(&it, "2026-02-11");
    docs_put(&it, "src/other.c", "int other;\n");
    docs_commit(&it, "2026-02-12");
    away = scratch_path(it.folder, "away");
    {
        char *red = scratch_path(it.folder, "red");

        ck_assert_int_eq(rename(red, away), 0);
        dd_buf_printf(&words, "clone -q --depth=1 file://%s %s", away, red);
        repository_git(it.folder, dd_buf_text(&words));
        free(red);
    }
    docs_look(&it);
    docs_expect(&it, "shallow", "docs/a.md:1 docs/gone.md does not exist\n");
    ck_assert_ptr_nonnull(strstr(docs_reason(&it), "shallow"));
    ck_assert_ptr_null(docs_find(&it, "older"));
    dd_buf_free(&words);
    free(away);
    fleet_stop(&it);
}
END_TEST

/* A repository without a commit: what is there is looked at, and that git knows no more is said. */
START_TEST(takes_a_repository_without_a_commit)
{
    struct fleet it;

    docs_start_repository(&it);
    docs_put(&it, "docs/a.md", "[x](gone.md)\n");
    docs_git(&it, "add -A");
    docs_look(&it);
    docs_expect(&it, "no commit", "docs/a.md:1 docs/gone.md does not exist\n");
    ck_assert_ptr_nonnull(strstr(docs_reason(&it), "git log"));
    fleet_stop(&it);
}
END_TEST

/* ---- how it is as a step ---- */

/* Names with every kind of byte, links that lead out, documents that are none. */
START_TEST(takes_files_of_any_kind)
{
    struct fleet it;
    char *red;
    char *link;

    docs_start_repository(&it);
    red = scratch_path(it.folder, "red");
    free(scratch_write_bytes(red, "binary.md", "[x](gone.md)\n\0", 14));
    free(scratch_write_bytes(red, "bytes.md", "[x](\xff\xfe.md)\r\n", 13));
    free(scratch_write(red, "na\n\x1b[31mme.md", "[x](gone.md)\n"));
    link = scratch_path(red, "link.md");
    ck_assert_int_eq(symlink("../../outside.md", link), 0);
    docs_commit(&it, "2026-02-16");
    docs_look(&it);
    ck_assert_ptr_nonnull(docs_find(&it, "gone.md does not exist"));
    ck_assert_ptr_null(
        strchr(daydream_finding_evidence(docs_find(&it, "gone.md does not exist"), 0), '\x1b'));
    free(link);
    free(red);
    fleet_stop(&it);
}
END_TEST

START_TEST(is_skipped_without_a_home)
{
    struct fleet it;

    fleet_lay_out(&it);
    it.offline = true;
    docs_look(&it);
    ck_assert_int_eq(daydream_run_step_status(it.run, "check-docs"), DAYDREAM_STEP_SKIPPED);
    ck_assert_ptr_nonnull(strstr(docs_reason(&it), "home"));
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        finds_what_every_case_has,
        is_known_when_lines_move,
        says_what_to_do,
        says_how_much_it_has_looked_at,
        misses_the_documents_that_a_project_should_have,
        leaves_out_what_is_configured,
        tells_ages_by_commits,
        tells_no_age_of_what_is_not_committed,
        says_what_is_not_known_without_git,
        says_that_a_clone_is_shallow,
        takes_a_repository_without_a_commit,
        takes_files_of_any_kind,
        is_skipped_without_a_home,
    };

    if (!repository_available())
        return suite_skip("steps/check-docs", "no git");
    return suite_run("steps/check-docs", tests, sizeof tests / sizeof tests[0]);
}

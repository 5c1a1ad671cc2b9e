/* SPDX-License-Identifier: MIT */
/*
 * tests/data/projects/: a folder is a case. Its projects.json is loaded, on a machine named
 * "Studio", with $HOME at home/ and $DAYDREAM_TEST_WORK at work/ in it; `expected` is the list as
 * JSON or the error, and `warnings`, where there is one, are the lines of the log. CASE stands for
 * the folder, PROJECTS for the one that holds all of them.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "model/load.h"
#include "support/nobody.h"
#include "support/scratch.h"
#include "support/suite.h"

#define DATA      "tests/data/projects"
#define FILE_NAME "projects.json"

/* What loading a file came to: the list or the error, and the log, a line each. */
struct outcome {
    enum daydream_status status;
    struct dd_buf result;
    struct dd_buf warnings;
};

static void outcome_free(struct outcome *outcome)
{
    dd_buf_free(&outcome->result);
    dd_buf_free(&outcome->warnings);
}

static void keep_line(void *user, enum daydream_log_level level, const char *text)
{
    struct outcome *outcome = user;

    ck_assert_int_eq(level, DAYDREAM_LOG_WARNING);
    dd_buf_printf(&outcome->warnings, "%s\n", text);
}

static void load(const char *path, struct outcome *outcome)
{
    struct dd_log log = {keep_line, outcome};
    struct dd_load_options options = {path, "Studio", &log};
    struct daydream_projects *projects = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *json = NULL;

    *outcome = (struct outcome){.status = DAYDREAM_OK};
    outcome->status = dd_projects_load(&options, &projects, &err);
    ck_assert_int_eq(outcome->status, err.code);
    if (outcome->status != DAYDREAM_OK) {
        ck_assert_ptr_null(projects);
        dd_buf_printf(&outcome->result, "%s\n", err.text);
        return;
    }
    ck_assert_int_eq(daydream_projects_to_json(projects, &json, &err), DAYDREAM_OK);
    dd_buf_printf(&outcome->result, "%s\n", json);
    daydream_free_text(json);
    daydream_projects_free(projects);
}

static void replace_all(struct dd_buf *text, const char *what, const char *by)
{
    struct dd_buf out = DD_BUF_INIT;
    const char *rest = dd_buf_text(text);
    const char *found;

    for (; (found = strstr(rest, what)) != NULL; rest = found + strlen(what)) {
        dd_buf_add(&out, rest, (size_t)(found - rest));
        dd_buf_puts(&out, by);
    }
    dd_buf_puts(&out, rest);
    dd_buf_free(text);
    *text = out;
}

/* The cases are named from their common folder, so that error texts do not depend on its place. */
static void enter_data(void)
{
    char *data = test_path(DATA);

    ck_assert_msg(chdir(data) == 0, "%s", data);
    free(data);
}

static void set_variable(const char *name, const char *folder, const char *below)
{
    char *value = scratch_path(folder, below);

    ck_assert_int_eq(setenv(name, value, 1), 0);
    free(value);
}

static void set_environment(const char *folder)
{
    set_variable("HOME", folder, "home");
    set_variable("DAYDREAM_TEST_WORK", folder, "work");
    ck_assert_int_eq(setenv("DAYDREAM_TEST_WORD", "word", 1), 0);
    ck_assert_int_eq(setenv("DAYDREAM_TEST_EMPTY", "", 1), 0);
    ck_assert_int_eq(unsetenv("DAYDREAM_TEST_UNSET"), 0);
}

static void load_case(const char *name, struct outcome *outcome)
{
    char *folder = realpath(name, NULL);
    char *above = realpath(".", NULL);
    char *path = scratch_path(name, FILE_NAME);

    ck_assert_ptr_nonnull(folder);
    ck_assert_ptr_nonnull(above);
    set_environment(folder);
    load(path, outcome);
    replace_all(&outcome->result, folder, "CASE");
    replace_all(&outcome->result, above, "PROJECTS");
    replace_all(&outcome->warnings, folder, "CASE");
    free(path);
    free(above);
    free(folder);
}

static char *read_of(const char *name, const char *file)
{
    char *path = scratch_path(name, file);
    char *text = scratch_exists(path) ? scratch_read(path) : strdup("");

    free(path);
    return text;
}

static void check_case(const char *name)
{
    struct outcome outcome;
    char *expected = read_of(name, "expected");
    char *warnings = read_of(name, "warnings");

    load_case(name, &outcome);
    ck_assert_msg(strcmp(dd_buf_text(&outcome.result), expected) == 0, "%s\ngot:  %swant: %s", name,
                  dd_buf_text(&outcome.result), expected);
    ck_assert_msg(strcmp(dd_buf_text(&outcome.warnings), warnings) == 0, "%s\ngot:  %swant: %s",
                  name, dd_buf_text(&outcome.warnings), warnings);
    ck_assert_msg(outcome.status == DAYDREAM_OK || outcome.status == DAYDREAM_ERROR_CONFIG,
                  "%s: %s", name, daydream_status_name(outcome.status));
    outcome_free(&outcome);
    free(warnings);
    free(expected);
}

START_TEST(every_case_gives_what_it_says)
{
    struct dd_strings names = DD_STRINGS_INIT;

    enter_data();
    ck_assert_int_eq(dd_fs_list(".", &names, NULL), DAYDREAM_OK);
    ck_assert_uint_gt(names.count, 50);
    for (size_t i = 0; i < names.count; i++)
        check_case(names.items[i]);
    dd_strings_free(&names);
}
END_TEST

/* Files that no repository should hold. */

static void check_refused(const char *path, const char *why)
{
    struct outcome outcome;

    load(path, &outcome);
    ck_assert_int_eq(outcome.status, DAYDREAM_ERROR_CONFIG);
    ck_assert_msg(strstr(dd_buf_text(&outcome.result), why) != NULL, "%s, not: %s",
                  dd_buf_text(&outcome.result), why);
    ck_assert_msg(strstr(dd_buf_text(&outcome.result), FILE_NAME) != NULL, "%s",
                  dd_buf_text(&outcome.result));
    outcome_free(&outcome);
}

START_TEST(a_mebibyte_of_nesting_is_refused)
{
    static const char *const openings[] = {"[", "{\"a\":"};

    for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
        char *scratch = scratch_make();
        struct dd_buf text = DD_BUF_INIT;
        char *path;

        while (text.length < 1024 * (size_t)1024)
            dd_buf_puts(&text, openings[i]);
        path = scratch_write(scratch, FILE_NAME, dd_buf_text(&text));
        check_refused(path, "nest");
        free(path);
        dd_buf_free(&text);
        scratch_remove(scratch);
    }
}
END_TEST

/* Its size is refused, not its content: it is valid JSON. */
START_TEST(fifty_megabytes_are_refused)
{
    char *scratch = scratch_make();
    size_t length = 50 * (size_t)1000 * 1000;
    char *text = malloc(length + 1);
    char *path;

    ck_assert_ptr_nonnull(text);
    memset(text, ' ', length);
    memcpy(text, "{}", 2);
    text[length] = '\0';
    path = scratch_write(scratch, FILE_NAME, text);
    check_refused(path, "50000000 bytes");
    free(path);
    free(text);
    scratch_remove(scratch);
}
END_TEST

START_TEST(what_is_no_file_is_refused)
{
    char *scratch = scratch_make();
    char *path = scratch_path(scratch, FILE_NAME);
    char *below = scratch_path(path, FILE_NAME);

    check_refused(path, "No such file or directory");
    ck_assert_int_eq(mkdir(path, 0755), 0);
    check_refused(path, "is no regular file");
    ck_assert_int_eq(rmdir(path), 0);
    ck_assert_int_eq(symlink(FILE_NAME, path), 0);
    check_refused(path, "symbolic links");
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(mkfifo(path, 0644), 0); /* must not block */
    check_refused(path, "is no regular file");
    ck_assert_int_eq(unlink(path), 0);
    free(scratch_write(scratch, FILE_NAME, "{}"));
    check_refused(below, "Not a directory");
    free(below);
    free(path);
    scratch_remove(scratch);
}
END_TEST

START_TEST(a_file_without_permission_is_refused)
{
    char *scratch = scratch_make();
    char *path = scratch_write(scratch, FILE_NAME, "{}");

    ck_assert_int_eq(chmod(path, 0), 0);
    nobody_begin(scratch);
    check_refused(path, "Permission denied");
    nobody_end();
    free(path);
    scratch_remove(scratch);
}
END_TEST

START_TEST(a_linked_file_is_seen_from_its_link)
{
    char *scratch = scratch_make();
    char *real = scratch_write(scratch, "real/" FILE_NAME,
                               "{\"projects\": {\"popoto\": {\"working_directory\": \"here\"}}}");
    char *link = scratch_path(scratch, FILE_NAME);
    char *here = scratch_path(scratch, "here");
    struct outcome outcome;

    ck_assert_int_eq(symlink("real/" FILE_NAME, link), 0);
    ck_assert_int_eq(mkdir(here, 0755), 0);
    load(link, &outcome);
    ck_assert_msg(strstr(dd_buf_text(&outcome.result), "/here\"") != NULL, "%s",
                  dd_buf_text(&outcome.result));
    outcome_free(&outcome);
    load(real, &outcome);
    ck_assert_msg(strstr(dd_buf_text(&outcome.result), "does not exist here") != NULL, "%s",
                  dd_buf_text(&outcome.result));
    outcome_free(&outcome);
    free(here);
    free(link);
    free(real);
    scratch_remove(scratch);
}
END_TEST

#define MANY 500

static char *write_many(const char *scratch)
{
    struct dd_buf text = DD_BUF_INIT;
    char *path;

    dd_buf_puts(&text, "{\"projects\": {");
    for (int i = 0; i < MANY; i++)
        dd_buf_printf(&text, "%s\"p%d\": {\"name\": \"Project %d\", \"working_directory\": \"%s\"}",
                      i > 0 ? "," : "", MANY - i, MANY - i, i % 2 == 0 ? "." : "not-here");
    dd_buf_puts(&text, "}}");
    path = scratch_write(scratch, FILE_NAME, dd_buf_text(&text));
    dd_buf_free(&text);
    return path;
}

START_TEST(many_projects_keep_the_order_of_the_file)
{
    char *scratch = scratch_make();
    char *path = write_many(scratch);
    struct dd_load_options options = {path, "studio", NULL};
    struct daydream_projects *projects = NULL;

    ck_assert_int_eq(dd_projects_load(&options, &projects, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(daydream_projects_count(projects), MANY / 2);
    ck_assert_uint_eq(daydream_projects_skipped_count(projects), MANY / 2);
    for (size_t i = 0; i < MANY / 2; i++) {
        const char *slug = daydream_project_slug(daydream_projects_at(projects, i));
        const char *skipped = daydream_projects_skipped_slug(projects, i);

        ck_assert_uint_eq(strtoul(slug + 1, NULL, 10), MANY - 2 * i);
        ck_assert_uint_eq(strtoul(skipped + 1, NULL, 10), MANY - 2 * i - 1);
    }
    daydream_projects_free(projects);
    free(path);
    scratch_remove(scratch);
}
END_TEST

START_TEST(settings_come_along)
{
    char *data = test_path(DATA "/whole");
    char *path = scratch_path(data, FILE_NAME);
    struct dd_load_options options = {path, "studio", NULL};
    struct daydream_projects *projects = NULL;

    ck_assert_int_eq(dd_projects_load(&options, &projects, NULL), DAYDREAM_OK);
    ck_assert_str_eq(projects->settings.home, "valor");
    ck_assert_str_eq(projects->settings.timezone, "UTC");
    ck_assert_ptr_nonnull(projects->folder);
    ck_assert_int_eq(projects->folder[0], '/');
    daydream_projects_free(projects);
    free(path);
    free(data);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        every_case_gives_what_it_says,
        a_mebibyte_of_nesting_is_refused,
        fifty_megabytes_are_refused,
        what_is_no_file_is_refused,
        a_file_without_permission_is_refused,
        a_linked_file_is_seen_from_its_link,
        many_projects_keep_the_order_of_the_file,
        settings_come_along,
    };

    return suite_run("model/load", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
/* The parts of base/fs.h that look into directories. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "support/nobody.h"
#include "support/scratch.h"
#include "support/suite.h"

static const char *const files[] = {
    "logs/app.log", "logs/app.log.1",    "logs/b.log",       "logs/Z.log",       "logs/.hidden.log",
    "logs/[x].log", "logs/sub/deep.log", "api/logs/api.log", "web/logs/web.log", ".git/logs/HEAD",
    "top.log",      "app.log/inner",     "a b/c d.log",
};

static void link_to(const char *directory, const char *target, const char *name)
{
    char *path = scratch_path(directory, name);

    ck_assert_int_eq(symlink(target, path), 0);
    free(path);
}

/* The files, and links: one to a folder, one that leads in a circle, one to nowhere. */
static char *make_tree(void)
{
    char *directory = scratch_make();

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        free(scratch_write(directory, files[i], "x"));
    link_to(directory, "logs", "linked");
    link_to(directory, "..", "logs/up");
    link_to(directory, "nowhere", "logs/dangling.log");
    return directory;
}

/* All items with a blank behind each; owned. */
static char *flatten(const struct dd_strings *list)
{
    struct dd_buf out = DD_BUF_INIT;
    char *text = NULL;

    for (size_t i = 0; i < list->count; i++)
        dd_buf_printf(&out, "%s ", list->items[i]);
    ck_assert_int_eq(dd_buf_take(&out, &text, NULL), DAYDREAM_OK);
    return text;
}

static void check_glob(const char *directory, const char *pattern, const char *expected)
{
    struct dd_strings found = DD_STRINGS_INIT;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *text;

    ck_assert_msg(dd_fs_glob(directory, pattern, &found, &err) == DAYDREAM_OK, "%s: %s", pattern,
                  err.text);
    text = flatten(&found);
    ck_assert_msg(strcmp(text, expected) == 0, "%s: %s", pattern, text);
    free(text);
    dd_strings_free(&found);
}

START_TEST(finds_what_matches)
{
    static const struct {
        const char *pattern, *expected;
    } cases[] = {
        {"logs/*.log", "logs/Z.log logs/[x].log logs/app.log logs/b.log logs/dangling.log "
                       ""},
        {"logs/?.log", "logs/Z.log logs/b.log "},
        {"logs/[ab]*.log", "logs/app.log logs/b.log "},
        {"logs/[!a]*p.log", ""},
        {"logs/app.log", "logs/app.log "},
        {"logs/app.log*", "logs/app.log logs/app.log.1 "},
        {"logs/\\[x\\].log", "logs/[x].log "},
        {"logs/.*.log", "logs/.hidden.log "},
        {"logs/.hidden.log", "logs/.hidden.log "},
        {"*/logs/*.log", "api/logs/api.log web/logs/web.log "},
        {"*/*/*.log", "api/logs/api.log linked/sub/deep.log linked/up/app.log linked/up/top.log "
                      "logs/sub/deep.log logs/up/app.log logs/up/top.log web/logs/web.log "},
        {"**/logs/*", "api/logs/api.log web/logs/web.log "},
        {"linked/app.log", "linked/app.log "},
        {"*.log", "app.log top.log "},
        {"*", "a b api app.log linked logs top.log web "},
        {"logs//app.log", "logs/app.log "},
        {"./logs/./app.log", "logs/app.log "},
        {"logs/app.log/", "logs/app.log "},
        {"a b/c*", "a b/c d.log "},
        {"app.log/*", "app.log/inner "},
        {"logs/app.log/*", ""},
        {"missing/*.log", ""},
        {"logs/[", ""},
        {"", ""},
        {".", ""},
    };
    char *directory = make_tree();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_glob(directory, cases[i].pattern, cases[i].expected);
    scratch_remove(directory);
}
END_TEST

START_TEST(nothing_outside_is_found)
{
    static const char *const patterns[] = {
        "../logs/*.log", "logs/../top.log", "..", "*/../*", "../*", "/etc/*", "/", ".*/top.log",
    };
    char *directory = make_tree();
    char *below = scratch_path(directory, "api");

    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
        check_glob(below, patterns[i], "");
    free(below);
    scratch_remove(directory);
}
END_TEST

START_TEST(a_circle_of_links_ends_with_the_pattern)
{
    struct dd_buf pattern = DD_BUF_INIT;
    struct dd_buf expected = DD_BUF_INIT;
    char *directory = scratch_make();

    free(scratch_write(directory, "file", "x"));
    link_to(directory, ".", "loop");
    for (int i = 0; i < 12; i++) {
        dd_buf_puts(&pattern, "l*/");
        dd_buf_puts(&expected, "loop/");
    }
    dd_buf_puts(&pattern, "f*");
    dd_buf_puts(&expected, "file ");
    check_glob(directory, dd_buf_text(&pattern), dd_buf_text(&expected));
    dd_buf_free(&pattern);
    dd_buf_free(&expected);
    scratch_remove(directory);
}
END_TEST

/* Two links double the paths with every component; the walk must not follow all 2^40. */
START_TEST(a_thicket_of_links_is_refused)
{
    struct dd_buf pattern = DD_BUF_INIT;
    struct dd_strings found = DD_STRINGS_INIT;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *directory = scratch_make();

    link_to(directory, ".", "one");
    link_to(directory, ".", "two");
    for (int i = 0; i < 40; i++)
        dd_buf_puts(&pattern, "*/");
    ck_assert_int_eq(dd_fs_glob(directory, dd_buf_text(&pattern), &found, &err),
                     DAYDREAM_ERROR_FILE);
    ck_assert_ptr_nonnull(strstr(err.text, directory));
    dd_strings_free(&found);
    dd_buf_free(&pattern);
    scratch_remove(directory);
}
END_TEST

START_TEST(a_missing_directory_holds_no_match)
{
    char *directory = make_tree();
    char *missing = scratch_path(directory, "missing");
    char *file = scratch_path(directory, "top.log");

    check_glob(missing, "*", "");
    check_glob(file, "*", "");
    free(file);
    free(missing);
    scratch_remove(directory);
}
END_TEST

/* What a mode keeps from being seen must not pass for what is not there. */
START_TEST(a_folder_that_may_not_be_looked_into_is_an_error)
{
    static const struct {
        const char *folder;
        mode_t mode;
        const char *pattern;
    } cases[] = {
        {"logs", 0, "logs/*.log"},   {"logs", 0444, "logs/*.log"}, {"logs", 0, "logs/app.log"},
        {"logs", 0, "logs/sub/*"},   {"logs", 0444, "logs/*/*"},   {"api", 0, "*/logs/*.log"},
        {"api", 0444, "api/logs/*"}, {"", 0644, "logs/*.log"},     {"", 0644, "top.log"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *directory = make_tree();
        char *folder = scratch_path(directory, cases[i].folder);
        struct dd_strings found = DD_STRINGS_INIT;
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        ck_assert_int_eq(chmod(directory, 0755), 0);
        ck_assert_int_eq(chmod(folder, cases[i].mode), 0);
        nobody_begin(NULL);
        ck_assert_msg(dd_fs_glob(directory, cases[i].pattern, &found, &err) == DAYDREAM_ERROR_FILE,
                      "%s", cases[i].pattern);
        ck_assert_msg(strstr(err.text, directory) != NULL, "%s", err.text);
        ck_assert_msg(strstr(err.text, "Permission denied") != NULL, "%s", err.text);
        nobody_end();
        ck_assert_int_eq(chmod(folder, 0755), 0);
        dd_strings_free(&found);
        free(folder);
        scratch_remove(directory);
    }
}
END_TEST

START_TEST(matches_are_added_to_those_before)
{
    struct dd_strings found = DD_STRINGS_INIT;
    char *directory = make_tree();
    char *text;

    ck_assert_int_eq(dd_fs_glob(directory, "top.log", &found, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_fs_glob(directory, "api/logs/*", &found, NULL), DAYDREAM_OK);
    text = flatten(&found);
    ck_assert_str_eq(text, "top.log api/logs/api.log ");
    free(text);
    dd_strings_free(&found);
    scratch_remove(directory);
}
END_TEST

START_TEST(lists_without_dot_files_in_order)
{
    struct dd_strings names = DD_STRINGS_INIT;
    char *directory = make_tree();
    char *text;

    ck_assert_int_eq(dd_fs_list(directory, &names, NULL), DAYDREAM_OK);
    text = flatten(&names);
    ck_assert_str_eq(text, "a b api app.log linked logs top.log web ");
    free(text);
    dd_strings_free(&names);
    scratch_remove(directory);
}
END_TEST

START_TEST(a_list_of_what_is_no_directory)
{
    struct dd_strings names = DD_STRINGS_INIT;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *directory = make_tree();
    char *missing = scratch_path(directory, "missing");
    char *file = scratch_path(directory, "top.log");

    ck_assert_int_eq(dd_fs_list(missing, &names, &err), DAYDREAM_ERROR_NOT_FOUND);
    ck_assert_ptr_nonnull(strstr(err.text, missing));
    ck_assert_int_eq(dd_fs_list(file, &names, NULL), DAYDREAM_ERROR_NOT_FOUND);
    ck_assert_uint_eq(names.count, 0);
    free(file);
    free(missing);
    scratch_remove(directory);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        finds_what_matches,
        nothing_outside_is_found,
        a_circle_of_links_ends_with_the_pattern,
        a_thicket_of_links_is_refused,
        a_missing_directory_holds_no_match,
        a_folder_that_may_not_be_looked_into_is_an_error,
        matches_are_added_to_those_before,
        lists_without_dot_files_in_order,
        a_list_of_what_is_no_directory,
    };

    return suite_run("base/glob", tests, sizeof tests / sizeof tests[0]);
}

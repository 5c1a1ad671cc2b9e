/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "support/suite.h"

START_TEST(joins)
{
    static const struct {
        const char *directory, *name, *joined;
    } cases[] = {
        {"/a", "b", "/a/b"},         {"/a/", "b", "/a/b"}, {"/", "b", "/b"},
        {"/a", "/b", "/b"},          {"", "b", "b"},       {".", "b/c", "./b/c"},
        {"/a b", "c d", "/a b/c d"}, {"/a", "", "/a/"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_path_join(&out, cases[i].directory, cases[i].name);
        ck_assert_str_eq(dd_buf_text(&out), cases[i].joined);
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(takes_apart)
{
    static const struct {
        const char *path, *directory, *name;
    } cases[] = {
        {"/a/b", "/a", "b"}, {"a/b/c", "a/b", "c"}, {"a", ".", "a"},
        {"/a", "/", "a"},    {"/", "/", ""},        {"", ".", ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_path_directory(&out, cases[i].path);
        ck_assert_str_eq(dd_buf_text(&out), cases[i].directory);
        ck_assert_str_eq(dd_path_name(cases[i].path), cases[i].name);
        dd_buf_free(&out);
    }
}
END_TEST

static void set_environment(void)
{
    ck_assert_int_eq(setenv("HOME", "/home/ada", 1), 0);
    ck_assert_int_eq(setenv("DD_TEST_DIR", "/srv/code", 1), 0);
    ck_assert_int_eq(setenv("DD_TEST_NAME_2", "popoto", 1), 0);
    ck_assert_int_eq(setenv("DD_TEST_DOLLAR", "$HOME/~", 1), 0);
    ck_assert_int_eq(setenv("DD_TEST_EMPTY", "", 1), 0);
    ck_assert_int_eq(unsetenv("DD_TEST_UNSET"), 0);
}

START_TEST(expands)
{
    static const struct {
        const char *text, *path;
    } cases[] = {
        {"/abs/olute", "/abs/olute"},
        {"rel/ative", "/base/rel/ative"},
        {"../sibling", "/sibling"},
        {"../../above/the/root", "/above/the/root"},
        {".././x", "/x"},
        {"./x", "/base/x"},
        {".", "/base"},
        {"..", "/"},
        {".hidden", "/base/.hidden"},
        {"...", "/base/..."},
        /* "a" may be a symbolic link: only the file system knows what is above it */
        {"a/../b", "/base/a/../b"},
        {"~", "/home/ada"},
        {"~/src/popoto", "/home/ada/src/popoto"},
        {"$HOME/src", "/home/ada/src"},
        {"${HOME}/src", "/home/ada/src"},
        {"$DD_TEST_DIR/$DD_TEST_NAME_2", "/srv/code/popoto"},
        {"${DD_TEST_DIR}/a${DD_TEST_NAME_2}b", "/srv/code/apopotob"},
        {"src/$DD_TEST_NAME_2.d", "/base/src/popoto.d"},
        {"$DD_TEST_NAME_2-old", "/base/popoto-old"},
        {"$DD_TEST_DIR$DD_TEST_DIR", "/srv/code/srv/code"},
        {"$DD_TEST_EMPTY/x", "/x"},
        {"x$DD_TEST_EMPTY", "/base/x"},
        /* a value is taken as it is */
        {"/x/$DD_TEST_DOLLAR", "/x/$HOME/~"},
        /* no variable, no home */
        {"costs$", "/base/costs$"},
        {"costs$5", "/base/costs$5"},
        {"a$/b$.c", "/base/a$/b$.c"},
        {"~ada/src", "/base/~ada/src"},
        {"a/~/b", "/base/a/~/b"},
        {"with blank", "/base/with blank"},
        {"\xc3\xa4/$HOME", "/base/\xc3\xa4//home/ada"},
    };

    set_environment();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        enum daydream_status status = dd_path_expand(&out, cases[i].text, "/base", &err);

        ck_assert_msg(status == DAYDREAM_OK, "%s: %s", cases[i].text, err.text);
        ck_assert_str_eq(dd_buf_text(&out), cases[i].path);
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(refuses)
{
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"$DD_TEST_UNSET/src", "DD_TEST_UNSET"},
        {"/x/${DD_TEST_UNSET}", "DD_TEST_UNSET"},
        {"${DD_TEST_DIR", "${DD_TEST_DIR"},
        {"${}", "${}"},
        {"${1}", "${1}"},
        {"${DD_TEST_DIR:-x}", "${DD_TEST_DIR:-x}"},
        {"", "empty"},
        {"$DD_TEST_EMPTY", "empty"},
    };

    set_environment();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        enum daydream_status status = dd_path_expand(&out, cases[i].text, "/base", &err);

        ck_assert_msg(status == DAYDREAM_ERROR_ARGUMENT, "%s", cases[i].text);
        ck_assert_msg(strstr(err.text, cases[i].words) != NULL, "%s: %s", cases[i].text, err.text);
        ck_assert_str_eq(dd_buf_text(&out), "");
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(home_must_be_known_for_a_tilde)
{
    struct dd_buf out = DD_BUF_INIT;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(unsetenv("HOME"), 0);
    ck_assert_int_eq(dd_path_expand(&out, "~/src", "/base", &err), DAYDREAM_ERROR_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(err.text, "HOME"));
    ck_assert_int_eq(dd_path_expand(&out, "src", "/base", NULL), DAYDREAM_OK);
    ck_assert_str_eq(dd_buf_text(&out), "/base/src");
    dd_buf_free(&out);
}
END_TEST

START_TEST(paths_are_shown_short)
{
    static const char *const cases[][2] = {
        {"", ""},
        {"no path", "no path"},
        {"/home/tom/src/red/logs/a.log: Permission denied", "logs/a.log: Permission denied"},
        {"in '/home/tom/src/red/logs' and (/home/tom/token)", "in 'logs' and (~/token)"},
        {"/home/tom/src/red: gone", "~/src/red: gone"},
        {"/home/tom/src/redder/a", "~/src/redder/a"},
        {"/home/tommy/a", "/home/tommy/a"},
        {"/srv/home/tom/a", "/srv/home/tom/a"},
    };

    ck_assert_int_eq(setenv("HOME", "/home/tom", 1), 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_path_shorten(&out, cases[i][0], "/home/tom/src/red");
        ck_assert_str_eq(dd_buf_text(&out), cases[i][1]);
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(without_home_only_the_directory_is_known)
{
    struct dd_buf out = DD_BUF_INIT;

    ck_assert_int_eq(unsetenv("HOME"), 0);
    dd_path_shorten(&out, "/a/b /home/x", "/a");
    ck_assert_str_eq(dd_buf_text(&out), "b /home/x");
    dd_buf_free(&out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {joins,
                                  takes_apart,
                                  expands,
                                  refuses,
                                  home_must_be_known_for_a_tilde,
                                  paths_are_shown_short,
                                  without_home_only_the_directory_is_known};

    return suite_run("base/path", tests, sizeof tests / sizeof tests[0]);
}

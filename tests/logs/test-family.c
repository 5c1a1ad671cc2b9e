/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "logs/family.h"
#include "support/scratch.h"
#include "support/suite.h"

START_TEST(test_names)
{
    static const struct {
        const char *path;
        const char *family;
        bool closed;
    } cases[] = {
        {"app.log", "app.log", false},
        {"logs/app.log", "logs/app.log", false},
        {"logs/app.log.1", "logs/app.log", true},
        {"app.log.10", "app.log", true},
        {"app.log.2.gz", "app.log", true},
        {"app.log.1.zst", "app.log", true},
        {"app.log.gz", "app.log", true},
        {"app.log.old", "app.log", true},
        {"app.log-20260720", "app.log", true},
        {"app.log-20260720.gz", "app.log", true},
        {"app.log-20260720-1784542272", "app.log", true},
        {"app.log.2026-07-20", "app.log", true},
        {"app.log.2026-07-20_10-11", "app.log", true},
        {"app-20260720.log", "app.log", false},
        {"app-2026-07-20.log.gz", "app.log", true},
        {"app_2026-07-20.log", "app.log", false},
        {"app.2026-07-20.log", "app.log", false},
        {"app-2026-07-20-3.log", "app.log", false},
        {"app-20260720.log.1", "app.log", true},
        {"app.1.log", "app.log", false},
        {"2026-07-20.log", ".log", false},
        {"syslog.1", "syslog", true},
        {"messages-20260720", "messages", true},
        {"a.b/app.log.1", "a.b/app.log", true},
        {"logs-20260720/app.log", "logs-20260720/app.log", false},
        /* others of their own */
        {"app2.log", "app2.log", false},
        {"app-2.log", "app-2.log", false},
        {"app-20261332.log", "app-20261332.log", false},
        {"app-2026.log", "app-2026.log", false},
        {"app.log.bak", "app.log.bak", false},
        {"app.log.1234", "app.log.1234", false},
        {"worker.8080.log", "worker.8080.log", false},
        {"port-12345678.log", "port-12345678.log", false},
        {".log", ".log", false},
        {"1", "1", false},
        {"", "", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf family = DD_BUF_INIT;
        bool closed = dd_family_name(cases[i].path, &family);

        ck_assert_msg(strcmp(dd_buf_text(&family), cases[i].family) == 0, "%s: \"%s\"",
                      cases[i].path, dd_buf_text(&family));
        ck_assert_msg(closed == cases[i].closed, "%s", cases[i].path);
        dd_buf_free(&family);
    }
}
END_TEST

static char *join(const struct dd_strings *list)
{
    struct dd_buf out = DD_BUF_INIT;
    char *text = NULL;

    for (size_t i = 0; i < list->count; i++)
        dd_buf_printf(&out, "%s ", list->items[i]);
    ck_assert_int_eq(dd_buf_take(&out, &text, NULL), DAYDREAM_OK);
    return text;
}

START_TEST(test_find)
{
    static const struct {
        const char *pattern;
        const char *found;
    } cases[] = {{"logs/*.log", "logs/a.log logs/b.log logs/a.log.1 logs/c.log.2.gz "},
                 {"logs/a.log", "logs/a.log logs/a.log.1 "},
                 {"logs/c.log", "logs/c.log.2.gz "},
                 {"logs/d.log", ""}};
    static const char *const files[] = {"logs/a.log",      "logs/a.log.1", "logs/b.log",
                                        "logs/c.log.2.gz", "logs/a.log.x", "logs/.h.log.1"};
    char *folder = scratch_make();

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        free(scratch_write(folder, files[i], ""));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_strings found = DD_STRINGS_INIT;
        char *text;

        ck_assert_int_eq(dd_family_find(folder, cases[i].pattern, &found, NULL), DAYDREAM_OK);
        text = join(&found);
        ck_assert_msg(strcmp(text, cases[i].found) == 0, "%s: %s", cases[i].pattern, text);
        free(text);
        dd_strings_free(&found);
    }
    scratch_remove(folder);
}
END_TEST

START_TEST(test_collect)
{
    static const char *const files[] = {"logs/b.log",     "logs/a.log.1", "logs/a.log",
                                        "logs/a.log.txt", "logs/c.log",   "logs/sub/d.log.1",
                                        "logs/sub/d.log"};
    static const char *const wanted[] = {"logs/a.log",    "logs/a.log.1",   "logs/b.log",
                                         "logs/gone.log", "logs/sub/d.log", "logs/sub/d.log.1"};
    struct dd_strings asked = DD_STRINGS_INIT;
    struct dd_log_members members = DD_LOG_MEMBERS_INIT;
    char *folder = scratch_make();

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        free(scratch_write(folder, files[i], "12345"));
    ck_assert_int_eq(dd_strings_add(&asked, "logs/b.log", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_strings_add(&asked, "logs/gone.log", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_strings_add(&asked, "logs/sub/d.log", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_strings_add(&asked, "logs/a.log.1", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_strings_add(&asked, "logs/a.log", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_family_collect(folder, &asked, &members, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(members.count, sizeof wanted / sizeof wanted[0]);
    for (size_t i = 0; i < members.count; i++) {
        ck_assert_str_eq(members.items[i].path, wanted[i]);
        ck_assert_msg((members.items[i].errnum != 0) == (i == 3), "%s", wanted[i]);
        ck_assert_uint_eq(members.items[i].size, i == 3 ? 0 : 5);
    }
    dd_members_free(&members);
    dd_strings_free(&asked);
    scratch_remove(folder);
}
END_TEST

START_TEST(test_names_of_one_file)
{
    static const char *const names[] = {"a.log", "b.log", "c.log", "d.log"};
    struct dd_strings asked = DD_STRINGS_INIT;
    struct dd_log_members members = DD_LOG_MEMBERS_INIT;
    char *folder = scratch_make();
    char *paths[4];

    free(scratch_write(folder, "b.log", "x"));
    for (size_t i = 0; i < 4; i++) {
        paths[i] = scratch_path(folder, names[i]);
        ck_assert_int_eq(dd_strings_add(&asked, names[i], NULL), DAYDREAM_OK);
    }
    ck_assert_int_eq(symlink("b.log", paths[0]), 0);
    ck_assert_int_eq(link(paths[1], paths[2]), 0);
    free(scratch_write(folder, "d.log", "x"));
    ck_assert_int_eq(dd_family_collect(folder, &asked, &members, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(members.count, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_msg(members.items[i].alias == (i == 0 || i == 2), "%s", names[i]);
        free(paths[i]);
    }
    dd_members_free(&members);
    dd_strings_free(&asked);
    scratch_remove(folder);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_names, test_find, test_collect, test_names_of_one_file};

    return suite_run("logs/family", tests, sizeof tests / sizeof tests[0]);
}

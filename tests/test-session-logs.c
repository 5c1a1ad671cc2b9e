/* SPDX-License-Identifier: MIT */
/* The public review of any log files; tests/cli/logs.sh has it from the outside. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "daydream.h"
#include "support/scratch.h"
#include "support/suite.h"

#define LOG                                                                                        \
    "2026-07-20T10:11:12Z INFO quiet\n"                                                            \
    "2026-07-20T10:11:13Z WARN disk is 93 % full\n"                                                \
    "2026-07-20T10:11:14Z ERROR job 17 failed\n"                                                   \
    "2026-07-20T10:11:15Z ERROR job 18 failed\n"

struct fixture {
    char *folder;
    char *path;
    struct daydream *dd;
    struct daydream_logs *logs;
};

static void set_up(struct fixture *it)
{
    it->folder = scratch_make();
    it->path = scratch_write(it->folder, "app.log", LOG);
    ck_assert_int_eq(daydream_new(&it->dd, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_logs_new(it->dd, &it->logs, NULL), DAYDREAM_OK);
}

static void tear_down(struct fixture *it)
{
    daydream_logs_free(it->logs);
    daydream_logs_free(NULL);
    daydream_free(it->dd);
    free(it->path);
    scratch_remove(it->folder);
}

static void read_log(struct fixture *it)
{
    ck_assert_int_eq(daydream_logs_read(it->logs, it->path, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_logs_group(it->logs, NULL), DAYDREAM_OK);
}

START_TEST(groups_have_these_values)
{
    struct fixture it;
    const struct daydream_log_group *group;

    set_up(&it);
    read_log(&it);
    ck_assert_uint_eq(daydream_logs_group_count(it.logs), 2);
    group = daydream_logs_group_at(it.logs, 0);
    ck_assert_int_eq(daydream_log_group_level(group), DAYDREAM_LEVEL_ERROR);
    ck_assert_uint_eq(daydream_log_group_count(group), 2);
    ck_assert_int_eq(daydream_log_group_first(group), 1784542274);
    ck_assert_int_eq(daydream_log_group_last(group), 1784542275);
    ck_assert_str_eq(daydream_log_group_template(group), "job <*> failed");
    ck_assert_str_eq(daydream_log_group_sample(group), "2026-07-20T10:11:14Z ERROR job 17 failed");
    ck_assert_uint_eq(daydream_log_group_file_count(group), 1);
    ck_assert_str_eq(daydream_log_group_file(group, 0), it.path);
    ck_assert_ptr_null(daydream_log_group_file(group, 1));
    ck_assert_ptr_null(daydream_logs_group_at(it.logs, 2));
    ck_assert_uint_eq(daydream_logs_bytes(it.logs), strlen(LOG));
    ck_assert_uint_eq(daydream_logs_lines(it.logs), 4);
    ck_assert_uint_eq(daydream_logs_events(it.logs), 3);
    ck_assert_uint_eq(daydream_logs_folded(it.logs), 0);
    tear_down(&it);
}
END_TEST

START_TEST(a_descriptor_is_read_to_its_end_and_left_open)
{
    struct fixture it;
    int fd;

    set_up(&it);
    fd = open(it.path, O_RDONLY | O_CLOEXEC);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(daydream_logs_read_descriptor(it.logs, fd, "a pipe", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_logs_group(it.logs, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(daydream_logs_events(it.logs), 3);
    ck_assert_str_eq(daydream_log_group_file(daydream_logs_group_at(it.logs, 0), 0), "a pipe");
    ck_assert_int_eq(close(fd), 0);
    tear_down(&it);
}
END_TEST

START_TEST(what_is_not_asked_for_does_not_count)
{
    static const struct {
        int64_t from;
        int64_t to;
        enum daydream_level minimum;
        uint64_t events;
    } cases[] = {
        {0, 0, DAYDREAM_LEVEL_NONE, 4},          {0, 0, DAYDREAM_LEVEL_WARNING, 3},
        {0, 0, DAYDREAM_LEVEL_CRITICAL, 0},      {1784542274, 0, DAYDREAM_LEVEL_NONE, 2},
        {0, 1784542274, DAYDREAM_LEVEL_NONE, 2}, {1784542273, 1784542274, DAYDREAM_LEVEL_NONE, 1},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture it;

        set_up(&it);
        daydream_logs_set_window(it.logs, cases[i].from, cases[i].to);
        daydream_logs_set_minimum(it.logs, cases[i].minimum);
        read_log(&it);
        ck_assert_uint_eq(daydream_logs_events(it.logs), cases[i].events);
        tear_down(&it);
    }
}
END_TEST

static void note_event(void *user, uint64_t line, enum daydream_level level, const char *group)
{
    ck_assert_uint_eq(strlen(group), 16);
    dd_buf_printf(user, "%d %s %s\n", (int)line, daydream_level_name(level), group);
}

START_TEST(events_are_told_with_their_groups)
{
    struct fixture it;
    struct dd_buf told = DD_BUF_INIT;
    int lines[3];
    char groups[3][17];

    set_up(&it);
    daydream_logs_keep_events(it.logs);
    read_log(&it);
    ck_assert_int_eq(daydream_logs_each_event(it.logs, note_event, &told, NULL), DAYDREAM_OK);
    ck_assert_int_eq(sscanf(dd_buf_text(&told), "%d warning %16s %d error %16s %d error %16s",
                            &lines[0], groups[0], &lines[1], groups[1], &lines[2], groups[2]),
                     6);
    ck_assert(lines[0] == 2 && lines[1] == 3 && lines[2] == 4);
    ck_assert_str_eq(groups[1], groups[2]);
    ck_assert_str_ne(groups[0], groups[1]);
    dd_buf_free(&told);
    tear_down(&it);
}
END_TEST

START_TEST(a_file_that_is_not_there_is_an_error)
{
    struct fixture it;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    set_up(&it);
    ck_assert_int_eq(daydream_logs_read(it.logs, "/nowhere/app.log", &err), DAYDREAM_ERROR_FILE);
    ck_assert_msg(strstr(err.text, "/nowhere/app.log") != NULL, "%s", err.text);
    read_log(&it);
    ck_assert_uint_eq(daydream_logs_events(it.logs), 3);
    tear_down(&it);
}
END_TEST

START_TEST(nothing_read_is_no_group)
{
    struct fixture it;
    char *json = NULL;

    set_up(&it);
    ck_assert_int_eq(daydream_logs_group(it.logs, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(daydream_logs_group_count(it.logs), 0);
    ck_assert_int_eq(daydream_logs_to_json(it.logs, &json, NULL), DAYDREAM_OK);
    ck_assert_str_eq(json, "{\"schema\":1,\"bytes\":0,\"lines\":0,\"events\":0,\"folded\":0,"
                           "\"groups\":[]}");
    daydream_free_text(json);
    tear_down(&it);
}
END_TEST

START_TEST(levels_have_words)
{
    enum daydream_level level;

    for (int i = DAYDREAM_LEVEL_TRACE; i <= DAYDREAM_LEVEL_CRITICAL; i++) {
        ck_assert(daydream_level_parse(daydream_level_name((enum daydream_level)i), &level));
        ck_assert_int_eq(level, i);
    }
    ck_assert_str_eq(daydream_level_name(DAYDREAM_LEVEL_NONE), "-");
    ck_assert(!daydream_level_parse("loud", &level));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        groups_have_these_values,
        a_descriptor_is_read_to_its_end_and_left_open,
        what_is_not_asked_for_does_not_count,
        events_are_told_with_their_groups,
        a_file_that_is_not_there_is_an_error,
        nothing_read_is_no_group,
        levels_have_words,
    };

    return suite_run("session-logs", tests, sizeof tests / sizeof tests[0]);
}

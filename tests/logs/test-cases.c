/* SPDX-License-Identifier: MIT */
/* Every tests/data/logs/cases/NAME.log gives the groups that NAME.expected lists. One more case is
 * one more pair of files. The window is 2026-07-20 in UTC, and the files end with it. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/fs.h"
#include "logs/each-log.h"
#include "logs/review.h"
#include "support/scratch.h"
#include "support/suite.h"

#define CASES    "tests/data/logs/cases"
#define FROM     INT64_C(1784505600) /* 2026-07-20T00:00:00Z */
#define TO       (FROM + 24 * 60 * 60)
#define MAX_CASE ((size_t)1024 * 1024)

static void print_time(struct dd_buf *out, int64_t time)
{
    char text[DD_RFC3339_SIZE] = "-";

    if (time != 0)
        dd_rfc3339_format(time, text);
    dd_buf_printf(out, " %s", text);
}

static void print_group(struct dd_buf *out, const struct daydream_log_group *group)
{
    dd_buf_printf(out, "%s %" PRIu64, dd_level_name(group->level), group->count);
    print_time(out, group->first);
    print_time(out, group->last);
    dd_buf_printf(out, " %s", group->template);
    if (group->exception != NULL)
        dd_buf_printf(out, " [%s]", group->exception);
    dd_buf_putc(out, '\n');
}

static void review(const char *path, struct dd_buf *out)
{
    struct dd_zone *zone = NULL;
    struct dd_log_review *review = NULL;
    const struct daydream_log_group *groups = NULL;
    size_t count = 0;

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_log_review_new(&(struct dd_log_options){.from = FROM,
                                                                .to = TO,
                                                                .zone = zone,
                                                                .minimum = DD_LEVEL_WARNING,
                                                                .max_groups = 100},
                                       &review, NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(dd_log_review_file(review, path, "case", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_log_review_groups(review, &groups, &count, NULL), DAYDREAM_OK);
    for (size_t i = 0; i < count; i++)
        print_group(out, &groups[i]);
    dd_log_review_free(review);
    dd_zone_free(zone);
}

/* Stamps without a year depend on when the file was written. */
static char *copy_case(const char *scratch, const char *path)
{
    const struct timespec times[] = {{.tv_sec = TO}, {.tv_sec = TO}};
    struct dd_buf bytes = DD_BUF_INIT;
    char *copy;

    ck_assert_int_eq(dd_fs_read(path, MAX_CASE, &bytes, NULL), DAYDREAM_OK);
    copy = scratch_write_bytes(scratch, "case.log", dd_buf_text(&bytes), bytes.length);
    ck_assert_int_eq(utimensat(AT_FDCWD, copy, times, 0), 0);
    dd_buf_free(&bytes);
    return copy;
}

static void check_case(const char *name)
{
    size_t stem = strlen(name) - strlen(".log");
    struct dd_buf file = DD_BUF_INIT;
    struct dd_buf got = DD_BUF_INIT;
    char *scratch = scratch_make();
    char *path;
    char *copy;
    char *wanted;

    dd_buf_printf(&file, CASES "/%s", name);
    path = test_path(dd_buf_text(&file));
    copy = copy_case(scratch, path);
    review(copy, &got);
    dd_buf_truncate(&file, strlen(CASES "/") + stem);
    dd_buf_puts(&file, ".expected");
    free(path);
    path = test_path(dd_buf_text(&file));
    wanted = scratch_read(path);
    ck_assert_msg(strcmp(dd_buf_text(&got), wanted) == 0, "%s: expected\n%s\ngot\n%s", name, wanted,
                  dd_buf_text(&got));
    free(wanted);
    free(path);
    free(copy);
    scratch_remove(scratch);
    dd_buf_free(&file);
    dd_buf_free(&got);
}

START_TEST(test_every_case)
{
    each_log(CASES, check_case);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_every_case};

    return suite_run("logs/cases", tests, sizeof tests / sizeof tests[0]);
}

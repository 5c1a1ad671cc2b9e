/* SPDX-License-Identifier: MIT */
/* Every tests/data/logs/lines/NAME.log, read line by line, gives what NAME.expected lists:
 * LEVEL <tab> TIME <tab> MESSAGE, or "none" for a line without a header. One more format is one
 * more pair of files. The zone is UTC, and the files end with 2026-07-20. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "logs/each-log.h"
#include "logs/format.h"
#include "support/scratch.h"
#include "support/suite.h"

#define LINES    "tests/data/logs/lines"
#define MODIFIED INT64_C(1784592000) /* 2026-07-21T00:00:00Z */

static void print_header(struct dd_buf *out, const char *line, const struct dd_header *header)
{
    char time[DD_RFC3339_SIZE] = "-";

    if (header->stamped)
        dd_rfc3339_format(header->time, time);
    dd_buf_printf(out, "%s\t%s\t%.*s\n", dd_level_name(header->level), time, (int)header->length,
                  line + header->message);
}

static void read_line(struct dd_stamps *stamps, const char *line, size_t length, struct dd_buf *out)
{
    struct dd_header header;

    if (!dd_header_read(stamps, line, length, &header)) {
        dd_buf_puts(out, "none\n");
        return;
    }
    ck_assert_msg(header.message + header.length <= length, "%.*s", (int)length, line);
    ck_assert_msg(header.stamp_end <= header.level_end && header.level_end <= length, "%.*s",
                  (int)length, line);
    print_header(out, line, &header);
}

static void read_lines(const char *text, struct dd_buf *out)
{
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;

    ck_assert_int_eq(dd_zone_open("UTC", &zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");

        read_line(&stamps, text, length, out);
        text += length + (text[length] != '\0' ? 1 : 0);
    }
    dd_zone_free(zone);
}

static char *read_data(const char *name, size_t stem, const char *suffix)
{
    char file[256];
    char *path;
    char *text;

    ck_assert_int_lt(snprintf(file, sizeof file, LINES "/%.*s%s", (int)stem, name, suffix),
                     sizeof file);
    path = test_path(file);
    text = scratch_read(path);
    free(path);
    return text;
}

/* Say which line it is. */
static void compare(const char *name, const char *wanted, const char *got)
{
    for (int line = 1; *wanted != '\0' || *got != '\0'; line++) {
        size_t length = strcspn(wanted, "\n");
        size_t other = strcspn(got, "\n");

        ck_assert_msg(length == other && memcmp(wanted, got, length) == 0,
                      "%s:%d: expected\n%.*s\ngot\n%.*s", name, line, (int)length, wanted,
                      (int)other, got);
        wanted += length + (wanted[length] != '\0' ? 1 : 0);
        got += other + (got[other] != '\0' ? 1 : 0);
    }
}

static void check_lines(const char *name)
{
    size_t stem = strlen(name) - strlen(".log");
    struct dd_buf got = DD_BUF_INIT;
    char *text = read_data(name, stem, ".log");
    char *wanted = read_data(name, stem, ".expected");

    read_lines(text, &got);
    if (getenv("DD_PRINT_LINES") != NULL)
        printf("== %s\n%s", name, dd_buf_text(&got));
    compare(name, wanted, dd_buf_text(&got));
    free(wanted);
    free(text);
    dd_buf_free(&got);
}

START_TEST(test_every_format)
{
    each_log(LINES, check_lines);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_every_format};

    return suite_run("logs/lines", tests, sizeof tests / sizeof tests[0]);
}

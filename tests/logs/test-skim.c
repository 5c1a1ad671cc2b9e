/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "logs/skim.h"
#include "support/suite.h"

#define LEARNT "2026-07-20 10:11:12,345 - app.db - INFO - all is well"

/* What is looked at behind a line, in which no line is known. */
#define DASHES  "----------------------------------------"
#define FILLING DASHES DASHES DASHES DASHES "\n"

struct fixture {
    struct dd_zone *zone;
    struct dd_stamps stamps;
    struct dd_skim skim;
};

/* What was passed over. */
struct skimmed {
    size_t length; /* in bytes, with the line feed of the last one */
    size_t lines;
    int64_t time; /* of the last one's stamp */
};

static struct skimmed skim_in_a_way(bool (*pass)(struct dd_skim_run *), struct dd_skim *skim,
                                    const char *text, size_t length, int64_t to)
{
    struct dd_line_ends ends;
    struct dd_skim_run run;
    struct skimmed skimmed = {0, 0, 0};

    dd_line_ends_init(&ends, text, length);
    dd_skim_begin(&run, skim, &ends, text, to);
    if (pass(&run))
        skimmed = (struct skimmed){(size_t)(run.at - text), run.lines, dd_skim_time(&run)};
    return skimmed;
}

/* As this processor does it, and as any would. */
static struct skimmed skim_lines(struct dd_skim *skim, const char *text, size_t length, int64_t to)
{
    struct skimmed one = skim_in_a_way(dd_skim_pass, skim, text, length, to);
    struct skimmed other = skim_in_a_way(dd_skim_pass_plainly, skim, text, length, to);

    ck_assert_uint_eq(one.length, other.length);
    ck_assert_uint_eq(one.lines, other.lines);
    ck_assert_int_eq(one.time, other.time);
    return one;
}

static void set_up(struct fixture *it)
{
    ck_assert_int_eq(dd_zone_open("UTC", &it->zone, NULL), DAYDREAM_OK);
    dd_stamps_init(&it->stamps, it->zone, INT64_C(1784592000)); /* 2026-07-21T00:00:00Z */
    dd_skim_init(&it->skim);
}

static void tear_down(struct fixture *it)
{
    dd_zone_free(it->zone);
}

/* Read a line as the review does, and learn it. */
static void learn(struct fixture *it, const char *line)
{
    struct dd_header header;

    ck_assert(dd_header_read(&it->stamps, line, strlen(line), &header));
    dd_skim_learn(&it->skim, line, strlen(line), &header);
}

/* Is the line passed over when others like it follow? */
static bool knows(struct fixture *it, const char *line, int64_t *time)
{
    /* a copy of its own size, so that reading beyond its end is seen */
    size_t length = strlen(line) + 1;
    char *copy = malloc(length + sizeof FILLING - 1);
    struct skimmed skimmed;

    ck_assert_ptr_nonnull(copy);
    memcpy(copy, line, length - 1);
    copy[length - 1] = '\n';
    memcpy(copy + length, FILLING, sizeof FILLING - 1);
    skimmed = skim_lines(&it->skim, copy, length + sizeof FILLING - 1, INT64_MAX);
    free(copy);
    ck_assert(skimmed.lines == 0 || (skimmed.lines == 1 && skimmed.length == length));
    *time = skimmed.time;
    return skimmed.lines == 1;
}

START_TEST(knows_lines_that_begin_alike)
{
    struct fixture it;
    static const struct {
        const char *line;
        bool known;
    } cases[] = {
        {LEARNT, true},
        {"2026-07-20 10:59:59,000 - app.db - INFO - something else", true},
        {"2026-07-20 10:00:00,999 - app.db - INFO - x", true},
        {"2026-07-20 11:00:00,000 - app.db - INFO - x", false}, /* another hour */
        {"2026-07-20 10:61:00,000 - app.db - INFO - x", false}, /* no time of day */
        {"2026-07-20 10:00:00.000 - app.db - INFO - x", false}, /* another way to write it */
        {"2026-07-20 10:00:00,0000 - app.db - INFO - x", false},
        {"2026-07-20 10:00:00,00 - app.db - INFO - x", false},
        {"2026-07-20 10:00:00,345 - app.db - ERROR - x", false},
        {"2026-07-20 10:00:00,345 - app.web - INFO - x", false},
        {"2026-07-20 10:00:00,345 - app.db - INFORM - x", false},
        {"2026-07-20 10:00:00,345 - app.db", false},
        {"2026-07-20 10:00:00,345", false},
        {"2026-07-20 10:", false},
        {"", false},
    };

    set_up(&it);
    learn(&it, LEARNT);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t time;

        ck_assert_msg(knows(&it, cases[i].line, &time) == cases[i].known, "%s", cases[i].line);
    }
    tear_down(&it);
}
END_TEST

START_TEST(tells_the_time)
{
    struct fixture it;
    static const char *const lines[] = {
        "2026-07-20 10:11:12 INFO x",
        "[2026-07-20T10:11:12Z INFO app::db] x",
        "2026-07-20T10:11:12.345+02:00 INFO 41 --- [exec-1] c.Cart : x",
        "2026/07/20 10:11:12 [info] 41#0: *9 x",
        "{\"time\":\"2026-07-20T10:11:12.5Z\",\"level\":\"info\",\"msg\":\"x\"}",
        "{\"level\":30,\"time\":1784542272345,\"msg\":\"x\"}",
        "time=2026-07-20T10:11:12.345Z level=INFO msg=x",
        "I0720 10:11:12.345678    4121 pool.go:42] x",
    };

    set_up(&it);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct dd_header header;
        int64_t time = 0;

        learn(&it, lines[i]);
        ck_assert(dd_header_read(&it.stamps, lines[i], strlen(lines[i]), &header));
        ck_assert_msg(knows(&it, lines[i], &time), "%s", lines[i]);
        ck_assert_int_eq(time, header.time);
    }
    tear_down(&it);
}
END_TEST

START_TEST(forgets_the_fields_behind_another_kind_of_stamp)
{
    struct fixture it;
    int64_t time;

    set_up(&it);
    learn(&it, "2026-07-20 10:11:12 INFO x");
    learn(&it, "[2026-07-20 10:11:12 WARN x] y");
    ck_assert(!knows(&it, "[2026-07-20 10:11:12 INFO x", &time));
    tear_down(&it);
}
END_TEST

/* More pairs of logger and level than there is room for, long and short ones. */
START_TEST(keeps_what_fits)
{
    struct fixture it;
    char line[200];
    int64_t time;

    set_up(&it);
    for (int i = 0; i < 1000; i++) {
        snprintf(line, sizeof line, "2026-07-20 10:11:12 - %.*slogger%d - INFO - x", i % 5,
                 "aaaaaaaa", i);
        learn(&it, line);
        ck_assert_msg(knows(&it, line, &time), "%s", line);
    }
    ck_assert(!knows(&it, "2026-07-20 10:11:12 - logger1000 - INFO - x", &time));
    tear_down(&it);
}
END_TEST

START_TEST(stops_at_the_end_of_the_window)
{
    static const char text[] = LEARNT "\n" LEARNT "\n" FILLING;
    static const struct {
        int64_t to;
        size_t lines;
    } cases[] = {
        {INT64_C(1784545200), 2}, /* 11:00: the hour is over by then */
        {INT64_C(1784545199), 0}, /* some of its lines may be out of it */
        {INT64_MIN, 0},
    };
    struct fixture it;

    set_up(&it);
    learn(&it, LEARNT);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_uint_eq(skim_lines(&it.skim, text, strlen(text), cases[i].to).lines,
                          cases[i].lines);
    tear_down(&it);
}
END_TEST

START_TEST(knows_only_objects_that_are_whole)
{
    static const char line[] = "{\"level\":30,\"time\":1784542272345,\"msg\":\"x\"}";
    static const struct {
        const char *line;
        bool known;
    } cases[] = {
        {line, true},
        {"{\"level\":30,\"time\":1784542999999,\"msg\":\"y\"}\r", true},
        {"{\"level\":30,\"time\":1784542272345,\"msg\":\"y", false},
        {"{\"level\":300,\"time\":1784542272345,\"msg\":\"y\"}", false},
        {"{\"level\":30,\"time\":17845422723450,\"msg\":\"y\"}", false},
        {"{\"level\":50,\"time\":1784542272345,\"msg\":\"y\"}", false},
    };
    struct fixture it;

    set_up(&it);
    learn(&it, line);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t time;

        ck_assert_msg(knows(&it, cases[i].line, &time) == cases[i].known, "%s", cases[i].line);
    }
    tear_down(&it);
}
END_TEST

/* A file may mix them; of too many those are forgotten that were not seen for the longest time. */
START_TEST(knows_several_shapes)
{
    static const char text[] = LEARNT "\n2026-07-20T10:11:13Z INFO x\n" LEARNT
                                      "\n[2026-07-20 10:11:14] [info] x\n" FILLING;
    struct fixture it;
    char other[80];

    set_up(&it);
    learn(&it, "2026-07-20T10:11:12Z INFO x");
    learn(&it, "[2026-07-20 10:11:12] [info] x");
    learn(&it, LEARNT);
    ck_assert_uint_eq(skim_lines(&it.skim, text, strlen(text), INT64_MAX).lines, 4);
    ck_assert_int_eq(skim_lines(&it.skim, text, strlen(text), INT64_MAX).time, 1784542274);
    for (size_t i = 1; i <= DD_SKIM_SHAPES; i++) {
        snprintf(other, sizeof other, "2026-07-20T10:11:12.%0*dZ INFO x", (int)i, 1);
        learn(&it, other);
    }
    ck_assert_uint_eq(skim_lines(&it.skim, text, strlen(text), INT64_MAX).lines, 0);
    tear_down(&it);
}
END_TEST

/* Its lines do not begin with their stamps, and may stand among others that do. */
START_TEST(knows_an_access_log)
{
    static const char line[] = "10.0.0.7 - - [20/Jul/2026:10:11:12 +0000] \"GET / HTTP/1.1\" 200 1";
    static const char text[] = LEARNT
        "\n"
        "1.2.3.4 - - [20/Jul/2026:10:11:13 +0000] \"GET /\" 301 1\n"
        "1.2.3.5 - x [20/Jul/2026:10:11:14 +0000] \"GET /\" 404 1\n" LEARNT "\n"
        "1.2.3.5 - x [20/Jul/2026:10:11:15 +0000] \"GET /\" 200 1\n"
        "1.2.3.5 - x [20/Jul/2026:10:11:16 +0000] \"GET /\" 502 1\n" FILLING;
    struct fixture it;
    struct skimmed skimmed;

    set_up(&it);
    learn(&it, line);
    learn(&it, LEARNT);
    skimmed = skim_lines(&it.skim, text, strlen(text), INT64_MAX);
    ck_assert_uint_eq(skimmed.lines, 5);
    ck_assert_int_eq(skimmed.time, 1784542275);
    skimmed = skim_lines(&it.skim, text + sizeof LEARNT, strlen(text) - sizeof LEARNT, 1784545199);
    ck_assert_uint_eq(skimmed.lines, 0);
    tear_down(&it);
}
END_TEST

START_TEST(learns_no_header_that_it_cannot_compare)
{
    struct fixture it;
    char line[300] = "2026-07-20 10:11:12 - ";
    int64_t time;

    set_up(&it);
    memset(line + strlen(line), 'a', 70);
    memcpy(line + 92, " - INFO - x", sizeof " - INFO - x");
    learn(&it, line);
    ck_assert(!knows(&it, line, &time));
    learn(&it, "ERROR:app.db:x");
    ck_assert(!knows(&it, "ERROR:app.db:x", &time));
    tear_down(&it);
}
END_TEST

START_TEST(passes_over_whole_lines)
{
    static const char text[] = LEARNT "\n" LEARNT "!\n" LEARNT "\n" FILLING;
    struct fixture it;
    struct skimmed skimmed;

    set_up(&it);
    learn(&it, LEARNT);
    for (size_t length = 0; length < sizeof text; length++) {
        char *copy = malloc(length + 1);

        ck_assert_ptr_nonnull(copy);
        memcpy(copy, text, length);
        skimmed = skim_lines(&it.skim, copy, length, INT64_MAX);
        ck_assert(skimmed.lines == 0 || copy[skimmed.length - 1] == '\n');
        ck_assert_uint_le(skimmed.length, length);
        free(copy);
    }
    ck_assert_uint_eq(skimmed.lines, 3);
    ck_assert_uint_eq(skimmed.length, sizeof text - sizeof FILLING);
    tear_down(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        knows_lines_that_begin_alike,
        tells_the_time,
        forgets_the_fields_behind_another_kind_of_stamp,
        keeps_what_fits,
        stops_at_the_end_of_the_window,
        knows_only_objects_that_are_whole,
        knows_several_shapes,
        knows_an_access_log,
        learns_no_header_that_it_cannot_compare,
        passes_over_whole_lines,
    };

    return suite_run("logs/skim", tests, sizeof tests / sizeof tests[0]);
}

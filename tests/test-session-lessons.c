/* SPDX-License-Identifier: MIT */
/* The public view of the lessons; tests/cli/lessons.sh has the rest. */
#include <stdlib.h>
#include <string.h>

#include "support/fleet.h"
#include "support/scratch.h"
#include "support/suite.h"

static void start(struct fleet *it, const char *home)
{
    struct dd_buf json = DD_BUF_INIT;

    fleet_lay_out(it);
    dd_buf_printf(&json,
                  "{\"projects\": {\"plain\": {\"working_directory\": \"../plain\"}}, "
                  "\"daydream\": {\"timezone\": \"UTC0\"%s}}",
                  home);
    fleet_configure(it, dd_buf_text(&json));
    dd_buf_free(&json);
    it->dd = fleet_session(it);
}

static struct daydream_lessons *load(struct fleet *it, const char *since)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream_lessons *lessons = NULL;

    ck_assert_msg(daydream_lessons_load(it->dd, since, &lessons, &err) == DAYDREAM_OK, "%s",
                  err.text);
    ck_assert_ptr_nonnull(lessons);
    return lessons;
}

START_TEST(gives_them_in_order)
{
    struct fleet it;
    struct daydream_lessons *lessons;
    const struct daydream_lesson *lesson;
    char *json = NULL;

    start(&it, ", \"home\": \"plain\"");
    free(scratch_write(it.folder, "plain/data/lessons_learned.jsonl",
                       "{\"date\": \"2026-02-01\", \"pattern\": \"once\"}\n"
                       "{\"date\": \"2026-02-01\", \"pattern\": \"once more\"}\n"
                       "{\"date\": \"2026-02-01\", \"pattern\": \"twice\", \"times\": 2}\n"
                       "no lesson\n"
                       "{\"date\": \"2026-01-01\", \"category\": \"c\", \"summary\": \"s\", "
                       "\"pattern\": \"last\", \"prevention\": \"p\", \"source_session\": \"x\", "
                       "\"validated\": 4, \"last_seen\": \"2026-02-18\", \"times\": 3}\n"));
    lessons = load(&it, NULL);
    ck_assert_uint_eq(daydream_lessons_count(lessons), 4);
    ck_assert_uint_eq(daydream_lessons_unread(lessons), 1);
    ck_assert_ptr_nonnull(
        strstr(daydream_lessons_path(lessons), "/plain/data/lessons_learned.jsonl"));
    lesson = daydream_lessons_at(lessons, 0);
    ck_assert_str_eq(daydream_lesson_pattern(lesson), "last");
    ck_assert_str_eq(daydream_lesson_date(lesson), "2026-01-01");
    ck_assert_str_eq(daydream_lesson_last_seen(lesson), "2026-02-18");
    ck_assert_str_eq(daydream_lesson_category(lesson), "c");
    ck_assert_str_eq(daydream_lesson_summary(lesson), "s");
    ck_assert_str_eq(daydream_lesson_prevention(lesson), "p");
    ck_assert_str_eq(daydream_lesson_source_session(lesson), "x");
    ck_assert_int_eq(daydream_lesson_times(lesson), 3);
    ck_assert_int_eq(daydream_lesson_validated(lesson), 4);
    ck_assert_str_eq(daydream_lesson_pattern(daydream_lessons_at(lessons, 1)), "twice");
    ck_assert_str_eq(daydream_lesson_pattern(daydream_lessons_at(lessons, 2)), "once");
    ck_assert_str_eq(daydream_lesson_pattern(daydream_lessons_at(lessons, 3)), "once more");
    ck_assert_ptr_null(daydream_lessons_at(lessons, 4));
    ck_assert_int_eq(daydream_lessons_to_json(lessons, &json, NULL), DAYDREAM_OK);
    ck_assert_ptr_nonnull(strstr(json, "\"schema\":1"));
    daydream_free_text(json);
    daydream_lessons_free(lessons);
    lessons = load(&it, "2026-02-02");
    ck_assert_uint_eq(daydream_lessons_count(lessons), 1);
    daydream_lessons_free(lessons);
    daydream_lessons_free(NULL);
    fleet_stop(&it);
}
END_TEST

START_TEST(are_none_where_the_file_is_missing)
{
    struct fleet it;
    struct daydream_lessons *lessons;

    start(&it, ", \"home\": \"plain\"");
    lessons = load(&it, NULL);
    ck_assert_uint_eq(daydream_lessons_count(lessons), 0);
    daydream_lessons_free(lessons);
    ck_assert(!scratch_exists(it.state));
    fleet_stop(&it);
}
END_TEST

START_TEST(says_what_is_wrong)
{
    struct fleet it;
    struct daydream_lessons *lessons = NULL;

    start(&it, "");
    ck_assert_int_eq(daydream_lessons_load(it.dd, NULL, &lessons, NULL), DAYDREAM_ERROR_NOT_FOUND);
    ck_assert_ptr_null(lessons);
    ck_assert_int_eq(daydream_lessons_load(it.dd, "2026-02-30", &lessons, NULL),
                     DAYDREAM_ERROR_ARGUMENT);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {gives_them_in_order, are_none_where_the_file_is_missing,
                                  says_what_is_wrong};

    return suite_run("session-lessons", tests, sizeof tests / sizeof tests[0]);
}

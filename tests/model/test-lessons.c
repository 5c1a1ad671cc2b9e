/* SPDX-License-Identifier: MIT */
/*
 * tests/data/model/lessons/: a folder is a case. What before.jsonl becomes by the reflections of
 * 2026-02-18 in reflections.jsonl (an object a line) is after.jsonl, byte for byte, and what is
 * counted is in `counts`. Doing it once more changes nothing.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "base/json.h"
#include "model/lessons.h"
#include "support/scratch.h"
#include "support/suite.h"

#define DATA "tests/data/model/lessons"
#define DATE "2026-02-18"

static void read_part(const char *folder, const char *name, struct dd_buf *out)
{
    char *path = scratch_path(folder, name);

    ck_assert_int_eq(dd_fs_read(path, (size_t)1024 * 1024, out, NULL), DAYDREAM_OK);
    free(path);
}

static void set(char **slot, struct json_object *object, const char *key)
{
    ck_assert_int_eq(dd_string_set(slot, dd_json_text(object, key, NULL), NULL), DAYDREAM_OK);
}

static void read_reflections(const char *folder, struct dd_reflection_rows *out)
{
    struct dd_buf text = DD_BUF_INIT;
    struct dd_lesson_line line;
    size_t at = 0;

    read_part(folder, "reflections.jsonl", &text);
    while (dd_lesson_line_next(dd_buf_text(&text), text.length, &at, &line)) {
        struct json_object *object = NULL;
        struct dd_reflection *row = dd_reflection_rows_new(out);

        ck_assert_ptr_nonnull(row);
        ck_assert_int_eq(
            dd_json_parse(line.text, line.length, folder, DAYDREAM_ERROR_ARGUMENT, &object, NULL),
            DAYDREAM_OK);
        set(&row->category, object, "category");
        set(&row->summary, object, "summary");
        set(&row->pattern, object, "pattern");
        set(&row->prevention, object, "prevention");
        set(&row->source_session, object, "source_session");
        json_object_put(object);
    }
    dd_buf_free(&text);
}

static void learn(const struct dd_buf *text, const struct dd_reflection_rows *reflections,
                  struct dd_buf *out, struct dd_lesson_counts *counts)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_lessons_learn(dd_buf_text(text), text->length, reflections, DATE, out, counts,
                                   &err) == DAYDREAM_OK,
                  "%s", err.text);
}

static void expect(const char *folder, const struct dd_buf *got, const struct dd_buf *wanted)
{
    ck_assert_msg(got->length == wanted->length &&
                      memcmp(dd_buf_text(got), dd_buf_text(wanted), got->length) == 0,
                  "%s:\n%s\nand not\n%s", folder, dd_buf_text(got), dd_buf_text(wanted));
}

static void expect_counts(const char *folder, const struct dd_lesson_counts *counts)
{
    struct dd_buf wanted = DD_BUF_INIT;
    char line[200];

    read_part(folder, "counts", &wanted);
    snprintf(line, sizeof line, "added %zu, again %zu, pruned %zu, kept %zu, unread %zu\n",
             counts->added, counts->again, counts->pruned, counts->kept, counts->unread);
    ck_assert_msg(strcmp(line, dd_buf_text(&wanted)) == 0, "%s: %s", folder, line);
    dd_buf_free(&wanted);
}

static void try_case(const char *folder)
{
    struct dd_reflection_rows reflections = {NULL, 0, 0};
    struct dd_lesson_counts counts;
    struct dd_lesson_counts again;
    struct dd_buf before = DD_BUF_INIT;
    struct dd_buf after = DD_BUF_INIT;
    struct dd_buf once = DD_BUF_INIT;
    struct dd_buf twice = DD_BUF_INIT;

    read_part(folder, "before.jsonl", &before);
    read_part(folder, "after.jsonl", &after);
    read_reflections(folder, &reflections);
    learn(&before, &reflections, &once, &counts);
    expect(folder, &once, &after);
    expect_counts(folder, &counts);
    learn(&once, &reflections, &twice, &again);
    expect(folder, &twice, &after);
    ck_assert_uint_eq(again.pruned, 0);
    again.pruned = counts.pruned;
    ck_assert_msg(memcmp(&again, &counts, sizeof counts) == 0, "%s: counts otherwise", folder);
    dd_reflection_rows_free(&reflections);
    dd_buf_free(&before);
    dd_buf_free(&after);
    dd_buf_free(&once);
    dd_buf_free(&twice);
}

START_TEST(every_case_gives_what_it_says)
{
    struct dd_strings names = DD_STRINGS_INIT;
    char *data = test_path(DATA);

    ck_assert_int_eq(dd_fs_list(data, &names, NULL), DAYDREAM_OK);
    ck_assert_uint_gt(names.count, 20);
    for (size_t i = 0; i < names.count; i++) {
        char *folder = scratch_path(data, names.items[i]);

        try_case(folder);
        free(folder);
    }
    dd_strings_free(&names);
    free(data);
}
END_TEST

/* Whatever is cut off where: no line that was not understood is lost, none is read beyond its end.
 */
START_TEST(a_file_that_was_cut_anywhere_keeps_its_bytes)
{
    static const char whole[] = "{\"date\": \"2026-02-01\", \"pattern\": \"Skips \\\"tests\\\"\", "
                                "\"x\": [{\"}\": 1}], \"times\": 2}\r\n";
    struct dd_reflection_rows reflections = {NULL, 0, 0};

    for (size_t i = 0; i < sizeof whole; i++) {
        struct dd_lesson_counts counts;
        struct dd_buf out = DD_BUF_INIT;
        char *copy = malloc(i + 1); /* of just that size, for the sanitizers */

        ck_assert_ptr_nonnull(copy);
        memcpy(copy, whole, i);
        ck_assert_int_eq(dd_lessons_learn(copy, i, &reflections, DATE, &out, &counts, NULL),
                         DAYDREAM_OK);
        ck_assert_uint_eq(out.length, i);
        ck_assert(i == 0 || memcmp(out.data, whole, i) == 0);
        free(copy);
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(refuses_what_is_no_date)
{
    struct dd_reflection_rows reflections = {NULL, 0, 0};
    struct dd_lesson_counts counts;
    struct dd_buf out = DD_BUF_INIT;

    ck_assert_int_eq(dd_lessons_learn("", 0, &reflections, "today", &out, &counts, NULL),
                     DAYDREAM_ERROR_ARGUMENT);
    dd_buf_free(&out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        every_case_gives_what_it_says,
        a_file_that_was_cut_anywhere_keeps_its_bytes,
        refuses_what_is_no_date,
    };

    return suite_run("model/lessons", tests, sizeof tests / sizeof tests[0]);
}

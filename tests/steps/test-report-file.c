/* SPDX-License-Identifier: MIT */
/* Where the local reports lie. */
#include <stdlib.h>
#include <string.h>

#include "steps/report-file.h"
#include "support/scratch.h"
#include "support/suite.h"

static void check(const char *state, const char *date, enum daydream_format format,
                  const char *wanted)
{
    char *text = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_report_file_read(state, date, format, &text, &err) == DAYDREAM_OK, "%s",
                  err.text);
    ck_assert_str_eq(text, wanted);
    daydream_free_text(text);
}

START_TEST(names_its_files)
{
    struct dd_buf path = DD_BUF_INIT;

    dd_report_file_path(&path, "/state", "2026-02-18", DAYDREAM_FORMAT_MARKDOWN);
    ck_assert_str_eq(dd_buf_text(&path), "/state/reports/2026-02-18.md");
    dd_buf_reset(&path);
    dd_report_file_path(&path, "/state", "2026-02-18", DAYDREAM_FORMAT_JSON);
    ck_assert_str_eq(dd_buf_text(&path), "/state/reports/2026-02-18.json");
    dd_buf_free(&path);
}
END_TEST

START_TEST(reads_a_date_or_the_newest)
{
    static const char *const names[] = {"2026-02-17.md",  "2026-02-18.md", "2026-02-16.json",
                                        "2026-02-19.txt", "2026-13-01.md", "zzz.md",
                                        "2026-02-20.md~", "x2026-02-21.md"};
    char *state = scratch_make();

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct dd_buf name = DD_BUF_INIT;

        dd_buf_printf(&name, "reports/%s", names[i]);
        free(scratch_write(state, dd_buf_text(&name), names[i]));
        dd_buf_free(&name);
    }
    check(state, "2026-02-17", DAYDREAM_FORMAT_MARKDOWN, "2026-02-17.md");
    check(state, NULL, DAYDREAM_FORMAT_MARKDOWN, "2026-02-18.md");
    check(state, NULL, DAYDREAM_FORMAT_JSON, "2026-02-16.json");
    scratch_remove(state);
}
END_TEST

START_TEST(says_that_there_is_none)
{
    char *state = scratch_make();
    static const struct {
        const char *date;
        enum daydream_status status;
        const char *said;
    } cases[] = {
        {NULL, DAYDREAM_ERROR_NOT_FOUND, "no report below "},
        {"2026-02-18", DAYDREAM_ERROR_NOT_FOUND, "no report of 2026-02-18 below "},
        {"2026-02-30", DAYDREAM_ERROR_ARGUMENT, "'2026-02-30' is no date"},
        {"../../etc/passwd", DAYDREAM_ERROR_ARGUMENT, "is no date"},
        {"", DAYDREAM_ERROR_ARGUMENT, "is no date"},
    };

    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
            char *text = NULL;
            struct daydream_error err = DAYDREAM_ERROR_INIT;
            enum daydream_status status = dd_report_file_read(
                state, cases[i].date, DAYDREAM_FORMAT_MARKDOWN, &text, &err);

            ck_assert_msg(status == cases[i].status, "%zu: %s", i, daydream_status_name(status));
            ck_assert_ptr_null(text);
            ck_assert_msg(strstr(err.text, cases[i].said) != NULL, "%s", err.text);
        }
        free(scratch_write(state, "reports/notes.txt", "no report"));
    }
    scratch_remove(state);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {names_its_files, reads_a_date_or_the_newest,
                                  says_that_there_is_none};

    return suite_run("steps/report-file", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
/*
 * tests/data/reports/: a folder is a case. Its report.json is a report (see report-case.h), and the
 * files beside it are its faces: issue.md, the issue of the first project's repository, local.md
 * and local.json. A case holds the faces that it is about. VERSION stands for ours.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "model/report-case.h"
#include "support/scratch.h"
#include "support/suite.h"

#define DATA   "tests/data/reports"
#define REPORT "report.json"
#define SIGN   "<sub>daydream "

/* Cases can be added, not lost. */
#define MIN_CASES 15

static enum daydream_status write_issue(struct dd_buf *out, const struct dd_report *report,
                                        struct daydream_error *err)
{
    struct dd_buf repository = DD_BUF_INIT;
    enum daydream_status status;

    dd_project_repository(report->projects[0].project, &repository);
    status = dd_report_body(out, report, dd_buf_text(&repository), err);
    dd_buf_free(&repository);
    return status;
}

static enum daydream_status write_json(struct dd_buf *out, const struct dd_report *report,
                                       struct daydream_error *err)
{
    return dd_report_json(out, report, false, err);
}

static const struct face {
    const char *file;
    enum daydream_status (*write)(struct dd_buf *, const struct dd_report *,
                                  struct daydream_error *);
} faces[] = {
    {"issue.md", write_issue},
    {"local.md", dd_report_markdown},
    {"local.json", write_json},
};

#define FACES (sizeof faces / sizeof faces[0])

/* A release must not change what is expected. */
static void hide_version(struct dd_buf *text)
{
    const char *version = daydream_version();
    const char *sign = strstr(dd_buf_text(text), SIGN);
    struct dd_buf out = DD_BUF_INIT;
    size_t before;

    if (sign == NULL)
        return;
    before = (size_t)(sign - text->data) + strlen(SIGN);
    ck_assert_msg(strncmp(text->data + before, version, strlen(version)) == 0, "%s", sign);
    dd_buf_add(&out, text->data, before);
    dd_buf_puts(&out, "VERSION");
    dd_buf_puts(&out, text->data + before + strlen(version));
    dd_buf_free(text);
    *text = out;
}

static void check_face(const char *path, const struct dd_report *report, const struct face *face)
{
    struct dd_buf got = DD_BUF_INIT;
    char *wanted = scratch_read(path);
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(face->write(&got, report, &err) == DAYDREAM_OK, "%s: %s", path, err.text);
    hide_version(&got);
    ck_assert_msg(strcmp(dd_buf_text(&got), wanted) == 0, "%s\ngot:\n%s\nwant:\n%s", path,
                  dd_buf_text(&got), wanted);
    free(wanted);
    dd_buf_free(&got);
}

static const struct face *face_of(const char *file)
{
    for (size_t i = 0; i < FACES; i++)
        if (strcmp(faces[i].file, file) == 0)
            return &faces[i];
    return NULL;
}

/* A file of any other name would be one that nothing is compared with. */
static void check_files(const char *folder, const struct dd_report *report)
{
    struct dd_strings files = DD_STRINGS_INIT;

    ck_assert_int_eq(dd_fs_list(folder, &files, NULL), DAYDREAM_OK);
    ck_assert_msg(files.count > 1, "%s: nothing is expected", folder);
    for (size_t i = 0; i < files.count; i++) {
        const struct face *face = face_of(files.items[i]);
        char *path = scratch_path(folder, files.items[i]);

        ck_assert_msg(face != NULL || strcmp(files.items[i], REPORT) == 0, "%s is no face", path);
        if (face != NULL)
            check_face(path, report, face);
        free(path);
    }
    dd_strings_free(&files);
}

static void check_case(const char *data, const char *name)
{
    char *folder = scratch_path(data, name);
    char *path = scratch_path(folder, REPORT);
    struct report_case it;

    report_case_load(&it, path);
    check_files(folder, &it.report);
    report_case_free(&it);
    free(path);
    free(folder);
}

START_TEST(every_case_has_the_faces_that_it_says)
{
    char *data = test_path(DATA);
    struct dd_strings names = DD_STRINGS_INIT;

    ck_assert_int_eq(dd_fs_list(data, &names, NULL), DAYDREAM_OK);
    ck_assert_uint_ge(names.count, MIN_CASES);
    for (size_t i = 0; i < names.count; i++)
        check_case(data, names.items[i]);
    dd_strings_free(&names);
    free(data);
}
END_TEST

static void check_limit(const struct dd_report *report, const struct face *face, size_t limit,
                        enum daydream_status status)
{
    struct dd_buf out = {.limit = limit};
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(face->write(&out, report, &err) == status, "%s in %zu bytes", face->file, limit);
    ck_assert_int_eq(err.code, status);
    dd_buf_free(&out);
}

/* Wherever memory ends: a part must not pass for the whole. */
START_TEST(half_a_report_is_an_error)
{
    char *path = test_path(DATA "/sample/" REPORT);
    struct report_case it;

    report_case_load(&it, path);
    for (size_t i = 0; i < FACES; i++) {
        struct dd_buf whole = DD_BUF_INIT;

        ck_assert_int_eq(faces[i].write(&whole, &it.report, NULL), DAYDREAM_OK);
        for (size_t limit = 1; limit < whole.length; limit++)
            check_limit(&it.report, &faces[i], limit, DAYDREAM_ERROR_MEMORY);
        check_limit(&it.report, &faces[i], whole.length, DAYDREAM_OK);
        dd_buf_free(&whole);
    }
    report_case_free(&it);
    free(path);
}
END_TEST

/* The words are a contract: daydream(1), section JSON. */
START_TEST(steps_stand_in_words)
{
    ck_assert_str_eq(dd_step_status_name(DAYDREAM_STEP_PENDING), "pending");
    ck_assert_str_eq(dd_step_status_name(DAYDREAM_STEP_DONE), "done");
    ck_assert_str_eq(dd_step_status_name(DAYDREAM_STEP_SKIPPED), "skipped");
    ck_assert_str_eq(dd_step_status_name(DAYDREAM_STEP_FAILED), "failed");
}
END_TEST

/* ---- in pieces ---- */

#define TIMES 200

static enum daydream_status copy_findings(const void *user, const struct daydream_project *project,
                                          struct daydream_findings **out,
                                          struct daydream_error *err)
{
    const struct report_case *it = user;
    size_t i = 0;

    while (it->entries[i].project != project)
        i++;
    ck_assert_int_eq(daydream_findings_new(out, err), DAYDREAM_OK);
    for (size_t j = 0; j < it->entries[i].findings->count; j++)
        ck_assert_int_eq(dd_findings_add_copy(*out, it->entries[i].findings->items[j], err),
                         DAYDREAM_OK);
    return DAYDREAM_OK;
}

struct pieces {
    struct dd_buf text;
    size_t count;
    size_t longest;
};

static enum daydream_status take_piece(void *user, struct dd_buf *text, struct daydream_error *err)
{
    struct pieces *pieces = user;

    (void)err;
    dd_buf_add(&pieces->text, text->data, text->length);
    pieces->count++;
    if (text->length > pieces->longest)
        pieces->longest = text->length;
    dd_buf_reset(text);
    return DAYDREAM_OK;
}

/* The case's projects, so many times over. Owned: free(). */
static struct dd_report_project *repeat(const struct report_case *it, bool with_findings)
{
    size_t count = it->report.project_count;
    struct dd_report_project *entries = calloc(TIMES * count, sizeof *entries);

    ck_assert_ptr_nonnull(entries);
    for (size_t i = 0; i < TIMES * count; i++) {
        entries[i] = it->entries[i % count];
        if (!with_findings)
            entries[i].findings = NULL;
    }
    return entries;
}

static void render_again(const struct report_case *it, const struct face *face,
                         const struct dd_report_sink *sink, struct dd_buf *out)
{
    struct dd_report_project *entries = repeat(it, sink == NULL);
    struct dd_report report = it->report;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    report.projects = entries;
    report.project_count *= TIMES;
    report.sink = sink;
    report.source = (struct dd_report_source){copy_findings, it};
    ck_assert_msg(face->write(out, &report, &err) == DAYDREAM_OK, "%s", err.text);
    free(entries);
}

static void check_pieces(const struct report_case *it, const struct face *face)
{
    struct pieces pieces = {DD_BUF_INIT, 0, 0};
    const struct dd_report_sink sink = {take_piece, &pieces};
    struct dd_buf whole = DD_BUF_INIT;
    struct dd_buf end = DD_BUF_INIT;

    render_again(it, face, NULL, &whole);
    render_again(it, face, &sink, &end);
    ck_assert_uint_gt(pieces.count, 3);
    ck_assert_uint_lt(pieces.longest, whole.length / 3);
    dd_buf_add(&pieces.text, end.data, end.length);
    ck_assert_str_eq(dd_buf_text(&pieces.text), dd_buf_text(&whole));
    dd_buf_free(&pieces.text);
    dd_buf_free(&whole);
    dd_buf_free(&end);
}

/* Findings from elsewhere, a project at a time, and a text that is handed on as it grows. */
START_TEST(comes_in_pieces_where_it_is_long)
{
    char *path = test_path(DATA "/whole-run/" REPORT);
    struct report_case it;

    report_case_load(&it, path);
    check_pieces(&it, face_of("local.md"));
    check_pieces(&it, face_of("local.json"));
    report_case_free(&it);
    free(path);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        every_case_has_the_faces_that_it_says,
        half_a_report_is_an_error,
        steps_stand_in_words,
        comes_in_pieces_where_it_is_long,
    };

    return suite_run("model/report", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
/* Step 9: the local report of the date, as Markdown and as JSON. */
#include "base/error.h"
#include "base/fs.h"
#include "steps/report-file.h"
#include "steps/reporting.h"

typedef enum daydream_status (*render_fn)(struct dd_buf *out, const struct dd_report *report,
                                          struct daydream_error *err);

static enum daydream_status render_json(struct dd_buf *out, const struct dd_report *report,
                                        struct daydream_error *err)
{
    enum daydream_status status = dd_report_json(out, report, false, err);

    dd_buf_putc(out, '\n');
    return status == DAYDREAM_OK ? dd_buf_status(out, err) : status;
}

static const struct face {
    enum daydream_format format;
    render_fn render;
} faces[] = {
    {DAYDREAM_FORMAT_MARKDOWN, dd_report_markdown},
    {DAYDREAM_FORMAT_JSON, render_json},
};

static enum daydream_status write_face(const struct dd_step_context *context,
                                       const struct face *face, const struct dd_report *report,
                                       struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status = face->render(&text, report, err);

    dd_report_file_path(&path, context->state_directory, report->date, face->format);
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&path, err);
    if (status == DAYDREAM_OK)
        status = dd_fs_write(dd_buf_text(&path), dd_buf_text(&text), text.length, 0600, err);
    dd_buf_free(&path);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status write_faces(const struct dd_step_context *context,
                                        const struct dd_report *report, struct daydream_error *err)
{
    struct dd_buf directory = DD_BUF_INIT;
    enum daydream_status status;

    dd_report_file_directory(&directory, context->state_directory);
    status = dd_buf_status(&directory, err);
    if (status == DAYDREAM_OK)
        status = dd_fs_make_directory(dd_buf_text(&directory), 0700, err);
    for (size_t i = 0; i < sizeof faces / sizeof faces[0] && status == DAYDREAM_OK; i++)
        status = write_face(context, &faces[i], report, err);
    dd_buf_free(&directory);
    return status;
}

enum daydream_status dd_step_run_produce_report(struct dd_step_context *context,
                                                struct daydream_error *err)
{
    struct dd_reporting reporting;
    enum daydream_status status = dd_reporting_all(context, &reporting, err);

    if (status == DAYDREAM_OK && !context->dry_run)
        status = write_faces(context, &reporting.report, err);
    dd_reporting_free(&reporting);
    return status;
}

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
    enum daydream_status status = dd_report_json(out, report, report->timed, err);

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

static enum daydream_status add_piece(void *user, struct dd_buf *text, struct daydream_error *err)
{
    enum daydream_status status = dd_fs_draft_add(user, text->data, text->length, err);

    dd_buf_reset(text);
    return status;
}

/* Piece by piece: many projects make a long report. */
static enum daydream_status render(const struct face *face, const struct dd_report *report,
                                   struct dd_fs_draft *draft, struct daydream_error *err)
{
    const struct dd_report_sink sink = {add_piece, draft};
    struct dd_report streamed = *report;
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    streamed.sink = &sink;
    status = face->render(&text, &streamed, err);
    if (status == DAYDREAM_OK)
        status = add_piece(draft, &text, err);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status write_face(const struct dd_step_context *context,
                                       const struct face *face, const struct dd_report *report,
                                       struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    struct dd_fs_draft draft = DD_FS_DRAFT_INIT;
    enum daydream_status status;

    dd_report_file_path(&path, context->state_directory, report->date, face->format);
    if ((status = dd_buf_status(&path, err)) == DAYDREAM_OK &&
        (status = dd_fs_draft_begin(&draft, dd_buf_text(&path), 0600, err)) == DAYDREAM_OK &&
        (status = render(face, report, &draft, err)) == DAYDREAM_OK)
        status = dd_fs_draft_keep(&draft, err);
    dd_fs_draft_free(&draft);
    dd_buf_free(&path);
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

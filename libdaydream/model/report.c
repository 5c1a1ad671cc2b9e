/* SPDX-License-Identifier: MIT */
/* Owns what the local report looks like. */
#include <string.h>

#include "model/render.h"
#include "model/report.h"
#include "text/markdown.h"

/* So many of those that wait are named; there may be thousands. */
#define WAITING_MAX 20

static const char *const step_status_names[] = {
    [DAYDREAM_STEP_PENDING] = "pending",
    [DAYDREAM_STEP_DONE] = "done",
    [DAYDREAM_STEP_SKIPPED] = "skipped",
    [DAYDREAM_STEP_FAILED] = "failed",
};

const char *dd_step_status_name(enum daydream_step_status status)
{
    return step_status_names[status];
}

static void write_head(struct dd_buf *out, const struct dd_report *report)
{
    struct dd_tally tally = {0};

    for (size_t i = 0; i < report->project_count; i++)
        dd_tally_add(&tally, report->projects[i].findings);
    dd_buf_printf(out, "# Daydream Report - %s\n\n", report->date);
    dd_tally_write(out, &tally);
    dd_buf_printf(out, " in %zu %s", report->project_count,
                  report->project_count == 1 ? "project" : "projects");
    dd_render_since(out, report->zone, report->previous);
    dd_buf_puts(out, "\n\n");
    if (report->waiting > 0)
        dd_buf_printf(out, "**%zu %s in the outbox**; `daydream outbox flush` sends them.\n\n",
                      report->waiting, report->waiting == 1 ? "issue waits" : "issues wait");
}

/* "Issue: created, https://…" */
static void write_issue(struct dd_buf *out, const struct daydream_issue *issue)
{
    if (issue == NULL || issue->action == DAYDREAM_ACTION_NONE)
        return;
    dd_buf_printf(out, "Issue: %s", dd_action_name(issue->action));
    if (issue->url != NULL)
        dd_buf_printf(out, ", <%s>", issue->url);
    if (issue->reason != NULL) {
        dd_buf_puts(out, " (");
        dd_markdown_text(out, issue->reason);
        dd_buf_putc(out, ')');
    }
    dd_buf_puts(out, "\n\n");
}

static enum daydream_status write_project(struct dd_buf *out, const struct dd_report *report,
                                          const struct dd_report_project *entry,
                                          struct daydream_error *err)
{
    struct dd_render how = {
        .zone = report->zone, .date = report->date, .project = entry->project, .heading = 3};
    struct dd_tally tally = {0};

    dd_buf_puts(out, "## ");
    dd_markdown_text(out, entry->project->name);
    dd_buf_puts(out, "\n\n");
    dd_markdown_code(out, entry->project->directory);
    if (entry->project->repo != NULL) {
        dd_buf_puts(out, " · ");
        dd_project_repository(entry->project, out);
    }
    dd_buf_puts(out, "\n\n");
    write_issue(out, entry->issue);
    dd_render_gaps(out, &entry->gaps);
    if (entry->findings->count == 0 && entry->gaps.count == 0)
        dd_buf_puts(out, "Nothing found.\n\n");
    return dd_render_findings(out, &how, entry->findings, &tally, err);
}

static void write_left_out(struct dd_buf *out, const struct daydream_projects *projects)
{
    size_t count = projects != NULL ? daydream_projects_skipped_count(projects) : 0;

    if (count > 0)
        dd_buf_puts(out, "## Left out\n\n");
    for (size_t i = 0; i < count; i++) {
        dd_buf_puts(out, "- ");
        dd_markdown_code(out, daydream_projects_skipped_slug(projects, i));
        dd_buf_puts(out, " — ");
        dd_markdown_text(out, daydream_projects_skipped_reason(projects, i));
        dd_buf_putc(out, '\n');
    }
    if (count > 0)
        dd_buf_putc(out, '\n');
}

static void write_waiting(struct dd_buf *out, const struct dd_report *report,
                          const struct dd_report_waiting *waiting)
{
    dd_buf_printf(out, "- %s, ", waiting->date);
    dd_markdown_code(out, waiting->repository);
    dd_render_since(out, report->zone, waiting->queued);
    if (waiting->url != NULL)
        dd_buf_printf(out, ", as <%s>", waiting->url);
    if (waiting->reason != NULL) {
        dd_buf_puts(out, ": ");
        dd_markdown_text(out, waiting->reason);
    }
    dd_buf_putc(out, '\n');
}

static void write_outbox(struct dd_buf *out, const struct dd_report *report)
{
    size_t count = report->outbox != NULL ? report->waiting : 0;

    if (count == 0)
        return;
    dd_buf_puts(out, "## Outbox\n\n");
    for (size_t i = 0; i < count && i < WAITING_MAX; i++)
        write_waiting(out, report, &report->outbox[i]);
    if (count > WAITING_MAX)
        dd_buf_printf(out, "- %zu more: `daydream outbox list`\n", count - WAITING_MAX);
    dd_buf_putc(out, '\n');
}

static void write_steps(struct dd_buf *out, const struct dd_report *report)
{
    dd_buf_puts(out, "## Steps\n\n| # | step | status | |\n|--:|---|---|---|\n");
    for (size_t i = 0; i < report->step_count; i++) {
        const struct dd_report_step *step = &report->steps[i];

        dd_buf_printf(out, "| %d | %s | %s | ", step->number, step->name,
                      dd_step_status_name(step->status));
        dd_markdown_text(out, step->reason != NULL ? step->reason : "");
        dd_buf_puts(out, " |\n");
    }
    dd_buf_printf(out, "\n<sub>daydream %s</sub>\n", daydream_version());
}

enum daydream_status dd_report_markdown(struct dd_buf *out, const struct dd_report *report,
                                        struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    write_head(out, report);
    for (size_t i = 0; i < report->project_count && status == DAYDREAM_OK; i++)
        status = write_project(out, report, &report->projects[i], err);
    write_left_out(out, report->left_out);
    write_outbox(out, report);
    write_steps(out, report);
    return status == DAYDREAM_OK ? dd_buf_status(out, err) : status;
}

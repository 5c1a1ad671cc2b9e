/* SPDX-License-Identifier: MIT */
/* Owns the end of the local report: what was left out, what waits, and how the steps went. */
#include <string.h>

#include "model/render.h"
#include "model/report-local.h"
#include "model/table.h"
#include "text/markdown.h"

/* So many of those that wait are named; there may be thousands. */
#define WAITING_MAX 20

#define STATUSES    ((size_t)DAYDREAM_STEP_FAILED + 1)

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

/* ---- The outbox -------------------------------------------------------------------------- */

/* A reason stands once above all in a row that wait for it. */
static void write_reason(struct dd_buf *out, const struct dd_report_waiting *waiting,
                         const struct dd_report_waiting *before)
{
    const char *reason = waiting->reason != NULL ? waiting->reason : "not tried yet";
    const char *last = before != NULL && before->reason != NULL ? before->reason : "not tried yet";

    if (before != NULL && strcmp(reason, last) == 0)
        return;
    dd_buf_puts(out, before != NULL ? "\n" : "");
    dd_markdown_text(out, reason);
    dd_buf_puts(out, "\n\n");
}

static void write_waiting(struct dd_buf *out, const struct dd_report *report,
                          const struct dd_report_waiting *waiting)
{
    dd_buf_printf(out, "- %s, ", waiting->date);
    dd_markdown_code(out, waiting->repository);
    dd_render_since(out, report->zone, waiting->queued);
    if (waiting->url != NULL)
        dd_buf_printf(out, ", as <%s>", waiting->url);
    dd_buf_putc(out, '\n');
}

static void write_outbox(struct dd_buf *out, const struct dd_report *report)
{
    size_t count = report->outbox != NULL ? report->waiting : 0;

    if (count == 0)
        return;
    dd_buf_puts(out, "## Outbox\n\n");
    for (size_t i = 0; i < count && i < WAITING_MAX; i++) {
        write_reason(out, &report->outbox[i], i > 0 ? &report->outbox[i - 1] : NULL);
        write_waiting(out, report, &report->outbox[i]);
    }
    if (count > WAITING_MAX)
        dd_buf_printf(out, "- %zu more: `daydream outbox list`\n", count - WAITING_MAX);
    dd_buf_putc(out, '\n');
}

/* ---- The steps --------------------------------------------------------------------------- */

/* "0.3 s", "12 s", "2 min 5 s"; by hand: printf() would take the decimal point from the locale. */
static void write_seconds(struct dd_buf *out, double seconds)
{
    long tenths = (long)(seconds * 10 + 0.5);
    long whole = tenths / 10;

    if (whole < 10)
        dd_buf_printf(out, "%ld.%ld s", whole, tenths % 10);
    else if (whole < 60)
        dd_buf_printf(out, "%ld s", whole);
    else
        dd_buf_printf(out, "%ld min %ld s", whole / 60, whole % 60);
}

/* "8 done, 2 skipped, in 12 s" */
static void write_sum(struct dd_buf *out, const struct dd_report *report)
{
    static const enum daydream_step_status order[STATUSES] = {
        DAYDREAM_STEP_FAILED, DAYDREAM_STEP_DONE, DAYDREAM_STEP_SKIPPED, DAYDREAM_STEP_PENDING};
    size_t counts[STATUSES] = {0};
    const char *separator = "";
    double seconds = 0;

    for (size_t i = 0; i < report->step_count; i++) {
        counts[report->steps[i].status]++;
        seconds += report->steps[i].seconds;
    }
    for (size_t i = 0; i < STATUSES; i++) {
        if (counts[order[i]] == 0)
            continue;
        dd_buf_printf(out, "%s%zu %s", separator, counts[order[i]], dd_step_status_name(order[i]));
        separator = ", ";
    }
    if (report->timed) {
        dd_buf_puts(out, ", in ");
        write_seconds(out, seconds);
    }
    dd_buf_puts(out, "\n\n");
}

/* What tried nothing took no time. */
static bool has_time(const struct dd_report_step *step)
{
    return step->status == DAYDREAM_STEP_DONE || step->status == DAYDREAM_STEP_FAILED;
}

static void write_step_table(struct dd_buf *out, const struct dd_report *report)
{
    static const char *const titles[] = {"#", "step", "status", "time"};
    struct dd_table table = {report->timed ? "rllr" : "rll", DD_BUF_INIT};

    for (size_t i = 0; table.columns[i] != '\0'; i++) {
        dd_buf_puts(&table.text, titles[i]);
        dd_table_end_cell(&table);
    }
    for (size_t i = 0; i < report->step_count; i++) {
        const struct dd_report_step *step = &report->steps[i];
        const char *mark = step->status == DAYDREAM_STEP_FAILED ? "**" : "";

        dd_buf_printf(&table.text, "%d", step->number);
        dd_table_end_cell(&table);
        dd_buf_puts(&table.text, step->name);
        dd_table_end_cell(&table);
        dd_buf_printf(&table.text, "%s%s%s", mark, dd_step_status_name(step->status), mark);
        dd_table_end_cell(&table);
        if (report->timed && has_time(step))
            write_seconds(&table.text, step->seconds);
        if (report->timed)
            dd_table_end_cell(&table);
    }
    dd_table_write(out, &table);
    dd_buf_putc(out, '\n');
}

static bool has_reason(const struct dd_report_step *step, const struct dd_report_step *like)
{
    return step->reason != NULL && step->status == like->status &&
           strcmp(step->reason, like->reason) == 0;
}

static bool was_told(const struct dd_report *report, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (has_reason(&report->steps[i], &report->steps[index]))
            return true;
    return false;
}

/* Below the table, which they would make wider than any page; each once. */
static void write_step_reasons(struct dd_buf *out, const struct dd_report *report)
{
    size_t start = out->length;

    for (size_t i = 0; i < report->step_count; i++) {
        const char *lead = "- ";

        if (report->steps[i].reason == NULL || was_told(report, i))
            continue;
        for (size_t j = i; j < report->step_count; j++) {
            if (!has_reason(&report->steps[j], &report->steps[i]))
                continue;
            dd_buf_printf(out, "%s%s", lead, report->steps[j].name);
            lead = ", ";
        }
        dd_buf_puts(out, ": ");
        dd_markdown_text(out, report->steps[i].reason);
        dd_buf_putc(out, '\n');
    }
    if (out->length > start)
        dd_buf_putc(out, '\n');
}

static void write_steps(struct dd_buf *out, const struct dd_report *report)
{
    if (report->step_count == 0)
        return;
    dd_buf_puts(out, "## Steps\n\n");
    write_sum(out, report);
    write_step_table(out, report);
    write_step_reasons(out, report);
}

void dd_report_end(struct dd_buf *out, const struct dd_report *report)
{
    write_left_out(out, report->left_out);
    write_outbox(out, report);
    write_steps(out, report);
    dd_buf_printf(out, "<sub>daydream %s</sub>\n", daydream_version());
}

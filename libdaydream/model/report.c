/* SPDX-License-Identifier: MIT */
/* Owns what the local report looks like: which chapters it has, and the one of each project. */
#include <stdlib.h>

#include "model/render.h"
#include "model/report-local.h"
#include "model/section.h"
#include "text/markdown.h"

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

static bool is_home(const struct dd_report *report, const struct dd_report_project *entry)
{
    return report->left_out != NULL && entry->project == report->left_out->home;
}

static bool has_any(const struct dd_report_project *entry, unsigned chapters)
{
    for (size_t i = 0; i < entry->findings->count; i++)
        if (dd_render_is_in(entry->findings->items[i], chapters))
            return true;
    return false;
}

/* What home alone is looked at for has a chapter of its own; a caller may also give such findings
 * to another project. */
static unsigned own_chapters(const struct dd_report *report, const struct dd_report_project *entry)
{
    return is_home(report, entry) ? DD_CHAPTER_PROJECTS : DD_CHAPTER_PROJECTS | DD_CHAPTER_HOME;
}

/* "Issue: filed, https://…" */
static void write_issue(struct dd_buf *out, const struct dd_report *report,
                        const struct dd_report_project *entry)
{
    const struct daydream_issue *issue = entry->issue;
    const char *words = dd_report_issue_words(entry);

    if (words == NULL)
        return;
    dd_buf_printf(out, "Issue: %s", words);
    if (issue->url != NULL)
        dd_buf_printf(out, ", <%s>", issue->url);
    /* why it waits is told where the outbox is */
    if (issue->reason != NULL &&
        (issue->action != DAYDREAM_ACTION_QUEUED || report->outbox == NULL)) {
        dd_buf_puts(out, " (");
        dd_markdown_text(out, issue->reason);
        dd_buf_putc(out, ')');
    }
    dd_buf_puts(out, "\n\n");
}

static void write_project_head(struct dd_buf *out, const struct dd_report *report,
                               const struct dd_report_project *entry)
{
    dd_markdown_code(out, entry->project->directory);
    if (entry->project->repo != NULL) {
        dd_buf_puts(out, " · ");
        dd_project_repository(entry->project, out);
    }
    dd_buf_puts(out, "\n\n");
    write_issue(out, report, entry);
}

static enum daydream_status write_findings(struct dd_buf *out, const struct dd_report *report,
                                           const struct dd_report_project *entry, int heading,
                                           unsigned chapters, struct daydream_error *err)
{
    struct dd_render how = {.zone = report->zone,
                            .date = report->date,
                            .project = entry->project,
                            .heading = heading,
                            .chapters = chapters};
    struct dd_tally tally = {0};

    return dd_render_findings(out, &how, entry->findings, &tally, err);
}

/* ---- The projects ------------------------------------------------------------------------ */

/* What has no chapter of its own is named among those without findings. */
static bool has_chapter(const struct dd_report *report, const struct dd_report_project *entry)
{
    return has_any(entry, own_chapters(report, entry)) || dd_report_issue_words(entry) != NULL;
}

static enum daydream_status write_project(struct dd_buf *out, const struct dd_report *report,
                                          const struct dd_report_project *entry,
                                          struct daydream_error *err)
{
    dd_buf_puts(out, "## ");
    dd_markdown_text(out, entry->project->name);
    dd_buf_puts(out, "\n\n");
    write_project_head(out, report, entry);
    return write_findings(out, report, entry, 3, own_chapters(report, entry), err);
}

static enum daydream_status write_projects(struct dd_buf *out, const struct dd_report *report,
                                           const struct dd_report_order *order,
                                           struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < order->count && status == DAYDREAM_OK; i++)
        if (has_chapter(report, order->items[i]))
            status = write_project(out, report, order->items[i], err);
    return status;
}

/* Not those at which somebody could not look: of them nothing is known. */
static void write_silent(struct dd_buf *out, const struct dd_report *report,
                         const struct dd_report_order *order)
{
    const char *lead = "## Nothing found\n\n";
    size_t start = out->length;

    for (size_t i = 0; i < order->count; i++) {
        const struct dd_report_project *entry = order->items[i];

        if (has_chapter(report, entry) || entry->gaps.count > 0 || has_any(entry, 0))
            continue;
        dd_buf_puts(out, lead);
        dd_markdown_text(out, entry->project->name);
        lead = ", ";
    }
    if (out->length > start)
        dd_buf_puts(out, "\n\n");
}

/* ---- Home, and what concerns all --------------------------------------------------------- */

static enum daydream_status write_home(struct dd_buf *out, const struct dd_report *report,
                                       const struct dd_report_order *order,
                                       struct daydream_error *err)
{
    for (size_t i = 0; i < order->count; i++) {
        const struct dd_report_project *entry = order->items[i];

        if (!is_home(report, entry) || !has_any(entry, DD_CHAPTER_HOME))
            continue;
        dd_buf_puts(out, "## Home: ");
        dd_markdown_text(out, entry->project->name);
        dd_buf_puts(out, "\n\n");
        if (!has_chapter(report, entry))
            write_project_head(out, report, entry);
        return write_findings(out, report, entry, 3, DD_CHAPTER_HOME, err);
    }
    return DAYDREAM_OK;
}

/* A chapter in which each project has its part, under its name. */
static enum daydream_status write_shared(struct dd_buf *out, const struct dd_report *report,
                                         const struct dd_report_order *order,
                                         enum dd_chapter chapter, const char *category,
                                         struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    bool begun = false;

    for (size_t i = 0; i < order->count && status == DAYDREAM_OK; i++) {
        const struct dd_report_project *entry = order->items[i];

        if (!has_any(entry, chapter))
            continue;
        if (!begun) {
            dd_buf_puts(out, "## ");
            dd_section_title(out, category);
            dd_buf_puts(out, "\n\n");
        }
        begun = true;
        dd_buf_puts(out, "### ");
        dd_markdown_text(out, entry->project->name);
        dd_buf_puts(out, "\n\n");
        status = write_findings(out, report, entry, 0, chapter, err);
    }
    return status;
}

enum daydream_status dd_report_markdown(struct dd_buf *out, const struct dd_report *report,
                                        struct daydream_error *err)
{
    struct dd_report_order order;
    enum daydream_status status = dd_report_order(report, &order, err);

    if (status != DAYDREAM_OK)
        return status;
    dd_report_head(out, report, &order);
    if ((status = write_projects(out, report, &order, err)) == DAYDREAM_OK &&
        (status = write_home(out, report, &order, err)) == DAYDREAM_OK &&
        (status = write_shared(out, report, &order, DD_CHAPTER_REFLECTIONS, "reflection", err)) ==
            DAYDREAM_OK &&
        (status = write_shared(out, report, &order, DD_CHAPTER_LESSONS, "lessons", err)) ==
            DAYDREAM_OK) {
        write_silent(out, report, &order);
        dd_report_end(out, report);
        status = dd_buf_status(out, err);
    }
    free(order.items);
    return status;
}

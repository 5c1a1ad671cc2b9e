/* SPDX-License-Identifier: MIT */
/* Owns what the local report looks like: which chapters it has, and the one of each project. */
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

static bool has_any(const struct dd_report_glance *glance, unsigned chapters)
{
    return (glance->chapters & chapters) != 0;
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

/* A part of what was found for a project, and where it goes. */
struct part {
    struct dd_buf *out;
    const struct dd_report *report;
    int heading;
    unsigned chapters;
};

static enum daydream_status write_part(void *user, size_t index,
                                       const struct dd_report_project *entry,
                                       struct daydream_error *err)
{
    const struct part *part = user;
    struct dd_render how = {.zone = part->report->zone,
                            .date = part->report->date,
                            .project = entry->project,
                            .heading = part->heading,
                            .chapters = part->chapters};
    struct dd_tally tally = {0};
    enum daydream_status status = dd_render_findings(part->out, &how, entry->findings, &tally, err);

    (void)index;
    return status == DAYDREAM_OK ? dd_report_drain(part->report, part->out, err) : status;
}

static enum daydream_status write_findings(struct dd_buf *out, const struct dd_report *report,
                                           const struct dd_report_project *entry, int heading,
                                           unsigned chapters, struct daydream_error *err)
{
    struct part part = {out, report, heading, chapters};

    return dd_report_with(report, (size_t)(entry - report->projects), write_part, &part, err);
}

/* ---- The projects ------------------------------------------------------------------------ */

/* What has no chapter of its own is named among those without findings. */
static bool has_chapter(const struct dd_report *report, const struct dd_report_glance *glance)
{
    return has_any(glance, own_chapters(report, glance->entry)) ||
           dd_report_issue_words(glance->entry) != NULL;
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
            status = write_project(out, report, order->items[i]->entry, err);
    return status;
}

/* Not those at which somebody could not look: of them nothing is known. */
static void write_silent(struct dd_buf *out, const struct dd_report *report,
                         const struct dd_report_order *order)
{
    const char *lead = "## Nothing found\n\n";
    size_t start = out->length;

    for (size_t i = 0; i < order->count; i++) {
        const struct dd_report_glance *glance = order->items[i];

        if (has_chapter(report, glance) || glance->entry->gaps.count > 0 || glance->chapters != 0)
            continue;
        dd_buf_puts(out, lead);
        dd_markdown_text(out, glance->entry->project->name);
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
        const struct dd_report_glance *glance = order->items[i];
        const struct dd_report_project *entry = glance->entry;

        if (!is_home(report, entry) || !has_any(glance, DD_CHAPTER_HOME))
            continue;
        dd_buf_puts(out, "## Home: ");
        dd_markdown_text(out, entry->project->name);
        dd_buf_puts(out, "\n\n");
        if (!has_chapter(report, glance))
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
        const struct dd_report_project *entry = order->items[i]->entry;

        if (!has_any(order->items[i], chapter))
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

static enum daydream_status write_all(struct dd_buf *out, const struct dd_report *report,
                                      const struct dd_report_order *order,
                                      struct daydream_error *err)
{
    enum daydream_status status;

    dd_report_head(out, report, order);
    if ((status = write_projects(out, report, order, err)) == DAYDREAM_OK &&
        (status = write_home(out, report, order, err)) == DAYDREAM_OK &&
        (status = write_shared(out, report, order, DD_CHAPTER_REFLECTIONS, "reflection", err)) ==
            DAYDREAM_OK &&
        (status = write_shared(out, report, order, DD_CHAPTER_LESSONS, "lessons", err)) ==
            DAYDREAM_OK) {
        write_silent(out, report, order);
        dd_report_end(out, report);
        status = dd_buf_status(out, err);
    }
    return status;
}

enum daydream_status dd_report_markdown(struct dd_buf *out, const struct dd_report *report,
                                        struct daydream_error *err)
{
    struct dd_report_order order;
    enum daydream_status status = dd_report_order(report, &order, err);

    if (status == DAYDREAM_OK)
        status = write_all(out, report, &order, err);
    dd_report_order_free(&order);
    return status;
}

/* SPDX-License-Identifier: MIT */
/* Owns the head of the local report: it decides whether anybody reads on. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/render.h"
#include "model/report-local.h"
#include "model/section.h"
#include "model/table.h"
#include "text/markdown.h"

/* So many projects are named; there may be hundreds. */
#define NAMES_MAX 5

static const char *const issue_words[] = {
    [DAYDREAM_ACTION_NONE] = NULL,
    [DAYDREAM_ACTION_CREATED] = "filed",
    [DAYDREAM_ACTION_EXISTS] = "filed before",
    [DAYDREAM_ACTION_COMMENTED] = "commented on",
    [DAYDREAM_ACTION_DUPLICATE] = "duplicate of another machine's, closed",
    [DAYDREAM_ACTION_QUEUED] = "waits in the outbox",
    [DAYDREAM_ACTION_UPDATED] = "updated",
    [DAYDREAM_ACTION_CLOSED] = "closed",
    [DAYDREAM_ACTION_PLANNED] = "would be filed",
};

const char *dd_report_issue_words(const struct dd_report_project *entry)
{
    return entry->issue != NULL ? issue_words[entry->issue->action] : NULL;
}

static bool has_failed(const struct dd_report_project *entry)
{
    for (size_t i = 0; i < entry->gaps.count; i++)
        if (entry->gaps.items[i].status == DAYDREAM_STEP_FAILED)
            return true;
    return false;
}

/* ---- The order --------------------------------------------------------------------------- */

static bool is_loud(const struct dd_report_glance *glance)
{
    return glance->tally.fresh + glance->tally.worse > 0 || has_failed(glance->entry);
}

static enum daydream_status look(void *user, size_t index, const struct dd_report_project *entry,
                                 struct daydream_error *err)
{
    struct dd_report_order *order = user;
    struct dd_report_glance *glance = &order->glances[index];

    (void)err;
    dd_tally_add(&glance->tally, entry->findings);
    for (size_t i = 0; i < entry->findings->count; i++)
        glance->chapters |= dd_section_chapter(dd_finding_category(entry->findings->items[i]));
    return DAYDREAM_OK;
}

enum daydream_status dd_report_order(const struct dd_report *report, struct dd_report_order *out,
                                     struct daydream_error *err)
{
    size_t count = report->project_count;
    enum daydream_status status;

    *out = (struct dd_report_order){calloc(count + 1, sizeof *out->items),
                                    calloc(count + 1, sizeof *out->glances), 0};
    if (out->items == NULL || out->glances == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < count; i++)
        out->glances[i].entry = &report->projects[i];
    status = dd_report_each(report, look, out, err);
    if (status != DAYDREAM_OK)
        return status;
    for (int loud = 1; loud >= 0; loud--)
        for (size_t i = 0; i < count; i++)
            if (is_loud(&out->glances[i]) == (loud == 1))
                out->items[out->count++] = &out->glances[i];
    return DAYDREAM_OK;
}

void dd_report_order_free(struct dd_report_order *order)
{
    free(order->items);
    free(order->glances);
}

/* ---- The verdict ------------------------------------------------------------------------- */

static size_t count_failed(const struct dd_report *report)
{
    size_t count = 0;

    for (size_t i = 0; i < report->step_count; i++)
        count += report->steps[i].status == DAYDREAM_STEP_FAILED;
    return count;
}

static bool is_whole(const struct dd_report *report)
{
    for (size_t i = 0; i < report->project_count; i++)
        if (has_failed(&report->projects[i]))
            return false;
    return count_failed(report) == 0;
}

/* "**A quiet day**: nothing new in 4 projects since 2026-02-17 06:00 PST" */
static void write_verdict(struct dd_buf *out, const struct dd_report *report,
                          const struct dd_report_order *order)
{
    struct dd_tally tally = {0};
    bool calm;

    for (size_t i = 0; i < order->count; i++)
        dd_tally_join(&tally, &order->items[i]->tally);
    calm = tally.fresh + tally.worse == 0 && report->project_count > 0 && is_whole(report);
    dd_buf_puts(out, calm ? "**A quiet day**: " : "");
    if (calm && tally.recurring + tally.resolved == 0)
        dd_buf_puts(out, "nothing new");
    else
        dd_tally_write(out, &tally);
    dd_buf_printf(out, " in %zu %s", report->project_count,
                  report->project_count == 1 ? "project" : "projects");
    dd_render_since(out, report->zone, report->previous);
    dd_buf_puts(out, "\n\n");
}

static void write_failed(struct dd_buf *out, const struct dd_report *report)
{
    size_t count = count_failed(report);
    const char *separator = ": ";

    if (count == 0)
        return;
    dd_buf_printf(out, "**%zu %s failed**", count, count == 1 ? "step" : "steps");
    for (size_t i = 0; i < report->step_count; i++) {
        if (report->steps[i].status != DAYDREAM_STEP_FAILED)
            continue;
        dd_buf_printf(out, "%s%s", separator, report->steps[i].name);
        separator = ", ";
    }
    dd_buf_puts(out, "; try again with `daydream run`.\n\n");
}

static void write_waiting(struct dd_buf *out, const struct dd_report *report)
{
    if (report->waiting > 0)
        dd_buf_printf(out, "**%zu %s in the outbox**; send %s with `daydream outbox flush`.\n\n",
                      report->waiting, report->waiting == 1 ? "issue waits" : "issues wait",
                      report->waiting == 1 ? "it" : "them");
}

/* ---- The overview ------------------------------------------------------------------------ */

/* Projects of which only their number is told, below all that have something to say. */
enum silence {
    SILENCE_NONE,    /* it has something to say */
    SILENCE_PARTIAL, /* nothing, but somebody could not look */
    SILENCE_WHOLE
};

static const char *const silence_words[] = {
    [SILENCE_PARTIAL] = "not wholly looked at",
    [SILENCE_WHOLE] = "nothing new",
};

#define SILENCES (sizeof silence_words / sizeof silence_words[0])

static bool has_found(const struct dd_tally *tally)
{
    return tally->fresh + tally->worse + tally->recurring + tally->resolved > 0;
}

static enum silence silence_of(const struct dd_report_glance *glance)
{
    const struct dd_report_project *entry = glance->entry;

    if (has_found(&glance->tally) || has_failed(entry) || dd_report_issue_words(entry) != NULL)
        return SILENCE_NONE;
    return entry->gaps.count > 0 ? SILENCE_PARTIAL : SILENCE_WHOLE;
}

static void add_cell(struct dd_table *table, const char *text)
{
    dd_buf_puts(&table->text, text);
    dd_table_end_cell(table);
}

static void add_row(struct dd_table *table, const struct dd_report_glance *glance)
{
    const struct dd_report_project *entry = glance->entry;
    const char *issue = dd_report_issue_words(entry);
    bool found = has_found(&glance->tally);

    dd_markdown_text(&table->text, entry->project->name);
    dd_table_end_cell(table);
    if (found)
        dd_tally_write(&table->text, &glance->tally);
    if (has_failed(entry))
        dd_buf_puts(&table->text, found ? ", **failed** in part" : "**failed**");
    dd_table_end_cell(table);
    add_cell(table, issue != NULL ? issue : "");
}

static void add_others(struct dd_table *table, size_t count, const char *words)
{
    if (count == 0)
        return;
    dd_buf_printf(&table->text, "%zu %s", count, count == 1 ? "other" : "others");
    dd_table_end_cell(table);
    add_cell(table, words);
    add_cell(table, "");
}

/* One project needs no overview, and a day on which none has anything to say neither. */
static void write_overview(struct dd_buf *out, const struct dd_report_order *order)
{
    struct dd_table table = {"lll", DD_BUF_INIT};
    size_t counts[SILENCES] = {0};

    add_cell(&table, "project");
    add_cell(&table, "found");
    add_cell(&table, "issue");
    for (size_t i = 0; i < order->count; i++) {
        enum silence silence = silence_of(order->items[i]);

        counts[silence]++;
        if (silence == SILENCE_NONE)
            add_row(&table, order->items[i]);
    }
    if (counts[SILENCE_NONE] == 0 || order->count == 1) {
        dd_buf_free(&table.text);
        return;
    }
    add_others(&table, counts[SILENCE_PARTIAL], silence_words[SILENCE_PARTIAL]);
    add_others(&table, counts[SILENCE_WHOLE], silence_words[SILENCE_WHOLE]);
    dd_table_write(out, &table);
    dd_buf_puts(out, "\n");
}

/* ---- What could not be looked at ---------------------------------------------------------- */

static bool is_same(const struct dd_gap *a, const struct dd_gap *b)
{
    return a->status == b->status && strcmp(a->step, b->step) == 0 &&
           strcmp(a->reason != NULL ? a->reason : "", b->reason != NULL ? b->reason : "") == 0;
}

static const struct dd_gap *find_same(const struct dd_report_project *entry,
                                      const struct dd_gap *gap)
{
    for (size_t i = 0; i < entry->gaps.count; i++)
        if (is_same(&entry->gaps.items[i], gap))
            return &entry->gaps.items[i];
    return NULL;
}

/* "Orchard, Ferry and 3 more" */
static void write_names(struct dd_buf *out, const struct dd_report_order *order, size_t first,
                        const struct dd_gap *gap)
{
    size_t count = 0;

    for (size_t i = first; i < order->count; i++) {
        if (find_same(order->items[i]->entry, gap) == NULL || ++count > NAMES_MAX)
            continue;
        dd_buf_puts(out, count > 1 ? ", " : "");
        dd_markdown_text(out, order->items[i]->entry->project->name);
    }
    if (count > NAMES_MAX)
        dd_buf_printf(out, " and %zu more", count - NAMES_MAX);
}

static bool was_told(const struct dd_report_order *order, size_t index, const struct dd_gap *gap)
{
    for (size_t i = 0; i < index; i++)
        if (find_same(order->items[i]->entry, gap) != NULL)
            return true;
    return false;
}

/* A reason is told once, whomever it concerns. */
static void write_gaps(struct dd_buf *out, const struct dd_report_order *order)
{
    size_t start = out->length;

    for (size_t i = 0; i < order->count; i++)
        for (size_t j = 0; j < order->items[i]->entry->gaps.count; j++) {
            const struct dd_gap *gap = &order->items[i]->entry->gaps.items[j];

            if (was_told(order, i, gap))
                continue;
            dd_buf_puts(out, "- ");
            dd_render_gap_label(out, gap);
            dd_buf_puts(out, "for ");
            write_names(out, order, i, gap);
            dd_buf_puts(out, ": ");
            dd_markdown_text(out, gap->reason != NULL ? gap->reason : "no reason is known");
            dd_buf_putc(out, '\n');
        }
    if (out->length > start)
        dd_buf_putc(out, '\n');
}

void dd_report_head(struct dd_buf *out, const struct dd_report *report,
                    const struct dd_report_order *order)
{
    dd_buf_printf(out, "# Daydream Report - %s\n\n", report->date);
    write_verdict(out, report, order);
    write_failed(out, report);
    write_waiting(out, report);
    write_overview(out, order);
    write_gaps(out, order);
}

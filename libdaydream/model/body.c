/* SPDX-License-Identifier: MIT */
/* Owns what a repository's issue looks like. */
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "model/marker.h"
#include "model/parts.h"
#include "model/render.h"
#include "model/report.h"
#include "text/markdown.h"

/* GitHub takes 65,536 characters; bytes are at least as many. The rest is for the footer. */
#define BODY_MAX    65000
#define FOOTER_ROOM 1000

/* A marker longer than that stops naming fingerprints: the findings need the room. */
#define MARKER_FINGERPRINTS_MAX 1000

/* GitHub takes 256 characters; some of its clients show less than 200. */
#define TITLE_MAX 199
#define TITLE     "Daydream Report"

void dd_report_title_prefix(struct dd_buf *out, const char *date)
{
    dd_buf_printf(out, TITLE " - %s", date);
}

void dd_report_title(struct dd_buf *out, const char *date, const char *name)
{
    size_t start = out->length;

    if (strcmp(date, DD_ROLLING_DATE) == 0)
        dd_buf_puts(out, TITLE);
    else
        dd_report_title_prefix(out, date);
    dd_buf_printf(out, " - %s", name);
    if (!out->failed)
        dd_buf_truncate(out,
                        start + dd_utf8_cut(out->data + start, out->length - start, TITLE_MAX));
}

static void write_summary(struct dd_buf *out, const struct dd_report *report,
                          const struct dd_tally *tally)
{
    dd_tally_write(out, tally);
    if (!report->rolling)
        dd_render_since(out, report->zone, report->previous);
    dd_buf_puts(out, "\n\n");
}

static void write_footer(struct dd_buf *out, const struct dd_report *report,
                         const struct dd_tally *tally)
{
    if (tally->omitted > 0) {
        dd_tally_write_omitted(out, tally);
        dd_buf_printf(out, ": `daydream report %s` on the machine that filed this has them.\n\n",
                      report->date);
    }
    dd_buf_printf(out, "<sub>daydream %s", daydream_version());
    if (report->rolling)
        dd_buf_puts(out, " · `daydream report` has the whole local report");
    else if (!report->alone)
        dd_buf_printf(out, " · `daydream report %s` has the whole local report", report->date);
    dd_buf_puts(out, "</sub>\n");
}

static enum daydream_status collect(const struct daydream_finding *finding, struct dd_strings *out,
                                    struct daydream_error *err)
{
    const char *fingerprint = daydream_finding_fingerprint(finding);

    if (!dd_finding_is_open(finding) || out->count >= MARKER_FINGERPRINTS_MAX ||
        dd_strings_has(out, fingerprint))
        return DAYDREAM_OK;
    return dd_strings_add(out, fingerprint, err);
}

static enum daydream_status collect_fingerprints(const struct dd_report *report,
                                                 struct dd_strings *out, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < report->project_count; i++) {
        const struct daydream_findings *findings = report->projects[i].findings;

        for (size_t j = 0; j < findings->count && status == DAYDREAM_OK; j++)
            status = collect(findings->items[j], out, err);
    }
    return status;
}

static enum daydream_status make_marker(struct dd_buf *out, const struct dd_report *report,
                                        const char *repository, struct daydream_error *err)
{
    struct dd_strings fingerprints = DD_STRINGS_INIT;
    struct dd_marker marker = {report->rolling ? DD_ROLLING_DATE : report->date, repository,
                               report->machine, report->run, &fingerprints};
    enum daydream_status status = collect_fingerprints(report, &fingerprints, err);

    if (status == DAYDREAM_OK)
        dd_marker_write(out, &marker);
    dd_strings_free(&fingerprints);
    return status == DAYDREAM_OK ? dd_buf_status(out, err) : status;
}

static void write_heading(struct dd_buf *out, const struct daydream_project *project)
{
    dd_buf_puts(out, "## ");
    dd_markdown_text(out, project->name);
    dd_buf_puts(out, "\n\n");
}

/* Why there are no lines of its logs, and what would change that. */
static void write_left_out(struct dd_buf *out, const struct dd_report *report,
                           const struct dd_report_project *entry)
{
    static const char *const reasons[] = {
        [DD_SAMPLES_PUBLIC] = "this repository is public",
        [DD_SAMPLES_UNKNOWN] = "it could not be told whether this repository is public",
    };

    if (entry->samples == DD_SAMPLES_SHOWN || !dd_render_has_samples(entry->findings))
        return;
    dd_buf_printf(out,
                  "Lines of logs and sessions are left out because %s: ", reasons[entry->samples]);
    if (!report->alone)
        dd_buf_puts(out, "the local report has them, and ");
    dd_buf_puts(out, "`\"publish_samples\": true` in the project's entry of `projects.json` "
                     "shows them here.\n\n");
}

/* What there is to say of one project. Its head neither exceeds the room nor stands alone; and
 * where it finds no room, nothing below it does. */
static enum daydream_status write_project(struct dd_buf *out, const struct dd_render *how,
                                          const struct dd_report *report,
                                          const struct dd_report_project *entry,
                                          struct dd_tally *tally, struct daydream_error *err)
{
    size_t before = out->length;
    size_t headed;
    enum daydream_status status;

    if (report->project_count > 1)
        write_heading(out, entry->project);
    write_left_out(out, report, entry);
    dd_render_gaps(out, &entry->gaps);
    headed = out->length;
    if (headed > before)
        dd_parts_add(how->parts, DD_PART_PROJECT, before, headed, NULL);
    status = dd_render_findings(out, how, entry->findings, tally, err);
    if (out->length == headed && (entry->gaps.count == 0 || headed > how->room))
        dd_buf_truncate(out, before);
    return status;
}

/* With a heading each where they share the repository. */
static enum daydream_status write_projects(struct dd_buf *out, struct dd_buf *parts,
                                           const struct dd_report *report, size_t room,
                                           struct dd_tally *tally, struct daydream_error *err)
{
    bool shared = report->project_count > 1;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < report->project_count && status == DAYDREAM_OK; i++) {
        const struct dd_report_project *entry = &report->projects[i];
        struct dd_render how = {.zone = report->zone,
                                .date = report->rolling ? "" : report->date,
                                .project = entry->project,
                                .heading = shared ? 3 : 2,
                                .room = room,
                                .no_samples = entry->samples != DD_SAMPLES_SHOWN,
                                .rolling = report->rolling,
                                .parts = parts};

        status = write_project(out, &how, report, entry, tally, err);
    }
    return status;
}

enum daydream_status dd_report_body(struct dd_buf *out, const struct dd_report *report,
                                    const char *repository, struct daydream_error *err)
{
    return dd_report_body_in_parts(out, NULL, report, repository, err);
}

enum daydream_status dd_report_body_in_parts(struct dd_buf *out, struct dd_buf *parts,
                                             const struct dd_report *report, const char *repository,
                                             struct daydream_error *err)
{
    struct dd_buf marker = DD_BUF_INIT;
    struct dd_tally tally = {0};
    enum daydream_status status = make_marker(&marker, report, repository, err);
    size_t room = BODY_MAX - FOOTER_ROOM - marker.length;

    for (size_t i = 0; i < report->project_count; i++)
        dd_tally_add(&tally, report->projects[i].findings);
    if (status == DAYDREAM_OK) {
        write_summary(out, report, &tally);
        status = write_projects(out, parts, report, room, &tally, err);
    }
    if (status == DAYDREAM_OK) {
        write_footer(out, report, &tally);
        dd_buf_puts(out, "\n");
        dd_buf_puts(out, dd_buf_text(&marker));
        status = dd_buf_status(out, err);
    }
    dd_buf_free(&marker);
    return status;
}

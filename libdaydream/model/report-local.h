/* SPDX-License-Identifier: MIT */
/* The parts of the local report (report.c): its head and its end. */
#ifndef DD_MODEL_REPORT_LOCAL_H
#define DD_MODEL_REPORT_LOCAL_H

#include "model/report.h"
#include "model/tally.h"

/* What the report has to know of a project all the time: not its findings. */
struct dd_report_glance {
    const struct dd_report_project *entry;
    struct dd_tally tally;
    unsigned chapters; /* in which it has findings */
};

/* The projects in the order of the report: those with something new, worse or failed first, and
 * among equals the order of the file. */
struct dd_report_order {
    const struct dd_report_glance **items;
    struct dd_report_glance *glances; /* what the items point at */
    size_t count;
};

/* Owned: dd_report_order_free(), also after a failure. */
enum daydream_status dd_report_order(const struct dd_report *report, struct dd_report_order *out,
                                     struct daydream_error *err);
void dd_report_order_free(struct dd_report_order *order);

/* What makes a day a quiet one or not, in as many lines as ten seconds take. */
void dd_report_head(struct dd_buf *out, const struct dd_report *report,
                    const struct dd_report_order *order);

/* Projects that were left out, issues that wait, and the steps. */
void dd_report_end(struct dd_buf *out, const struct dd_report *report);

/* "filed": what became of a project's issue; NULL where there is none. */
const char *dd_report_issue_words(const struct dd_report_project *entry);

#endif

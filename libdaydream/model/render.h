/* SPDX-License-Identifier: MIT */
/* Findings as Markdown: the part that the issue and the local report share. */
#ifndef DD_MODEL_RENDER_H
#define DD_MODEL_RENDER_H

#include "base/buf.h"
#include "base/zone.h"
#include "model/finding.h"
#include "model/projects.h"
#include "model/report.h"
#include "model/tally.h"

struct dd_render {
    const struct dd_zone *zone;
    const char *date;                       /* of the report: times of that day need no date */
    const struct daydream_project *project; /* links may lead into its repository only; or NULL */
    int heading;                            /* level of a section's heading; 0: none */
    unsigned chapters;                      /* of model/section.h, only these; 0: all */
    size_t room;                            /* most bytes that `out` may reach; 0: no limit */
    bool no_samples;      /* of a log, the messages without their variables, and no line */
    bool rolling;         /* it is read on later dates, too: nothing that changes by waiting */
    struct dd_buf *parts; /* gets where things stand (model/parts.h); NULL: not wanted */
};

/* Append the findings in sections, in each new ones first, resolved ones folded at the end. What
 * finds no room is left out whole and counted in `tally->omitted`. */
enum daydream_status dd_render_findings(struct dd_buf *out, const struct dd_render *how,
                                        const struct daydream_findings *findings,
                                        struct dd_tally *tally, struct daydream_error *err);

/* Would lines of a log be shown, as they were logged? */
bool dd_render_has_samples(const struct daydream_findings *findings);

/* Append a paragraph for each step that could not look. */
void dd_render_gaps(struct dd_buf *out, const struct dd_gaps *gaps);

/* Append "**failed · review-logs** ": what a paragraph about a step that could not look begins
 * with. */
void dd_render_gap_label(struct dd_buf *out, const struct dd_gap *gap);

/* Append " since 2026-02-17 06:00 PST", or nothing for 0. */
void dd_render_since(struct dd_buf *out, const struct dd_zone *zone, int64_t time);

#endif

/* SPDX-License-Identifier: MIT */
/* Findings as Markdown: the part that the issue and the local report share. */
#ifndef DD_MODEL_RENDER_H
#define DD_MODEL_RENDER_H

#include "base/buf.h"
#include "base/zone.h"
#include "model/finding.h"
#include "model/projects.h"

struct dd_render {
    const struct dd_zone *zone;
    const char *date;                       /* of the report: times of that day need no date */
    const struct daydream_project *project; /* links may lead into its repository only; or NULL */
    int heading;                            /* level of a section's heading */
    size_t room;                            /* most bytes that `out` may reach; 0: no limit */
};

struct dd_tally {
    size_t fresh; /* new ones */
    size_t recurring;
    size_t resolved;
    size_t omitted; /* of all of these, how many found no room */
};

/* Count the findings that are more than notes. */
void dd_tally_add(struct dd_tally *tally, const struct daydream_findings *findings);

/* "**2 new**, 1 recurring, 1 resolved"; "nothing new" when there is nothing to count. */
void dd_tally_write(struct dd_buf *out, const struct dd_tally *tally);

/* Append the findings in sections, in each new ones first, resolved ones folded at the end. What
 * finds no room is left out whole and counted in `tally->omitted`. */
enum daydream_status dd_render_findings(struct dd_buf *out, const struct dd_render *how,
                                        const struct daydream_findings *findings,
                                        struct dd_tally *tally, struct daydream_error *err);

/* Append a time for people: "03:12", with the date in front when it is not `date`. */
void dd_render_time(struct dd_buf *out, const struct dd_zone *zone, const char *date, int64_t time);

#endif

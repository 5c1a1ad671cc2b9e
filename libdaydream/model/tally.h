/* SPDX-License-Identifier: MIT */
/* How many findings of each kind a report has: its first line. */
#ifndef DD_MODEL_TALLY_H
#define DD_MODEL_TALLY_H

#include "base/buf.h"
#include "model/finding.h"

/* Sections beyond that are not told apart. */
#define DD_TALLY_SECTIONS 8

struct dd_tally_section {
    const char *category; /* borrowed from a finding */
    size_t omitted;
};

struct dd_tally {
    size_t fresh; /* new ones */
    size_t worse;
    size_t recurring; /* and no worse */
    size_t resolved;
    size_t omitted; /* of all of these, how many found no room */
    struct dd_tally_section sections[DD_TALLY_SECTIONS]; /* where they would have stood */
};

/* Count the findings that are more than notes. */
void dd_tally_add(struct dd_tally *tally, const struct daydream_findings *findings);

/* Count what another has counted, but for what found no room. */
void dd_tally_join(struct dd_tally *tally, const struct dd_tally *other);

/* Count one that found no room; the finding outlives the tally. */
void dd_tally_omit(struct dd_tally *tally, const struct daydream_finding *finding);

/* "**12 more** did not fit here (7 of Logs, 5 of Open bugs)". */
void dd_tally_write_omitted(struct dd_buf *out, const struct dd_tally *tally);

/* "**2 new**, **1 worse**, 1 recurring, 1 resolved"; "Nothing new" when there is nothing to count.
 */
void dd_tally_write(struct dd_buf *out, const struct dd_tally *tally);

#endif

/* SPDX-License-Identifier: MIT */
/* Findings over time. A row is a plain copy of a finding of model/finding.h. */
#ifndef DD_STORE_FINDINGS_H
#define DD_STORE_FINDINGS_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/strings.h"
#include "store/store.h"

struct dd_finding_row {
    char *key; /* "slug:category" */
    char *text;
    int severity; /* enum daydream_severity */
    int state;    /* enum daydream_state */
    bool event;   /* happened once: is not resolved when it is not seen again */
    bool worse;   /* at least twice the count of the run that saw it before */
    uint64_t count;
    int64_t first;
    int64_t last;
    char since[DD_DATE_SIZE]; /* date on which its present streak began */
    struct dd_strings details;
    struct dd_strings evidence;
    struct dd_strings fingerprints; /* 16 hex digits each; the first is the finding's own */
};

struct dd_finding_rows {
    struct dd_finding_row *items;
    size_t count;
    size_t capacity;
};

void dd_finding_row_free(struct dd_finding_row *row);
void dd_finding_rows_free(struct dd_finding_rows *rows);

/* A fresh zeroed row at the end of the list, borrowed; NULL when there is no memory. */
struct dd_finding_row *dd_finding_rows_new(struct dd_finding_rows *rows);

/* Replace what a step of a run found for a project, so that doing a step again doubles nothing.
 * `slug` NULL: what it found for any, each row for the project of its key. Opens no transaction of
 * its own. */
enum daydream_status dd_findings_replace(struct dd_store *store, int64_t run, const char *step,
                                         const char *slug, const struct dd_finding_rows *rows,
                                         struct daydream_error *err);

/* Append all findings of a run for a project, by step order of writing, to `out`. */
enum daydream_status dd_findings_read(struct dd_store *store, int64_t run, const char *slug,
                                      struct dd_finding_rows *out, struct daydream_error *err);

/* Append the unresolved findings of the newest run before `date` in which this step was done for
 * this project. */
enum daydream_status dd_findings_previous(struct dd_store *store, const char *date,
                                          const char *step, const char *slug,
                                          struct dd_finding_rows *out, struct daydream_error *err);

/* When was any of these fingerprints last seen (unresolved) under `key` before `date`? `seen` is ""
 * when never. Where several findings of that date match, `since` is the earliest of theirs and
 * `count` all of theirs together. */
struct dd_sighting {
    char seen[DD_DATE_SIZE];
    char since[DD_DATE_SIZE];
    uint64_t count;
};
enum daydream_status dd_findings_sighting(struct dd_store *store, const char *date, const char *key,
                                          const struct dd_strings *fingerprints,
                                          struct dd_sighting *out, struct daydream_error *err);

#endif

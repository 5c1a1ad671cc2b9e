/* SPDX-License-Identifier: MIT */
/* Findings in memory. What the public setters do not need is here. */
#ifndef DD_MODEL_FINDING_H
#define DD_MODEL_FINDING_H

#include "base/buf.h"
#include "base/date.h"
#include "base/strings.h"
#include "base/zone.h"
#include "daydream.h"
#include "text/redact.h"

#define DD_FINDING_TEXT_MAX  600  /* bytes of the one line */
#define DD_FINDING_LINE_MAX  1000 /* bytes of a detail or an evidence */
#define DD_FINDING_RAW_MAX   4096 /* of either, until its secrets are out */
#define DD_FINDING_LINES_MAX 100  /* details or evidence of one finding */

/* For what has no text left: an error that is logged without a word is one all the same, and a
 * detail keeps its place beside its evidence. */
#define DD_FINDING_NO_TEXT "(no text)"

struct daydream_finding {
    char *key; /* "slug:category" */
    enum daydream_severity severity;
    char *text;
    char *identity; /* what the first fingerprint is made of; NULL: nothing that is known here */
    struct dd_strings details;
    struct dd_strings evidence;
    struct dd_strings fingerprints; /* at least one; it is known when any of them is */
    uint64_t count;
    int64_t first;
    int64_t last;
    bool event; /* happened once (a new bug was opened): it is not resolved by being gone */
    /* from its history: model/history.h */
    enum daydream_state state;
    char since[DD_DATE_SIZE]; /* date on which the present streak began; "": not known yet */
    int days;
    bool worse; /* at least twice the count of the run that saw it before */
};

struct daydream_findings {
    struct daydream_finding **items;
    size_t count;
    size_t capacity;
};

/* The part of the key behind the colon; borrowed. */
const char *dd_finding_category(const struct daydream_finding *finding);

/* Something to act on: no note, and not resolved. */
bool dd_finding_is_open(const struct daydream_finding *finding);

/* Let these hashes be its fingerprints, at least one, whatever its text. */
enum daydream_status dd_finding_set_fingerprints(struct daydream_finding *finding,
                                                 const uint64_t *hashes, size_t count,
                                                 struct daydream_error *err);

void dd_finding_set_event(struct daydream_finding *finding);

/* Append a copy of a finding to a list. */
enum daydream_status dd_findings_add_copy(struct daydream_findings *findings,
                                          const struct daydream_finding *finding,
                                          struct daydream_error *err);

/* Move all of `from` to the end of `findings`; `from` is left empty. */
enum daydream_status dd_findings_move(struct daydream_findings *findings,
                                      struct daydream_findings *from, struct daydream_error *err);

/* Take the secrets out of every text of every finding, and cut it: what enters a session passes
 * here. */
enum daydream_status dd_findings_redact(struct daydream_findings *findings,
                                        const struct dd_redactor *redactor,
                                        struct daydream_error *err);

/* "note", "warning", "error"; "new", "recurring", "resolved". */
const char *dd_severity_name(enum daydream_severity severity);
const char *dd_state_name(enum daydream_state state);

/* Append a finding as JSON: the object FINDING of daydream(1). */
void dd_finding_write_json(struct dd_buf *out, const struct daydream_finding *finding);

#endif

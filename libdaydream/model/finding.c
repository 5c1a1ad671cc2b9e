/* SPDX-License-Identifier: MIT */
/* Owns one finding; the list is findings.c. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "model/finding.h"
#include "text/foreign.h"

const char *dd_finding_category(const struct daydream_finding *finding)
{
    return strrchr(finding->key, ':') + 1;
}

bool dd_finding_is_open(const struct daydream_finding *finding)
{
    return finding->severity != DAYDREAM_SEVERITY_NOTE && finding->state != DAYDREAM_STATE_RESOLVED;
}

void dd_finding_set_event(struct daydream_finding *finding)
{
    finding->event = true;
}

static enum daydream_status add_line(struct dd_strings *list, const char *line,
                                     struct daydream_error *err)
{
    struct dd_buf clean = DD_BUF_INIT;
    enum daydream_status status;

    if (list->count >= DD_FINDING_LINES_MAX)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "finding", "more than %d lines",
                       DD_FINDING_LINES_MAX);
    status = dd_foreign_line(NULL, line, strlen(line), DD_FINDING_RAW_MAX, &clean, err);
    if (status == DAYDREAM_OK)
        status = dd_strings_add(list, clean.length > 0 ? dd_buf_text(&clean) : DD_FINDING_NO_TEXT,
                                err);
    dd_buf_free(&clean);
    return status;
}

enum daydream_status daydream_finding_add_detail(struct daydream_finding *finding, const char *line,
                                                 struct daydream_error *err)
{
    return add_line(&finding->details, line, err);
}

enum daydream_status daydream_finding_add_evidence(struct daydream_finding *finding,
                                                   const char *evidence, struct daydream_error *err)
{
    return add_line(&finding->evidence, evidence, err);
}

void daydream_finding_set_count(struct daydream_finding *finding, uint64_t count)
{
    finding->count = count;
}

void daydream_finding_set_times(struct daydream_finding *finding, int64_t first, int64_t last)
{
    finding->first = first;
    finding->last = last;
}

enum daydream_status daydream_finding_set_identity(struct daydream_finding *finding,
                                                   const char *constant, struct daydream_error *err)
{
    char fingerprint[DD_FINGERPRINT_SIZE];
    struct dd_strings fingerprints = DD_STRINGS_INIT;
    enum daydream_status status;

    dd_fingerprint(dd_hash(constant, strlen(constant)), fingerprint);
    status = dd_strings_add(&fingerprints, fingerprint, err);
    if (status == DAYDREAM_OK)
        status = dd_string_set(&finding->identity, constant, err);
    if (status != DAYDREAM_OK) {
        dd_strings_free(&fingerprints);
        return status;
    }
    dd_strings_free(&finding->fingerprints);
    finding->fingerprints = fingerprints;
    return DAYDREAM_OK;
}

enum daydream_status dd_finding_set_fingerprints(struct daydream_finding *finding,
                                                 const uint64_t *hashes, size_t count,
                                                 struct daydream_error *err)
{
    struct dd_strings fingerprints = DD_STRINGS_INIT;
    char fingerprint[DD_FINGERPRINT_SIZE];
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++) {
        dd_fingerprint(hashes[i], fingerprint);
        status = dd_strings_add(&fingerprints, fingerprint, err);
    }
    if (status != DAYDREAM_OK) {
        dd_strings_free(&fingerprints);
        return status;
    }
    free(finding->identity);
    finding->identity = NULL;
    dd_strings_free(&finding->fingerprints);
    finding->fingerprints = fingerprints;
    return DAYDREAM_OK;
}

const char *daydream_finding_key(const struct daydream_finding *finding)
{
    return finding->key;
}

enum daydream_severity daydream_finding_severity(const struct daydream_finding *finding)
{
    return finding->severity;
}

const char *daydream_finding_text(const struct daydream_finding *finding)
{
    return finding->text;
}

size_t daydream_finding_detail_count(const struct daydream_finding *finding)
{
    return finding->details.count;
}

const char *daydream_finding_detail(const struct daydream_finding *finding, size_t index)
{
    return dd_strings_at(&finding->details, index);
}

size_t daydream_finding_evidence_count(const struct daydream_finding *finding)
{
    return finding->evidence.count;
}

const char *daydream_finding_evidence(const struct daydream_finding *finding, size_t index)
{
    return dd_strings_at(&finding->evidence, index);
}

uint64_t daydream_finding_count(const struct daydream_finding *finding)
{
    return finding->count;
}

int64_t daydream_finding_first(const struct daydream_finding *finding)
{
    return finding->first;
}

int64_t daydream_finding_last(const struct daydream_finding *finding)
{
    return finding->last;
}

const char *daydream_finding_fingerprint(const struct daydream_finding *finding)
{
    return dd_strings_at(&finding->fingerprints, 0);
}

enum daydream_state daydream_finding_state(const struct daydream_finding *finding)
{
    return finding->state;
}

int daydream_finding_days(const struct daydream_finding *finding)
{
    return finding->days;
}

bool daydream_finding_is_worse(const struct daydream_finding *finding)
{
    return finding->worse;
}

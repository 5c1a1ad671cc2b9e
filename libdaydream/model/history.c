/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/history.h"

static int64_t days_of(const char *date)
{
    int64_t days = 0;

    return dd_date_parse(date, &days) ? days : 0;
}

static int streak_days(const char *since, const char *date)
{
    return *since == '\0' ? 1 : (int)(days_of(date) - days_of(since)) + 1;
}

static void start_streak(struct daydream_finding *finding, const char *date)
{
    finding->state = DAYDREAM_STATE_NEW;
    memcpy(finding->since, date, DD_DATE_SIZE);
    finding->days = 1;
    finding->worse = false;
}

static void go_on(struct daydream_finding *finding, const struct dd_sighting *sighting,
                  const char *date)
{
    finding->state = DAYDREAM_STATE_RECURRING;
    memcpy(finding->since, sighting->since, DD_DATE_SIZE);
    finding->days = streak_days(sighting->since, date);
    finding->worse = finding->severity != DAYDREAM_SEVERITY_NOTE && sighting->count > 0 &&
                     finding->count / 2 >= sighting->count;
}

static enum daydream_status place_one(struct dd_store *store, const char *date,
                                      struct daydream_finding *finding, struct daydream_error *err)
{
    struct dd_sighting sighting;
    enum daydream_status status;

    start_streak(finding, date);
    if (finding->event)
        return DAYDREAM_OK;
    status = dd_findings_sighting(store, date, finding->key, &finding->fingerprints, &sighting,
                                  err);
    if (status == DAYDREAM_OK && sighting.seen[0] != '\0' &&
        days_of(date) - days_of(sighting.seen) <= DD_HISTORY_MEMORY_DAYS)
        go_on(finding, &sighting, date);
    return status;
}

static enum daydream_status row_to_finding(const struct dd_finding_row *row, const char *date,
                                           struct daydream_findings *findings,
                                           struct daydream_error *err)
{
    struct daydream_finding finding = {
        .key = row->key,
        .severity = (enum daydream_severity)row->severity,
        .text = row->text,
        .details = row->details,
        .evidence = row->evidence,
        .fingerprints = row->fingerprints,
        .count = row->count,
        .first = row->first,
        .last = row->last,
        .event = row->event,
        .state = (enum daydream_state)row->state,
        .days = streak_days(row->since, date),
        .worse = row->worse,
    };

    memcpy(finding.since, row->since, DD_DATE_SIZE);
    return dd_findings_add_copy(findings, &finding, err);
}

static bool is_known(const struct daydream_findings *findings, size_t count,
                     const struct dd_finding_row *row)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(findings->items[i]->key, row->key) != 0)
            continue;
        for (size_t j = 0; j < row->fingerprints.count; j++)
            if (dd_strings_has(&findings->items[i]->fingerprints, row->fingerprints.items[j]))
                return true;
    }
    return false;
}

static bool can_resolve(const struct dd_finding_row *row)
{
    return !row->event && row->severity != DAYDREAM_SEVERITY_NOTE;
}

enum daydream_status dd_history_place(struct dd_store *store, const char *date,
                                      struct daydream_findings *findings,
                                      struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < findings->count && status == DAYDREAM_OK; i++)
        status = place_one(store, date, findings->items[i], err);
    return status;
}

enum daydream_status dd_history_resolve(struct dd_store *store, const char *date, const char *step,
                                        const char *slug, struct daydream_findings *findings,
                                        struct daydream_error *err)
{
    struct dd_finding_rows rows = {NULL, 0, 0};
    size_t present = findings->count;
    enum daydream_status status = dd_findings_previous(store, date, step, slug, &rows, err);

    for (size_t i = 0; i < rows.count && status == DAYDREAM_OK; i++) {
        struct dd_finding_row *row = &rows.items[i];

        if (!can_resolve(row) || is_known(findings, present, row))
            continue;
        row->state = DAYDREAM_STATE_RESOLVED;
        row->worse = false;
        status = row_to_finding(row, date, findings, err);
    }
    dd_finding_rows_free(&rows);
    return status;
}

static enum daydream_status finding_to_row(const struct daydream_finding *finding,
                                           struct dd_finding_row *row, struct daydream_error *err)
{
    enum daydream_status status;

    row->severity = (int)finding->severity;
    row->state = (int)finding->state;
    row->event = finding->event;
    row->worse = finding->worse;
    row->count = finding->count;
    row->first = finding->first;
    row->last = finding->last;
    memcpy(row->since, finding->since, DD_DATE_SIZE);
    if ((status = dd_string_set(&row->key, finding->key, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&row->text, finding->text, err)) == DAYDREAM_OK &&
        (status = dd_strings_copy(&row->details, &finding->details, err)) == DAYDREAM_OK &&
        (status = dd_strings_copy(&row->evidence, &finding->evidence, err)) == DAYDREAM_OK)
        status = dd_strings_copy(&row->fingerprints, &finding->fingerprints, err);
    return status;
}

enum daydream_status dd_history_save(struct dd_store *store, int64_t run, const char *step,
                                     const char *slug, const struct daydream_findings *findings,
                                     struct daydream_error *err)
{
    struct dd_finding_rows rows = {NULL, 0, 0};
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < findings->count && status == DAYDREAM_OK; i++) {
        struct dd_finding_row *row = dd_finding_rows_new(&rows);

        status = row != NULL ? finding_to_row(findings->items[i], row, err) : dd_fail_memory(err);
    }
    if (status == DAYDREAM_OK)
        status = dd_findings_replace(store, run, step, slug, &rows, err);
    dd_finding_rows_free(&rows);
    return status;
}

enum daydream_status dd_history_load(struct dd_store *store, int64_t run, const char *date,
                                     const char *slug, struct daydream_findings *findings,
                                     struct daydream_error *err)
{
    struct dd_finding_rows rows = {NULL, 0, 0};
    enum daydream_status status = dd_findings_read(store, run, slug, &rows, err);

    for (size_t i = 0; i < rows.count && status == DAYDREAM_OK; i++)
        status = row_to_finding(&rows.items[i], date, findings, err);
    dd_finding_rows_free(&rows);
    return status;
}

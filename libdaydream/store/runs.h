/* SPDX-License-Identifier: MIT */
/* Runs, one per date, and how each of their steps stands. */
#ifndef DD_STORE_RUNS_H
#define DD_STORE_RUNS_H

#include <stdint.h>

#include "base/date.h"
#include "base/random.h"
#include "store/store.h"

struct dd_run_row {
    int64_t id;
    char uuid[DD_UUID_SIZE];
    char date[DD_DATE_SIZE];
    int64_t started;  /* of the date's first run; the end of its log window */
    int64_t finished; /* 0: never went through to the end */
};

/* The run of `wanted->date`; when there is none, one is made of `wanted` (its id is not read). */
enum daydream_status dd_runs_open(struct dd_store *store, const struct dd_run_row *wanted,
                                  struct dd_run_row *out, struct daydream_error *err);
enum daydream_status dd_runs_finish(struct dd_store *store, int64_t run, int64_t finished,
                                    struct daydream_error *err);

/* Delete a run of which no step was ever recorded. */
enum daydream_status dd_runs_forget_unused(struct dd_store *store, int64_t run,
                                           struct daydream_error *err);

/* The newest run before a date; DAYDREAM_ERROR_NOT_FOUND (and `err` untouched) when there is none.
 */
enum daydream_status dd_runs_before(struct dd_store *store, const char *date,
                                    struct dd_run_row *out, struct daydream_error *err);

struct dd_step_row {
    enum daydream_step_status status;
    char *reason;   /* owned; NULL: none */
    double seconds; /* that it took */
};

void dd_step_row_free(struct dd_step_row *row);

/* `slug` is "" for a step that is not per project. A step never recorded is pending. */
enum daydream_status dd_steps_get(struct dd_store *store, int64_t run, const char *step,
                                  const char *slug, struct dd_step_row *out,
                                  struct daydream_error *err);
enum daydream_status dd_steps_put(struct dd_store *store, int64_t run, const char *step,
                                  const char *slug, const struct dd_step_row *row,
                                  struct daydream_error *err);

#endif

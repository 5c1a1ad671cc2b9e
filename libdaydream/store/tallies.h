/* SPDX-License-Identifier: MIT */
/* How many of something each file of a project had, to say which gained most since. Those of the
 * last two runs are kept. */
#ifndef DD_STORE_TALLIES_H
#define DD_STORE_TALLIES_H

#include "store/store.h"

struct dd_tally_row {
    char *path;
    int64_t count;
};

struct dd_tally_rows {
    struct dd_tally_row *items;
    size_t count;
    size_t capacity;
};

/* Append a row; the text is copied. */
enum daydream_status dd_tally_rows_add(struct dd_tally_rows *rows, const char *path, int64_t count,
                                       struct daydream_error *err);
void dd_tally_rows_free(struct dd_tally_rows *rows);

/* Of a file; 0 where it has no row. The rows are in the order of their paths' bytes. */
int64_t dd_tally_of(const struct dd_tally_rows *rows, const char *path);

/* What the newest run before a date put, in the order of paths. Owned, also after a failure. */
enum daydream_status dd_tallies_before(struct dd_store *store, const char *date, const char *slug,
                                       struct dd_tally_rows *out, struct daydream_error *err);

/* Put those of a run in the place of all that it has, and forget those of runs before the last
 * one. */
enum daydream_status dd_tallies_put(struct dd_store *store, int64_t run, const char *slug,
                                    const struct dd_tally_rows *rows, struct daydream_error *err);

#endif

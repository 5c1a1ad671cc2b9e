/* SPDX-License-Identifier: MIT */
/* What the model saw in the findings of a date: patterns across projects, and how to avoid them.
 * The report shows them, and lessons are made of them. */
#ifndef DD_STORE_REFLECTIONS_H
#define DD_STORE_REFLECTIONS_H

#include "base/strings.h"
#include "store/store.h"

/* Plain text, each of one line; a member that nobody filled is "" when it is read. */
struct dd_reflection {
    char *category;
    char *summary;
    char *pattern; /* what goes wrong again and again; it is known by that */
    char *prevention;
    char *source_session;
    struct dd_strings projects; /* slugs */
};

struct dd_reflection_rows {
    struct dd_reflection *items; /* in the order in which they were added */
    size_t count;
    size_t capacity;
};

/* A fresh zeroed row at the end of the list, borrowed; NULL when there is no memory. */
struct dd_reflection *dd_reflection_rows_new(struct dd_reflection_rows *rows);
void dd_reflection_rows_free(struct dd_reflection_rows *rows);

/* Put those of a run in the place of all that it has, so that reflecting again doubles nothing.
 * Opens no transaction of its own. */
enum daydream_status dd_reflections_put(struct dd_store *store, int64_t run,
                                        const struct dd_reflection_rows *rows,
                                        struct daydream_error *err);

/* Those of a run, in their order. Owned, also after a failure. */
enum daydream_status dd_reflections_get(struct dd_store *store, int64_t run,
                                        struct dd_reflection_rows *out, struct daydream_error *err);

#endif

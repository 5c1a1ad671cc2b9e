/* SPDX-License-Identifier: MIT */
/* Small things to remember: how far logs were reviewed, how long a backlog was, who we are. */
#ifndef DD_STORE_MARKS_H
#define DD_STORE_MARKS_H

#include <stdint.h>

#include "base/date.h"
#include "store/store.h"

/* Until when a project's logs were reviewed; 0: never. */
enum daydream_status dd_watermark_get(struct dd_store *store, const char *slug, int64_t *until,
                                      struct daydream_error *err);
enum daydream_status dd_watermark_put(struct dd_store *store, const char *slug, int64_t until,
                                      struct daydream_error *err);

/* How far a log file was read; fields as struct dd_log_position of logs/position.h. */
struct dd_position_row {
    char *path;
    uint64_t device;
    uint64_t inode;
    uint64_t head;
    uint64_t tail;
    uint64_t offset;
    uint64_t size;
    int64_t unread;
};

struct dd_position_rows {
    struct dd_position_row *items; /* by path */
    size_t count;
};

/* Those of a project's logs. Owned, also after a failure. */
enum daydream_status dd_positions_get(struct dd_store *store, const char *slug,
                                      struct dd_position_rows *out, struct daydream_error *err);
void dd_position_rows_free(struct dd_position_rows *rows);

/* Put new ones in the place of all that the project has. Of several with one path the first stays.
 */
enum daydream_status dd_positions_put(struct dd_store *store, const char *slug,
                                      const struct dd_position_rows *rows,
                                      struct daydream_error *err);

/* A number that a run measured in a project ("open-bugs"). Putting it again replaces it. */
struct dd_measure {
    char date[DD_DATE_SIZE]; /* of the run that measured it; "": never */
    int64_t value;
};
enum daydream_status dd_measure_put(struct dd_store *store, int64_t run, const char *slug,
                                    const char *name, int64_t value, struct daydream_error *err);
enum daydream_status dd_measure_before(struct dd_store *store, const char *date, const char *slug,
                                       const char *name, struct dd_measure *out,
                                       struct daydream_error *err);

/* One text by name ("machine"). `*out` is owned (free()), NULL when it was never put. */
enum daydream_status dd_meta_get(struct dd_store *store, const char *name, char **out,
                                 struct daydream_error *err);
enum daydream_status dd_meta_put(struct dd_store *store, const char *name, const char *value,
                                 struct daydream_error *err);

#endif

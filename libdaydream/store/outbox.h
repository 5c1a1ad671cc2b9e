/* SPDX-License-Identifier: MIT */
/*
 * The outbox: one row per repository and date, written before the first attempt to file it and
 * kept afterwards as the record of what was filed.
 */
#ifndef DD_STORE_OUTBOX_H
#define DD_STORE_OUTBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "store/store.h"

enum dd_outbox_state {
    DD_OUTBOX_WAITING, /* never sent, or refused for sure */
    DD_OUTBOX_SENDING, /* a POST was begun: it may have arrived */
    DD_OUTBOX_FILED,   /* number and url are known, and nothing is left to do */
    DD_OUTBOX_SETTLING /* they are known, but not its place among others of the date, or what a
                          comment has to add to it */
};

struct dd_outbox_row {
    int64_t id;       /* grows with time; 0: not stored yet */
    char *repository; /* "host/org/repo"; case does not tell two apart */
    char date[DD_DATE_SIZE];
    char *slug; /* of the project that it is for; "" for a caller's own */
    char *title;
    char *label;
    char *body;
    enum dd_outbox_state state;
    int64_t queued;   /* when it was written */
    int64_t attempts; /* POSTs begun */
    char *reason;     /* why it waits; NULL: not tried yet */
    int64_t number;   /* of the issue; 0: unknown */
    char *url;        /* NULL: unknown */
    int64_t filed;    /* when the issue was first known; 0: not yet */
    int action;       /* enum daydream_action: how it came to be filed */
    int64_t floor;    /* newest number of the repository before the POST; negative: unknown */
    int64_t own;      /* number of the issue that our POST made, while its place is not confirmed */
    char *parts;      /* where in the body each finding stands (model/parts.h); NULL: unknown */
};

struct dd_outbox_rows {
    struct dd_outbox_row *items;
    size_t count;
    size_t capacity;
};

void dd_outbox_row_free(struct dd_outbox_row *row);
void dd_outbox_rows_free(struct dd_outbox_rows *rows);

/* The row of a repository and date; `out->id` is 0 when there is none. */
enum daydream_status dd_outbox_find(struct dd_store *store, const char *repository,
                                    const char *date, struct dd_outbox_row *out,
                                    struct daydream_error *err);

/* The newest row of a repository before a date, filed or waiting; `out->id` is 0 when there is
 * none. */
enum daydream_status dd_outbox_last_before(struct dd_store *store, const char *repository,
                                           const char *date, struct dd_outbox_row *out,
                                           struct daydream_error *err);

/* Append every row on which something is left to do: those of the oldest date first, whenever they
 * were written. Without body and parts, which many of them would fill the memory with: these are
 * NULL, and dd_outbox_find() has them. */
enum daydream_status dd_outbox_waiting(struct dd_store *store, struct dd_outbox_rows *out,
                                       struct daydream_error *err);

/* Write a row: insert it when its id is 0 (and set the id), update it otherwise. A second row for
 * the same repository and date is DAYDREAM_ERROR_STATE. A row that is on its way or in
 * its place but not settled is on the disk when it returns, whatever happens to the machine. */
enum daydream_status dd_outbox_put(struct dd_store *store, struct dd_outbox_row *row,
                                   struct daydream_error *err);

/* Let a row (from dd_outbox_find()) go: it is not tried any more, and stays as the record of that
 * it was, so that nobody writes it again. One whose issue is known already is filed. */
enum daydream_status dd_outbox_drop(struct dd_store *store, struct dd_outbox_row *row,
                                    struct daydream_error *err);
bool dd_outbox_is_dropped(const struct dd_outbox_row *row);

/* Take a row out as if it had never been there. */
enum daydream_status dd_outbox_remove(struct dd_store *store, const struct dd_outbox_row *row,
                                      struct daydream_error *err);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The state of this machine: one SQLite database "daydream.db" in the state directory (0700, file
 * 0600, WAL). Tables belong to one header each: runs.h, findings.h, marks.h, outbox.h. All texts
 * are stored as they come: they were redacted before.
 */
#ifndef DD_STORE_STORE_H
#define DD_STORE_STORE_H

#include <stdbool.h>

#include "daydream.h"

struct dd_store;

/* Open the state, making the directory and the database when missing and bringing an older
 * database up to date. Owned. DAYDREAM_ERROR_STATE for a database that is damaged or of a newer
 * daydream, and for a directory on a network file system: the text says what to do, and nothing
 * is changed. */
enum daydream_status dd_store_open(const char *directory, struct dd_store **out,
                                   struct daydream_error *err);

/* A copy in memory for a dry run: writes reach no disk; no file is made. */
enum daydream_status dd_store_open_copy(const char *directory, struct dd_store **out,
                                        struct daydream_error *err);
void dd_store_close(struct dd_store *store);

/* One transaction at a time. dd_store_end() commits when `status` is DAYDREAM_OK and rolls back
 * otherwise; it returns `status`, or the commit's own failure. */
enum daydream_status dd_store_begin(struct dd_store *store, struct daydream_error *err);
enum daydream_status dd_store_end(struct dd_store *store, enum daydream_status status,
                                  struct daydream_error *err);

/* What is committed survives the death of the program. The death of the machine may take the last
 * commits back, the latest first and each as a whole: what they said is then done again. A commit
 * that must not be taken back, since something that others see follows, comes between
 * dd_store_lasting(true) and (false): it is on the disk when it returns, with all before it. Not
 * within a transaction. */
enum daydream_status dd_store_lasting(struct dd_store *store, bool lasting,
                                      struct daydream_error *err);

#endif

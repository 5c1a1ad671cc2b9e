/* SPDX-License-Identifier: MIT */
/*
 * The tables, and how an older database becomes the present one. PRAGMA user_version says which
 * migrations it has seen, PRAGMA application_id that it is ours.
 */
#ifndef DD_STORE_SCHEMA_H
#define DD_STORE_SCHEMA_H

#include <stddef.h>

#include "store/store.h"

/* A step from the version before to this one. Versions of a table of them only grow; what was
 * released is never changed, only added to. */
struct dd_migration {
    int version;
    const char *script;
};

/* The migrations of this daydream. Borrowed, lives forever. */
const struct dd_migration *dd_schema_migrations(size_t *count);

/* Is this database ours (or empty), sound, and not newer than we are? Only reads. */
enum daydream_status dd_schema_check(struct dd_store *store, struct daydream_error *err);

/* Bring a database that was checked up to date: all that is missing in one transaction. */
enum daydream_status dd_schema_migrate(struct dd_store *store,
                                       const struct dd_migration *migrations, size_t count,
                                       struct daydream_error *err);

/* The same with the migrations of this daydream. */
enum daydream_status dd_schema_update(struct dd_store *store, struct daydream_error *err);

#endif

/* SPDX-License-Identifier: MIT */
/* What the tests of the store share. Every function aborts the test when it cannot do its work. */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include <stdint.h>

#include "base/strings.h"
#include "store/store.h"

struct dd_store *fixture_open(const char *directory);

/* The id of the run of a date, which is made when missing. */
int64_t fixture_run(struct dd_store *store, const char *date);

/* Carry out statements on a database of any kind, made when missing, without our code. */
void fixture_sql(const char *path, const char *script);

/* The first number that a query gives. */
int64_t fixture_number(struct dd_store *store, const char *query);

/* Name, mode, size and content of every file in a directory, as a text to compare. Owned. */
char *fixture_snapshot(const char *directory);
char *fixture_file(const char *path); /* the same of one file */

/* Do something in a child and see it end: by exit status 0, or by the signal (0: none). A child
 * opens databases of its own. */
void fixture_child(void (*work)(const char *directory), const char *directory, int signal);

/* Date number `index` of a long history, from 2025-01-01 on. */
void fixture_date(int index, char *out);

/* What a store's statements cost, from fixture_watch() to fixture_watched(). */
struct fixture_watch {
    struct dd_store *store;
    struct dd_strings queries;
    int64_t steps; /* of SQLite's virtual machine: work, counted without a clock */
};
void fixture_watch(struct fixture_watch *watch, struct dd_store *store);

/* Checks that no statement walked through a whole table, and returns the steps. */
int64_t fixture_watched(struct fixture_watch *watch);

#endif

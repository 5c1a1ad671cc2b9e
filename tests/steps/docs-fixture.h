/* SPDX-License-Identifier: MIT */
/* A home project with documents, and what check-docs says of them. */
#ifndef DD_TESTS_STEPS_DOCS_FIXTURE_H
#define DD_TESTS_STEPS_DOCS_FIXTURE_H

#include "support/fleet.h"

/* Home is red, without a repository, with the documents that a project should have. */
void docs_start(struct fleet *it);

/* The same, and it is a repository, in which nothing is committed yet. */
void docs_start_repository(struct fleet *it);

/* `more`: further members of "daydream" in projects.json, with a comma in front of them. */
void docs_configure(struct fleet *it, const char *more);

/* Write a file of red, commit what there is, run git. */
void docs_put(struct fleet *it, const char *name, const char *text);
void docs_commit(struct fleet *it, const char *date);
void docs_git(struct fleet *it, const char *words);

/* Do the step in a run of its own. */
void docs_look(struct fleet *it);

/* What is wrong, as "PLACE TEXT" for each place, with COMMIT for the hash of one. Owned. */
char *docs_faults(const struct fleet *it);
void docs_expect(const struct fleet *it, const char *name, const char *wanted);

/* The finding whose text has this part; NULL when there is none. */
const struct daydream_finding *docs_find(const struct fleet *it, const char *part);

/* Why the step has not looked, or not at all; NULL when it has. */
const char *docs_reason(const struct fleet *it);

#endif

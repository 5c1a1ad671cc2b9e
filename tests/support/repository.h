/* SPDX-License-Identifier: MIT */
/* git repositories in scratch folders. Nobody's settings take part. Every function aborts the test
 * when it cannot do its work. */
#ifndef TESTS_SUPPORT_REPOSITORY_H
#define TESTS_SUPPORT_REPOSITORY_H

#include <stdbool.h>

/* Is there a git to test with? */
bool repository_available(void);

/* Make an empty one of an existing folder. */
void repository_init(const char *folder);

/* Add all that is there and commit it, at 06:00 in UTC of a date, also where nothing changed. */
void repository_commit(const char *folder, const char *date, const char *message);

/* "git WORDS" in it, for words without blanks. */
void repository_git(const char *folder, const char *words);

#endif

/* SPDX-License-Identifier: MIT */
/* Temporary folders and the files that tests read and write. Every function aborts the test when
 * it cannot do its work. Texts are owned: free(). */
#ifndef TESTS_SUPPORT_SCRATCH_H
#define TESTS_SUPPORT_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>

/* Make an empty folder of one's own; scratch_remove() deletes it with all that is in it. */
char *scratch_make(void);
void scratch_remove(char *directory); /* frees the text too */

/* directory/name */
char *scratch_path(const char *directory, const char *name);

/* Write directory/name, making folders on the way, and return its path. */
char *scratch_write(const char *directory, const char *name, const char *text);
char *scratch_write_bytes(const char *directory, const char *name, const void *data, size_t length);

/* The whole content of a file as text. */
char *scratch_read(const char *path);
bool scratch_exists(const char *path);

/* A path below the source tree ("tests/data/..."), from $top_srcdir or the working directory. */
char *test_path(const char *name);

#endif

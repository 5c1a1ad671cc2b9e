/* SPDX-License-Identifier: MIT */
/* git as a program, asked about one folder and what is below it. It changes nothing, goes into no
 * network and has a time limit; its output is never held as a whole. */
#ifndef DD_SERVICES_GIT_H
#define DD_SERVICES_GIT_H

#include <stdbool.h>

#include "daydream.h"

/* One record without its NUL; borrowed until the function returns. */
typedef enum daydream_status (*dd_git_record_fn)(void *user, const char *record,
                                                 struct daydream_error *err);

/* Is the folder, or one above it, a repository's? Looks for `.git` and asks nobody. */
bool dd_git_is_there(const char *directory);

/* Run "git ARGUMENTS" in a folder and hand on each NUL-ended record of its output.
 * `arguments` is NULL-terminated. DAYDREAM_ERROR_PROGRAM when git cannot be started, takes too long
 * or ends with a failure; whatever `take` fails with. */
enum daydream_status dd_git_records(const char *directory, const char *const *arguments,
                                    dd_git_record_fn take, void *user, struct daydream_error *err);

/* Is it a clone whose history was cut off? What git cannot tell is none. */
enum daydream_status dd_git_is_shallow(const char *directory, bool *out,
                                       struct daydream_error *err);

/* Each file that git tracks in the folder and below it, relative to it, in the order of bytes. */
enum daydream_status dd_git_tracked(const char *directory, dd_git_record_fn take, void *user,
                                    struct daydream_error *err);

#endif

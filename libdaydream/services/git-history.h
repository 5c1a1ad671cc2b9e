/* SPDX-License-Identifier: MIT */
/* What git's history says of files. Paths are relative to the folder, and only what is below it
 * counts. Merges are looked at through the commits that they bring together. */
#ifndef DD_SERVICES_GIT_HISTORY_H
#define DD_SERVICES_GIT_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strings.h"
#include "daydream.h"

struct dd_git_change {
    const char *commit; /* its whole hash */
    int64_t time;       /* when it was committed */
    char kind;          /* 'A', 'M', 'D', 'R', ...: git-diff(1), --diff-filter */
    const char *path;
    const char *to; /* of a rename: the new path; else NULL */
};

/* Set `*enough` to hear of no more. All is borrowed until the function returns. */
typedef enum daydream_status (*dd_git_change_fn)(void *user, const struct dd_git_change *change,
                                                 bool *enough, struct daydream_error *err);

/* Each file that a commit removed, the newest first. With `paths`, only these files and what is
 * below these folders; without any, all. */
enum daydream_status dd_git_removed(const char *directory, const struct dd_strings *paths,
                                    dd_git_change_fn take, void *user, struct daydream_error *err);

/* Each file that these commits renamed; at most DD_GIT_COMMITS of them. */
#define DD_GIT_COMMITS 500
enum daydream_status dd_git_renamed(const char *directory, const struct dd_strings *commits,
                                    dd_git_change_fn take, void *user, struct daydream_error *err);

/* Each file that the last so many commits touched, the newest first; `*seen` is how many there
 * were, which is less when history ends before. */
enum daydream_status dd_git_touched(const char *directory, int commits, dd_git_change_fn take,
                                    void *user, int *seen, struct daydream_error *err);

#endif

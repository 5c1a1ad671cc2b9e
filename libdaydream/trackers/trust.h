/* SPDX-License-Identifier: MIT */
/* Whose words about reports are believed: anybody can write a marker into an issue of a public
 * repository, or into a comment. */
#ifndef DD_TRACKERS_TRUST_H
#define DD_TRACKERS_TRUST_H

#include <stdbool.h>

#include "services/github.h"

/* Somebody who may push there, or we ourselves. Only a stranger's makes us ask who we are. */
enum daydream_status dd_trusted(struct dd_github *github, const char *author,
                                const char *association, bool *out, struct daydream_error *err);

/* We ourselves. */
enum daydream_status dd_is_own(struct dd_github *github, const char *author, bool *out,
                               struct daydream_error *err);

#endif

/* SPDX-License-Identifier: MIT */
/* Whose token it is, where the server does not say so: an issue that we filed once has told. */
#ifndef DD_TRACKERS_LOGIN_H
#define DD_TRACKERS_LOGIN_H

#include "services/github.h"
#include "store/store.h"

/* Hand the client what was kept for its host; keep what it has learnt. `repository` is
 * "host/org/repo", or a host alone. */
enum daydream_status dd_login_recall(struct dd_store *store, const char *repository,
                                     struct dd_github *github, struct daydream_error *err);
enum daydream_status dd_login_keep(struct dd_store *store, const char *repository,
                                   const struct dd_github *github, struct daydream_error *err);

#endif

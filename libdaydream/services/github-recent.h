/* SPDX-License-Identifier: MIT */
/* Inside of the GitHub service: lists of issues that were read a moment ago. */
#ifndef DD_SERVICES_GITHUB_RECENT_H
#define DD_SERVICES_GITHUB_RECENT_H

#include "services/github-client.h"

/* An issue of ours came to a repository; or something there was, or may have been, changed. */
void dd_github_recent_add(struct dd_github *github, const char *org, const char *repo,
                          const struct dd_github_issue *issue);
void dd_github_recent_drop(struct dd_github *github, const char *org, const char *repo);

void dd_github_recent_free(struct dd_github *github);

#endif

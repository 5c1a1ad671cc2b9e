/* SPDX-License-Identifier: MIT */
/* Inside of the GitHub service: pages that need not be given again. GitHub does not count a request
 * that it answers with "not modified" (docs.github.com/rest/using-the-rest-api/
 * best-practices-for-using-the-rest-api, "Use conditional requests if appropriate"). */
#ifndef DD_SERVICES_GITHUB_KNOWN_H
#define DD_SERVICES_GITHUB_KNOWN_H

#include "services/github.h"

/* The page at `url`; NULL when none is known (`known` may be NULL), or has no ETag, or what is
 * behind it is elsewhere than `api_url`. Borrowed. */
const struct dd_github_known_page *dd_github_known_find(const struct dd_github_known *known,
                                                        const char *url, const char *api_url);

/* Append the page's issues. */
enum daydream_status dd_github_known_recall(const struct dd_github_known_page *page,
                                            struct dd_github_issues *out,
                                            struct daydream_error *err);

#endif

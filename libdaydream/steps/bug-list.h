/* SPDX-License-Identifier: MIT */
/*
 * A repository's open bugs. What the server gave last is remembered, and given again only where it
 * has changed; projects that share a repository share its list.
 */
#ifndef DD_STEPS_BUG_LIST_H
#define DD_STEPS_BUG_LIST_H

#include "steps/step.h"
#include "store/pages.h"

#define DD_BUGS_NAMED ((size_t)5) /* so many are known by their titles, the newest */

struct dd_bug {
    int64_t number;
    char *title; /* without secrets; NULL behind the first ones of a page */
};

struct dd_bugs {
    struct dd_bug *items; /* newest first */
    size_t count;
};

/* Read the bugs of the project at hand. `pages` are what is to be remembered of them. Both are
 * owned, also after a failure. */
enum daydream_status dd_bug_list_read(const struct dd_step_context *context,
                                      struct dd_github *github, struct dd_bugs *out,
                                      struct dd_page_rows *pages, struct daydream_error *err);
void dd_bugs_free(struct dd_bugs *bugs);

#endif

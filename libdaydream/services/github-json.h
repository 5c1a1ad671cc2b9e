/* SPDX-License-Identifier: MIT */
/* GitHub's objects, read with every field's type checked, and the payloads that we send. What is
 * missing or of another type than docs.github.com/rest/issues says is DAYDREAM_ERROR_PROTOCOL. */
#ifndef DD_SERVICES_GITHUB_JSON_H
#define DD_SERVICES_GITHUB_JSON_H

#include "services/github.h"

/* One page of a list. */
struct dd_github_page {
    size_t entries; /* with pull requests */
    int64_t newest; /* when the latest of them was created */
};

/* Read an issue; on failure `out` is empty. A pull request is DAYDREAM_ERROR_NOT_FOUND. */
enum daydream_status dd_github_parse_issue(const struct dd_buf *body, struct dd_github_issue *out,
                                           struct daydream_error *err);

/* Append a page's issues to `out`, without pull requests and without those that the page before
 * has shown already: entries move on when something new comes in between. */
enum daydream_status dd_github_parse_page(const struct dd_buf *body, struct dd_github_issues *out,
                                          struct dd_github_page *page, struct daydream_error *err);

/* Append a page's comments to `out`. */
enum daydream_status dd_github_parse_comments(const struct dd_buf *body,
                                              struct dd_github_comments *out,
                                              struct daydream_error *err);

/* The text of a top-level member: "login" of a user, "name" of a label. Owned: free(). */
enum daydream_status dd_github_parse_text(const struct dd_buf *body, const char *key, char **out,
                                          struct daydream_error *err);

/* A top-level member that is true or false: "private" of a repository. */
enum daydream_status dd_github_parse_flag(const struct dd_buf *body, const char *key, bool *out,
                                          struct daydream_error *err);

/* Has the issue that label? GitHub compares their names without regard to case. */
bool dd_github_has_label(const struct dd_github_issue *issue, const char *name);

void dd_github_write_draft(struct dd_buf *out, const struct dd_github_draft *draft);
void dd_github_write_label(struct dd_buf *out, const char *name, const char *colour,
                           const char *description);
void dd_github_write_comment(struct dd_buf *out, const char *body);
void dd_github_write_edit(struct dd_buf *out, const char *body, bool open);
/* With `duplicate_of` (an id) 0 the reason alone. */
void dd_github_write_close(struct dd_buf *out, const char *reason, int64_t duplicate_of);

#endif

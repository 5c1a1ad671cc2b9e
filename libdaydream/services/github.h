/* SPDX-License-Identifier: MIT */
/*
 * GitHub's REST API, the part that daydream needs: plain functions, values in and out. One client
 * stands for one host and one token. Format and limits: docs.github.com/rest/issues, API version
 * 2022-11-28. A request that had no effect is tried up to three times, and rate limits are kept to
 * (services/github-pace.h). Errors say what to do (services/github-error.c).
 */
#ifndef DD_SERVICES_GITHUB_H
#define DD_SERVICES_GITHUB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/strings.h"
#include "net/http.h"
#include "text/redact.h"

struct dd_github;

/* What a run may spend on GitHub altogether, in exchanges and in waits; its clients share it. */
struct dd_github_budget {
    int64_t left_ms;
};

struct dd_github_options {
    struct dd_http *http; /* borrowed for the life of the client */
    const char *host;     /* "github.com", or an Enterprise host: for texts and the default URL */
    const char *api_url;  /* NULL: https://api.github.com, or https://HOST/api/v3 */
    const char *token;    /* required; copied */
    const struct dd_clock *clock;       /* borrowed; for waits between writes */
    const struct dd_log *log;           /* borrowed; may be NULL */
    const struct dd_redactor *redactor; /* borrowed; for what refusals say; may be NULL */
    struct dd_github_budget *budget;    /* borrowed; NULL: without end */
};

/* Owned. DAYDREAM_ERROR_ARGUMENT when the token holds anything but printable ASCII, or the URL is
 * not allowed (net/url.h). */
enum daydream_status dd_github_new(const struct dd_github_options *options, struct dd_github **out,
                                   struct daydream_error *err);
void dd_github_free(struct dd_github *github);

/* A new piece of work begins, say a run: a server that was not to be reached is asked again. What
 * it said of its rate limits holds on, and so does a token that was refused. */
void dd_github_begin(struct dd_github *github);

struct dd_github_issue {
    int64_t number;
    int64_t id;
    char *title;
    char *body; /* "" when the server has none */
    char *url;  /* html_url */
    char *author;
    char *association; /* "OWNER", "MEMBER", ... */
    int64_t created;
    bool open;
    struct dd_strings labels;
};

/* The numbers of a list, pull requests too: what it does not hold it has not shown. */
struct dd_github_numbers {
    int64_t *items;
    size_t count;
    size_t capacity;
};

struct dd_github_issues {
    struct dd_github_issue *items;
    size_t count;
    size_t capacity;
    struct dd_github_numbers shown;
};

void dd_github_issue_free(struct dd_github_issue *issue);
void dd_github_issues_free(struct dd_github_issues *issues);

/* A page of a list as the server gave it, so that it need not give it again. */
struct dd_github_known_page {
    char *url;
    char *etag;
    char *next;                     /* URL of the page behind it; NULL: it is the last */
    struct dd_github_issues issues; /* number and title only; the title may be NULL */
};

struct dd_github_known {
    struct dd_github_known_page *pages;
    size_t count;
};

void dd_github_known_free(struct dd_github_known *known);

/* Append a page: url and next are copied, etag and issues too. */
enum daydream_status dd_github_known_add(struct dd_github_known *known, const char *url,
                                         const char *etag, const char *next,
                                         const struct dd_github_issue *issues, size_t count,
                                         struct daydream_error *err);

/* Append an issue, which is stolen (also on failure), or a number that is no issue. */
enum daydream_status dd_github_issues_take(struct dd_github_issues *issues,
                                           struct dd_github_issue *issue,
                                           struct daydream_error *err);
enum daydream_status dd_github_issues_note(struct dd_github_issues *issues, int64_t number,
                                           struct daydream_error *err);
bool dd_github_issues_show(const struct dd_github_issues *issues, int64_t number);

struct dd_github_query {
    const char *state;     /* "open" or "all" */
    const char *label;     /* NULL: any */
    int64_t created_since; /* stop reading pages once all of one is older; 0: read all */
    const struct dd_github_known *known; /* pages of earlier; NULL: none */
    struct dd_github_known *seen;        /* gets the pages that were read; NULL: not wanted */
};

/* List a repository's issues, newest created first, all pages (100 each, at most 200 pages, then
 * DAYDREAM_ERROR_REJECTED says so), without pull requests. `org` and `repo` are checked names.
 * A page that is known is asked for only if it has changed; else its issues come with number and
 * title alone. On failure nothing is left in `out`: a part of a list is no list. */
enum daydream_status dd_github_list(struct dd_github *github, const char *org, const char *repo,
                                    const struct dd_github_query *query,
                                    struct dd_github_issues *out, struct daydream_error *err);

/* List a repository's issues of all states that were created since a time (0: all), as above. What
 * this piece of work has listed a moment ago is not asked for again, but given as it was then, with
 * what we created since. */
enum daydream_status dd_github_list_recent(struct dd_github *github, const char *org,
                                           const char *repo, int64_t since,
                                           struct dd_github_issues *out,
                                           struct daydream_error *err);

/* Nobody will ask for that list again. */
void dd_github_forget_recent(struct dd_github *github, const char *org, const char *repo);

/* Read one issue. DAYDREAM_ERROR_NOT_FOUND also for the number of a pull request, and of an issue
 * that was moved to another repository; then without an http_status of the error. */
enum daydream_status dd_github_get(struct dd_github *github, const char *org, const char *repo,
                                   int64_t number, struct dd_github_issue *out,
                                   struct daydream_error *err);

struct dd_github_draft {
    const char *title;
    const char *body;
    const char *label; /* NULL: none */
};

/* Create an issue with one POST; only a 403 or 422, which made nothing, is followed by a second one
 * without the label. DAYDREAM_ERROR_AMBIGUOUS when it may exist although no answer that can be read
 * came (also for 5xx after the request was sent). The server drops a label silently where the token
 * may not set one: see labels in `out`; the log says so. */
enum daydream_status dd_github_create(struct dd_github *github, const char *org, const char *repo,
                                      const struct dd_github_draft *draft,
                                      struct dd_github_issue *out, struct daydream_error *err);

struct dd_github_label {
    const char *name;
    const char *colour;      /* 6 hex digits */
    const char *description; /* at most 100 characters */
};

/* See that a label exists: POST, for which one that is there is success, and GET only where we may
 * not make any. A client asks once per repository and label: what exists, or was refused, does so
 * until the client goes. */
enum daydream_status dd_github_ensure_label(struct dd_github *github, const char *org,
                                            const char *repo, const struct dd_github_label *label,
                                            struct daydream_error *err);

/* Can only some read the repository? Asked anew each time. */
enum daydream_status dd_github_is_private(struct dd_github *github, const char *org,
                                          const char *repo, bool *out, struct daydream_error *err);

/* An earlier client has seen that the label exists: it is not asked for again. */
enum daydream_status dd_github_recall_label(struct dd_github *github, const char *org,
                                            const char *repo, const char *name,
                                            struct daydream_error *err);

/* Is it known by now that a label exists? */
enum daydream_status dd_github_knows_label(const struct dd_github *github, const char *org,
                                           const char *repo, const char *name, bool *out,
                                           struct daydream_error *err);

struct dd_github_comment {
    int64_t id; /* grows with time */
    char *body; /* "" when the server has none */
    char *author;
    char *association;
};

struct dd_github_comments {
    struct dd_github_comment *items;
    size_t count;
    size_t capacity;
};

void dd_github_comment_free(struct dd_github_comment *comment);
void dd_github_comments_free(struct dd_github_comments *comments);

/* Append a comment, which is stolen (also on failure). */
enum daydream_status dd_github_comments_take(struct dd_github_comments *comments,
                                             struct dd_github_comment *comment,
                                             struct daydream_error *err);

/* All comments of an issue, oldest first; at most 20 pages of 100, then DAYDREAM_ERROR_REJECTED. On
 * failure nothing is left in `out`. */
enum daydream_status dd_github_list_comments(struct dd_github *github, const char *org,
                                             const char *repo, int64_t number,
                                             struct dd_github_comments *out,
                                             struct daydream_error *err);

/* Delete a comment of our own; one that is gone already is success. */
enum daydream_status dd_github_delete_comment(struct dd_github *github, const char *org,
                                              const char *repo, int64_t id,
                                              struct daydream_error *err);

/* Change an issue of our own: its body, and whether it is open. */
enum daydream_status dd_github_edit(struct dd_github *github, const char *org, const char *repo,
                                    int64_t number, const char *body, bool open,
                                    struct daydream_error *err);

enum daydream_status dd_github_comment(struct dd_github *github, const char *org, const char *repo,
                                       int64_t number, const char *body,
                                       struct daydream_error *err);

/* Close an issue of our own. With `duplicate_of` (id, not number; 0: none) as a duplicate of that,
 * falling back to "not_planned" where the server answers 422; without as "completed". */
enum daydream_status dd_github_close(struct dd_github *github, const char *org, const char *repo,
                                     int64_t number, int64_t duplicate_of,
                                     struct daydream_error *err);

/* The login that the token belongs to: asked once per client, or known from an issue that it
 * created. Borrowed. Where the server refuses to tell (403, as to tokens of an app), the one that
 * was recalled serves. */
enum daydream_status dd_github_login(struct dd_github *github, const char **out,
                                     struct daydream_error *err);

/* What an earlier client of this token learnt from an issue that it created. */
enum daydream_status dd_github_recall_login(struct dd_github *github, const char *login,
                                            struct daydream_error *err);

/* The login that an issue of ours has told; NULL: none was created. Borrowed. */
const char *dd_github_told_login(const struct dd_github *github);

#endif

/* SPDX-License-Identifier: MIT */
/* Inside of the GitHub service: one exchange with the server. */
#ifndef DD_SERVICES_GITHUB_CALL_H
#define DD_SERVICES_GITHUB_CALL_H

#include "services/github-client.h"
#include "services/github-error.h"

struct dd_github_call {
    const char *method;
    const char *org; /* NULL: it concerns no repository */
    const char *repo;
    const char *doing; /* "create an issue": completes "cannot ..." */
    int expected;      /* the status of success */
    const char *etag;  /* NULL: none; else 304 is success, too: nothing has changed since */
    const char *url;   /* this and the body are set by the functions below */
    const char *body;
};

/* Append "API/repos/ORG/REPO", and the same with "/issues/NUMBER". */
void dd_github_repo_url(struct dd_buf *out, const struct dd_github *github, const char *org,
                        const char *repo);
void dd_github_issue_url(struct dd_buf *out, const struct dd_github *github, const char *org,
                         const char *repo, int64_t number);

/* For the texts of errors. */
struct dd_github_asked dd_github_asked_by(const struct dd_github *github,
                                          const struct dd_github_call *call);

/* Carry out one exchange at the pace of services/github-pace.h. DAYDREAM_OK means that the answer
 * has the expected status and is JSON. `body` (JSON) may be NULL. Zero `response` before, free it
 * after in any case. */
enum daydream_status dd_github_send(struct dd_github *github, struct dd_github_call *call,
                                    const struct dd_buf *url, const struct dd_buf *body,
                                    struct daydream_http_response *response,
                                    struct daydream_error *err);

/* The same for an answer that is an issue. */
enum daydream_status dd_github_send_for_issue(struct dd_github *github, struct dd_github_call *call,
                                              const struct dd_buf *url, const struct dd_buf *body,
                                              struct dd_github_issue *out,
                                              struct daydream_error *err);

/* The same for an answer of which one text is of interest: owned, free(). */
enum daydream_status dd_github_send_for_text(struct dd_github *github, struct dd_github_call *call,
                                             const struct dd_buf *url, const char *key, char **out,
                                             struct daydream_error *err);

/* Put the next page's address into `url`; empty after the last one. The server's own link is
 * followed as it is, for it need not look like ours, but the token goes to no other server. */
enum daydream_status dd_github_turn_page(const struct dd_github *github,
                                         const struct dd_github_call *call,
                                         const struct daydream_http_response *response,
                                         struct dd_buf *url, struct daydream_error *err);

/* What becomes of an answer that had the expected status and could not be read because of `cause`.
 * Whatever that is, a POST has been done. */
enum daydream_status dd_github_misread(const struct dd_github *github,
                                       const struct dd_github_call *call,
                                       const struct daydream_http_response *response,
                                       const struct daydream_error *cause,
                                       struct daydream_error *err);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Inside of the GitHub service: how fast a server is asked, when again, and when not at all.
 * Limits: docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 *
 * A request that had no effect is sent again, up to twice, after a pause that grows and is never
 * quite the same; one that a rate limit turned away, when that is over. What a server said of its
 * limits holds for the requests that follow. A pause that is too long for a run is not waited out:
 * then a request fails before it is sent, and says when it makes sense.
 */
#ifndef DD_SERVICES_GITHUB_PACE_H
#define DD_SERVICES_GITHUB_PACE_H

#include "services/github-call.h"

struct dd_github_attempt {
    int number;   /* from 0 */
    bool asked;   /* it was sent, or tried to */
    int64_t took; /* milliseconds */
};

/* Forget what was only for one piece of work: whom not to ask any more, how often to try again. */
void dd_github_pace_begin(struct dd_github_pace *pace);
void dd_github_pace_free(struct dd_github_pace *pace);

/* Wait until the request may go out; an error when it may not. */
enum daydream_status dd_github_pace_enter(struct dd_github *github,
                                          const struct dd_github_call *call,
                                          struct daydream_error *err);

/* Learn from how it went: `response` is empty and `cause` says why when no answer came, and `cause`
 * is empty when the answer was the wanted one. */
void dd_github_pace_leave(struct dd_github *github, const struct dd_github_call *call,
                          const struct dd_github_attempt *attempt,
                          const struct daydream_http_response *response,
                          const struct daydream_error *cause);

/* Is the request to be sent once more? Waits before it says so. */
bool dd_github_pace_again(struct dd_github *github, const struct dd_github_call *call,
                          const struct dd_github_attempt *attempt,
                          const struct daydream_error *cause);

#endif

/* SPDX-License-Identifier: MIT */
/* Inside of the GitHub service: the client. */
#ifndef DD_SERVICES_GITHUB_CLIENT_H
#define DD_SERVICES_GITHUB_CLIENT_H

#include "services/github.h"

/* How fast a server is asked: services/github-pace.h. */
struct dd_github_pace {
    bool has_written;
    int64_t last_write;       /* of dd_clock_monotonic_ms() */
    bool refused;             /* the token: 401 */
    int64_t not_before;       /* no request before that time; 0: none has to wait */
    enum daydream_status why; /* what said so */
    int limits;               /* requests in a row that were too many */
    int credit;               /* what is left for sending again */
    struct dd_strings silent; /* "org/repo" without an answer since there was one */
    struct dd_strings slow;   /* "org/repo" that are not asked any more */
};

struct dd_github_recent;

struct dd_github {
    struct dd_http *http;
    const struct dd_clock *clock;
    const struct dd_log *log;
    const struct dd_redactor *redactor;
    char *host;
    char *api_url; /* without a slash at its end: one more in a path is a 404 */
    char *token;
    char *authorization;         /* the header with the token */
    char *login;                 /* whose token it is; NULL until that is known */
    char *recalled;              /* whose it was before, where that is not told; NULL: unknown */
    bool login_told;             /* an issue that we created has told the login */
    struct dd_strings moved;     /* "org/repo" of which it was said that it has another name now */
    struct dd_strings labels;    /* "org/repo label" that exist */
    struct dd_strings no_labels; /* ... that must not be made */
    struct dd_github_recent *recent; /* lists, newest first: services/github-recent.h */
    struct dd_github_pace pace;
    struct dd_github_budget *budget; /* borrowed; NULL: without end */
};

#endif

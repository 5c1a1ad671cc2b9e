/* SPDX-License-Identifier: MIT */
/* Inside of the GitHub service: the client. */
#ifndef DD_SERVICES_GITHUB_CLIENT_H
#define DD_SERVICES_GITHUB_CLIENT_H

#include "services/github.h"

struct dd_github {
    struct dd_http *http;
    const struct dd_clock *clock;
    const struct dd_log *log;
    char *host;
    char *api_url; /* without a slash at its end: one more in a path is a 404 */
    char *token;
    char *authorization;     /* the header with the token */
    char *login;             /* whose token it is; NULL until that is known */
    struct dd_strings moved; /* "org/repo" of which it was said that it has another name now */
    bool has_written;
    int64_t last_write; /* of dd_clock_monotonic_ms() */
};

#endif

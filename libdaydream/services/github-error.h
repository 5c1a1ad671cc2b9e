/* SPDX-License-Identifier: MIT */
/* From GitHub's refusals to our errors, with a text that says what to do. */
#ifndef DD_SERVICES_GITHUB_ERROR_H
#define DD_SERVICES_GITHUB_ERROR_H

#include <stdbool.h>
#include <stdint.h>

#include "net/http.h"
#include "text/redact.h"

/* What was asked, for the text. */
struct dd_github_asked {
    const char *method;
    const char *host;
    const char *org; /* NULL: it concerns no repository */
    const char *repo;
    const char *doing;                  /* "create an issue": completes "cannot ..." */
    const struct dd_redactor *redactor; /* for what the server says; NULL: none */
    const char *token;                  /* never shown, should the server echo it; NULL: none */
    int limits;                         /* how often in a row it was too many requests before */
};

/* The error of an answer that is no success, with http_status and, where waiting helps, retry_at.
 * `now` is the present time. A POST that met a 5xx is DAYDREAM_ERROR_AMBIGUOUS. */
enum daydream_status dd_github_error(const struct dd_github_asked *asked,
                                     const struct daydream_http_response *response, int64_t now,
                                     struct daydream_error *err);

/* The error of an answer that claims success but cannot be read, and `why`:
 * DAYDREAM_ERROR_PROTOCOL, after a POST DAYDREAM_ERROR_AMBIGUOUS. */
enum daydream_status dd_github_unreadable(const struct dd_github_asked *asked,
                                          const struct daydream_http_response *response,
                                          const char *why, struct daydream_error *err);

/* The error of a request that was not sent at all, and `why`. */
enum daydream_status dd_github_not_asked(const struct dd_github_asked *asked,
                                         enum daydream_status code, const char *why,
                                         int64_t retry_at, struct daydream_error *err);

/* Does the answer say that it is JSON? One without a type is taken as such. */
bool dd_github_is_json(const struct daydream_http_response *response);

/* Is there an error of that code ("already_exists") in the answer's errors[]? */
bool dd_github_error_has_code(const struct daydream_http_response *response, const char *code);

#endif

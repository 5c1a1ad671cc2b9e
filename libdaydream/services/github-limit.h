/* SPDX-License-Identifier: MIT */
/* GitHub's rate limits: docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
#ifndef DD_SERVICES_GITHUB_LIMIT_H
#define DD_SERVICES_GITHUB_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "net/http.h"

/* Does the answer (403 or 429) come from the primary or a secondary rate limit? `message` is what
 * the server says, "" when nothing. */
bool dd_github_is_limited(const struct daydream_http_response *response, const char *message);

/* When a limited request makes sense again: retry-after, else x-ratelimit-reset when nothing
 * remains, else in a minute, and twice as long after each of the `times` that it was limited
 * before. */
int64_t dd_github_retry_at(const struct daydream_http_response *response, int64_t now, int times);

/* Was this the last request for now? Then `*out` is when there are more; false too where the answer
 * does not say. */
bool dd_github_exhausted_until(const struct daydream_http_response *response, int64_t *out);

/* The time that retry-after names (seconds, or an HTTP date); false without a usable one. */
bool dd_github_retry_after(const struct daydream_http_response *response, int64_t now,
                           int64_t *out);

#endif

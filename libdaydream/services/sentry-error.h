/* SPDX-License-Identifier: MIT */
/* From Sentry's refusals to our errors, with a text that says what to do. */
#ifndef DD_SERVICES_SENTRY_ERROR_H
#define DD_SERVICES_SENTRY_ERROR_H

#include "net/http.h"
#include "services/sentry-account.h"
#include "text/redact.h"

/* The error of an answer that is no success, with http_status and, where waiting helps, retry_at.
 * `url` is the server's address; the token is never shown, should the server echo it, nor what
 * the redactor (NULL: none) finds in its words. */
enum daydream_status dd_sentry_error(const struct dd_sentry_account *account, const char *url,
                                     const struct dd_redactor *redactor,
                                     const struct daydream_http_response *response, int64_t now,
                                     struct daydream_error *err);

/* The error of one that claims success but cannot be read, and `why`. */
enum daydream_status dd_sentry_unreadable(const struct dd_sentry_account *account, const char *url,
                                          const struct daydream_http_response *response,
                                          const char *why, struct daydream_error *err);

#endif

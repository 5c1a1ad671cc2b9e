/* SPDX-License-Identifier: MIT */
/* A request before it goes out: its rules, and how errors about it are said. */
#ifndef DD_NET_REQUEST_H
#define DD_NET_REQUEST_H

#include <stdbool.h>

#include "daydream.h"

/* DAYDREAM_ERROR_ARGUMENT when a part of it could be read as something else: a URL that is not
 * allowed, a line break in a header, a method that is no upper-case word. No header's value is
 * repeated in the error. */
enum daydream_status dd_request_check(const struct daydream_http_request *request,
                                      struct daydream_error *err);

/* GET or HEAD: asks and changes nothing, so that it never is ambiguous. */
bool dd_request_is_safe(const struct daydream_http_request *request);

/* Does it carry a body, be it an empty one? */
bool dd_request_has_body(const struct daydream_http_request *request);

/* What the failure of an exchange means to the caller. A transport may have handed on the status of
 * a function of ours; only DAYDREAM_ERROR_NETWORK is its word that the request had no effect. */
enum daydream_status dd_request_meaning(const struct daydream_http_request *request,
                                        enum daydream_status status);

/* Fail with "METHOD URL: words; remedy". Both may hold foreign text: what is not printable ASCII is
 * replaced. */
enum daydream_status dd_request_fail(const struct daydream_http_request *request,
                                     enum daydream_status code, const char *words,
                                     const char *remedy, struct daydream_error *err);

#endif

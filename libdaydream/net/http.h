/* SPDX-License-Identifier: MIT */
/*
 * HTTP exchanges, one after another, over connections that stay open. The only file behind this
 * header that knows libcurl is net/curl.c; a host program can bring its own transport instead.
 *
 * Redirects are followed here and not by the transport: at most three, only to the same scheme,
 * host and port; 301 and 302 only for GET and HEAD, 307 and 308 with the same method and body.
 * A redirect that is not followed is the answer itself, with its 3xx status.
 * Nothing is retried here.
 */
#ifndef DD_NET_HTTP_H
#define DD_NET_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/strings.h"
#include "daydream.h"

#define DD_HTTP_MAX_BODY    ((size_t)16 * 1024 * 1024) /* decoded */
#define DD_HTTP_MAX_HEADERS 256
#define DD_HTTP_MAX_HEADER  ((size_t)16 * 1024) /* name and value of one */

struct dd_http;

struct dd_http_options {
    const char *ca_file;             /* NULL: the system's authorities */
    daydream_transport_fn transport; /* NULL: libcurl */
    void *transport_user;
    const struct dd_log *log; /* borrowed for the life of the client; may be NULL */
};

/* An answer; zero it before the call and free it after it in any case. */
struct daydream_http_response {
    int status;
    struct dd_strings headers; /* "Name: value" of the last answer */
    struct dd_buf body;
    char *moved_to;             /* URL that a redirect led to; NULL without one */
    enum daydream_status fault; /* why a part of the answer could not be kept */
};

/* Make a client. No connection and no global initialisation of libcurl happens before the first
 * exchange. Owned. */
enum daydream_status dd_http_new(const struct dd_http_options *options, struct dd_http **out,
                                 struct daydream_error *err);
void dd_http_free(struct dd_http *http);

/* Carry out one exchange. DAYDREAM_OK for an answer of any status. Otherwise the response is empty:
 * - DAYDREAM_ERROR_ARGUMENT: a URL that is neither https nor http on loopback, a method or a header
 *   with a character that HTTP does not allow there; nothing was sent.
 * - DAYDREAM_ERROR_NETWORK: the server cannot have acted on it, or it is a GET or HEAD. An answer
 *   to these that breaks off is one, too.
 * - DAYDREAM_ERROR_AMBIGUOUS: the server may have acted on it, whatever went wrong afterwards.
 * - DAYDREAM_ERROR_PROTOCOL: the answer to a GET or HEAD is no HTTP, or larger than the limits.
 * - DAYDREAM_ERROR_MEMORY: no memory, and the request had no effect.
 * Error texts name method and URL without query. `timeout_ms` 0 means a minute. */
enum daydream_status dd_http_send(struct dd_http *http, const struct daydream_http_request *request,
                                  struct daydream_http_response *response,
                                  struct daydream_error *err);

/* The first header of that name, without regard to case; NULL when it is missing. Borrowed. */
const char *dd_http_header(const struct daydream_http_response *response, const char *name);
void dd_http_response_free(struct daydream_http_response *response);

#endif

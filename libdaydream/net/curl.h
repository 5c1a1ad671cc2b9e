/* SPDX-License-Identifier: MIT */
/* The transport on libcurl. Only net/curl.c includes libcurl's header. */
#ifndef DD_NET_CURL_H
#define DD_NET_CURL_H

#include "daydream.h"

struct dd_curl;

/* Owned. libcurl is not touched before the first exchange. `ca_file` is copied; NULL: the system's
 * authorities. */
enum daydream_status dd_curl_new(const char *ca_file, struct dd_curl **out,
                                 struct daydream_error *err);
void dd_curl_free(struct dd_curl *curl);

/* A daydream_transport_fn; `user` is the struct dd_curl. The request has passed
 * dd_request_check(). At most one request that changes something leaves per call. */
enum daydream_status dd_curl_exchange(void *user, const struct daydream_http_request *request,
                                      struct daydream_http_response *response,
                                      struct daydream_error *err);

#endif

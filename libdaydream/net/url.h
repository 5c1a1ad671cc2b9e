/* SPDX-License-Identifier: MIT */
/* The few questions that are asked of a URL. What is not plainly a URL of ours is refused, so that
 * no other reader of it can see another host in it. */
#ifndef DD_NET_URL_H
#define DD_NET_URL_H

#include <stdbool.h>

#include "base/buf.h"

/* https with a host and no user information, or http on 127.0.0.0/8, [::1] or localhost. */
bool dd_url_allowed(const char *url);

/* Is the host 127.0.0.0/8, [::1] or localhost? */
bool dd_url_is_loopback(const char *url);

/* Same scheme, host and port (default ports filled in, host without regard to case). */
bool dd_url_same_origin(const char *a, const char *b);

/* The URL up to "?" or "#", without user information: fit to be shown. Of a text whose host cannot
 * be told, "..." stands for it and all behind it. */
void dd_url_show(struct dd_buf *out, const char *url);

/* `location` (absolute, or beginning with "/") seen from `base`, without its fragment. Any other
 * form appends nothing. */
void dd_url_resolve(struct dd_buf *out, const char *base, const char *location);

/* Percent-encode everything but RFC 3986 unreserved characters. */
void dd_url_encode(struct dd_buf *out, const char *text);

#endif

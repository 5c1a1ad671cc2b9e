/* SPDX-License-Identifier: MIT */
/* An answer while it comes in; the functions that fill it are public (daydream.h). */
#ifndef DD_NET_RESPONSE_H
#define DD_NET_RESPONSE_H

#include "net/http.h"

/* Forget status, headers, body and fault: another answer takes their place. */
void dd_response_reset(struct daydream_http_response *response);

/* Take a line as it came over the wire: a status line makes the headers before it those of an
 * interim answer (1xx), which are dropped; what is no header is passed over. */
enum daydream_status dd_response_add_line(struct daydream_http_response *response, const char *line,
                                          size_t length);

#endif

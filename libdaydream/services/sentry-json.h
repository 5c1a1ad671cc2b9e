/* SPDX-License-Identifier: MIT */
/* From Sentry's JSON to values. */
#ifndef DD_SERVICES_SENTRY_JSON_H
#define DD_SERVICES_SENTRY_JSON_H

#include "services/sentry.h"

/* Append the issues of one page. Anything but a list of objects with an id each is
 * DAYDREAM_ERROR_PROTOCOL; what else is missing or odd in an issue is left empty. */
enum daydream_status dd_sentry_parse_page(const struct dd_buf *body, struct dd_sentry_issues *out,
                                          struct daydream_error *err);

/* Append what the server says of its refusal; nothing where it says nothing. */
void dd_sentry_parse_detail(const struct dd_buf *body, struct dd_buf *out);

#endif

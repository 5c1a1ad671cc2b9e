/* SPDX-License-Identifier: MIT */
/* The Link header of a list: RFC 8288. */
#ifndef DD_SERVICES_LINK_H
#define DD_SERVICES_LINK_H

#include <stdbool.h>

#include "base/buf.h"

/* Append the target of the first link whose relation is "next". False when there is none, the
 * header (which may be NULL) is broken there, or the link says results="false": Sentry always names
 * a next page, and so tells that it is empty. */
bool dd_link_next(const char *header, struct dd_buf *out);

#endif

/* SPDX-License-Identifier: MIT */
/* The Link header of a list: RFC 8288. */
#ifndef DD_SERVICES_GITHUB_PAGE_H
#define DD_SERVICES_GITHUB_PAGE_H

#include <stdbool.h>

#include "base/buf.h"

/* Append the target of the first link whose relation is "next". False when there is none, or the
 * header (which may be NULL) is broken there. */
bool dd_github_next_link(const char *header, struct dd_buf *out);

#endif

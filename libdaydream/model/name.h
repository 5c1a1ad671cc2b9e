/* SPDX-License-Identifier: MIT */
/* Which names are allowed where. */
#ifndef DD_MODEL_NAME_H
#define DD_MODEL_NAME_H

#include <stdbool.h>

/* A project's slug: letters, digits, ".", "_", "-", 1 to 64 bytes, no leading "." or "-". */
bool dd_name_is_slug(const char *text);

/* A finding's category: as a slug, in lower case. */
bool dd_name_is_category(const char *text);

/* A GitHub organisation or user: letters, digits, inner "-" and "_" (managed users), at most 39. */
bool dd_name_is_org(const char *text);

/* A GitHub repository: letters, digits, ".", "_", "-", at most 100, neither "." nor "..". */
bool dd_name_is_repo(const char *text);

/* A host name with an optional port. */
bool dd_name_is_host(const char *text);

/* Do two names mean the same machine? Case does not matter, straight and curly apostrophes are
 * equal, and so are "studio" and "studio.local". */
bool dd_name_same_machine(const char *a, const char *b);

#endif

/* SPDX-License-Identifier: MIT */
/* In how many ways a known value may be written. */
#ifndef DD_TEXT_REDACT_KNOWN_H
#define DD_TEXT_REDACT_KNOWN_H

#include "base/strings.h"

/* A shorter one would eat ordinary words. */
#define DD_KNOWN_MIN 8

/* Add a value as it is, as it stands in a URL and in JSON, and in Base64 at each of the three
 * places where it can begin there. Nothing is added that is shorter than DD_KNOWN_MIN, or twice. */
enum daydream_status dd_known_add(struct dd_strings *forms, const char *value,
                                  struct daydream_error *err);

#endif

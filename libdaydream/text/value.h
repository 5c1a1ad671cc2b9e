/* SPDX-License-Identifier: MIT */
/* What a value looks like: random enough for a secret, or standing for one that is elsewhere. */
#ifndef DD_TEXT_VALUE_H
#define DD_TEXT_VALUE_H

#include <stdbool.h>
#include <stddef.h>

/* Says that there is none ("changeme", "null", "<token>", "${VAR}", "your-api-key-here", "****").
 */
bool dd_value_is_placeholder(const char *value, size_t length);

/* What is left without runs of one filler ("xxxx", "XXXX", "****", "0000") is no token. */
bool dd_value_is_filled(const char *value, size_t length);

/* Digits and letters. */
bool dd_value_is_mixed(const char *value, size_t length);

/* Digits and letters, or capitals among small letters as no words have them. */
bool dd_value_is_varied(const char *value, size_t length);

/* Letters only, and more capitals among the small ones than names in programs have. */
bool dd_value_is_jumbled(const char *value, size_t length);

/* Some part of it is at least `least` bytes long, and no word or number. */
bool dd_value_is_noise(const char *value, size_t length, size_t least);

/* A number in hex, a UUID, a hash: as often a name as a secret. */
bool dd_value_is_hash(const char *value, size_t length);

/* Counts up through digits or the alphabet, like "abcdef123456". */
bool dd_value_is_ascending(const char *value, size_t length);

/* An expression of a program that has the secret elsewhere ("process.env.KEY", "read(x)"). */
bool dd_value_is_code(const char *value, size_t length);

/* A path or a URL. */
bool dd_value_is_path(const char *value, size_t length);

/* A sentence; a passphrase has no such words. */
bool dd_value_is_prose(const char *value, size_t length);

#endif

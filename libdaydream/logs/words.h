/* SPDX-License-Identifier: MIT */
/* Tables of words that say of what stands beside them, or of themselves, whether it varies. */
#ifndef DD_LOGS_WORDS_H
#define DD_LOGS_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* A name in which a digit says what the thing is, not which one: "utf8". */
bool dd_word_is_known(const char *word, size_t length);

/* A unit that stands behind a number: "KB", "seconds". */
bool dd_word_is_unit(const char *word, size_t length);

/* "Mon" or "Jan" (RFC 5322, 3.3) */
bool dd_word_is_calendar(const char *word, size_t length);

/* Whether what stands behind this text, which ends with a blank, can only be a name: "for user ".
 */
bool dd_words_announce(const char *text, size_t length);

#endif

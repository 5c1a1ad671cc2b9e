/* SPDX-License-Identifier: MIT */
/* The fields of a header: words, groups in brackets, and what separates them. */
#ifndef DD_LOGS_FIELDS_H
#define DD_LOGS_FIELDS_H

#include <stdbool.h>

#define DD_LONGEST_FIELD 80 /* bytes; what is longer is text */

/* What a word holds. */
enum dd_word_part {
    DD_WORD_LOWER = 1,
    DD_WORD_UPPER = 2,
    DD_WORD_DIGIT = 4,
    DD_WORD_MARK = 8, /* what names have inside and words of prose have not: "." "_" "/" ... */
    DD_WORD_TEXT = 16 /* what only prose and values have: quotes, "," "=" ... */
};

struct dd_word {
    const char *at;
    const char *end; /* a blank, a bar or the end of the text */
    unsigned parts;  /* of enum dd_word_part, the colons at its end left out */
    bool colon;      /* it ends with one */
};

/* Read a word; false when there is none, or one too long for a field. */
bool dd_word_read(const char *at, const char *end, struct dd_word *word);

/* Letters that are not all upper case, and nothing else. */
bool dd_word_is_prose(const struct dd_word *word);

/* "app.db", "pool.go:42", "app::db", "exec-1": something that prose has not is inside. */
bool dd_word_is_module(const struct dd_word *word);

/* "41", "#41", "*9", "41#0:", "2005.06.03" */
bool dd_word_is_number(const struct dd_word *word);

/* An exception's name says what happened: "KeyError:", "java.io.IOException:". */
bool dd_word_is_exception(const struct dd_word *word);

/* What stands between fields: blanks, dashes, bars, colons, commas. Never NULL. */
const char *dd_skip_separators(const char *at, const char *end);

/* Does " - ", " | " or a tab follow? */
bool dd_is_separated(const char *at, const char *end);

/* The bracket that closes the one at `at`, which may have others inside; NULL when `at` opens none
 * or it is not closed nearby. */
const char *dd_group_close(const char *at, const char *end);

/* Is there a blank inside? `close` is that of dd_group_close(). */
bool dd_group_has_blank(const char *at, const char *close);

#endif

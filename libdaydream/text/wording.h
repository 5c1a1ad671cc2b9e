/* SPDX-License-Identifier: MIT */
/* Do two short texts say the same in nearly the same words? Case, punctuation, numbers and the
 * ends of English words do not matter, nor do words that carry no meaning, nor the order. */
#ifndef DD_TEXT_WORDING_H
#define DD_TEXT_WORDING_H

#include "base/buf.h"
#include "base/strings.h"

struct dd_wording {
    struct dd_buf normal;    /* all words in their order */
    struct dd_strings stems; /* what the text is about, each once */
    struct dd_strings turns; /* what turns its meaning round ("not", "before"), each once */
    bool too_long;           /* there are more words than are compared */
};

/* Owned, also after a failure: dd_wording_free(). */
enum daydream_status dd_wording_read(const char *text, struct dd_wording *out,
                                     struct daydream_error *err);
void dd_wording_free(struct dd_wording *wording);

/* Has the text no word at all? */
bool dd_wording_is_empty(const struct dd_wording *wording);

#define DD_WORDING_SAME 100

/* How alike two are, in percent; 0 where they are not: then one says something that the other does
 * not, and the other way round, or more than a quarter of what one says is missing in the other.
 * DD_WORDING_SAME only for the same words in the same order. */
int dd_wording_likeness(const struct dd_wording *a, const struct dd_wording *b);

#endif

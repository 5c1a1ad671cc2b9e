/* SPDX-License-Identifier: MIT */
/* Words in lines that are no longer than the terminal is wide. Texts are fit for one already. */
#ifndef CLI_WRAP_H
#define CLI_WRAP_H

#include "ui.h"

struct cli_wrap {
    struct cli_ui *ui;
    size_t width;  /* of a line, in characters */
    size_t indent; /* of the lines behind the first */
    size_t column; /* where the next character goes */
    bool begun;    /* a word stands on the line */
    char *word;    /* the one that is not written yet, and the style of each of its bytes */
    unsigned char *styles;
    size_t length;
    size_t capacity;
};

/* Begin a text where `column` characters stand on the line already. */
void cli_wrap_begin(struct cli_wrap *wrap, size_t column, size_t indent);

/* Words may change their style, and go on with the next call. */
void cli_wrap_add(struct cli_wrap *wrap, enum cli_style style, const char *text, size_t length);

/* End the text and its line, and free what is held. */
void cli_wrap_end(struct cli_wrap *wrap);

/* Write a line of a log, with all of its blanks and indented. */
void cli_wrap_verbatim(struct cli_ui *ui, size_t indent, enum cli_style style, const char *text,
                       size_t length);

#endif

/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "wrap.h"

/* Beside an indent, words get at least so much of a line. */
#define ROOM_MIN 16

void cli_wrap_begin(struct cli_wrap *wrap, size_t column, size_t indent)
{
    wrap->column = column;
    wrap->indent = indent;
    wrap->begun = false;
}

static bool reserve(struct cli_wrap *wrap, size_t length)
{
    size_t capacity = wrap->length + length + 64;
    char *word;
    unsigned char *styles;

    if (wrap->length + length <= wrap->capacity)
        return true;
    word = realloc(wrap->word, capacity);
    if (word != NULL)
        wrap->word = word;
    styles = realloc(wrap->styles, capacity);
    if (styles != NULL)
        wrap->styles = styles;
    if (word == NULL || styles == NULL)
        return false;
    wrap->capacity = capacity;
    return true;
}

/* Write bytes of one style. */
static void put(struct cli_ui *ui, enum cli_style style, const char *text, size_t length)
{
    char *copy = strndup(text, length);

    if (copy != NULL)
        cli_write(ui, style, copy);
    else
        ui->write_error = ENOMEM;
    free(copy);
}

static void put_word(const struct cli_wrap *wrap)
{
    for (size_t at = 0; at < wrap->length;) {
        size_t end = at;

        while (end < wrap->length && wrap->styles[end] == wrap->styles[at])
            end++;
        put(wrap->ui, (enum cli_style)wrap->styles[at], wrap->word + at, end - at);
        at = end;
    }
}

static void end_word(struct cli_wrap *wrap)
{
    size_t width = cli_text_width_of(wrap->word, wrap->length);

    if (wrap->length == 0)
        return;
    if (wrap->begun && wrap->column + 1 + width > wrap->width) {
        cli_print(wrap->ui, "\n%*s", (int)wrap->indent, "");
        wrap->column = wrap->indent;
        wrap->begun = false;
    }
    cli_print(wrap->ui, "%s", wrap->begun ? " " : "");
    put_word(wrap);
    wrap->column += width + wrap->begun;
    wrap->begun = true;
    wrap->length = 0;
}

void cli_wrap_add(struct cli_wrap *wrap, enum cli_style style, const char *text, size_t length)
{
    if (!reserve(wrap, length)) {
        wrap->ui->write_error = ENOMEM;
        return;
    }
    for (size_t i = 0; i < length; i++) {
        if (text[i] == ' ') {
            end_word(wrap);
            continue;
        }
        wrap->word[wrap->length] = text[i];
        wrap->styles[wrap->length++] = (unsigned char)style;
    }
}

void cli_wrap_end(struct cli_wrap *wrap)
{
    end_word(wrap);
    cli_print(wrap->ui, "\n");
    free(wrap->word);
    free(wrap->styles);
    *wrap = (struct cli_wrap){.ui = wrap->ui, .width = wrap->width};
}

/* How many bytes of a text go on a line of `width` characters: to its last blank, when the rest
 * does not fit and there is one. */
static size_t line_length(const char *text, size_t length, size_t width)
{
    size_t end = 0;
    size_t blank = 0;

    for (size_t column = 0; end < length; end++) {
        if (((unsigned char)text[end] & 0xC0) != 0x80 && column++ == width)
            return blank > 0 ? blank : end;
        if (text[end] == ' ')
            blank = end + 1;
    }
    return length;
}

void cli_wrap_verbatim(struct cli_ui *ui, size_t indent, enum cli_style style, const char *text,
                       size_t length)
{
    size_t room = ui->width > indent + ROOM_MIN ? ui->width - indent : ROOM_MIN;

    do {
        size_t part = line_length(text, length, room);

        cli_print(ui, "%*s", (int)indent, "");
        put(ui, style, text, part);
        cli_print(ui, "\n");
        text += part;
        length -= part;
    } while (length > 0);
}

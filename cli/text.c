/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daydream.h"
#include "text.h"

static char *format_raw(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

static char *format_raw(const char *format, va_list args)
{
    va_list again;
    char *text;
    int length;

    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    text = length >= 0 ? malloc((size_t)length + 1) : NULL;
    if (text != NULL)
        vsnprintf(text, (size_t)length + 1, format, args);
    return text;
}

char *cli_text_format(const char *format, va_list args)
{
    char *raw = format_raw(format, args);
    char *clean = NULL;
    char *text = NULL;

    /* a copy of our own, so that its owner need not know whose free() it wants */
    if (raw != NULL && daydream_terminal_text(raw, &clean, NULL) == DAYDREAM_OK)
        text = strdup(clean);
    daydream_free_text(clean);
    free(raw);
    return text;
}

char *cli_text_line(const char *format, va_list args)
{
    char *text = cli_text_format(format, args);

    for (char *at = text; at != NULL && *at != '\0'; at++)
        if (*at == '\n' || *at == '\t')
            *at = ' ';
    return text;
}

size_t cli_text_width_of(const char *text, size_t length)
{
    size_t width = 0;

    /* every byte but the 10xxxxxx that continue a character (RFC 3629) */
    for (size_t i = 0; i < length; i++)
        width += ((unsigned char)text[i] & 0xC0) != 0x80;
    return width;
}

size_t cli_text_width(const char *text)
{
    return cli_text_width_of(text, strlen(text));
}

/* SPDX-License-Identifier: MIT */
/* Texts that somebody else may have written, made fit for a terminal. */
#ifndef CLI_TEXT_H
#define CLI_TEXT_H

#include <stdarg.h>
#include <stddef.h>

/* Format a text and take out what could drive a terminal: owned, free(); NULL without memory. */
char *cli_text_format(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

/* The same on one line: line feeds and tabs become blanks. */
char *cli_text_line(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

/* How many characters a UTF-8 text has. */
size_t cli_text_width(const char *text);
size_t cli_text_width_of(const char *text, size_t length);

#endif

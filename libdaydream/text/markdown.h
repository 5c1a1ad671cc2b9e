/* SPDX-License-Identifier: MIT */
/*
 * Text into GitHub-flavoured Markdown so that nothing in it takes effect: no mention, no issue,
 * commit or URL link, no image, emoji, formula, HTML, comment, heading, list or table. Text comes
 * from dd_foreign_line(). To be done once: a second time would show the escapes of the first; but
 * what people read of it, written again, gives the same bytes. The result is valid UTF-8.
 */
#ifndef DD_TEXT_MARKDOWN_H
#define DD_TEXT_MARKDOWN_H

#include "base/buf.h"

/* As an inline code span, its backticks longer than any run inside; nothing for an empty text. */
void dd_markdown_code(struct dd_buf *out, const char *text);

/* As ordinary inline text, also in the cell of a table: punctuation of Markdown escaped by
 * backslashes, "<", ">" and "&" as entities. A word that GitHub would make a link, an emoji or a
 * formula of ("@name", "#1", "GH-1", a hash, a URL, ":tada:", "$x$") becomes a code span. */
void dd_markdown_text(struct dd_buf *out, const char *text);

/* As a fenced block of its own lines, the fence longer than any run of backticks inside. A line
 * that begins like an HTML comment gets a blank in front: a comment of that kind at the beginning
 * of a line is our own mark of an issue. */
void dd_markdown_fence(struct dd_buf *out, const char *text);

/* As a link to a URL of our own making; `url` must be https and hold none of "()<> \"'\\" or
 * control characters, otherwise only the text is written. */
void dd_markdown_link(struct dd_buf *out, const char *text, const char *url);

#endif

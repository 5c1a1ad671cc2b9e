/* SPDX-License-Identifier: MIT */
/*
 * GitHub looks for mentions, references, emoji and formulas in the text of the rendered HTML,
 * where backslashes and entities of Markdown are long gone, but never inside <code> and <pre>
 * (html-pipeline, the ancestors that its filters ignore; docs.github.com, "Autolinked references
 * and URLs"). A code span is therefore what keeps a word from taking effect. An invisible character
 * would do it too, and end up in what people copy.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "text/markdown.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */
#define FENCE_MIN   3              /* CommonMark 0.31, section 4.5 */

/* An abbreviated commit hash: git's shortest, and GitHub's. */
#define HASH_MIN 7

/* What has a meaning within a line (CommonMark 0.31, chapter 6; "~" in GFM); "<", "&" and "|" too,
 * which are written otherwise. */
#define INLINE_PUNCTUATION "\\`*_[]~"

/* Cause links wherever they stand in a word. */
static const char *const link_words[] = {"://", "www.", "ghsa-"};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_word(char c)
{
    return is_letter(c) || is_digit(c) || c == '_';
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7f;
}

static bool is_blank(char c)
{
    return c == ' ' || is_control(c);
}

static bool is_emoji_name(char c)
{
    return is_letter(c) || is_digit(c) || c == '_' || c == '+' || c == '-';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* ---- Words that take effect -------------------------------------------------------------- */

static bool contains(const char *word, size_t length, const char *part)
{
    size_t size = strlen(part);

    for (size_t at = 0; at + size <= length; at++) {
        size_t same = 0;

        while (same < size && lower(word[at + same]) == part[same])
            same++;
        if (same == size)
            return true;
    }
    return false;
}

static bool has_link(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof link_words / sizeof link_words[0]; i++)
        if (contains(word, length, link_words[i]))
            return true;
    return false;
}

/* Names of people and teams, mail addresses, numbers of issues, formulas. */
static bool has_sign(const char *word, size_t length)
{
    return memchr(word, '@', length) != NULL || memchr(word, '#', length) != NULL ||
           memchr(word, '$', length) != NULL;
}

/* "GH-1", "CVE-2024-1", and what a repository's own autolinks look like ("JIRA-1"). */
static bool has_ticket(const char *word, size_t length)
{
    for (size_t i = 2; i < length; i++)
        if (is_digit(word[i]) && word[i - 1] == '-' && is_letter(word[i - 2]))
            return true;
    return false;
}

static bool has_hash(const char *word, size_t length)
{
    size_t start = 0;
    bool hex = true;

    for (size_t i = 0; i <= length; i++) {
        if (i < length && is_word(word[i])) {
            hex = hex && is_hex(word[i]);
            continue;
        }
        if (hex && i - start >= HASH_MIN)
            return true;
        start = i + 1;
        hex = true;
    }
    return false;
}

/* ":name:"; a time such as "03:12:07" looks the same and may as well be code. */
static bool has_emoji(const char *word, size_t length)
{
    size_t start = length; /* of a name; length: none is open */

    for (size_t i = 0; i < length; i++) {
        if (word[i] == ':') {
            if (start < i)
                return true;
            start = i + 1;
        } else if (!is_emoji_name(word[i])) {
            start = length;
        }
    }
    return false;
}

static bool takes_effect(const char *word, size_t length)
{
    return has_sign(word, length) || has_link(word, length) || has_ticket(word, length) ||
           has_hash(word, length) || has_emoji(word, length);
}

/* ---- Writing ----------------------------------------------------------------------------- */

static size_t longest_run(const char *text, size_t length, char of)
{
    size_t longest = 0;
    size_t run = 0;

    for (size_t i = 0; i < length; i++) {
        run = text[i] == of ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

static void repeat(struct dd_buf *out, char c, size_t count)
{
    for (size_t i = 0; i < count; i++)
        dd_buf_putc(out, c);
}

/* One code point, or U+FFFD for one byte that is none. Returns how much of `text` it was. */
static size_t write_code_point(struct dd_buf *out, const char *text, size_t length)
{
    uint32_t code;
    size_t size = dd_utf8_decode(text, length, &code);

    if (size == 0)
        dd_buf_puts(out, REPLACEMENT);
    else
        dd_buf_add(out, text, size);
    return size > 0 ? size : 1;
}

/* As it is, except for control characters: a line break would end the span. */
static void write_verbatim(struct dd_buf *out, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        if (is_control(text[at])) {
            dd_buf_putc(out, ' ');
            at++;
        } else {
            at += write_code_point(out, text + at, length - at);
        }
    }
}

/* A span whose content begins and ends with a blank loses both (CommonMark 0.31, section 6.1), but
 * for one of blanks alone. They keep apart backticks inside and outside, and "$" from a backtick:
 * "$`x`$" is a formula. */
static bool is_edge(char c)
{
    return c == '`' || c == '$' || is_blank(c);
}

static bool needs_blanks(const char *text, size_t length)
{
    bool edges = is_edge(text[0]) || is_edge(text[length - 1]);

    while (length > 0 && is_blank(text[length - 1]))
        length--;
    return length > 0 && edges;
}

static void write_code(struct dd_buf *out, const char *text, size_t length)
{
    size_t ticks = longest_run(text, length, '`') + 1;
    const char *blank = needs_blanks(text, length) ? " " : "";

    repeat(out, '`', ticks);
    dd_buf_puts(out, blank);
    write_verbatim(out, text, length);
    dd_buf_puts(out, blank);
    repeat(out, '`', ticks);
}

/* "_" between letters or digits neither opens nor closes anything (CommonMark 0.31, section 6.2),
 * and names are read raw, too. */
static bool is_inside_name(const char *word, size_t length, size_t at)
{
    return word[at] == '_' && at > 0 && at + 1 < length && word[at - 1] != '_' &&
           is_word(word[at - 1]) && word[at + 1] != '_' && is_word(word[at + 1]);
}

static void write_escaped(struct dd_buf *out, const char *word, size_t length)
{
    for (size_t at = 0; at < length;) {
        char c = word[at];

        if (c == '<')
            dd_buf_puts(out, "&lt;");
        else if (c == '>')
            dd_buf_puts(out, "&gt;");
        else if (c == '&')
            dd_buf_puts(out, "&amp;");
        else if (strchr(INLINE_PUNCTUATION, c) != NULL && !is_inside_name(word, length, at))
            dd_buf_printf(out, "\\%c", c);
        else {
            at += write_code_point(out, word + at, length - at);
            continue;
        }
        at++;
    }
}

/* The text may stand at the beginning of a line, where some signs open a block: headings, lists,
 * what underlines a heading, and the second row of a table (CommonMark 0.31, chapter 4; GFM,
 * section 4.10); behind the "[" of a link, "^" opens a footnote. */
static bool opens_block(char c, size_t digits)
{
    return strchr(digits > 0 ? ".)" : "#+-=:^", c) != NULL;
}

static size_t write_opening(struct dd_buf *out, const char *word, size_t length)
{
    size_t digits = 0;

    while (digits < length && is_digit(word[digits]))
        digits++;
    if (digits == length || !opens_block(word[digits], digits))
        return 0;
    dd_buf_add(out, word, digits);
    dd_buf_printf(out, "\\%c", word[digits]);
    return digits + 1;
}

static void write_word(struct dd_buf *out, const char *word, size_t length, bool first)
{
    size_t done = 0;

    if (takes_effect(word, length)) {
        write_code(out, word, length);
        return;
    }
    if (first)
        done = write_opening(out, word, length);
    write_escaped(out, word + done, length - done);
}

/* What stands between words beside blanks, and is never part of a code span: in the cell of a table
 * a "|" could not be, and in the text of a link a bracket could still end it, as what a definition
 * is for (CommonMark 0.31, section 4.7). */
#define TEXT_SEPARATORS "|"
#define LINK_SEPARATORS "|[]"

static size_t word_length(const char *text, const char *separators)
{
    size_t length = 0;

    while (text[length] != '\0' && strchr(separators, text[length]) == NULL &&
           !is_blank(text[length]))
        length++;
    return length;
}

static bool skip_blanks(const char **text)
{
    const char *start = *text;

    while (**text != '\0' && is_blank(**text))
        (*text)++;
    return *text > start;
}

void dd_markdown_code(struct dd_buf *out, const char *text)
{
    size_t length = strlen(text);

    if (length > 0)
        write_code(out, text, length);
}

static void write_words(struct dd_buf *out, const char *text, const char *separators)
{
    const char *start;

    skip_blanks(&text);
    for (start = text; *text != '\0';) {
        size_t length = word_length(text, separators);

        write_word(out, text, length, text == start);
        text += length;
        for (; *text != '\0' && strchr(separators, *text) != NULL; text++)
            dd_buf_printf(out, "\\%c", *text);
        if (skip_blanks(&text) && *text != '\0')
            dd_buf_putc(out, ' ');
    }
}

void dd_markdown_text(struct dd_buf *out, const char *text)
{
    write_words(out, text, TEXT_SEPARATORS);
}

/* CR ends a line as well (CommonMark 0.31, section 2.1). */
static void write_line(struct dd_buf *out, const char *line, size_t length)
{
    if (length >= 4 && memcmp(line, "<!--", 4) == 0)
        dd_buf_putc(out, ' ');
    for (size_t at = 0; at < length;) {
        if (is_control(line[at]) && line[at] != '\t') {
            dd_buf_putc(out, ' ');
            at++;
        } else {
            at += write_code_point(out, line + at, length - at);
        }
    }
    dd_buf_putc(out, '\n');
}

void dd_markdown_fence(struct dd_buf *out, const char *text)
{
    size_t ticks = longest_run(text, strlen(text), '`') + 1;

    ticks = ticks < FENCE_MIN ? FENCE_MIN : ticks;
    if (out->length > 0 && out->data[out->length - 1] != '\n')
        dd_buf_putc(out, '\n');
    repeat(out, '`', ticks);
    dd_buf_putc(out, '\n');
    while (*text != '\0') {
        size_t length = strcspn(text, "\r\n");

        write_line(out, text, length);
        text += length;
        text += strncmp(text, "\r\n", 2) == 0 ? 2 : *text != '\0';
    }
    repeat(out, '`', ticks);
    dd_buf_putc(out, '\n');
}

static bool is_safe_url(const char *url)
{
    if (strncmp(url, "https://", strlen("https://")) != 0)
        return false;
    for (; *url != '\0'; url++)
        if (is_control(*url) || strchr("()<> \"'\\`", *url) != NULL)
            return false;
    return true;
}

void dd_markdown_link(struct dd_buf *out, const char *text, const char *url)
{
    if (!is_safe_url(url)) {
        dd_markdown_text(out, text);
        return;
    }
    dd_buf_putc(out, '[');
    write_words(out, text, LINK_SEPARATORS);
    dd_buf_printf(out, "](%s)", url);
}

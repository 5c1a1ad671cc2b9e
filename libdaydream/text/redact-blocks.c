/* SPDX-License-Identifier: MIT */
#include "text/redact-blocks.h"
#include "text/bytes.h"
#include "text/value.h"

#define KEY_KIND  "private-key"
#define KUBE_KIND "kubernetes-secret"

/* A document is searched so far in both directions. */
#define DOCUMENT_MAX 8192

/* A shorter value is as often a name as a secret. */
#define VALUE_MIN 10

/* A line of a key that was cut off. */
#define KEY_LINE_MIN 32

struct lines {
    const char *text;
    size_t length, at; /* of the next line */
    size_t start, end; /* of this one, without its break */
};

static bool next_line(struct lines *lines)
{
    const char *newline;

    if (lines->at >= lines->length)
        return false;
    lines->start = lines->at;
    newline = memchr(lines->text + lines->at, '\n', lines->length - lines->at);
    lines->end = newline != NULL ? (size_t)(newline - lines->text) : lines->length;
    lines->at = lines->end + 1;
    if (lines->end > lines->start && lines->text[lines->end - 1] == '\r')
        lines->end--;
    return true;
}

static size_t indent_of(const struct lines *lines)
{
    size_t at = lines->start;

    while (at < lines->end && dd_is_blank(lines->text[at]))
        at++;
    return at - lines->start;
}

static bool is_base64(char c)
{
    return dd_is_alnum(c) || dd_is_in("+/=", c);
}

/* The document around `at`, between two lines of "---". */
static struct lines document_around(const char *text, size_t length, size_t at)
{
    size_t start = at;
    size_t end = at;

    while (start > 0 && at - start < DOCUMENT_MAX &&
           (start < 4 || memcmp(text + start - 4, "\n---", 4) != 0))
        start--;
    while (end < length && end - at < DOCUMENT_MAX &&
           (end + 4 > length || memcmp(text + end, "\n---", 4) != 0))
        end++;
    return (struct lines){text, end, start, start, start};
}

static bool has_key(const struct lines *lines, const char *key)
{
    size_t at = lines->start + indent_of(lines);
    size_t size = strlen(key);

    at += at < lines->end && dd_is_in("\"'", lines->text[at]);
    return dd_has_word(lines->text + at, lines->end - at, key) && at + size < lines->end &&
           dd_is_in("\"':", lines->text[at + size]);
}

/* "kind: Secret", with nothing but quotes and a comma behind it. */
static bool is_kind_line(const char *text, size_t length, size_t at)
{
    size_t start = at;
    size_t end = at + strlen("secret");

    while (start > 0 && dd_is_in("\"': \t", text[start - 1]))
        start--;
    while (end < length && dd_is_in("\"', \t}\\", text[end]))
        end++;
    return start >= 4 && strncasecmp(text + start - 4, "kind", 4) == 0 && start < at &&
           (end == length || dd_is_in("\r\n", text[end]));
}

/* Where the last word of a line that is its value begins; `end` when it is no Base64. */
static size_t value_of(const struct lines *lines, size_t *end)
{
    size_t at;

    *end = lines->end;
    while (*end > lines->start && dd_is_in(" \t,\"'", lines->text[*end - 1]))
        --*end;
    at = *end;
    while (at > lines->start && is_base64(lines->text[at - 1]))
        at--;
    if (at > lines->start && !dd_is_in(" \t\"':", lines->text[at - 1]))
        return *end;
    return at;
}

static enum daydream_status take_value(const struct lines *lines, size_t rank,
                                       struct dd_spans *spans, struct daydream_error *err)
{
    size_t end;
    size_t start = value_of(lines, &end);

    if (end - start < VALUE_MIN || lines->text[lines->start + indent_of(lines)] == '#' ||
        dd_value_is_placeholder(lines->text + start, end - start))
        return DAYDREAM_OK;
    return dd_spans_add(spans, (struct dd_span){start, end, KUBE_KIND, rank}, err);
}

/* All lines that are indented deeper than "data:". */
static enum daydream_status take_block(struct lines *lines, size_t rank, struct dd_spans *spans,
                                       struct daydream_error *err)
{
    size_t outer = indent_of(lines);
    enum daydream_status status = DAYDREAM_OK;
    struct lines ahead = *lines;

    while (status == DAYDREAM_OK && next_line(&ahead)) {
        if (ahead.start == ahead.end)
            continue;
        if (indent_of(&ahead) <= outer)
            break;
        status = take_value(&ahead, rank, spans, err);
        *lines = ahead;
    }
    return status;
}

enum daydream_status dd_find_kubernetes(const char *text, size_t length, size_t at, size_t rank,
                                        size_t *seen, struct dd_spans *spans,
                                        struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    struct lines lines;

    if (at < *seen || !is_kind_line(text, length, at))
        return DAYDREAM_OK;
    lines = document_around(text, length, at);
    *seen = lines.length;
    while (status == DAYDREAM_OK && next_line(&lines))
        if (has_key(&lines, "data") || has_key(&lines, "stringdata"))
            status = take_block(&lines, rank, spans, err);
    return status;
}

/* Back over one break and one line of Base64; `end` when there is none. */
static size_t key_line_before(const char *text, size_t end)
{
    size_t at = end;
    size_t start;

    while (at > 0 && end - at < 8 && dd_is_in("\r\n\\ \t", text[at - 1]))
        at--;
    if (at > 1 && text[at] == '\\' && text[at - 1] == '\\')
        at--;
    start = at;
    while (start > 0 && is_base64(text[start - 1]))
        start--;
    if (start > 0 && start < at && text[start - 1] == '\\' && text[start] == 'n')
        start++;
    return at == end || at - start < KEY_LINE_MIN ? end : start;
}

enum daydream_status dd_find_key_end(const char *text, size_t length, size_t at, size_t rank,
                                     struct dd_spans *spans, struct daydream_error *err)
{
    size_t end = at;
    size_t start;

    (void)length;
    while (end > 0 && at - end < 48 &&
           (dd_is_upper(text[end - 1]) || dd_is_in("- ", text[end - 1])))
        end--;
    if (!dd_has_word(text + end, at - end, "-----END") &&
        !dd_has_word(text + end, at - end, "----END"))
        return DAYDREAM_OK;
    start = key_line_before(text, end);
    if (start == end)
        start = key_line_before(text, end > 1 && text[end - 1] == 'n' ? end - 1 : end);
    for (size_t before = start; (before = key_line_before(text, start)) < start;)
        start = before;
    if (start == end)
        return DAYDREAM_OK;
    return dd_spans_add(spans, (struct dd_span){start, end, KEY_KIND, rank}, err);
}

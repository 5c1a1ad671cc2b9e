/* SPDX-License-Identifier: MIT */
/* Owns the way from a telling name over what separates it from its value; redact-value.c reads
 * that. */
#include "text/redact-places.h"
#include "text/bytes.h"
#include "text/redact-value.h"

#define BLANKS_MAX 64
#define TYPE_MAX   40
#define PROSE_MAX  48
#define ATTRIBUTES 80

/* Where a scan stands. */
struct cursor {
    const char *text;
    size_t length, at;
};

static bool looks(const struct cursor *cursor, const char *word)
{
    return dd_has_word(cursor->text + cursor->at, cursor->length - cursor->at, word);
}

static bool take(struct cursor *cursor, const char *word)
{
    if (!looks(cursor, word))
        return false;
    cursor->at += strlen(word);
    return true;
}

/* The first of these words that stands here; NULL when none does. */
static const char *take_any(struct cursor *cursor, const char *const *words)
{
    for (; *words != NULL; words++)
        if (take(cursor, *words))
            return *words;
    return NULL;
}

/* Blanks, in whatever way they are written. Returns whether there was one. */
static bool skip_blanks(struct cursor *cursor)
{
    static const char *const blanks[] = {" ", "\t", "\xc2\xa0", "\\\r\n", "\\\n", NULL};
    size_t start = cursor->at;

    while (cursor->at - start < BLANKS_MAX && take_any(cursor, blanks) != NULL)
        ;
    return cursor->at > start;
}

static bool skip_lines(struct cursor *cursor)
{
    static const char *const breaks[] = {"\r\n", "\n", "\\r\\n", "\\n", NULL};
    bool any = false;

    for (;;) {
        skip_blanks(cursor);
        if (take_any(cursor, breaks) == NULL)
            return any;
        any = true;
    }
}

/* What closes the quotes and brackets around a name. */
static bool close_name(struct cursor *cursor)
{
    static const char *const closings[] = {"\\\\\\\"", "\\\"", "\\'", "\"", "'", "`",
                                           "]",        "**",   "*",   "}",  NULL};
    bool closed = false;

    for (size_t i = 0; i < 3 && take_any(cursor, closings) != NULL; i++)
        closed = true;
    return closed;
}

static const char *const assignments[] = {
    ":::=", "::=", ":=", "?=", "+=", ".=", "||=", "<<=", "=>", "->", "=3D", "=", NULL};
static const char *const colons[] = {":", NULL};

/* "==" compares, "=~" matches. */
static bool take_assignment(struct cursor *cursor)
{
    size_t start = cursor->at;

    if (take_any(cursor, assignments) == NULL)
        return false;
    if (cursor->at == start + 1 && (looks(cursor, "=") || looks(cursor, "~"))) {
        cursor->at = start;
        return false;
    }
    return true;
}

/* A type between a name and what is assigned to it: "string", "[]byte", "Option<String>". */
static bool skip_type(struct cursor *cursor)
{
    size_t start = cursor->at;

    while (
        cursor->at < cursor->length && cursor->at - start < TYPE_MAX &&
        (dd_is_alnum(cursor->text[cursor->at]) || dd_is_in("[]<>*.?|&_", cursor->text[cursor->at])))
        cursor->at++;
    if (cursor->at == start)
        return false;
    skip_blanks(cursor);
    return true;
}

static bool take_typed(struct cursor *cursor)
{
    struct cursor ahead = *cursor;

    if (!skip_type(&ahead) || !take_assignment(&ahead))
        return false;
    *cursor = ahead;
    return true;
}

/* `"name": "API_KEY", "value": "..."`, `key="ApiKey" value="..."`, and the same in YAML: the name
 * is a value itself, and what is beside it has the secret. */
static bool take_value_member(struct cursor *cursor)
{
    static const char *const members[] = {"\\\"value\\\"", "\"value\"", "'value'",
                                          "value",         "default",   "\"default\"",
                                          "<string>",      "<value>",   NULL};
    struct cursor ahead = *cursor;

    for (size_t i = 0; i < 2; i++) {
        skip_lines(&ahead);
        (void)take(&ahead, ",");
        (void)take(&ahead, "{"); /* of a block of HCL */
        (void)take(&ahead, "</key>");
        (void)take(&ahead, "</name>");
    }
    const char *member = take_any(&ahead, members);
    if (member == NULL)
        return false;
    skip_blanks(&ahead);
    if (*member != '<' && !take_assignment(&ahead) && take_any(&ahead, colons) == NULL)
        return false;
    *cursor = ahead;
    return true;
}

/* "<password>" and "<password type="x">" open an element. */
static bool take_element(struct cursor *cursor, bool quoted)
{
    size_t start = cursor->at;

    if (cursor->at < cursor->length && !quoted && !dd_is_in("> /", cursor->text[cursor->at]))
        return false;
    for (size_t at = start; at < cursor->length && at - start < ATTRIBUTES; at++) {
        if (cursor->text[at] == '<' || cursor->text[at] == '\n')
            return false;
        if (cursor->text[at] == '>') {
            cursor->at = at + 1;
            return true;
        }
    }
    return false;
}

/* "the password is", "password for bob:", "password has been set to" */
static bool take_prose(struct cursor *cursor)
{
    static const char *const verbs[] = {
        "is: ", "is ",  "was ", "was: ",  "set to ",          "changed to ",
        "are ", "now ", "of ",  "value ", "has been set to ", NULL};
    struct cursor ahead = *cursor;

    if (take_any(&ahead, verbs) != NULL) {
        *cursor = ahead;
        return true;
    }
    if (!take(&ahead, "for "))
        return false;
    for (size_t start = ahead.at; ahead.at < ahead.length && ahead.at - start < PROSE_MAX;
         ahead.at++) {
        if (ahead.text[ahead.at] == '\n')
            return false;
        if (ahead.at + 1 < ahead.length && dd_is_in(":=", ahead.text[ahead.at]) &&
            ahead.text[ahead.at + 1] == ' ') {
            ahead.at++;
            *cursor = ahead;
            return true;
        }
    }
    return false;
}

static bool is_option(const char *text, const struct dd_name *name)
{
    size_t at = name->start;

    if (text[at] == '-')
        return true;
    return at > 0 && text[at - 1] == '/' && (at < 2 || dd_is_blank(text[at - 2]));
}

static bool is_element(const char *text, const struct dd_name *name)
{
    size_t at = name->start;

    while (at > 0 && name->start - at < 24 && (dd_is_alnum(text[at - 1]) || text[at - 1] == ':'))
        at--;
    return at > 0 && text[at - 1] == '<';
}

/* "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db" names a secret. */
static bool is_within_arn(const char *text, size_t start)
{
    size_t at = start;

    while (at > 0 && start - at < ATTRIBUTES &&
           (dd_is_alnum(text[at - 1]) || text[at - 1] == ':' || text[at - 1] == '-'))
        at--;
    return dd_has_word(text + at, start - at, "arn:");
}

/* Over what separates a name from its value; what it is tells how surely the next is a value. */
static enum dd_separator take_separator(struct cursor *cursor, const struct dd_name *name)
{
    bool closed = close_name(cursor);
    bool blank = skip_blanks(cursor);

    if (closed || !blank) /* else a quote opens the value */
        closed = close_name(cursor) || closed;
    skip_blanks(cursor);
    if (take_assignment(cursor))
        return DD_SEPARATOR_ASSIGNS;
    if (take_any(cursor, colons) != NULL) {
        if (is_within_arn(cursor->text, name->start) || looks(cursor, ":") ||
            (looks(cursor, "/") && looks(cursor, "//")))
            return DD_SEPARATOR_NONE;
        skip_blanks(cursor);
        (void)take_typed(cursor);
        return closed || !name->logger ? DD_SEPARATOR_COLON : DD_SEPARATOR_NONE;
    }
    if (closed && take(cursor, ","))
        return take_value_member(cursor) ? DD_SEPARATOR_ASSIGNS : DD_SEPARATOR_COMMA;
    if (!closed && is_element(cursor->text, name) && take_element(cursor, false))
        return DD_SEPARATOR_ASSIGNS;
    if (take_value_member(cursor))
        return DD_SEPARATOR_ASSIGNS;
    if (closed && take_element(cursor, true))
        return DD_SEPARATOR_COMMA;
    if (blank && is_option(cursor->text, name))
        return looks(cursor, "-") || closed ? DD_SEPARATOR_NONE : DD_SEPARATOR_ASSIGNS;
    if (blank && take_typed(cursor))
        return DD_SEPARATOR_ASSIGNS;
    if (blank && take_prose(cursor))
        return DD_SEPARATOR_PROSE;
    return blank || closed ? DD_SEPARATOR_BLANK : DD_SEPARATOR_NONE;
}

/* In YAML a value may begin on the next line, in XML and JSON too. */
static enum dd_separator over_break(struct cursor *cursor, enum dd_separator separator)
{
    static const char *const blocks[] = {"|-", "|+", "|", ">-", ">+", ">", NULL};
    struct cursor ahead = *cursor;
    bool block = take_any(&ahead, blocks) != NULL;

    if (!skip_lines(&ahead))
        return separator;
    *cursor = ahead;
    if (separator == DD_SEPARATOR_PROSE || separator == DD_SEPARATOR_BLANK)
        return DD_SEPARATOR_NONE;
    return block ? separator : DD_SEPARATOR_BREAK;
}

struct dd_place dd_place_find(const char *text, size_t length, size_t at,
                              const struct dd_telling_word *word)
{
    struct dd_name name = dd_name_read(text, length, at, word);
    struct cursor cursor = {text, length, name.end};
    enum dd_separator separator;

    if (name.telling == DD_TELLS_NOTHING)
        return (struct dd_place){0, 0, 0};
    separator = take_separator(&cursor, &name);
    if (separator == DD_SEPARATOR_NONE)
        return (struct dd_place){0, 0, 0};
    skip_blanks(&cursor);
    separator = over_break(&cursor, separator);
    if (separator == DD_SEPARATOR_NONE)
        return (struct dd_place){0, 0, 0};
    return dd_value_read(text, length, cursor.at, &name, separator);
}

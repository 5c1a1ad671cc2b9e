/* SPDX-License-Identifier: MIT */
#include "logs/fields.h"
#include "logs/chars.h"

#define LONGEST_FIELD  80 /* bytes; what is longer is text */
#define MOST_NAMES     4  /* between level and message */
#define LONGEST_COLOUR 16

/* A colour of a terminal: ESC [ digits m (ECMA-48, 8.3.117). */
static const char *skip_colour(const char *at, const char *end)
{
    const char *last = end - at > LONGEST_COLOUR ? at + LONGEST_COLOUR : end;
    const char *code = at + 2;

    if (!dd_begins(at, end, "\x1b["))
        return at;
    while (code < last && (dd_is_digit(*code) || *code == ';'))
        code++;
    return code < last && *code == 'm' ? code + 1 : at;
}

/* A dash in front of a number or an option belongs to the message. */
static bool is_dash(const char *at, const char *end)
{
    return *at == '-' && (at + 1 == end || at[1] == '-' || dd_is_blank(at[1]));
}

const char *dd_skip_separators(const char *at, const char *end)
{
    while (at < end) {
        const char *behind = *at == '\x1b' ? skip_colour(at, end) : at;

        if (behind == at && (dd_is_blank(*at) || *at == ':' || *at == '|' || *at == ',' ||
                             *at == ']' || is_dash(at, end)))
            behind++;
        if (behind == at)
            break;
        at = behind;
    }
    return at;
}

static char closing_of(char opening)
{
    static const char pairs[] = "[](){}";
    const char *pair = opening != '\0' ? strchr(pairs, opening) : NULL;

    return pair != NULL && (pair - pairs) % 2 == 0 ? pair[1] : '\0';
}

static const char *limit_field(const char *at, const char *end)
{
    return end - at > LONGEST_FIELD ? at + LONGEST_FIELD : end;
}

static const char *read_group(const char *at, const char *end)
{
    char closing = closing_of(*at);
    const char *last = limit_field(at, end);
    const char *close = closing != '\0' ? memchr(at, closing, (size_t)(last - at)) : NULL;

    return close != NULL ? close + 1 : NULL;
}

static const char *word_end(const char *at, const char *end)
{
    while (at < end && !dd_is_blank(*at))
        at++;
    return at;
}

/* Does " - ", " | " or a tab follow? */
static bool is_separated(const char *at, const char *end)
{
    if (at < end && *at == '\t')
        return true;
    at = dd_skip_blanks(at, end);
    return at < end && (is_dash(at, end) || *at == '|');
}

static bool is_number(const char *at, const char *end)
{
    at += at < end && *at == '#' ? 1 : 0;
    return at < end && dd_skip_digits(at, end) == end;
}

/* Names begin with a letter, "_" or "<" and hold no quotes, commas or equal signs, which prose
 * and values have. */
static bool is_named(const char *at, const char *end)
{
    if (!dd_is_alpha(*at) && *at != '_' && *at != '<')
        return false;
    for (; at < end; at++)
        if ((unsigned char)*at < ' ' || strchr("\"'`,=;!?{}", *at) != NULL)
            return false;
    return true;
}

enum dd_field dd_field_read(const char *at, const char *end, const char **behind)
{
    const char *last = limit_field(at, end);

    *behind = at < end ? read_group(at, end) : NULL;
    if (*behind != NULL)
        return DD_FIELD_GROUP;
    *behind = word_end(at, last);
    if (*behind == at || (*behind == last && last != end))
        return DD_FIELD_NONE;
    if (is_number(at, *behind))
        return DD_FIELD_NUMBER;
    if (!is_named(at, *behind))
        return DD_FIELD_NONE;
    if ((*behind)[-1] == ':')
        return DD_FIELD_TAG;
    return is_separated(*behind, end) ? DD_FIELD_NAME : DD_FIELD_PLAIN_NAME;
}

static bool is_upper_word(const char *at, const char *end)
{
    while (at < end && dd_is_upper(*at))
        at++;
    return at == end;
}

/* What may follow a level: the end, a blank, a separator, or the bracket's other end. */
static bool ends_level(const char *at, const char *end, bool open)
{
    if (at == end || dd_is_blank(*at) || *at == ':' || *at == '|' || *at == ']' || *at == ')' ||
        *at == '\x1b')
        return true;
    return (open && *at == '/') || (*at == ',' && open);
}

static bool is_marked(const char *at, const char *end)
{
    const char *next = dd_skip_blanks(at, end);

    if (at == end || !dd_is_blank(*at) || *at == '\t')
        return at < end;
    return next < end && (is_dash(next, end) || *next == '|' || *next == '[');
}

/* Blanks and colours inside a bracket. */
static const char *skip_padding(const char *at, const char *end)
{
    const char *behind = at;

    do {
        at = behind;
        behind = skip_colour(dd_skip_blanks(at, end), end);
    } while (behind != at);
    return at;
}

bool dd_level_field_read(const char *at, const char *end, bool open, struct dd_level_field *field)
{
    bool bracket = at < end && closing_of(*at) != '\0';
    const char *word = bracket ? skip_padding(at + 1, end) : at;
    const char *last = word;

    while (last < end && dd_is_alpha(*last))
        last++;
    field->level = dd_level_from_word(word, (size_t)(last - word));
    if (field->level == DD_LEVEL_NONE || !ends_level(last, end, open || bracket))
        return false;
    field->upper = is_upper_word(word, last);
    field->marked = bracket || is_marked(last, end);
    if (bracket)
        last = skip_padding(last, end);
    field->open = bracket && (last == end || *last != closing_of(*at));
    field->behind = bracket && !field->open ? last + 1 : last;
    return true;
}

/* Modules and files have something inside that words of prose have not. */
static bool looks_like_module(const char *at, const char *end)
{
    for (const char *c = at; c + 1 < end; c++) {
        if (*c == '$' || *c == '/' || *c == '_')
            return true;
        if ((*c == '.' || *c == ':') && c > at && (dd_is_name(c[1]) || c[1] == ':'))
            return true;
    }
    return false;
}

static bool ends_with(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);

    return (size_t)(end - at) >= length && memcmp(end - length, word, length) == 0;
}

/* An exception's name says what happened and stays. */
static bool is_exception(const char *at, const char *end)
{
    return ends_with(at, end, "Error") || ends_with(at, end, "Exception");
}

/* "app::db: " */
static const char *skip_target(const char *at, const char *end)
{
    const char *behind = word_end(at, limit_field(at, end));

    if (behind == at || behind[-1] != ':' || behind == end || !is_named(at, behind) ||
        !looks_like_module(at, behind - 1) || is_exception(at, behind - 1))
        return NULL;
    return behind;
}

/* "app.db - ", "c.Cart : ", "app:f:42 | ", "db/pool.go:42<TAB>" */
static const char *skip_separated(const char *at, const char *end)
{
    const char *behind = word_end(at, limit_field(at, end));
    const char *next = dd_skip_blanks(behind, end);

    if (behind == at || !is_named(at, behind) || !looks_like_module(at, behind))
        return NULL;
    if (is_separated(behind, end) || (end - next >= 2 && next[0] == ':' && dd_is_blank(next[1])))
        return behind;
    return NULL;
}

/* "41 --- " (Spring Boot) */
static const char *skip_process(const char *at, const char *end)
{
    const char *behind = dd_skip_digits(at, end);

    return behind > at && dd_begins(behind, end, " --- ") ? behind + 4 : NULL;
}

/* A class without a colon, behind which a group comes: "wsgi.server [req-1 - -] GET". */
static const char *skip_class(const char *at, const char *end)
{
    const char *behind = dd_skip_name(at, limit_field(at, end));

    if (behind == at || !looks_like_module(at, behind) || !dd_begins(behind, end, " ["))
        return NULL;
    return behind;
}

/* "[exec-1]", "[django.request:241]". Text in brackets has blanks; a thread that has some is known
 * by the logger that follows it. */
static const char *skip_bracket(const char *at, const char *end)
{
    const char *behind = *at == '[' ? read_group(at, end) : NULL;
    const char *next = behind != NULL ? dd_skip_separators(behind, end) : end;

    if (next == end)
        return NULL;
    if (memchr(at, ' ', (size_t)(behind - at)) != NULL && skip_target(next, end) == NULL &&
        skip_separated(next, end) == NULL)
        return NULL;
    return behind;
}

const char *dd_skip_names(const char *at, const char *end, bool named)
{
    static const char *(*const scanners[])(const char *, const char *) = {
        skip_bracket, skip_process, skip_target, skip_class, skip_separated};
    size_t count = sizeof scanners / sizeof scanners[0] - (named ? 1 : 0);

    for (int names = 0; names < MOST_NAMES; names++) {
        const char *behind = NULL;

        at = dd_skip_separators(at, end);
        for (size_t i = 0; i < count && at < end && behind == NULL; i++)
            behind = scanners[i](at, end);
        if (behind == NULL)
            break;
        at = behind;
    }
    return at;
}

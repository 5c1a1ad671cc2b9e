/* SPDX-License-Identifier: MIT */
#include "text/redact-value.h"
#include <stdint.h>

#include "text/bytes.h"
#include "text/redact-tokens.h"
#include "text/value.h"

/* A shorter value is no secret worth the name, and hiding it would hide ordinary words. */
#define VALUE_MIN 4

/* Where quotes do not close within that they are none. */
#define QUOTED_MAX 8192

/* So much of a value without quotes is judged. */
#define BARE_MAX 1024

/* What may stand in front of a quote: brackets and names. */
#define OPENING_MAX 40

/* What opens a value, and closes it. Longer ones first. */
static const struct {
    const char *open, *close;
} quotes[] = {
    {"\"\"\"", "\"\"\""},
    {"'''", "'''"},
    {"\\\\\\\"", "\\\\\\\""},
    {"\\\"", "\\\""},
    {"\\'", "\\'"},
    {"\"", "\""},
    {"'", "'"},
    {"`", "`"},

    {"&quot;", "&quot;"},
    {"&#34;", "&#34;"},
    {"&#39;", "&#39;"},
    {"\\u0022", "\\u0022"},
    {"\xe2\x80\x9c", "\xe2\x80\x9d"},
    {"\xe2\x80\x98", "\xe2\x80\x99"},
    {"**", "**"},
};

struct value {
    size_t start, end;
    size_t behind; /* its closing quote */
    bool quoted;
    bool called; /* it is an argument ("getenv("X")", "String("x")") */
};

static bool begins(const char *text, size_t length, size_t at, const char *word)
{
    return dd_has_word(text + at, length - at, word);
}

/* "Bearer", "Basic" and their like in front of the value itself. */
static size_t skip_scheme(const char *text, size_t length, size_t at)
{
    static const char *const schemes[] = {"bearer ", "basic ", "token ",    "apikey ", "bot ",
                                          "digest ", "flyv1 ", "bearer%20", "bearer:"};

    for (size_t i = 0; i < DD_COUNT(schemes); i++)
        if (begins(text, length, at, schemes[i]))
            return at + strlen(schemes[i]);
    return at;
}

/* "!!str " of YAML. */
static size_t skip_tag(const char *text, size_t length, size_t at)
{
    if (!begins(text, length, at, "!!"))
        return at;
    while (at < length && (unsigned char)text[at] > ' ')
        at++;
    while (at < length && dd_is_blank(text[at]))
        at++;
    return at;
}

static bool opens(const char *text, size_t length, size_t at)
{
    return at < length && dd_is_in("[({", text[at]) && !begins(text, length, at, "[redacted:") &&
           !begins(text, length, at, "{{") && !begins(text, length, at, "[[");
}

/* Over brackets, a letter that says what kind of text it is, and the name of a constructor: to the
 * quote behind them. Where there is none, nothing is skipped but brackets. */
static size_t skip_opening(const char *text, size_t length, size_t at, bool *called)
{
    size_t end = at;

    while (end < length && end - at < OPENING_MAX &&
           (dd_is_alnum(text[end]) || dd_is_in("[](){}<>._:@&!*", text[end]) ||
            (end > at && text[end] == ' ' && dd_is_in("[({ ", text[end - 1])))) {
        *called = *called || text[end] == '(' || (text[end] == '[' && end > at);
        end++;
    }
    if (end > at && end < length && dd_is_in("\"'`", text[end]) &&
        (dd_is_in("[({<@!& ", text[end - 1]) || (end - at <= 2 && dd_is_letter(text[at]))))
        return end;
    *called = false;
    while (opens(text, length, at))
        at++;
    return at;
}

/* Unescaped closing quote. */
static bool read_quoted(const char *text, size_t length, size_t at, struct value *value)
{
    for (size_t i = 0; i < DD_COUNT(quotes); i++) {
        size_t size = strlen(quotes[i].close);

        if (!begins(text, length, at, quotes[i].open))
            continue;
        value->start = at + strlen(quotes[i].open);
        for (size_t end = value->start; end + size <= length && end - at < QUOTED_MAX; end++) {
            if (begins(text, length, end, quotes[i].close)) {
                value->end = end;
                value->behind = end + size;
                value->quoted = true;
                return true;
            }
            if ((text[end] == '\n' || text[end] == '\r') && size < 3)
                return false;
            if (text[end] == '\\' && size == 1 && end + 1 < length)
                end++;
        }
        return false;
    }
    return false;
}

static bool ends_bare(const char *text, size_t length, size_t at)
{
    static const char *const ends[] = {"\xe2\x80\xa6", "\xe2\x80\x9d", "%26", "%22",   "%20",
                                       "%2C",          "%0A",          "%0D", "&quot;"};

    if ((unsigned char)text[at] <= ' ' || dd_is_in("\"'`,;&<>", text[at]))
        return true;
    if (text[at] == '\\' && at + 1 < length && dd_is_in("nrtu\"'", text[at + 1]))
        return true;
    if (text[at] != '%' && (unsigned char)text[at] < 0x80)
        return false;
    for (size_t i = 0; i < DD_COUNT(ends); i++)
        if (begins(text, length, at, ends[i]))
            return true;
    return false;
}

static size_t count_of(const char *text, size_t start, size_t end, char c)
{
    size_t count = 0;

    for (size_t i = start; i < end; i++)
        count += text[i] == c;
    return count;
}

/* Brackets and full stops of what is around a value may hang on it. */
static size_t trimmed(const char *text, size_t start, size_t end)
{
    static const char closing[] = ")]}";
    static const char opening[] = "([{";

    for (; end > start; end--) {
        const char *at = strchr(closing, text[end - 1]);

        if (at != NULL && *at != '\0' &&
            count_of(text, start, end, *at) <= count_of(text, start, end, opening[at - closing]))
            return end;
        if ((at == NULL || *at == '\0') && !dd_is_in(".:", text[end - 1]))
            return end;
    }
    return end;
}

static size_t bare_end(const char *text, size_t length, size_t at, size_t most)
{
    size_t end = at;

    while (end < length && end - at < most && !ends_bare(text, length, end))
        end++;
    return end;
}

static void read_bare(const char *text, size_t length, size_t at, struct value *value)
{
    if (at < length && dd_is_in("\"'`\\", text[at])) /* a quote that was cut off */
        at++;
    if (at < length && text[at] == '"')
        at++;
    value->start = at;
    value->end = value->behind = trimmed(text, at, bare_end(text, length, at, BARE_MAX));
}

/* The rest of a value that is longer than what was judged, and what is on the next line. */
static size_t whole_end(const char *text, size_t length, const struct value *value)
{
    size_t end = value->end;

    if (value->quoted)
        return end;
    if (end - value->start >= BARE_MAX - 8)
        end = bare_end(text, length, end, SIZE_MAX);
    return dd_over_lines(text, length, end, 0);
}

static bool is_secret_name_value(const char *value, size_t size, const struct dd_name *name,
                                 const struct value *read, enum dd_separator separator)
{
    if (name->plural && strspn(value, "0123456789") >= size)
        return false;
    if (separator == DD_SEPARATOR_PROSE)
        return size >= 6 && dd_value_is_mixed(value, size);
    if (separator == DD_SEPARATOR_BLANK && read->quoted)
        return size >= 12 && dd_value_is_varied(value, size) && memchr(value, ' ', size) == NULL;
    if (separator == DD_SEPARATOR_BLANK)
        return size >= 16 && dd_value_is_mixed(value, size) && dd_value_is_noise(value, size, 12);
    if (separator == DD_SEPARATOR_BREAK)
        return size >= 8 && (dd_value_is_mixed(value, size) &&
                             (read->quoted || dd_value_is_noise(value, size, 10) ||
                              (size >= 16 && dd_value_is_hash(value, size))));
    if (separator == DD_SEPARATOR_COMMA)
        return size >= 6 && (dd_value_is_varied(value, size) || strcspn(value, "!@#$%^&*") < size);
    return read->quoted ? !dd_value_is_prose(value, size) : !dd_value_is_code(value, size);
}

static bool is_medium_value(const char *value, size_t size, enum dd_separator separator)
{
    if (!dd_value_is_mixed(value, size) || size < 8)
        return false;
    if (separator >= DD_SEPARATOR_PROSE)
        return size >= 16 && dd_value_is_noise(value, size, 12);
    return dd_value_is_noise(value, size, 8) ||
           (dd_value_is_hash(value, size) && size >= 16 && !dd_has_word(value, size, "0x"));
}

static bool is_key_value(const char *value, size_t size, enum dd_separator separator)
{
    return separator < DD_SEPARATOR_PROSE && size >= 16 && dd_value_is_noise(value, size, 14) &&
           !dd_value_is_hash(value, size);
}

static bool is_service_value(const char *value, size_t size, const struct dd_name *name,
                             enum dd_separator separator)
{
    return separator < DD_SEPARATOR_PROSE && size >= 16 && dd_value_is_mixed(value, size) &&
           !dd_has_word(value, size, "0x") && !(name->bare && dd_value_is_ascending(value, size)) &&
           (dd_value_is_noise(value, size, 14) || (dd_value_is_hash(value, size)));
}

static bool is_telling(const char *value, size_t size, const struct dd_name *name,
                       const struct value *read, enum dd_separator separator)
{
    switch (name->telling) {
    case DD_TELLS_SECRET:
        return is_secret_name_value(value, size, name, read, separator);
    case DD_TELLS_MEDIUM:
        return is_medium_value(value, size, separator);
    case DD_TELLS_KEY:
        return is_key_value(value, size, separator);
    case DD_TELLS_SERVICE:
        return is_service_value(value, size, name, separator);
    case DD_TELLS_NOTHING:
    default:
        return false;
    }
}

/* What gives the value of a name. */
static bool is_looked_up(const char *text, size_t start)
{
    static const char *const calls[] = {"get",    "getenv", "environ",   "headers",
                                        "header", "fetch",  "getstring", "getproperty",
                                        "params", "param",  "env"};
    size_t end = start - 1;

    if (end == 0 || !dd_is_in("([", text[end - 1]))
        return false;
    for (size_t i = 0; i < DD_COUNT(calls); i++) {
        size_t size = strlen(calls[i]);

        if (end > size && strncasecmp(text + end - 1 - size, calls[i], size) == 0)
            return true;
    }
    return false;
}

/* "getenv("DB_PASSWORD")" and "headers.get("X-Token")" name what holds the secret. */
static bool is_name_of_one(const char *text, const struct value *value)
{
    bool looked_up = is_looked_up(text, value->start);

    for (size_t i = value->start; i < value->end; i++)
        if (!dd_is_upper(text[i]) && text[i] != '_' &&
            !(looked_up && (dd_is_letter(text[i]) || dd_is_in("-.", text[i]))))
            return false;
    return true;
}

/* "{SumoAccessKey}" outside of quotes, "`command with arguments`", "$(command" before a blank. */
static bool is_expression(const char *text, size_t length, const struct value *value)
{
    const char *at = text + value->start;
    size_t size = value->end - value->start;

    if (dd_has_word(at, size, "$(") || dd_has_word(at, size, "${") || dd_has_word(at, size, "{{"))
        return true;
    if (value->quoted)
        return text[value->start - 1] == '`' && memchr(at, ' ', size) != NULL;
    if (value->start == 0 || value->end >= length || text[value->start - 1] != '{' ||
        text[value->end] != '}')
        return false;
    for (size_t i = 0; i < size; i++)
        if (!dd_is_letter(at[i]) && !dd_is_in("_. ", at[i]))
            return false;
    return true;
}

static bool is_secret(const char *text, size_t length, const struct value *value,
                      const struct dd_name *name, enum dd_separator separator)
{
    const char *at = text + value->start;
    size_t size = value->end - value->start;

    if (size < VALUE_MIN || is_expression(text, length, value) ||
        dd_value_is_placeholder(at, size) || dd_value_is_filled(at, size) ||
        dd_value_is_path(at, size) || (value->called && is_name_of_one(text, value)))
        return false;
    return is_telling(at, size, name, value, separator);
}

/* Where another text of the same list begins, behind a comma. */
static size_t next_of_list(const char *text, size_t length, size_t behind)
{
    size_t at = behind;

    while (at < length && dd_is_blank(text[at]))
        at++;
    if (at >= length || text[at] != ',')
        return 0;
    at++;
    while (at < length && (dd_is_blank(text[at]) || text[at] == '\n'))
        at++;
    return at < length && dd_is_in("\"'`", text[at]) ? at : 0;
}

/* "${DB_PASSWORD:-changeme}" */
static bool is_default(const char *text, size_t length, size_t at, const struct dd_name *name)
{
    return name->start >= 2 && memcmp(text + name->start - 2, "${", 2) == 0 && at < length &&
           dd_is_in("-=", text[at]);
}

struct dd_place dd_value_read(const char *text, size_t length, size_t at,
                              const struct dd_name *name, enum dd_separator separator)
{
    struct value value = {0, 0, 0, false, false};
    struct dd_place place = {0, 0, 0};
    size_t start;

    at = skip_scheme(text, length, skip_tag(text, length, at));
    if (is_default(text, length, at, name))
        at++;
    start = skip_opening(text, length, at, &value.called);
    if (!read_quoted(text, length, start, &value))
        read_bare(text, length, start, &value);
    if (value.quoted)
        value.start = skip_scheme(text, value.end, value.start);
    if (!is_secret(text, length, &value, name, separator))
        return place;
    place.start = value.start;
    place.end = whole_end(text, length, &value);
    if (start > at && text[start - 1] != '(' && value.quoted)
        place.next = next_of_list(text, length, value.behind);
    return place;
}

struct dd_place dd_place_next(const char *text, size_t length, size_t at)
{
    struct value value = {0, 0, 0, false, false};
    struct dd_place place = {0, 0, 0};

    if (!read_quoted(text, length, at, &value) || value.end - value.start < VALUE_MIN ||
        dd_value_is_placeholder(text + value.start, value.end - value.start))
        return place;
    place.start = value.start;
    place.end = value.end;
    place.next = next_of_list(text, length, value.behind);
    return place;
}

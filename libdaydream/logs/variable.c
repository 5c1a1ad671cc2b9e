/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "logs/chars.h"
#include "logs/token.h"
#include "logs/variable.h"
#include "logs/words.h"

#define LONGEST_UNIT    3 /* "ms", "MiB", when it stands right behind the number */
#define LEAST_HEX       6 /* digits from which a hexadecimal run with digits is an identifier */
#define LONGEST_SCHEME  16
#define HARDWARE_COLONS 5   /* in a MAC address */
#define LONGEST_COLONS  64  /* IPv6 with a zone has 45 and more */
#define LONGEST_LOCAL   64  /* in front of the @ of an address (RFC 5321, 4.5.3.1.1) */
#define LONGEST_HOST    253 /* RFC 1035, 2.3.4 */

static const char *skip_hex(const char *at, const char *end)
{
    while (at < end && dd_is_hex(*at))
        at++;
    return at;
}

static const char *bounded(const char *at, const char *end, ptrdiff_t longest)
{
    return end - at > longest ? at + longest : end;
}

/* Punctuation behind a value belongs to the sentence. */
static const char *trim(const char *at, const char *end)
{
    while (end > at && dd_is_in(end[-1], ".,:;!?"))
        end--;
    return end;
}

/* "https://example.com:8443/a?b=c" */
static size_t url_length(const char *at, const char *end)
{
    const char *scheme = at;

    while (scheme < end && scheme - at < LONGEST_SCHEME &&
           (dd_is_alnum(*scheme) || *scheme == '+' || *scheme == '-'))
        scheme++;
    if (!dd_begins(scheme, end, "://"))
        return 0;
    return (size_t)(trim(scheme + 3, dd_token_read(scheme + 3, end).end) - at);
}

/* 8-4-4-4-12 hexadecimal digits (RFC 9562) */
static size_t uuid_length(const char *at, const char *end)
{
    static const int groups[] = {8, 4, 4, 4, 12};
    const char *start = at;

    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        const char *behind;

        if (i > 0 && (at == end || *at++ != '-'))
            return 0;
        behind = skip_hex(at, bounded(at, end, 13));
        if (behind - at != groups[i])
            return 0;
        at = behind;
    }
    return at < end && dd_is_alnum(*at) ? 0 : (size_t)(at - start);
}

/* Colons with hexadecimal digits between them: IPv6, hardware addresses, times of day. */
static size_t colons_length(const char *at, const char *end)
{
    const char *start = at;
    int colons = 0;
    bool digit = false;

    end = bounded(at, end, LONGEST_COLONS);
    for (; at < end && (dd_is_hex(*at) || *at == ':'); at++) {
        colons += *at == ':' ? 1 : 0;
        digit = digit || dd_is_digit(*at);
    }
    if (at < end && (dd_is_alnum(*at) || *at == '_'))
        return 0;
    if (colons < 2 || (!digit && colons < HARDWARE_COLONS))
        return 0;
    return (size_t)(trim(start, at) - start);
}

/* "ann@example.com", "app@shop" */
static size_t address_length(const char *at, const char *end)
{
    const char *name = at;
    const char *local = bounded(at, end, LONGEST_LOCAL + 1);
    const char *host;

    while (name < local && (dd_is_name(*name) || *name == '-' || *name == '+'))
        name++;
    if (name == at || name == local || *name != '@')
        return 0;
    host = name + 1;
    while (host < end && (dd_is_name(*host) || *host == '-'))
        host++;
    host = trim(name + 1, host);
    return host > name + 1 ? (size_t)(host - at) : 0;
}

static const char *skip_port(const char *at, const char *end)
{
    const char *port = at < end && *at == ':' ? dd_skip_digits(at + 1, end) : at;

    return port > at + 1 && (port == end || !dd_is_alnum(*port)) ? port : at;
}

/* "db.example.com", "db-3.example.com:5432", "localhost:5432": two dots, or one and a port. A type
 * ("java.net.Socket") has capitals behind a dot, a call or a key something behind it. */
static size_t host_length(const char *at, const char *end)
{
    const char *host = at;
    int dots = 0;
    bool plain = true;
    const char *port;

    end = bounded(at, end, LONGEST_HOST);
    for (; host < end && (dd_is_name(*host) || *host == '-'); host++) {
        dots += *host == '.' && end - host > 1 && dd_is_alnum(host[1]) ? 1 : 0;
        plain = plain && *host != '_' && *host != '$' && !(dots > 0 && dd_is_upper(*host));
    }
    host = trim(at, host);
    port = skip_port(host, end);
    if (port > host)
        return dots > 0 || (host - at == 9 && dd_begins(at, end, "localhost")) ? (size_t)(port - at)
                                                                               : 0;
    if (dots < 2 || !plain || (host < end && dd_is_in(*host, "([=")))
        return 0;
    return (size_t)(host - at);
}

/* Two or more parts, or a suffix, tell "src/app/db.py" and "conf/a.yml" from "and/or". */
static bool is_relative_path(const char *at, const char *end)
{
    const char *slash = memchr(at, '/', (size_t)(end - at));
    const char *next;

    if (slash == NULL || slash == at || slash + 1 == end || memchr(at, '=', (size_t)(slash - at)))
        return false;
    next = memchr(slash + 1, '/', (size_t)(end - slash - 1));
    if (next != NULL)
        return true;
    return dd_is_alpha(*at) && memchr(slash, '.', (size_t)(end - slash)) != NULL;
}

/* "/var/lib/x", "~/x", "./x", "../x", "C:\x", "src/app/db.py", each with ":42" behind it */
static size_t path_length(const char *at, const char *end)
{
    const char *behind = trim(at, dd_token_read(at, end).end);
    bool rooted = *at == '/' || dd_begins(at, behind, "~/") || dd_begins(at, behind, "./") ||
                  dd_begins(at, behind, "../") ||
                  (behind - at > 2 && dd_is_alpha(*at) && at[1] == ':' && at[2] == '\\');

    if (!rooted && (!dd_is_name(*at) || !is_relative_path(at, behind)))
        return 0;
    return (size_t)(behind - at);
}

/* " KB" behind a number */
static const char *skip_unit(const char *at, const char *end)
{
    const char *word = at + 1;
    const char *behind = word;

    if (at == end || *at != ' ')
        return at;
    while (behind < end && dd_is_alpha(*behind))
        behind++;
    if (behind == word || (behind < end && (dd_is_digit(*behind) || *behind == '_')))
        return at;
    return dd_word_is_unit(word, (size_t)(behind - word)) ? behind : at;
}

/* A number with its sign, fraction, groups, exponent and unit, or several with ".", ":", "-" or
 * "/" between them: addresses, dates, versions. */
static size_t number_length(const char *at, const char *end)
{
    const char *start = at;
    const char *unit;

    if (*at == '-' || *at == '+')
        at++;
    if (at == end || !dd_is_digit(*at))
        return 0;
    at = dd_skip_digits(at, end);
    while (end - at > 1 && dd_is_digit(at[1]) && dd_is_in(*at, ".,:-/T"))
        at = dd_skip_digits(at + 1, end);
    unit = at;
    while (unit < end && dd_is_alpha(*unit))
        unit++;
    if (unit < end && (dd_is_digit(*unit) || *unit == '_'))
        return 0;
    if (unit - at > LONGEST_UNIT)
        return 0;
    return (size_t)((unit == at ? skip_unit(unit, end) : unit) - start);
}

/* "Sun" or "Jul" in front of a number or of each other */
static size_t calendar_length(const char *at, const char *end)
{
    const char *next;

    if (end - at < 5 || !dd_is_upper(*at) || !dd_is_blank(at[3]) || !dd_word_is_calendar(at, 3))
        return 0;
    next = dd_skip_blanks(at + 3, end);
    if (next == end)
        return 0;
    if (dd_is_digit(*next))
        return 3;
    return end - next > 3 && dd_is_blank(next[3]) && dd_word_is_calendar(next, 3) ? 3 : 0;
}

size_t dd_variable_quoted(const char *at, const char *end)
{
    /* An apostrophe inside a word opens nothing: no letter stands in front here, and none may
     * follow the closing one. */
    for (const char *c = at + 1; c < end; c++) {
        if (*c == '\\' && c + 1 < end)
            c++;
        else if (*c == *at && (c + 1 == end || !dd_is_alnum(c[1])))
            return (size_t)(c + 1 - at);
    }
    return 0;
}

/* What a value begins with, what it has in any case, and who reads it. */
static const struct scanner {
    unsigned first;
    unsigned has;
    size_t (*length)(const char *, const char *);
} scanners[] = {
    {DD_BYTE_DIGIT | DD_BYTE_SIGN, DD_BYTE_DIGIT, number_length},
    {DD_BYTE_LETTER, DD_BYTE_COLON | DD_BYTE_SLASH, url_length},
    {DD_BYTE_LETTER | DD_BYTE_DIGIT, DD_BYTE_SIGN, uuid_length},
    {DD_BYTE_LETTER | DD_BYTE_DIGIT | DD_BYTE_COLON, DD_BYTE_COLON, colons_length},
    {DD_BYTE_LETTER | DD_BYTE_DIGIT | DD_BYTE_LOW | DD_BYTE_SLASH | DD_BYTE_DOT | DD_BYTE_TILDE,
     DD_BYTE_SLASH, path_length},
    {DD_BYTE_LETTER, DD_BYTE_COLON | DD_BYTE_BACKSLASH, path_length},
    {DD_BYTE_LETTER | DD_BYTE_DIGIT | DD_BYTE_LOW | DD_BYTE_DOT | DD_BYTE_SIGN, DD_BYTE_AT,
     address_length},
    {DD_BYTE_LETTER | DD_BYTE_DIGIT, DD_BYTE_DOT, host_length},
    {DD_BYTE_LETTER, DD_BYTE_COLON | DD_BYTE_DIGIT, host_length},
    {DD_BYTE_LETTER, DD_BYTE_LETTER, calendar_length}};

size_t dd_variable_length(const char *at, const char *end, char before,
                          const struct dd_token *token)
{
    unsigned first = dd_byte_kind(*at);
    size_t length = 0;

    if (first == DD_BYTE_SIGN && before == ')')
        return 0;
    if (token->seen == DD_BYTE_LETTER && !dd_is_upper(*at))
        return 0; /* the most frequent of all, and no row knows it */
    /* nothing is longer than the token but a number with its unit, which is the first */
    for (size_t i = 0; i < sizeof scanners / sizeof scanners[0] && at + length < token->end; i++) {
        size_t longer;

        if ((scanners[i].first & first) == 0 || (scanners[i].has & ~token->seen) != 0)
            continue;
        longer = scanners[i].length(at, end);
        length = longer > length ? longer : length;
    }
    return length;
}

static bool is_hex_identifier(const char *run, size_t length)
{
    const char *end = run + length;

    if (length > 2 && run[0] == '0' && (run[1] == 'x' || run[1] == 'X'))
        return skip_hex(run + 2, end) == end;
    return length >= LEAST_HEX && skip_hex(run, end) == end;
}

size_t dd_variable_word(const char *run, size_t length)
{
    const char *end = run + length;
    size_t letters = 0;

    while (letters < length && !dd_is_digit(run[letters]))
        letters++;
    if (letters == length)
        return length >= DD_HEX_LETTERS && skip_hex(run, end) == end ? 0 : length;
    if (dd_word_is_known(run, length))
        return length;
    if (letters == 0 || is_hex_identifier(run, length) || dd_skip_digits(run + letters, end) != end)
        return 0;
    return letters;
}

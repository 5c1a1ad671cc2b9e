/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "logs/chars.h"
#include "logs/variable.h"

#define LONGEST_UNIT    3 /* "ms", "MiB" */
#define LEAST_HEX       8 /* digits from which a hexadecimal run with digits is an identifier */
#define LONGEST_SCHEME  16
#define HARDWARE_COLONS 5 /* in a MAC address */

static const char *skip_hex(const char *at, const char *end)
{
    while (at < end && dd_is_hex(*at))
        at++;
    return at;
}

/* Punctuation behind a value belongs to the sentence. */
static const char *trim(const char *at, const char *end)
{
    while (end > at && strchr(".,:;!?", end[-1]) != NULL)
        end--;
    return end;
}

static bool is_value_end(char c)
{
    return (unsigned char)c <= ' ' || strchr("\"'`<>,;|()[]{}", c) != NULL;
}

static const char *value_end(const char *at, const char *end)
{
    while (at < end && !is_value_end(*at))
        at++;
    return at;
}

/* "https://example.com:8443/a?b=c" */
static size_t url_length(const char *at, const char *end)
{
    const char *scheme = at;

    while (scheme < end && scheme - at < LONGEST_SCHEME &&
           (dd_is_alnum(*scheme) || *scheme == '+' || *scheme == '-'))
        scheme++;
    if (scheme == at || !dd_is_alpha(*at) || !dd_begins(scheme, end, "://"))
        return 0;
    return (size_t)(trim(scheme + 3, value_end(scheme + 3, end)) - at);
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
        behind = skip_hex(at, end);
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
    const char *host;

    while (name < end && (dd_is_name(*name) || *name == '-' || *name == '+'))
        name++;
    if (name == at || name == end || *name != '@')
        return 0;
    host = name + 1;
    while (host < end && (dd_is_name(*host) || *host == '-'))
        host++;
    host = trim(name + 1, host);
    return host > name + 1 ? (size_t)(host - at) : 0;
}

/* "db.example.com:5432", "localhost:5432" */
static size_t endpoint_length(const char *at, const char *end)
{
    const char *host = at;
    bool dotted = false;
    const char *port;

    for (; host < end && (dd_is_alnum(*host) || *host == '-' || *host == '.'); host++)
        dotted = dotted || *host == '.';
    if (host == at || host == end || *host != ':')
        return 0;
    if (!dotted && !(host - at == 9 && dd_begins(at, end, "localhost")))
        return 0;
    port = dd_skip_digits(host + 1, end);
    if (port == host + 1 || (port < end && dd_is_alnum(*port)))
        return 0;
    return (size_t)(port - at);
}

/* Two or more parts, or a suffix, tell "src/app/db.py" and "conf/a.yml" from "and/or". */
static bool is_relative_path(const char *at, const char *end)
{
    const char *slash = memchr(at, '/', (size_t)(end - at));
    const char *next;

    if (slash == NULL || slash == at || slash + 1 == end)
        return false;
    next = memchr(slash + 1, '/', (size_t)(end - slash - 1));
    if (next != NULL)
        return true;
    return dd_is_alpha(*at) && memchr(slash, '.', (size_t)(end - slash)) != NULL;
}

/* "/var/lib/x", "~/x", "./x", "../x", "C:\x", "src/app/db.py", each with ":42" behind it */
static size_t path_length(const char *at, const char *end)
{
    const char *behind = trim(at, value_end(at, end));
    bool rooted = *at == '/' || dd_begins(at, behind, "~/") || dd_begins(at, behind, "./") ||
                  dd_begins(at, behind, "../") ||
                  (behind - at > 2 && dd_is_alpha(*at) && at[1] == ':' && at[2] == '\\');

    if (!rooted && (!dd_is_name(*at) || !is_relative_path(at, behind)))
        return 0;
    return (size_t)(behind - at);
}

/* 'x', "x", `x`. An apostrophe inside a word opens nothing: no letter stands in front here, and
 * none may follow the closing one. */
static size_t quoted_length(const char *at, const char *end)
{
    if (*at != '"' && *at != '\'' && *at != '`')
        return 0;
    for (const char *c = at + 1; c < end; c++) {
        if (*c == '\\' && c + 1 < end)
            c++;
        else if (*c == *at && (c + 1 == end || !dd_is_alnum(c[1])))
            return (size_t)(c + 1 - at);
    }
    return 0;
}

/* A number with its sign, fraction, groups, exponent and unit, or several with ".", ":", "-" or
 * "/" between them: addresses, dates, versions. */
static size_t number_length(const char *at, const char *end, char before)
{
    const char *start = at;
    const char *unit;

    if ((*at == '-' || *at == '+') && end - at > 1 && dd_is_digit(at[1]) && before != ')')
        at++;
    if (at == end || !dd_is_digit(*at))
        return 0;
    at = dd_skip_digits(at, end);
    while (end - at > 1 && strchr(".,:-/T", *at) != NULL && dd_is_digit(at[1]))
        at = dd_skip_digits(at + 1, end);
    unit = at;
    while (unit < end && dd_is_alpha(*unit))
        unit++;
    if (unit < end && (dd_is_digit(*unit) || *unit == '_'))
        return 0;
    return unit - at <= LONGEST_UNIT ? (size_t)(unit - start) : 0;
}

size_t dd_variable_length(const char *at, const char *end, char before)
{
    static size_t (*const scanners[])(const char *, const char *) = {
        quoted_length, url_length,     uuid_length,    colons_length,
        path_length,   address_length, endpoint_length};
    size_t length = number_length(at, end, before);

    for (size_t i = 0; i < sizeof scanners / sizeof scanners[0]; i++) {
        size_t longer = scanners[i](at, end);

        length = longer > length ? longer : length;
    }
    return length;
}

/* Names in which a digit says what the thing is, not which one. */
static bool is_known_word(const char *run, size_t length)
{
    static const char *const words[] = {
        "utf8",   "utf16",   "ipv4",    "ipv6",  "http2",  "http3", "oauth1", "oauth2", "sha1",
        "sha256", "sha384",  "sha512",  "md5",   "base64", "x86",   "x64",    "k8s",    "s3",
        "ec2",    "log4j",   "slf4j",   "i18n",  "l10n",   "h2",    "neo4j",  "ext3",   "ext4",
        "tls1",   "python2", "python3", "win32", "p2p",    "b2b",   "crc32",  "x509",   "bz2"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t j = 0;

        while (j < length && dd_lower(run[j]) == words[i][j])
            j++;
        if (j == length && words[i][j] == '\0')
            return true;
    }
    return false;
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
    if (letters == length || is_known_word(run, length))
        return length;
    if (letters == 0 || is_hex_identifier(run, length) || dd_skip_digits(run + letters, end) != end)
        return 0;
    return letters;
}

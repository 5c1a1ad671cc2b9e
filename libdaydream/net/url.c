/* SPDX-License-Identifier: MIT */
/* The grammar is RFC 3986, section 3.2, without what we have no use for: percent-encoded hosts,
 * zone identifiers and empty ports. */
#include <string.h>

#include "net/ascii.h"
#include "net/url.h"

#define LARGEST_PORT 65535

struct parts {
    bool https;
    const char *host; /* with the brackets of an IPv6 address */
    size_t host_length;
    long port;
    const char *rest; /* path, query and fragment */
};

static const struct {
    const char *prefix;
    bool https;
    long port;
} schemes[] = {{"https://", true, 443}, {"http://", false, 80}};

static size_t host_length(const char *text)
{
    size_t length = 0;

    if (*text == '[') {
        length = 1 + strspn(text + 1, "0123456789abcdefABCDEF:.");
        return length > 1 && text[length] == ']' ? length + 1 : 0;
    }
    while (dd_ascii_alnum(text[length]) ||
           (text[length] != '\0' && strchr("-._", text[length]) != NULL))
        length++;
    return length;
}

/* Read ":PORT" if there is one. Returns what is behind it, NULL when it is no port. */
static const char *read_port(const char *text, long *port)
{
    long value = 0;

    if (*text != ':')
        return text;
    for (text++; dd_ascii_digit(*text) && value <= LARGEST_PORT; text++)
        value = value * 10 + (*text - '0');
    if (value < 1 || value > LARGEST_PORT)
        return NULL;
    *port = value;
    return text;
}

/* HOST[:PORT], followed by a path, a query, a fragment or nothing. */
static bool read_authority(const char *text, struct parts *parts)
{
    parts->host = text;
    parts->host_length = host_length(text);
    if (parts->host_length == 0)
        return false;
    parts->rest = read_port(text + parts->host_length, &parts->port);
    return parts->rest != NULL && (*parts->rest == '\0' || strchr("/?#", *parts->rest) != NULL);
}

/* A blank or a backslash is where readers of URLs disagree. */
static bool is_printable(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text <= ' ' || *text > '~' || *text == '\\')
            return false;
    return true;
}

static bool split(const char *url, struct parts *parts)
{
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t length = strlen(schemes[i].prefix);

        if (!dd_ascii_same(url, schemes[i].prefix, length))
            continue;
        parts->https = schemes[i].https;
        parts->port = schemes[i].port;
        return is_printable(url) && read_authority(url + length, parts);
    }
    return false;
}

/* Exactly four decimal numbers: "127.1" and "0177.0.0.1" mean different things to different
 * resolvers. */
static bool is_loopback_v4(const char *text, size_t length)
{
    int numbers = 0;

    if (length < 4 || strncmp(text, "127.", 4) != 0)
        return false;
    for (size_t i = 0; i < length; numbers++) {
        size_t start = i;
        int value = 0;

        for (; i < length && dd_ascii_digit(text[i]) && i - start < 3; i++)
            value = value * 10 + (text[i] - '0');
        if (i == start || value > 255 || (text[start] == '0' && i - start > 1))
            return false;
        if (i < length && (text[i] != '.' || ++i == length))
            return false;
    }
    return numbers == 4;
}

static bool host_is(const struct parts *parts, const char *name)
{
    return parts->host_length == strlen(name) &&
           dd_ascii_same(parts->host, name, parts->host_length);
}

static bool is_loopback(const struct parts *parts)
{
    return host_is(parts, "localhost") || host_is(parts, "[::1]") ||
           is_loopback_v4(parts->host, parts->host_length);
}

bool dd_url_allowed(const char *url)
{
    struct parts parts;

    return split(url, &parts) && (parts.https || is_loopback(&parts));
}

bool dd_url_is_loopback(const char *url)
{
    struct parts parts;

    return split(url, &parts) && is_loopback(&parts);
}

bool dd_url_same_origin(const char *a, const char *b)
{
    struct parts first;
    struct parts second;

    return split(a, &first) && split(b, &second) && first.https == second.https &&
           first.port == second.port && first.host_length == second.host_length &&
           dd_ascii_same(first.host, second.host, first.host_length);
}

/* Behind "SCHEME://"; the beginning when there is no scheme. */
static const char *behind_scheme(const char *url)
{
    size_t length = 0;

    while (dd_ascii_alnum(url[length]))
        length++;
    return strncmp(url + length, "://", 3) == 0 ? url + length + 3 : url;
}

static const char *behind_user(const char *authority)
{
    size_t end = strcspn(authority, "/?#");

    while (end > 0 && authority[end - 1] != '@')
        end--;
    return authority + end;
}

/* A password with a slash or question mark in it can look like host and path: the "@" that it has
 * to be followed by gives it away. */
static bool hides_user(const struct parts *parts)
{
    const char *at = strchr(parts->rest, '@');

    return at != NULL && memchr(parts->host, ':', (size_t)(parts->rest - parts->host)) != NULL;
}

void dd_url_show(struct dd_buf *out, const char *url)
{
    struct parts parts;
    const char *authority = behind_scheme(url);

    dd_buf_add(out, url, (size_t)(authority - url));
    authority = behind_user(authority);
    if (!read_authority(authority, &parts) || hides_user(&parts)) {
        dd_buf_puts(out, "...");
        return;
    }
    for (const char *c = authority; *c != '\0' && *c != '?' && *c != '#'; c++)
        dd_buf_putc(out, *c > ' ' && *c <= '~' ? *c : '?');
}

void dd_url_resolve(struct dd_buf *out, const char *base, const char *location)
{
    struct parts parts;
    size_t length = strcspn(location, "#");

    if (*location == '/') {
        if (!split(base, &parts))
            return;
        /* RFC 3986, section 4.2: "//host/path" keeps the scheme alone */
        if (location[1] == '/')
            dd_buf_puts(out, parts.https ? "https:" : "http:");
        else
            dd_buf_add(out, base, (size_t)(parts.rest - base));
    } else if (behind_scheme(location) == location) {
        return;
    }
    dd_buf_add(out, location, length);
}

void dd_url_encode(struct dd_buf *out, const char *text)
{
    static const char digits[] = "0123456789ABCDEF";

    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;

        if (dd_ascii_alnum(*text) || strchr("-._~", *text) != NULL) {
            dd_buf_putc(out, *text);
        } else {
            dd_buf_putc(out, '%');
            dd_buf_putc(out, digits[byte >> 4]);
            dd_buf_putc(out, digits[byte & 15]);
        }
    }
}

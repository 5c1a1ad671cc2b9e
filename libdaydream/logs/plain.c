/* SPDX-License-Identifier: MIT */
#include "logs/plain.h"
#include "logs/chars.h"

#define ESCAPE         '\x1b'
#define LONGEST_COLOUR 24

static int read_hex(const char *at)
{
    int value = 0;

    for (int i = 0; i < 4; i++) {
        int digit = dd_is_digit(at[i]) ? at[i] - '0' : dd_lower(at[i]) - 'a' + 10;

        if (!dd_is_hex(at[i]))
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* What the escape at `*at` stands for (RFC 8259, section 7), which is left behind. Only ASCII is
 * of use in a header. */
static char unescape(const char **at, const char *end)
{
    static const char letters[] = "ntrbf";
    static const char meant[] = "\n\t\r\b\f";
    const char *escape = *at + 1;
    const char *found;
    int code = -1;

    *at += end - *at >= 2 ? 2 : 1;
    if (escape == end)
        return '\\';
    if (*escape == 'u' && end - escape >= 5)
        code = read_hex(escape + 1);
    if (code >= 0) {
        *at += 4;
        return code > 0 && code < 0x80 ? (char)code : '?';
    }
    found = *escape != '\0' ? strchr(letters, *escape) : NULL;
    return found != NULL ? meant[found - letters] : *escape;
}

/* What is behind the colour whose escape character is read: "[", digits, "m" (ECMA-48,
 * 8.3.117). NULL when it is none. */
static const char *skip_colour(const char *at, const char *end)
{
    const char *last = end - at > LONGEST_COLOUR ? at + LONGEST_COLOUR : end;

    if (at == end || *at != '[')
        return NULL;
    for (at++; at < last && (dd_is_digit(*at) || *at == ';'); at++)
        ;
    return at < last && *at == 'm' ? at + 1 : NULL;
}

static char read_character(const struct dd_plain *plain, const char **at)
{
    if (plain->escaped && **at == '\\')
        return unescape(at, plain->line + plain->line_length);
    return *(*at)++;
}

static const char *skip_colours(const struct dd_plain *plain, const char *at)
{
    const char *end = plain->line + plain->line_length;
    const char *behind = at;

    while (behind != NULL && behind < end) {
        at = behind;
        behind = read_character(plain, &behind) == ESCAPE ? skip_colour(behind, end) : NULL;
    }
    return behind != NULL ? behind : at;
}

/* Read the next character of the text; false when the line has none, up to its first line feed. */
static bool next_character(const struct dd_plain *plain, const char **at, char *c)
{
    *at = skip_colours(plain, *at);
    if (*at == plain->line + plain->line_length)
        return false;
    *c = read_character(plain, at);
    return *c != '\n';
}

void dd_plain_read(struct dd_plain *plain, const char *line, size_t length, bool escaped)
{
    const char *at = line;
    char c;

    plain->line = line;
    plain->line_length = length;
    plain->escaped = escaped;
    plain->length = 0;
    while (plain->length < DD_PLAIN_MAX && next_character(plain, &at, &c))
        plain->text[plain->length++] = c;
}

size_t dd_plain_end(const struct dd_plain *plain, size_t count)
{
    const char *at = plain->line;
    char c;

    for (size_t i = 0; i < count; i++)
        if (!next_character(plain, &at, &c))
            break;
    return (size_t)(at - plain->line);
}

size_t dd_plain_start(const struct dd_plain *plain, size_t count)
{
    const char *at = plain->line + dd_plain_end(plain, count);

    return (size_t)(skip_colours(plain, at) - plain->line);
}

/* SPDX-License-Identifier: MIT */
#include "logs/fields.h"
#include "logs/chars.h"

#define LONGEST_GROUP 200

#define LO            DD_WORD_LOWER
#define UP            DD_WORD_UPPER
#define DI            DD_WORD_DIGIT
#define MA            DD_WORD_MARK
#define TE            DD_WORD_TEXT
#define STOP          32
#define SEP           64 /* separates fields */

/* The part of a word that each byte is. Bytes of other scripts are prose. */
/* clang-format off */
static const unsigned char parts[256] = {
    TE, TE, TE, TE, TE, TE, TE, TE, TE, STOP | SEP, TE, TE, TE, TE, TE, TE, /* tab */
    TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE,
    STOP | SEP, TE, TE, MA, MA, MA, MA, TE,         /* blank ! " # $ % & ' */
    MA, MA, MA, MA, TE | SEP, MA, MA, MA,           /* ( ) * + , - . / */
    DI, DI, DI, DI, DI, DI, DI, DI, DI, DI,         /* 0 to 9 */
    MA | SEP, TE | SEP, MA, TE, MA, TE,             /* : ; < = > ? */
    MA, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, /* @ A ... */
    UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, MA, MA, MA | SEP, MA, MA, /* ... Z [ \ ] ^ _ */
    TE, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, /* ` a ... */
    LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, TE, STOP | SEP, TE, MA, TE, /* ... z { | } ~ */
    TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE,
    TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE,
    TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE,
    TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE,
    TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE,
    TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE,
    TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE,
    TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE, TE,
};
/* clang-format on */

static unsigned parts_of(const char *at, const char *end)
{
    unsigned all = 0;

    while (at < end)
        all |= parts[(unsigned char)*at++];
    return all;
}

bool dd_word_read(const char *at, const char *end, struct dd_word *word)
{
    const char *last = end - at > DD_LONGEST_FIELD ? at + DD_LONGEST_FIELD : end;
    const char *next = at;
    unsigned all = 0;

    for (; next < last; next++) {
        unsigned part = parts[(unsigned char)*next];

        if ((part & STOP) != 0)
            break;
        all |= part;
    }
    word->at = at;
    word->end = next;
    word->colon = next > at && next[-1] == ':';
    if (word->colon)
        all = parts_of(at, next - 1);
    word->parts = all & ~(unsigned)SEP;
    return next > at && (next < last || last == end);
}

bool dd_word_is_prose(const struct dd_word *word)
{
    return (word->parts & LO) != 0 && (word->parts & (DI | MA)) == 0;
}

bool dd_word_is_module(const struct dd_word *word)
{
    return (word->parts & (LO | UP)) != 0 && (word->parts & (DI | MA)) != 0 &&
           (word->parts & TE) == 0 && word->end[-1] != '.';
}

bool dd_word_is_number(const struct dd_word *word)
{
    return (word->parts & DI) != 0 && (word->parts & (LO | UP | TE)) == 0 && *word->at != '-' &&
           *word->at != '+' && *word->at != '.' && word->end[-1] != '%' && word->end[-1] != '.';
}

static bool ends_with(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);

    return (size_t)(end - at) >= length && memcmp(end - length, word, length) == 0;
}

bool dd_word_is_exception(const struct dd_word *word)
{
    const char *end = word->end - (word->colon ? 1 : 0);

    return ends_with(word->at, end, "Error") || ends_with(word->at, end, "Exception");
}

/* A dash in front of a number or an option belongs to the message. */
static bool is_dash(const char *at, const char *end)
{
    return *at == '-' && (at + 1 == end || at[1] == '-' || dd_is_blank(at[1]));
}

const char *dd_skip_separators(const char *at, const char *end)
{
    while (at < end && ((parts[(unsigned char)*at] & SEP) != 0 || is_dash(at, end)))
        at++;
    return at;
}

bool dd_is_separated(const char *at, const char *end)
{
    if (at < end && *at == '\t')
        return true;
    at = dd_skip_blanks(at, end);
    return at < end && (is_dash(at, end) || *at == '|');
}

static char closing_of(char opening)
{
    switch (opening) {
    case '[':
        return ']';
    case '(':
        return ')';
    case '{':
        return '}';
    case '<':
        return '>';
    default:
        return '\0';
    }
}

/* The bracket that closes the one at `at`, past those inside. */
static const char *close_nested(const char *at, const char *end, char closing)
{
    char opening = *at;
    int depth = 0;

    for (; at < end; at++) {
        if (*at == opening)
            depth++;
        else if (*at == closing && --depth == 0)
            return at;
    }
    return NULL;
}

const char *dd_group_close(const char *at, const char *end)
{
    const char *last = end - at > LONGEST_GROUP ? at + LONGEST_GROUP : end;
    char closing = at < end ? closing_of(*at) : '\0';
    const char *close;

    if (closing == '\0')
        return NULL;
    close = memchr(at, closing, (size_t)(last - at));
    if (close == NULL || memchr(at + 1, *at, (size_t)(close - at - 1)) == NULL)
        return close;
    return close_nested(at, last, closing);
}

bool dd_group_has_blank(const char *at, const char *close)
{
    return memchr(at, ' ', (size_t)(close - at)) != NULL;
}

/* SPDX-License-Identifier: MIT */
#include "logs/template.h"
#include "base/utf8.h"
#include "logs/chars.h"
#include "logs/code.h"
#include "logs/token.h"
#include "logs/variable.h"
#include "logs/words.h"

#define VARIABLE_LENGTH (sizeof DD_VARIABLE - 1)
#define REPLACEMENT     "\xef\xbf\xbd" /* U+FFFD */
#define LONGEST_NESTED  256            /* "{...}" in the value of a pair */
#define LONGEST_METHOD  7              /* "OPTIONS", of those in use */

struct mask {
    char *out;
    size_t length;
    size_t word;       /* where what stands behind the last blank begins in `out` */
    size_t variable;   /* where the last variable ends in `out`; 0: there is none */
    const char *begin; /* of the message */
    const char *at;
    const char *end;
    struct dd_token token; /* `at` is in it, or behind it */
    unsigned unclosed;     /* quotes of which none closes any more, as bits of `quotes` */
    char before;           /* the byte in front of `at`; a blank at the beginning */
};

static void put(struct mask *mask, const char *text, size_t length)
{
    size_t room = DD_TEMPLATE_SIZE - 1 - mask->length;

    length = length < room ? length : room;
    memcpy(mask->out + mask->length, text, length);
    mask->length += length;
}

static void put_byte(struct mask *mask, char c)
{
    if (mask->length < DD_TEMPLATE_SIZE - 1)
        mask->out[mask->length++] = c;
}

/* Variables next to each other, and those of a list, are one: how many there are varies too. */
static bool goes_on(const char *gap, size_t length)
{
    if (length == 0)
        return true;
    if (length == 1)
        return dd_is_in(*gap, ".:-_/, ");
    if (length == 2)
        return (gap[0] == ',' && gap[1] == ' ') || (gap[0] == '-' && dd_is_upper(gap[1]));
    return length == 3 && gap[0] == '_' && dd_is_alpha(gap[1]) && gap[2] == '_';
}

static void put_variable(struct mask *mask)
{
    if (mask->variable > 0 && goes_on(mask->out + mask->variable, mask->length - mask->variable)) {
        mask->length = mask->variable;
        return;
    }
    put(mask, DD_VARIABLE, VARIABLE_LENGTH);
    mask->variable = mask->length;
}

static void advance(struct mask *mask, size_t length)
{
    mask->at += length;
    mask->before = mask->at[-1];
}

/* A word that repeats the one in front of it is one more of a list ("blk_<*> blk_<*>"). */
static bool drop_repeated(struct mask *mask)
{
    size_t length = mask->length - mask->word;

    if (mask->variable <= mask->word || mask->word < length + 1 ||
        mask->out[mask->word - length - 1] != mask->out[mask->word])
        return false;
    if (memcmp(mask->out + mask->word - length - 1, mask->out + mask->word, length) != 0)
        return false;
    if (mask->word > length + 1 && mask->out[mask->word - length - 2] != ' ')
        return false;
    mask->length = mask->word;
    mask->variable = mask->word - 1;
    return true;
}

static void put_blank(struct mask *mask)
{
    if (mask->length == 0 || mask->out[mask->length - 1] == ' ' || drop_repeated(mask))
        return;
    put_byte(mask, ' ');
    mask->word = mask->length;
}

/* ESC [ ... letter (ECMA-48, 5.4); any other control character is a blank. */
static void put_control(struct mask *mask)
{
    const char *code = mask->at + 2;

    if (*mask->at == '\x1b' && dd_begins(mask->at, mask->end, "\x1b[")) {
        while (code < mask->end && !dd_is_alpha(*code))
            code++;
        mask->at = code < mask->end ? code + 1 : code;
        return;
    }
    put_blank(mask);
    mask->at++;
    mask->before = ' ';
}

static void put_code_point(struct mask *mask)
{
    uint32_t code;
    size_t length = dd_utf8_decode(mask->at, (size_t)(mask->end - mask->at), &code);

    if (length == 0)
        put(mask, REPLACEMENT, sizeof REPLACEMENT - 1);
    else
        put(mask, mask->at, length);
    advance(mask, length > 0 ? length : 1);
    mask->before = 'x'; /* a letter, as far as the scanners are concerned */
}

/* How many letters (and digits, where they are wanted) stand at `at`. They are copied on the way,
 * as far as there is room, for the caller to keep or to write over. */
static size_t copy_run(struct mask *mask, bool digits)
{
    const char *behind = mask->at;
    char *out = mask->out + mask->length;
    const char *last = mask->out + DD_TEMPLATE_SIZE - 1;

    while (behind < mask->end && (digits ? dd_is_alnum(*behind) : dd_is_alpha(*behind))) {
        if (out < last)
            *out++ = *behind;
        behind++;
    }
    return (size_t)(behind - mask->at);
}

static void keep(struct mask *mask, size_t length)
{
    size_t room = DD_TEMPLATE_SIZE - 1 - mask->length;

    mask->length += length < room ? length : room;
}

static void put_run(struct mask *mask)
{
    size_t length = copy_run(mask, true);
    size_t word = dd_variable_word(mask->at, length);

    keep(mask, word);
    if (word < length)
        put_variable(mask);
    advance(mask, length);
}

static void put_character(struct mask *mask)
{
    put_byte(mask, *mask->at);
    advance(mask, 1);
}

/* The length of a quoted value. One that finds no end is not looked for again. */
static size_t quoted_length(struct mask *mask)
{
    static const char quotes[] = "\"'`";
    unsigned bit = 1u << (strchr(quotes, *mask->at) - quotes);
    size_t length;

    if ((mask->unclosed & bit) != 0)
        return 0;
    length = dd_variable_quoted(mask->at, mask->end);
    if (length == 0)
        mask->unclosed |= bit;
    return length;
}

/* The length of the method and the blank in '"GET /x HTTP/1.1"' (RFC 9112, 3). */
static size_t method_length(const char *at, const char *end)
{
    const char *method = at;

    while (at < end && at - method < LONGEST_METHOD && dd_is_upper(*at))
        at++;
    if (at - method < 3 || end - at < 2 || *at != ' ' || (at[1] != '/' && at[1] != 'h'))
        return 0;
    return (size_t)(at + 1 - method);
}

/* The key of an object: {"key": "value"} */
static bool is_key(const struct mask *mask, size_t length)
{
    const char *last = mask->out + mask->length;
    const char *colon = mask->at + length;

    if (colon == mask->end || *colon != ':' || dd_skip_name(mask->at + 1, colon) != colon - 1)
        return false;
    if (mask->length > 0 && last[-1] == ' ')
        last--;
    return last > mask->out && (last[-1] == '{' || last[-1] == ',');
}

static void put_quoted(struct mask *mask)
{
    size_t length = dd_is_alnum(mask->before) ? 0 : quoted_length(mask);
    size_t method;

    if (length == 0) {
        put_character(mask);
        return;
    }
    method = method_length(mask->at + 1, mask->at + length);
    if (is_key(mask, length)) {
        put(mask, mask->at, length);
    } else if (method > 0) {
        put(mask, mask->at, method + 1);
        put_variable(mask);
        put_byte(mask, *mask->at);
    } else {
        put_variable(mask);
    }
    advance(mask, length);
}

/* Behind "{...}", "(...)", "[...]" or "<...>"; where it does not end, behind the bracket. */
static const char *skip_nested(const char *at, const char *end)
{
    const char *c = at;
    int depth = 0;

    for (; c < end && c - at < LONGEST_NESTED; c++) {
        if (dd_is_in(*c, "{([<"))
            depth++;
        else if (dd_is_in(*c, "})]>") && --depth == 0)
            return c + 1;
    }
    return at + 1;
}

/* The length of the value behind "key="; `*at` is the equal sign. */
static size_t pair_length(struct mask *mask)
{
    const char *at = mask->at + 1;
    size_t quoted;

    if (at < mask->end && (*at == '=' || *at == '>' || *at == '~'))
        return 0;
    if (at < mask->end && dd_byte_kind(*at) == DD_BYTE_QUOTE) {
        quoted = dd_variable_quoted(at, mask->end);
        if (quoted > 0)
            return quoted + 1;
    }
    while (at < mask->end && (unsigned char)*at > ' ' && !dd_is_in(*at, ",;|)]}\"'`>"))
        at = dd_is_in(*at, "{([<") ? skip_nested(at, mask->end) : at + 1;
    return (size_t)(at - mask->at);
}

/* "uid=0" and "uid=" are "uid=<*>" both, but "status=502" is what happened. */
static void put_equal(struct mask *mask)
{
    size_t length = 0;

    if (dd_is_name(mask->before) || mask->before == '-')
        length = pair_length(mask);
    if (length == 0) {
        put_character(mask);
        return;
    }
    put_byte(mask, '=');
    if (length > 1 && dd_code_length(mask->begin, mask->at + 1, mask->end) == length - 1)
        put(mask, mask->at + 1, length - 1);
    else
        put_variable(mask);
    advance(mask, length);
}

/* All that dd_words_announce() knows ends with "r ", as hardly anything else does. */
static bool may_be_announced(const struct mask *mask)
{
    return mask->before == ' ' && mask->length > 2 && mask->out[mask->length - 2] == 'r';
}

/* A value begins where no word goes on. An underscore or a dash in front of a run of digits ends
 * a word ("blk_17", "node-4"). */
static size_t value_length(struct mask *mask)
{
    if (dd_is_alnum(mask->before) || mask->before == '_' || mask->before == '$')
        return 0;
    if (mask->at >= mask->token.end)
        mask->token = dd_token_read(mask->at, mask->end);
    if (may_be_announced(mask) && !dd_begins(mask->token.end, mask->end, " user ") &&
        dd_words_announce(mask->out, mask->length))
        return (size_t)(mask->token.end - mask->at);
    return dd_variable_length(mask->at, mask->end, mask->before, &mask->token);
}

/* Most of a message are plain words. */
static bool put_plain(struct mask *mask)
{
    size_t length;

    if (mask->before != ' ' || dd_is_upper(*mask->at) || may_be_announced(mask))
        return false;
    length = copy_run(mask, false);
    if (length == 0 || mask->at + length == mask->end || mask->at[length] != ' ' ||
        (length >= DD_HEX_LETTERS && dd_variable_word(mask->at, length) < length))
        return false;
    keep(mask, length);
    advance(mask, length);
    return true;
}

static bool put_code(struct mask *mask)
{
    size_t length = 0;

    if (dd_is_digit(*mask->at) && !dd_is_alnum(mask->before))
        length = dd_code_length(mask->begin, mask->at, mask->end);
    if (length == 0)
        return false;
    put(mask, mask->at, length);
    advance(mask, length);
    return true;
}

static void put_token(struct mask *mask)
{
    size_t length;

    if (put_plain(mask) || put_code(mask))
        return;
    length = value_length(mask);
    if (length > 0) {
        put_variable(mask);
        advance(mask, length);
    } else if (dd_is_alnum(*mask->at)) {
        put_run(mask);
    } else if (mask->before == '_' && *mask->at == '-' && mask->end - mask->at > 1 &&
               dd_is_digit(mask->at[1])) {
        advance(mask, 1); /* "blk_-160" */
    } else {
        put_character(mask);
    }
}

static void put_next(struct mask *mask)
{
    switch (dd_byte_kind(*mask->at)) {
    case DD_BYTE_CONTROL:
        put_control(mask);
        break;
    case DD_BYTE_HIGH:
        put_code_point(mask);
        break;
    case DD_BYTE_QUOTE:
        put_quoted(mask);
        break;
    case DD_BYTE_EQUAL:
        put_equal(mask);
        break;
    case DD_BYTE_END:
    case DD_BYTE_OTHER:
        put_character(mask);
        break;
    default:
        put_token(mask);
    }
}

size_t dd_template_make(const char *message, size_t length, char out[DD_TEMPLATE_SIZE])
{
    struct mask mask = {
        .out = out, .begin = message, .at = message, .end = message + length, .before = ' '};

    while (mask.at < mask.end && mask.length <= DD_TEMPLATE_MAX + VARIABLE_LENGTH)
        put_next(&mask);
    if (mask.at == mask.end)
        put_blank(&mask);
    mask.length = dd_utf8_cut(out, mask.length, DD_TEMPLATE_MAX);
    while (mask.length > 0 && out[mask.length - 1] == ' ')
        mask.length--;
    out[mask.length] = '\0';
    return mask.length;
}

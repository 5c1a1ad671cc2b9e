/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <string.h>

#include "base/json-scan.h"
#include "base/json.h"
#include "base/utf8.h"

/* What json-c (0.16) builds of a value, in units of some 100 bytes: even "{}" gets a table of
 * 16 members. All units together are 150 MB. */
#define MAX_WEIGHT    1500000
#define OBJECT_WEIGHT 8
#define LIST_WEIGHT   2
#define NAME_WEIGHT   2
#define SCALAR_WEIGHT 1

struct scan {
    const char *text;
    size_t length;
    size_t at;
    size_t weight; /* so far */
    bool nul;      /* U+0000 was escaped */
    const char *fault;
};

static bool fail(struct scan *scan, const char *fault)
{
    scan->fault = scan->at < scan->length ? fault : "the text ends too early";
    return false;
}

static bool add_weight(struct scan *scan, size_t weight)
{
    scan->weight += weight;
    return scan->weight <= MAX_WEIGHT ||
           fail(scan, "more values than any text that is expected has");
}

/* The byte here; -1 at the end, which no comparison takes for a byte of the text. */
static int peek(const struct scan *scan)
{
    return scan->at < scan->length ? (unsigned char)scan->text[scan->at] : -1;
}

static bool take(struct scan *scan, int byte)
{
    if (peek(scan) != byte)
        return false;
    scan->at++;
    return true;
}

static void skip_blanks(struct scan *scan)
{
    while (take(scan, ' ') || take(scan, '\t') || take(scan, '\n') || take(scan, '\r'))
        ;
}

static bool is_digit(int byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_hex(int byte)
{
    return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

static bool scan_digits(struct scan *scan)
{
    if (!is_digit(peek(scan)))
        return fail(scan, "a digit is missing");
    while (is_digit(peek(scan)))
        scan->at++;
    return true;
}

/* RFC 8259, section 6 */
static bool scan_number(struct scan *scan)
{
    take(scan, '-');
    if (take(scan, '0')) {
        if (is_digit(peek(scan)))
            return fail(scan, "a number must not begin with 0");
    } else if (!scan_digits(scan)) {
        return false;
    }
    if (take(scan, '.') && !scan_digits(scan))
        return false;
    if (take(scan, 'e') || take(scan, 'E')) {
        if (!take(scan, '+'))
            take(scan, '-');
        return scan_digits(scan);
    }
    return true;
}

static bool scan_escape(struct scan *scan)
{
    int byte = peek(scan);

    if (byte <= 0 || strchr("\"\\/bfnrtu", byte) == NULL)
        return fail(scan, "no such escape sequence");
    scan->at++;
    for (int i = 0; byte == 'u' && i < 4; i++, scan->at++)
        if (!is_hex(peek(scan)))
            return fail(scan, "\\u needs four hexadecimal digits");
    scan->nul = scan->nul || (byte == 'u' && memcmp(scan->text + scan->at - 4, "0000", 4) == 0);
    return true;
}

static bool scan_string(struct scan *scan)
{
    uint32_t code;

    if (!take(scan, '"'))
        return fail(scan, "a text in double quotes is missing");
    while (!take(scan, '"')) {
        size_t size;

        if (take(scan, '\\')) {
            if (!scan_escape(scan))
                return false;
            continue;
        }
        size = dd_utf8_decode(scan->text + scan->at, scan->length - scan->at, &code);
        if (size == 0)
            return fail(scan, "not valid UTF-8");
        if (code < 0x20)
            return fail(scan, "a control character (or line break) inside a text");
        scan->at += size;
    }
    return true;
}

/* json-c ends a name at its first U+0000: "id\u0000x" would be taken for "id". */
static bool scan_name(struct scan *scan)
{
    size_t start = scan->at;

    scan->nul = false;
    if (!scan_string(scan))
        return false;
    if (!scan->nul)
        return add_weight(scan, NAME_WEIGHT);
    scan->at = start;
    return fail(scan, "U+0000 in a name");
}

static bool scan_word(struct scan *scan)
{
    static const char *const words[] = {"true", "false", "null"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t length = strlen(words[i]);

        if (scan->length - scan->at >= length &&
            memcmp(scan->text + scan->at, words[i], length) == 0) {
            scan->at += length;
            return true;
        }
    }
    return fail(scan, "a value is missing");
}

static bool scan_value(struct scan *scan, int depth);

static bool scan_list(struct scan *scan, int depth)
{
    skip_blanks(scan);
    if (take(scan, ']'))
        return true;
    do {
        if (!scan_value(scan, depth))
            return false;
    } while (take(scan, ','));
    return take(scan, ']') || fail(scan, "',' or ']' is missing");
}

static bool scan_object(struct scan *scan, int depth)
{
    skip_blanks(scan);
    if (take(scan, '}'))
        return true;
    do {
        skip_blanks(scan);
        if (!scan_name(scan))
            return false;
        skip_blanks(scan);
        if (!take(scan, ':'))
            return fail(scan, "':' is missing");
        if (!scan_value(scan, depth))
            return false;
    } while (take(scan, ','));
    return take(scan, '}') || fail(scan, "',' or '}' is missing");
}

static bool scan_nested(struct scan *scan, int depth)
{
    bool is_object = peek(scan) == '{';

    if (depth >= DD_JSON_MAX_DEPTH)
        return fail(scan, "nested too deeply");
    scan->at++;
    return is_object ? scan_object(scan, depth + 1) : scan_list(scan, depth + 1);
}

static size_t weight_of(int byte)
{
    if (byte == '{')
        return OBJECT_WEIGHT;
    return byte == '[' ? LIST_WEIGHT : SCALAR_WEIGHT;
}

/* One value with the blanks around it. */
static bool scan_value(struct scan *scan, int depth)
{
    bool good;
    int byte;

    skip_blanks(scan);
    byte = peek(scan);
    if (!add_weight(scan, weight_of(byte)))
        return false;
    if (byte == '{' || byte == '[')
        good = scan_nested(scan, depth);
    else if (byte == '"')
        good = scan_string(scan);
    else if (byte == '-' || is_digit(byte))
        good = scan_number(scan);
    else
        good = scan_word(scan);
    if (good) /* otherwise the place is that of the fault */
        skip_blanks(scan);
    return good;
}

const char *dd_json_scan(const char *text, size_t length, size_t *at)
{
    struct scan scan = {.text = text, .length = length};

    if (scan_value(&scan, 0) && scan.at < length)
        fail(&scan, "more text behind the value");
    *at = scan.at;
    return scan.fault;
}

/* SPDX-License-Identifier: MIT */
#include "logs/scan.h"
#include "logs/chars.h"
#include "logs/json-line.h"
#include "logs/logfmt.h"

#define MOST_DEPTH  3
#define LONGEST_KEY ((size_t)40) /* of a pair */

typedef bool (*line_fn)(struct dd_stamps *stamps, const char *line, size_t length,
                        struct dd_header *header);

void dd_scan_message(struct dd_scan *scan, const char *message)
{
    scan->header->message = (size_t)(message - scan->line);
    scan->header->length = (size_t)(scan->end - message);
}

static bool read_named_fields(struct dd_scan *scan, line_fn read)
{
    if (!read(scan->stamps, scan->at, (size_t)(scan->end - scan->at), scan->header))
        return false;
    scan->header->message += (size_t)(scan->at - scan->line);
    if (scan->at != scan->line)
        scan->header->stamp_end = scan->header->level_end = 0;
    return true;
}

bool dd_scan_logfmt(struct dd_scan *scan)
{
    size_t length = (size_t)(scan->end - scan->at);

    if (memchr(scan->at, '=', length < LONGEST_KEY ? length : LONGEST_KEY) == NULL)
        return false;
    return read_named_fields(scan, dd_logfmt_read);
}

static bool scan_digit(struct dd_scan *scan)
{
    return dd_scan_stamped(scan) || dd_scan_time_of_day(scan) || dd_scan_led(scan);
}

static bool scan_upper(struct dd_scan *scan)
{
    return dd_scan_letter(scan) || dd_scan_stamped(scan) || dd_scan_bare_level(scan) ||
           dd_scan_logfmt(scan) || dd_scan_led(scan);
}

static bool scan_lower(struct dd_scan *scan)
{
    return dd_scan_logfmt(scan) || dd_scan_bare_level(scan) || dd_scan_led(scan);
}

static bool scan_bracket(struct dd_scan *scan)
{
    return dd_scan_stamped(scan) || dd_scan_letter(scan) || dd_scan_time_of_day(scan) ||
           dd_scan_bare_level(scan) || dd_scan_led(scan);
}

static bool scan_brace(struct dd_scan *scan)
{
    return read_named_fields(scan, dd_json_line_read) || dd_scan_bare_level(scan);
}

static bool scan_angle(struct dd_scan *scan)
{
    return dd_scan_priority(scan) || dd_scan_bare_level(scan);
}

bool dd_scan_line(struct dd_scan *scan)
{
    if (scan->at < scan->end && *scan->at == '\xef')
        scan->at += dd_begins(scan->at, scan->end, "\xef\xbb\xbf") ? 3 : 0; /* byte order mark */
    scan->start = scan->at;
    if (scan->at == scan->end)
        return false;
    if (dd_is_digit(*scan->at))
        return scan_digit(scan);
    if (dd_is_upper(*scan->at))
        return scan_upper(scan);
    if (dd_is_alpha(*scan->at))
        return scan_lower(scan);
    switch (*scan->at) {
    case '[':
        return scan_bracket(scan);
    case '{':
        return scan_brace(scan);
    case '<':
        return scan_angle(scan);
    case '(':
        return dd_scan_bare_level(scan);
    case '@':
    case '_':
        return dd_scan_logfmt(scan);
    case '-':
    case ':':
        return dd_scan_led(scan);
    default:
        return false;
    }
}

bool dd_scan_inner(struct dd_scan *outer, const char *at)
{
    struct dd_header inner = {.firm = true};
    struct dd_scan scan = {.stamps = outer->stamps,
                           .line = outer->line,
                           .at = at,
                           .end = outer->end,
                           .depth = outer->depth + 1,
                           .strict = outer->strict,
                           .header = &inner};
    struct dd_header *header = outer->header;

    if (scan.depth > MOST_DEPTH || !dd_scan_line(&scan))
        return false;
    if (header->stamp_end == 0 || inner.stamped)
        inner.level_end = 0;
    inner.stamp_end = inner.level_end > 0 ? header->stamp_end : 0;
    if (header->stamped)
        inner.time = header->time;
    inner.stamped = inner.stamped || header->stamped;
    inner.first = header->first;
    inner.firm = inner.firm || header->stamped;
    *header = inner;
    return true;
}

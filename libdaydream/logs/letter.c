/* SPDX-License-Identifier: MIT */
#include "logs/chars.h"
#include "logs/fields.h"
#include "logs/names.h"
#include "logs/scan.h"

#define LONGEST_PROGRAM 60

/* " 4121 pool.go:42] " of klog, " web:2239] " of Tornado. */
static const char *skip_to_bracket(const char *at, const char *end)
{
    const char *last = end - at > DD_LONGEST_FIELD ? at + DD_LONGEST_FIELD : end;
    const char *close = memchr(at, ']', (size_t)(last - at));

    return close != NULL ? dd_skip_blanks(close + 1, end) : NULL;
}

/* " #41] ERROR -- program: " of Ruby's Logger. */
static const char *skip_ruby(const char *at, const char *end)
{
    const char *last = end - at > LONGEST_PROGRAM ? at + LONGEST_PROGRAM : end;
    const char *dashes = skip_to_bracket(at, end);

    while (dashes != NULL && dashes < last && !dd_begins(dashes, end, " -- "))
        dashes++;
    if (dashes == NULL || dashes >= last)
        return NULL;
    for (at = dashes + 4; at < last; at++)
        if (*at == ':')
            return dd_skip_blanks(at + 1, end);
    return NULL;
}

/* Read the stamp at `stamp`, and what is between it and the message. */
static bool read_stamp(struct dd_scan *scan, const char *stamp,
                       const char *(*skip)(const char *, const char *))
{
    const char *message;
    size_t length = dd_stamp_read(scan->stamps, stamp, (size_t)(scan->end - stamp),
                                  &scan->header->time);

    message = length > 0 ? skip(stamp + length, scan->end) : NULL;
    if (message == NULL)
        return false;
    scan->header->stamped = true;
    dd_scan_message(scan, message);
    if (scan->at == scan->line) {
        while (dd_is_blank(message[-1]))
            message--;
        scan->header->stamp_end = (size_t)(stamp + length - scan->line);
        scan->header->level_end = (size_t)(message - scan->line);
    }
    return true;
}

/* "I/Tag(  41): " (Android, brief format) */
static bool read_brief(struct dd_scan *scan)
{
    const char *tag = scan->at + 2;
    const char *open = tag < scan->end && dd_is_alpha(*tag) ? dd_skip_name(tag, scan->end) : tag;
    const char *close = dd_group_close(dd_skip_blanks(open, scan->end), scan->end);

    if (open == tag || close == NULL || !dd_begins(close, scan->end, "): "))
        return false;
    dd_scan_message(scan, close + 3);
    return true;
}

bool dd_scan_letter(struct dd_scan *scan)
{
    bool bracket = *scan->at == '[';
    const char *letter = scan->at + (bracket ? 1 : 0);
    const char *next = letter + 1;
    enum dd_log_level level;
    bool found = false;

    if (scan->end - letter < 12 || !dd_is_upper(*letter) || dd_is_alpha(*next))
        return false;
    level = dd_level_from_letter(*letter);
    if (level == DD_LEVEL_NONE)
        return false;
    if (bracket ? *next == ' ' : dd_is_digit(*next))
        found = read_stamp(scan, next + (bracket ? 1 : 0), skip_to_bracket);
    else if (dd_begins(next, scan->end, ", ["))
        found = read_stamp(scan, next + 3, skip_ruby);
    else if (*next == '/' && !bracket)
        found = read_brief(scan);
    if (found)
        scan->header->level = level;
    return found;
}

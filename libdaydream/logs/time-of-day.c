/* SPDX-License-Identifier: MIT */
#include "logs/chars.h"
#include "logs/fields.h"
#include "logs/scan.h"

/* "10:11AM" (zerolog) */
static const char *skip_kitchen_time(const char *at, const char *end)
{
    const char *minute = dd_skip_digits(at, end) + 1;

    if (end - minute < 5 || minute[-1] != ':' || dd_skip_digits(minute, end) != minute + 2)
        return NULL;
    return (minute[2] == 'A' || minute[2] == 'P') && minute[3] == 'M' ? minute + 4 : NULL;
}

/* Hours, minutes, seconds and perhaps a fraction. */
static const char *skip_time_of_day(const char *at, const char *end)
{
    if (end - at < 9 || at[2] != ':' || at[5] != ':' || !dd_is_digit(at[0]) || !dd_is_digit(at[1]))
        return NULL;
    if (!dd_is_digit(at[3]) || !dd_is_digit(at[4]) || dd_skip_digits(at + 6, end) != at + 8)
        return NULL;
    at += 8;
    return *at == '.' || *at == ',' ? dd_skip_digits(at + 1, end) : at;
}

/* "[0.345s]" of the Java virtual machine */
static const char *skip_uptime(const char *at, const char *end)
{
    const char *point = dd_skip_digits(at, end);
    const char *unit = point > at && dd_begins(point, end, ".") ? dd_skip_digits(point + 1, end)
                                                                : end;

    return dd_begins(unit, end, "s]") ? unit + 1 : NULL;
}

/* "10:11:13 web.1  | " of foreman: a whole line follows. */
static bool read_foreman(struct dd_scan *scan, const char *at)
{
    const char *name = dd_skip_blanks(at, scan->end);
    struct dd_word word;
    const char *line;

    if (scan->depth > 0 || name != at + 1 || !dd_word_read(name, scan->end, &word) ||
        dd_level_from_word(name, (size_t)(word.end - name)) != DD_LEVEL_NONE)
        return false;
    line = dd_skip_blanks(word.end, scan->end);
    return dd_begins(line, scan->end, "| ") && dd_scan_inner(scan, line + 2);
}

bool dd_scan_time_of_day(struct dd_scan *scan)
{
    bool bracket = *scan->at == '[';
    const char *clock = scan->at + (bracket ? 1 : 0);
    const char *at = skip_time_of_day(clock, scan->end);
    bool open;

    at = at != NULL ? at : skip_kitchen_time(clock, scan->end);
    if (bracket && at == NULL)
        at = skip_uptime(clock, scan->end);
    if (!bracket && at != NULL && read_foreman(scan, at))
        return true;
    open = bracket && at != NULL && (at == scan->end || *at != ']');

    if (at == NULL || !dd_scan_fields(scan, at + (bracket && !open ? 1 : 0), open) ||
        scan->header->level == DD_LEVEL_NONE) {
        *scan->header = (struct dd_header){.firm = true};
        return false;
    }
    scan->header->stamp_end = scan->header->level_end = 0;
    return true;
}

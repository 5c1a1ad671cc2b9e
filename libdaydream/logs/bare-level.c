/* SPDX-License-Identifier: MIT */
#include "logs/chars.h"
#include "logs/fields.h"
#include "logs/level-field.h"
#include "logs/names.h"
#include "logs/overrule.h"
#include "logs/scan.h"

#define LONGEST_BRACKET 160

static const char *skip_open_bracket(const char *at, const char *end)
{
    const char *last = end - at > LONGEST_BRACKET ? at + LONGEST_BRACKET : end;
    const char *close = memchr(at, ']', (size_t)(last - at));

    return close != NULL ? close + 1 : at;
}

/* "[main] 2026-07-20 10:11:12,345 " of Cassandra; is a bracket open? */
static bool skip_thread(const char **at, const char *end)
{
    const char *close = dd_group_close(*at, end);

    if (close == NULL || end - close < 3 || close[1] != ' ' || !dd_is_digit(close[2]))
        return true;
    *at = close + 2;
    return false;
}

/* "ERROR 2026-07-20 10:11:12,345 ", "[ERROR] [2026-07-20 10:11:12] " */
static const char *skip_stamp(struct dd_scan *scan, const char *at)
{
    const char *stamp = dd_skip_separators(at, scan->end);
    bool bracket = stamp < scan->end && *stamp == '[';
    size_t length;

    if (bracket && stamp + 1 < scan->end && !dd_is_digit(stamp[1]))
        bracket = skip_thread(&stamp, scan->end);
    stamp += bracket ? 1 : 0;
    length = dd_stamp_read(scan->stamps, stamp, (size_t)(scan->end - stamp), &scan->header->time);
    if (length == 0)
        return at;
    scan->header->stamped = true;
    stamp += length;
    return bracket && stamp < scan->end && *stamp == ']' ? stamp + 1 : stamp;
}

static const char *find_message(struct dd_scan *scan, const struct dd_level_field *field)
{
    struct dd_names names = {.named = false};
    const char *at = field->open ? skip_open_bracket(field->behind, scan->end)
                                 : dd_skip_root_logger(field->behind, scan->end);

    if (at == field->behind && at < scan->end)
        at = skip_stamp(scan, at);
    names.numbers = scan->header->stamped;
    return dd_skip_names(at, scan->end, names);
}

/* Lower case needs a mark, and a word of prose that is no trouble a bracket: "note: x" is text. */
static bool is_level(const struct dd_level_field *field, const char *at)
{
    if (field->upper || at != field->word)
        return true;
    return field->marked && (!field->prose || field->level >= DD_LEVEL_WARNING);
}

bool dd_scan_bare_level(struct dd_scan *scan)
{
    struct dd_level_field field;
    struct dd_header *header = scan->header;
    size_t decided;
    bool sure;

    if (!dd_level_phrase_read(scan->at, scan->end, &field) &&
        (!dd_level_field_read(scan->at, scan->end, false, &field) || !is_level(&field, scan->at)))
        return false;
    dd_scan_message(scan, find_message(scan, &field));
    if (scan->strict && !header->stamped &&
        dd_skip_root_logger(field.behind, scan->end) == field.behind)
        return false;
    header->level = field.level;
    sure = dd_overrule(field.behind, scan->end, &header->level, &decided);
    if (scan->depth > 0 && !header->stamped && sure)
        header->level_end = (size_t)(field.end - scan->line) + (field.upper ? decided : 0);
    header->firm = header->stamped || (field.upper && field.marked);
    return true;
}

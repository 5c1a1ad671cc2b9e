/* SPDX-License-Identifier: MIT */
#include "logs/chars.h"
#include "logs/clock.h"

#define MINUTE        60
#define SHORTEST_NAME 3
#define LONGEST_NAME  4
#define HOUR          (60 * MINUTE)

static bool is_boundary(const char *at, const char *end)
{
    return at == end || !dd_is_name(*at) || *at == '.';
}

static const char *read_two(const char *at, const char *end, int *out)
{
    if (end - at < 2 || !dd_is_digit(at[0]) || !dd_is_digit(at[1]))
        return NULL;
    *out = (at[0] - '0') * 10 + (at[1] - '0');
    return at + 2;
}

/* "+02:00", "+0200", and "+02" where no blank is in front. */
static const char *read_offset(const char *at, const char *end, bool blank, int *offset)
{
    int sign = *at == '-' ? -1 : 1;
    int hours = 0;
    int minutes = 0;
    const char *behind = read_two(at + 1, end, &hours);
    const char *rest = NULL;

    if (behind == NULL || hours > 23)
        return NULL;
    rest = read_two(behind < end && *behind == ':' ? behind + 1 : behind, end, &minutes);
    if ((rest == NULL && blank) || minutes > 59)
        return NULL;
    *offset = sign * (hours * HOUR + minutes * MINUTE);
    behind = rest != NULL ? rest : behind;
    return is_boundary(behind, end) ? behind : NULL;
}

/* Names that mean one offset nearly everywhere: RFC 2822, 4.3, and those of Europe. */
static const struct {
    const char *name;
    signed char length;
    signed char hours;
} zones[] = {
    {"UTC", 3, 0},  {"GMT", 3, 0},  {"CET", 3, 1},  {"CEST", 4, 2}, {"EST", 3, -5},
    {"EDT", 3, -4}, {"CST", 3, -6}, {"CDT", 3, -5}, {"MST", 3, -7}, {"MDT", 3, -6},
    {"PST", 3, -8}, {"PDT", 3, -7}, {"WET", 3, 0},  {"WEST", 4, 1}, {"EET", 3, 2},
    {"BST", 3, 1},  {"MSK", 3, 3},  {"EEST", 4, 3}, {"JST", 3, 9},
};

static const char *read_zone_name(const char *at, const char *end, int *offset)
{
    int length = 0;

    if ((*at == 'Z' || *at == 'z') && is_boundary(at + 1, end))
        return at + 1;
    while (length < end - at && length <= LONGEST_NAME && dd_is_upper(at[length]))
        length++;
    if (length < SHORTEST_NAME || length > LONGEST_NAME || !is_boundary(at + length, end))
        return NULL;
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++)
        if (zones[i].name[0] == at[0] && zones[i].name[1] == at[1] && zones[i].length == length &&
            memcmp(zones[i].name, at, (size_t)length) == 0) {
            *offset = zones[i].hours * HOUR;
            return at + length;
        }
    return NULL;
}

const char *dd_clock_zone(const char *at, const char *end, int *offset)
{
    bool blank = at < end && *at == ' ';

    at += blank ? 1 : 0;
    *offset = 0;
    if (at == end)
        return NULL;
    if (*at == '+' || *at == '-')
        return read_offset(at, end, blank, offset);
    return dd_is_alpha(*at) ? read_zone_name(at, end, offset) : NULL;
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/chars.h"
#include "logs/skim.h"

#define MOST_MISSES 4096 /* a file whose headers never come again is not worth the while */
#define HASHED      16   /* bytes at most */
#define CLOCK       8    /* "hh:mm:ss" */

void dd_skim_init(struct dd_skim *skim)
{
    skim->stamp_length = 0;
    skim->count = 0;
    skim->shortest = HASHED;
    skim->misses = 0;
    memset(skim->buckets, 0, sizeof skim->buckets);
}

static size_t bucket_of(const char *text, size_t length)
{
    uint64_t parts[2] = {0, 0};
    uint64_t hash;

    memcpy(parts, text, length);
    hash = (parts[0] ^ (parts[1] * UINT64_C(0x9e3779b97f4a7c15))) * UINT64_C(0xd6e8feb86659fd93);
    return (size_t)(hash >> 32) & (DD_SKIM_BUCKETS - 1);
}

static bool is_minute(const char *at)
{
    return at[0] >= '0' && at[0] <= '5' && dd_is_digit(at[1]);
}

static int64_t minute_of(const char *at)
{
    return (at[0] - '0') * 10 + (at[1] - '0');
}

/* Where "hh:mm:ss" stands; the length when it does not. */
static size_t find_clock(const char *stamp, size_t length)
{
    for (size_t i = 0; i + CLOCK <= length; i++)
        if (dd_is_digit(stamp[i]) && stamp[i + 2] == ':' && is_minute(stamp + i + 3) &&
            stamp[i + 5] == ':' && is_minute(stamp + i + 6))
            return i;
    return length;
}

/* Do the stamps differ in digits only? */
static bool is_alike(const char *stamp, const char *other, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (stamp[i] != other[i] && !(dd_is_digit(stamp[i]) && dd_is_digit(other[i])))
            return false;
    return true;
}

/* Entries are good for stamps of one shape only: another may open a bracket. */
static bool learn_stamp(struct dd_skim *skim, const char *line, const struct dd_header *header)
{
    size_t length = header->stamp_end;
    size_t clock = length <= DD_SKIM_STAMP ? find_clock(line, length) : length;
    size_t end = clock + CLOCK;

    if (clock >= length)
        return false;
    if (length != skim->stamp_length || !is_alike(line, skim->stamp, length))
        dd_skim_init(skim);
    if (end < length && (line[end] == '.' || line[end] == ','))
        end = (size_t)(dd_skip_digits(line + end + 1, line + length) - line);
    memcpy(skim->stamp, line, length);
    skim->stamp_length = length;
    skim->minutes = clock + 3;
    skim->fraction_end = end;
    skim->hour = header->time - minute_of(line + clock + 3) * 60 - minute_of(line + clock + 6);
    return true;
}

static void link_entry(struct dd_skim *skim, size_t index)
{
    struct dd_skim_entry *entry = &skim->entries[index];
    unsigned char *bucket = &skim->buckets[bucket_of(entry->text, skim->shortest)];

    entry->next = *bucket;
    *bucket = (unsigned char)(index + 1);
}

static void link_all(struct dd_skim *skim)
{
    memset(skim->buckets, 0, sizeof skim->buckets);
    for (size_t i = 0; i < skim->count; i++)
        link_entry(skim, i);
}

void dd_skim_learn(struct dd_skim *skim, const char *line, size_t length,
                   const struct dd_header *header)
{
    size_t fields = header->level_end - header->stamp_end;
    struct dd_skim_entry *entry;

    if (header->stamp_end == 0 || header->level_end <= header->stamp_end ||
        header->level_end > length || fields > DD_SKIM_FIELDS || skim->misses >= MOST_MISSES ||
        !learn_stamp(skim, line, header))
        return;
    skim->misses++;
    if (skim->count == DD_SKIM_ENTRIES) {
        skim->count = 0;
        skim->shortest = HASHED;
        link_all(skim);
    }
    entry = &skim->entries[skim->count++];
    entry->length = (unsigned char)fields;
    memcpy(entry->text, line + header->stamp_end, fields);
    if (fields < skim->shortest) {
        skim->shortest = fields;
        link_all(skim);
    } else {
        link_entry(skim, skim->count - 1);
    }
}

static bool same_hour(const struct dd_skim *skim, const char *line)
{
    const char *at = line + skim->minutes;
    const char *fraction = at + 5;

    if (memcmp(line, skim->stamp, skim->minutes) != 0 || !is_minute(at) || at[2] != ':' ||
        !is_minute(at + 3))
        return false;
    if (fraction < line + skim->fraction_end) {
        if (*fraction != skim->stamp[fraction - line])
            return false;
        fraction = dd_skip_digits(fraction + 1, line + skim->fraction_end);
    }
    return fraction == line + skim->fraction_end &&
           memcmp(fraction, skim->stamp + skim->fraction_end,
                  skim->stamp_length - skim->fraction_end) == 0;
}

static bool has_entry(const struct dd_skim *skim, const char *fields, size_t length)
{
    size_t at;

    if (length < skim->shortest)
        return false;
    for (at = skim->buckets[bucket_of(fields, skim->shortest)]; at != 0;
         at = skim->entries[at - 1].next)
        if (skim->entries[at - 1].length <= length &&
            memcmp(skim->entries[at - 1].text, fields, skim->entries[at - 1].length) == 0)
            return true;
    return false;
}

bool dd_skim_knows(struct dd_skim *skim, const char *line, size_t length, int64_t *time)
{
    if (skim->stamp_length == 0 || length <= skim->stamp_length || !same_hour(skim, line) ||
        !has_entry(skim, line + skim->stamp_length, length - skim->stamp_length))
        return false;
    skim->misses = 0;
    *time = skim->hour + minute_of(line + skim->minutes) * 60 + minute_of(line + skim->minutes + 3);
    return true;
}

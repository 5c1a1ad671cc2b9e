/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/chars.h"
#include "logs/skim.h"

#define MOST_MISSES  4096 /* a file whose headers never come again is not worth the while */
#define WORD         sizeof(uint64_t)
#define CLOCK        8 /* "hh:mm:ss" */

#define HOUR_SECONDS 3600

/* Added to a digit beyond 9, or beyond 5, these reach the upper half of its byte. */
#define BEYOND_9 6
#define BEYOND_5 10

void dd_skim_init(struct dd_skim *skim)
{
    skim->count = 0;
    skim->last = 0;
    skim->clock = 0;
}

static void forget_entries(struct dd_skim_shape *shape)
{
    shape->count = 0;
    shape->shortest = 2 * WORD;
    shape->words = 0;
    memset(shape->buckets, 0, sizeof shape->buckets);
}

static uint64_t load(const char *at)
{
    uint64_t word;

    memcpy(&word, at, WORD);
    return word;
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

static void set_digit(struct dd_skim_shape *shape, size_t at, char beyond)
{
    ((char *)shape->stamp)[at] = '0';
    ((char *)shape->beyond)[at] = beyond;
    ((unsigned char *)shape->check)[at] = 0xf0;
}

/* Make the pattern of a beginning: minutes, seconds and the fraction may be any. */
static void make_pattern(struct dd_skim_shape *shape, const char *line, size_t length)
{
    size_t minutes = shape->minutes;
    size_t at = minutes + CLOCK - 3;

    memset(shape->stamp, 0, sizeof shape->stamp);
    memset(shape->beyond, 0, sizeof shape->beyond);
    memset(shape->check, 0, sizeof shape->check);
    memcpy(shape->stamp, line, length);
    memset(shape->check, 0xff, length);
    set_digit(shape, minutes, BEYOND_5);
    set_digit(shape, minutes + 1, BEYOND_9);
    set_digit(shape, minutes + 3, BEYOND_5);
    set_digit(shape, minutes + 4, BEYOND_9);
    if (at < length && (line[at] == '.' || line[at] == ','))
        while (++at < length && dd_is_digit(line[at]))
            set_digit(shape, at, BEYOND_9);
}

/* Does the line differ from the shape in digits only? */
static bool is_alike(const struct dd_skim_shape *shape, const char *line, size_t length)
{
    const char *other = (const char *)shape->stamp;

    if (length != shape->stamp_length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (dd_is_digit(line[i]) ? !dd_is_digit(other[i]) : line[i] != other[i])
            return false;
    return true;
}

/* The shape of a line: one that is known, or a new one in the place of that which was not seen for
 * the longest time. */
static struct dd_skim_shape *find_shape(struct dd_skim *skim, const char *line, size_t length)
{
    struct dd_skim_shape *oldest = skim->shapes;

    for (size_t i = 0; i < skim->count; i++) {
        if (is_alike(&skim->shapes[i], line, length))
            return &skim->shapes[i];
        if (skim->shapes[i].used < oldest->used)
            oldest = &skim->shapes[i];
    }
    if (skim->count < DD_SKIM_SHAPES)
        oldest = &skim->shapes[skim->count++];
    oldest->stamp_length = length;
    oldest->stamp_words = (length + WORD - 1) / WORD;
    oldest->misses = 0;
    forget_entries(oldest);
    return oldest;
}

/* Of the first `length` bytes of a text. */
static size_t bucket_of(const char *text, size_t length)
{
    char head[WORD] = {0};
    uint64_t hash;

    if (length >= WORD) {
        hash = load(text) + load(text + length - WORD) * UINT64_C(0x9e3779b97f4a7c15);
    } else {
        memcpy(head, text, length);
        hash = load(head);
    }
    hash *= UINT64_C(0xd6e8feb86659fd93);
    return (size_t)(hash >> 32) & (DD_SKIM_BUCKETS - 1);
}

static void link_entry(struct dd_skim_shape *shape, size_t index)
{
    struct dd_skim_entry *entry = &shape->entries[index];
    unsigned char *bucket = &shape->buckets[bucket_of((const char *)entry->text, shape->shortest)];

    entry->next = *bucket;
    *bucket = (unsigned char)(index + 1);
}

static void link_all(struct dd_skim_shape *shape)
{
    memset(shape->buckets, 0, sizeof shape->buckets);
    for (size_t i = 0; i < shape->count; i++)
        link_entry(shape, i);
}

static bool has_copy(const struct dd_skim_shape *shape, const struct dd_skim_entry *wanted)
{
    for (size_t i = 0; i < shape->count; i++)
        if (memcmp(shape->entries[i].text, wanted->text, sizeof wanted->text) == 0 &&
            memcmp(shape->entries[i].mask, wanted->mask, sizeof wanted->mask) == 0)
            return true;
    return false;
}

static void add_entry(struct dd_skim_shape *shape, const char *fields, size_t length)
{
    struct dd_skim_entry entry = {.next = 0};
    size_t words = (length + WORD - 1) / WORD;

    memcpy(entry.text, fields, length);
    memset(entry.mask, 0xff, length);
    if (has_copy(shape, &entry))
        return;
    if (shape->count == DD_SKIM_ENTRIES)
        forget_entries(shape);
    shape->misses++;
    shape->entries[shape->count++] = entry;
    shape->words = words > shape->words ? words : shape->words;
    if (length < shape->shortest) {
        shape->shortest = length;
        link_all(shape);
    } else {
        link_entry(shape, shape->count - 1);
    }
}

/* Where what decides the level ends: with the byte behind its word, or its mark. */
static size_t decided_at(const struct dd_header *header)
{
    size_t end = header->level_end > header->stamp_end ? header->level_end : header->stamp_end;

    return header->level_end > 0 ? end + 1 : 0;
}

void dd_skim_learn(struct dd_skim *skim, const char *line, size_t length,
                   const struct dd_header *header)
{
    size_t stamp = header->stamp_end;
    size_t end = decided_at(header);
    size_t clock = stamp <= sizeof skim->shapes[0].stamp ? find_clock(line, stamp) : stamp;
    struct dd_skim_shape *shape;

    if (end == 0 || end > length || clock >= stamp ||
        end - stamp > sizeof skim->shapes[0].entries[0].text)
        return;
    shape = find_shape(skim, line, stamp);
    shape->used = ++skim->clock;
    if (shape->misses >= MOST_MISSES)
        return;
    shape->minutes = clock + 3;
    shape->hour = header->time - minute_of(line + clock + 3) * 60 - minute_of(line + clock + 6);
    make_pattern(shape, line, stamp);
    add_entry(shape, line + stamp, end - stamp);
}

static bool has_stamp(const struct dd_skim_shape *shape, const char *line)
{
    for (size_t i = 0; i < shape->stamp_words; i++) {
        uint64_t word = load(line + i * WORD) ^ shape->stamp[i];

        if (((word | (word + shape->beyond[i])) & shape->check[i]) != 0)
            return false;
    }
    return true;
}

/* As many words of each entry are compared as the longest has: the processor foresees the number
 * of rounds. */
static bool has_entry(const struct dd_skim_shape *shape, const char *fields)
{
    size_t at = shape->buckets[bucket_of(fields, shape->shortest)];

    for (; at != 0; at = shape->entries[at - 1].next) {
        const struct dd_skim_entry *entry = &shape->entries[at - 1];
        uint64_t wrong = 0;

        for (size_t i = 0; i < shape->words; i++)
            wrong |= (load(fields + i * WORD) ^ entry->text[i]) & entry->mask[i];
        if (wrong == 0)
            return true;
    }
    return false;
}

/* Does a line begin so? One that is shorter than what it is compared with is not equal to it at its
 * line feed. */
static inline bool is_of(const struct dd_skim_shape *shape, const char *line, size_t length)
{
    return length >= shape->stamp_length + (DD_SKIM_STAMP_WORDS + DD_SKIM_FIELD_WORDS) * WORD &&
           has_stamp(shape, line) && has_entry(shape, line + shape->stamp_length);
}

/* The shape of a line that is known; the one that was seen last is tried first. */
static const struct dd_skim_shape *known_shape(struct dd_skim *skim, const char *line,
                                               size_t length, int64_t to)
{
    for (size_t i = 0, at = skim->last; i < skim->count; i++, at++) {
        const struct dd_skim_shape *shape = &skim->shapes[at = at < skim->count ? at : 0];

        if (is_of(shape, line, length) && shape->hour + HOUR_SECONDS <= to) {
            skim->last = at;
            return shape;
        }
    }
    return NULL;
}

struct dd_skimmed dd_skim_run(struct dd_skim *skim, const char *text, size_t length, int64_t to)
{
    struct dd_skimmed skimmed = {0};
    const struct dd_skim_shape *shape;
    const char *at = text;
    const char *last = NULL;
    const char *newline;

    while ((shape = known_shape(skim, at, length - (size_t)(at - text), to)) != NULL) {
        const char *behind = at + shape->stamp_length;

        newline = memchr(behind, '\n', length - (size_t)(behind - text));
        if (newline == NULL)
            break;
        last = at + shape->minutes;
        skimmed.time = shape->hour;
        skimmed.lines++;
        at = newline + 1;
    }
    if (last == NULL)
        return skimmed;
    skim->shapes[skim->last].misses = 0;
    skimmed.time += minute_of(last) * 60 + minute_of(last + 3);
    skimmed.length = (size_t)(at - text);
    return skimmed;
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/chars.h"
#include "logs/skim.h"

#define MOST_MISSES  4096 /* a file whose headers never come again is not worth the while */
#define WORD         sizeof(uint64_t)
#define CLOCK        8 /* "hh:mm:ss" */

#define HOUR_SECONDS 3600

/* Seconds since the epoch have so many digits since 2001 and until 2286; the last three go from
 * nought to 999. */
#define EPOCH_DIGITS 10
#define EPOCH_LAST   3

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

/* Where "mm:ss" stands behind hours; the length when it does not. */
static size_t find_minutes(const char *line, size_t length)
{
    for (size_t i = 0; i + CLOCK <= length; i++)
        if (dd_is_digit(line[i]) && line[i + 2] == ':' && is_minute(line + i + 3) &&
            line[i + 5] == ':' && is_minute(line + i + 6))
            return i + 3;
    return length;
}

/* Where the last digits of seconds stand that a number counts since the epoch, be it in thousandths
 * or smaller parts; the length when none ends there. */
static size_t find_seconds(const char *line, size_t length)
{
    size_t digits = 0;

    while (digits < length && dd_is_digit(line[length - 1 - digits]))
        digits++;
    if (digits < EPOCH_DIGITS || (digits - EPOCH_DIGITS) % 3 != 0)
        return length;
    return length - digits + EPOCH_DIGITS - EPOCH_LAST;
}

/* The seconds that stand for those since the shape's beginning. */
static int64_t seconds_of(const struct dd_skim_shape *shape, const char *line)
{
    const char *at = line + shape->clock;
    int64_t seconds = 0;

    if (shape->digits == 0)
        return minute_of(at) * 60 + minute_of(at + 3);
    for (size_t i = 0; i < shape->digits; i++)
        seconds = seconds * 10 + (at[i] - '0');
    return seconds;
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
    size_t at = shape->clock;

    memset(shape->stamp, 0, sizeof shape->stamp);
    memset(shape->beyond, 0, sizeof shape->beyond);
    memset(shape->check, 0, sizeof shape->check);
    memcpy(shape->stamp, line, length);
    memset(shape->check, 0xff, length);
    if (shape->digits == 0) {
        set_digit(shape, at, BEYOND_5);
        set_digit(shape, at + 1, BEYOND_9);
        set_digit(shape, at + 3, BEYOND_5);
        set_digit(shape, at + 4, BEYOND_9);
        at += CLOCK - 3;
        at += at < length && (line[at] == '.' || line[at] == ',') ? 1 : 0;
    }
    for (; at < length && dd_is_digit(line[at]); at++)
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

static void set_clock(struct dd_skim_shape *shape, const char *line, size_t clock, bool minutes,
                      int64_t time)
{
    shape->clock = clock;
    shape->digits = minutes ? 0 : EPOCH_LAST;
    shape->begins = time - seconds_of(shape, line);
}

void dd_skim_learn(struct dd_skim *skim, const char *line, size_t length,
                   const struct dd_header *header)
{
    size_t stamp = header->stamp_end;
    size_t end = header->level_end + 1;
    size_t clock = stamp <= sizeof skim->shapes[0].stamp ? find_minutes(line, stamp) : stamp;
    bool minutes = clock < stamp;
    struct dd_skim_shape *shape;

    if (!minutes && stamp <= sizeof skim->shapes[0].stamp)
        clock = find_seconds(line, stamp);
    if (stamp == 0 || end > length || clock >= stamp ||
        end - stamp > sizeof skim->shapes[0].entries[0].text)
        return;
    shape = find_shape(skim, line, stamp);
    shape->used = ++skim->clock;
    if (shape->misses >= MOST_MISSES)
        return;
    shape->closed = line[0] == '{';
    set_clock(shape, line, clock, minutes, header->time);
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

        if (is_of(shape, line, length) && shape->begins + HOUR_SECONDS <= to) {
            skim->last = at;
            return shape;
        }
    }
    return NULL;
}

/* Behind the line feed of a line of that shape; NULL when it has none, or ends otherwise than it
 * should. */
static const char *line_end(const struct dd_skim_shape *shape, const char *line, const char *end)
{
    const char *behind = line + shape->stamp_length;
    const char *newline = memchr(behind, '\n', (size_t)(end - behind));

    if (newline == NULL)
        return NULL;
    return !shape->closed || newline[newline[-1] == '\r' ? -2 : -1] == '}' ? newline + 1 : NULL;
}

struct dd_skimmed dd_skim_run(struct dd_skim *skim, const char *text, size_t length, int64_t to)
{
    struct dd_skimmed skimmed = {0};
    const struct dd_skim_shape *shape;
    const struct dd_skim_shape *last = NULL;
    const char *end = text + length;
    const char *at = text;
    const char *begin = text;
    const char *behind;

    while ((shape = known_shape(skim, at, (size_t)(end - at), to)) != NULL &&
           (behind = line_end(shape, at, end)) != NULL) {
        last = shape;
        begin = at;
        at = behind;
        skimmed.lines++;
    }
    if (last == NULL)
        return skimmed;
    skim->shapes[last - skim->shapes].misses = 0;
    skimmed.time = last->begins + seconds_of(last, begin);
    skimmed.length = (size_t)(at - text);
    return skimmed;
}

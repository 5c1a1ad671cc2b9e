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

static void forget_entries(struct dd_skim *skim)
{
    skim->count = 0;
    skim->shortest = 2 * WORD;
    skim->words = 0;
    memset(skim->buckets, 0, sizeof skim->buckets);
}

void dd_skim_init(struct dd_skim *skim)
{
    skim->stamp_length = 0;
    skim->misses = 0;
    forget_entries(skim);
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

static void set_digit(struct dd_skim *skim, size_t at, char beyond)
{
    ((char *)skim->stamp)[at] = '0';
    ((char *)skim->beyond)[at] = beyond;
    ((unsigned char *)skim->check)[at] = 0xf0;
}

/* Make the pattern of a stamp: minutes, seconds and the fraction may be any. */
static void make_pattern(struct dd_skim *skim, const char *stamp, size_t length, size_t minutes)
{
    size_t at = minutes + CLOCK - 3;

    memset(skim->stamp, 0, sizeof skim->stamp);
    memset(skim->beyond, 0, sizeof skim->beyond);
    memset(skim->check, 0, sizeof skim->check);
    memcpy(skim->stamp, stamp, length);
    memset(skim->check, 0xff, length);
    set_digit(skim, minutes, BEYOND_5);
    set_digit(skim, minutes + 1, BEYOND_9);
    set_digit(skim, minutes + 3, BEYOND_5);
    set_digit(skim, minutes + 4, BEYOND_9);
    if (at < length && (stamp[at] == '.' || stamp[at] == ','))
        while (++at < length && dd_is_digit(stamp[at]))
            set_digit(skim, at, BEYOND_9);
}

/* Do the stamps differ in their hours and days only? */
static bool is_alike(const struct dd_skim *skim, const char *stamp, size_t length)
{
    const char *other = (const char *)skim->stamp;

    if (length != skim->stamp_length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (dd_is_digit(stamp[i]) ? !dd_is_digit(other[i]) : stamp[i] != other[i])
            return false;
    return true;
}

/* Entries are good behind stamps of one kind only: another may open a bracket. */
static bool learn_stamp(struct dd_skim *skim, const char *line, const struct dd_header *header)
{
    size_t length = header->stamp_end;
    size_t clock = length <= sizeof skim->stamp ? find_clock(line, length) : length;

    if (clock >= length)
        return false;
    if (!is_alike(skim, line, length))
        forget_entries(skim);
    skim->stamp_length = length;
    skim->stamp_words = (length + WORD - 1) / WORD;
    skim->minutes = clock + 3;
    skim->hour = header->time - minute_of(line + clock + 3) * 60 - minute_of(line + clock + 6);
    make_pattern(skim, line, length, skim->minutes);
    return true;
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

static void link_entry(struct dd_skim *skim, size_t index)
{
    struct dd_skim_entry *entry = &skim->entries[index];
    unsigned char *bucket = &skim->buckets[bucket_of((const char *)entry->text, skim->shortest)];

    entry->next = *bucket;
    *bucket = (unsigned char)(index + 1);
}

static void link_all(struct dd_skim *skim)
{
    memset(skim->buckets, 0, sizeof skim->buckets);
    for (size_t i = 0; i < skim->count; i++)
        link_entry(skim, i);
}

static bool has_copy(const struct dd_skim *skim, const struct dd_skim_entry *wanted)
{
    for (size_t i = 0; i < skim->count; i++)
        if (memcmp(skim->entries[i].text, wanted->text, sizeof wanted->text) == 0 &&
            memcmp(skim->entries[i].mask, wanted->mask, sizeof wanted->mask) == 0)
            return true;
    return false;
}

static void add_entry(struct dd_skim *skim, const char *fields, size_t length)
{
    struct dd_skim_entry entry = {0};
    size_t words = (length + WORD - 1) / WORD;

    memcpy(entry.text, fields, length);
    memset(entry.mask, 0xff, length);
    if (has_copy(skim, &entry))
        return;
    if (skim->count == DD_SKIM_ENTRIES)
        forget_entries(skim);
    skim->misses++;
    skim->entries[skim->count++] = entry;
    skim->words = words > skim->words ? words : skim->words;
    if (length < skim->shortest) {
        skim->shortest = length;
        link_all(skim);
    } else {
        link_entry(skim, skim->count - 1);
    }
}

void dd_skim_learn(struct dd_skim *skim, const char *line, size_t length,
                   const struct dd_header *header)
{
    size_t end = header->level_end + 1; /* with the byte that ends the word, or its mark */

    if (header->stamp_end == 0 || header->level_end <= header->stamp_end || end > length ||
        end - header->stamp_end > sizeof skim->entries[0].text || skim->misses >= MOST_MISSES ||
        !learn_stamp(skim, line, header))
        return;
    add_entry(skim, line + header->stamp_end, end - header->stamp_end);
}

bool dd_skim_is_before(const struct dd_skim *skim, int64_t to)
{
    return skim->stamp_length > 0 && skim->hour <= to - HOUR_SECONDS;
}

static bool has_stamp(const struct dd_skim *skim, const char *line)
{
    uint64_t wrong = 0;

    for (size_t i = 0; i < skim->stamp_words; i++) {
        uint64_t word = load(line + i * WORD) ^ skim->stamp[i];

        wrong |= (word | (word + skim->beyond[i])) & skim->check[i];
    }
    return wrong == 0;
}

/* As many words of each entry are compared as the longest has: the processor foresees the number
 * of rounds. */
static bool has_entry(const struct dd_skim *skim, const char *fields)
{
    size_t at = skim->buckets[bucket_of(fields, skim->shortest)];

    for (; at != 0; at = skim->entries[at - 1].next) {
        const struct dd_skim_entry *entry = &skim->entries[at - 1];
        uint64_t wrong = 0;

        for (size_t i = 0; i < skim->words; i++)
            wrong |= (load(fields + i * WORD) ^ entry->text[i]) & entry->mask[i];
        if (wrong == 0)
            return true;
    }
    return false;
}

/* A line that is shorter than what it is compared with is not equal to it at its line feed. */
struct dd_skimmed dd_skim_run(struct dd_skim *skim, const char *text, size_t length)
{
    struct dd_skimmed skimmed = {0};
    size_t stamp = skim->stamp_length;
    size_t looked_at = (skim->stamp_words + skim->words) * WORD;
    const char *at = text;
    const char *end = text + length;
    const char *last;

    while (stamp > 0 && (size_t)(end - at) >= looked_at && has_stamp(skim, at) &&
           has_entry(skim, at + stamp)) {
        const char *newline = memchr(at + stamp, '\n', (size_t)(end - at) - stamp);

        if (newline == NULL)
            break;
        skimmed.last = (size_t)(at - text);
        skimmed.lines++;
        at = newline + 1;
    }
    if (skimmed.lines == 0)
        return skimmed;
    skim->misses = 0;
    last = text + skimmed.last + skim->minutes;
    skimmed.time = skim->hour + minute_of(last) * 60 + minute_of(last + 3);
    skimmed.length = (size_t)(at - text);
    return skimmed;
}

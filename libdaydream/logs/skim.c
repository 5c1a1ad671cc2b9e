/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/chars.h"
#include "logs/skim.h"

#define MOST_MISSES    4096 /* a file whose headers never come again is not worth the while */
#define WORD           sizeof(uint64_t)
#define CLOCK          8 /* "hh:mm:ss" */

#define HOUR_SECONDS   3600

#define LONGEST_STAMP  (DD_SKIM_STAMP_WORDS * WORD)
#define LONGEST_FIELDS (DD_SKIM_FIELD_WORDS * WORD)

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
    skim->clock = 0;
}

static void forget_entries(struct dd_skim_shape *shape)
{
    shape->count = 0;
    shape->shortest = 2 * WORD;
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

/* Hours have two digits, and what follows the seconds is no digit. */
static bool is_clock(const char *line, size_t i, size_t length)
{
    bool short_hour = i >= 3 && line[i - 1] == ':' && dd_is_digit(line[i - 2]) &&
                      !dd_is_digit(line[i - 3]);

    return !short_hour && (i + CLOCK == length || !dd_is_digit(line[i + CLOCK]));
}

/* Where "mm:ss" stands behind hours; the length when it does not. */
static size_t find_minutes(const char *line, size_t length)
{
    for (size_t i = 0; i + CLOCK <= length; i++)
        if (dd_is_digit(line[i]) && line[i + 2] == ':' && is_minute(line + i + 3) &&
            line[i + 5] == ':' && is_minute(line + i + 6) && is_clock(line, i, length))
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

/* The byte at `at` of the stamp is like this one. */
static void set_byte(struct dd_skim_shape *shape, size_t at, char text, char beyond, int check)
{
    struct dd_skim_part *part = &shape->stamp[at / WORD];

    ((char *)&part->text)[at % WORD] = text;
    ((char *)&part->beyond)[at % WORD] = beyond;
    ((unsigned char *)&part->check)[at % WORD] = (unsigned char)check;
}

static void set_digit(struct dd_skim_shape *shape, size_t at, char beyond)
{
    set_byte(shape, at, '0', beyond, 0xf0);
}

static char stamp_byte(const struct dd_skim_shape *shape, size_t at)
{
    return ((const char *)&shape->stamp[at / WORD].text)[at % WORD];
}

/* Make the pattern of a beginning: minutes, seconds and the fraction may be any. */
static void make_pattern(struct dd_skim_shape *shape, const char *line, size_t length)
{
    size_t at = shape->clock;

    memset(shape->stamp, 0, sizeof shape->stamp);
    for (size_t i = 0; i < length; i++)
        set_byte(shape, i, line[i], 0, 0xff);
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
    if (length != shape->stamp_length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (dd_is_digit(line[i]) ? !dd_is_digit(stamp_byte(shape, i))
                                 : line[i] != stamp_byte(shape, i))
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
    return (size_t)(hash >> DD_SKIM_SHIFT);
}

static void link_entry(struct dd_skim_shape *shape, size_t index)
{
    struct dd_skim_entry *entry = &shape->entries[index];
    uint64_t head[] = {entry->words[0].text, entry->words[1].text};
    unsigned char *bucket = &shape->buckets[bucket_of((const char *)head, shape->shortest)];

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
        if (memcmp(shape->entries[i].words, wanted->words, sizeof wanted->words) == 0)
            return true;
    return false;
}

static void add_entry(struct dd_skim_shape *shape, const char *fields, size_t length)
{
    struct dd_skim_entry entry = {.next = 0};

    for (size_t i = 0; i < length; i++) {
        ((char *)&entry.words[i / WORD].text)[i % WORD] = fields[i];
        ((unsigned char *)&entry.words[i / WORD].mask)[i % WORD] = 0xff;
    }
    if (has_copy(shape, &entry))
        return;
    if (shape->count == DD_SKIM_ENTRIES)
        forget_entries(shape);
    shape->misses++;
    shape->entries[shape->count++] = entry;
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
    size_t clock = stamp <= LONGEST_STAMP ? find_minutes(line, stamp) : stamp;
    bool minutes = clock < stamp;
    struct dd_skim_shape *shape;

    if (!minutes && stamp <= LONGEST_STAMP)
        clock = find_seconds(line, stamp);
    if (stamp == 0 || end > length || clock >= stamp || end - stamp > LONGEST_FIELDS)
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

static inline uint64_t stamp_fault(const struct dd_skim_part *part, const char *at)
{
    uint64_t word = load(at) ^ part->text;

    return (word | (word + part->beyond)) & part->check;
}

/* Most stamps have three words. They are compared in one go, since nothing is foreseen wrongly
 * then; so are all words of the fields. */
static inline bool has_stamp(const struct dd_skim_shape *shape, const char *line)
{
    const struct dd_skim_part *part = shape->stamp;

    if ((stamp_fault(part, line) | stamp_fault(part + 1, line + WORD) |
         stamp_fault(part + 2, line + 2 * WORD)) != 0)
        return false;
    for (size_t i = 3; i < shape->stamp_words; i++)
        if (stamp_fault(part + i, line + i * WORD) != 0)
            return false;
    return true;
}

static inline uint64_t word_fault(const struct dd_skim_word *word, const char *at)
{
    return (load(at) ^ word->text) & word->mask;
}

static inline bool is_entry(const struct dd_skim_entry *entry, const char *fields)
{
    const struct dd_skim_word *word = entry->words;

    return (word_fault(word, fields) | word_fault(word + 1, fields + WORD) |
            word_fault(word + 2, fields + 2 * WORD) | word_fault(word + 3, fields + 3 * WORD) |
            word_fault(word + 4, fields + 4 * WORD) | word_fault(word + 5, fields + 5 * WORD)) == 0;
}

/* What is seen more often is found earlier. */
static void swap_entries(struct dd_skim_entry *one, struct dd_skim_entry *other)
{
    struct dd_skim_entry copy = *one;
    unsigned char next = other->next;

    *one = *other;
    one->next = copy.next;
    *other = copy;
    other->next = next;
}

static inline bool has_entry(struct dd_skim_shape *shape, const char *fields)
{
    struct dd_skim_entry *above = NULL;
    struct dd_skim_entry *entry;

    for (size_t at = shape->buckets[bucket_of(fields, shape->shortest)]; at != 0;
         at = entry->next, above = entry) {
        entry = &shape->entries[at - 1];
        if (!is_entry(entry, fields))
            continue;
        entry->seen++;
        if (above != NULL && entry->seen > above->seen)
            swap_entries(above, entry);
        return true;
    }
    return false;
}

/* Does a line begin so? One that is shorter than what it is compared with is not equal to it at its
 * line feed. */
static inline bool is_of(struct dd_skim_shape *shape, const char *line, const char *end)
{
    return end - line >= (ptrdiff_t)(LONGEST_STAMP + LONGEST_FIELDS) && has_stamp(shape, line) &&
           has_entry(shape, line + shape->stamp_length);
}

/* The shape of a line that is known; NULL when there is none. */
static struct dd_skim_shape *find_known(struct dd_skim *skim, const char *line, const char *end,
                                        int64_t to)
{
    if (end - line < (ptrdiff_t)WORD)
        return NULL;
    for (size_t i = 0; i < skim->count; i++) {
        struct dd_skim_shape *shape = &skim->shapes[i];

        /* the first word tells most of them apart */
        if (stamp_fault(shape->stamp, line) == 0 && is_of(shape, line, end) &&
            shape->begins + HOUR_SECONDS <= to)
            return shape;
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

/* Most often it is the shape of the line above. */
struct dd_skimmed dd_skim_run(struct dd_skim *skim, const char *text, size_t length, int64_t to)
{
    struct dd_skimmed skimmed = {0};
    struct dd_skim_shape *shape = NULL;
    struct dd_skim_shape *last = NULL;
    const char *end = text + length;
    const char *at = text;
    const char *begin = text;

    for (const char *behind; at < end; at = behind) {
        if (last == NULL || !is_of(last, at, end))
            shape = find_known(skim, at, end, to);
        behind = shape != NULL ? line_end(shape, at, end) : NULL;
        if (behind == NULL)
            break;
        last = shape;
        begin = at;
        skimmed.lines++;
    }
    if (last == NULL)
        return skimmed;
    last->misses = 0;
    skimmed.time = last->begins + seconds_of(last, begin);
    skimmed.length = (size_t)(at - text);
    return skimmed;
}

/* SPDX-License-Identifier: MIT */
/* Any bytes as lines of a log: headers stay within their lines, events within their bounds, a line
 * that is passed over is one that would have been read as quiet, and one that is like another makes
 * the event that it would have made without that. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "logs/group.h"

#define MODIFIED INT64_C(1784592000) /* 2026-07-21T00:00:00Z */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void insist(bool holds)
{
    if (!holds)
        abort();
}

static void check_header(const struct dd_header *header, size_t length)
{
    insist(header->message <= length && header->length <= length - header->message);
    insist(header->stamp_end <= length && header->level_end <= length);
    insist(header->level >= DD_LEVEL_NONE && header->level <= DD_LEVEL_CRITICAL);
}

/* A review of the lines, and what its events come to. */
struct side {
    struct dd_events events;
    struct dd_stamps stamps;
    uint64_t sum;
};

static enum daydream_status check_event(void *user, const struct dd_event *event,
                                        struct daydream_error *err)
{
    struct side *side = user;
    uint64_t told[] = {side->sum, event->line, (uint64_t)event->time, event->stamped,
                       dd_group_key(event)};

    (void)err;
    insist(event->level >= side->events.minimum);
    insist(event->length <= sizeof event->message);
    insist(event->sample_length <= sizeof event->sample);
    insist(memchr(event->exception, '\0', sizeof event->exception) != NULL);
    side->sum = dd_hash(told, sizeof told) ^ dd_hash(event->sample, event->sample_length);
    return DAYDREAM_OK;
}

static struct side *side_new(const struct dd_zone *zone, enum dd_log_level minimum)
{
    struct side *side = calloc(1, sizeof *side);

    insist(side != NULL);
    dd_stamps_init(&side->stamps, zone, MODIFIED);
    dd_events_init(&side->events, &side->stamps, minimum, 0, 0);
    side->events.fn = check_event;
    side->events.user = side;
    return side;
}

/* Read each line by itself, and compare what a review passes over with it. */
static void check_skim(struct dd_stamps *stamps, struct dd_skim *skim, const char *text,
                       size_t length)
{
    struct dd_skimmed skimmed = dd_skim_run(skim, text, length, INT64_MAX);
    size_t lines = 0;

    for (size_t at = 0; at < skimmed.length; lines++) {
        size_t end = at +
                     (size_t)((const char *)memchr(text + at, '\n', length - at) - (text + at));
        struct dd_header header;

        insist(dd_header_read(stamps, text + at, end - at, &header));
        insist(header.level != DD_LEVEL_NONE && (int)header.level < stamps->minimum);
        at = end + 1;
        insist(at != skimmed.length || header.time == skimmed.time);
    }
    insist(lines == skimmed.lines);
}

/* One side takes the line as it likes, the other one has to read it. */
static void take_line(struct side *sides[2], const struct dd_line *line)
{
    dd_recall_init(&sides[1]->events.recall);
    for (int i = 0; i < 2; i++)
        insist(dd_events_line(&sides[i]->events, line, NULL) == DAYDREAM_OK);
    insist(sides[0]->sum == sides[1]->sum);
}

/* The same line with other numbers behind its stamp. */
static void take_other(struct side *sides[2], struct dd_line line, size_t stamp)
{
    size_t length = 0;
    char *text = malloc(2 * line.length + 1);

    insist(text != NULL);
    for (size_t i = 0; i < line.length; i++) {
        bool digit = line.text[i] >= '0' && line.text[i] <= '9' && i >= stamp;

        text[length++] = digit ? (char)('9' - (line.text[i] - '0')) : line.text[i];
        if (digit && i % 5 == 0)
            text[length++] = (char)('0' + i % 7);
    }
    line.text = text;
    line.length = length < DD_LINE_MAX ? length : DD_LINE_MAX;
    take_line(sides, &line);
    free(text);
}

static void read_lines(struct side *sides[2], struct dd_stamps *stamps, const char *text,
                       size_t size)
{
    uint64_t number = 0;

    for (size_t at = 0; at < size;) {
        const char *newline = memchr(text + at, '\n', size - at);
        size_t length = newline != NULL ? (size_t)(newline - (text + at)) : size - at;
        struct dd_line line = {text + at, length, at, ++number, newline != NULL};
        struct dd_header header = {0};

        check_skim(stamps, &sides[0]->events.skim, text + at, size - at);
        if (dd_header_read(stamps, line.text, line.length, &header))
            check_header(&header, line.length);
        take_line(sides, &line);
        take_other(sides, line, header.stamp_end);
        at += length + 1;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum dd_log_level levels[] = {DD_LEVEL_NONE, DD_LEVEL_WARNING};
    enum dd_log_level minimum = levels[size > 0 ? data[0] % 2 : 0];
    struct dd_zone *zone = NULL;
    struct side *sides[2];
    struct dd_stamps stamps;

    insist(dd_zone_open("UTC0", &zone, NULL) == DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    stamps.minimum = (int)minimum;
    for (int i = 0; i < 2; i++)
        sides[i] = side_new(zone, minimum);
    read_lines(sides, &stamps, (const char *)data, size);
    for (int i = 0; i < 2; i++)
        insist(dd_events_end(&sides[i]->events, NULL) == DAYDREAM_OK);
    insist(sides[0]->sum == sides[1]->sum);
    dd_zone_free(zone);
    for (int i = 0; i < 2; i++)
        free(sides[i]);
    return 0;
}

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
    insist(event->length <= DD_MESSAGE_MAX && event->sample_length <= DD_SAMPLE_MAX);
    insist(memchr(event->exception, '\0', sizeof event->exception) != NULL);
    side->sum = dd_hash(told, sizeof told) ^ dd_hash(event->sample, event->sample_length);
    return DAYDREAM_OK;
}

static struct side *side_new(const struct dd_zone *zone, enum dd_log_level minimum)
{
    struct side *side = aligned_alloc(_Alignof(struct side), sizeof *side);

    insist(side != NULL);
    memset(side, 0, sizeof *side);
    dd_stamps_init(&side->stamps, zone, MODIFIED);
    dd_events_init(&side->events, &side->stamps, minimum, 0, 0);
    side->events.fn = check_event;
    side->events.user = side;
    return side;
}

static struct dd_line line_at(const char *text, size_t size, size_t at, uint64_t number)
{
    const char *newline = memchr(text + at, '\n', size - at);
    size_t length = newline != NULL ? (size_t)(newline - (text + at)) : size - at;

    return (struct dd_line){text + at, length, at, number, newline != NULL};
}

/* As a reader hands it out. */
static struct dd_line without_cr(struct dd_line line)
{
    line.length -= line.ended && line.length > 0 && line.text[line.length - 1] == '\r';
    return line;
}

/* Read each line by itself, and compare what a review passes over with it. */
static void check_skim(struct dd_stamps *stamps, struct dd_skim *skim, const char *text,
                       size_t length)
{
    struct dd_line_ends ends;
    struct dd_skim_run run;
    size_t lines = 0;

    dd_line_ends_init(&ends, text, length);
    dd_skim_begin(&run, skim, &ends, text, INT64_MAX);
    dd_skim_pass(&run);
    for (const char *at = text; at < run.at; lines++) {
        struct dd_line line = line_at(text, length, (size_t)(at - text), 0);
        struct dd_header header;

        insist(dd_header_read(stamps, line.text, line.length, &header));
        insist(header.level != DD_LEVEL_NONE && (int)header.level < stamps->minimum);
        at += line.length + 1;
        insist(at != run.at || header.time == dd_skim_time(&run));
    }
    insist(lines == run.lines);
}

/* Each line, and below it the same with other numbers behind its stamp. Owned. */
static char *double_lines(struct dd_stamps *stamps, const char *text, size_t size, size_t *length)
{
    char *out = malloc(3 * size + 2);

    insist(out != NULL);
    *length = 0;
    for (size_t at = 0; at < size;) {
        struct dd_line line = line_at(text, size, at, 0);
        struct dd_header header = {0};

        if (dd_header_read(stamps, line.text, line.length, &header))
            check_header(&header, line.length);
        memcpy(out + *length, line.text, line.length);
        *length += line.length;
        out[(*length)++] = '\n';
        for (size_t i = 0; i < line.length; i++) {
            bool digit = line.text[i] >= '0' && line.text[i] <= '9' && i >= header.stamp_end;

            out[(*length)++] = digit ? (char)('9' - (line.text[i] - '0')) : line.text[i];
        }
        out[(*length)++] = '\n';
        at += line.length + 1;
    }
    return out;
}

static void read_line(struct side *side, struct dd_line line)
{
    line = without_cr(line);
    insist(dd_events_line(&side->events, &line, NULL) == DAYDREAM_OK);
}

/* One side has to read each line. */
static void read_anew(struct side *side, struct dd_line line)
{
    dd_recall_init(&side->events.recall);
    read_line(side, line);
}

/* The other one takes lines as it likes. */
static void read_lines(struct side *sides[2], struct dd_stamps *stamps, const char *text,
                       size_t size)
{
    struct dd_line line = {.text = text, .length = size, .number = 1};
    struct dd_line_ends ends;

    dd_line_ends_init(&ends, text, size);
    while (line.offset < size) {
        struct dd_line taken;
        struct dd_line own;

        check_skim(stamps, &sides[0]->events.skim, line.text, line.length);
        insist(dd_events_skim(&sides[0]->events, &line, &ends, INT64_MAX, &taken, NULL) ==
               DAYDREAM_OK);
        for (; line.number < taken.number; line.number++) {
            own = line_at(text, size, line.offset, line.number);
            read_anew(sides[1], own);
            line.offset += own.length + 1;
        }
        insist(line.offset == taken.offset && sides[0]->sum == sides[1]->sum);
        own = line_at(text, size, line.offset, line.number++);
        read_line(sides[0], own);
        read_anew(sides[1], own);
        insist(sides[0]->sum == sides[1]->sum);
        line.offset += own.length + 1;
        line.text = text + line.offset;
        line.length = line.offset < size ? size - line.offset : 0;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum dd_log_level levels[] = {DD_LEVEL_NONE, DD_LEVEL_WARNING};
    enum dd_log_level minimum = levels[size > 0 ? data[0] % 2 : 0];
    struct dd_zone *zone = NULL;
    struct side *sides[2];
    struct dd_stamps stamps;
    size_t length;
    char *text;

    insist(dd_zone_open("UTC0", &zone, NULL) == DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    stamps.minimum = (int)minimum;
    for (int i = 0; i < 2; i++)
        sides[i] = side_new(zone, minimum);
    text = double_lines(&stamps, (const char *)data, size, &length);
    read_lines(sides, &stamps, text, length);
    for (int i = 0; i < 2; i++)
        insist(dd_events_end(&sides[i]->events, NULL) == DAYDREAM_OK);
    insist(sides[0]->sum == sides[1]->sum);
    dd_zone_free(zone);
    for (int i = 0; i < 2; i++)
        free(sides[i]);
    free(text);
    return 0;
}

/* SPDX-License-Identifier: MIT */
/* Any bytes as lines of a log: headers stay within their lines, events within their bounds, and a
 * line that is passed over is one that would have been read as quiet. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "logs/event.h"
#include "logs/skim.h"

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

static enum daydream_status check_event(void *user, const struct dd_event *event,
                                        struct daydream_error *err)
{
    const enum dd_log_level *minimum = user;

    (void)err;
    insist(event->level >= *minimum);
    insist(event->length <= sizeof event->message);
    insist(event->sample_length <= sizeof event->sample);
    insist(memchr(event->exception, '\0', sizeof event->exception) != NULL);
    return DAYDREAM_OK;
}

/* Read each line by itself, learn the quiet ones, and compare what is passed over with it. */
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

static void read_lines(struct dd_stamps *stamps, struct dd_events *events, struct dd_skim *skim,
                       const char *text, size_t size)
{
    uint64_t number = 0;

    for (size_t at = 0; at < size;) {
        const char *newline = memchr(text + at, '\n', size - at);
        size_t length = newline != NULL ? (size_t)(newline - (text + at)) : size - at;
        struct dd_line line = {text + at, length, at, ++number, newline != NULL};
        struct dd_header header;

        check_skim(stamps, skim, text + at, size - at);
        if (dd_header_read(stamps, line.text, line.length, &header)) {
            check_header(&header, line.length);
            if (header.level != DD_LEVEL_NONE && (int)header.level < stamps->minimum)
                dd_skim_learn(skim, line.text, line.length, &header);
        }
        insist(dd_events_line(events, &line, NULL) == DAYDREAM_OK);
        at += length + 1;
    }
    insist(dd_events_end(events, NULL) == DAYDREAM_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum dd_log_level levels[] = {DD_LEVEL_NONE, DD_LEVEL_WARNING};
    enum dd_log_level minimum = levels[size > 0 ? data[0] % 2 : 0];
    struct dd_events *events = calloc(1, sizeof *events);
    struct dd_skim *skim = calloc(1, sizeof *skim);
    struct dd_zone *zone = NULL;
    struct dd_stamps stamps;

    insist(events != NULL && skim != NULL && dd_zone_open("UTC0", &zone, NULL) == DAYDREAM_OK);
    dd_stamps_init(&stamps, zone, MODIFIED);
    dd_skim_init(skim);
    dd_events_init(events, &stamps, minimum, 0, 0);
    events->fn = check_event;
    events->user = &minimum;
    read_lines(&stamps, events, skim, (const char *)data, size);
    dd_zone_free(zone);
    free(skim);
    free(events);
    return 0;
}

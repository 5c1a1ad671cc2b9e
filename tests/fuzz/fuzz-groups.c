/* SPDX-License-Identifier: MIT */
/* Any lines as messages of events: templates are sound, and no event is lost or counted twice by
 * what is put together, whatever their order. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "logs/merge.h"
#include "logs/template.h"

#define MOST 48 /* groups: few, so that some find no room */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void insist(bool holds)
{
    if (!holds)
        abort();
}

static void check_text(const char *text)
{
    size_t length = strlen(text);
    uint32_t code;

    for (size_t at = 0, step; at < length; at += step) {
        step = dd_utf8_decode(text + at, length - at, &code);
        insist(step > 0 && code >= ' ' && code != 0x7f);
    }
}

static void add_event(struct dd_groups *groups, struct dd_event *event, const char *text,
                      size_t length)
{
    uint64_t fingerprint = 0;

    event->level = length > 0 ? (enum dd_log_level)((unsigned char)*text % 3) : DD_LEVEL_NONE;
    event->length = length < DD_MESSAGE_MAX ? length : DD_MESSAGE_MAX;
    event->message = text;
    event->sample_length = length < DD_SAMPLE_MAX ? length : DD_SAMPLE_MAX;
    event->sample = text;
    insist(dd_groups_add(groups, event, 1, "a.log", &fingerprint, NULL) == DAYDREAM_OK);
}

static uint64_t add_events(struct dd_groups *groups, struct dd_event *event, const char *text,
                           size_t size)
{
    uint64_t events = 0;

    for (size_t at = 0; at < size; events++) {
        const char *newline = memchr(text + at, '\n', size - at);
        size_t length = newline != NULL ? (size_t)(newline - (text + at)) : size - at;

        add_event(groups, event, text + at, length);
        at += length + 1;
    }
    return events;
}

static void check_merged(const struct dd_groups *groups, const struct dd_merged *merged,
                         uint64_t events)
{
    size_t fingerprints = 0;
    uint64_t counted = 0;

    for (size_t i = 0; i < merged->count; i++) {
        const struct daydream_log_group *item = &merged->items[i];

        counted += item->count;
        fingerprints += item->fingerprint_count;
        check_text(item->template);
        insist(item->fingerprint_count > 0 && item->fingerprint == item->fingerprints[0]);
        for (size_t j = 1; j < item->fingerprint_count; j++)
            insist(item->fingerprints[j - 1] < item->fingerprints[j]);
    }
    insist(counted == events);
    insist(fingerprints >= groups->count + (groups->other.count > 0 ? 1 : 0));
}

/* Turn the table around: what is put together is the same. */
static void check_order(struct dd_groups *groups, const struct dd_merged *merged)
{
    struct dd_merged again = {.count = 0};

    for (size_t i = 0; i < groups->count / 2; i++) {
        struct daydream_log_group group = groups->items[i];

        groups->items[i] = groups->items[groups->count - 1 - i];
        groups->items[groups->count - 1 - i] = group;
    }
    insist(dd_merge(groups, &again, NULL) == DAYDREAM_OK && again.count == merged->count);
    for (size_t i = 0; i < again.count; i++)
        insist(again.items[i].count == merged->items[i].count &&
               strcmp(again.items[i].template, merged->items[i].template) == 0);
    dd_merged_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct dd_event *event = calloc(1, sizeof *event);
    struct dd_merged merged = {.count = 0};
    struct dd_groups groups;
    uint64_t events;

    insist(event != NULL);
    dd_groups_init(&groups, MOST);
    events = add_events(&groups, event, (const char *)data, size);
    insist(dd_merge(&groups, &merged, NULL) == DAYDREAM_OK);
    check_merged(&groups, &merged, events);
    check_order(&groups, &merged);
    dd_merged_free(&merged);
    dd_groups_free(&groups);
    free(event);
    return 0;
}

/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "steps/log-groups.h"

#define CATEGORY     "logs"
#define MAX_FINDINGS ((size_t)100) /* what a person will ever read of one project */

/* All groups of the review, the gravest first. Those of one message, which differ in their levels,
 * are one finding, or the history would know one of them by the other. */
struct reviewed {
    const struct daydream_log_group *items;
    size_t count;
};

/* A message, told by the first of its groups. */
struct message {
    const struct daydream_log_group *group;
    uint64_t count;  /* of its errors and worse, or of its warnings when it has no others */
    uint64_t milder; /* of its warnings, when it has others */
    int64_t first;   /* of those that count */
    int64_t last;
};

static bool is_first(const struct reviewed *all, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (all->items[i].fingerprint == all->items[at].fingerprint)
            return false;
    return true;
}

static size_t count_messages(const struct reviewed *all)
{
    size_t count = 0;

    for (size_t i = 0; i < all->count; i++)
        count += is_first(all, i) ? 1 : 0;
    return count;
}

static void count_group(struct message *message, const struct daydream_log_group *group)
{
    if (group->level < DD_LEVEL_ERROR && message->group->level >= DD_LEVEL_ERROR) {
        message->milder += group->count;
        return;
    }
    message->count += group->count;
    if (group->first != 0 && (message->first == 0 || group->first < message->first))
        message->first = group->first;
    if (group->last > message->last)
        message->last = group->last;
}

static struct message message_at(const struct reviewed *all, size_t at)
{
    struct message message = {.group = &all->items[at]};

    for (size_t i = at; i < all->count; i++)
        if (all->items[i].fingerprint == message.group->fingerprint)
            count_group(&message, &all->items[i]);
    return message;
}

static enum daydream_severity severity_of(const struct dd_step_context *context,
                                          const struct message *message)
{
    if (message->group->level >= DD_LEVEL_ERROR)
        return DAYDREAM_SEVERITY_ERROR;
    return message->count >= (uint64_t)context->projects->settings.warnings
               ? DAYDREAM_SEVERITY_WARNING
               : DAYDREAM_SEVERITY_NOTE;
}

static enum daydream_status say_milder(struct daydream_finding *finding,
                                       const struct message *message, struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    if (message->milder == 0)
        return DAYDREAM_OK;
    dd_buf_printf(&text, "%" PRIu64 " more as warning", message->milder);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = daydream_finding_add_detail(finding, dd_buf_text(&text), err);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status add_sample(struct daydream_finding *finding, const char *sample,
                                       struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    while (*sample != '\0' && status == DAYDREAM_OK) {
        size_t length = strcspn(sample, "\n");
        char *line = strndup(sample, length);

        status = line != NULL ? daydream_finding_add_detail(finding, line, err)
                              : dd_fail_memory(err);
        free(line);
        sample += length + (sample[length] == '\n');
    }
    return status;
}

static enum daydream_status complete(struct daydream_finding *finding,
                                     const struct message *message, struct daydream_error *err)
{
    const struct daydream_log_group *group = message->group;
    enum daydream_status status = dd_finding_set_fingerprints(finding, group->fingerprints,
                                                              group->fingerprint_count, err);

    daydream_finding_set_count(finding, message->count);
    daydream_finding_set_times(finding, message->first, message->last);
    if (status == DAYDREAM_OK && group->sample != NULL)
        status = add_sample(finding, group->sample, err);
    if (status == DAYDREAM_OK)
        status = say_milder(finding, message, err);
    for (size_t i = 0; i < group->files.count && status == DAYDREAM_OK; i++)
        status = daydream_finding_add_evidence(finding, group->files.items[i], err);
    return status;
}

static enum daydream_status add_message(struct dd_step_context *context,
                                        const struct message *message, struct daydream_error *err)
{
    struct daydream_finding *finding = NULL;
    enum daydream_status status = dd_step_add(context, CATEGORY, severity_of(context, message),
                                              message->group->title, &finding, err);

    return status == DAYDREAM_OK ? complete(finding, message, err) : status;
}

/* What is not shown goes on all the same. */
static enum daydream_status say_more(struct dd_step_context *context, size_t more,
                                     struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    dd_step_missed(context, "shows %zu groups of messages of %zu", MAX_FINDINGS,
                   MAX_FINDINGS + more);
    dd_buf_printf(&text, "And %zu more groups of messages", more);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = dd_step_add(context, CATEGORY, DAYDREAM_SEVERITY_NOTE, dd_buf_text(&text), NULL,
                             err);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status add_messages(struct dd_step_context *context,
                                         const struct reviewed *all, size_t most,
                                         struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < all->count && most > 0 && status == DAYDREAM_OK; i++) {
        struct message message;

        if (!is_first(all, i))
            continue;
        message = message_at(all, i);
        status = add_message(context, &message, err);
        most--;
    }
    return status;
}

enum daydream_status dd_log_groups_say(struct dd_step_context *context,
                                       struct dd_log_review *review, struct daydream_error *err)
{
    struct reviewed all = {NULL, 0};
    enum daydream_status status = dd_log_review_groups(review, &all.items, &all.count, err);
    /* the last one may hold what found no room in memory, be it the gravest of all */
    size_t other = status == DAYDREAM_OK && dd_log_review_folded(review) > 0 ? 1 : 0;
    size_t most = MAX_FINDINGS - other;
    size_t count;

    all.count -= other;
    count = count_messages(&all);
    if (status == DAYDREAM_OK)
        status = add_messages(context, &all, most, err);
    if (status == DAYDREAM_OK && other > 0) {
        struct reviewed last = {all.items + all.count, 1};

        status = add_messages(context, &last, 1, err);
    }
    if (status == DAYDREAM_OK && count > most)
        status = say_more(context, count - most, err);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "steps/log-groups.h"

#define CATEGORY     "logs"
#define MAX_FINDINGS ((size_t)100) /* what a person will ever read of one project */

static enum daydream_severity severity_of(const struct dd_step_context *context,
                                          const struct daydream_log_group *group)
{
    if (group->level >= DD_LEVEL_ERROR)
        return DAYDREAM_SEVERITY_ERROR;
    return group->count >= (uint64_t)context->projects->settings.warnings
               ? DAYDREAM_SEVERITY_WARNING
               : DAYDREAM_SEVERITY_NOTE;
}

/* "template [KeyError]" */
static void describe(struct dd_buf *out, const struct daydream_log_group *group)
{
    dd_buf_puts(out, group->template);
    if (group->exception != NULL && strstr(group->template, group->exception) == NULL)
        dd_buf_printf(out, " [%s]", group->exception);
}

static enum daydream_status complete(struct daydream_finding *finding,
                                     const struct daydream_log_group *group,
                                     struct daydream_error *err)
{
    enum daydream_status status = dd_finding_set_fingerprints(finding, group->fingerprints,
                                                              group->fingerprint_count, err);

    daydream_finding_set_count(finding, group->count);
    daydream_finding_set_times(finding, group->first, group->last);
    if (status == DAYDREAM_OK && group->sample != NULL)
        status = daydream_finding_add_detail(finding, group->sample, err);
    for (size_t i = 0; i < group->files.count && status == DAYDREAM_OK; i++)
        status = daydream_finding_add_evidence(finding, group->files.items[i], err);
    return status;
}

static enum daydream_status add_group(struct dd_step_context *context,
                                      const struct daydream_log_group *group,
                                      struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    struct daydream_finding *finding = NULL;
    enum daydream_status status;

    describe(&text, group);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = dd_step_add(context, CATEGORY, severity_of(context, group), dd_buf_text(&text),
                             &finding, err);
    if (status == DAYDREAM_OK)
        status = complete(finding, group, err);
    dd_buf_free(&text);
    return status;
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

enum daydream_status dd_log_groups_say(struct dd_step_context *context,
                                       struct dd_log_review *review, struct daydream_error *err)
{
    const struct daydream_log_group *groups = NULL;
    size_t count = 0;
    size_t shown;
    enum daydream_status status = dd_log_review_groups(review, &groups, &count, err);
    /* the last one may hold what found no room in memory, be it the gravest of all */
    size_t other = status == DAYDREAM_OK && dd_log_review_folded(review) > 0 ? 1 : 0;

    shown = count > MAX_FINDINGS ? MAX_FINDINGS - other : count - other;
    for (size_t i = 0; i < shown && status == DAYDREAM_OK; i++)
        status = add_group(context, &groups[i], err);
    if (status == DAYDREAM_OK && other > 0)
        status = add_group(context, &groups[count - 1], err);
    if (status == DAYDREAM_OK && shown + other < count)
        status = say_more(context, count - shown - other, err);
    return status;
}

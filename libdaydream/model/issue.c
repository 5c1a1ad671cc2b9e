/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "base/strings.h"
#include "model/issue.h"

static const char *const action_names[] = {
    [DAYDREAM_ACTION_NONE] = "none",           [DAYDREAM_ACTION_CREATED] = "created",
    [DAYDREAM_ACTION_EXISTS] = "exists",       [DAYDREAM_ACTION_COMMENTED] = "commented",
    [DAYDREAM_ACTION_DUPLICATE] = "duplicate", [DAYDREAM_ACTION_QUEUED] = "queued",
    [DAYDREAM_ACTION_UPDATED] = "updated",     [DAYDREAM_ACTION_CLOSED] = "closed",
    [DAYDREAM_ACTION_PLANNED] = "planned",
};

const char *dd_action_name(enum daydream_action action)
{
    return action_names[action];
}

enum daydream_status dd_issue_new(enum daydream_action action, struct daydream_issue **out,
                                  struct daydream_error *err)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return dd_fail_memory(err);
    (*out)->action = action;
    return DAYDREAM_OK;
}

void daydream_issue_free(struct daydream_issue *issue)
{
    if (issue == NULL)
        return;
    free(issue->url);
    free(issue->repository);
    free(issue->title);
    free(issue->label);
    free(issue->body);
    free(issue->reason);
    free(issue);
}

static enum daydream_status copy_texts(const struct daydream_issue *from, struct daydream_issue *to,
                                       struct daydream_error *err)
{
    enum daydream_status status;

    if ((status = dd_string_set(&to->url, from->url, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&to->repository, from->repository, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&to->title, from->title, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&to->label, from->label, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&to->body, from->body, err)) == DAYDREAM_OK)
        status = dd_string_set(&to->reason, from->reason, err);
    return status;
}

enum daydream_status dd_issue_copy(const struct daydream_issue *issue, struct daydream_issue **out,
                                   struct daydream_error *err)
{
    enum daydream_status status = dd_issue_new(issue->action, out, err);

    if (status != DAYDREAM_OK)
        return status;
    (*out)->number = issue->number;
    (*out)->cause = issue->cause;
    (*out)->retry_at = issue->retry_at;
    status = copy_texts(issue, *out, err);
    if (status != DAYDREAM_OK) {
        daydream_issue_free(*out);
        *out = NULL;
    }
    return status;
}

void dd_issue_drop_body(struct daydream_issue *issue)
{
    free(issue->body);
    issue->body = NULL;
}

enum daydream_action daydream_issue_action(const struct daydream_issue *issue)
{
    return issue->action;
}

const char *daydream_issue_action_name(const struct daydream_issue *issue)
{
    return dd_action_name(issue->action);
}

int64_t daydream_issue_number(const struct daydream_issue *issue)
{
    return issue->number;
}

const char *daydream_issue_url(const struct daydream_issue *issue)
{
    return issue->url;
}

const char *daydream_issue_repository(const struct daydream_issue *issue)
{
    return issue->repository;
}

const char *daydream_issue_title(const struct daydream_issue *issue)
{
    return issue->title;
}

const char *daydream_issue_label(const struct daydream_issue *issue)
{
    return issue->label;
}

const char *daydream_issue_body(const struct daydream_issue *issue)
{
    return issue->body;
}

const char *daydream_issue_reason(const struct daydream_issue *issue)
{
    return issue->reason;
}

enum daydream_status daydream_issue_cause(const struct daydream_issue *issue)
{
    return issue->cause;
}

/* SPDX-License-Identifier: MIT */
#include "trackers/label.h"
#include "base/error.h"
#include "services/github-json.h"

#define LABEL_COLOUR      "6f42c1"
#define LABEL_DESCRIPTION "Nightly report filed by daydream"

/* Is it about the server or the token, and not about the label alone? That is a convenience. */
static bool is_of_the_whole(enum daydream_status status)
{
    return status == DAYDREAM_ERROR_AUTH || status == DAYDREAM_ERROR_RATE_LIMIT ||
           status == DAYDREAM_ERROR_NETWORK || status == DAYDREAM_ERROR_MEMORY;
}

/* One that may be there is asked for; the issue is made without it where it is not. */
static bool may_be_there(enum daydream_status status)
{
    return status == DAYDREAM_ERROR_AMBIGUOUS || status == DAYDREAM_ERROR_SERVER ||
           status == DAYDREAM_ERROR_PROTOCOL;
}

static bool is_seen(const struct dd_github_issues *issues, const char *label)
{
    for (size_t i = 0; i < issues->count; i++)
        if (dd_github_has_label(&issues->items[i], label))
            return true;
    return false;
}

/* What an issue of the list bears need not be asked for. */
static enum daydream_status ensure(const struct dd_view *view, const struct dd_github_label *label,
                                   struct daydream_error *err)
{
    const char *org = view->names.org;
    const char *repo = view->names.repo;

    return is_seen(&view->issues, label->name)
               ? dd_github_recall_label(view->github, org, repo, label->name, err)
               : dd_github_ensure_label(view->github, org, repo, label, err);
}

enum daydream_status dd_label_see_to(const struct dd_view *view, struct dd_github_draft *draft,
                                     struct daydream_error *err)
{
    const struct dd_github_label label = {draft->label, LABEL_COLOUR, LABEL_DESCRIPTION};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = ensure(view, &label, &cause);

    if (status == DAYDREAM_OK || may_be_there(status))
        return DAYDREAM_OK;
    if (is_of_the_whole(status))
        return dd_fail_as(err, &cause);
    dd_log(view->tracker->log, DAYDREAM_LOG_WARNING, "%s/%s: filed without label '%s': %s",
           view->names.org, view->names.repo, draft->label, cause.text);
    draft->label = NULL;
    return DAYDREAM_OK;
}

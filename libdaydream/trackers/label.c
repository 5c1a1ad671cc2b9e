/* SPDX-License-Identifier: MIT */
#include "trackers/label.h"
#include "base/error.h"

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

enum daydream_status dd_label_see_to(const struct dd_view *view, struct dd_github_draft *draft,
                                     struct daydream_error *err)
{
    const struct dd_github_label label = {draft->label, LABEL_COLOUR, LABEL_DESCRIPTION};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = dd_github_ensure_label(view->github, view->names.org,
                                                         view->names.repo, &label, &cause);

    if (status == DAYDREAM_OK || may_be_there(status))
        return DAYDREAM_OK;
    if (is_of_the_whole(status))
        return dd_fail_as(err, &cause);
    dd_log(view->tracker->log, DAYDREAM_LOG_WARNING, "%s/%s: filed without label '%s': %s",
           view->names.org, view->names.repo, draft->label, cause.text);
    draft->label = NULL;
    return DAYDREAM_OK;
}

/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/render.h"
#include "steps/publishing.h"
#include "store/marks.h"

/* For how long an answer holds: seconds. */
#define WEEK ((int64_t)7 * 24 * 3600)

/* "visibility github.com/org/repo", without regard to case. */
static enum daydream_status name_mark(const struct daydream_project *project, struct dd_buf *out,
                                      struct daydream_error *err)
{
    dd_buf_puts(out, "visibility ");
    dd_project_repository(project, out);
    for (size_t i = 0; i < out->length; i++)
        out->data[i] = (char)tolower((unsigned char)out->data[i]);
    return dd_buf_status(out, err);
}

/* "private 1771394400" or "public 1771394400"; a time to come is none of ours. */
static bool recall(const char *mark, int64_t now, enum dd_samples *out)
{
    char word[8];
    int64_t asked = 0;

    if (mark == NULL || sscanf(mark, "%7s %" SCNd64, word, &asked) != 2 || asked > now ||
        now - asked >= WEEK)
        return false;
    *out = strcmp(word, "private") == 0 ? DD_SAMPLES_SHOWN : DD_SAMPLES_PUBLIC;
    return true;
}

static enum daydream_status remember(const struct dd_publishing *publishing, const char *name,
                                     enum dd_samples samples, struct daydream_error *err)
{
    struct dd_buf mark = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&mark, "%s %" PRId64, samples == DD_SAMPLES_SHOWN ? "private" : "public",
                  dd_clock_now(publishing->clock));
    status = dd_buf_status(&mark, err);
    if (status == DAYDREAM_OK)
        status = dd_meta_put(publishing->store, name, dd_buf_text(&mark), err);
    dd_buf_free(&mark);
    return status;
}

static enum daydream_status ask(const struct dd_publishing *publishing,
                                const struct daydream_project *project, enum dd_samples *out,
                                struct daydream_error *err)
{
    struct dd_github *github = NULL;
    bool is_private = false;
    enum daydream_status status = dd_accounts_client(publishing->accounts, project->host, &github,
                                                     err);

    if (status == DAYDREAM_OK)
        status = dd_github_is_private(github, project->org, project->repo, &is_private, err);
    if (status == DAYDREAM_OK)
        *out = is_private ? DD_SAMPLES_SHOWN : DD_SAMPLES_PUBLIC;
    return status;
}

/* Without an answer the report goes its way all the same, with less in it. */
static enum daydream_status find_out(const struct dd_publishing *publishing,
                                     const struct daydream_project *project, const char *name,
                                     enum dd_samples *out, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = ask(publishing, project, out, &cause);

    if (status == DAYDREAM_OK)
        return remember(publishing, name, *out, err);
    if (status == DAYDREAM_ERROR_MEMORY)
        return dd_fail_as(err, &cause);
    *out = DD_SAMPLES_UNKNOWN;
    dd_log(publishing->log, DAYDREAM_LOG_INFO, "log lines stay in the local report: %s",
           cause.text);
    return DAYDREAM_OK;
}

static enum daydream_status look(const struct dd_publishing *publishing,
                                 const struct daydream_project *project, enum dd_samples *out,
                                 struct daydream_error *err)
{
    struct dd_buf name = DD_BUF_INIT;
    char *mark = NULL;
    enum daydream_status status = name_mark(project, &name, err);

    if (status == DAYDREAM_OK)
        status = dd_meta_get(publishing->store, dd_buf_text(&name), &mark, err);
    if (status == DAYDREAM_OK && !recall(mark, dd_clock_now(publishing->clock), out))
        status = find_out(publishing, project, dd_buf_text(&name), out, err);
    free(mark);
    dd_buf_free(&name);
    return status;
}

static bool is_in_question(const struct dd_report_project *entry)
{
    return !entry->project->publish_samples && dd_render_has_samples(entry->findings);
}

enum daydream_status dd_publishing_decide(const struct dd_publishing *publishing,
                                          struct dd_report_project *entries, size_t count,
                                          struct daydream_error *err)
{
    enum dd_samples samples = DD_SAMPLES_SHOWN;
    bool asked = false;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++) {
        if (!is_in_question(&entries[i]))
            continue;
        if (!asked)
            status = look(publishing, entries[i].project, &samples, err);
        asked = true;
        entries[i].samples = samples;
    }
    return status;
}

/* SPDX-License-Identifier: MIT */
/* Step 3: what went wrong for the users of the home project in the last 24 hours, as Sentry saw it.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "steps/marks.h"
#include "steps/step.h"

#define CATEGORY   "sentry"
#define MEASURE    "sentry-issues"
#define MOST_SHOWN 50 /* the others are counted */

/* What the issues of one list share. */
struct listing {
    const struct dd_sentry_issues *issues;
    bool baseline; /* the project's first one: what Sentry knew before is no news */
};

/* New ones and those that are back first, then the more frequent. */
static int by_rank(const void *left, const void *right)
{
    const struct dd_sentry_issue *a = left;
    const struct dd_sentry_issue *b = right;
    const int ranks[] = {
        (a->state == DD_SENTRY_ONGOING) - (b->state == DD_SENTRY_ONGOING),
        (a->events < b->events) - (a->events > b->events),
        (a->users < b->users) - (a->users > b->users),
        strcmp(a->id, b->id),
    };

    for (size_t i = 0; i < sizeof ranks / sizeof ranks[0]; i++)
        if (ranks[i] != 0)
            return ranks[i];
    return 0;
}

/* A server that does not tell states tells at least since when it knows an issue. */
static void find_new(const struct dd_step_context *context, struct dd_sentry_issues *issues)
{
    for (size_t i = 0; i < issues->count; i++)
        if (issues->items[i].state == DD_SENTRY_ONGOING &&
            issues->items[i].first >= context->run->started - DD_SENTRY_WINDOW)
            issues->items[i].state = DD_SENTRY_NEW;
}

static enum daydream_severity severity_of(const struct listing *listing,
                                          const struct dd_sentry_issue *issue)
{
    static const struct {
        const char *level;
        enum daydream_severity severity;
    } levels[] = {
        {"warning", DAYDREAM_SEVERITY_WARNING},
        {"info", DAYDREAM_SEVERITY_NOTE},
        {"debug", DAYDREAM_SEVERITY_NOTE},
        {"sample", DAYDREAM_SEVERITY_NOTE},
    };

    if (listing->baseline && issue->state == DD_SENTRY_ONGOING)
        return DAYDREAM_SEVERITY_NOTE;
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        if (strcmp(levels[i].level, issue->level) == 0)
            return levels[i].severity;
    return DAYDREAM_SEVERITY_ERROR;
}

static uint64_t hash_of(const struct dd_step_context *context, const struct dd_sentry_issue *issue,
                        const char *suffix)
{
    uint64_t hash = DD_HASH_BEGIN;

    hash = dd_hash_more(hash, CATEGORY ":", strlen(CATEGORY ":"));
    hash = dd_hash_more(hash, context->project->sentry_org, strlen(context->project->sentry_org));
    hash = dd_hash_more(hash, ":", 1);
    hash = dd_hash_more(hash, issue->id, strlen(issue->id));
    return dd_hash_end(dd_hash_more(hash, suffix, strlen(suffix)));
}

/* One that is back after it was resolved is news, though its number was seen before; when it is
 * merely there afterwards it is the same as both. */
static enum daydream_status set_fingerprints(const struct dd_step_context *context,
                                             const struct dd_sentry_issue *issue,
                                             struct daydream_finding *finding,
                                             struct daydream_error *err)
{
    const uint64_t hashes[] = {hash_of(context, issue, ":regressed"), hash_of(context, issue, "")};

    if (issue->state == DD_SENTRY_REGRESSED)
        return dd_finding_set_fingerprints(finding, hashes, 1, err);
    return dd_finding_set_fingerprints(finding, hashes, 2, err);
}

static void write_detail(struct dd_buf *out, const struct dd_sentry_issue *issue)
{
    static const char *const states[] = {
        [DD_SENTRY_NEW] = "new",
        [DD_SENTRY_REGRESSED] = "regressed",
        [DD_SENTRY_ESCALATING] = "escalating",
        [DD_SENTRY_ONGOING] = "ongoing",
    };

    dd_buf_printf(out, "%s %s, %" PRIu64 " %s, %" PRIu64 " %s", states[issue->state], issue->level,
                  issue->events, issue->events == 1 ? "event" : "events", issue->users,
                  issue->users == 1 ? "user" : "users");
    if (*issue->culprit != '\0')
        dd_buf_printf(out, ", in %s", issue->culprit);
    if (*issue->short_id != '\0')
        dd_buf_printf(out, " (%s)", issue->short_id);
}

static enum daydream_status add_lines(const struct dd_sentry_issue *issue,
                                      struct daydream_finding *finding, struct daydream_error *err)
{
    struct dd_buf detail = DD_BUF_INIT;
    enum daydream_status status;

    write_detail(&detail, issue);
    if ((status = dd_buf_status(&detail, err)) == DAYDREAM_OK)
        status = daydream_finding_add_detail(finding, dd_buf_text(&detail), err);
    if (status == DAYDREAM_OK && issue->url != NULL)
        status = daydream_finding_add_evidence(finding, issue->url, err);
    dd_buf_free(&detail);
    return status;
}

static enum daydream_status add_issue(struct dd_step_context *context,
                                      const struct listing *listing,
                                      const struct dd_sentry_issue *issue,
                                      struct daydream_error *err)
{
    struct daydream_finding *finding = NULL;
    enum daydream_status status = dd_step_add(
        context, CATEGORY, severity_of(listing, issue),
        *issue->title != '\0' ? issue->title : DD_FINDING_NO_TEXT, &finding, err);

    if (status != DAYDREAM_OK)
        return status;
    daydream_finding_set_count(finding, issue->events);
    daydream_finding_set_times(finding, issue->first, issue->last);
    status = set_fingerprints(context, issue, finding, err);
    return status == DAYDREAM_OK ? add_lines(issue, finding, err) : status;
}

static enum daydream_status add_quiet(struct dd_step_context *context, struct daydream_error *err)
{
    return dd_step_add(context, CATEGORY, DAYDREAM_SEVERITY_NOTE,
                       "No unresolved issue at Sentry in the last 24 hours", NULL, err);
}

static enum daydream_status report(struct dd_step_context *context, const struct listing *listing,
                                   struct daydream_error *err)
{
    const struct dd_sentry_issues *issues = listing->issues;
    enum daydream_status status = issues->count == 0 ? add_quiet(context, err) : DAYDREAM_OK;

    for (size_t i = 0; i < issues->count && i < MOST_SHOWN && status == DAYDREAM_OK; i++)
        status = add_issue(context, listing, &issues->items[i], err);
    if (issues->count > MOST_SHOWN)
        dd_step_missed(context,
                       "of %zu%s unresolved issues at Sentry only the %d foremost are here",
                       issues->count, issues->more ? " and more" : "", MOST_SHOWN);
    return status;
}

static enum daydream_status is_first(const struct dd_step_context *context, bool *out,
                                     struct daydream_error *err)
{
    struct dd_measure before;
    enum daydream_status status = dd_measure_before(context->store, context->run->date,
                                                    context->project->slug, MEASURE, &before, err);

    *out = status == DAYDREAM_OK && before.date[0] == '\0';
    return status;
}

enum daydream_status dd_step_run_check_sentry(struct dd_step_context *context,
                                              struct daydream_error *err)
{
    const char *lacking = dd_sentry_lacks(context->sentry);
    struct dd_sentry_issues issues = {.items = NULL};
    struct listing listing = {&issues, false};
    enum daydream_status status;

    if (lacking != NULL)
        return dd_step_skip(context, "%s", lacking);
    status = dd_sentry_unresolved(context->sentry, &issues, err);
    if (status == DAYDREAM_OK &&
        (status = is_first(context, &listing.baseline, err)) == DAYDREAM_OK) {
        find_new(context, &issues);
        if (issues.count > 1)
            qsort(issues.items, issues.count, sizeof *issues.items, by_rank);
        status = report(context, &listing, err);
    }
    if (status == DAYDREAM_OK)
        status = dd_marks_measure(context->marks, MEASURE, (int64_t)issues.count, err);
    dd_sentry_issues_free(&issues);
    return status;
}

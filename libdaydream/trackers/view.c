/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "model/marker.h"
#include "model/report.h"
#include "trackers/trust.h"
#include "trackers/view.h"

/* A date begins up to 14 hours before its midnight in UTC, and clocks differ a little; two more
 * days are for what was left behind there. */
#define LIST_MARGIN_SECONDS (3 * 86400)

#define BELOW               5    /* numbers before the newest that was shown may be missing, too */
#define PROBES_MAX          50   /* numbers that are read at most below a report */
#define SEARCH_MAX          200  /* ... and for one that may have been filed */
#define LAG_SECONDS         3600 /* lists have caught up after that */
#define TRIES               3    /* of a 404, which may come from a replica that lags */
#define TRY_DISTANCE_MS     1000
#define ENDS_AFTER          2 /* so many missing numbers in a row */

enum daydream_status dd_view_open(struct dd_view *view, const struct dd_tracker *tracker,
                                  const char *repository, const char *date,
                                  struct daydream_error *err)
{
    *view = (struct dd_view){.tracker = tracker,
                             .github = tracker->self,
                             .repository = repository,
                             .date = date,
                             .now = dd_clock_now(tracker->clock)};
    return dd_repository_parse(repository, &view->names, err);
}

void dd_view_close(struct dd_view *view)
{
    dd_github_issues_free(&view->issues);
    dd_repository_free(&view->names);
}

enum daydream_status dd_view_list_since(struct dd_view *view, int64_t since,
                                        struct daydream_error *err)
{
    enum daydream_status status = dd_github_list_recent(
        view->github, view->names.org, view->names.repo, since, &view->issues, err);

    view->since = since;
    for (size_t i = 0; i < view->issues.shown.count; i++)
        if (view->issues.shown.items[i] > view->newest)
            view->newest = view->issues.shown.items[i];
    return status;
}

enum daydream_status dd_view_list(struct dd_view *view, struct daydream_error *err)
{
    int64_t days = 0;

    if (strcmp(view->date, DD_ROLLING_DATE) == 0)
        return dd_view_list_since(view, 0, err);
    if (!dd_date_parse(view->date, &days))
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "github", "'%s' is no date YYYY-MM-DD",
                       view->date);
    return dd_view_list_since(view, days * 86400 - LIST_MARGIN_SECONDS, err);
}

static bool has_report_title(const struct dd_github_issue *issue, const char *date)
{
    struct dd_buf prefix = DD_BUF_INIT;
    bool has;

    if (strcmp(date, DD_ROLLING_DATE) == 0)
        return false;
    dd_report_title_prefix(&prefix, date);
    has = !prefix.failed && strncmp(issue->title, dd_buf_text(&prefix), prefix.length) == 0;
    dd_buf_free(&prefix);
    return has;
}

bool dd_view_is_report(const struct dd_view *view, const struct dd_github_issue *issue,
                       const char *date)
{
    return dd_marker_matches(issue->body, date, view->repository) || has_report_title(issue, date);
}

static enum daydream_status is_trusted_report(struct dd_view *view,
                                              const struct dd_github_issue *issue, bool *out,
                                              struct daydream_error *err)
{
    *out = dd_view_is_report(view, issue, view->date);
    return *out ? dd_trusted(view->github, issue->author, issue->association, out, err)
                : DAYDREAM_OK;
}

/* The lowest number among the trusted reports of the date: the one that every machine agrees on. */
static enum daydream_status choose(struct dd_view *view, const struct dd_github_issue **out,
                                   struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    *out = NULL;
    for (size_t i = 0; i < view->issues.count && status == DAYDREAM_OK; i++) {
        const struct dd_github_issue *issue = &view->issues.items[i];
        bool is = false;

        if (*out != NULL && issue->number > (*out)->number)
            continue;
        status = is_trusted_report(view, issue, &is, err);
        if (is)
            *out = issue;
    }
    return status;
}

/* Read one number into the view. `*missing` where the server knows none such, which may change. */
static enum daydream_status read_number(struct dd_view *view, int64_t number, bool *missing,
                                        struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_github_issue issue = {0};
    enum daydream_status status = dd_github_get(view->github, view->names.org, view->names.repo,
                                                number, &issue, &cause);

    *missing = status == DAYDREAM_ERROR_NOT_FOUND && cause.http_status == 404;
    if (status == DAYDREAM_OK)
        return dd_github_issues_take(&view->issues, &issue, err);
    if (*missing)
        return DAYDREAM_OK;
    /* a pull request, or an issue that was deleted or moved away */
    if (status == DAYDREAM_ERROR_NOT_FOUND || status == DAYDREAM_ERROR_GONE)
        return dd_github_issues_note(&view->issues, number, err);
    return dd_fail_as(err, &cause);
}

/* The last one that was read; NULL when that was no issue. */
static const struct dd_github_issue *last_read(const struct dd_view *view, int64_t number)
{
    const struct dd_github_issues *issues = &view->issues;
    const struct dd_github_issue *last = issues->count > 0 ? &issues->items[issues->count - 1]
                                                           : NULL;

    return last != NULL && last->number == number ? last : NULL;
}

/* Once through the numbers from `from` to `*to` that are not known. A report ends it: then only
 * what is below it counts. */
static enum daydream_status probe_once(struct dd_view *view, int64_t from, int64_t *to,
                                       size_t *missing, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    *missing = 0;
    for (int64_t number = from; number <= *to && status == DAYDREAM_OK; number++) {
        bool is_missing = false;
        bool is_report = false;

        if (dd_github_issues_show(&view->issues, number))
            continue;
        status = read_number(view, number, &is_missing, err);
        *missing += is_missing;
        if (status == DAYDREAM_OK && last_read(view, number) != NULL)
            status = is_trusted_report(view, last_read(view, number), &is_report, err);
        if (is_report)
            *to = number - 1;
    }
    return status;
}

static enum daydream_status probe(struct dd_view *view, int64_t from, int64_t to,
                                  struct daydream_error *err)
{
    size_t missing = 1;
    enum daydream_status status = DAYDREAM_OK;

    for (int i = 0; i < TRIES && missing > 0 && status == DAYDREAM_OK; i++) {
        if (i > 0)
            dd_clock_sleep(view->tracker->clock, TRY_DISTANCE_MS);
        status = probe_once(view, from, &to, &missing, err);
    }
    return status;
}

/* The greatest number below another that was shown; 0: none. */
static int64_t shown_below(const struct dd_view *view, int64_t number)
{
    int64_t below = 0;

    for (size_t i = 0; i < view->issues.shown.count; i++) {
        int64_t shown = view->issues.shown.items[i];

        if (shown < number && shown > below)
            below = shown;
    }
    return below;
}

/* Where to begin to look below a report. */
static int64_t probe_start(const struct dd_view *view, int64_t number)
{
    int64_t start = shown_below(view, number) - BELOW;

    if (start < number - PROBES_MAX)
        start = number - PROBES_MAX;
    return start > 1 ? start : 1;
}

enum daydream_status dd_view_report(struct dd_view *view, const struct dd_github_issue **out,
                                    struct daydream_error *err)
{
    enum daydream_status status = choose(view, out, err);
    int64_t number;

    if (status != DAYDREAM_OK || *out == NULL || view->now - (*out)->created > LAG_SECONDS)
        return status;
    number = (*out)->number;
    status = probe(view, probe_start(view, number), number - 1, err);
    return status == DAYDREAM_OK ? choose(view, out, err) : status;
}

enum daydream_status dd_view_get(struct dd_view *view, int64_t number,
                                 const struct dd_github_issue **out, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    bool missing = true;

    *out = NULL;
    for (size_t i = 0; i < view->issues.count; i++)
        if (view->issues.items[i].number == number)
            *out = &view->issues.items[i];
    if (*out != NULL)
        return DAYDREAM_OK;
    for (int i = 0; i < TRIES && missing && status == DAYDREAM_OK; i++) {
        if (i > 0)
            dd_clock_sleep(view->tracker->clock, TRY_DISTANCE_MS);
        status = read_number(view, number, &missing, err);
    }
    if (status == DAYDREAM_OK)
        *out = last_read(view, number);
    return status;
}

/* A run's id is known to others once it was filed: they could repeat it. A caller may give it to
 * several dates. */
static enum daydream_status is_of_run(struct dd_view *view, const struct dd_github_issue *issue,
                                      const char *run, bool *out, struct daydream_error *err)
{
    *out = issue != NULL && dd_marker_has_run(issue->body, run) &&
           dd_marker_matches(issue->body, view->date, view->repository);
    return *out ? dd_trusted(view->github, issue->author, issue->association, out, err)
                : DAYDREAM_OK;
}

static enum daydream_status find_run(struct dd_view *view, const char *run,
                                     const struct dd_github_issue **out, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    *out = NULL;
    for (size_t i = 0; i < view->issues.count && *out == NULL && status == DAYDREAM_OK; i++) {
        bool is = false;

        status = is_of_run(view, &view->issues.items[i], run, &is, err);
        if (is)
            *out = &view->issues.items[i];
    }
    return status;
}

/* Go through the numbers from `from` on until they end. */
static enum daydream_status search_run(struct dd_view *view, const char *run, int64_t from,
                                       const struct dd_github_issue **out,
                                       struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    int missing = 0;
    int reads = 0;

    for (int64_t number = from; reads < SEARCH_MAX; number++) {
        bool is = false;

        if (dd_github_issues_show(&view->issues, number))
            continue;
        reads++;
        status = dd_view_get(view, number, out, err);
        if (status == DAYDREAM_OK)
            status = is_of_run(view, *out, run, &is, err);
        if (is || status != DAYDREAM_OK)
            return status;
        missing = dd_github_issues_show(&view->issues, number) ? 0 : missing + 1;
        *out = NULL;
        if (missing >= ENDS_AFTER && number > view->newest)
            return DAYDREAM_OK;
    }
    return dd_fail(err, DAYDREAM_ERROR_AMBIGUOUS, "github",
                   "%s: too much was filed since #%" PRId64
                   " to tell whether our report is there; it is looked for again later",
                   view->repository, from - 1);
}

enum daydream_status dd_view_run(struct dd_view *view, const char *run, int64_t floor,
                                 const struct dd_github_issue **out, struct daydream_error *err)
{
    enum daydream_status status = find_run(view, run, out, err);

    if (status != DAYDREAM_OK || *out != NULL)
        return status;
    if (floor < 0)
        floor = view->newest > BELOW ? view->newest - BELOW : 0;
    return search_run(view, run, floor + 1, out, err);
}

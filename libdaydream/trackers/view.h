/* SPDX-License-Identifier: MIT */
/*
 * What is known of a repository's reports of one date: what the list shows, which lags behind and
 * need not be in the order of the numbers, and what was read by number besides.
 */
#ifndef DD_TRACKERS_VIEW_H
#define DD_TRACKERS_VIEW_H

#include "model/repository.h"
#include "services/github.h"
#include "trackers/tracker.h"

struct dd_view {
    const struct dd_tracker *tracker; /* of a struct dd_github */
    struct dd_github *github;
    const char *repository; /* "host/org/repo" */
    const char *date;       /* or DD_ROLLING_DATE */
    struct dd_repository names;
    struct dd_github_issues issues;
    int64_t now;    /* by our clock, or better by the server's */
    int64_t since;  /* the list goes back to here */
    int64_t newest; /* number that the list showed; 0: it was empty */
    int64_t begun;  /* when the rolling report was created; 0: not known */
};

/* Look at what will be read by number only. Texts are borrowed; dd_view_close() in any case. */
enum daydream_status dd_view_open(struct dd_view *view, const struct dd_tracker *tracker,
                                  const char *repository, const char *date,
                                  struct daydream_error *err);
void dd_view_close(struct dd_view *view);

/* Get the list as far as reports of the date can be in it, and of the two days before. */
enum daydream_status dd_view_list(struct dd_view *view, struct daydream_error *err);

/* The same back to a time (0: all of it). */
enum daydream_status dd_view_list_since(struct dd_view *view, int64_t since,
                                        struct daydream_error *err);

/* The report of the date: the lowest number among those of trusted authors. Numbers shortly below
 * one that is new are read where the list did not show them. `*out` is borrowed until the view
 * changes, NULL when there is none. */
enum daydream_status dd_view_report(struct dd_view *view, const struct dd_github_issue **out,
                                    struct daydream_error *err);

/* The issue that our run filed: in the list, else by number from `floor` + 1 on (negative: unknown)
 * until numbers end. NULL when it is certain that there is none. Borrowed as above. */
enum daydream_status dd_view_run(struct dd_view *view, const char *run, int64_t floor,
                                 const struct dd_github_issue **out, struct daydream_error *err);

/* One issue by its number, which is asked for where it is not known yet; NULL when it is gone. */
enum daydream_status dd_view_get(struct dd_view *view, int64_t number,
                                 const struct dd_github_issue **out, struct daydream_error *err);

/* Is this issue, whoever wrote it, marked or titled as the report of that date? */
bool dd_view_is_report(const struct dd_view *view, const struct dd_github_issue *issue,
                       const char *date);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * A report: one date's findings of all projects, and its three faces: the issue of one repository
 * (body.c), the local report as Markdown (report.c) and as JSON (report-json.c). Same report, same
 * bytes. It borrows everything that it shows, and asks for the findings of one project at a time
 * where they are not in memory.
 */
#ifndef DD_MODEL_REPORT_H
#define DD_MODEL_REPORT_H

#include "base/zone.h"
#include "model/finding.h"
#include "model/issue.h"
#include "model/projects.h"

/* A step that has not, or not wholly, looked at a project: silence has to mean that all is well. */
struct dd_gap {
    const char *step;
    enum daydream_step_status status; /* done: but for what the reason says */
    char *reason;                     /* NULL: nothing to say */
};

struct dd_gaps {
    struct dd_gap *items;
    size_t count;
};

/* What becomes of lines as they were logged. */
enum dd_samples {
    DD_SAMPLES_SHOWN,
    DD_SAMPLES_PUBLIC, /* left out: everybody can read the repository */
    DD_SAMPLES_UNKNOWN /* left out: perhaps everybody can */
};

struct dd_report_project {
    const struct daydream_project *project;
    struct daydream_findings *findings; /* NULL: the report's source has them */
    struct daydream_issue *issue;       /* NULL: not decided yet, or none */
    struct dd_gaps gaps;
    enum dd_samples samples; /* in the issue; the local report has them all */
};

struct dd_report_step {
    int number;
    const char *name;
    enum daydream_step_status status;
    const char *reason; /* NULL: nothing to say */
    double seconds;
};

/* An issue that waits in the outbox, of this date or another. */
struct dd_report_waiting {
    const char *date;
    const char *repository; /* "host/org/repo" */
    const char *url;        /* NULL: it is not known to be there */
    const char *reason;     /* NULL: it was not tried yet */
    int64_t queued;
};

/* Where the findings of a project are while they are not in memory. `*out` is owned. */
struct dd_report_source {
    enum daydream_status (*load)(const void *user, const struct daydream_project *project,
                                 struct daydream_findings **out, struct daydream_error *err);
    const void *user;
};

/* Takes what was written so far, and leaves the buffer empty. */
struct dd_report_sink {
    enum daydream_status (*take)(void *user, struct dd_buf *text, struct daydream_error *err);
    void *user;
};

struct dd_report {
    const char *date;
    const char *run;                        /* UUID */
    const char *machine;                    /* 16 hex digits */
    int64_t previous;                       /* start of the run before; 0: this is the first */
    size_t waiting;                         /* issues in the outbox */
    const struct dd_report_waiting *outbox; /* so many; NULL: only their number is known */
    bool timed;   /* says how long the steps took: not where the same input must give the same */
    bool alone;   /* filed without a run: there is no local report */
    bool rolling; /* for the one issue of many dates, which `date` is only one of */
    const struct dd_zone *zone;
    const struct dd_report_project *projects;
    size_t project_count;
    const struct dd_report_step *steps;
    size_t step_count;
    const struct daydream_projects *left_out; /* whose skipped entries are shown; NULL: none */
    struct dd_report_source source;           /* all zero: every project has its findings at hand */
    const struct dd_report_sink *sink;        /* of the local report; NULL: it stays in memory */
};

/* What stands in the place of the date of a rolling report: in its marker and in the outbox. */
#define DD_ROLLING_DATE "rolling"

/* Append the title of a date's issue: "Daydream Report - 2026-02-18 - Popoto"; that of the rolling
 * one (DD_ROLLING_DATE) is "Daydream Report - Popoto". */
void dd_report_title(struct dd_buf *out, const char *date, const char *name);

/* What every title of a date begins with, whoever filed it. */
void dd_report_title_prefix(struct dd_buf *out, const char *date);

/* Append the body of a repository's issue, with the marker at its end: all of the report's
 * projects, which share that repository. Never longer than GitHub takes. */
enum daydream_status dd_report_body(struct dd_buf *out, const struct dd_report *report,
                                    const char *repository, struct daydream_error *err);

/* The same, and append to `parts` what stands where (model/parts.h). */
enum daydream_status dd_report_body_in_parts(struct dd_buf *out, struct dd_buf *parts,
                                             const struct dd_report *report, const char *repository,
                                             struct daydream_error *err);

/* Append the local report; where there is a sink, what is left in `out` is only its end. */
enum daydream_status dd_report_markdown(struct dd_buf *out, const struct dd_report *report,
                                        struct daydream_error *err);

/* The same as JSON; without seconds where it must be the same for the same input. */
enum daydream_status dd_report_json(struct dd_buf *out, const struct dd_report *report,
                                    bool with_seconds, struct daydream_error *err);

/* Call for each project of a report, or for one of them: it has its findings at hand then. */
typedef enum daydream_status (*dd_report_each_fn)(void *user, size_t index,
                                                  const struct dd_report_project *entry,
                                                  struct daydream_error *err);
enum daydream_status dd_report_each(const struct dd_report *report, dd_report_each_fn function,
                                    void *user, struct daydream_error *err);
enum daydream_status dd_report_with(const struct dd_report *report, size_t index,
                                    dd_report_each_fn function, void *user,
                                    struct daydream_error *err);

/* Hand on what was written so far, where there is a sink and enough for it. */
enum daydream_status dd_report_drain(const struct dd_report *report, struct dd_buf *out,
                                     struct daydream_error *err);

/* "done", "skipped", ...: the words of daydream(1). */
const char *dd_step_status_name(enum daydream_step_status status);

#endif

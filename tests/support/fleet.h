/* SPDX-License-Identifier: MIT */
/*
 * A fleet of projects in a scratch folder, with everything a night's work needs: projects.json,
 * logs, a place for the state, the loopback GitHub, and a session whose clock is set by the test
 * and whose waits take no time. Every function aborts the test when it cannot do its work.
 */
#ifndef TESTS_SUPPORT_FLEET_H
#define TESTS_SUPPORT_FLEET_H

#include <json-c/json.h>

#include "base/buf.h"
#include "daydream.h"
#include "support/hub.h"

#define FLEET_DATE    "2026-02-18"        /* the first one */
#define FLEET_NOW     INT64_C(1771394400) /* its 06:00 in UTC, the fleet's zone */
#define FLEET_DAY     INT64_C(86400)
#define FLEET_RUN     "0b8f4ad5-3f0e-4c53-9d0a-6e1f2a3b4c5d"
#define FLEET_MACHINE "0123456789abcdef"

struct fleet {
    struct hub hub; /* without server in a fleet that was only laid out */
    char *folder;
    char *config; /* path of projects.json */
    char *state;  /* of the state directory, which is not made */
    int64_t now;
    int64_t slept;      /* milliseconds that were asked for altogether */
    struct dd_buf said; /* "LEVEL text" lines of all sessions' logs */
    /* how the next session is set up; NULL: not set */
    const char *token;
    const char *url;
    const char *sentry_token;
    const char *sentry_url;
    const char *llm_key;
    const char *llm_url;
    const char *llm_model;
    const char *run_id;
    const char *machine_id;
    bool offline;
    /* the open one */
    struct daydream *dd;
    struct daydream_run *run;
};

/* The projects "red" and "blue" with the repositories acme/red and acme/blue, and "plain" without
 * one; each with an error of its own at 09:00 of the day before FLEET_DATE. No network. */
void fleet_lay_out(struct fleet *fleet);

/* The same, and a server that has both repositories. */
void fleet_start(struct fleet *fleet);
void fleet_stop(struct fleet *fleet);

/* Write another projects.json. */
void fleet_configure(struct fleet *fleet, const char *json);

/* Append a line of a project's logs/app.log: `level` and `text`, that many days and seconds after
 * 09:00 of the day before FLEET_DATE. */
void fleet_log(struct fleet *fleet, const char *slug, int day, int second, const char *level,
               const char *text);

/* A session of its own. Owned: daydream_free(). */
struct daydream *fleet_session(struct fleet *fleet);

/* Open a session and a run in it; close both. */
void fleet_open(struct fleet *fleet, bool dry_run);
void fleet_close(struct fleet *fleet);

/* Open, do all steps (which must go through, though they may fail), and stay open. */
void fleet_run(struct fleet *fleet);

/* A whole run, closed again; none of its steps may fail. */
void fleet_day(struct fleet *fleet);

/* What became of a project's issue in the open run. */
void fleet_expect_action(const struct fleet *fleet, const char *slug, enum daydream_action action);

/* Program a fault of the server, see github.py. */
void fleet_fault(struct fleet *fleet, const char *json);

/* What the server holds of a repository; owned: json_object_put(). */
struct json_object *fleet_repository(struct fleet *fleet, const char *name);

/* How many issues it holds there, and a text ("title", "body") of one of them; owned: free(). */
size_t fleet_issues(struct fleet *fleet, const char *name);
char *fleet_issue_text(struct fleet *fleet, const char *name, size_t index, const char *key);

/* How many comments it has, and one of them; owned: free(). */
size_t fleet_comments(struct fleet *fleet, const char *name, size_t index);
char *fleet_comment(struct fleet *fleet, const char *name, size_t index, size_t comment);

/* Check how many there are in acme/red and acme/blue. */
void fleet_expect_issues(struct fleet *fleet, size_t red, size_t blue);

/* Name, mode, time and content of every file below the fleet's folder, to compare. Owned. */
char *fleet_snapshot(const struct fleet *fleet);

bool fleet_has_said(const struct fleet *fleet, const char *text);

/* Does any file below a folder hold these bytes? */
bool fleet_folder_holds(const char *folder, const char *text);

#endif

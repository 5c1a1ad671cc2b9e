/* SPDX-License-Identifier: MIT */
/*
 * libdaydream: the nightly upkeep of every project on a machine.
 *
 * The way of the data: projects.json -> projects -> steps -> findings -> report -> issue.
 *
 * Three ways in:
 *   - one call:     load_local_projects(), issue_exists_for_date(), create_daydream_issue();
 *   - a session:    daydream_new(), daydream_set(), then any daydream_*() function that takes it;
 *   - a whole run:  daydream_run_new() over a session, then daydream_run_all() or single steps.
 *
 * Rules that hold for every function here:
 *   - Text is UTF-8 and ends with NUL. Times are seconds since 1970-01-01 00:00:00 UTC, 0 where
 *     unknown. A date is "YYYY-MM-DD" in the session's time zone.
 *   - What can fail returns enum daydream_status. A result leaves through the `out` parameter and
 *     is NULL (or untouched, for plain values) on failure. The last parameter, `err`, may be NULL.
 *   - "Owned": the caller frees it with the _free() function of its type. "Borrowed": it lives as
 *     long as the object that it came from. A _take_ function steals its argument, also when it
 *     fails. Every _free() accepts NULL.
 *   - A session and all that was made from it belong to one thread at a time. Two sessions in two
 *     threads never meet. The library prints nothing, never exits, installs no signal handler and
 *     changes neither locale nor working directory.
 */
#ifndef DAYDREAM_H
#define DAYDREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* ---- Status and errors ------------------------------------------------------------------- */

/* What a function came to. Each says its cause and what the caller should do. */
enum daydream_status {
    DAYDREAM_OK = 0,
    DAYDREAM_ERROR_MEMORY,     /* no memory; free some and call again */
    DAYDREAM_ERROR_ARGUMENT,   /* a parameter breaks its rule; mend the call */
    DAYDREAM_ERROR_CONFIG,     /* projects.json cannot be read; mend it where the text says */
    DAYDREAM_ERROR_FILE,       /* a file or directory refused; look at its path and permissions */
    DAYDREAM_ERROR_STATE,      /* the state database cannot be used; nothing in it was changed */
    DAYDREAM_ERROR_LOCKED,     /* another run works on the same state; wait for it */
    DAYDREAM_ERROR_PROGRAM,    /* a child program is missing, failed or took too long */
    DAYDREAM_ERROR_NO_TOKEN,   /* no token for that host; set one (see daydream_option) */
    DAYDREAM_ERROR_OFFLINE,    /* the session is offline; nothing was tried */
    DAYDREAM_ERROR_NETWORK,    /* the request had no effect; calling again is safe */
    DAYDREAM_ERROR_AMBIGUOUS,  /* the request may have had its effect; look before trying again */
    DAYDREAM_ERROR_AUTH,       /* 401: the token is refused; renew it */
    DAYDREAM_ERROR_FORBIDDEN,  /* 403: the token lacks the permission that the text names */
    DAYDREAM_ERROR_NOT_FOUND,  /* 404: it does not exist, or the token may not see it */
    DAYDREAM_ERROR_GONE,       /* 410: issues are switched off there; switch them on */
    DAYDREAM_ERROR_REJECTED,   /* any other 4xx: the server refuses this content */
    DAYDREAM_ERROR_RATE_LIMIT, /* too many requests; not before daydream_error.retry_at */
    DAYDREAM_ERROR_SERVER,     /* 5xx: the server is ill; later */
    DAYDREAM_ERROR_PROTOCOL    /* the answer is not what the service promises (say, a login page) */
};

/* An error, filled by the function that failed; owned by the caller, who sets it to
 * DAYDREAM_ERROR_INIT before. An error that already holds one keeps it: the first wins. */
struct daydream_error {
    enum daydream_status code;
    int http_status;  /* status of the answer that told of it, else 0 */
    int64_t retry_at; /* when trying again makes sense; 0: unknown or no matter */
    char source[64];  /* who says it: "projects.json", "github", "store", a step, ... */
    char text[256];   /* one line for people: what, where and what to do; never a secret */
    uint64_t reserved[8];
};

/* clang-format off */
#ifdef __cplusplus
#define DAYDREAM_ERROR_INIT {}
#else
#define DAYDREAM_ERROR_INIT {0}
#endif
/* clang-format on */

/* The library's version, "0.1.0"; borrowed, lives forever. Costs nothing. Any thread. */
const char *daydream_version(void);

/* A stable lower-case word for a status ("ok", "no-token", ...); borrowed, lives forever. */
const char *daydream_status_name(enum daydream_status status);

/* Free a text that a function returned as owned. */
void daydream_free_text(char *text);

/* Read an RFC 3339 time ("2026-02-18T06:00:00-08:00") into seconds since the epoch.
 * DAYDREAM_ERROR_ARGUMENT when it is none. Any thread. */
enum daydream_status daydream_parse_time(const char *text, int64_t *out,
                                         struct daydream_error *err);

/* Text as a terminal may be given it: escape sequences and control characters, but for line feeds
 * and tabs, become U+FFFD, and so do bytes that are no UTF-8. `*out` is owned, freed with
 * daydream_free_text(). Any thread. */
enum daydream_status daydream_terminal_text(const char *text, char **out,
                                            struct daydream_error *err);

/* ---- Session ----------------------------------------------------------------------------- */

/* What a session is configured with. Opaque. */
struct daydream;

/* Settings of a session, each a text. The variable in parentheses is where
 * daydream_use_environment() takes it from. */
enum daydream_option {
    DAYDREAM_OPTION_CONFIG,           /* path of projects.json ($DAYDREAM_CONFIG) */
    DAYDREAM_OPTION_STATE_DIR,        /* directory of state and reports ($DAYDREAM_STATE_DIR) */
    DAYDREAM_OPTION_GITHUB_TOKEN,     /* for github.com ($GH_TOKEN, else $GITHUB_TOKEN) */
    DAYDREAM_OPTION_ENTERPRISE_TOKEN, /* for every other GitHub host ($GH_ENTERPRISE_TOKEN) */
    DAYDREAM_OPTION_GITHUB_API_URL,   /* replaces https://api.github.com ($GITHUB_API_URL) */
    DAYDREAM_OPTION_GH_PROGRAM,       /* asked for a token where none is set; "" for never */
    DAYDREAM_OPTION_CA_FILE,          /* PEM file of certificate authorities to trust instead */
    DAYDREAM_OPTION_OFFLINE,          /* "1": no network, no token is looked for */
    DAYDREAM_OPTION_HOST_NAME,        /* this machine's name, for "machines" in projects.json */
    DAYDREAM_OPTION_MACHINE_ID,       /* 16 hex digits for the marker; else made once and kept */
    DAYDREAM_OPTION_RUN_ID            /* UUID of the next run, for reproducible reports */
};

enum daydream_log_level {
    DAYDREAM_LOG_DEBUG,
    DAYDREAM_LOG_INFO,
    DAYDREAM_LOG_WARNING, /* something was skipped or odd; the work goes on */
    DAYDREAM_LOG_ERROR    /* something failed */
};

/* Gets one line of text without a newline; borrowed for the call. */
typedef void (*daydream_log_fn)(void *user, enum daydream_log_level level, const char *text);

/* Called when a step begins (done = 0) and ends (done = 1) for a project (slug NULL: for all). */
typedef void (*daydream_progress_fn)(void *user, int number, const char *step, const char *slug,
                                     int done);

/* The present time. */
typedef int64_t (*daydream_now_fn)(void *user);

/* Wait for so many milliseconds; a test may return at once. */
typedef void (*daydream_sleep_fn)(void *user, int64_t milliseconds);

/* One HTTP request, all of it borrowed for the call. */
struct daydream_http_request {
    const char *method;         /* "GET", "POST", "PATCH", ... */
    const char *url;            /* absolute, https, or http on loopback */
    const char *const *headers; /* "Name: value", NULL-terminated; may hold the token: not to log */
    const void *body;           /* NULL: none */
    size_t body_length;         /* bytes */
    long timeout_ms;            /* for the whole exchange */
};

/* The answer, filled by the transport with the three functions below. Opaque. */
struct daydream_http_response;
void daydream_http_response_set_status(struct daydream_http_response *response, int status);
enum daydream_status daydream_http_response_add_header(struct daydream_http_response *response,
                                                       const char *name, const char *value);
/* Append bytes of the decoded body; fails when the answer grows over 16 MiB: then stop. */
enum daydream_status daydream_http_response_add_body(struct daydream_http_response *response,
                                                     const void *data, size_t length);

/* A host program's own HTTP. It carries out one exchange without following redirects and
 * without retrying, and returns DAYDREAM_OK whatever the HTTP status is. When no answer came:
 * DAYDREAM_ERROR_NETWORK if the server cannot have seen the request, otherwise
 * DAYDREAM_ERROR_AMBIGUOUS, with `err` filled. */
typedef enum daydream_status (*daydream_transport_fn)(void *user,
                                                      const struct daydream_http_request *request,
                                                      struct daydream_http_response *response,
                                                      struct daydream_error *err);

/* A session that knows nothing of its environment: owned. Opens no file and no connection. */
enum daydream_status daydream_new(struct daydream **out, struct daydream_error *err);

/* Free a session; its projects, findings and issues live on, its runs must be freed before. */
void daydream_free(struct daydream *dd);

/* Set one option; the value is copied, NULL takes it back. DAYDREAM_ERROR_ARGUMENT when the value
 * breaks the option's rule (a token with a line break, a URL that is neither https nor loopback),
 * or when it is for the network (token, URL, program, CA file, offline) and the session has used
 * that already. */
enum daydream_status daydream_set(struct daydream *dd, enum daydream_option option,
                                  const char *value, struct daydream_error *err);

/* Take every option that is not set from its environment variable; look for projects.json in
 * ./config and $XDG_CONFIG_HOME/daydream, for tokens in $XDG_CONFIG_HOME/daydream/token (0600)
 * and `gh auth token`, and keep state in $XDG_STATE_HOME/daydream. GH_REPO is not read. */
enum daydream_status daydream_use_environment(struct daydream *dd, struct daydream_error *err);

/* Callbacks; NULL takes one back. `user` is handed to each call and never touched. They are
 * called in the thread that called the library and must not call it for the same session. */
void daydream_set_log(struct daydream *dd, daydream_log_fn fn, void *user);
void daydream_set_progress(struct daydream *dd, daydream_progress_fn fn, void *user);
void daydream_set_transport(struct daydream *dd, daydream_transport_fn fn, void *user);
void daydream_set_clock(struct daydream *dd, daydream_now_fn now, daydream_sleep_fn sleep,
                        void *user);

/* ---- Projects ---------------------------------------------------------------------------- */

/* The projects of one projects.json that are on this machine, in the file's order. */
struct daydream_projects;
struct daydream_project;

/* Load projects.json: `*out` is owned. A project that is not on this machine, or not usable, is
 * skipped with a reason; only a file that cannot be read or is not JSON is an error
 * (DAYDREAM_ERROR_CONFIG, with file, line and column). Without any file, the git repository of
 * the current directory is the only project, and home. */
enum daydream_status daydream_load_projects(struct daydream *dd, struct daydream_projects **out,
                                            struct daydream_error *err);

/* The same in one call, over a session that is configured from the environment. Any thread. */
enum daydream_status load_local_projects(struct daydream_projects **out,
                                         struct daydream_error *err);

void daydream_projects_free(struct daydream_projects *projects);
size_t daydream_projects_count(const struct daydream_projects *projects);

/* The project at an index below the count; NULL beyond it. Borrowed. */
const struct daydream_project *daydream_projects_at(const struct daydream_projects *projects,
                                                    size_t index);

/* The project that the single-repository steps look at; NULL when there is none. Borrowed. */
const struct daydream_project *daydream_projects_home(const struct daydream_projects *projects);

/* Projects that were skipped: slug, and the reason for people. Borrowed; NULL beyond the count. */
size_t daydream_projects_skipped_count(const struct daydream_projects *projects);
const char *daydream_projects_skipped_slug(const struct daydream_projects *projects, size_t index);
const char *daydream_projects_skipped_reason(const struct daydream_projects *projects,
                                             size_t index);

/* The list as JSON, the shape of `daydream projects --json`: `*out` is owned, freed with
 * daydream_free_text(). */
enum daydream_status daydream_projects_to_json(const struct daydream_projects *projects, char **out,
                                               struct daydream_error *err);

/* Borrowed from the project list. The directory is absolute. Organisation, repository and host
 * are NULL for a project without a GitHub repository. */
const char *daydream_project_slug(const struct daydream_project *project);
const char *daydream_project_name(const struct daydream_project *project);
const char *daydream_project_directory(const struct daydream_project *project);
const char *daydream_project_github_org(const struct daydream_project *project);
const char *daydream_project_github_repo(const struct daydream_project *project);
const char *daydream_project_github_host(const struct daydream_project *project);

/* ---- Findings ---------------------------------------------------------------------------- */

/* A growing list of findings, each about one project. */
struct daydream_findings;
struct daydream_finding;

enum daydream_severity {
    DAYDREAM_SEVERITY_NOTE, /* worth reading, never a reason for an issue */
    DAYDREAM_SEVERITY_WARNING,
    DAYDREAM_SEVERITY_ERROR
};

enum daydream_state {
    DAYDREAM_STATE_NEW,       /* not seen in the 14 days before */
    DAYDREAM_STATE_RECURRING, /* seen before; daydream_finding_days() says for how long */
    DAYDREAM_STATE_RESOLVED   /* seen by the run before, not by this one */
};

enum daydream_status daydream_findings_new(struct daydream_findings **out,
                                           struct daydream_error *err);
void daydream_findings_free(struct daydream_findings *findings);

/* Add a finding and return it, borrowed, to be completed with the setters below. `slug` names the
 * project ([A-Za-z0-9._-], at most 64 bytes); `category` is a lower-case word of the same kind that
 * names the section: "logs", "bugs", or your own. `text` is one line and may be foreign text: it is
 * cleaned of control characters here, redacted where it enters a session, and escaped where it
 * leaves. */
enum daydream_status daydream_findings_add(struct daydream_findings *findings, const char *slug,
                                           const char *category, enum daydream_severity severity,
                                           const char *text, struct daydream_finding **out,
                                           struct daydream_error *err);

/* Read findings from JSON: a list of FINDING objects, or an object whose member "findings" is
 * one (daydream(1), section JSON, has the shape). They are added to `findings`; on failure none is.
 */
enum daydream_status daydream_findings_add_json(struct daydream_findings *findings,
                                                const char *json, size_t length,
                                                struct daydream_error *err);

size_t daydream_findings_count(const struct daydream_findings *findings);
const struct daydream_finding *daydream_findings_at(const struct daydream_findings *findings,
                                                    size_t index);

/* Complete a finding. Lines are copied. Evidence is a URL or "path:line". */
enum daydream_status daydream_finding_add_detail(struct daydream_finding *finding, const char *line,
                                                 struct daydream_error *err);
enum daydream_status daydream_finding_add_evidence(struct daydream_finding *finding,
                                                   const char *evidence,
                                                   struct daydream_error *err);
/* How often it happened (1 unless said), and when it first and last did. */
void daydream_finding_set_count(struct daydream_finding *finding, uint64_t count);
void daydream_finding_set_times(struct daydream_finding *finding, int64_t first, int64_t last);
/* What is constant in the finding, from which its fingerprint is made; its text unless said. */
enum daydream_status daydream_finding_set_identity(struct daydream_finding *finding,
                                                   const char *constant,
                                                   struct daydream_error *err);

/* Getters; text is borrowed from the finding. The key is "slug:category", the fingerprint 16 hex
 * digits. Details and evidence are NULL beyond their counts. */
const char *daydream_finding_key(const struct daydream_finding *finding);
enum daydream_severity daydream_finding_severity(const struct daydream_finding *finding);
const char *daydream_finding_text(const struct daydream_finding *finding);
size_t daydream_finding_detail_count(const struct daydream_finding *finding);
const char *daydream_finding_detail(const struct daydream_finding *finding, size_t index);
size_t daydream_finding_evidence_count(const struct daydream_finding *finding);
const char *daydream_finding_evidence(const struct daydream_finding *finding, size_t index);
uint64_t daydream_finding_count(const struct daydream_finding *finding);
int64_t daydream_finding_first(const struct daydream_finding *finding);
int64_t daydream_finding_last(const struct daydream_finding *finding);
const char *daydream_finding_fingerprint(const struct daydream_finding *finding);
/* Its history, known once a run has kept it: DAYDREAM_STATE_NEW and day 1 until then. */
enum daydream_state daydream_finding_state(const struct daydream_finding *finding);
int daydream_finding_days(const struct daydream_finding *finding);

/* ---- Issues ------------------------------------------------------------------------------ */

/* A report issue, in a repository or still on its way there. */
struct daydream_issue;

/* What was done about it. */
enum daydream_action {
    DAYDREAM_ACTION_NONE,      /* nothing to say today */
    DAYDREAM_ACTION_CREATED,   /* filed now */
    DAYDREAM_ACTION_EXISTS,    /* was there before */
    DAYDREAM_ACTION_COMMENTED, /* was there; what only we saw is a comment on it */
    DAYDREAM_ACTION_DUPLICATE, /* filed at the same moment as another's, and closed for it */
    DAYDREAM_ACTION_QUEUED,    /* waits in the outbox; daydream_issue_reason() says why */
    DAYDREAM_ACTION_UPDATED,
    DAYDREAM_ACTION_CLOSED,
    DAYDREAM_ACTION_PLANNED /* dry run: would be filed */
};

/* Look for the report of a date. `date` is "YYYY-MM-DD"; `repo` is "[host/]org/repo", NULL for the
 * origin of the current directory. DAYDREAM_OK with `*out` NULL: there is none. Otherwise `*out`
 * is owned. Any error means "cannot tell", never "no". */
enum daydream_status daydream_find_issue(struct daydream *dd, const char *date, const char *repo,
                                         struct daydream_issue **out, struct daydream_error *err);

/* File the findings as that repository's report of that date, once: when one is there already,
 * that one is returned. What cannot be filed now (no token, no network) is kept in the outbox:
 * that is DAYDREAM_OK with DAYDREAM_ACTION_QUEUED. `*out` is owned. */
enum daydream_status daydream_create_issue(struct daydream *dd,
                                           const struct daydream_findings *findings,
                                           const char *date, const char *repo,
                                           struct daydream_issue **out, struct daydream_error *err);

/* The same in one call each, over a session that is configured from the environment. Any thread. */
enum daydream_status issue_exists_for_date(const char *date, const char *repo,
                                           struct daydream_issue **out, struct daydream_error *err);
enum daydream_status create_daydream_issue(const struct daydream_findings *findings,
                                           const char *date, const char *repo,
                                           struct daydream_issue **out, struct daydream_error *err);

void daydream_issue_free(struct daydream_issue *issue);

/* Borrowed. What is not known is NULL, or 0 for the number; url is NULL while it is queued. */
enum daydream_action daydream_issue_action(const struct daydream_issue *issue);
const char *daydream_issue_action_name(const struct daydream_issue *issue);
int64_t daydream_issue_number(const struct daydream_issue *issue);
const char *daydream_issue_url(const struct daydream_issue *issue);
const char *daydream_issue_repository(const struct daydream_issue *issue); /* host/org/repo */
const char *daydream_issue_title(const struct daydream_issue *issue);
const char *daydream_issue_label(const struct daydream_issue *issue);
const char *daydream_issue_body(const struct daydream_issue *issue); /* Markdown */
const char *daydream_issue_reason(const struct daydream_issue *issue);
/* What keeps a queued issue from being filed: DAYDREAM_ERROR_NO_TOKEN, DAYDREAM_ERROR_NETWORK, ...;
 * DAYDREAM_OK for one that is not queued. */
enum daydream_status daydream_issue_cause(const struct daydream_issue *issue);

/* The issue as JSON, the shape of `daydream issue --json`: owned, freed with daydream_free_text().
 */
enum daydream_status daydream_issue_to_json(const struct daydream_issue *issue, char **out,
                                            struct daydream_error *err);

/* ---- Steps and runs ---------------------------------------------------------------------- */

/* A row of the step table; lives forever. */
struct daydream_step;

/* The steps in their order, from index 0; NULL beyond the last. A step keeps its number of the
 * ten even while others are missing. */
const struct daydream_step *daydream_step_at(size_t index);
int daydream_step_number(const struct daydream_step *step);
const char *daydream_step_name(const struct daydream_step *step);
const char *daydream_step_title(const struct daydream_step *step);
const char *daydream_step_scope(const struct daydream_step *step); /* "project", "home", "all" */

/* The table as JSON, the shape of `daydream steps --json`: owned, freed with daydream_free_text().
 */
enum daydream_status daydream_steps_to_json(char **out, struct daydream_error *err);

/* How a step of a run stands. */
enum daydream_step_status {
    DAYDREAM_STEP_PENDING,
    DAYDREAM_STEP_DONE,
    DAYDREAM_STEP_SKIPPED, /* could not look; the reason says why */
    DAYDREAM_STEP_FAILED   /* is tried again by the next run of the same date */
};

/* One date's work on this machine. There is one per date: a second run of the date goes on with
 * it, does what is missing and repeats nothing. */
struct daydream_run;

/* Open the run of the date that it is now: `*out` is owned. Loads the projects, opens the state
 * and holds its lock until the run is freed; DAYDREAM_ERROR_LOCKED when another process has it.
 * With `dry_run` nothing is written anywhere: no lock, no file, no state, no request that changes
 * something; issues come out as DAYDREAM_ACTION_PLANNED. */
enum daydream_status daydream_run_new(struct daydream *dd, bool dry_run, struct daydream_run **out,
                                      struct daydream_error *err);
void daydream_run_free(struct daydream_run *run);

/* Narrow the run, before its first step; each may be called several times and adds one. */
enum daydream_status daydream_run_only_project(struct daydream_run *run, const char *slug,
                                               struct daydream_error *err);
enum daydream_status daydream_run_only_step(struct daydream_run *run, const char *step,
                                            struct daydream_error *err);
/* Review logs from this time on instead of from the last review. */
void daydream_run_set_since(struct daydream_run *run, int64_t since);

/* Do every step of the table in order. A step that fails is recorded and the others go on: the
 * call returns DAYDREAM_OK unless the run itself could not go on, and daydream_run_failed() tells
 * whether anything failed. */
enum daydream_status daydream_run_all(struct daydream_run *run, struct daydream_error *err);
bool daydream_run_failed(const struct daydream_run *run);

/* Do one step, for each project that it concerns. Returns its own error where it failed; a step
 * that was skipped, or done by an earlier run of the date, is DAYDREAM_OK. */
enum daydream_status daydream_run_step(struct daydream_run *run, const char *step,
                                       struct daydream_error *err);
enum daydream_status daydream_step_review_logs(struct daydream_run *run,
                                               struct daydream_error *err);
enum daydream_status daydream_step_clean_tasks(struct daydream_run *run,
                                               struct daydream_error *err);
enum daydream_status daydream_step_produce_report(struct daydream_run *run,
                                                  struct daydream_error *err);
enum daydream_status daydream_step_create_issues(struct daydream_run *run,
                                                 struct daydream_error *err);

/* What the run knows. All borrowed from the run, and good until its next step. */
const char *daydream_run_date(const struct daydream_run *run);
const struct daydream_projects *daydream_run_projects(const struct daydream_run *run);
enum daydream_step_status daydream_run_step_status(const struct daydream_run *run,
                                                   const char *step);
/* Why a step was skipped or failed; NULL where there is nothing to say. */
const char *daydream_run_step_reason(const struct daydream_run *run, const char *step);
/* Findings and issue of a project; NULL while there is none. */
const struct daydream_findings *daydream_run_findings(const struct daydream_run *run,
                                                      const char *slug);
const struct daydream_issue *daydream_run_issue(const struct daydream_run *run, const char *slug);

/* The run as JSON, the shape of `daydream run --json`: owned, freed with daydream_free_text(). */
enum daydream_status daydream_run_to_json(const struct daydream_run *run, char **out,
                                          struct daydream_error *err);

/* ---- Reports and outbox ------------------------------------------------------------------ */

enum daydream_format {
    DAYDREAM_FORMAT_MARKDOWN,
    DAYDREAM_FORMAT_JSON
};

/* The local report of a date (NULL: the newest one): owned, freed with daydream_free_text().
 * DAYDREAM_ERROR_NOT_FOUND when there is none. */
enum daydream_status daydream_read_report(struct daydream *dd, const char *date,
                                          enum daydream_format format, char **out,
                                          struct daydream_error *err);

/* The issues that wait to be filed, oldest first. */
struct daydream_outbox;
enum daydream_status daydream_outbox_load(struct daydream *dd, struct daydream_outbox **out,
                                          struct daydream_error *err);
void daydream_outbox_free(struct daydream_outbox *outbox);
size_t daydream_outbox_count(const struct daydream_outbox *outbox);
/* Borrowed from the outbox. */
const struct daydream_issue *daydream_outbox_at(const struct daydream_outbox *outbox, size_t index);
int64_t daydream_outbox_queued_at(const struct daydream_outbox *outbox, size_t index);
enum daydream_status daydream_outbox_to_json(const struct daydream_outbox *outbox, char **out,
                                             struct daydream_error *err);

/* Try to file all that waits, oldest first; `*filed` and `*waiting` (either may be NULL) count.
 * DAYDREAM_OK when all of it went out; otherwise the first error, and the rest waits on. */
enum daydream_status daydream_outbox_flush(struct daydream *dd, size_t *filed, size_t *waiting,
                                           struct daydream_error *err);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif

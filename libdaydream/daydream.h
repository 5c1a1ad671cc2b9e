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
 * Rules that hold for every function here, unless it says otherwise:
 *   - Errors. What can fail returns enum daydream_status. The last parameter, `err`, may be NULL.
 *     On failure a result that leaves through `out` is NULL (a plain value: untouched), and an
 *     object that was to be changed is as it was.
 *   - Ownership. "Owned": the caller frees it, with the _free() function of its type. "Borrowed":
 *     it lives as long as the object that it came from, also when something is added to that. Text
 * that is handed in is copied. Every _free() accepts NULL; no other parameter may be NULL unless
 * that is said.
 *   - Values. Text is UTF-8 and ends with NUL. Times are seconds since 1970-01-01 00:00:00 UTC, 0
 *     where unknown. A date is "YYYY-MM-DD" in the time zone of projects.json ("timezone"; without
 *     it in $TZ, else in that of the machine). A getter with an index or a name answers NULL, or
 *     0, where there is nothing.
 *   - Text that comes out may hold foreign text: a log line, an issue's title, the name of a file.
 *     Findings have no control characters in it, but send everything through
 *     daydream_terminal_text() before a terminal gets it.
 *   - Threads. An object, and a session with all that was made from it, belongs to one thread at
 *     a time; functions without an object may be called in any. Two sessions share nothing but
 *     the state directory, where one writes at a time: DAYDREAM_ERROR_LOCKED, see there.
 *   - Manners. The library prints nothing, never exits, installs no signal handler and changes
 *     neither locale nor working directory. It asks `git` and `gh` as child processes and waits
 *     for them by their id, so a host must neither ignore SIGCHLD nor wait for every child.
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

/* The result of a function: its cause, and what the caller should do. */
enum daydream_status {
    DAYDREAM_OK = 0,
    DAYDREAM_ERROR_MEMORY,     /* no memory; free some and call again */
    DAYDREAM_ERROR_ARGUMENT,   /* a parameter breaks its rule; mend the call */
    DAYDREAM_ERROR_CONFIG,     /* projects.json cannot be read; mend it where the text says */
    DAYDREAM_ERROR_FILE,       /* a file or directory refused; look at its path and permissions */
    DAYDREAM_ERROR_STATE,      /* the state database cannot be used; nothing in it was changed */
    DAYDREAM_ERROR_LOCKED,     /* somebody writes to the same state, in whatever process; wait */
    DAYDREAM_ERROR_PROGRAM,    /* `git` is missing, failed or took too long; name a repository */
    DAYDREAM_ERROR_NO_TOKEN,   /* no token for that host; set one (see daydream_option) */
    DAYDREAM_ERROR_OFFLINE,    /* the session is offline; nothing was tried */
    DAYDREAM_ERROR_NETWORK,    /* the request had no effect; calling again is safe */
    DAYDREAM_ERROR_AMBIGUOUS,  /* the request may have had its effect; look before trying again */
    DAYDREAM_ERROR_AUTH,       /* 401: the token is refused; renew it */
    DAYDREAM_ERROR_FORBIDDEN,  /* 403: the token lacks the permission that the text names */
    DAYDREAM_ERROR_NOT_FOUND,  /* it does not exist, or (404) the token may not see it */
    DAYDREAM_ERROR_GONE,       /* 410: issues are switched off there; switch them on */
    DAYDREAM_ERROR_REJECTED,   /* any other 4xx: the server refuses this content */
    DAYDREAM_ERROR_RATE_LIMIT, /* too many requests; not before daydream_error.retry_at */
    DAYDREAM_ERROR_SERVER,     /* 5xx: the server is ill; later */
    DAYDREAM_ERROR_PROTOCOL    /* the answer is not what the service promises (say, a login page) */
};

/* An error, filled by the function that failed; owned by the caller, who sets it to
 * DAYDREAM_ERROR_INIT before each call whose error is wanted: one that already holds an error keeps
 * it, so that after several calls the first is there. The returned status is always the call's own.
 */
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

/* The library's version, "0.1.0"; borrowed, lives forever. */
const char *daydream_version(void);

/* A stable lower-case word for a status ("ok", "no-token", ...), "unknown" for a number that is
 * none; borrowed, lives forever. */
const char *daydream_status_name(enum daydream_status status);

/* Free a text that a function returned as owned; NULL is fine. */
void daydream_free_text(char *text);

/* Read an RFC 3339 time ("2026-02-18T06:00:00-08:00"; fractions are dropped, the zone is needed).
 * DAYDREAM_ERROR_ARGUMENT when it is none. */
enum daydream_status daydream_parse_time(const char *text, int64_t *out,
                                         struct daydream_error *err);

/* Make text safe to print on a terminal: each escape sequence, each control character but line feed
 * and tab, and whatever is no UTF-8 becomes U+FFFD. `*out` is owned, freed with
 * daydream_free_text(). */
enum daydream_status daydream_terminal_text(const char *text, char **out,
                                            struct daydream_error *err);

/* ---- Session ----------------------------------------------------------------------------- */

/* What a session is configured with. Opaque. */
struct daydream;

/* Settings of a session, each a text. The variable in parentheses is where
 * daydream_use_environment() takes it from. "Marker": the hidden line in an issue's body by which
 * daydream knows its reports. */
enum daydream_option {
    DAYDREAM_OPTION_CONFIG,           /* path of projects.json ($DAYDREAM_CONFIG) */
    DAYDREAM_OPTION_STATE_DIR,        /* directory of state and reports ($DAYDREAM_STATE_DIR) */
    DAYDREAM_OPTION_GITHUB_TOKEN,     /* for github.com ($GH_TOKEN, else $GITHUB_TOKEN) */
    DAYDREAM_OPTION_ENTERPRISE_TOKEN, /* for other GitHub hosts that projects.json or a caller
                                       * names, and not only a git remote ($GH_ENTERPRISE_TOKEN) */
    DAYDREAM_OPTION_GITHUB_API_URL,   /* replaces https://api.github.com ($GITHUB_API_URL) */
    DAYDREAM_OPTION_GH_PROGRAM,       /* asked for a token where none is set; "": none is */
    DAYDREAM_OPTION_CA_FILE,          /* PEM file of certificate authorities to trust instead */
    DAYDREAM_OPTION_OFFLINE,          /* "1", or unset: no network, no token is looked for */
    DAYDREAM_OPTION_HOST_NAME,        /* for "machines" in projects.json; unset: uname(2)'s */
    DAYDREAM_OPTION_MACHINE_ID,       /* 16 hex digits for the marker; unset: the state's own */
    DAYDREAM_OPTION_RUN_ID,           /* UUID for the marker; unset: a new one for each run */
    DAYDREAM_OPTION_ON_EXISTING,      /* "comment" or "skip": what becomes of findings that a report
                                       * lacks which is there; unset: issue.on_existing of
                                       * projects.json, else "comment" */
    DAYDREAM_OPTION_SENTRY_TOKEN,     /* with the scope event:read ($SENTRY_AUTH_TOKEN) */
    DAYDREAM_OPTION_SENTRY_URL,       /* replaces https://sentry.io ($SENTRY_URL) */
    DAYDREAM_OPTION_SENTRY_ORG,       /* slug; unset: what projects.json says ($SENTRY_ORG) */
    DAYDREAM_OPTION_SENTRY_PROJECT,   /* slug or number; the same ($SENTRY_PROJECT) */
    DAYDREAM_OPTION_LLM_KEY,          /* for Anthropic's API ($ANTHROPIC_API_KEY) */
    DAYDREAM_OPTION_LLM_URL,          /* unset: llm.url of projects.json, else
                                       * https://api.anthropic.com ($ANTHROPIC_BASE_URL) */
    DAYDREAM_OPTION_LLM_MODEL         /* unset: llm.model of projects.json, else a model of ours
                                       * ($ANTHROPIC_MODEL) */
};

enum daydream_log_level {
    DAYDREAM_LOG_DEBUG,
    DAYDREAM_LOG_INFO,
    DAYDREAM_LOG_WARNING, /* something was skipped or odd; the work goes on */
    DAYDREAM_LOG_ERROR    /* something failed */
};

/* Gets one line of text, without a newline at its end; borrowed for the call. */
typedef void (*daydream_log_fn)(void *user, enum daydream_log_level level, const char *text);

/* Called when a step begins (done = 0) and ends (done = 1) for the project `slug`, which is NULL
 * for a step that is for all of them. Not called for what was done when the date's run was opened
 * before. */
typedef void (*daydream_progress_fn)(void *user, int number, const char *step, const char *slug,
                                     int done);

/* The present time, seconds since 1970-01-01 00:00:00 UTC. */
typedef int64_t (*daydream_now_fn)(void *user);

/* Wait for so many milliseconds; a test may return at once. A run waits between writes, before it
 * tries again, and for a rate limit to end: two minutes at once at most, an hour in all. */
typedef void (*daydream_sleep_fn)(void *user, int64_t milliseconds);

/* One HTTP request, all of it borrowed for the call. Later versions may add members at its end. */
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
/* Append bytes of the decoded body. Both copy; when one fails (no memory, or the answer grows over
 * 16 MiB), stop and return that status from the transport. */
enum daydream_status daydream_http_response_add_body(struct daydream_http_response *response,
                                                     const void *data, size_t length);

/* A host program's own HTTP. It carries out one exchange without following redirects and
 * without retrying, and returns DAYDREAM_OK whatever the HTTP status is. When no answer came:
 * DAYDREAM_ERROR_NETWORK if the server cannot have seen the request, otherwise
 * DAYDREAM_ERROR_AMBIGUOUS, with `err` filled. It is not called in an offline session. */
typedef enum daydream_status (*daydream_transport_fn)(void *user,
                                                      const struct daydream_http_request *request,
                                                      struct daydream_http_response *response,
                                                      struct daydream_error *err);

/* A session that reads nothing of its environment: owned. Opens no file and no connection. Without
 * any option it can load the project of the current directory; all that keeps state fails with
 * DAYDREAM_ERROR_ARGUMENT unless DAYDREAM_OPTION_STATE_DIR, or "state_dir" in projects.json, says
 * where. */
enum daydream_status daydream_new(struct daydream **out, struct daydream_error *err);

/* Free a session; what it made lives on, but for its runs, which must be freed before. */
void daydream_free(struct daydream *dd);

/* Set one option; NULL takes it back. DAYDREAM_ERROR_ARGUMENT when the value breaks the option's
 * rule (a token with a line break, a URL that is neither https nor loopback), or when it is for the
 * network (token, URL, program, CA file, offline) and the session has used the network already.
 * What is open already, a run say, keeps what it was opened with. */
enum daydream_status daydream_set(struct daydream *dd, enum daydream_option option,
                                  const char *value, struct daydream_error *err);

/* Take every option that is not set from its environment variable, and projects.json from ./config,
 * else from $XDG_CONFIG_HOME/daydream, if it is there. Later, when a token is needed and none is
 * set, $XDG_CONFIG_HOME/daydream/token is read (for github.com; left out with a warning unless its
 * mode is 0600), else `gh auth token` is asked, unless DAYDREAM_OPTION_GH_PROGRAM was set before.
 * What is not set for Sentry is read in ~/.sentryclirc, after the home project's own .sentryclirc,
 * which is read in any case and must not name an address.
 * State goes to $XDG_STATE_HOME/daydream where nothing else says. GH_REPO is not read.
 * DAYDREAM_ERROR_ARGUMENT when a variable breaks its option's rule; options before it are set then.
 */
enum daydream_status daydream_use_environment(struct daydream *dd, struct daydream_error *err);

/* Callbacks; NULL takes one back (for the clock: the system's serves instead). `user` is handed to
 * each call and never touched. They are called in the thread that called the library and must not
 * call it for the same session. The transport must be set before the session uses the network. The
 * local report of a run whose clock was set tells of no durations, as it is to be the same for the
 * same input. */
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
 * (DAYDREAM_ERROR_CONFIG, with file, line and column). Without DAYDREAM_OPTION_CONFIG the git
 * repository of the current directory is the only project, and the home project;
 * DAYDREAM_ERROR_CONFIG when it is in none. */
enum daydream_status daydream_load_projects(struct daydream *dd, struct daydream_projects **out,
                                            struct daydream_error *err);

/* The same in one call, over a session that is configured from the environment. */
enum daydream_status load_local_projects(struct daydream_projects **out,
                                         struct daydream_error *err);

void daydream_projects_free(struct daydream_projects *projects);
size_t daydream_projects_count(const struct daydream_projects *projects);

/* Borrowed. */
const struct daydream_project *daydream_projects_at(const struct daydream_projects *projects,
                                                    size_t index);

/* The project that steps of the scope "home" look at; NULL when there is none. Borrowed. */
const struct daydream_project *daydream_projects_home(const struct daydream_projects *projects);

/* Projects that were skipped: slug, as one line of whatever the file has there, and the reason for
 * people. Borrowed. */
size_t daydream_projects_skipped_count(const struct daydream_projects *projects);
const char *daydream_projects_skipped_slug(const struct daydream_projects *projects, size_t index);
const char *daydream_projects_skipped_reason(const struct daydream_projects *projects,
                                             size_t index);

/* The list as JSON, the shape of `daydream projects --json`: `*out` is owned, freed with
 * daydream_free_text(). */
enum daydream_status daydream_projects_to_json(const struct daydream_projects *projects, char **out,
                                               struct daydream_error *err);

/* Borrowed from the project list. The name is the slug where the file has none, the directory is
 * absolute. Organisation, repository and host ("github.com" unless the file says otherwise) are
 * NULL for a project without a GitHub repository. */
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

/* A finding's place in its history. */
enum daydream_state {
    DAYDREAM_STATE_NEW,       /* not seen in the 14 days before */
    DAYDREAM_STATE_RECURRING, /* seen in these; daydream_finding_days() says for how long */
    DAYDREAM_STATE_RESOLVED   /* seen by the run before, not by this one */
};

enum daydream_status daydream_findings_new(struct daydream_findings **out,
                                           struct daydream_error *err);
void daydream_findings_free(struct daydream_findings *findings);

/* Add a finding and return it, borrowed until the list is freed, to be completed with the setters
 * below; `out` may be NULL. `slug` names the project ([A-Za-z0-9._-], at most 64 bytes, beginning
 * with neither "." nor "-"); `category` is a lower-case word of the same kind that names the
 * section: "logs", "bugs", or your own. DAYDREAM_ERROR_ARGUMENT for others. `text` may be foreign
 * text of any kind: it is made one line here ("(no text)" where nothing is left), redacted and cut
 * to 600 bytes by a run and by daydream_create_issue(), and escaped where it becomes Markdown. */
enum daydream_status daydream_findings_add(struct daydream_findings *findings, const char *slug,
                                           const char *category, enum daydream_severity severity,
                                           const char *text, struct daydream_finding **out,
                                           struct daydream_error *err);

/* Read findings from `length` bytes of JSON: a list of objects, or an object whose member
 * "findings" is one. An object has "key" ("slug:category") and "text", and may have "severity",
 * "details", "evidence", "count", "first", "last" and "fingerprint"; daydream(1), section JSON, has
 * the shape. They are added to `findings`; DAYDREAM_ERROR_ARGUMENT, and none is, when one breaks a
 * rule. */
enum daydream_status daydream_findings_add_json(struct daydream_findings *findings,
                                                const char *json, size_t length,
                                                struct daydream_error *err);

size_t daydream_findings_count(const struct daydream_findings *findings);
const struct daydream_finding *daydream_findings_at(const struct daydream_findings *findings,
                                                    size_t index);

/* Complete a finding. A detail or an evidence (a URL or "path:line") is treated as its text is, and
 * cut to 1000 bytes; DAYDREAM_ERROR_ARGUMENT for more than 100 of either. The URL at an index is
 * about the detail at that index, which becomes a link where the page is in the project's own
 * repository. */
enum daydream_status daydream_finding_add_detail(struct daydream_finding *finding, const char *line,
                                                 struct daydream_error *err);
enum daydream_status daydream_finding_add_evidence(struct daydream_finding *finding,
                                                   const char *evidence,
                                                   struct daydream_error *err);
/* How often it happened (1 unless said), and when it first and last did. */
void daydream_finding_set_count(struct daydream_finding *finding, uint64_t count);
void daydream_finding_set_times(struct daydream_finding *finding, int64_t first, int64_t last);
/* What is constant in the finding from one day to the next; its fingerprint is made of that.
 * Default: its text. */
enum daydream_status daydream_finding_set_identity(struct daydream_finding *finding,
                                                   const char *constant,
                                                   struct daydream_error *err);

/* Getters; text is borrowed from the finding, until a setter or a run changes it. The key is
 * "slug:category", the fingerprint 16 lower-case hex digits. */
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
/* Its history, known once a run has kept it: DAYDREAM_STATE_NEW and day 1 until then. Days are
 * counted from the date on which it was new, which is day 1. */
enum daydream_state daydream_finding_state(const struct daydream_finding *finding);
int daydream_finding_days(const struct daydream_finding *finding);
/* Is it recurring, and its count at least twice that of the run that saw it before? */
bool daydream_finding_is_worse(const struct daydream_finding *finding);

/* ---- Issues ------------------------------------------------------------------------------ */

/* A report issue, in a repository or still on its way there. */
struct daydream_issue;

/* What was done about it. */
enum daydream_action {
    DAYDREAM_ACTION_NONE,      /* nothing to say today */
    DAYDREAM_ACTION_CREATED,   /* filed now */
    DAYDREAM_ACTION_EXISTS,    /* was there before */
    DAYDREAM_ACTION_COMMENTED, /* was there; a comment on it has what only we saw */
    DAYDREAM_ACTION_DUPLICATE, /* filed a moment after another's and closed for that one, which it
                                  is */
    DAYDREAM_ACTION_QUEUED,    /* waits in the outbox; daydream_issue_reason() says why */
    DAYDREAM_ACTION_UPDATED,   /* one issue for many days: brought up to date */
    DAYDREAM_ACTION_CLOSED,    /* one issue for many days: nothing is left */
    DAYDREAM_ACTION_PLANNED    /* dry run: would be filed */
};

/* In these, `repo` is "[host/]org/repo", NULL for the git remote "origin" of the current directory.
 *
 * Look in a repository for the report of a date, open or closed, whoever of those that may write
 * there filed it. DAYDREAM_OK with `*out` NULL: there is none. Otherwise `*out` is owned and
 * DAYDREAM_ACTION_EXISTS. Any error (no token, no network, ...) means "cannot tell", never "no".
 * The outbox is not looked at. */
enum daydream_status daydream_find_issue(struct daydream *dd, const char *date, const char *repo,
                                         struct daydream_issue **out, struct daydream_error *err);

/* File all of the findings, whatever their slugs and severities, as that repository's report of
 * that date, once: when one is there, that one is returned, and a comment on it has those of the
 * findings that neither it nor its comments have (DAYDREAM_ACTION_COMMENTED; none with
 * DAYDREAM_OPTION_ON_EXISTING "skip"). While another one waits in the outbox that one is tried
 * again, and these findings come in when it is filed, else not at all. The details of findings of
 * the category "logs" are left out of a repository that is public, or may be, unless its project
 * has "publish_samples" (daydream-projects(5)). `*out` is owned. Whatever
 * keeps it from being filed now (no token, no network, a refusal of the server) is DAYDREAM_OK with
 * DAYDREAM_ACTION_QUEUED: it is in the outbox, and daydream_issue_cause() says why. No error
 * but these comes after something was sent: DAYDREAM_ERROR_STATE, _FILE, _LOCKED and _MEMORY, when
 * the result could not be written down; whoever comes next looks before sending it again.
 * DAYDREAM_ERROR_ARGUMENT for no findings or a bad date or repository, DAYDREAM_ERROR_LOCKED also
 * while a run of the same state is open. */
enum daydream_status daydream_create_issue(struct daydream *dd,
                                           const struct daydream_findings *findings,
                                           const char *date, const char *repo,
                                           struct daydream_issue **out, struct daydream_error *err);

/* The same in one call each, over a session that is configured from the environment. */
enum daydream_status issue_exists_for_date(const char *date, const char *repo,
                                           struct daydream_issue **out, struct daydream_error *err);
enum daydream_status create_daydream_issue(const struct daydream_findings *findings,
                                           const char *date, const char *repo,
                                           struct daydream_issue **out, struct daydream_error *err);

/* Put a repository in order: file what the outbox holds for it, settle what was filed there and
 * never confirmed, and close each open report of our own login that is not the one of its date,
 * after what only it says went into a comment on that. Looks back to `date` (NULL: 30 days). Never
 * touches an issue of anybody else, nor one younger than ten minutes. `*closed` (may be NULL)
 * counts what was closed, or with `dry_run`, when nothing is sent, what would be. Whatever keeps it
 * from being done is an error; doing it again goes on. DAYDREAM_ERROR_LOCKED while a run of the
 * same state is open. */
enum daydream_status daydream_sweep_issues(struct daydream *dd, const char *repo, const char *date,
                                           bool dry_run, size_t *closed,
                                           struct daydream_error *err);

void daydream_issue_free(struct daydream_issue *issue);

/* Borrowed. What is not known is NULL, or 0 for the number; url is NULL while it is queued. Title,
 * label and body are what daydream files; of an issue that was found title and body are the
 * server's. The reason says why it is queued. The action's name is a word of daydream(1) and lives
 * forever. */
enum daydream_action daydream_issue_action(const struct daydream_issue *issue);
const char *daydream_issue_action_name(const struct daydream_issue *issue);
int64_t daydream_issue_number(const struct daydream_issue *issue);
const char *daydream_issue_url(const struct daydream_issue *issue);
const char *daydream_issue_repository(const struct daydream_issue *issue); /* host/org/repo */
const char *daydream_issue_title(const struct daydream_issue *issue);
const char *daydream_issue_label(const struct daydream_issue *issue);
const char *daydream_issue_body(const struct daydream_issue *issue); /* Markdown */
const char *daydream_issue_reason(const struct daydream_issue *issue);
/* What keeps an issue that was queued just now from being filed: DAYDREAM_ERROR_NO_TOKEN,
 * DAYDREAM_ERROR_NETWORK, ...; DAYDREAM_OK for any other, also one that the outbox has kept. */
enum daydream_status daydream_issue_cause(const struct daydream_issue *issue);

/* The issue as JSON, the shape of `daydream issue --json`: owned, freed with daydream_free_text().
 */
enum daydream_status daydream_issue_to_json(const struct daydream_issue *issue, char **out,
                                            struct daydream_error *err);

/* ---- Steps and runs ---------------------------------------------------------------------- */

/* A row of the step table; lives forever. */
struct daydream_step;

/* The ten steps in their order, from index 0; NULL beyond the last. */
const struct daydream_step *daydream_step_at(size_t index);
int daydream_step_number(const struct daydream_step *step);
const char *daydream_step_name(const struct daydream_step *step);
const char *daydream_step_title(const struct daydream_step *step);
const char *daydream_step_scope(const struct daydream_step *step); /* "project", "home", "all" */

/* The table as JSON, the shape of `daydream steps --json`: owned, freed with daydream_free_text().
 */
enum daydream_status daydream_steps_to_json(char **out, struct daydream_error *err);

/* How a step of a run stands. Over several projects it is the first of these that is true: failed
 * for one, done for one, skipped for all, pending. */
enum daydream_step_status {
    DAYDREAM_STEP_PENDING,
    DAYDREAM_STEP_DONE,
    DAYDREAM_STEP_SKIPPED, /* could not look; the reason says why */
    DAYDREAM_STEP_FAILED   /* is tried again when the date's run is opened again */
};

/* One date's work on this machine. There is one run per date: when it is opened again it does what
 * was skipped or failed, sends what waits, and repeats nothing else. */
struct daydream_run;

/* Open the run of today, by the session's clock: `*out` is owned. Loads the projects, opens the
 * state and holds its lock until the run is freed; DAYDREAM_ERROR_LOCKED when somebody else has it,
 * in this process too. With `dry_run` nothing is written anywhere: no lock, no file, no state, no
 * request that changes something; issues come out as DAYDREAM_ACTION_PLANNED. */
enum daydream_status daydream_run_new(struct daydream *dd, bool dry_run, struct daydream_run **out,
                                      struct daydream_error *err);
void daydream_run_free(struct daydream_run *run);

/* Narrow the run to some projects (steps of the scope "all" are done as ever), and what
 * daydream_run_all() does to some steps: one more with each call. DAYDREAM_ERROR_ARGUMENT for a
 * slug that is not on this machine, or a step that is not there. */
enum daydream_status daydream_run_only_project(struct daydream_run *run, const char *slug,
                                               struct daydream_error *err);
enum daydream_status daydream_run_only_step(struct daydream_run *run, const char *step,
                                            struct daydream_error *err);
/* Review logs from this time on instead of from the last review, where that was not done yet; 0
 * takes it back. */
void daydream_run_set_since(struct daydream_run *run, int64_t since);

/* Do the steps of the table in order, and the local report once more at the end. A step that fails
 * is recorded and the others go on: the call returns DAYDREAM_OK unless the run itself could not go
 * on (DAYDREAM_ERROR_STATE, DAYDREAM_ERROR_MEMORY), and daydream_run_failed() tells whether
 * anything has failed since the run was opened; what was skipped has not. */
enum daydream_status daydream_run_all(struct daydream_run *run, struct daydream_error *err);
bool daydream_run_failed(const struct daydream_run *run);

/* Do one step, for each project that it concerns and that daydream_run_only_project() left in. A
 * failure for one project does not keep it from the others; the first is returned. A step that was
 * skipped, was done already, or concerns nobody is DAYDREAM_OK. The order is the caller's: the
 * report and the issues, which may be done again, tell what is known by then. create-issues fails
 * where an issue waits although there is a token. The functions below are the same, one a step. */
enum daydream_status daydream_run_step(struct daydream_run *run, const char *step,
                                       struct daydream_error *err);
enum daydream_status daydream_step_clean_legacy(struct daydream_run *run,
                                                struct daydream_error *err);
enum daydream_status daydream_step_review_logs(struct daydream_run *run,
                                               struct daydream_error *err);
enum daydream_status daydream_step_check_sentry(struct daydream_run *run,
                                                struct daydream_error *err);
enum daydream_status daydream_step_clean_tasks(struct daydream_run *run,
                                               struct daydream_error *err);
enum daydream_status daydream_step_check_docs(struct daydream_run *run, struct daydream_error *err);
enum daydream_status daydream_step_analyze_sessions(struct daydream_run *run,
                                                    struct daydream_error *err);
enum daydream_status daydream_step_reflect(struct daydream_run *run, struct daydream_error *err);
enum daydream_status daydream_step_consolidate_memory(struct daydream_run *run,
                                                      struct daydream_error *err);
enum daydream_status daydream_step_produce_report(struct daydream_run *run,
                                                  struct daydream_error *err);
enum daydream_status daydream_step_create_issues(struct daydream_run *run,
                                                 struct daydream_error *err);

/* What the run knows, the results of earlier openings too. All borrowed, and good until its next
 * step. */
const char *daydream_run_date(const struct daydream_run *run);
const struct daydream_projects *daydream_run_projects(const struct daydream_run *run);
enum daydream_step_status daydream_run_step_status(const struct daydream_run *run,
                                                   const char *step);
/* Why a step was skipped or failed, and for which projects; NULL where there is nothing to say. */
const char *daydream_run_step_reason(const struct daydream_run *run, const char *step);
/* Findings of a project, resolved ones too, and its issue, with the text that this machine has for
 * it: NULL while nothing is known of one, then DAYDREAM_ACTION_NONE on a quiet day. NULL for a slug
 * that is not on this machine, and for findings that cannot be read back, which the log says. */
const struct daydream_findings *daydream_run_findings(const struct daydream_run *run,
                                                      const char *slug);
const struct daydream_issue *daydream_run_issue(const struct daydream_run *run, const char *slug);
/* The same, read back from the state for the caller: `*out` is owned. So a program that goes over
 * many projects holds one at a time. DAYDREAM_OK with `*out` NULL where nothing is known of an
 * issue; DAYDREAM_ERROR_ARGUMENT for a slug that is not on this machine. */
enum daydream_status daydream_run_load_findings(const struct daydream_run *run, const char *slug,
                                                struct daydream_findings **out,
                                                struct daydream_error *err);
enum daydream_status daydream_run_load_issue(const struct daydream_run *run, const char *slug,
                                             struct daydream_issue **out,
                                             struct daydream_error *err);
/* Has every step that looks at a project done so, and wholly? Where not, that it has no findings
 * says nothing; its report names the steps. */
bool daydream_run_is_whole(const struct daydream_run *run, const char *slug);

/* The run as JSON, the shape of `daydream run --json`: owned, freed with daydream_free_text(). */
enum daydream_status daydream_run_to_json(const struct daydream_run *run, char **out,
                                          struct daydream_error *err);

/* ---- Reports and outbox ------------------------------------------------------------------ */

enum daydream_format {
    DAYDREAM_FORMAT_MARKDOWN,
    DAYDREAM_FORMAT_JSON
};

/* The local report of a date (NULL: the newest one), the JSON in the shape of `daydream run
 * --json`: owned, freed with daydream_free_text(). DAYDREAM_ERROR_NOT_FOUND when there is none. */
enum daydream_status daydream_read_report(struct daydream *dd, const char *date,
                                          enum daydream_format format, char **out,
                                          struct daydream_error *err);

/* The issues that wait to be filed, oldest first, as they were when it was loaded; an empty list
 * when there are none, or no state yet. */
struct daydream_outbox;
/* `*out` is owned. */
enum daydream_status daydream_outbox_load(struct daydream *dd, struct daydream_outbox **out,
                                          struct daydream_error *err);
void daydream_outbox_free(struct daydream_outbox *outbox);
size_t daydream_outbox_count(const struct daydream_outbox *outbox);
/* Borrowed from the outbox. */
const struct daydream_issue *daydream_outbox_at(const struct daydream_outbox *outbox, size_t index);
/* Its number, by which daydream_outbox_drop() knows it and which no other ever gets; when it was
 * queued, and how many seconds before the outbox was loaded that was; and whether the issue may be
 * in its repository already, because an answer was lost or something is still to be done there. */
int64_t daydream_outbox_id(const struct daydream_outbox *outbox, size_t index);
int64_t daydream_outbox_queued_at(const struct daydream_outbox *outbox, size_t index);
int64_t daydream_outbox_age(const struct daydream_outbox *outbox, size_t index);
bool daydream_outbox_may_be_there(const struct daydream_outbox *outbox, size_t index);
/* The list, or one of it (DAYDREAM_ERROR_NOT_FOUND beyond its end), as JSON, the shapes of
 * `daydream outbox list --json` and `daydream outbox show --json`: owned, freed with
 * daydream_free_text(). */
enum daydream_status daydream_outbox_to_json(const struct daydream_outbox *outbox, char **out,
                                             struct daydream_error *err);
enum daydream_status daydream_outbox_item_to_json(const struct daydream_outbox *outbox,
                                                  size_t index, char **out,
                                                  struct daydream_error *err);

/* Try to file all that waits, the oldest date first, and each repository's in the order of their
 * dates. `*filed` and `*waiting` (either may be NULL) count the
 * issues that are in their repository now, and those that still wait; they are set on failure too,
 * and 0 where the outbox could not be opened. DAYDREAM_OK when none waits any more; otherwise the
 * reason of the first that does, which keeps none of the others back, with err->retry_at where a
 * rate limit says until when. DAYDREAM_ERROR_LOCKED while a run of the same state is open. */
enum daydream_status daydream_outbox_flush(struct daydream *dd, size_t *filed, size_t *waiting,
                                           struct daydream_error *err);

/* Let an issue go that waits: it is not tried any more, and no run of its date writes it again (a
 * rolling one is written anew by the next run that has findings). Its findings stay in the state
 * and in the local report. DAYDREAM_ERROR_NOT_FOUND when none of that number waits,
 * DAYDREAM_ERROR_LOCKED while a run of the same state is open. */
enum daydream_status daydream_outbox_drop(struct daydream *dd, int64_t id,
                                          struct daydream_error *err);

/* ---- Lessons ----------------------------------------------------------------------------- */

/* The lessons in data/lessons_learned.jsonl of the home project, as they were when they were
 * loaded: the one that was seen last first; of one date the most frequent. */
struct daydream_lessons;
struct daydream_lesson;

/* Load those that were seen on the date `since` (NULL: whenever) or later: `*out` is owned, and
 * empty where the file is missing. DAYDREAM_ERROR_NOT_FOUND when no project here is home,
 * DAYDREAM_ERROR_FILE when the file cannot be read, has more than 4 MiB, or is a link that leads
 * out of the project. */
enum daydream_status daydream_lessons_load(struct daydream *dd, const char *since,
                                           struct daydream_lessons **out,
                                           struct daydream_error *err);
void daydream_lessons_free(struct daydream_lessons *lessons);
size_t daydream_lessons_count(const struct daydream_lessons *lessons);
/* Borrowed from the lessons, and so is the path of their file, be it there or not. */
const struct daydream_lesson *daydream_lessons_at(const struct daydream_lessons *lessons,
                                                  size_t index);
const char *daydream_lessons_path(const struct daydream_lessons *lessons);
/* How many lines of the file are no lesson; they stay as they are. */
size_t daydream_lessons_unread(const struct daydream_lessons *lessons);

/* Borrowed from the lesson; texts are one line each, without secrets, "" where the file has none.
 * The date on which it came into the file, the last one that saw it, and how many did; how often
 * others found it useful. */
const char *daydream_lesson_date(const struct daydream_lesson *lesson);
const char *daydream_lesson_last_seen(const struct daydream_lesson *lesson);
int64_t daydream_lesson_times(const struct daydream_lesson *lesson);
int64_t daydream_lesson_validated(const struct daydream_lesson *lesson);
const char *daydream_lesson_category(const struct daydream_lesson *lesson);
const char *daydream_lesson_summary(const struct daydream_lesson *lesson);
const char *daydream_lesson_pattern(const struct daydream_lesson *lesson);
const char *daydream_lesson_prevention(const struct daydream_lesson *lesson);
const char *daydream_lesson_source_session(const struct daydream_lesson *lesson);

/* The list as JSON, the shape of `daydream lessons --json`: owned, freed with
 * daydream_free_text(). */
enum daydream_status daydream_lessons_to_json(const struct daydream_lessons *lessons, char **out,
                                              struct daydream_error *err);

/* ---- Log review -------------------------------------------------------------------------- */

/* How grave an event in a log is. */
enum daydream_level {
    DAYDREAM_LEVEL_NONE, /* its line names none */
    DAYDREAM_LEVEL_TRACE,
    DAYDREAM_LEVEL_DEBUG,
    DAYDREAM_LEVEL_INFO,
    DAYDREAM_LEVEL_NOTICE,
    DAYDREAM_LEVEL_WARNING,
    DAYDREAM_LEVEL_ERROR,
    DAYDREAM_LEVEL_CRITICAL
};

/* A stable lower-case word for a level ("error"), "-" for none; borrowed, lives forever. And the
 * level of such a word, or of another that loggers use ("WARN", "fatal"): false when it is none. */
const char *daydream_level_name(enum daydream_level level);
bool daydream_level_parse(const char *word, enum daydream_level *out);

/* A text of any bytes without its secrets: tokens of known services, what stands behind a name that
 * says so, and the values of secret-named variables. Each is replaced by "[redacted:kind]"; doing
 * it twice changes nothing more. `*out` is owned (daydream_free_text()) and ends with a NUL that
 * `*out_length` (may be NULL) does not count. DAYDREAM_ERROR_CONFIG when a pattern of projects.json
 * cannot be used, DAYDREAM_ERROR_STATE when a text costs more than it may: then there is none. */
enum daydream_status daydream_redact(struct daydream *dd, const char *text, size_t length,
                                     char **out, size_t *out_length, struct daydream_error *err);

/* The same for all that can be read from the descriptor `in`, of any length, in bounded memory.
 * `out` may be -1: then it only looks, and stops at the first secret. `*count` becomes how many
 * were found. Both descriptors stay open. DAYDREAM_ERROR_FILE when reading or writing failed: what
 * was written until then is clean. */
enum daydream_status daydream_redact_descriptor(struct daydream *dd, int in, int out,
                                                uint64_t *count, struct daydream_error *err);

/* A review of any log files, as step review-logs does it for a project's, without remembering
 * anything: lines in, groups of messages that differ in their variables only out. Set what is to
 * be looked at, read files, then look at the groups. */
struct daydream_logs;

/* `*out` is owned; the session must live as long. Stamps that name no zone are read in that of $TZ,
 * else in that of the machine. */
enum daydream_status daydream_logs_new(struct daydream *dd, struct daydream_logs **out,
                                       struct daydream_error *err);
void daydream_logs_free(struct daydream_logs *logs);

/* Before the first file: the first second that counts and the first that does not any more (0: no
 * such limit); the least level that counts (DAYDREAM_LEVEL_WARNING unless set; with
 * DAYDREAM_LEVEL_NONE lines without a level count, too); whether to remember which group each event
 * belongs to, for daydream_logs_each_event(), in a temporary file. */
void daydream_logs_set_window(struct daydream_logs *logs, int64_t from, int64_t to);
void daydream_logs_set_minimum(struct daydream_logs *logs, enum daydream_level minimum);
void daydream_logs_keep_events(struct daydream_logs *logs);

/* Is told now and then, while a file is read that takes its time, how many of its bytes on the disk
 * were read; `size` is 0 where nobody knows how many there are. */
typedef void (*daydream_logs_progress_fn)(void *user, const char *name, uint64_t done,
                                          uint64_t size);
void daydream_logs_set_progress(struct daydream_logs *logs, daydream_logs_progress_fn fn,
                                void *user);

/* Read a file, or an open descriptor from where it stands (it stays open) under a `name`. Files may
 * be compressed by gzip or zstd. DAYDREAM_ERROR_FILE when it could not be read, or not to its end:
 * what was read counts. */
enum daydream_status daydream_logs_read(struct daydream_logs *logs, const char *path,
                                        struct daydream_error *err);
enum daydream_status daydream_logs_read_descriptor(struct daydream_logs *logs, int fd,
                                                   const char *name, struct daydream_error *err);

/* What was read: bytes (of compressed files those that were in them), lines, and the events that
 * count. */
uint64_t daydream_logs_bytes(const struct daydream_logs *logs);
uint64_t daydream_logs_lines(const struct daydream_logs *logs);
uint64_t daydream_logs_events(const struct daydream_logs *logs);

/* Make the groups of what was read: the gravest first, then the most frequent. Reading more unmakes
 * them. */
enum daydream_status daydream_logs_group(struct daydream_logs *logs, struct daydream_error *err);

/* A group of events with one template and of one level. Groups are borrowed until the next file is
 * read. */
struct daydream_log_group;
size_t daydream_logs_group_count(const struct daydream_logs *logs);
const struct daydream_log_group *daydream_logs_group_at(const struct daydream_logs *logs,
                                                        size_t index);
/* How many events stand in the last group, "(other messages)", because there were too many
 * templates to tell all of them apart. */
uint64_t daydream_logs_folded(const struct daydream_logs *logs);

/* Times are those of the first and last event, 0 when its lines have no stamps. In the template
 * "<*>" stands for what varies. The sample is the line of one event without its secrets; where
 * a trace stands below it, a line feed and the line that names the exception follow. It and the
 * names of files may hold anything but NUL: see daydream_terminal_text(). */
enum daydream_level daydream_log_group_level(const struct daydream_log_group *group);
uint64_t daydream_log_group_count(const struct daydream_log_group *group);
int64_t daydream_log_group_first(const struct daydream_log_group *group);
int64_t daydream_log_group_last(const struct daydream_log_group *group);
const char *daydream_log_group_template(const struct daydream_log_group *group);
const char *daydream_log_group_sample(const struct daydream_log_group *group);
size_t daydream_log_group_file_count(const struct daydream_log_group *group);
const char *daydream_log_group_file(const struct daydream_log_group *group, size_t index);

/* Gets the events in their order: the number of the first line, from 1 in each file, and a word of
 * 16 hex digits that is the same for all events of a template, whatever their levels are. */
typedef void (*daydream_log_event_fn)(void *user, uint64_t line, enum daydream_level level,
                                      const char *group);
enum daydream_status daydream_logs_each_event(struct daydream_logs *logs, daydream_log_event_fn fn,
                                              void *user, struct daydream_error *err);

/* The groups as JSON, the shape of `daydream logs --json`: owned, freed with daydream_free_text().
 */
enum daydream_status daydream_logs_to_json(const struct daydream_logs *logs, char **out,
                                           struct daydream_error *err);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif

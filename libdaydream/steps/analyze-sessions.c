/* SPDX-License-Identifier: MIT */
/* Step 6: what people had to correct, and what failed, in the sessions of agents of the home
 * project. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "steps/marks.h"
#include "steps/session-log.h"
#include "steps/step.h"

#define CATEGORY      "sessions"
#define MEASURE       "sessions-until"
#define FOLDER        "logs/sessions"
#define DAY           (INT64_C(24) * 60 * 60)
#define LONGEST       (7 * DAY)
#define MOST_SESSIONS 5000
#define MOST_BUSIEST  10
#define MOST_NAMED    20
#define FEWEST_CALLS  5 /* of which more than half failed: the agent ran against a wall */

/* The sessions of the window. */
struct sessions {
    struct dd_session_log *items; /* MOST_SESSIONS of them */
    size_t count;
    struct dd_strings faults; /* "name: why" */
    size_t passed_over;       /* beyond MOST_SESSIONS */
};

static void sessions_free(struct sessions *sessions)
{
    for (size_t i = 0; i < sessions->count; i++)
        dd_session_log_free(&sessions->items[i]);
    free(sessions->items);
    dd_strings_free(&sessions->faults);
}

/* ---- reading ---- */

static enum daydream_status add_fault(struct sessions *sessions, const struct dd_session_log *log,
                                      struct daydream_error *err)
{
    struct dd_buf line = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&line, "%s: %s", log->name, log->fault);
    status = dd_buf_status(&line, err);
    if (status == DAYDREAM_OK)
        status = dd_strings_add(&sessions->faults, dd_buf_text(&line), err);
    dd_buf_free(&line);
    return status;
}

static enum daydream_status read_one(const struct dd_session_reading *reading, const char *folder,
                                     const char *name, struct sessions *sessions,
                                     struct daydream_error *err)
{
    struct dd_session_log log = {.name = NULL};
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status;

    dd_path_join(&path, folder, name);
    status = dd_buf_status(&path, err);
    if (status == DAYDREAM_OK && dd_fs_is_directory(dd_buf_text(&path)))
        status = dd_session_log_read(reading, dd_buf_text(&path), name, &log, err);
    if (status == DAYDREAM_OK && log.fault != NULL)
        status = add_fault(sessions, &log, err);
    if (status == DAYDREAM_OK && log.messages + log.calls > 0) {
        sessions->items[sessions->count++] = log;
        log = (struct dd_session_log){.name = NULL};
    }
    dd_session_log_free(&log);
    dd_buf_free(&path);
    return status;
}

static enum daydream_status read_all(const struct dd_session_reading *reading, const char *folder,
                                     const struct dd_strings *names, struct sessions *sessions,
                                     struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    sessions->items = calloc(MOST_SESSIONS, sizeof *sessions->items);
    if (sessions->items == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < names->count && status == DAYDREAM_OK; i++) {
        if (sessions->count == MOST_SESSIONS)
            sessions->passed_over++;
        else
            status = read_one(reading, folder, names->items[i], sessions, err);
    }
    return status;
}

/* From where the last analysis ended, as with logs: a day back, the first time. */
static enum daydream_status find_window(const struct dd_step_context *context,
                                        struct dd_session_reading *reading,
                                        struct daydream_error *err)
{
    struct dd_measure before;
    enum daydream_status status = dd_measure_before(context->store, context->run->date,
                                                    context->project->slug, MEASURE, &before, err);

    if (status != DAYDREAM_OK)
        return status;
    reading->until = context->run->started;
    reading->since = before.date[0] != '\0' ? before.value : reading->until - DAY;
    if (reading->since < reading->until - LONGEST)
        reading->since = reading->until - LONGEST;
    return DAYDREAM_OK;
}

/* ---- findings ---- */

static size_t activity(const struct dd_session_log *log)
{
    return log->messages + log->calls;
}

static int by_activity(const void *left, const void *right)
{
    const struct dd_session_log *a = left;
    const struct dd_session_log *b = right;

    if (activity(a) != activity(b))
        return activity(a) < activity(b) ? 1 : -1;
    return strcmp(a->name, b->name);
}

static enum daydream_status add_path(struct daydream_finding *finding, const char *name,
                                     struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&path, FOLDER "/%s", name);
    status = dd_buf_status(&path, err);
    if (status == DAYDREAM_OK)
        status = daydream_finding_add_evidence(finding, dd_buf_text(&path), err);
    dd_buf_free(&path);
    return status;
}

/* A finding about one session, which happened once. */
static enum daydream_status add_event(struct dd_step_context *context, const char *text,
                                      const struct dd_session_log *log, size_t count,
                                      struct daydream_finding **out, struct daydream_error *err)
{
    enum daydream_status status = dd_step_add(context, CATEGORY, DAYDREAM_SEVERITY_WARNING, text,
                                              out, err);

    if (status != DAYDREAM_OK)
        return status;
    dd_finding_set_event(*out);
    daydream_finding_set_count(*out, count);
    daydream_finding_set_times(*out, log->last, log->last);
    return add_path(*out, log->name, err);
}

static enum daydream_status report_corrections(struct dd_step_context *context,
                                               const struct dd_session_log *log,
                                               struct daydream_error *err)
{
    struct daydream_finding *finding = NULL;
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&text, "%zu user %s in session %s", log->corrections,
                  log->corrections == 1 ? "correction" : "corrections", log->name);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = add_event(context, dd_buf_text(&text), log, log->corrections, &finding, err);
    for (size_t i = 0; i < log->quotes.count && status == DAYDREAM_OK; i++)
        status = daydream_finding_add_detail(finding, log->quotes.items[i], err);
    dd_buf_free(&text);
    return status;
}

static bool is_thrash(const struct dd_session_log *log)
{
    return log->calls >= FEWEST_CALLS && log->failed > log->calls / 2;
}

static enum daydream_status report_thrash(struct dd_step_context *context,
                                          const struct dd_session_log *log,
                                          struct daydream_error *err)
{
    struct daydream_finding *finding = NULL;
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&text, "%zu of %zu tool calls failed in session %s", log->failed, log->calls,
                  log->name);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = add_event(context, dd_buf_text(&text), log, log->failed, &finding, err);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status report_each(struct dd_step_context *context,
                                        const struct sessions *sessions, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < sessions->count && status == DAYDREAM_OK; i++) {
        const struct dd_session_log *log = &sessions->items[i];

        if (log->corrections > 0)
            status = report_corrections(context, log, err);
        if (status == DAYDREAM_OK && is_thrash(log))
            status = report_thrash(context, log, err);
    }
    return status;
}

/* The session's line among the busiest. */
static enum daydream_status add_busy(struct daydream_finding *finding,
                                     const struct dd_session_log *log, struct daydream_error *err)
{
    struct dd_buf line = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&line, "%s: %zu %s, %zu %s", log->name, log->messages,
                  log->messages == 1 ? "message" : "messages", log->calls,
                  log->calls == 1 ? "tool call" : "tool calls");
    if (log->failed > 0)
        dd_buf_printf(&line, ", %zu failed", log->failed);
    if (log->corrections > 0)
        dd_buf_printf(&line, ", %zu corrected", log->corrections);
    status = dd_buf_status(&line, err);
    if (status == DAYDREAM_OK)
        status = daydream_finding_add_detail(finding, dd_buf_text(&line), err);
    dd_buf_free(&line);
    return status;
}

static enum daydream_status report_busiest(struct dd_step_context *context,
                                           const struct sessions *sessions,
                                           struct daydream_error *err)
{
    struct daydream_finding *finding = NULL;
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    if (sessions->count == 0)
        dd_buf_puts(&text, "No agent sessions");
    else
        dd_buf_printf(&text, "%zu agent %s", sessions->count,
                      sessions->count == 1 ? "session" : "sessions");
    if (sessions->count > MOST_BUSIEST)
        dd_buf_printf(&text, ", the %d busiest:", MOST_BUSIEST);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = dd_step_add(context, CATEGORY, DAYDREAM_SEVERITY_NOTE, dd_buf_text(&text),
                             &finding, err);
    for (size_t i = 0; i < sessions->count && i < MOST_BUSIEST && status == DAYDREAM_OK; i++)
        status = add_busy(finding, &sessions->items[i], err);
    dd_buf_free(&text);
    return status;
}

/* Counted and named. */
static enum daydream_status report_faults(struct dd_step_context *context,
                                          const struct dd_strings *faults,
                                          struct daydream_error *err)
{
    struct daydream_finding *finding = NULL;
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    if (faults->count == 0)
        return DAYDREAM_OK;
    dd_buf_printf(&text, "%zu agent %s could not be read", faults->count,
                  faults->count == 1 ? "session" : "sessions");
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = dd_step_add(context, CATEGORY, DAYDREAM_SEVERITY_WARNING, dd_buf_text(&text),
                             &finding, err);
    if (status == DAYDREAM_OK)
        status = daydream_finding_set_identity(finding, "sessions that cannot be read", err);
    if (status == DAYDREAM_OK)
        daydream_finding_set_count(finding, faults->count);
    for (size_t i = 0; i < faults->count && i < MOST_NAMED && status == DAYDREAM_OK; i++)
        status = daydream_finding_add_detail(finding, faults->items[i], err);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status report(struct dd_step_context *context, struct sessions *sessions,
                                   struct daydream_error *err)
{
    enum daydream_status status;

    if (sessions->count > 1)
        qsort(sessions->items, sessions->count, sizeof *sessions->items, by_activity);
    if (sessions->passed_over > 0)
        dd_step_missed(context, "%zu agent sessions beyond %d were not looked at",
                       sessions->passed_over, MOST_SESSIONS);
    if ((status = report_each(context, sessions, err)) == DAYDREAM_OK &&
        (status = report_busiest(context, sessions, err)) == DAYDREAM_OK)
        status = report_faults(context, &sessions->faults, err);
    return status;
}

/* ---- the step ---- */

static enum daydream_status analyze(struct dd_step_context *context, const char *folder,
                                    const struct dd_strings *names, struct daydream_error *err)
{
    struct dd_corrections *corrections = NULL;
    struct dd_session_reading reading = {.zone = context->zone, .redactor = context->redactor};
    struct sessions sessions = {.items = NULL};
    enum daydream_status status = dd_corrections_new(&context->projects->settings.corrections,
                                                     &corrections, err);

    reading.corrections = corrections;
    if (status == DAYDREAM_OK && (status = find_window(context, &reading, err)) == DAYDREAM_OK &&
        (status = read_all(&reading, folder, names, &sessions, err)) == DAYDREAM_OK)
        status = report(context, &sessions, err);
    sessions_free(&sessions);
    dd_corrections_free(corrections);
    return status;
}

enum daydream_status dd_step_run_analyze_sessions(struct dd_step_context *context,
                                                  struct daydream_error *err)
{
    struct dd_strings names = DD_STRINGS_INIT;
    struct dd_buf folder = DD_BUF_INIT;
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status;

    dd_path_join(&folder, context->project->directory, FOLDER);
    status = dd_buf_status(&folder, err);
    if (status == DAYDREAM_OK) {
        status = dd_fs_list(dd_buf_text(&folder), &names, &cause);
        if (status == DAYDREAM_ERROR_NOT_FOUND)
            status = DAYDREAM_OK; /* then there are no sessions */
        else if (status != DAYDREAM_OK)
            status = dd_fail_as(err, &cause);
    }
    if (status == DAYDREAM_OK)
        status = analyze(context, dd_buf_text(&folder), &names, err);
    if (status == DAYDREAM_OK)
        status = dd_marks_measure(context->marks, MEASURE, context->run->started, err);
    dd_strings_free(&names);
    dd_buf_free(&folder);
    return status;
}

/* SPDX-License-Identifier: MIT */
/* Owns the table of steps. Their order here is the order of a run. */
#include <stdarg.h>
#include <string.h>

#include "base/error.h"
#include "steps/step.h"
#include "text/foreign.h"

static const struct daydream_step steps[] = {
    {1, "clean-legacy", "Unfinished and deprecated code", DD_SCOPE_HOME, DD_ONCE, DD_LOOKS_AT_FILES,
     dd_step_run_clean_legacy, NULL},
    {2, "review-logs", "Log review", DD_SCOPE_PROJECT, DD_ONCE, DD_LOOKS_AT_FILES,
     dd_step_run_review_logs, NULL},
    {3, "check-sentry", "Sentry", DD_SCOPE_HOME, DD_ONCE, DD_LOOKS_AT_SENTRY,
     dd_step_run_check_sentry, NULL},
    {4, "clean-tasks", "Open bugs and to-do lists", DD_SCOPE_PROJECT, DD_ONCE, DD_LOOKS_AT_GITHUB,
     dd_step_run_clean_tasks, NULL},
    {5, "check-docs", "Documents", DD_SCOPE_HOME, DD_ONCE, DD_LOOKS_AT_FILES,
     dd_step_run_check_docs, NULL},
    {6, "analyze-sessions", "Agent sessions", DD_SCOPE_HOME, DD_ONCE, DD_LOOKS_AT_FILES,
     dd_step_run_analyze_sessions, NULL},
    {7, "reflect", "Reflections across projects", DD_SCOPE_ALL, DD_ONCE, DD_LOOKS_AT_FILES,
     dd_step_run_reflect, NULL},
    {8, "consolidate-memory", "Lessons", DD_SCOPE_ALL, DD_ONCE, DD_LOOKS_AT_FILES,
     dd_step_run_consolidate_memory, NULL},
    {9, "produce-report", "Local report", DD_SCOPE_ALL, DD_AT_THE_END, DD_LOOKS_AT_FILES,
     dd_step_run_produce_report, NULL},
    {10, "create-issues", "Issues in each repository", DD_SCOPE_PROJECT, DD_EVERY_TIME,
     DD_LOOKS_AT_GITHUB, dd_step_run_create_issues, dd_step_send_waiting},
};

#define STEPS (sizeof steps / sizeof steps[0])

static const char *const scope_names[] = {
    [DD_SCOPE_PROJECT] = "project",
    [DD_SCOPE_HOME] = "home",
    [DD_SCOPE_ALL] = "all",
};

enum daydream_status daydream_steps_to_json(char **out, struct daydream_error *err)
{
    struct dd_buf buf = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_puts(&buf, "{\"schema\":1,\"steps\":[");
    for (size_t i = 0; i < STEPS; i++)
        dd_buf_printf(&buf, "%s{\"number\":%d,\"name\":\"%s\",\"title\":\"%s\",\"scope\":\"%s\"}",
                      i > 0 ? "," : "", steps[i].number, steps[i].name, steps[i].title,
                      scope_names[steps[i].scope]);
    dd_buf_puts(&buf, "]}");
    status = dd_buf_take(&buf, out, err);
    dd_buf_free(&buf);
    return status;
}

const struct daydream_step *daydream_step_at(size_t index)
{
    return index < STEPS ? &steps[index] : NULL;
}

size_t dd_step_count(void)
{
    return STEPS;
}

const struct daydream_step *dd_step_find(const char *name)
{
    for (size_t i = 0; i < STEPS; i++)
        if (strcmp(steps[i].name, name) == 0)
            return &steps[i];
    return NULL;
}

int daydream_step_number(const struct daydream_step *step)
{
    return step->number;
}

const char *daydream_step_name(const struct daydream_step *step)
{
    return step->name;
}

const char *daydream_step_title(const struct daydream_step *step)
{
    return step->title;
}

const char *daydream_step_scope(const struct daydream_step *step)
{
    return scope_names[step->scope];
}

bool dd_step_concerns(const struct daydream_step *step, const struct daydream_projects *projects,
                      const struct daydream_project *project)
{
    return step->scope == DD_SCOPE_PROJECT ||
           (step->scope == DD_SCOPE_HOME && project == projects->home);
}

enum daydream_status dd_step_skip(struct dd_step_context *context, const char *format, ...)
{
    va_list args;

    context->skipped = true;
    context->partial = true;
    dd_buf_reset(&context->reason);
    va_start(args, format);
    dd_buf_vprintf(&context->reason, format, args);
    va_end(args);
    return DAYDREAM_OK;
}

void dd_step_missed(struct dd_step_context *context, const char *format, ...)
{
    va_list args;

    context->partial = true;
    if (context->reason.length > 0)
        return;
    va_start(args, format);
    dd_buf_vprintf(&context->reason, format, args);
    va_end(args);
}

enum daydream_status dd_step_add_for(struct dd_step_context *context,
                                     const struct daydream_project *project, const char *category,
                                     enum daydream_severity severity, const char *text,
                                     struct daydream_finding **out, struct daydream_error *err)
{
    struct dd_buf clean = DD_BUF_INIT;
    enum daydream_status status = dd_foreign_line(context->redactor, text, strlen(text),
                                                  DD_FINDING_TEXT_MAX, &clean, err);

    if (status == DAYDREAM_OK)
        status = daydream_findings_add(context->findings, project->slug, category, severity,
                                       dd_buf_text(&clean), out, err);
    dd_buf_free(&clean);
    return status;
}

enum daydream_status dd_step_add(struct dd_step_context *context, const char *category,
                                 enum daydream_severity severity, const char *text,
                                 struct daydream_finding **out, struct daydream_error *err)
{
    return dd_step_add_for(context, context->project, category, severity, text, out, err);
}

struct dd_report_project *dd_step_entry(const struct dd_step_context *context,
                                        const struct daydream_project *project)
{
    size_t i = 0;

    while (context->entries[i].project != project)
        i++;
    return &context->entries[i];
}

enum daydream_status dd_step_github(struct dd_step_context *context, struct dd_github **out,
                                    struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status;

    *out = NULL;
    if (context->project->repo == NULL)
        return dd_step_skip(context, "no GitHub repository");
    status = dd_accounts_client(context->accounts, context->project->host, out, &cause);
    if (status == DAYDREAM_ERROR_NO_TOKEN || status == DAYDREAM_ERROR_OFFLINE)
        return dd_step_skip(context, "%s", cause.text);
    return status != DAYDREAM_OK ? dd_fail_as(err, &cause) : DAYDREAM_OK;
}

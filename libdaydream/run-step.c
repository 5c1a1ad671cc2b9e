/* SPDX-License-Identifier: MIT */
/* Owns doing one step: for which projects, and when not again. */
#include <string.h>

#include "base/error.h"
#include "run.h"
#include "steps/marks.h"

enum daydream_status dd_run_learn_secrets(struct dd_accounts *accounts,
                                          struct dd_redactor *redactor, const char *host,
                                          struct daydream_error *err)
{
    struct dd_github *github = NULL;
    const char *secret;
    enum daydream_status status = dd_accounts_client(accounts, host, &github, NULL);

    if (status == DAYDREAM_ERROR_MEMORY)
        return dd_fail_memory(err);
    status = DAYDREAM_OK; /* who needs the client will hear why there is none */
    for (size_t i = 0; status == DAYDREAM_OK && (secret = dd_accounts_secret(accounts, i)) != NULL;
         i++)
        status = dd_redactor_add_value(redactor, secret, err);
    return status;
}

/* Before a step reads anything, as its texts are cut when they enter. Most projects have the host
 * of the one above them. */
static enum daydream_status learn_secrets(const struct daydream_run *run,
                                          struct daydream_error *err)
{
    const char *last = "";
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < run->projects->count && status == DAYDREAM_OK; i++) {
        const char *host = run->projects->items[i]->host;

        if (host == NULL || strcmp(host, last) == 0)
            continue;
        status = dd_run_learn_secrets(run->options.accounts, run->options.redactor, host, err);
        last = host;
    }
    return status;
}

/* Preparing a step is no progress of anybody's. */
static void tell(const struct daydream_run *run, const struct dd_step_context *context,
                 dd_step_fn function, int done)
{
    if (run->options.progress != NULL && function == context->step->run)
        run->options.progress(run->options.progress_user, context->step->number,
                              context->step->name,
                              context->project != NULL ? context->project->slug : NULL, done);
}

/* Call a step's function (its own, or the one that prepares it) for the project at hand. */
static enum daydream_status call(struct daydream_run *run, const struct daydream_step *step,
                                 dd_step_fn function, const struct daydream_project *project,
                                 struct daydream_error *err)
{
    struct dd_step_context context = dd_run_context(run);
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    int64_t began = dd_clock_monotonic_ms();
    enum daydream_status status;

    context.step = step;
    context.project = project;
    if ((status = learn_secrets(run, err)) == DAYDREAM_OK &&
        (status = daydream_findings_new(&context.findings, err)) == DAYDREAM_OK &&
        (status = dd_marks_new(&context.marks, err)) == DAYDREAM_OK) {
        tell(run, &context, function, 0);
        (void)function(&context, &cause); /* its status is in `cause` */
        status = dd_run_settle(run, &context, &cause, began, err);
        tell(run, &context, function, 1);
    }
    dd_marks_free(context.marks);
    daydream_findings_free(context.findings);
    dd_buf_free(&context.reason);
    return status;
}

static enum daydream_status do_for(struct daydream_run *run, const struct daydream_step *step,
                                   const struct daydream_project *project,
                                   struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_step_row row = {DAYDREAM_STEP_PENDING, NULL, 0};
    const char *slug = project != NULL ? project->slug : "";
    bool done = false;

    if (dd_steps_get(run->store, run->row.id, step->name, slug, &row, &cause) != DAYDREAM_OK)
        return dd_run_give_up(run, &cause, err);
    done = row.status == DAYDREAM_STEP_DONE && step->when == DD_ONCE;
    dd_step_row_free(&row);
    if (done && run->since != 0 && step->run == dd_step_run_review_logs)
        dd_log(run->options.log, DAYDREAM_LOG_WARNING,
               "%s: its logs were reviewed on this date already; since when to look changes "
               "nothing now",
               slug);
    return done ? DAYDREAM_OK : call(run, step, step->run, project, err);
}

static bool concerns(const struct daydream_run *run, const struct daydream_step *step,
                     const struct daydream_project *project)
{
    if (!dd_step_concerns(step, run->projects, project))
        return false;
    return run->only_projects.count == 0 || dd_strings_has(&run->only_projects, project->slug);
}

/* The first failure is handed on, and the other projects have their turn all the same, unless the
 * run is over. */
static enum daydream_status do_for_each(struct daydream_run *run, const struct daydream_step *step,
                                        struct daydream_error *err)
{
    struct daydream_error first = DAYDREAM_ERROR_INIT;
    enum daydream_status status = DAYDREAM_OK;

    if (step->prepare != NULL)
        status = call(run, step, step->prepare, NULL, &first);
    for (size_t i = 0; i < run->projects->count && !dd_run_is_over(status); i++) {
        struct daydream_error cause = DAYDREAM_ERROR_INIT;

        if (concerns(run, step, run->projects->items[i]))
            status = do_for(run, step, run->projects->items[i], &cause);
        if (dd_run_is_over(status))
            return dd_fail_as(err, &cause);
        if (cause.code != DAYDREAM_OK)
            (void)dd_fail_as(&first, &cause);
    }
    return first.code != DAYDREAM_OK ? dd_fail_as(err, &first) : DAYDREAM_OK;
}

enum daydream_status dd_run_do(struct daydream_run *run, const struct daydream_step *step,
                               struct daydream_error *err)
{
    enum daydream_status status;
    enum daydream_status refreshed;

    dd_run_let_go(run);
    status = step->scope == DD_SCOPE_ALL ? do_for(run, step, NULL, err)
                                         : do_for_each(run, step, err);
    refreshed = dd_run_refresh(run, status == DAYDREAM_OK ? err : NULL);
    return status != DAYDREAM_OK ? status : refreshed;
}

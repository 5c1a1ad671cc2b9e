/* SPDX-License-Identifier: MIT */
/*
 * Do single steps of today's run, in the order of the arguments, and say how each stands.
 *
 *   single-steps [STEP]...    without one: all steps of the table, in its order
 *
 * Each step has a function of its own, too: daydream_step_review_logs() and so on.
 */
#include <daydream.h>
#include <stdio.h>
#include <stdlib.h>

static const char *status_name(enum daydream_step_status status)
{
    switch (status) {
    case DAYDREAM_STEP_DONE:
        return "done";
    case DAYDREAM_STEP_SKIPPED:
        return "skipped";
    case DAYDREAM_STEP_FAILED:
        return "failed";
    default:
        return "pending";
    }
}

/* A step that fails is no reason not to do the next; that there is none of this name is one. */
static enum daydream_status do_step(struct daydream_run *run, const char *name,
                                    struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = daydream_run_step(run, name, &cause);
    enum daydream_step_status standing = daydream_run_step_status(run, name);
    const char *reason = daydream_run_step_reason(run, name);

    if (status != DAYDREAM_OK && standing != DAYDREAM_STEP_FAILED) {
        *err = cause;
        return status;
    }
    printf("%s\t%s\t%s\n", name, status_name(standing), reason != NULL ? reason : "-");
    return DAYDREAM_OK;
}

static enum daydream_status do_all(struct daydream_run *run, struct daydream_error *err)
{
    const struct daydream_step *step;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; status == DAYDREAM_OK && (step = daydream_step_at(i)) != NULL; i++)
        status = do_step(run, daydream_step_name(step), err);
    return status;
}

static enum daydream_status do_steps(struct daydream *dd, char **names, int count,
                                     struct daydream_error *err)
{
    struct daydream_run *run = NULL;
    enum daydream_status status = daydream_run_new(dd, false, &run, err);

    if (status == DAYDREAM_OK && count == 0)
        status = do_all(run, err);
    for (int i = 0; status == DAYDREAM_OK && i < count; i++)
        status = do_step(run, names[i], err);
    daydream_run_free(run);
    return status;
}

int main(int argc, char **argv)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream *dd = NULL;
    enum daydream_status status = daydream_new(&dd, &err);

    if (status == DAYDREAM_OK)
        status = daydream_use_environment(dd, &err);
    if (status == DAYDREAM_OK)
        status = do_steps(dd, argv + 1, argc - 1, &err);
    daydream_free(dd);
    if (status != DAYDREAM_OK)
        fprintf(stderr, "single-steps: %s\n", err.text);
    return status == DAYDREAM_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* SPDX-License-Identifier: MIT */
/* daydream run */
#include <time.h>

#include "command.h"
#include "run-text.h"

static int64_t milliseconds(void)
{
    struct timespec time = {0, 0};

    /* cannot fail: every system that we run on has this clock */
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static int64_t now(void *user)
{
    const struct cli *cli = user;

    return cli->now + (milliseconds() - cli->begin) / 1000;
}

/* From --now on, time goes on as it does everywhere, with a second that begins here. */
static void set_clock(struct cli *cli, int64_t start)
{
    cli->now = start;
    cli->begin = milliseconds();
    daydream_set_clock(cli->dd, now, NULL, cli);
}

/* The options that narrow a run. */
static const struct {
    unsigned bit;
    enum daydream_status (*add)(struct daydream_run *run, const char *name,
                                struct daydream_error *err);
} filters[] = {
    {CLI_PROJECT, daydream_run_only_project},
    {CLI_STEP, daydream_run_only_step},
};

static enum daydream_status narrow(const struct cli *cli, struct daydream_run *run,
                                   struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < cli->options.given_count; i++)
        for (size_t j = 0; j < sizeof filters / sizeof filters[0] && status == DAYDREAM_OK; j++)
            if (cli->options.given[i].option->bit == filters[j].bit)
                status = filters[j].add(run, cli->options.given[i].value, err);
    return status;
}

static int print_json(struct cli *cli, const struct daydream_run *run)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *json = NULL;
    enum daydream_status status = daydream_run_to_json(run, &json, &err);

    return cli_emit(cli, status, json, &err);
}

/* What waits is read from the state, which also knows of earlier dates. */
static int print_text(struct cli *cli, const struct daydream_run *run)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream_outbox *outbox = NULL;
    enum daydream_status status = daydream_outbox_load(cli->dd, &outbox, &err);

    cli_print_run(&cli->ui, run, cli_has(cli, CLI_DRY_RUN));
    if (status == DAYDREAM_OK)
        cli_print_end(&cli->ui, run, outbox, cli_has(cli, CLI_DRY_RUN));
    daydream_outbox_free(outbox);
    return status == DAYDREAM_OK ? CLI_DONE : cli_fail(cli, &err);
}

static int do_run(struct cli *cli, struct daydream_run *run, int64_t since)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    int status;

    if (cli_has(cli, CLI_SINCE))
        daydream_run_set_since(run, since);
    if (narrow(cli, run, &err) != DAYDREAM_OK || daydream_run_all(run, &err) != DAYDREAM_OK)
        return cli_fail(cli, &err);
    status = cli_has(cli, CLI_JSON) ? print_json(cli, run) : print_text(cli, run);
    return status == CLI_DONE && daydream_run_failed(run) ? CLI_FAILED : status;
}

int cli_run(struct cli *cli)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream_run *run = NULL;
    int64_t start = 0;
    int64_t since = 0;
    int status;

    if (!cli_read_time(cli, CLI_NOW, "now", &start) ||
        !cli_read_time(cli, CLI_SINCE, "since", &since))
        return CLI_USAGE;
    status = cli_open(cli);
    if (status != CLI_DONE)
        return status;
    if (cli_has(cli, CLI_NOW))
        set_clock(cli, start);
    if (daydream_run_new(cli->dd, cli_has(cli, CLI_DRY_RUN), &run, &err) != DAYDREAM_OK)
        return cli_fail(cli, &err);
    status = do_run(cli, run, since);
    daydream_run_free(run);
    return status;
}

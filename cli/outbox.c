/* SPDX-License-Identifier: MIT */
/* daydream outbox list, daydream outbox flush */
#include <time.h>

#include "command.h"
#include "run-text.h"

#define TIME_SIZE sizeof "2026-02-18 06:00 UTC"

static void format_time(int64_t seconds, char out[TIME_SIZE])
{
    time_t when = (time_t)seconds;
    struct tm parts;

    if (gmtime_r(&when, &parts) == NULL ||
        strftime(out, TIME_SIZE, "%Y-%m-%d %H:%M UTC", &parts) == 0)
        out[0] = '\0';
}

static void print_waiting(struct cli *cli, const struct daydream_outbox *outbox, size_t index)
{
    const struct daydream_issue *issue = daydream_outbox_at(outbox, index);
    const char *reason = daydream_issue_reason(issue);
    char since[TIME_SIZE];

    format_time(daydream_outbox_queued_at(outbox, index), since);
    if (index > 0)
        cli_print(&cli->ui, "\n");
    if (cli_has(cli, CLI_VERBOSE)) {
        cli_print_issue(&cli->ui, issue);
        cli_print(&cli->ui, "\n");
    } else {
        cli_print_styled(&cli->ui, CLI_BOLD, "%s", daydream_issue_title(issue));
        cli_print(&cli->ui, "\n  for %s\n", daydream_issue_repository(issue));
    }
    cli_print(&cli->ui, "  waits since %s", since);
    cli_print(&cli->ui, "%s%s\n", reason != NULL ? ": " : "", reason != NULL ? reason : "");
}

static int show(struct cli *cli, const struct daydream_outbox *outbox)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    enum daydream_status status;
    char *json = NULL;

    if (cli_has(cli, CLI_JSON)) {
        status = daydream_outbox_to_json(outbox, &json, &err);
        return cli_emit(cli, status, json, &err);
    }
    if (daydream_outbox_count(outbox) == 0)
        cli_print(&cli->ui, "Nothing waits.\n");
    for (size_t i = 0; i < daydream_outbox_count(outbox); i++)
        print_waiting(cli, outbox, i);
    return CLI_DONE;
}

int cli_outbox_list(struct cli *cli)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream_outbox *outbox = NULL;
    int status = cli_open(cli);

    if (status != CLI_DONE)
        return status;
    if (daydream_outbox_load(cli->dd, &outbox, &err) != DAYDREAM_OK)
        return cli_fail(cli, &err);
    status = show(cli, outbox);
    daydream_outbox_free(outbox);
    return status;
}

/* Not "filed": a report that waited may have been in its repository before. */
static void print_flushed(struct cli_ui *ui, size_t there, size_t waiting)
{
    cli_print(ui, "%zu issue%s in %s now, %zu still wait%s\n", there, there != 1 ? "s are" : " is",
              there != 1 ? "their repositories" : "its repository", waiting,
              waiting == 1 ? "s" : "");
}

int cli_outbox_flush(struct cli *cli)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    enum daydream_status status;
    size_t there = 0;
    size_t waiting = 0;
    int code = cli_open(cli);

    if (code != CLI_DONE)
        return code;
    status = daydream_outbox_flush(cli->dd, &there, &waiting, &err);
    if (there + waiting > 0)
        print_flushed(&cli->ui, there, waiting);
    else if (status == DAYDREAM_OK)
        cli_print(&cli->ui, "Nothing waits.\n");
    return status == DAYDREAM_OK ? CLI_DONE : cli_fail(cli, &err);
}

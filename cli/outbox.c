/* SPDX-License-Identifier: MIT */
/* daydream outbox list, show, flush and drop */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

#include "age.h"
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

/* Since when it waits and why, and what else there is to know before somebody lets it go. */
static void print_standing(struct cli_ui *ui, const struct daydream_outbox *outbox, size_t index)
{
    const struct daydream_issue *issue = daydream_outbox_at(outbox, index);
    const char *reason = daydream_issue_reason(issue);
    const char *url = daydream_issue_url(issue);
    char since[TIME_SIZE];
    char age[CLI_AGE_SIZE];

    format_time(daydream_outbox_queued_at(outbox, index), since);
    cli_age(daydream_outbox_age(outbox, index), age);
    cli_print(ui, "  waits since %s (%s)", since, age);
    cli_print(ui, "%s%s\n", reason != NULL ? ": " : "", reason != NULL ? reason : "");
    if (url != NULL)
        cli_print(ui, "  is there already, but not all that belongs to it: %s\n", url);
    else if (daydream_outbox_may_be_there(outbox, index))
        cli_print(ui, "  may be there already: it was sent, and the answer got lost\n");
}

/* The issue as it would be filed. */
static void print_whole(struct cli_ui *ui, const struct daydream_outbox *outbox, size_t index)
{
    cli_print_issue(ui, daydream_outbox_at(outbox, index));
    cli_print(ui, "\n");
    print_standing(ui, outbox, index);
}

static void print_waiting(struct cli *cli, const struct daydream_outbox *outbox, size_t index)
{
    const struct daydream_issue *issue = daydream_outbox_at(outbox, index);

    if (index > 0)
        cli_print(&cli->ui, "\n");
    cli_print(&cli->ui, "%" PRId64 "  ", daydream_outbox_id(outbox, index));
    if (cli_has(cli, CLI_VERBOSE)) {
        print_whole(&cli->ui, outbox, index);
        return;
    }
    cli_print_styled(&cli->ui, CLI_BOLD, "%s", daydream_issue_title(issue));
    cli_print(&cli->ui, "\n  for %s\n", daydream_issue_repository(issue));
    print_standing(&cli->ui, outbox, index);
}

static int show_list(struct cli *cli, const struct daydream_outbox *outbox)
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

/* Open the session and look into its outbox: CLI_DONE with `*out` owned, or an exit status. */
static int load(struct cli *cli, struct daydream_outbox **out)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    int status = cli_open(cli);

    if (status == CLI_DONE && daydream_outbox_load(cli->dd, out, &err) != DAYDREAM_OK)
        status = cli_fail(cli, &err);
    return status;
}

int cli_outbox_list(struct cli *cli)
{
    struct daydream_outbox *outbox = NULL;
    int status = load(cli, &outbox);

    if (status == CLI_DONE)
        status = show_list(cli, outbox);
    daydream_outbox_free(outbox);
    return status;
}

/* The number in front of an issue in the list. */
static bool read_id(struct cli *cli, const char *text, int64_t *out)
{
    char *end = NULL;
    long long number;

    errno = 0;
    number = strtoll(text, &end, 10);
    *out = number;
    if (errno == 0 && *end == '\0' && number > 0)
        return true;
    cli_message(&cli->ui, "'%s' is no number of an issue; see 'daydream outbox list'", text);
    return false;
}

static bool has_ids(struct cli *cli)
{
    int64_t id = 0;

    if (cli->operand_count == 0)
        cli_message(&cli->ui, "'%s' needs the number of an issue; see 'daydream outbox list'",
                    cli->command->name);
    for (size_t i = 0; i < cli->operand_count; i++)
        if (!read_id(cli, cli->operands[i], &id))
            return false;
    return cli->operand_count > 0;
}

/* Where the issue stands in the list; false when it does not, which has been said then. */
static bool find(struct cli *cli, const struct daydream_outbox *outbox, const char *text,
                 size_t *index)
{
    int64_t id = 0;

    if (!read_id(cli, text, &id))
        return false;
    for (*index = 0; *index < daydream_outbox_count(outbox); ++*index)
        if (daydream_outbox_id(outbox, *index) == id)
            return true;
    cli_message(&cli->ui, "no issue %s waits; see 'daydream outbox list'", text);
    return false;
}

static int show_one(struct cli *cli, const struct daydream_outbox *outbox)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    enum daydream_status status;
    char *json = NULL;
    size_t index = 0;

    if (!find(cli, outbox, cli->operands[0], &index))
        return CLI_FAILED;
    if (cli_has(cli, CLI_JSON)) {
        status = daydream_outbox_item_to_json(outbox, index, &json, &err);
        return cli_emit(cli, status, json, &err);
    }
    print_whole(&cli->ui, outbox, index);
    return CLI_DONE;
}

int cli_outbox_show(struct cli *cli)
{
    struct daydream_outbox *outbox = NULL;
    int status = has_ids(cli) ? load(cli, &outbox) : CLI_USAGE;

    if (status == CLI_DONE)
        status = show_one(cli, outbox);
    daydream_outbox_free(outbox);
    return status;
}

/* What is let go is named: a number is soon mistyped. */
static void print_dropped(struct cli_ui *ui, const struct daydream_outbox *outbox, size_t index)
{
    const struct daydream_issue *issue = daydream_outbox_at(outbox, index);

    cli_print(ui, "dropped: %s, for %s\n", daydream_issue_title(issue),
              daydream_issue_repository(issue));
    if (daydream_outbox_may_be_there(outbox, index))
        cli_message(ui, "it may be in its repository already; nobody looks for it any more");
}

static int drop(struct cli *cli, const struct daydream_outbox *outbox, const char *text)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    size_t index = 0;

    if (!find(cli, outbox, text, &index))
        return CLI_FAILED;
    if (daydream_outbox_drop(cli->dd, daydream_outbox_id(outbox, index), &err) != DAYDREAM_OK)
        return cli_fail(cli, &err);
    print_dropped(&cli->ui, outbox, index);
    return CLI_DONE;
}

/* One that does not wait keeps none of the others. */
int cli_outbox_drop(struct cli *cli)
{
    struct daydream_outbox *outbox = NULL;
    int status = has_ids(cli) ? load(cli, &outbox) : CLI_USAGE;

    for (size_t i = 0; outbox != NULL && i < cli->operand_count; i++) {
        int dropped = drop(cli, outbox, cli->operands[i]);

        status = status == CLI_DONE ? dropped : status;
    }
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

/* SPDX-License-Identifier: MIT */
/* daydream issue exists, daydream issue create */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"

/* A hundred thousand findings fit; what is larger is no such file. */
#define FINDINGS_MAX_BYTES ((size_t)16 * 1024 * 1024)

/* What is said, on standard error, of an issue after it was filed. */
static const char *const remarks[] = {
    [DAYDREAM_ACTION_NONE] = NULL,
    [DAYDREAM_ACTION_CREATED] = NULL,
    [DAYDREAM_ACTION_EXISTS] = "the report was there before",
    [DAYDREAM_ACTION_COMMENTED] = "the report was there before; the findings are a comment on it",
    [DAYDREAM_ACTION_DUPLICATE] = "another machine filed the report at the same moment",
    [DAYDREAM_ACTION_QUEUED] = "the report waits in the outbox",
    [DAYDREAM_ACTION_UPDATED] = NULL,
    [DAYDREAM_ACTION_CLOSED] = NULL,
    [DAYDREAM_ACTION_PLANNED] = NULL,
};

static bool has_date(struct cli *cli)
{
    if (cli_value(cli, CLI_DATE) != NULL)
        return true;
    cli_message(&cli->ui, "'%s' needs --date; see 'daydream help %s'", cli->command->name,
                cli->command->name);
    return false;
}

static int print_json(struct cli *cli, const struct daydream_issue *issue)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *json = NULL;
    enum daydream_status status = daydream_issue_to_json(issue, &json, &err);

    return cli_emit(cli, status, json, &err);
}

static int print_found(struct cli *cli, const struct daydream_issue *issue)
{
    const char *url = daydream_issue_url(issue);

    if (cli_has(cli, CLI_JSON))
        return print_json(cli, issue);
    cli_print(&cli->ui, "%s\n", url != NULL ? url : "");
    return CLI_DONE;
}

/* It does not exist: that is 1, and no failure. */
static int print_none(struct cli *cli)
{
    const char *repo = cli_value(cli, CLI_REPO);

    if (cli_has(cli, CLI_JSON))
        cli_print(&cli->ui, "{\"schema\":1,\"action\":\"none\",\"url\":null}\n");
    else
        cli_message(&cli->ui, "no report of %s in %s", cli_value(cli, CLI_DATE),
                    repo != NULL ? repo : "this repository");
    return CLI_FAILED;
}

int cli_issue_exists(struct cli *cli)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream_issue *issue = NULL;
    int status;

    if (!has_date(cli))
        return CLI_USAGE;
    status = cli_open(cli);
    if (status != CLI_DONE)
        return status;
    if (daydream_find_issue(cli->dd, cli_value(cli, CLI_DATE), cli_value(cli, CLI_REPO), &issue,
                            &err) != DAYDREAM_OK)
        return cli_fail(cli, &err);
    status = issue != NULL ? print_found(cli, issue) : print_none(cli);
    daydream_issue_free(issue);
    return status;
}

/* Read a stream to its end into `*out` (owned), however long it is, but for the limit. */
static bool read_all(struct cli *cli, FILE *stream, const char *name, char **out, size_t *length)
{
    char *data = malloc(FINDINGS_MAX_BYTES + 1);
    size_t got = data != NULL ? fread(data, 1, FINDINGS_MAX_BYTES + 1, stream) : 0;

    *out = data;
    *length = got;
    if (data == NULL)
        cli_message(&cli->ui, "out of memory");
    else if (ferror(stream))
        cli_message(&cli->ui, "cannot read %s: %s", name, strerror(errno));
    else if (got > FINDINGS_MAX_BYTES)
        cli_message(&cli->ui, "%s is larger than %zu MiB; it cannot be a list of findings", name,
                    FINDINGS_MAX_BYTES / 1024 / 1024);
    return data != NULL && !ferror(stream) && got <= FINDINGS_MAX_BYTES;
}

/* Read the file that is named on the command line, or standard input; free() `*out` in any case. */
static bool read_input(struct cli *cli, char **out, size_t *length)
{
    const char *name = cli->operand_count > 0 ? cli->operands[0] : "-";
    FILE *file;
    bool done;

    if (strcmp(name, "-") == 0)
        return read_all(cli, stdin, "standard input", out, length);
    file = fopen(name, "rbe");
    if (file == NULL) {
        cli_message(&cli->ui, "cannot open %s: %s", name, strerror(errno));
        return false;
    }
    done = read_all(cli, file, name, out, length);
    fclose(file);
    return done;
}

/* What is wrong with the findings is no matter of the command line. */
static int reject_findings(struct cli *cli, struct daydream_error *err)
{
    if (err->code == DAYDREAM_ERROR_ARGUMENT)
        cli_message(&cli->ui, "the findings cannot be read: %s", err->text);
    else
        cli_message(&cli->ui, "%s", err->text);
    return CLI_FAILED;
}

/* Returns CLI_DONE with `*out` owned, or the exit status. */
static int read_findings(struct cli *cli, struct daydream_findings **out)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    size_t length = 0;
    char *data = NULL;
    int status = CLI_FAILED;

    if (read_input(cli, &data, &length)) {
        if (daydream_findings_new(out, &err) != DAYDREAM_OK ||
            daydream_findings_add_json(*out, data, length, &err) != DAYDREAM_OK)
            status = reject_findings(cli, &err);
        else if (daydream_findings_count(*out) == 0)
            cli_message(&cli->ui, "there are no findings to file");
        else
            status = CLI_DONE;
    }
    free(data);
    return status;
}

/* Waiting is as good as done where nobody gave us a token, and a failure where somebody did. */
static int judge(const struct daydream_issue *issue)
{
    enum daydream_status cause = daydream_issue_cause(issue);

    return cause == DAYDREAM_OK || cause == DAYDREAM_ERROR_NO_TOKEN ||
                   cause == DAYDREAM_ERROR_OFFLINE
               ? CLI_DONE
               : CLI_FAILED;
}

static int print_created(struct cli *cli, const struct daydream_issue *issue)
{
    const char *remark = remarks[daydream_issue_action(issue)];
    const char *reason = daydream_issue_reason(issue);
    int status = CLI_DONE;

    if (cli_has(cli, CLI_JSON))
        status = print_json(cli, issue);
    else if (daydream_issue_url(issue) != NULL)
        cli_print(&cli->ui, "%s\n", daydream_issue_url(issue));
    if (remark != NULL)
        cli_message(&cli->ui, "%s%s%s", remark, reason != NULL ? ": " : "",
                    reason != NULL ? reason : "");
    return status == CLI_DONE ? judge(issue) : status;
}

static int create(struct cli *cli, const struct daydream_findings *findings)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream_issue *issue = NULL;
    int status;

    if (daydream_create_issue(cli->dd, findings, cli_value(cli, CLI_DATE), cli_value(cli, CLI_REPO),
                              &issue, &err) != DAYDREAM_OK)
        return cli_fail(cli, &err);
    status = print_created(cli, issue);
    daydream_issue_free(issue);
    return status;
}

int cli_issue_create(struct cli *cli)
{
    struct daydream_findings *findings = NULL;
    int status;

    if (!has_date(cli))
        return CLI_USAGE;
    status = cli_open(cli);
    if (status == CLI_DONE)
        status = read_findings(cli, &findings);
    if (status == CLI_DONE)
        status = create(cli, findings);
    daydream_findings_free(findings);
    return status;
}

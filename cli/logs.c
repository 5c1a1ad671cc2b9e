/* SPDX-License-Identifier: MIT */
/* daydream logs */
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "logs-text.h"

static bool read_level(struct cli *cli, enum daydream_level *out)
{
    const char *word = cli_value(cli, CLI_MIN_LEVEL);

    if (cli_has(cli, CLI_ALL))
        *out = DAYDREAM_LEVEL_NONE;
    if (word == NULL || daydream_level_parse(word, out))
        return true;
    cli_message(&cli->ui,
                "--min-level: '%s' is none of trace, debug, info, notice, warning, error "
                "and critical",
                word);
    return false;
}

/* What the options say; false when they are wrong, which has been said then. */
static bool configure(struct cli *cli, struct daydream_logs *logs)
{
    enum daydream_level minimum = DAYDREAM_LEVEL_WARNING;
    int64_t since = 0;
    int64_t until = 0;

    if (!cli_read_time(cli, CLI_SINCE, "since", &since) ||
        !cli_read_time(cli, CLI_UNTIL, "until", &until) || !read_level(cli, &minimum))
        return false;
    if (cli_has(cli, CLI_ASSIGN) && cli->operand_count > 1) {
        cli_message(&cli->ui, "--assign prints numbers of lines, and takes one file only");
        return false;
    }
    daydream_logs_set_window(logs, since, until);
    daydream_logs_set_minimum(logs, minimum);
    daydream_logs_set_progress(logs, cli_ui_logs_progress, &cli->ui);
    if (cli_has(cli, CLI_ASSIGN))
        daydream_logs_keep_events(logs);
    return true;
}

/* Who names a pipe wants what comes out of it, other than who finds one among their logs. */
static bool is_pipe(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISFIFO(info.st_mode);
}

static enum daydream_status read_pipe(struct daydream_logs *logs, const char *path,
                                      struct daydream_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    enum daydream_status status;

    if (fd == -1) /* says why */
        return daydream_logs_read(logs, path, err);
    status = daydream_logs_read_descriptor(logs, fd, path, err);
    close(fd);
    return status;
}

static enum daydream_status read_one(struct daydream_logs *logs, const char *name,
                                     struct daydream_error *err)
{
    if (strcmp(name, "-") == 0)
        return daydream_logs_read_descriptor(logs, STDIN_FILENO, "standard input", err);
    return is_pipe(name) ? read_pipe(logs, name, err) : daydream_logs_read(logs, name, err);
}

/* Read them all, whatever is wrong with one. Returns an exit status. */
static int read_files(struct cli *cli, struct daydream_logs *logs)
{
    static const char *const standard_input[] = {"-"};
    const char *const *names = cli->operand_count > 0 ? (const char *const *)cli->operands
                                                      : standard_input;
    size_t count = cli->operand_count > 0 ? cli->operand_count : 1;
    int code = CLI_DONE;

    for (size_t i = 0; i < count; i++) {
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        if (read_one(logs, names[i], &err) != DAYDREAM_OK)
            code = cli_fail(cli, &err);
    }
    return code;
}

static void print_event(void *user, uint64_t line, enum daydream_level level, const char *group)
{
    cli_print(user, "%" PRIu64 "\t%s\t%s\n", line, daydream_level_name(level), group);
}

static int print(struct cli *cli, struct daydream_logs *logs)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    enum daydream_status status = daydream_logs_group(logs, &err);
    char *json = NULL;

    if (status == DAYDREAM_OK && cli_has(cli, CLI_JSON)) {
        status = daydream_logs_to_json(logs, &json, &err);
        return cli_emit(cli, status, json, &err);
    }
    if (status == DAYDREAM_OK && cli_has(cli, CLI_ASSIGN))
        status = daydream_logs_each_event(logs, print_event, &cli->ui, &err);
    else if (status == DAYDREAM_OK)
        cli_print_logs(&cli->ui, logs);
    return status == DAYDREAM_OK ? CLI_DONE : cli_fail(cli, &err);
}

static int review(struct cli *cli, struct daydream_logs *logs)
{
    int read;
    int printed;

    if (!configure(cli, logs))
        return CLI_USAGE;
    read = read_files(cli, logs);
    printed = print(cli, logs);
    return read != CLI_DONE ? read : printed;
}

int cli_logs(struct cli *cli)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream_logs *logs = NULL;
    int code = cli_open(cli);

    if (code != CLI_DONE)
        return code;
    if (daydream_logs_new(cli->dd, &logs, &err) != DAYDREAM_OK)
        return cli_fail(cli, &err);
    code = review(cli, logs);
    daydream_logs_free(logs);
    return code;
}

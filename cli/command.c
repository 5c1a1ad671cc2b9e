/* SPDX-License-Identifier: MIT */
/* Owns opening a session for a command, and what its errors mean as exit statuses. */
#include <string.h>

#include "command.h"

static const struct {
    enum daydream_status status;
    int code;
} exits[] = {
    {DAYDREAM_ERROR_ARGUMENT, CLI_USAGE},
    {DAYDREAM_ERROR_CONFIG, CLI_MISCONFIGURED},
    {DAYDREAM_ERROR_LOCKED, CLI_LOCKED},
};

static int exit_of(const struct cli *cli, enum daydream_status status)
{
    for (size_t i = 0; i < sizeof exits / sizeof exits[0]; i++)
        if (exits[i].status == status)
            return exits[i].code;
    return cli->command->failure;
}

bool cli_has(const struct cli *cli, unsigned bit)
{
    return cli_options_count(&cli->options, bit) > 0;
}

const char *cli_value(const struct cli *cli, unsigned bit)
{
    return cli_options_value(&cli->options, bit);
}

bool cli_read_time(struct cli *cli, unsigned bit, const char *name, int64_t *out)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    const char *value = cli_value(cli, bit);

    if (value == NULL || daydream_parse_time(value, out, &err) == DAYDREAM_OK)
        return true;
    cli_message(&cli->ui, "--%s: %s", name, err.text);
    return false;
}

int cli_fail(struct cli *cli, const struct daydream_error *err)
{
    cli_message(&cli->ui, "%s", err->text);
    return exit_of(cli, err->code);
}

int cli_emit(struct cli *cli, enum daydream_status status, char *text,
             const struct daydream_error *err)
{
    size_t length;

    if (status != DAYDREAM_OK)
        return cli_fail(cli, err);
    length = strlen(text);
    cli_print(&cli->ui, "%s%s", text, length > 0 && text[length - 1] == '\n' ? "" : "\n");
    daydream_free_text(text);
    return CLI_DONE;
}

/* The options that are settings of the session. */
static const struct {
    unsigned bit;
    enum daydream_option option;
} settings[] = {
    {CLI_CONFIG, DAYDREAM_OPTION_CONFIG},
    {CLI_STATE_DIR, DAYDREAM_OPTION_STATE_DIR},
    {CLI_ON_EXISTING, DAYDREAM_OPTION_ON_EXISTING},
};

static enum daydream_status apply(struct cli *cli, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < sizeof settings / sizeof settings[0] && status == DAYDREAM_OK; i++)
        if (cli_has(cli, settings[i].bit))
            status = daydream_set(cli->dd, settings[i].option, cli_value(cli, settings[i].bit),
                                  err);
    if (status == DAYDREAM_OK && cli_has(cli, CLI_OFFLINE))
        status = daydream_set(cli->dd, DAYDREAM_OPTION_OFFLINE, "1", err);
    return status;
}

int cli_open(struct cli *cli)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    if (daydream_new(&cli->dd, &err) != DAYDREAM_OK)
        return cli_fail(cli, &err);
    daydream_set_log(cli->dd, cli_ui_log, &cli->ui);
    daydream_set_progress(cli->dd, cli_ui_progress, &cli->ui);
    if (apply(cli, &err) != DAYDREAM_OK)
        return cli_fail(cli, &err);
    if (daydream_use_environment(cli->dd, &err) != DAYDREAM_OK) {
        /* a variable with a value that it may not have is no matter of usage */
        if (err.code == DAYDREAM_ERROR_ARGUMENT)
            err.code = DAYDREAM_ERROR_CONFIG;
        return cli_fail(cli, &err);
    }
    return CLI_DONE;
}

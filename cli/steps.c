/* SPDX-License-Identifier: MIT */
/* daydream steps */
#include <string.h>

#include "command.h"
#include "table.h"

static const struct {
    const char *scope;
    const char *words;
} scopes[] = {
    {"project", "for each project"},
    {"home", "for the home project"},
    {"all", "once for all"},
};

static const char *scope_words(const char *scope)
{
    for (size_t i = 0; i < sizeof scopes / sizeof scopes[0]; i++)
        if (strcmp(scopes[i].scope, scope) == 0)
            return scopes[i].words;
    return scope;
}

static void print_steps(struct cli_ui *ui)
{
    struct cli_table table = {.columns = 4};
    const struct daydream_step *step;

    for (size_t i = 0; (step = daydream_step_at(i)) != NULL; i++) {
        cli_table_add(&table, CLI_PLAIN, "%2d", daydream_step_number(step));
        cli_table_add(&table, CLI_BOLD, "%s", daydream_step_name(step));
        cli_table_add(&table, CLI_PLAIN, "%s", daydream_step_title(step));
        cli_table_add(&table, CLI_DIM, "%s", scope_words(daydream_step_scope(step)));
    }
    cli_table_print(&table, ui);
}

int cli_steps(struct cli *cli)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    enum daydream_status status;
    char *json = NULL;

    if (cli_has(cli, CLI_JSON)) {
        status = daydream_steps_to_json(&json, &err);
        return cli_emit(cli, status, json, &err);
    }
    print_steps(&cli->ui);
    return CLI_DONE;
}

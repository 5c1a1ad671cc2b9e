/* SPDX-License-Identifier: MIT */
/* Owns the table of commands, and finding the one that is called. */
#include <signal.h>
#include <string.h>

#include "command.h"
#include "help.h"

static int show_help(struct cli *cli);

static const struct cli_command commands[] = {
    {"run", "do today's steps for every project and file what they found", "[OPTION]...",
     CLI_DRY_RUN | CLI_NOW | CLI_SINCE | CLI_PROJECT | CLI_STEP | CLI_OFFLINE | CLI_ON_EXISTING |
         CLI_JSON,
     0, CLI_FAILED, cli_run},
    {"projects", "list the projects of this machine, and those left out", "[--json]", CLI_JSON, 0,
     CLI_FAILED, cli_projects},
    {"steps", "list what a run does, in its order", "[--json]", CLI_JSON, 0, CLI_FAILED, cli_steps},
    {"report", "show the local report of a date, or the newest one", "[DATE] [--json]", CLI_JSON, 1,
     CLI_FAILED, cli_report},
    {"issue exists", "tell whether a repository has the report of a date",
     "--date DATE [--repo REPO] [--json]", CLI_DATE | CLI_REPO | CLI_JSON, 0, CLI_CANNOT_TELL,
     cli_issue_exists},
    {"issue create", "file findings, JSON from FILE or standard input, as a date's report",
     "--date DATE [--repo REPO] [--on-existing WHAT] [--json] [FILE]",
     CLI_DATE | CLI_REPO | CLI_ON_EXISTING | CLI_JSON, 1, CLI_FAILED, cli_issue_create},
    {"issue sweep", "close what was filed twice, after it was moved to the report of its date",
     "[--repo REPO] [--date DATE] [--dry-run] [--json]",
     CLI_REPO | CLI_DATE | CLI_DRY_RUN | CLI_JSON, 0, CLI_FAILED, cli_issue_sweep},
    {"logs", "review log files, or standard input: what went wrong, grouped",
     "[OPTION]... [FILE]...",
     CLI_SINCE | CLI_UNTIL | CLI_MIN_LEVEL | CLI_ALL | CLI_ASSIGN | CLI_JSON, CLI_ANY, CLI_FAILED,
     cli_logs},
    {"redact", "take the secrets out of standard input", "[--check]", CLI_CHECK, 0, CLI_FAILED,
     cli_redact},
    {"lessons", "show what was seen again and again, and how to avoid it",
     "[--since DATE] [--json]", CLI_SINCE | CLI_JSON, 0, CLI_FAILED, cli_lessons},
    {"outbox list", "list the issues that wait to be filed", "[--verbose] [--json]", CLI_JSON, 0,
     CLI_FAILED, cli_outbox_list},
    {"outbox show", "show an issue that waits, as it would be filed", "ID [--json]", CLI_JSON, 1,
     CLI_FAILED, cli_outbox_show},
    {"outbox flush", "file the issues that wait", "", 0, 0, CLI_FAILED, cli_outbox_flush},
    {"outbox drop", "let issues go that wait; they are not filed any more", "ID...", 0, CLI_ANY,
     CLI_FAILED, cli_outbox_drop},
    {"help", "explain a command", "[COMMAND]", 0, 2, CLI_FAILED, show_help},
    {0},
};

/* Show the help of all commands whose names agree with the operands. */
static int show_help_of(struct cli *cli, const char *const *operands, size_t count)
{
    size_t shown = 0;

    if (count == 0) {
        cli_help_all(&cli->ui, commands);
        return CLI_DONE;
    }
    for (const struct cli_command *command = commands; command->name != NULL; command++)
        if (cli_help_agrees(command, operands, count)) {
            cli_print(&cli->ui, "%s", shown++ > 0 ? "\n" : "");
            cli_help_one(&cli->ui, command);
        }
    if (shown > 0)
        return CLI_DONE;
    cli_help_complain(&cli->ui, commands, operands, count);
    return CLI_USAGE;
}

/* How many words the command's name has. */
static size_t words_of(const struct cli_command *command)
{
    return strchr(command->name, ' ') != NULL ? 2 : 1;
}

/* The command whose whole name the operands begin with. */
static const struct cli_command *find(const char *const *operands, size_t count)
{
    for (const struct cli_command *command = commands; command->name != NULL; command++)
        if (count >= words_of(command) && cli_help_agrees(command, operands, count))
            return command;
    return NULL;
}

static int show_help(struct cli *cli)
{
    const struct cli_command *command = find(cli->operands, cli->operand_count);

    if (command == NULL || cli->operand_count <= words_of(command))
        return show_help_of(cli, cli->operands, cli->operand_count);
    cli_message(&cli->ui, "'help %s' has no use for '%s'; see 'daydream help help'", command->name,
                cli->operands[words_of(command)]);
    return CLI_USAGE;
}

/* Does the command take what it was given? If not, say so. */
static bool fits(struct cli *cli)
{
    const struct cli_command *command = cli->command;
    const struct cli_option *alien = cli_options_beyond(&cli->options,
                                                        command->options | CLI_EVERYWHERE);

    if (alien != NULL)
        cli_message(&cli->ui, "'%s' has no option --%s; see 'daydream help %s'", command->name,
                    alien->name, command->name);
    else if (cli->operand_count > command->operands)
        cli_message(&cli->ui, "'%s' has no use for '%s'; see 'daydream help %s'", command->name,
                    cli->operands[command->operands], command->name);
    return alien == NULL && cli->operand_count <= command->operands;
}

static int call(struct cli *cli)
{
    const struct cli_options *options = &cli->options;

    if (options->operand_count == 0) {
        cli_help_hint(&cli->ui);
        return CLI_USAGE;
    }
    cli->command = find(options->operands, options->operand_count);
    if (cli->command == NULL) {
        cli_help_complain(&cli->ui, commands, options->operands, options->operand_count);
        return CLI_USAGE;
    }
    cli->operands = options->operands + words_of(cli->command);
    cli->operand_count = options->operand_count - words_of(cli->command);
    return fits(cli) ? cli->command->run(cli) : CLI_USAGE;
}

static void set_level(struct cli *cli)
{
    static const enum daydream_log_level levels[] = {DAYDREAM_LOG_WARNING, DAYDREAM_LOG_INFO,
                                                     DAYDREAM_LOG_DEBUG};
    size_t times = cli_options_count(&cli->options, CLI_VERBOSE);

    cli->ui.level = levels[times < 2 ? times : 2];
}

static int dispatch(struct cli *cli)
{
    set_level(cli);
    if (cli_has(cli, CLI_HELP))
        return show_help_of(cli, cli->options.operands, cli->options.operand_count);
    if (cli_has(cli, CLI_VERSION)) {
        cli_print(&cli->ui, "daydream %s\n", daydream_version());
        return CLI_DONE;
    }
    return call(cli);
}

int main(int argc, char **argv)
{
    struct cli cli = {0};
    int status = CLI_USAGE;

    /* a reader that goes away is an error to be told of, and no reason to leave a run half done */
    signal(SIGPIPE, SIG_IGN);
    /* whoever started us may ignore it, which is inherited: no child's exit status came then */
    signal(SIGCHLD, SIG_DFL);
    cli_ui_init(&cli.ui);
    if (cli_options_parse(&cli.options, &cli.ui, argc, argv))
        status = dispatch(&cli);
    daydream_free(cli.dd);
    cli_options_free(&cli.options);
    if (!cli_ui_finish(&cli.ui) && status == CLI_DONE)
        status = cli.command != NULL ? cli.command->failure : CLI_FAILED;
    return status;
}

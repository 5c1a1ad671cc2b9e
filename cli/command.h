/* SPDX-License-Identifier: MIT */
/* What a command is, what it gets, and what most of them need. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdint.h>

#include "options.h"
#include "ui.h"

/* Exit statuses; daydream(1) is the contract. */
enum {
    CLI_DONE = 0,
    CLI_FAILED = 1,
    CLI_USAGE = 2,
    CLI_MISCONFIGURED = 3,
    CLI_LOCKED = 4,
    CLI_CANNOT_TELL = 5
};

#define CLI_ANY SIZE_MAX

struct cli;

/* A row of the command table. */
struct cli_command {
    const char *name; /* one word, or two */
    const char *summary;
    const char *usage;           /* what follows the name */
    unsigned options;            /* that it takes, beyond those of every command */
    size_t operands;             /* at most so many; CLI_ANY: no limit */
    int failure;                 /* exit status when something fails */
    int (*run)(struct cli *cli); /* returns the exit status */
};

struct cli {
    const struct cli_command *command;
    struct cli_options options;
    const char **operands; /* behind the command's name */
    size_t operand_count;
    struct cli_ui ui;
    struct daydream *dd; /* opened by cli_open() */
    int64_t now;         /* --now */
    int64_t begin;       /* when that was, in milliseconds of the clock that never jumps */
};

int cli_run(struct cli *cli);
int cli_logs(struct cli *cli);
int cli_redact(struct cli *cli);
int cli_projects(struct cli *cli);
int cli_steps(struct cli *cli);
int cli_report(struct cli *cli);
int cli_issue_exists(struct cli *cli);
int cli_issue_create(struct cli *cli);
int cli_issue_sweep(struct cli *cli);
int cli_lessons(struct cli *cli);
int cli_outbox_list(struct cli *cli);
int cli_outbox_show(struct cli *cli);
int cli_outbox_flush(struct cli *cli);
int cli_outbox_drop(struct cli *cli);

/* The time that an option holds; untouched when it is not given. False when it is none, which has
 * been said then. */
bool cli_read_time(struct cli *cli, unsigned bit, const char *name, int64_t *out);

bool cli_has(const struct cli *cli, unsigned bit);
const char *cli_value(const struct cli *cli, unsigned bit);

/* Open the session that the options and the environment describe. Returns CLI_DONE, or an exit
 * status after having said what is wrong. */
int cli_open(struct cli *cli);

/* Say the error, and return the exit status that it means. */
int cli_fail(struct cli *cli, const struct daydream_error *err);

/* Print a text that the library made, and free it: as it is where `status` is DAYDREAM_OK, else
 * the error. Returns the exit status. */
int cli_emit(struct cli *cli, enum daydream_status status, char *text,
             const struct daydream_error *err);

#endif

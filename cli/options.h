/* SPDX-License-Identifier: MIT */
/* The options of all commands in one table, and what of them stands on the command line. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "ui.h"

/* Bits, so that a command can name those that it takes. */
enum {
    CLI_CONFIG = 1 << 0,
    CLI_STATE_DIR = 1 << 1,
    CLI_VERBOSE = 1 << 2,
    CLI_HELP = 1 << 3,
    CLI_VERSION = 1 << 4,
    CLI_EVERYWHERE = CLI_CONFIG | CLI_STATE_DIR | CLI_VERBOSE | CLI_HELP | CLI_VERSION,
    CLI_DRY_RUN = 1 << 5,
    CLI_NOW = 1 << 6,
    CLI_SINCE = 1 << 7,
    CLI_PROJECT = 1 << 8,
    CLI_STEP = 1 << 9,
    CLI_OFFLINE = 1 << 10,
    CLI_DATE = 1 << 11,
    CLI_REPO = 1 << 12,
    CLI_JSON = 1 << 13,
    CLI_UNTIL = 1 << 14,
    CLI_MIN_LEVEL = 1 << 15,
    CLI_ALL = 1 << 16,
    CLI_ASSIGN = 1 << 17,
    CLI_ON_EXISTING = 1 << 18,
    CLI_CHECK = 1 << 19
};

struct cli_option {
    unsigned bit;
    const char *name;
    char letter;          /* its short form; 0: none */
    const char *argument; /* what it stands for; NULL: it takes none */
    const char *help;
};

struct cli_given {
    const struct cli_option *option;
    const char *value; /* NULL where it takes none */
};

struct cli_options {
    struct cli_given *given; /* in their order */
    size_t given_count;
    const char **operands; /* all that is no option, the command first */
    size_t operand_count;
};

/* The row at an index; NULL beyond the last. */
const struct cli_option *cli_option_at(size_t index);

/* Read the command line; cli_options_free() afterwards in any case. False when it is wrong, which
 * has been said then. The texts are borrowed from `argv`. */
bool cli_options_parse(struct cli_options *options, struct cli_ui *ui, int argc, char **argv);
void cli_options_free(struct cli_options *options);

/* How often an option is given; its last value, NULL when it is not given; the first one given
 * that is none of these bits, NULL when there is none. */
size_t cli_options_count(const struct cli_options *options, unsigned bit);
const char *cli_options_value(const struct cli_options *options, unsigned bit);
const struct cli_option *cli_options_beyond(const struct cli_options *options, unsigned bits);

#endif

/* SPDX-License-Identifier: MIT */
/* The help of all commands and of one, made from the tables of commands and options. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "command.h"

/* Does a command's name agree with the operands, as far as both go? */
bool cli_help_agrees(const struct cli_command *command, const char *const *operands, size_t count);

/* `commands` ends with a row without a name. */
void cli_help_all(struct cli_ui *ui, const struct cli_command *commands);
void cli_help_one(struct cli_ui *ui, const struct cli_command *command);

/* Say that no command is called as the operands say, of which there is at least one, or how its
 * name goes on. */
void cli_help_complain(struct cli_ui *ui, const struct cli_command *commands,
                       const char *const *operands, size_t count);

/* One line on how to call us at all. */
void cli_help_hint(struct cli_ui *ui);

#endif

/* SPDX-License-Identifier: MIT */
/* A review of log files as text for people. */
#ifndef CLI_LOGS_TEXT_H
#define CLI_LOGS_TEXT_H

#include "ui.h"

/* Print the groups, and a line about what was read. */
void cli_print_logs(struct cli_ui *ui, const struct daydream_logs *logs);

#endif

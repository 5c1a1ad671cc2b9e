/* SPDX-License-Identifier: MIT */
/* A run as people read it. */
#ifndef CLI_RUN_TEXT_H
#define CLI_RUN_TEXT_H

#include "ui.h"

/* Print what a run came to: a line for each project, and whatever was left out or failed. */
void cli_print_run(struct cli_ui *ui, const struct daydream_run *run, bool dry_run);

/* Print what waits in the outbox, and where there is more to read. */
void cli_print_end(struct cli_ui *ui, const struct daydream_run *run,
                   const struct daydream_outbox *outbox, bool dry_run);

/* Print an issue as it would be filed: repository, title, label and body. */
void cli_print_issue(struct cli_ui *ui, const struct daydream_issue *issue);

#endif

/* SPDX-License-Identifier: MIT */
/* A report's Markdown as a terminal shows it best. */
#ifndef CLI_REPORT_VIEW_H
#define CLI_REPORT_VIEW_H

#include "ui.h"

/* Print a report. Its text is fit for a terminal already. */
void cli_report_view(struct cli_ui *ui, const char *markdown);

#endif

/* SPDX-License-Identifier: MIT */
/* Where the local reports lie: STATE/reports/2026-02-18.md and .json. */
#ifndef DD_STEPS_REPORT_FILE_H
#define DD_STEPS_REPORT_FILE_H

#include "base/buf.h"
#include "daydream.h"

void dd_report_file_directory(struct dd_buf *out, const char *state_directory);
void dd_report_file_path(struct dd_buf *out, const char *state_directory, const char *date,
                         enum daydream_format format);

/* Read the report of a date (NULL: the newest); `*out` is owned. DAYDREAM_ERROR_NOT_FOUND when
 * there is none. */
enum daydream_status dd_report_file_read(const char *state_directory, const char *date,
                                         enum daydream_format format, char **out,
                                         struct daydream_error *err);

#endif

/* SPDX-License-Identifier: MIT */
/* Quiet lines of access logs: a client, a stamp of the same hour, a request, and the status of one
 * that was answered. */
#ifndef DD_LOGS_SKIM_ACCESS_H
#define DD_LOGS_SKIM_ACCESS_H

#include "logs/skim-stamp.h"

#define DD_SKIM_CLIENT_MAX    ((size_t)48) /* bytes in front of the stamp */
#define DD_SKIM_ACCESS_FIELDS 3            /* there: "10.0.0.7 - frank " */

/* Learn the stamp of such a line, which means that time; false when it is none. */
bool dd_skim_access_learn(struct dd_skim_stamp *stamp, const char *line, size_t length,
                          int64_t time);

/* Where the stamp of a quiet line begins that has one like that; NULL when it is none. Behind the
 * line's beginning DD_SKIM_CLIENT_MAX + DD_SKIM_LONGEST bytes are there, wherever it ends. */
const char *dd_skim_access_find(const struct dd_skim_stamp *stamp, const char *line,
                                const char *end);

#endif

/* SPDX-License-Identifier: MIT */
/* Access logs: what follows the stamp of the common log format. */
#ifndef DD_LOGS_ACCESS_H
#define DD_LOGS_ACCESS_H

#include <stdbool.h>

#include "logs/level.h"

/* A request in quotes and its status: 5xx is an error of the server, anything else is its daily
 * work. False when no quote or no status is there. */
bool dd_access_read(const char *at, const char *end, enum dd_log_level *level);

/* "500 |    1.2ms | " of gin, behind the stamp and a bar. */
bool dd_access_columns_read(const char *at, const char *end, enum dd_log_level *level);

#endif

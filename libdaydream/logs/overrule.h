/* SPDX-License-Identifier: MIT */
/* Messages that tell a level of their own, which is truer than the one in front of them. */
#ifndef DD_LOGS_OVERRULE_H
#define DD_LOGS_OVERRULE_H

#include <stdbool.h>
#include <stddef.h>

#include "logs/level.h"

/* Read what stands behind the level, and correct it. False when other lines that begin so may be
 * corrected otherwise; else `*decided` is how many bytes behind the level tell that none are. */
bool dd_overrule(const char *behind, const char *end, enum dd_log_level *level, size_t *decided);

#endif

/* SPDX-License-Identifier: MIT */
/* Levels of log lines, from all the names that loggers give them. */
#ifndef DD_LOGS_LEVEL_H
#define DD_LOGS_LEVEL_H

#include <stddef.h>

enum dd_log_level {
    DD_LEVEL_NONE, /* the line names none */
    DD_LEVEL_TRACE,
    DD_LEVEL_DEBUG,
    DD_LEVEL_INFO,
    DD_LEVEL_NOTICE,
    DD_LEVEL_WARNING,
    DD_LEVEL_ERROR,
    DD_LEVEL_CRITICAL
};

/* The level that a whole word names ("WARN", "err", "Fatal", ...), without regard to case;
 * DD_LEVEL_NONE when it names none. */
enum dd_log_level dd_level_from_word(const char *word, size_t length);

/* "trace" to "critical", "-" for none. */
const char *dd_level_name(enum dd_log_level level);

#endif

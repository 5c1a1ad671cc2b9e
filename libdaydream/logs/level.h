/* SPDX-License-Identifier: MIT */
/* Levels of log lines, from all the names, letters and numbers that loggers give them. */
#ifndef DD_LOGS_LEVEL_H
#define DD_LOGS_LEVEL_H

#include <stdbool.h>
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

/* The same; `*prose`: sentences begin with that word too ("Note", "log", "Fine"), so that
 * something else has to show that it is a level. */
enum dd_log_level dd_level_read_word(const char *word, size_t length, bool *prose);

/* Do words of levels begin with these two letters? Most others do not, which saves looking at the
 * rest of them. */
bool dd_level_may_begin(const char letters[2]);

/* "E" of klog, Ruby and Android; upper case only. */
enum dd_log_level dd_level_from_letter(char letter);

/* The numbers of JSON lines: severities (0 to 7), pino and bunyan (10 to 60), Monolog (100 to
 * 600). */
enum dd_log_level dd_level_from_number(int number);

/* The lowest three bits of a syslog priority: RFC 5424, table 2. */
enum dd_log_level dd_level_from_severity(int severity);

/* "trace" to "critical", "-" for none. */
const char *dd_level_name(enum dd_log_level level);

#endif

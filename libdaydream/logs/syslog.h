/* SPDX-License-Identifier: MIT */
/* Host and tag of syslog: "host app[41]: " (RFC 3164, 4.1; systemd). */
#ifndef DD_LOGS_SYSLOG_H
#define DD_LOGS_SYSLOG_H

/* What is behind them; NULL when there is no tag. `stamp` shows by its kind whether a host is to
 * be expected at `at`. */
const char *dd_syslog_skip(const char *stamp, const char *at, const char *end);

#endif

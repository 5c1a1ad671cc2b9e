/* SPDX-License-Identifier: MIT */
/* Messages to the host program. Nothing is printed here: without a callback they go nowhere. */
#ifndef DD_BASE_LOG_H
#define DD_BASE_LOG_H

#include "daydream.h"

struct dd_log {
    daydream_log_fn fn; /* NULL: silent */
    void *user;
};

/* `log` may be NULL. A line over 1,024 bytes is cut. */
void dd_log(const struct dd_log *log, enum daydream_log_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif

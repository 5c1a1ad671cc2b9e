/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/utf8.h"

void dd_log(const struct dd_log *log, enum daydream_log_level level, const char *format, ...)
{
    char line[1024];
    va_list args;

    if (log == NULL || log->fn == NULL)
        return;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    line[dd_utf8_cut(line, strlen(line), sizeof line - 1)] = '\0';
    log->fn(log->user, level, line);
}

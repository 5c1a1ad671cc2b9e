/* SPDX-License-Identifier: MIT */
/* Lines that a stamp begins and that are not made of fields. */
#include "logs/access.h"
#include "logs/chars.h"
#include "logs/scan.h"
#include "logs/syslog.h"

/* "stdout F " of container runtimes: a whole line follows. */
static const char *skip_stream(const char *at, const char *end)
{
    const char *flag = at + strlen("stdout ");

    if (!dd_begins(at, end, "stdout ") && !dd_begins(at, end, "stderr "))
        return NULL;
    return end - flag >= 2 && (*flag == 'F' || *flag == 'P') && flag[1] == ' ' ? flag + 2 : NULL;
}

static void take_inner(struct dd_scan *scan, const char *line)
{
    line = dd_skip_blanks(line, scan->end);
    if (!dd_scan_inner(scan, line))
        dd_scan_message(scan, line);
}

/* "4121:M", "[4121]" */
static bool has_redis_process(const char *at, const char *end)
{
    const char *digits = dd_skip_digits(at + (*at == '[' ? 1 : 0), end);

    return dd_begins(digits, end, *at == '[' ? "] " : ":") &&
           (*at == '[' || dd_is_upper(digits[1]));
}

/* ".", "-", "*" and "#" of Redis. */
static bool read_redis(struct dd_scan *scan, const char *at)
{
    static const char marks[] = ".-*#";
    static const enum dd_log_level levels[] = {DD_LEVEL_DEBUG, DD_LEVEL_INFO, DD_LEVEL_NOTICE,
                                               DD_LEVEL_WARNING};
    const char *mark = scan->end - at >= 3 && *at == ' ' ? strchr(marks, at[1]) : NULL;

    if (mark == NULL || *mark == '\0' || at[2] != ' ' || !has_redis_process(scan->start, scan->end))
        return false;
    scan->header->level = levels[mark - marks];
    dd_scan_message(scan, at + 3);
    return true;
}

/* "level=error msg=pool" behind a stamp. */
static bool read_pairs(struct dd_scan *scan, const char *at)
{
    const char *key = dd_is_alpha(*at) ? dd_skip_name(at, scan->end) : scan->end;

    return key < scan->end && *key == '=' && dd_scan_inner(scan, at);
}

bool dd_scan_special(struct dd_scan *scan, const char *at, const char *next)
{
    enum dd_log_level level;
    const char *inner = NULL;

    if (*next == '"' && dd_access_read(next, scan->end, &level)) {
        scan->header->level = level;
        dd_scan_message(scan, next);
        return true;
    }
    if ((scan->led && read_redis(scan, at)) || read_pairs(scan, next))
        return true;
    if (*next == 's')
        inner = skip_stream(next, scan->end);
    else if (*next == '{')
        inner = next;
    if (inner == NULL)
        inner = dd_syslog_skip(scan->at, next, scan->end);
    if (inner != NULL)
        take_inner(scan, inner);
    return inner != NULL;
}

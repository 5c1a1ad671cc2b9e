/* SPDX-License-Identifier: MIT */
/* Lines that a stamp begins and that are not made of fields. */
#include "logs/access.h"
#include "logs/chars.h"
#include "logs/scan.h"
#include "logs/syslog.h"

#define LONGEST_CLIENT 160 /* with its user and stamp */
#define SHORTEST_STAMP 12

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

    return end - digits >= 2 && dd_begins(digits, end, *at == '[' ? "] " : ":") &&
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

/* "10.0.0.7 - frank [20/Jul/2026:10:11:12 +0200] " in front of a request, which is returned. */
static const char *skip_to_request(const char *at, const char *end)
{
    const char *last = end - at > LONGEST_CLIENT ? at + LONGEST_CLIENT : end;
    const char *host = at;
    const char *close;

    while (host < last && (dd_is_hex(*host) || *host == '.' || *host == ':'))
        host++;
    if (host == at || !dd_begins(host, last, " - "))
        return NULL;
    at = memchr(host, '[', (size_t)(last - host));
    close = at != NULL ? memchr(at, ']', (size_t)(last - at)) : NULL;
    return close != NULL && dd_is_digit(at[1]) && dd_begins(close, end, "] \"") ? close + 2 : NULL;
}

static bool read_access(struct dd_scan *scan, const char *next)
{
    enum dd_log_level level;
    const char *request = *next == '"' ? next : skip_to_request(next, scan->end);

    if (dd_access_columns_read(next, scan->end, &level))
        request = next;
    else if (request == NULL || !dd_access_read(request, scan->end, &level))
        return false;
    scan->header->level = level;
    dd_scan_message(scan, request);
    return true;
}

/* "E0720 10:11:12", "E20260720 10:11:12" of klog and glog, "E, [" of Ruby */
static bool begins_with_letter(const char *at, const char *end)
{
    const char *digits;

    if (!dd_is_upper(*at) || end - at < SHORTEST_STAMP)
        return false;
    digits = dd_skip_digits(at + 1, end);
    return ((digits == at + 5 || digits == at + 9) && dd_begins(digits, end, " ")) ||
           dd_begins(at + 1, end, ", [");
}

static bool is_stamp(const struct dd_scan *scan, const char *at)
{
    int64_t time;

    return at < scan->end && dd_stamp_read(scan->stamps, at, (size_t)(scan->end - at), &time) > 0;
}

/* "4121:M 20 Jul 2026 10:11:12", "[4121] 20 Jul 10:11:12" */
static bool begins_with_process(const struct dd_scan *scan, const char *at)
{
    const char *blank;

    if (scan->end - at < SHORTEST_STAMP || !has_redis_process(at, scan->end))
        return false;
    blank = memchr(at, ' ', (size_t)(scan->end - at));
    return blank != NULL && is_stamp(scan, blank + 1);
}

/* A collector may have put its stamp in front of a line that has one: what follows begins as only a
 * header does. */
static bool begins_header(const struct dd_scan *scan, const char *at)
{
    if (dd_is_digit(*at))
        return begins_with_process(scan, at);
    if (*at == '[')
        return is_stamp(scan, at + 1) || begins_with_process(scan, at);
    return begins_with_letter(at, scan->end);
}

bool dd_scan_special(struct dd_scan *scan, const char *at, const char *next)
{
    const char *inner = NULL;

    if (read_access(scan, next) || (scan->led && read_redis(scan, at)) || read_pairs(scan, next))
        return true;
    if (begins_header(scan, next) && dd_scan_inner(scan, next))
        return true;
    if (*next == 's')
        inner = skip_stream(next, scan->end);
    else if (*next == '{' && !(scan->end - next > 1 && dd_is_alpha(next[1])))
        inner = next;
    if (inner == NULL)
        inner = dd_syslog_skip(scan->at, next, scan->end);
    if (inner != NULL)
        take_inner(scan, inner);
    return inner != NULL;
}

/* SPDX-License-Identifier: MIT */
#include "logs/chars.h"
#include "logs/scan.h"

#define PRI_MAX           191 /* facility 23, severity 7 (RFC 5424, 6.2.1) */
#define SYSLOG_5424_NAMES 4   /* host, application, process, message id */

/* What is behind "<34>"; NULL when it is none. */
static const char *read_priority(const char *at, const char *end, int *priority)
{
    const char *digits = at + 1;
    const char *close = dd_skip_digits(digits, end);

    *priority = 0;
    if (close == digits || close - digits > 3 || close == end || *close != '>')
        return NULL;
    for (; digits < close; digits++)
        *priority = *priority * 10 + (*digits - '0');
    return *priority <= PRI_MAX ? close + 1 : NULL;
}

/* Host, application, process, message id and structured data of RFC 5424, section 6. */
static const char *skip_syslog_fields(const char *at, const char *end)
{
    at = dd_skip_blanks(at, end);
    for (int i = 0; i < SYSLOG_5424_NAMES; i++) {
        while (at < end && *at != ' ')
            at++;
        at = dd_skip_blanks(at, end);
    }
    while (at < end && *at == '[') {
        while (at < end && *at != ']')
            at += *at == '\\' && at + 1 < end ? 2 : 1;
        at += at < end ? 1 : 0;
    }
    if (dd_begins(at, end, "- ") || (at + 1 == end && *at == '-'))
        at++;
    at = dd_skip_blanks(at, end);
    return at + (dd_begins(at, end, "\xef\xbb\xbf") ? 3 : 0);
}

/* "1 2026-07-20T10:11:12Z host app 41 ID [data] ", or "-" for the stamp (RFC 5424). */
static const char *read_syslog(struct dd_scan *scan, const char *at)
{
    struct dd_header *header = scan->header;
    size_t length = dd_stamp_read(scan->stamps, at, (size_t)(scan->end - at), &header->time);

    if (length == 0 && !dd_begins(at, scan->end, "- "))
        return NULL;
    header->stamped = length > 0;
    return skip_syslog_fields(at + (length > 0 ? length : 1), scan->end);
}

bool dd_scan_priority(struct dd_scan *scan)
{
    int priority;
    const char *at = read_priority(scan->at, scan->end, &priority);
    const char *message = NULL;

    if (at == NULL)
        return false;
    if (dd_begins(at, scan->end, "1 "))
        message = read_syslog(scan, at + 2);
    message = message != NULL ? message : at;
    scan->strict = true;
    if (!dd_scan_inner(scan, message))
        dd_scan_message(scan, message);
    if (scan->header->level == DD_LEVEL_NONE)
        scan->header->level = dd_level_from_severity(priority);
    return true;
}

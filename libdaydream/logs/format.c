/* SPDX-License-Identifier: MIT */
#include "logs/format.h"
#include "logs/chars.h"
#include "logs/fields.h"

#define MOST_FIELDS       6 /* in front of the level */
#define MOST_PLAIN_NAMES  1
#define PRI_MAX           191 /* facility 23, severity 7 (RFC 5424, 6.2.1) */
#define LONGEST_BRACKET   160
#define SYSLOG_5424_NAMES 4 /* host, application, process, message id */

struct scan {
    struct dd_stamps *stamps;
    const char *at;
    const char *end;
    bool open;     /* the bracket around the stamp goes on behind it */
    bool named;    /* a logger was seen */
    bool stamped;  /* the last thing seen is a stamp */
    bool tagged;   /* "app[41]:" was seen: what follows is the message, or a header inside it */
    int plain;     /* names seen that no separator follows */
    bool unmarked; /* the last thing seen is such a name */
};

static enum dd_log_level level_of_severity(int severity)
{
    static const enum dd_log_level levels[] = {
        DD_LEVEL_CRITICAL, DD_LEVEL_CRITICAL, DD_LEVEL_CRITICAL, DD_LEVEL_ERROR,
        DD_LEVEL_WARNING,  DD_LEVEL_NOTICE,   DD_LEVEL_INFO,     DD_LEVEL_DEBUG};

    return levels[severity & 7];
}

/* "<34>" in front of a syslog line; `*version` when "1 " follows. */
static enum dd_log_level read_priority(struct scan *scan, bool *version)
{
    const char *digits = scan->at + 1;
    const char *close;
    int value = 0;

    *version = false;
    if (scan->end - scan->at < 3 || *scan->at != '<')
        return DD_LEVEL_NONE;
    close = dd_skip_digits(digits, scan->end);
    if (close == digits || close - digits > 3 || close == scan->end || *close != '>')
        return DD_LEVEL_NONE;
    for (; digits < close; digits++)
        value = value * 10 + (*digits - '0');
    if (value > PRI_MAX)
        return DD_LEVEL_NONE;
    scan->at = close + 1;
    *version = dd_begins(scan->at, scan->end, "1 ");
    scan->at += *version ? 2 : 0;
    return level_of_severity(value);
}

static bool read_stamp(struct scan *scan, int64_t *time)
{
    bool bracket = scan->at < scan->end && *scan->at == '[';
    const char *at = scan->at + (bracket ? 1 : 0);
    size_t length = dd_stamp_read(scan->stamps, at, (size_t)(scan->end - at), time);

    if (length == 0)
        return false;
    scan->at = at + length;
    scan->open = bracket && (scan->at == scan->end || *scan->at != ']');
    scan->stamped = true;
    scan->unmarked = false;
    return true;
}

/* Host, application, process, message id and structured data of RFC 5424, section 6. */
static void skip_syslog_fields(struct scan *scan)
{
    const char *at = dd_skip_blanks(scan->at, scan->end);

    for (int i = 0; i < SYSLOG_5424_NAMES; i++) {
        while (at < scan->end && *at != ' ')
            at++;
        at = dd_skip_blanks(at, scan->end);
    }
    while (at < scan->end && *at == '[') {
        while (at < scan->end && *at != ']')
            at += *at == '\\' && at + 1 < scan->end ? 2 : 1;
        at += at < scan->end ? 1 : 0;
    }
    if (dd_begins(at, scan->end, "- ") || (at + 1 == scan->end && *at == '-'))
        at++;
    at = dd_skip_blanks(at, scan->end);
    scan->at = at + (dd_begins(at, scan->end, "\xef\xbb\xbf") ? 3 : 0);
    scan->tagged = true;
    scan->stamped = false;
}

/* Is the word at this place a field? Upper case is enough; other words need something that marks
 * them as one, or stand right behind the stamp. */
static bool is_level(const struct scan *scan, const struct dd_level_field *field)
{
    if (field->upper)
        return true;
    if (field->marked)
        return !scan->unmarked;
    return scan->stamped && field->level != DD_LEVEL_CRITICAL;
}

/* Behind "app[41]:" a program that writes stamps of its own begins a header anew. */
static bool skip_inner_stamp(struct scan *scan)
{
    int64_t inner;

    if (!read_stamp(scan, &inner))
        return false;
    scan->tagged = scan->named = false;
    scan->plain = 0;
    return true;
}

/* Go on behind one field; false when no header goes on here. */
static bool skip_field(struct scan *scan)
{
    const char *behind;
    enum dd_field field;

    if (scan->tagged)
        return skip_inner_stamp(scan);
    field = dd_field_read(scan->at, scan->end, &behind);
    if (field == DD_FIELD_NONE || (field == DD_FIELD_PLAIN_NAME && scan->plain == MOST_PLAIN_NAMES))
        return false;
    scan->plain += field == DD_FIELD_PLAIN_NAME ? 1 : 0;
    scan->unmarked = field == DD_FIELD_PLAIN_NAME;
    scan->named = scan->named || field >= DD_FIELD_TAG;
    scan->tagged = field == DD_FIELD_TAG;
    scan->stamped = false;
    scan->at = behind;
    return true;
}

/* Find the level in what may still be the header; otherwise stay where the message begins. */
static bool find_level(struct scan *scan, struct dd_level_field *field)
{
    const char *message = scan->at = dd_skip_separators(scan->at, scan->end);

    for (int fields = 0; fields <= MOST_FIELDS; fields++) {
        if (dd_level_field_read(scan->at, scan->end, scan->open, field) && is_level(scan, field))
            return true;
        if (!skip_field(scan))
            break;
        scan->at = dd_skip_separators(scan->at, scan->end);
        if (scan->tagged)
            message = scan->at;
    }
    scan->at = message;
    return false;
}

/* "ERROR:app.db:" of Python's basicConfig(). */
static const char *skip_root_logger(const char *at, const char *end)
{
    const char *name = at + 1;
    const char *behind;

    if (at == end || *at != ':')
        return at;
    behind = dd_skip_name(name, end);
    return behind > name && behind < end && *behind == ':' ? behind + 1 : at;
}

static const char *skip_open_bracket(const char *at, const char *end)
{
    size_t most = end - at > LONGEST_BRACKET ? LONGEST_BRACKET : (size_t)(end - at);
    const char *close = memchr(at, ']', most);

    return close != NULL ? close + 1 : at;
}

static const char *find_message(const struct scan *scan, const struct dd_level_field *field)
{
    const char *at = field->behind;

    if (scan->open || field->open)
        at = skip_open_bracket(at, scan->end);
    else
        at = skip_root_logger(at, scan->end);
    return dd_skip_names(at, scan->end, scan->named);
}

/* Without a stamp only the beginning of the line can be a level. */
static bool read_bare_level(struct scan *scan, struct dd_level_field *field, bool *firm)
{
    if (!dd_level_field_read(scan->at, scan->end, false, field))
        return false;
    *firm = field->upper && field->marked;
    return field->upper || field->marked;
}

bool dd_header_read(struct dd_stamps *stamps, const char *line, size_t length,
                    struct dd_header *header)
{
    struct scan scan = {.stamps = stamps, .at = line, .end = line + length};
    struct dd_level_field field = {.level = DD_LEVEL_NONE};
    bool version;
    bool found;

    *header = (struct dd_header){.firm = true};
    header->level = read_priority(&scan, &version);
    header->stamped = read_stamp(&scan, &header->time);
    if (header->stamped || header->level != DD_LEVEL_NONE) {
        if (version)
            skip_syslog_fields(&scan);
        found = find_level(&scan, &field);
    } else {
        scan.at = line + (dd_begins(line, scan.end, "\xef\xbb\xbf") ? 3 : 0);
        scan.at = dd_begins(line, scan.end, "\x1b") ? dd_skip_separators(scan.at, scan.end)
                                                    : scan.at;
        found = read_bare_level(&scan, &field, &header->firm);
    }
    header->level = found ? field.level : header->level;
    header->message = (size_t)((found ? find_message(&scan, &field) : scan.at) - line);
    header->length = length - header->message;
    return header->stamped || header->level != DD_LEVEL_NONE;
}

/* SPDX-License-Identifier: MIT */
/* Fields in front of a stamp. A sentence may hold a date too: what leads to a stamp is told from it
 * by what it is made of, and by the lines above. */
#include "logs/chars.h"
#include "logs/fields.h"
#include "logs/scan.h"

#define MOST_LEADING 6

struct lead {
    const char *at;
    int fields;
    int prose;        /* fields that are words of prose */
    bool prose_first; /* the first one is */
    bool group;       /* the first one is in brackets */
};

/* Digits, a bracket and the capital of a month are what stamps begin with. */
static bool may_be_stamp(const char *at, const char *end)
{
    if (end - at < 9)
        return false;
    if (*at == '[')
        at++;
    return dd_is_digit(*at) || (dd_is_upper(*at) && (at[3] == ' ' || at[3] == ','));
}

/* Move behind one field; false when it is none. */
static bool skip_field(struct lead *lead, const char *end)
{
    const char *close = dd_begins(lead->at, end, "[") ? dd_group_close(lead->at, end) : NULL;
    struct dd_word word;

    if (close != NULL && !dd_group_has_blank(lead->at, close)) {
        lead->group = lead->fields == 0 && !dd_is_digit(lead->at[1]);
        lead->at = close + 1;
    } else {
        if (!dd_word_read(lead->at, end, &word) || word.colon || (word.parts & DD_WORD_TEXT) != 0)
            return false;
        if (dd_word_is_prose(&word))
            lead->prose++;
        lead->at = word.end;
    }
    if (lead->fields++ == 0)
        lead->prose_first = lead->prose > 0;
    return lead->at < end && dd_is_blank(*lead->at);
}

/* A line of an access log shows that by the bracket around its stamp, and the request behind. */
static bool is_access(const struct dd_scan *scan)
{
    return *scan->at == '[' && scan->header->level != DD_LEVEL_NONE;
}

/* A first field that is none of a sentence, and others that are none, lead to a stamp anywhere;
 * among words only as many as in the lines above, if there were any. */
static bool is_lead(const struct dd_scan *scan, const struct lead *lead)
{
    const struct dd_stamps *stamps = scan->stamps;

    if (is_access(scan))
        return true;
    if (lead->prose_first || scan->header->length == 0)
        return false;
    return lead->prose == 0 || !stamps->led || stamps->lead == lead->fields;
}

/* Read the stamp that these fields lead to, and all behind it. */
static bool read_led(struct dd_scan *scan, const struct lead *lead)
{
    const char *start = scan->at;

    scan->at = lead->at;
    scan->led = true;
    if (dd_scan_stamped(scan) && is_lead(scan, lead)) {
        dd_stamps_lead(scan->stamps, lead->fields);
        return true;
    }
    *scan->header = (struct dd_header){.firm = true};
    scan->at = start;
    scan->led = false;
    return false;
}

/* "web_1  | " of docker compose, and "[pod/web-1/app] " of kubectl: a whole line follows. */
static bool read_prefixed(struct dd_scan *scan, const struct lead *lead)
{
    const char *line = dd_skip_blanks(lead->at, scan->end);

    if (scan->depth > 0)
        return false;
    if (dd_begins(line, scan->end, "| "))
        line += 2;
    else if (!lead->group)
        return false;
    return dd_scan_inner(scan, line);
}

/* "0|web  | " of pm2: a whole line follows. */
static bool read_pm2(struct dd_scan *scan)
{
    const char *name = dd_skip_digits(scan->at, scan->end);
    struct dd_word word;
    const char *line;

    if (scan->depth > 0 || name == scan->at || !dd_begins(name, scan->end, "|") ||
        !dd_word_read(name + 1, scan->end, &word))
        return false;
    line = dd_skip_blanks(word.end, scan->end);
    return dd_begins(line, scan->end, "| ") && dd_scan_inner(scan, line + 2);
}

/* Are more fields worth a look? Where lines begin with their stamps, sentences are common. */
static bool goes_on(const struct dd_scan *scan, const struct lead *lead)
{
    const struct dd_stamps *stamps = scan->stamps;

    if (lead->fields == 0)
        return true;
    if (lead->prose_first || lead->fields >= MOST_LEADING)
        return false;
    return lead->prose == 0 || !stamps->led || stamps->lead > lead->fields;
}

bool dd_scan_led(struct dd_scan *scan)
{
    struct lead lead = {.at = scan->at};

    if (dd_is_digit(*scan->at) && read_pm2(scan))
        return true;
    while (goes_on(scan, &lead) && skip_field(&lead, scan->end)) {
        if (lead.fields == 1 && read_prefixed(scan, &lead))
            return true;
        lead.at = dd_skip_blanks(lead.at, scan->end);
        if (may_be_stamp(lead.at, scan->end) && read_led(scan, &lead))
            return true;
    }
    return false;
}

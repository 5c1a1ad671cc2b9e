/* SPDX-License-Identifier: MIT */
#include "logs/logfmt.h"
#include "logs/chars.h"
#include "logs/line-fields.h"

#define LONGEST_KEY 40
#define MOST_PAIRS  64

/* What is behind "key="; NULL when there is none. */
static const char *skip_key(const char *at, const char *end)
{
    const char *last = end - at > LONGEST_KEY ? at + LONGEST_KEY : end;
    const char *key = at;

    while (at < last && (dd_is_name(*at) || *at == '-' || *at == '@' || *at == '/'))
        at++;
    return at > key && at < last && *at == '=' ? at + 1 : NULL;
}

/* Read the value at `at` and return what is behind it; NULL when its quotes do not close. */
static const char *read_value(const char *at, const char *end, struct dd_line_value *value)
{
    bool quoted = at < end && *at == '"';

    at += quoted ? 1 : 0;
    *value = (struct dd_line_value){.at = at, .text = true, .quoted = quoted};
    while (at < end && *at != (quoted ? '"' : ' '))
        at += quoted && *at == '\\' ? 2 : 1;
    if (at > end || (quoted && at == end))
        return NULL;
    value->length = (size_t)(at - value->at);
    return quoted ? at + 1 : at;
}

bool dd_logfmt_read(struct dd_stamps *stamps, const char *line, size_t length,
                    struct dd_header *header)
{
    const char *end = line + length;
    const char *at = line;
    const char *first = NULL; /* pair that is neither level nor time */
    struct dd_line_fields fields = {.stamps = stamps, .line = line, .header = header};

    *header = (struct dd_header){.firm = true};
    for (int pairs = 0; pairs < MOST_PAIRS && !dd_line_fields_complete(&fields); pairs++) {
        struct dd_line_value value;
        const char *key = dd_skip_blanks(at, end);
        const char *behind = skip_key(key, end);
        enum dd_line_key kind;

        at = behind != NULL ? read_value(behind, end, &value) : NULL;
        if (at == NULL)
            break;
        kind = dd_line_key(key, (size_t)(behind - 1 - key));
        dd_line_fields_take(&fields, kind, &value);
        if (first == NULL && kind != DD_KEY_LEVEL && kind != DD_KEY_TIME)
            first = key;
    }
    if (fields.message == DD_KEY_OTHER && first != NULL)
        header->message = (size_t)(first - line);
    return dd_line_fields_end(&fields, length - header->message);
}

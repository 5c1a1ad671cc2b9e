/* SPDX-License-Identifier: MIT */
/* Header of a line that names its fields, collected from them one by one. */
#ifndef DD_LOGS_LINE_FIELDS_H
#define DD_LOGS_LINE_FIELDS_H

#include "logs/format.h"
#include "logs/line-key.h"

struct dd_line_fields {
    struct dd_stamps *stamps;
    const char *line;
    struct dd_header *header;
    enum dd_log_level status; /* the level where no member is one */
    enum dd_line_key message; /* what the message so far is; DD_KEY_OTHER: none yet */
};

struct dd_line_value {
    const char *at;
    size_t length;
    bool text;   /* not a number, an object or a literal */
    bool quoted; /* with escapes inside */
};

/* The first known level, the first stamp and the best message win. */
void dd_line_fields_take(struct dd_line_fields *fields, enum dd_line_key key,
                         const struct dd_line_value *value);

/* Is nothing left to look for? */
bool dd_line_fields_complete(const struct dd_line_fields *fields);

/* Finish the header of a line of `length` bytes; false when it has neither level nor stamp. */
bool dd_line_fields_end(struct dd_line_fields *fields, size_t length);

#endif

/* SPDX-License-Identifier: MIT */
/* What the keys of JSON lines and of "key=value" lines mean. */
#ifndef DD_LOGS_LINE_KEY_H
#define DD_LOGS_LINE_KEY_H

#include <stddef.h>

enum dd_line_key {
    DD_KEY_OTHER,
    DD_KEY_TIME,
    DD_KEY_LEVEL,
    DD_KEY_MESSAGE,      /* "msg" */
    DD_KEY_TEXT,         /* holds the message where no "msg" is: "log", "event" */
    DD_KEY_LAST_RESORT,  /* "error", "exception" */
    DD_KEY_LEVEL_LETTER, /* "s" of MongoDB: a level when it is a letter */
    DD_KEY_TIME_NUMBER,  /* "created": a time when it is a number */
    DD_KEY_STATUS,       /* of a request, or a level where no other one is */
    DD_KEY_FIELDS,       /* an object with the message inside */
    DD_KEY_RECORD,       /* an object with message, level and time inside */
};

/* Without regard to case. */
enum dd_line_key dd_line_key(const char *key, size_t length);

#endif

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
};

/* Without regard to case. */
enum dd_line_key dd_line_key(const char *key, size_t length);

#endif

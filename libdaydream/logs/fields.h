/* SPDX-License-Identifier: MIT */
/* The fields of a header, one scanner each. A scanner returns what is behind its field, or NULL
 * when another field, or the message, begins at `at`. */
#ifndef DD_LOGS_FIELDS_H
#define DD_LOGS_FIELDS_H

#include <stdbool.h>

#include "logs/level.h"

/* What stands between fields: blanks, dashes, bars, colons, commas, colours. Never NULL. */
const char *dd_skip_separators(const char *at, const char *end);

enum dd_field {
    DD_FIELD_NONE,      /* the message, or something that no header has */
    DD_FIELD_GROUP,     /* "[main]", "(app.db)" */
    DD_FIELD_NUMBER,    /* a process or thread */
    DD_FIELD_TAG,       /* "app[41]:", "main.go:42:": the message begins behind it */
    DD_FIELD_NAME,      /* a name that a dash, a bar or a tab follows */
    DD_FIELD_PLAIN_NAME /* a name that nothing but a blank follows */
};

/* The field that begins at `at`, and what is behind it. */
enum dd_field dd_field_read(const char *at, const char *end, const char **behind);

/* A level that stands in a field of its own. */
struct dd_level_field {
    enum dd_log_level level;
    bool upper;  /* "ERROR" */
    bool marked; /* a colon, a bracket or another separator follows */
    bool open;   /* the bracket that it stands in goes on behind it */
    const char *behind;
};

/* Read a level field. `open`: a bracket is open in front of it. */
bool dd_level_field_read(const char *at, const char *end, bool open, struct dd_level_field *field);

/* Skip what stands between the level and the message: logger, thread, file and line. `named`: the
 * logger was in front of the level. Never NULL. */
const char *dd_skip_names(const char *at, const char *end, bool named);

#endif

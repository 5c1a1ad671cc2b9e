/* SPDX-License-Identifier: MIT */
/* A level that stands in a field of its own, and is not a word of the message. */
#ifndef DD_LOGS_LEVEL_FIELD_H
#define DD_LOGS_LEVEL_FIELD_H

#include "logs/level.h"

struct dd_level_field {
    enum dd_log_level level;
    bool upper;       /* "ERROR" */
    bool marked;      /* a colon, a bracket or another separator follows */
    bool prose;       /* sentences begin with this word too */
    bool open;        /* the bracket that it stands in goes on behind it */
    const char *word; /* the level itself */
    const char *end;  /* of what had to be looked at */
    const char *behind;
};

/* Read a level field. `open`: a bracket is open in front of it. */
bool dd_level_field_read(const char *at, const char *end, bool open, struct dd_level_field *field);

/* "production.ERROR:" of Laravel and Monolog. */
bool dd_level_channel_read(const char *at, const char *end, struct dd_level_field *field);

/* "E" of Android, of MongoDB and others: a letter that a blank or a bar follows. */
bool dd_level_letter_read(const char *at, const char *end, struct dd_level_field *field);

/* "PHP Fatal error:  ", "npm ERR! " and their relatives. */
bool dd_level_phrase_read(const char *at, const char *end, struct dd_level_field *field);

#endif

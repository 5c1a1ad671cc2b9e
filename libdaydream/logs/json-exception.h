/* SPDX-License-Identifier: MIT */
/* The exception that a line of JSON tells of in members of its own. */
#ifndef DD_LOGS_JSON_EXCEPTION_H
#define DD_LOGS_JSON_EXCEPTION_H

#include "base/json.h"
#include "logs/exception.h"

struct dd_json_exception {
    struct json_object *root;     /* owns the texts */
    char type[DD_EXCEPTION_SIZE]; /* empty when no member names it */
    const char *message;          /* NULL: none */
    const char *trace;            /* NULL: none */
};

/* Parse a whole line; one that is no JSON tells of none, which is no error. */
enum daydream_status dd_json_exception_read(struct dd_json_exception *exception, const char *text,
                                            size_t length, struct daydream_error *err);
void dd_json_exception_free(struct dd_json_exception *exception);

#endif

/* SPDX-License-Identifier: MIT */
/* What stands between the level and the message: logger, thread, file and line, request. */
#ifndef DD_LOGS_NAMES_H
#define DD_LOGS_NAMES_H

#include <stdbool.h>

struct dd_names {
    bool named;   /* the logger stood in front of the level */
    bool tag;     /* whatever ends with a colon is a tag (Android) */
    bool simple;  /* a word that ends with a colon is the logger (Spark) */
    bool numbers; /* module, process and thread follow without a mark (Django) */
};

/* Behind "ERROR:app.db:" of Python's basicConfig(); `at` itself, which is behind the level, when no
 * name follows. */
const char *dd_skip_root_logger(const char *at, const char *end);

/* Where the message begins. Never NULL. */
const char *dd_skip_names(const char *at, const char *end, struct dd_names names);

#endif

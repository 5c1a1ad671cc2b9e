/* SPDX-License-Identifier: MIT */
/* The "daydream" object of projects.json: the settings of a whole run. */
#ifndef DD_MODEL_SETTINGS_H
#define DD_MODEL_SETTINGS_H

#include <json-c/json.h>

#include "base/log.h"
#include "daydream.h"

#define DD_SETTINGS_LABEL    "daydream" /* of an issue, unless said */

#define DD_SETTINGS_WARNINGS 5

enum dd_issue_when {
    DD_WHEN_NEW, /* an issue needs something new or worse, or a week of recurring findings */
    DD_WHEN_ANY  /* any finding above a note will do */
};

struct dd_settings {
    char *home;      /* slug; NULL: found by the config file's place */
    char *state_dir; /* as written; NULL: the default */
    char *timezone;  /* NULL: the machine's */
    char *label;     /* never NULL once loaded */
    enum dd_issue_when when;
    int64_t warnings; /* so many alike in a log are a finding, fewer a note; 1 or more */
};

void dd_settings_free(struct dd_settings *settings);

/* Read the settings; `object` is the "daydream" member or NULL for all defaults. A value of the
 * wrong type, one that is not allowed and a key that is not known are warned of and left at the
 * default: a typo must not end the night's work. `source` names the file in the warnings. */
enum daydream_status dd_settings_load(struct json_object *object, const char *source,
                                      const struct dd_log *log, struct dd_settings *out,
                                      struct daydream_error *err);

#endif

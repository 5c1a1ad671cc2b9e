/* SPDX-License-Identifier: MIT */
/* The "daydream" object of projects.json: the settings of a whole run. */
#ifndef DD_MODEL_SETTINGS_H
#define DD_MODEL_SETTINGS_H

#include <json-c/json.h>

#include "base/log.h"
#include "daydream.h"
#include "model/documents.h"
#include "model/legacy.h"
#include "model/settings-llm.h"
#include "model/settings-redact.h"

#define DD_SETTINGS_LABEL    "daydream" /* of an issue, unless said */

#define DD_SETTINGS_WARNINGS 5

enum dd_issue_when {
    DD_WHEN_NEW, /* an issue needs something new or worse, or a week of recurring findings */
    DD_WHEN_ANY  /* any finding above a note will do */
};

enum dd_issue_mode {
    DD_MODE_DAILY,  /* one issue for each date */
    DD_MODE_ROLLING /* one issue for all of them, edited */
};

struct dd_settings {
    char *home;      /* slug; NULL: found by the config file's place */
    char *state_dir; /* as written; NULL: the default */
    char *timezone;  /* NULL: the machine's */
    char *label;     /* never NULL once loaded */
    enum dd_issue_when when;
    enum dd_issue_mode mode;
    bool no_comments; /* on_existing: leave a report of another machine as it is */
    struct dd_legacy legacy;
    struct dd_strings docs_leave_out; /* documents that are not looked into, for dd_path_fits() */
    int64_t warnings; /* so many alike in a log are a finding, fewer a note; 1 or more */
    struct dd_redact_settings redact;
    struct dd_strings corrections; /* patterns of users' corrections; none: our own */
    struct dd_llm_settings llm;
};

/* "comment" or "skip" into no_comments; false for another word. */
bool dd_settings_parse_on_existing(const char *word, bool *no_comments);

void dd_settings_free(struct dd_settings *settings);

/* Read the settings; `object` is the "daydream" member or NULL for all defaults. A value of the
 * wrong type, one that is not allowed and a key that is not known are warned of and left at the
 * default (but for "redact"): a typo must not end the night's work. `source` names the file in the
 * warnings. */
enum daydream_status dd_settings_load(struct json_object *object, const char *source,
                                      const struct dd_log *log, struct dd_settings *out,
                                      struct daydream_error *err);

#endif

/* SPDX-License-Identifier: MIT */
/* What a user says about secrets: "redact" of the "daydream" object. */
#ifndef DD_MODEL_SETTINGS_REDACT_H
#define DD_MODEL_SETTINGS_REDACT_H

#include <json-c/json.h>

#include "base/strings.h"
#include "text/redact.h"

struct dd_redact_settings {
    struct dd_strings added, kinds; /* side by side; a kind is "" where none is given */
    struct dd_strings allowed;
};

void dd_redact_settings_free(struct dd_redact_settings *settings);

/* Read "redact" of `object`, which may be NULL. Other than elsewhere in the settings what is wrong
 * is an error, DAYDREAM_ERROR_CONFIG: who adds a pattern counts on it. */
enum daydream_status dd_redact_settings_load(struct json_object *object, const char *source,
                                             struct dd_redact_settings *out,
                                             struct daydream_error *err);

/* Have a redactor know them. DAYDREAM_ERROR_CONFIG, with the pattern and what is wrong with it. */
enum daydream_status dd_redact_settings_apply(const struct dd_redact_settings *settings,
                                              struct dd_redactor *redactor,
                                              struct daydream_error *err);

#endif

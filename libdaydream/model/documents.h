/* SPDX-License-Identifier: MIT */
/* "daydream.docs" of projects.json: which documents are not looked into. */
#ifndef DD_MODEL_DOCUMENTS_H
#define DD_MODEL_DOCUMENTS_H

#include <json-c/json.h>

#include "base/log.h"
#include "base/strings.h"
#include "daydream.h"

/* Read the object, or NULL for the defaults: archives, lists of changes, and what was copied in
 * from others. A list stands in the place of the defaults. What is no text is warned of. */
enum daydream_status dd_documents_load(struct json_object *object, const char *source,
                                       const struct dd_log *log, struct dd_strings *leave_out,
                                       struct daydream_error *err);

#endif

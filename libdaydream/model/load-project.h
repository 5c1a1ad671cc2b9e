/* SPDX-License-Identifier: MIT */
/* One entry of "projects". */
#ifndef DD_MODEL_LOAD_PROJECT_H
#define DD_MODEL_LOAD_PROJECT_H

#include <json-c/json.h>

#include "base/log.h"
#include "model/projects.h"

/* Load one project. DAYDREAM_OK with `*out` NULL: it is skipped, and `reason` says why. What is
 * wrong with a part that the project can live without (its "github", its "logs") goes to `log`.
 * Relative directories are seen from `base`, a real path. */
enum daydream_status dd_project_load(const char *slug, struct json_object *object, const char *base,
                                     const struct dd_log *log, struct daydream_project **out,
                                     struct dd_buf *reason, struct daydream_error *err);

#endif

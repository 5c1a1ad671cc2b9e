/* SPDX-License-Identifier: MIT */
/* "daydream.legacy" of projects.json: what is outdated, and where nobody looks for it. */
#ifndef DD_MODEL_LEGACY_H
#define DD_MODEL_LEGACY_H

#include <json-c/json.h>

#include "base/log.h"
#include "base/strings.h"
#include "daydream.h"

#define DD_LEGACY_PATTERNS_MAX 50

struct dd_legacy {
    /* side by side, a rule each */
    struct dd_strings names;    /* what its matches are, in the plural; no two alike */
    struct dd_strings patterns; /* PCRE2, ^ and $ for each line; every one can be compiled */
    struct dd_strings files; /* shell wildcards, for the file's name or, with a slash, its path */
    struct dd_strings leave_out; /* of the same kind; also whole folders ("third_party") */
};

/* Read the object, or NULL for the defaults: imports of Python's typing.Optional, List and Dict. A
 * list of patterns stands in the place of the defaults. What cannot be used is warned of and left
 * out; `source` names the file. */
enum daydream_status dd_legacy_load(struct json_object *object, const char *source,
                                    const struct dd_log *log, struct dd_legacy *out,
                                    struct daydream_error *err);
void dd_legacy_free(struct dd_legacy *legacy);

/* The list of texts `key` of an object, for dd_path_fits(); what is no text is warned of. `prefix`
 * leads to the object: "daydream.legacy". */
enum daydream_status dd_legacy_load_texts(struct json_object *object, const char *prefix,
                                          const char *key, const char *source,
                                          const struct dd_log *log, struct dd_strings *out,
                                          struct daydream_error *err);

#endif

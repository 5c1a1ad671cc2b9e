/* SPDX-License-Identifier: MIT */
#include "model/documents.h"
#include "base/json.h"
#include "model/legacy.h"

/* They tell of how things were, or are somebody else's. */
static const char *const defaults[] = {
    "CHANGELOG*",
    "[Cc]hange[Ll]og*",
    "CHANGES*",
    "[Cc]hanges.*",
    "HISTORY*",
    "[Hh]istory.*",
    "NEWS*",
    "[Nn]ews.*",
    "RELEASE*NOTES*",
    "[Rr]elease*[Nn]otes*",
    "[Aa]rchive",
    "[Aa]rchives",
    "[Aa]rchived",
    "attic",
    "vendor",
    "vendored",
    "third_party",
    "third-party",
    "thirdparty",
    "node_modules",
    "bower_components",
    "site-packages",
    "Pods",
};

enum daydream_status dd_documents_load(struct json_object *object, const char *source,
                                       const struct dd_log *log, struct dd_strings *leave_out,
                                       struct daydream_error *err)
{
    struct json_object *list = NULL;
    enum daydream_status status = DAYDREAM_OK;

    if (dd_json_array(object, "leave_out", &list) != DD_JSON_ABSENT)
        status = dd_legacy_load_texts(object, "daydream.docs", "leave_out", source, log, leave_out,
                                      err);
    if (list != NULL)
        return status;
    for (size_t i = 0; i < sizeof defaults / sizeof defaults[0] && status == DAYDREAM_OK; i++)
        status = dd_strings_add(leave_out, defaults[i], err);
    return status;
}

/* SPDX-License-Identifier: MIT */
/* projects.json into the projects of this machine (daydream-projects(5) has every rule). */
#ifndef DD_MODEL_LOAD_H
#define DD_MODEL_LOAD_H

#include "base/log.h"
#include "model/projects.h"

/* Ten thousand projects fit many times over; what is larger is not such a file. */
#define DD_CONFIG_MAX_BYTES ((size_t)16 * 1024 * 1024)

struct dd_load_options {
    const char *path;      /* of projects.json; NULL: the git repository of the current directory */
    const char *host_name; /* this machine's */
    const struct dd_log *log; /* gets a warning for everything skipped; may be NULL */
};

/* `*out` is owned: daydream_projects_free(). DAYDREAM_ERROR_CONFIG when the file cannot be read or
 * is not JSON. */
enum daydream_status dd_projects_load(const struct dd_load_options *options,
                                      struct daydream_projects **out, struct daydream_error *err);

#endif

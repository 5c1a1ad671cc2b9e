/* SPDX-License-Identifier: MIT */
/* The git repository of the current directory, for use without a projects.json. */
#ifndef DD_MODEL_ORIGIN_H
#define DD_MODEL_ORIGIN_H

#include "base/log.h"
#include "model/projects.h"
#include "model/repository.h"

/* Make the repository of the current directory the only project, and home.
 * DAYDREAM_ERROR_CONFIG when it is in no git repository. */
enum daydream_status dd_projects_from_origin(const struct dd_log *log,
                                             struct daydream_projects *projects,
                                             struct daydream_error *err);

/* Where the remote "origin" of the current directory points. */
enum daydream_status dd_repository_from_origin(struct dd_repository *out,
                                               struct daydream_error *err);

#endif

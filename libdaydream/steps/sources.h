/* SPDX-License-Identifier: MIT */
/* The files of a project that steps look into: those that git tracks; where there is no git
 * repository, those below its directory, without what is not its own. */
#ifndef DD_STEPS_SOURCES_H
#define DD_STEPS_SOURCES_H

#include "services/git.h"
#include "steps/step.h"

/* Hand on each path, relative to the project's directory, that no pattern of `leave_out` fits;
 * `*tracked` is whether it was git that knew them. What could not be looked at is told to the
 * context. */
enum daydream_status dd_sources_each(struct dd_step_context *context,
                                     const struct dd_strings *leave_out, dd_git_record_fn take,
                                     void *user, bool *tracked, struct daydream_error *err);

enum dd_source {
    DD_SOURCE_TEXT,
    DD_SOURCE_NONE,    /* a link, a submodule, a file that is not there any more */
    DD_SOURCE_BINARY,  /* has a NUL near its beginning, as git tells them apart */
    DD_SOURCE_TOO_BIG, /* more than DD_SOURCES_MAX */
};

#define DD_SOURCES_MAX ((size_t)8 * 1024 * 1024)

/* Read one of them into `out`, which is emptied first. A file that cannot be read is told to the
 * context, and NONE. */
enum daydream_status dd_sources_read(struct dd_step_context *context, const char *path,
                                     struct dd_buf *out, enum dd_source *kind,
                                     struct daydream_error *err);

#endif

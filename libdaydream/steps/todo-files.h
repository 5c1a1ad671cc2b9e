/* SPDX-License-Identifier: MIT */
/* The TODO.md files of a project: which there are. */
#ifndef DD_STEPS_TODO_FILES_H
#define DD_STEPS_TODO_FILES_H

#include "steps/step.h"

/* Every TODO.md, in any case of its letters, that git has in the project or would take into it; in
 * a directory without git those at its top; none, and a finding that says so, where git fails.
 * Relative paths in order. A file that is reached under several names (a disk that does not tell
 * cases apart, a link) is named once. */
enum daydream_status dd_todo_files(struct dd_step_context *context, struct dd_strings *out,
                                   struct daydream_error *err);

#endif

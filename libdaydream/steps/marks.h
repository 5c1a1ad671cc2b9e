/* SPDX-License-Identifier: MIT */
/*
 * What a step wants remembered for the next run. It is collected while the step works and written
 * in one transaction with its findings, so that a step that fails, or is killed, leaves no gap.
 */
#ifndef DD_STEPS_MARKS_H
#define DD_STEPS_MARKS_H

#include "store/marks.h"

struct dd_marks;

enum daydream_status dd_marks_new(struct dd_marks **out, struct daydream_error *err);
void dd_marks_free(struct dd_marks *marks);

void dd_marks_reviewed_until(struct dd_marks *marks, int64_t until);
enum daydream_status dd_marks_position(struct dd_marks *marks, const char *path,
                                       const struct dd_position_row *position,
                                       struct daydream_error *err);
enum daydream_status dd_marks_measure(struct dd_marks *marks, const char *name, int64_t value,
                                      struct daydream_error *err);

/* Write them for a run and a project. Opens no transaction of its own. */
enum daydream_status dd_marks_write(const struct dd_marks *marks, struct dd_store *store,
                                    int64_t run, const char *slug, struct daydream_error *err);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What a step wants remembered for the next run. It is collected while the step works and written
 * in one transaction with its findings, so that a step that fails, or is killed, leaves no gap.
 */
#ifndef DD_STEPS_MARKS_H
#define DD_STEPS_MARKS_H

#include "store/marks.h"
#include "store/pages.h"
#include "store/reflections.h"
#include "store/tallies.h"
#include "text/redact.h"

struct dd_marks;

enum daydream_status dd_marks_new(struct dd_marks **out, struct daydream_error *err);
void dd_marks_free(struct dd_marks *marks);

/* The project's logs were reviewed up to a time, and read up to these places (which are taken over,
 * and are all that is remembered of them). */
void dd_marks_reviewed(struct dd_marks *marks, int64_t until,
                       struct dd_position_rows *positions_take);
enum daydream_status dd_marks_measure(struct dd_marks *marks, const char *name, int64_t value,
                                      struct daydream_error *err);

/* The project's bug list is in these pages, which are taken over. */
void dd_marks_pages(struct dd_marks *marks, struct dd_page_rows *pages_take);

/* So many of something its files have; the rows are taken over. */
void dd_marks_tallies(struct dd_marks *marks, struct dd_tally_rows *tallies_take);

/* This is what was seen in the findings of the run's date; the rows are taken over, and take the
 * place of all that the run has. Their texts come as they are: dd_marks_redact() makes them lines.
 */
void dd_marks_reflections(struct dd_marks *marks, struct dd_reflection_rows *reflections_take);

/* What of a reflection's texts is kept, in bytes. */
#define DD_REFLECTION_TEXT_MAX 600
#define DD_REFLECTION_NAME_MAX 200 /* category and session */

/* Take the secrets out of what may be shown again, and cut it. */
enum daydream_status dd_marks_redact(struct dd_marks *marks, const struct dd_redactor *redactor,
                                     struct daydream_error *err);

/* Write them for a run and a project. Opens no transaction of its own. */
enum daydream_status dd_marks_write(const struct dd_marks *marks, struct dd_store *store,
                                    int64_t run, const char *slug, struct daydream_error *err);

#endif

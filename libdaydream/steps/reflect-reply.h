/* SPDX-License-Identifier: MIT */
/* What a language model answered, checked: it is text of a stranger. It chooses among categories
 * and projects that there are, and nothing else. */
#ifndef DD_STEPS_REFLECT_REPLY_H
#define DD_STEPS_REFLECT_REPLY_H

#include "steps/step.h"
#include "store/reflections.h"

/* More than so many are not thoughts but noise. */
#define DD_REFLECT_MOST 10

/* The JSON schema that the answer is asked to follow. */
extern const char dd_reflect_schema[];

/* "Poor planning" for "poor_planning"; NULL for a category that there is not. Borrowed. */
const char *dd_reflect_title(const char *category);

struct dd_reflect_reply {
    struct dd_reflection_rows rows; /* their projects are projects of the run, each once */
    struct dd_buf refused;          /* what was left out and why, as one line; empty: nothing */
};

/* Take what can be used out of an answer (NULL: that was null). DAYDREAM_ERROR_PROTOCOL when it is
 * no object with a list of reflections. Begin with a zeroed reply; dd_reflect_reply_free() in any
 * case. */
enum daydream_status dd_reflect_reply_read(const struct dd_step_context *context,
                                           struct json_object *answer, struct dd_reflect_reply *out,
                                           struct daydream_error *err);
void dd_reflect_reply_free(struct dd_reflect_reply *reply);

#endif

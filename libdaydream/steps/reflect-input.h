/* SPDX-License-Identifier: MIT */
/* What a language model is shown of a run: the findings of all projects and the sessions of home's
 * agents, as JSON, without secrets, within a budget. */
#ifndef DD_STEPS_REFLECT_INPUT_H
#define DD_STEPS_REFLECT_INPUT_H

#include "steps/step.h"

struct dd_reflect_input {
    struct dd_buf text;
    bool due;        /* something has happened: a finding that is news, or a session */
    size_t found;    /* findings that there are */
    size_t shown;    /* findings that are in the text */
    size_t projects; /* whose findings are in the text */
};

/* Write a text of at most `room` bytes (1000 at least). What is graver and newer comes first, of
 * each project in turn, and what finds no room is counted in the text. No more than that is in
 * memory, and the findings of one project. Begin with a zeroed input; dd_buf_free() its text in any
 * case. */
enum daydream_status dd_reflect_input_write(const struct dd_step_context *context, size_t room,
                                            struct dd_reflect_input *out,
                                            struct daydream_error *err);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The body of a rolling report: a block for each machine that sees something in the repository,
 * which ends with that machine's marker. Each machine writes its own block only.
 */
#ifndef DD_MODEL_BLOCKS_H
#define DD_MODEL_BLOCKS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/strings.h"

/* Append a body with the block (that ends with its marker) in the place of its machine's, or behind
 * all others. One that says the same as before is left as it is, down to its marker. */
void dd_blocks_merge(struct dd_buf *out, const char *body, const char *block);

/* Does any machine still see something? */
enum daydream_status dd_blocks_are_open(const char *body, bool *out, struct daydream_error *err);

#endif

/* SPDX-License-Identifier: MIT */
/* How far a file was read, and whether it still is that file. */
#ifndef DD_LOGS_POSITION_H
#define DD_LOGS_POSITION_H

#include <stdbool.h>

#include "base/buf.h"
#include "logs/reader.h"
#include "logs/review.h"

/* Was a file read to this position at all? */
bool dd_position_known(const struct dd_log_position *position);

/* `*same`: the open file is the one of the position, and was only appended to. */
enum daydream_status dd_position_matches(const struct dd_log_position *position,
                                         const struct dd_reader *reader, bool *same,
                                         struct daydream_error *err);

/* The position of what the reader has read. */
enum daydream_status dd_position_take(const struct dd_reader *reader,
                                      struct dd_log_position *position, struct daydream_error *err);

/* Look for the file of the position beside `path`, where a rotation by rename left it ("app.log.1",
 * "app.log-20260720"). What stands behind the name is appended to `suffix`; nothing when it is not
 * there. */
enum daydream_status dd_position_find_renamed(const struct dd_log_position *position,
                                              const char *path, struct dd_buf *suffix,
                                              struct daydream_error *err);

#endif

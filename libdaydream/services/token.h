/* SPDX-License-Identifier: MIT */
/* The two places beside the environment that a token can come from. No token there, or none that
 * can be used, is DAYDREAM_OK with `*out` NULL, and the log says why. */
#ifndef DD_SERVICES_TOKEN_H
#define DD_SERVICES_TOKEN_H

#include "base/log.h"

/* The token in a file that only its owner can read; others are refused with a warning. */
enum daydream_status dd_token_from_file(const char *path, const struct dd_log *log, char **out,
                                        struct daydream_error *err);

/* What `PROGRAM auth token --hostname HOST` says. */
enum daydream_status dd_token_from_program(const char *program, const char *host,
                                           const struct dd_log *log, char **out,
                                           struct daydream_error *err);

#endif

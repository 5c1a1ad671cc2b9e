/* SPDX-License-Identifier: MIT */
/* Secrets of several lines that no single line tells. */
#ifndef DD_TEXT_REDACT_BLOCKS_H
#define DD_TEXT_REDACT_BLOCKS_H

#include "text/spans.h"

/* Words where to ask for them. */
#define DD_BLOCK_KUBERNETES "secret"
#define DD_BLOCK_KEY_END    "private key-----"

/* The values of a Kubernetes Secret whose "kind: Secret" holds the word at `at`. `*seen` is how far
 * such documents were looked at, so that each is once. */
enum daydream_status dd_find_kubernetes(const char *text, size_t length, size_t at, size_t rank,
                                        size_t *seen, struct dd_spans *spans,
                                        struct daydream_error *err);

/* What stands in front of the END line of a private key whose beginning was cut off. */
enum daydream_status dd_find_key_end(const char *text, size_t length, size_t at, size_t rank,
                                     struct dd_spans *spans, struct daydream_error *err);

#endif

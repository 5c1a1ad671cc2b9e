/* SPDX-License-Identifier: MIT */
/*
 * The second pass of grouping: which templates differ only in what varies. It knows more than the
 * first, which sees one message at a time, and changes less: it only puts groups together.
 */
#ifndef DD_LOGS_CLUSTER_H
#define DD_LOGS_CLUSTER_H

#include <stddef.h>

#include "base/buf.h"
#include "logs/review.h"

/* For each of `count` groups the number, from 0, of the cluster that it belongs to, in `of`;
 * `*clusters` of them, numbered as they come. Groups of one fingerprint are together, whatever
 * their levels are. Which groups are together does not depend on their
 * order, their counts or their files. */
enum daydream_status dd_cluster(const struct daydream_log_group *groups, size_t count, size_t *of,
                                size_t *clusters, struct daydream_error *err);

/* Append what two templates of a cluster have in common: that of the first, with a variable where
 * the other has something else. */
void dd_cluster_template(struct dd_buf *out, const char *template, const char *other);

#endif

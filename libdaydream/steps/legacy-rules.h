/* SPDX-License-Identifier: MIT */
/* Deprecated patterns: how often each is met, and in which files most. */
#ifndef DD_STEPS_LEGACY_RULES_H
#define DD_STEPS_LEGACY_RULES_H

#include "model/legacy.h"
#include "steps/gains.h"
#include "steps/step.h"

struct dd_legacy_rules;

enum daydream_status dd_legacy_rules_new(const struct dd_legacy *legacy,
                                         struct dd_legacy_rules **out, struct daydream_error *err);
void dd_legacy_rules_free(struct dd_legacy_rules *rules);

/* Is the file one that some rule is about? */
bool dd_legacy_rules_concern(const struct dd_legacy_rules *rules, const char *path);

/* Count what is in a file. A rule that costs too much there is told to the context. */
enum daydream_status dd_legacy_rules_count(struct dd_legacy_rules *rules,
                                           struct dd_step_context *context, const char *path,
                                           const struct dd_buf *text,
                                           struct dd_gain_tallies *tallies,
                                           struct daydream_error *err);

/* A backlog for each rule, with the files that gained most when it has grown. */
enum daydream_status dd_legacy_rules_report(const struct dd_legacy_rules *rules,
                                            struct dd_step_context *context,
                                            struct daydream_error *err);

#endif

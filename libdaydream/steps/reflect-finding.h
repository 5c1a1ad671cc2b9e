/* SPDX-License-Identifier: MIT */
/* What of a single finding a language model is shown, and how much it matters. */
#ifndef DD_STEPS_REFLECT_FINDING_H
#define DD_STEPS_REFLECT_FINDING_H

#include "model/finding.h"
#include "text/redact.h"

#define DD_REFLECT_CATEGORY "reflection" /* of what this step itself finds */
#define DD_REFLECT_RANKS    6

/* From 0, what matters most: new errors, new warnings and what agents did, then what is known, what
 * is resolved, and what is merely told. */
int dd_reflect_rank(const struct daydream_finding *finding);

/* Is it about sessions that there were? */
bool dd_reflect_tells_of_sessions(const struct daydream_finding *finding);

/* Does it name that session? */
bool dd_reflect_names_session(const struct daydream_finding *finding, const char *name);

/* Append it as JSON. Secrets that are known only now go as well, before anything is cut. */
enum daydream_status dd_reflect_write_finding(const struct dd_redactor *redactor,
                                              const struct daydream_finding *finding,
                                              struct dd_buf *out, struct daydream_error *err);

#endif

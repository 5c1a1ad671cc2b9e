/* SPDX-License-Identifier: MIT */
/* What the review of red's logs finds, in a fleet without network. Every function aborts the test
 * when it cannot do its work. */
#ifndef TESTS_STEPS_RED_H
#define TESTS_STEPS_RED_H

#include "support/fleet.h"

void red_start(struct fleet *it); /* fleet_stop() ends it */

/* Open a run and do the step. */
void red_review(struct fleet *it);

/* The finding whose text holds `text`; NULL when there is none. */
const struct daydream_finding *red_find(const struct fleet *it, const char *text);
size_t red_count(const struct fleet *it);

#endif

/* SPDX-License-Identifier: MIT */
/* Which files have most of something, and which gained most of it since the last run. */
#ifndef DD_STEPS_GAINS_H
#define DD_STEPS_GAINS_H

#include "steps/top-files.h"
#include "store/tallies.h"

/* What the last run counted in each file, and what this one does, of all kinds. */
struct dd_gain_tallies {
    struct dd_tally_rows before;
    struct dd_tally_rows now;
};

/* Of one kind. */
struct dd_gains {
    struct dd_top_files most;
    struct dd_top_files gained; /* their rank is how many they gained */
};

/* Take a file with `count` of a kind, the first of them in `line`. `kind`: its name, or NULL for
 * the one whose rows are those of the paths themselves. Beyond 20,000 rows no more are kept. */
enum daydream_status dd_gains_take(struct dd_gains *gains, struct dd_gain_tallies *tallies,
                                   const char *kind, const char *path, size_t line, int64_t count,
                                   struct daydream_error *err);

void dd_gains_free(struct dd_gains *gains);
void dd_gain_tallies_free(struct dd_gain_tallies *tallies);

#endif

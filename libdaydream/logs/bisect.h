/* SPDX-License-Identifier: MIT */
/*
 * Where a window begins in a file whose stamps go up: found by halving, so that the cost follows
 * the window and not the file. The order is checked at the places that are visited, and a file in
 * which two of them contradict each other, or in which one has no stamp near it, is read from its
 * beginning. What is out of order between two visited places is not noticed: a file whose older
 * part was appended behind the newer one may lose lines of the window to it.
 */
#ifndef DD_LOGS_BISECT_H
#define DD_LOGS_BISECT_H

#include "logs/reader.h"
#include "logs/stamp.h"

/* Threads write a little out of order: stamps may go back by so many seconds. */
#define DD_DISORDER INT64_C(60)

struct dd_found {
    uint64_t offset; /* of the first line ahead that has a stamp */
    int64_t time;
};

/* The first stamp in the `wanted` bytes that come next, of those before `limit`; false when there
 * is none. */
bool dd_bisect_ahead(struct dd_reader *reader, struct dd_stamps *stamps, size_t wanted,
                     int64_t limit, struct dd_found *found);

/* How far back stamps may go near `time`: the disorder, and the hour that occurs twice in autumn,
 * where stamps name no zone. */
int64_t dd_bisect_slack(const struct dd_stamps *stamps, int64_t time);

/* Find a place, from `low` on, before which nothing is of `time` or later; the reader seeks. False,
 * and `*start` is `low`, when the file is not ordered. */
bool dd_bisect(struct dd_reader *reader, struct dd_stamps *stamps, uint64_t low, int64_t time,
               uint64_t *start);

#endif

/* SPDX-License-Identifier: MIT */
/* What waits in the outbox goes out. */
#ifndef DD_TRACKERS_WAITING_H
#define DD_TRACKERS_WAITING_H

#include "trackers/deliver.h"

struct dd_delivered {
    size_t filed;
    size_t waiting;
    struct daydream_error
        cause; /* why the first waits of those that could have gone out, else of all */
};

/* Deliver all that waits from dates before `date` (NULL: all), oldest first. One that cannot go out
 * holds up those behind it in its own repository, unless its content was refused or it was sent in
 * vain several times; and never those of others. Errors are those of the store and of memory. */
enum daydream_status dd_deliver_waiting(const struct dd_delivery *delivery, const char *date,
                                        struct dd_delivered *out, struct daydream_error *err);

#endif

/* SPDX-License-Identifier: MIT */
/* Who we are: a random id, made once per state and kept, which says nothing about the machine. */
#ifndef DD_STORE_MACHINE_H
#define DD_STORE_MACHINE_H

#include "store/store.h"

#define DD_MACHINE_DIGITS 16

/* `wanted` where it is not NULL, else the id that the state remembers, else a new one, which it
 * remembers from now on. `*out` is owned (free()). */
enum daydream_status dd_machine_id(struct dd_store *store, const char *wanted, char **out,
                                   struct daydream_error *err);

#endif

/* SPDX-License-Identifier: MIT */
/* Who may write: one process at a time works on a state directory. */
#ifndef DD_STORE_LOCK_H
#define DD_STORE_LOCK_H

#include "daydream.h"

/* Take the lock of a state directory, which is made when missing; does not wait.
 * DAYDREAM_ERROR_LOCKED when somebody else has it. `*fd` goes to dd_fs_unlock(). */
enum daydream_status dd_store_lock(const char *directory, int *fd, struct daydream_error *err);

#endif

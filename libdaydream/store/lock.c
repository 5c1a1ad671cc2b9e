/* SPDX-License-Identifier: MIT */
#include "store/lock.h"
#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"

#define LOCK_FILE "daydream.lock"

enum daydream_status dd_store_lock(const char *directory, int *fd, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status = dd_fs_make_directory(directory, 0700, err);

    dd_path_join(&path, directory, LOCK_FILE);
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&path, err);
    if (status == DAYDREAM_OK)
        status = dd_fs_lock(dd_buf_text(&path), fd, &cause);
    if (status == DAYDREAM_ERROR_LOCKED)
        (void)dd_fail(err, status, "store",
                      "another daydream works on %s; wait until it is through", directory);
    else if (cause.code != DAYDREAM_OK)
        (void)dd_fail_as(err, &cause);
    dd_buf_free(&path);
    return status;
}

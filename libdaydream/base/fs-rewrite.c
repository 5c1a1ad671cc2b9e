/* SPDX-License-Identifier: MIT */
/* Owns writing a file that is somebody else's, too. */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/fs.h"

#define SOURCE "file"

static enum daydream_status fail_errno(struct daydream_error *err, const char *path)
{
    return dd_fail_errno(err, DAYDREAM_ERROR_FILE, SOURCE, errno, "%s", path);
}

/* The mode of a file that may be written. */
static enum daydream_status may_write(const char *path, mode_t *mode, struct daydream_error *err)
{
    struct stat info;

    if (stat(path, &info) != 0)
        return fail_errno(err, path);
    if (!S_ISREG(info.st_mode))
        return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE, "%s: is no regular file", path);
    if ((info.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0)
        return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE, "%s: is read-only", path);
    if (access(path, W_OK) != 0)
        return fail_errno(err, path);
    *mode = info.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
    return DAYDREAM_OK;
}

/* With just that mode, whatever the umask is. */
static enum daydream_status write_as(const char *path, const void *data, size_t length, mode_t mode,
                                     struct daydream_error *err)
{
    struct dd_fs_draft draft;
    enum daydream_status status = dd_fs_draft_begin(&draft, path, mode, err);

    if (status == DAYDREAM_OK && fchmod(draft.fd, mode) != 0)
        status = fail_errno(err, path);
    if (status == DAYDREAM_OK)
        status = dd_fs_draft_add(&draft, data, length, err);
    if (status == DAYDREAM_OK)
        status = dd_fs_draft_keep(&draft, err);
    dd_fs_draft_free(&draft);
    return status;
}

enum daydream_status dd_fs_rewrite(const char *path, const void *data, size_t length,
                                   struct daydream_error *err)
{
    enum daydream_status status;
    struct stat info;
    mode_t mode = 0;
    char *target;

    if (lstat(path, &info) != 0)
        return errno == ENOENT ? dd_fs_write(path, data, length, 0666, err) : fail_errno(err, path);
    target = realpath(path, NULL);
    if (target == NULL) /* say, a link that leads nowhere */
        return fail_errno(err, path);
    status = may_write(target, &mode, err);
    if (status == DAYDREAM_OK)
        status = write_as(target, data, length, mode, err);
    free(target);
    return status;
}

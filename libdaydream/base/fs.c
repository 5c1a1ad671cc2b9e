/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "base/random.h"

#define SOURCE      "file"
#define CHUNK       ((size_t)65536)
#define TEMP_DIGITS 16

static enum daydream_status fail_errno(struct daydream_error *err, const char *path)
{
    return dd_fail_errno(err, DAYDREAM_ERROR_FILE, SOURCE, errno, "%s", path);
}

static ssize_t read_again(int fd, void *data, size_t length)
{
    ssize_t got;

    do
        got = read(fd, data, length);
    while (got < 0 && errno == EINTR);
    return got;
}

static enum daydream_status read_all(int fd, const char *path, size_t max, struct dd_buf *out,
                                     struct daydream_error *err)
{
    size_t start = out->length;
    char chunk[CHUNK];
    ssize_t got;

    while ((got = read_again(fd, chunk, sizeof chunk)) > 0) {
        /* asked anew for every part: the file may be growing */
        if ((size_t)got > max - (out->length - start))
            return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE, "%s: more than the %zu bytes allowed",
                           path, max);
        dd_buf_add(out, chunk, (size_t)got);
        if (out->failed)
            break;
    }
    return got < 0 ? fail_errno(err, path) : dd_buf_status(out, err);
}

static enum daydream_status fail_open(struct daydream_error *err, const char *path)
{
    int errnum = errno;
    bool missing = errnum == ENOENT || errnum == ENOTDIR;

    return dd_fail_errno(err, missing ? DAYDREAM_ERROR_NOT_FOUND : DAYDREAM_ERROR_FILE, SOURCE,
                         errnum, "%s", path);
}

enum daydream_status dd_fs_read(const char *path, size_t max, struct dd_buf *out,
                                struct daydream_error *err)
{
    size_t start = out->length;
    enum daydream_status status;
    struct stat info;
    /* a FIFO without a writer would block the open */
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

    if (fd < 0)
        return fail_open(err, path);
    if (fstat(fd, &info) != 0)
        status = fail_errno(err, path);
    else if (!S_ISREG(info.st_mode))
        status = dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE, "%s: is no regular file", path);
    else if (info.st_size > 0 && (uintmax_t)info.st_size > max)
        status = dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE,
                         "%s: has %jd bytes, more than the %zu allowed", path,
                         (intmax_t)info.st_size, max);
    else
        status = read_all(fd, path, max, out, err);
    close(fd);
    if (status != DAYDREAM_OK)
        dd_buf_truncate(out, start);
    return status;
}

static bool write_all(int fd, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t put = write(fd, data, length);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        data += put;
        length -= (size_t)put;
    }
    return true;
}

static bool sync_file(int fd)
{
#if defined(__APPLE__)
    /* fsync(2) of macOS leaves the data in the drive's cache; not every volume knows better */
    if (fcntl(fd, F_FULLFSYNC) == 0)
        return true;
#endif
    return fsync(fd) == 0;
}

/* Make `temporary` hold the data for good; nothing is left of it otherwise. */
static enum daydream_status write_temporary(const char *temporary, const void *data, size_t length,
                                            mode_t mode, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);

    if (fd < 0)
        return fail_errno(err, temporary);
    if (!write_all(fd, data, length) || !sync_file(fd))
        status = fail_errno(err, temporary);
    if (close(fd) != 0 && status == DAYDREAM_OK)
        status = fail_errno(err, temporary);
    if (status != DAYDREAM_OK)
        unlink(temporary);
    return status;
}

/* The rename itself must be on the disk too. */
static enum daydream_status sync_directory(const char *directory, struct daydream_error *err)
{
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum daydream_status status = DAYDREAM_OK;

    if (fd < 0)
        return fail_errno(err, directory);
    if (fsync(fd) != 0 && errno != EINVAL) /* EINVAL: this file system has no such thing */
        status = fail_errno(err, directory);
    close(fd);
    return status;
}

/* A name that no listing shows and that fits wherever the file's own name does. */
static enum daydream_status name_temporary(const char *directory, struct dd_buf *out,
                                           struct daydream_error *err)
{
    char digits[TEMP_DIGITS + 1];
    enum daydream_status status = dd_random_hex(digits, TEMP_DIGITS, err);

    if (status != DAYDREAM_OK)
        return status;
    dd_buf_printf(out, "%s/.daydream-%s.tmp", directory, digits);
    return dd_buf_status(out, err);
}

static enum daydream_status replace(const char *temporary, const char *path,
                                    struct daydream_error *err)
{
    enum daydream_status status;

    if (rename(temporary, path) == 0)
        return DAYDREAM_OK;
    status = fail_errno(err, path);
    unlink(temporary);
    return status;
}

enum daydream_status dd_fs_write(const char *path, const void *data, size_t length, mode_t mode,
                                 struct daydream_error *err)
{
    struct dd_buf directory = DD_BUF_INIT;
    struct dd_buf temporary = DD_BUF_INIT;
    enum daydream_status status;

    dd_path_directory(&directory, path);
    if ((status = dd_buf_status(&directory, err)) == DAYDREAM_OK)
        status = name_temporary(dd_buf_text(&directory), &temporary, err);
    if (status == DAYDREAM_OK)
        status = write_temporary(dd_buf_text(&temporary), data, length, mode, err);
    if (status == DAYDREAM_OK)
        status = replace(dd_buf_text(&temporary), path, err);
    if (status == DAYDREAM_OK)
        status = sync_directory(dd_buf_text(&directory), err);
    dd_buf_free(&temporary);
    dd_buf_free(&directory);
    return status;
}

bool dd_fs_is_directory(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool dd_fs_is_regular(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

static enum daydream_status make_one(const char *path, mode_t mode, struct daydream_error *err)
{
    int errnum;

    /* asked first: mkdir(2) of what is there may well fail with EROFS or EISDIR */
    if (dd_fs_is_directory(path) || mkdir(path, mode) == 0)
        return DAYDREAM_OK;
    errnum = errno;
    if (errnum == EEXIST && dd_fs_is_directory(path)) /* somebody else was quicker */
        return DAYDREAM_OK;
    return dd_fail_errno(err, DAYDREAM_ERROR_FILE, SOURCE, errnum, "%s", path);
}

enum daydream_status dd_fs_make_directory(const char *path, mode_t mode, struct daydream_error *err)
{
    struct dd_buf part = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    if (path[0] == '\0')
        return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE, "a directory without a name");
    for (size_t i = 1; status == DAYDREAM_OK; i++) {
        if (path[i] != '/' && path[i] != '\0')
            continue;
        dd_buf_reset(&part);
        dd_buf_add(&part, path, i);
        status = dd_buf_status(&part, err);
        if (status == DAYDREAM_OK)
            status = make_one(dd_buf_text(&part), mode, err);
        if (path[i] == '\0')
            break;
    }
    dd_buf_free(&part);
    return status;
}

enum daydream_status dd_fs_lock(const char *path, int *fd, struct daydream_error *err)
{
    enum daydream_status status;
    int result;

    *fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (*fd < 0)
        return fail_errno(err, path);
    do
        result = flock(*fd, LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    if (result == 0)
        return DAYDREAM_OK;
    if (errno == EWOULDBLOCK)
        status = dd_fail(err, DAYDREAM_ERROR_LOCKED, SOURCE,
                         "%s: held by another process; wait for it to end", path);
    else
        status = fail_errno(err, path);
    close(*fd);
    *fd = -1;
    return status;
}

void dd_fs_unlock(int fd)
{
    if (fd >= 0)
        close(fd);
}

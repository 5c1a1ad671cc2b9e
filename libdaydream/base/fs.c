/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/fs.h"

#define SOURCE "file"
#define CHUNK  ((size_t)65536)

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

static enum daydream_status lock(const char *path, int flags, int *fd, struct daydream_error *err)
{
    enum daydream_status status;
    int result;

    *fd = open(path, flags | O_CLOEXEC, 0600);
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

enum daydream_status dd_fs_lock(const char *path, int *fd, struct daydream_error *err)
{
    return lock(path, O_RDWR | O_CREAT, fd, err);
}

enum daydream_status dd_fs_lock_directory(const char *path, int *fd, struct daydream_error *err)
{
    return lock(path, O_RDONLY | O_DIRECTORY, fd, err);
}

void dd_fs_unlock(int fd)
{
    if (fd >= 0)
        close(fd);
}

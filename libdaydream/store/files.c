/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "store/files.h"

#define SOURCE         "store"
#define NAME           "daydream.db"
#define DIRECTORY_MODE 0700
#define FILE_MODE      0600

enum daydream_status dd_store_path(const char *directory, struct dd_buf *out,
                                   struct daydream_error *err)
{
    dd_path_join(out, directory, NAME);
    return dd_buf_status(out, err);
}

enum daydream_status dd_store_beside(const char *path, const char *suffix, int64_t *size,
                                     struct daydream_error *err)
{
    struct dd_buf name = DD_BUF_INIT;
    struct stat info;
    enum daydream_status status;

    dd_buf_printf(&name, "%s%s", path, suffix);
    *size = -1;
    status = dd_buf_status(&name, err);
    if (status == DAYDREAM_OK && stat(dd_buf_text(&name), &info) == 0)
        *size = info.st_size;
    else if (status == DAYDREAM_OK && errno != ENOENT)
        status = dd_fail_errno(err, DAYDREAM_ERROR_FILE, SOURCE, errno, "%s", dd_buf_text(&name));
    dd_buf_free(&name);
    return status;
}

enum daydream_status dd_store_is_there(const char *path, bool *out, struct daydream_error *err)
{
    struct stat info;

    *out = lstat(path, &info) == 0;
    if (*out && S_ISREG(info.st_mode))
        return DAYDREAM_OK;
    if (*out)
        return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE,
                       "%s: is no regular file; move it away, or name the directory where the "
                       "database really is",
                       path);
    if (errno == ENOENT)
        return DAYDREAM_OK;
    return dd_fail_errno(err, DAYDREAM_ERROR_FILE, SOURCE, errno, "%s", path);
}

static enum daydream_status refuse_file(const char *directory, struct daydream_error *err)
{
    if (access(directory, F_OK) != 0 || dd_fs_is_directory(directory))
        return DAYDREAM_OK;
    return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE,
                   "%s: is no directory; move it away, or name another state directory", directory);
}

enum daydream_status dd_store_check_directory(const char *directory, struct daydream_error *err)
{
    bool network = false;
    enum daydream_status status = refuse_file(directory, err);

    if (status == DAYDREAM_OK)
        status = dd_fs_is_network(directory, &network, err);
    if (status != DAYDREAM_OK || !network)
        return status;
    /* https://www.sqlite.org/wal.html, "All processes must be on the same host computer" */
    return dd_fail(err, DAYDREAM_ERROR_STATE, SOURCE,
                   "%s: is on a network file system, where the database's write-ahead log cannot "
                   "share memory; name a state directory on a local disk",
                   directory);
}

enum daydream_status dd_store_make_directory(const char *directory, struct daydream_error *err)
{
    enum daydream_status status = refuse_file(directory, err);

    if (status == DAYDREAM_OK)
        status = dd_fs_make_directory(directory, DIRECTORY_MODE, err);
    return status == DAYDREAM_OK ? dd_store_check_directory(directory, err) : status;
}

static enum daydream_status fail_to_make(const char *path, int errnum, struct daydream_error *err)
{
    return dd_fail_errno(err, DAYDREAM_ERROR_FILE, SOURCE, errnum,
                         "%s: cannot be made; look at the permissions of its directory", path);
}

/* A database that is there is never opened here: closing any descriptor of a file drops the locks
 * that this process has on it, SQLite's included (fcntl(2)). */
enum daydream_status dd_store_make_file(const char *path, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    bool there = false;
    int fd;

    status = dd_store_is_there(path, &there, err);
    if (status != DAYDREAM_OK || there)
        return status;
    fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
    if (fd < 0) /* EEXIST: somebody else was quicker */
        return errno == EEXIST ? DAYDREAM_OK : fail_to_make(path, errno, err);
    if (fchmod(fd, FILE_MODE) != 0) /* whatever the umask took away */
        status = fail_to_make(path, errno, err);
    if (close(fd) != 0 && status == DAYDREAM_OK)
        status = fail_to_make(path, errno, err);
    return status;
}

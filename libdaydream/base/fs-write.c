/* SPDX-License-Identifier: MIT */
/* Owns writing a file so that nobody ever sees a half of it. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "base/random.h"

#define SOURCE      "file"
#define TEMP_BEGIN  ".daydream-"
#define TEMP_DIGITS 16
#define TEMP_END    ".tmp"

static enum daydream_status fail_errno(struct daydream_error *err, const char *path)
{
    return dd_fail_errno(err, DAYDREAM_ERROR_FILE, SOURCE, errno, "%s", path);
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
static enum daydream_status name_temporary(const char *directory, char **out,
                                           struct daydream_error *err)
{
    struct dd_buf name = DD_BUF_INIT;
    char digits[TEMP_DIGITS + 1];
    enum daydream_status status = dd_random_hex(digits, TEMP_DIGITS, err);

    if (status != DAYDREAM_OK)
        return status;
    dd_buf_printf(&name, "%s/" TEMP_BEGIN "%s" TEMP_END, directory, digits);
    status = dd_buf_take(&name, out, err);
    dd_buf_free(&name);
    return status;
}

static enum daydream_status name_directory(const char *path, char **out, struct daydream_error *err)
{
    struct dd_buf directory = DD_BUF_INIT;
    enum daydream_status status;

    dd_path_directory(&directory, path);
    status = dd_buf_take(&directory, out, err);
    dd_buf_free(&directory);
    return status;
}

enum daydream_status dd_fs_draft_begin(struct dd_fs_draft *draft, const char *path, mode_t mode,
                                       struct daydream_error *err)
{
    enum daydream_status status;

    *draft = (struct dd_fs_draft)DD_FS_DRAFT_INIT;
    if ((status = dd_string_set(&draft->path, path, err)) != DAYDREAM_OK ||
        (status = name_directory(path, &draft->directory, err)) != DAYDREAM_OK ||
        (status = name_temporary(draft->directory, &draft->temporary, err)) != DAYDREAM_OK)
        return status;
    draft->fd = open(draft->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    return draft->fd >= 0 ? DAYDREAM_OK : fail_errno(err, draft->temporary);
}

enum daydream_status dd_fs_draft_add(struct dd_fs_draft *draft, const void *data, size_t length,
                                     struct daydream_error *err)
{
    return write_all(draft->fd, data, length) ? DAYDREAM_OK : fail_errno(err, draft->temporary);
}

static enum daydream_status finish(struct dd_fs_draft *draft, struct daydream_error *err)
{
    enum daydream_status status = sync_file(draft->fd) ? DAYDREAM_OK
                                                       : fail_errno(err, draft->temporary);

    if (close(draft->fd) != 0 && status == DAYDREAM_OK)
        status = fail_errno(err, draft->temporary);
    draft->fd = -1;
    if (status == DAYDREAM_OK && rename(draft->temporary, draft->path) != 0)
        status = fail_errno(err, draft->path);
    if (status != DAYDREAM_OK)
        unlink(draft->temporary);
    return status;
}

enum daydream_status dd_fs_draft_keep(struct dd_fs_draft *draft, struct daydream_error *err)
{
    enum daydream_status status = finish(draft, err);

    return status == DAYDREAM_OK ? sync_directory(draft->directory, err) : status;
}

void dd_fs_draft_free(struct dd_fs_draft *draft)
{
    if (draft->fd >= 0) {
        close(draft->fd);
        unlink(draft->temporary);
    }
    free(draft->path);
    free(draft->directory);
    free(draft->temporary);
    *draft = (struct dd_fs_draft)DD_FS_DRAFT_INIT;
}

static bool is_draft(const char *name)
{
    const char *digits = name + strlen(TEMP_BEGIN);

    return strncmp(name, TEMP_BEGIN, strlen(TEMP_BEGIN)) == 0 &&
           strspn(digits, "0123456789abcdef") == TEMP_DIGITS &&
           strcmp(digits + TEMP_DIGITS, TEMP_END) == 0;
}

void dd_fs_draft_sweep(const char *directory)
{
    DIR *stream = opendir(directory);
    const struct dirent *entry;

    if (stream == NULL)
        return;
    while ((entry = readdir(stream)) != NULL)
        if (is_draft(entry->d_name)) /* what stays is in nobody's way */
            (void)unlinkat(dirfd(stream), entry->d_name, 0);
    closedir(stream);
}

enum daydream_status dd_fs_write(const char *path, const void *data, size_t length, mode_t mode,
                                 struct daydream_error *err)
{
    struct dd_fs_draft draft;
    enum daydream_status status = dd_fs_draft_begin(&draft, path, mode, err);

    if (status == DAYDREAM_OK)
        status = dd_fs_draft_add(&draft, data, length, err);
    if (status == DAYDREAM_OK)
        status = dd_fs_draft_keep(&draft, err);
    dd_fs_draft_free(&draft);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "model/lessons-file.h"

#define SOURCE "lessons"

void dd_lessons_file_path(struct dd_buf *out, const char *home)
{
    dd_path_join(out, home, DD_LESSONS_FILE);
}

static bool is_below(const char *path, const char *directory)
{
    size_t length = strlen(directory);

    return strncmp(path, directory, length) == 0 &&
           (path[length] == '/' || strcmp(directory, "/") == 0);
}

/* The file, or while there is none its folder, must be in the project. What does not lead anywhere
 * is found out by whoever opens it. */
static enum daydream_status check_place(const char *home, const char *path,
                                        struct daydream_error *err)
{
    struct dd_buf folder = DD_BUF_INIT;
    struct stat info;
    char *root = realpath(home, NULL);
    char *place;
    enum daydream_status status;

    dd_path_directory(&folder, path);
    status = dd_buf_status(&folder, err);
    place = status == DAYDREAM_OK
                ? realpath(lstat(path, &info) == 0 ? path : dd_buf_text(&folder), NULL)
                : NULL;
    if (root != NULL && place != NULL && !is_below(place, root))
        status = dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE,
                         "%s: a link that leads out of the project; put the file itself there",
                         path);
    free(root);
    free(place);
    dd_buf_free(&folder);
    return status;
}

static enum daydream_status read_at(const char *path, struct dd_buf *out,
                                    struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct stat info;
    enum daydream_status status = dd_fs_read(path, DD_LESSONS_MAX, out, &cause);

    /* a link that leads nowhere is not a missing file */
    if (status == DAYDREAM_ERROR_NOT_FOUND && lstat(path, &info) != 0)
        return DAYDREAM_OK;
    if (status == DAYDREAM_ERROR_NOT_FOUND)
        return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE, "%s", cause.text);
    return status == DAYDREAM_OK ? DAYDREAM_OK : dd_fail_as(err, &cause);
}

enum daydream_status dd_lessons_file_read(const char *home, struct dd_buf *out,
                                          struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status;

    dd_lessons_file_path(&path, home);
    if ((status = dd_buf_status(&path, err)) == DAYDREAM_OK &&
        (status = check_place(home, dd_buf_text(&path), err)) == DAYDREAM_OK)
        status = read_at(dd_buf_text(&path), out, err);
    dd_buf_free(&path);
    return status;
}

static enum daydream_status write_at(const char *path, const struct dd_buf *text,
                                     struct daydream_error *err)
{
    struct dd_buf folder = DD_BUF_INIT;
    enum daydream_status status;

    if (text->length > DD_LESSONS_MAX)
        return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE,
                       "%s: would have more than the %zu bytes allowed; take out what is no lesson",
                       path, DD_LESSONS_MAX);
    dd_path_directory(&folder, path);
    if ((status = dd_buf_status(&folder, err)) == DAYDREAM_OK &&
        (status = dd_fs_make_directory(dd_buf_text(&folder), 0777, err)) == DAYDREAM_OK) {
        dd_fs_draft_sweep(dd_buf_text(&folder)); /* a repository is no place for litter */
        status = dd_fs_rewrite(path, dd_buf_text(text), text->length, err);
    }
    dd_buf_free(&folder);
    return status;
}

static bool is_same(const struct dd_buf *a, const struct dd_buf *b)
{
    return a->length == b->length && memcmp(dd_buf_text(a), dd_buf_text(b), a->length) == 0;
}

enum daydream_status dd_lessons_file_replace(const char *home, const struct dd_buf *was,
                                             const struct dd_buf *text, bool *done,
                                             struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    struct dd_buf is = DD_BUF_INIT;
    enum daydream_status status = dd_lessons_file_read(home, &is, err);

    *done = status == DAYDREAM_OK && is_same(&is, was);
    dd_lessons_file_path(&path, home);
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&path, err);
    if (status == DAYDREAM_OK && *done)
        status = write_at(dd_buf_text(&path), text, err);
    dd_buf_free(&path);
    dd_buf_free(&is);
    return status;
}

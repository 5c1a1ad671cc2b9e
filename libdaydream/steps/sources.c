/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "steps/sources.h"

#define MAX_FILES   ((size_t)200000) /* outside of git */
#define MAX_FOLDERS ((size_t)50000)
#define BINARY_HEAD ((size_t)8000) /* FIRST_FEW_BYTES of git's xdiff-interface.c */

/* What is not a project's own where no .gitignore says so. */
static const char *const foreign_folders[] = {
    "node_modules", "bower_components", "vendor",        "third_party", "venv",   "env",
    "virtualenv",   "__pycache__",      "site-packages", "build",       "_build", "dist",
    "out",          "target",           "coverage",      "Pods",        "obj",    "DerivedData",
    "htmlcov",
};

struct filter {
    const struct dd_strings *leave_out;
    dd_git_record_fn take;
    void *user;
    size_t seen;
};

static enum daydream_status take_fitting(void *user, const char *path, struct daydream_error *err)
{
    struct filter *filter = user;

    filter->seen++;

    if (dd_path_fits(path, filter->leave_out))
        return DAYDREAM_OK;
    return filter->take(filter->user, path, err);
}

/* A walk over folders outside of git. */
struct walk {
    struct dd_step_context *context;
    struct filter *filter;
    struct dd_strings folders; /* still to be looked into, relative; "" is the first */
    size_t files;
    size_t seen;
};

static bool has_name(const char *directory, const char *name)
{
    struct dd_buf path = DD_BUF_INIT;
    struct stat info;
    bool found;

    dd_path_join(&path, directory, name);
    found = !path.failed && lstat(dd_buf_text(&path), &info) == 0;
    dd_buf_free(&path);
    return found;
}

static bool is_foreign(const char *path, const char *absolute)
{
    for (size_t i = 0; i < sizeof foreign_folders / sizeof foreign_folders[0]; i++)
        if (strcmp(dd_path_name(path), foreign_folders[i]) == 0)
            return true;
    return has_name(absolute, "pyvenv.cfg");
}

static enum daydream_status look_at(struct walk *walk, const char *path, struct daydream_error *err)
{
    struct dd_buf absolute = DD_BUF_INIT;
    struct stat info;
    enum daydream_status status;

    dd_path_join(&absolute, walk->context->project->directory, path);
    if ((status = dd_buf_status(&absolute, err)) != DAYDREAM_OK ||
        lstat(dd_buf_text(&absolute), &info) != 0)
        goto out;
    if (S_ISREG(info.st_mode) && ++walk->files <= MAX_FILES)
        status = take_fitting(walk->filter, path, err);
    else if (S_ISDIR(info.st_mode) && !is_foreign(path, dd_buf_text(&absolute)) &&
             ++walk->seen <= MAX_FOLDERS)
        status = dd_strings_add(&walk->folders, path, err);
out:
    dd_buf_free(&absolute);
    return status;
}

static enum daydream_status look_into(struct walk *walk, const char *folder,
                                      struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_strings names = DD_STRINGS_INIT;
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status;

    dd_path_join(&path, walk->context->project->directory, folder);
    status = dd_fs_list(dd_buf_text(&path), &names, &cause);
    if (status == DAYDREAM_ERROR_MEMORY)
        status = dd_fail_as(err, &cause);
    else if (status != DAYDREAM_OK)
        dd_step_missed(walk->context, "%s", cause.text);
    for (size_t i = 0; i < names.count && status == DAYDREAM_OK; i++) {
        dd_buf_reset(&path);
        dd_path_join(&path, folder, names.items[i]);
        if ((status = dd_buf_status(&path, err)) == DAYDREAM_OK)
            status = look_at(walk, dd_buf_text(&path), err);
    }
    dd_buf_free(&path);
    dd_strings_free(&names);
    return cause.code != DAYDREAM_OK && cause.code != DAYDREAM_ERROR_MEMORY ? DAYDREAM_OK : status;
}

static enum daydream_status walk_folders(struct dd_step_context *context, struct filter *filter,
                                         struct daydream_error *err)
{
    struct walk walk = {context, filter, DD_STRINGS_INIT, 0, 0};
    enum daydream_status status = dd_strings_add(&walk.folders, "", err);

    while (walk.folders.count > 0 && status == DAYDREAM_OK) {
        char *folder = walk.folders.items[--walk.folders.count];

        status = look_into(&walk, folder, err);
        free(folder);
    }
    if (walk.files > MAX_FILES || walk.seen > MAX_FOLDERS)
        dd_step_missed(context, "%s: more than %zu files or %zu folders, and no git repository",
                       context->project->directory, MAX_FILES, MAX_FOLDERS);
    dd_strings_free(&walk.folders);
    return status;
}

enum daydream_status dd_sources_each(struct dd_step_context *context,
                                     const struct dd_strings *leave_out, dd_git_record_fn take,
                                     void *user, bool *tracked, struct daydream_error *err)
{
    struct filter filter = {leave_out, take, user, 0};
    const char *directory = context->project->directory;

    if (dd_git_is_there(directory)) {
        enum daydream_status status = dd_git_tracked(directory, take_fitting, &filter, err);

        /* a folder of which the repository above it knows nothing is in none */
        *tracked = filter.seen > 0 || has_name(directory, ".git");
        if (status != DAYDREAM_OK || *tracked)
            return status;
    }
    *tracked = false;
    return walk_folders(context, &filter, err);
}

static enum daydream_status read_text(struct dd_step_context *context, const char *path,
                                      struct dd_buf *out, enum dd_source *kind,
                                      struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = dd_fs_read(path, DD_SOURCES_MAX, out, &cause);
    size_t head = out->length < BINARY_HEAD ? out->length : BINARY_HEAD;

    if (status == DAYDREAM_ERROR_MEMORY)
        return dd_fail_as(err, &cause);
    if (status == DAYDREAM_OK)
        *kind = head > 0 && memchr(out->data, '\0', head) != NULL ? DD_SOURCE_BINARY
                                                                  : DD_SOURCE_TEXT;
    else if (status != DAYDREAM_ERROR_NOT_FOUND)
        dd_step_missed(context, "%s", cause.text);
    return DAYDREAM_OK;
}

enum daydream_status dd_sources_read(struct dd_step_context *context, const char *path,
                                     struct dd_buf *out, enum dd_source *kind,
                                     struct daydream_error *err)
{
    struct dd_buf absolute = DD_BUF_INIT;
    struct stat info;
    enum daydream_status status;

    *kind = DD_SOURCE_NONE;
    dd_buf_reset(out);
    dd_path_join(&absolute, context->project->directory, path);
    if ((status = dd_buf_status(&absolute, err)) != DAYDREAM_OK ||
        lstat(dd_buf_text(&absolute), &info) != 0 || !S_ISREG(info.st_mode))
        goto out;
    if ((uintmax_t)info.st_size > DD_SOURCES_MAX)
        *kind = DD_SOURCE_TOO_BIG;
    else
        status = read_text(context, dd_buf_text(&absolute), out, kind, err);
out:
    dd_buf_free(&absolute);
    return status;
}

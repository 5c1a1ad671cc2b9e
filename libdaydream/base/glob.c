/* SPDX-License-Identifier: MIT */
/* The parts of base/fs.h that look into directories. */
#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"

#define SOURCE "file"

/* A directory that somebody fills without end must not take our memory with it. */
#define MAX_NAMES ((size_t)100000)

static enum daydream_status add_name(const char *directory, const char *name,
                                     struct dd_strings *out, struct daydream_error *err)
{
    if (out->count >= MAX_NAMES)
        return dd_fail(err, DAYDREAM_ERROR_FILE, SOURCE, "%s: more than %zu names", directory,
                       MAX_NAMES);
    return dd_strings_add(out, name, err);
}

static bool is_wanted(const char *name, const char *pattern)
{
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return false;
    return fnmatch(pattern, name, FNM_PERIOD) == 0;
}

static enum daydream_status read_names(DIR *stream, const char *directory, const char *pattern,
                                       struct dd_strings *out, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    struct dirent *entry;

    for (errno = 0; status == DAYDREAM_OK && (entry = readdir(stream)) != NULL; errno = 0)
        if (is_wanted(entry->d_name, pattern))
            status = add_name(directory, entry->d_name, out, err);
    if (status == DAYDREAM_OK && errno != 0)
        status = dd_fail_errno(err, DAYDREAM_ERROR_FILE, SOURCE, errno, "%s", directory);
    return status;
}

/* Nothing is there; any other error means that we cannot tell. */
static bool is_absence(int errnum)
{
    return errnum == ENOENT || errnum == ENOTDIR || errnum == ELOOP;
}

/* Add the names in a directory that match, in the order of the directory. */
static enum daydream_status list(const char *directory, const char *pattern, struct dd_strings *out,
                                 struct daydream_error *err)
{
    enum daydream_status status;
    DIR *stream = opendir(directory);
    int errnum = errno;

    if (stream == NULL)
        return dd_fail_errno(err,
                             is_absence(errnum) ? DAYDREAM_ERROR_NOT_FOUND : DAYDREAM_ERROR_FILE,
                             SOURCE, errnum, "%s", directory);
    status = read_names(stream, directory, pattern, out, err);
    closedir(stream);
    return status;
}

enum daydream_status dd_fs_list(const char *directory, struct dd_strings *out,
                                struct daydream_error *err)
{
    enum daydream_status status = list(directory, "*", out, err);

    dd_strings_sort(out);
    return status;
}

/* The walk goes component by component: `found` holds what the ones so far have matched, relative
 * to `directory`. It ends with the pattern, so that a circle of symbolic links cannot hold it. */
struct walk {
    const char *directory;
    const char *component;
    bool last;
    struct dd_strings *next;
};

static bool has_wildcard(const char *component)
{
    return strpbrk(component, "*?[\\") != NULL;
}

/* Behind the last component anything may stand, also a dangling link, of which the caller can
 * tell; before it only a directory. */
static enum daydream_status fits(const struct walk *walk, const char *path, bool *fit,
                                 struct daydream_error *err)
{
    struct stat info;
    bool there = (walk->last ? lstat(path, &info) : stat(path, &info)) == 0;

    *fit = there && (walk->last || S_ISDIR(info.st_mode));
    if (there || is_absence(errno))
        return DAYDREAM_OK;
    return dd_fail_errno(err, DAYDREAM_ERROR_FILE, SOURCE, errno, "%s", path);
}

static enum daydream_status add_entry(const struct walk *walk, const char *parent, const char *name,
                                      struct daydream_error *err)
{
    struct dd_buf relative = DD_BUF_INIT;
    struct dd_buf path = DD_BUF_INIT;
    bool fit = false;
    enum daydream_status status;

    dd_path_join(&relative, parent, name);
    dd_path_join(&path, walk->directory, dd_buf_text(&relative));
    if ((status = dd_buf_status(&relative, err)) == DAYDREAM_OK &&
        (status = dd_buf_status(&path, err)) == DAYDREAM_OK)
        status = fits(walk, dd_buf_text(&path), &fit, err);
    if (fit)
        status = add_name(walk->directory, dd_buf_text(&relative), walk->next, err);
    dd_buf_free(&path);
    dd_buf_free(&relative);
    return status;
}

/* What is no directory, or no longer, holds no match. */
static enum daydream_status list_if_there(const char *directory, const char *pattern,
                                          struct dd_strings *out, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = list(directory, pattern, out, &cause);

    if (status == DAYDREAM_OK || status == DAYDREAM_ERROR_NOT_FOUND)
        return DAYDREAM_OK;
    return dd_fail(err, status, cause.source, "%s", cause.text);
}

static enum daydream_status match_in(const struct walk *walk, const char *parent,
                                     struct daydream_error *err)
{
    struct dd_strings names = DD_STRINGS_INIT;
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status;

    if (!has_wildcard(walk->component))
        return add_entry(walk, parent, walk->component, err);
    dd_path_join(&path, walk->directory, parent);
    status = dd_buf_status(&path, err);
    if (status == DAYDREAM_OK)
        status = list_if_there(dd_buf_text(&path), walk->component, &names, err);
    for (size_t i = 0; i < names.count && status == DAYDREAM_OK; i++)
        status = add_entry(walk, parent, names.items[i], err);
    dd_buf_free(&path);
    dd_strings_free(&names);
    return status;
}

/* Replace `found` by what the component matches in each of them. */
static enum daydream_status descend(const char *directory, const char *component, bool last,
                                    struct dd_strings *found, struct daydream_error *err)
{
    struct dd_strings next = DD_STRINGS_INIT;
    struct walk walk = {directory, component, last, &next};
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < found->count && status == DAYDREAM_OK; i++)
        status = match_in(&walk, found->items[i], err);
    dd_strings_free(found);
    *found = next;
    return status;
}

static enum daydream_status walk_pattern(const char *directory, const char *pattern,
                                         struct dd_strings *found, struct daydream_error *err)
{
    struct dd_buf component = DD_BUF_INIT;
    enum daydream_status status = dd_strings_add(found, "", err);

    pattern += strspn(pattern, "/");
    while (*pattern != '\0' && status == DAYDREAM_OK) {
        size_t length = strcspn(pattern, "/");

        dd_buf_reset(&component);
        dd_buf_add(&component, pattern, length);
        pattern += length;
        pattern += strspn(pattern, "/");
        status = dd_buf_status(&component, err);
        if (status == DAYDREAM_OK && strcmp(dd_buf_text(&component), ".") != 0)
            status = descend(directory, dd_buf_text(&component), *pattern == '\0', found, err);
    }
    dd_buf_free(&component);
    return status;
}

/* A pattern that leaves the directory matches nothing below it. */
static bool leaves(const char *pattern)
{
    size_t length;

    if (pattern[0] == '/')
        return true;
    for (; *pattern != '\0'; pattern += length + (pattern[length] == '/')) {
        length = strcspn(pattern, "/");
        if (length == 2 && memcmp(pattern, "..", 2) == 0)
            return true;
    }
    return false;
}

enum daydream_status dd_fs_glob(const char *directory, const char *pattern, struct dd_strings *out,
                                struct daydream_error *err)
{
    struct dd_strings found = DD_STRINGS_INIT;
    enum daydream_status status = DAYDREAM_OK;

    if (!leaves(pattern) && dd_fs_is_directory(directory))
        status = walk_pattern(directory, pattern, &found, err);
    dd_strings_sort(&found);
    for (size_t i = 0; i < found.count && status == DAYDREAM_OK; i++)
        if (found.items[i][0] != '\0')
            status = dd_strings_add(out, found.items[i], err);
    dd_strings_free(&found);
    return status;
}

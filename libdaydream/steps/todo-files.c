/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "base/proc.h"
#include "net/ascii.h"
#include "steps/todo-files.h"

#define FILE_NAME      "TODO.md"
#define GIT_TIMEOUT_MS 60000
#define MAX_OUTPUT     ((size_t)1024 * 1024)
#define MOST_FILES     1000

/* What was found, and which files these are. */
struct finds {
    const char *directory;
    struct dd_strings *names;
    struct stat *files; /* side by side with the names */
};

static bool is_listed(const struct finds *finds, const struct stat *file)
{
    for (size_t i = 0; i < finds->names->count; i++)
        if (finds->files[i].st_dev == file->st_dev && finds->files[i].st_ino == file->st_ino)
            return true;
    return false;
}

/* One that git still has and the disk has not is nobody's to-do. */
static enum daydream_status add(struct finds *finds, const char *name, struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    struct stat file;
    enum daydream_status status;

    dd_path_join(&path, finds->directory, name);
    status = dd_buf_status(&path, err);
    if (status == DAYDREAM_OK && finds->names->count < MOST_FILES &&
        stat(dd_buf_text(&path), &file) == 0 && !is_listed(finds, &file)) {
        finds->files[finds->names->count] = file;
        status = dd_strings_add(finds->names, name, err);
    }
    dd_buf_free(&path);
    return status;
}

static enum daydream_status add_all(struct finds *finds, const struct dd_strings *names,
                                    struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < names->count && status == DAYDREAM_OK; i++)
        if (dd_ascii_same(dd_path_name(names->items[i]), FILE_NAME, sizeof FILE_NAME))
            status = add(finds, names->items[i], err);
    return status;
}

/* Names that NUL bytes end. */
static enum daydream_status split(const struct dd_buf *text, struct dd_strings *out,
                                  struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t at = 0; at < text->length && status == DAYDREAM_OK;
         at += strlen(text->data + at) + 1)
        status = dd_strings_add(out, text->data + at, err);
    return status;
}

/* False in `*known` where git cannot tell. */
static enum daydream_status ask_git(const char *directory, struct dd_strings *out, bool *known,
                                    struct daydream_error *err)
{
    const char *const argv[] = {"git",      "-C",
                                directory,  "ls-files",
                                "-z",       "--cached",
                                "--others", "--exclude-standard",
                                "--",       ":(icase,glob)**/" FILE_NAME,
                                NULL};
    const struct dd_proc proc = {argv, GIT_TIMEOUT_MS, MAX_OUTPUT};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf said = DD_BUF_INIT;
    int exit_status = 1;
    enum daydream_status status = dd_proc_run(&proc, &said, &exit_status, &cause);

    *known = status == DAYDREAM_OK && exit_status == 0;
    if (status == DAYDREAM_ERROR_MEMORY)
        status = dd_fail_as(err, &cause);
    else
        status = *known ? split(&said, out, err) : DAYDREAM_OK;
    dd_buf_free(&said);
    return status;
}

enum daydream_status dd_todo_files(const struct dd_step_context *context, struct dd_strings *out,
                                   struct daydream_error *err)
{
    struct finds finds = {context->project->directory, out,
                          calloc(MOST_FILES, sizeof(struct stat))};
    struct dd_strings names = DD_STRINGS_INIT;
    bool known = false;
    enum daydream_status status;

    if (finds.files == NULL)
        return dd_fail_memory(err);
    status = ask_git(finds.directory, &names, &known, err);
    if (status == DAYDREAM_OK && !known)
        status = dd_fs_list(finds.directory, &names, err);
    dd_strings_sort(&names);
    if (status == DAYDREAM_OK)
        status = add_all(&finds, &names, err);
    dd_strings_free(&names);
    free(finds.files);
    return status;
}

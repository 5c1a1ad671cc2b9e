/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "net/ascii.h"
#include "services/git.h"
#include "steps/todo-files.h"

#define FILE_NAME  "TODO.md"
#define MOST_FILES 1000

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

/* Keep what is called so. */
static enum daydream_status take(void *user, const char *path, struct daydream_error *err)
{
    struct dd_strings *names = user;

    return dd_ascii_same(dd_path_name(path), FILE_NAME, sizeof FILE_NAME)
               ? dd_strings_add(names, path, err)
               : DAYDREAM_OK;
}

/* Where git cannot tell, there are none, and that is a finding of its own. */
static enum daydream_status ask_git(struct dd_step_context *context, struct dd_strings *out,
                                    struct daydream_error *err)
{
    static const char *const arguments[] = {"ls-files",           "-z", "--cached", "--others",
                                            "--exclude-standard", NULL};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = dd_git_records(context->project->directory, arguments, take, out,
                                                 &cause);

    if (status == DAYDREAM_OK)
        return status;
    if (status == DAYDREAM_ERROR_MEMORY)
        return dd_fail_as(err, &cause);
    dd_strings_free(out);
    dd_step_missed(context, "to-do lists: %s", cause.text);
    return dd_step_add(context, "todo", DAYDREAM_SEVERITY_WARNING, cause.text, NULL, err);
}

static enum daydream_status look_at_the_top(const char *directory, struct dd_strings *out,
                                            struct daydream_error *err)
{
    struct dd_strings names = DD_STRINGS_INIT;
    enum daydream_status status = dd_fs_list(directory, &names, err);

    for (size_t i = 0; i < names.count && status == DAYDREAM_OK; i++)
        status = take(out, names.items[i], err);
    dd_strings_free(&names);
    return status;
}

enum daydream_status dd_todo_files(struct dd_step_context *context, struct dd_strings *out,
                                   struct daydream_error *err)
{
    struct finds finds = {context->project->directory, out,
                          calloc(MOST_FILES, sizeof(struct stat))};
    struct dd_strings names = DD_STRINGS_INIT;
    enum daydream_status status;

    if (finds.files == NULL)
        return dd_fail_memory(err);
    status = dd_git_is_there(finds.directory) ? ask_git(context, &names, err)
                                              : look_at_the_top(finds.directory, &names, err);
    dd_strings_sort(&names);
    for (size_t i = 0; i < names.count && status == DAYDREAM_OK; i++)
        status = add(&finds, names.items[i], err);
    dd_strings_free(&names);
    free(finds.files);
    return status;
}

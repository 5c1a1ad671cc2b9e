/* SPDX-License-Identifier: MIT */
#include <sys/stat.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "logs/chars.h"
#include "logs/position.h"

bool dd_position_known(const struct dd_log_position *position)
{
    return position->inode != 0;
}

static bool is_inode(const struct dd_log_position *position, const struct stat *info)
{
    return (uint64_t)info->st_dev == position->device && (uint64_t)info->st_ino == position->inode;
}

enum daydream_status dd_position_matches(const struct dd_log_position *position,
                                         const struct dd_reader *reader, bool *same,
                                         struct daydream_error *err)
{
    uint64_t head = 0;

    (void)err;
    *same = is_inode(position, &reader->source.info) &&
            (uint64_t)reader->source.info.st_size >= position->offset &&
            dd_reader_hash_head(reader, position->offset, &head) && head == position->head;
    return DAYDREAM_OK;
}

enum daydream_status dd_position_take(const struct dd_reader *reader,
                                      struct dd_log_position *position, struct daydream_error *err)
{
    position->device = (uint64_t)reader->source.info.st_dev;
    position->inode = (uint64_t)reader->source.info.st_ino;
    position->offset = dd_reader_offset(reader);
    (void)err;
    (void)dd_reader_hash_head(reader, position->offset, &position->head);
    return DAYDREAM_OK;
}

static enum daydream_status check_name(const struct dd_log_position *position,
                                       const char *directory, const char *name, bool *found,
                                       struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    struct stat info;
    enum daydream_status status;

    dd_path_join(&path, directory, name);
    status = dd_buf_status(&path, err);
    *found = status == DAYDREAM_OK && lstat(dd_buf_text(&path), &info) == 0 &&
             S_ISREG(info.st_mode) && is_inode(position, &info);
    dd_buf_free(&path);
    return status;
}

/* "app.log.1" is a later name of "app.log"; "app.logo" is another file's. */
static bool is_later_name(const char *name, const char *base)
{
    size_t length = strlen(base);

    return strncmp(name, base, length) == 0 && (name[length] == '.' || name[length] == '-');
}

static enum daydream_status search(const struct dd_log_position *position, const char *directory,
                                   const char *base, struct dd_buf *suffix,
                                   struct daydream_error *err)
{
    struct dd_strings names = DD_STRINGS_INIT;
    enum daydream_status status = dd_fs_list(directory, &names, NULL);
    bool found = false;

    /* a directory may let its files be read and not be listed: then nothing is found */
    if (status == DAYDREAM_ERROR_MEMORY)
        status = dd_fail_memory(err);
    else if (status != DAYDREAM_OK)
        status = DAYDREAM_OK;
    for (size_t i = 0; i < names.count && !found && status == DAYDREAM_OK; i++) {
        if (!is_later_name(names.items[i], base))
            continue;
        status = check_name(position, directory, names.items[i], &found, err);
        if (found)
            dd_buf_puts(suffix, names.items[i] + strlen(base));
    }
    dd_strings_free(&names);
    return status == DAYDREAM_OK ? dd_buf_status(suffix, err) : status;
}

enum daydream_status dd_position_find_renamed(const struct dd_log_position *position,
                                              const char *path, struct dd_buf *suffix,
                                              struct daydream_error *err)
{
    struct dd_buf directory = DD_BUF_INIT;
    enum daydream_status status;

    dd_path_directory(&directory, path);
    status = dd_buf_status(&directory, err);
    if (status == DAYDREAM_OK)
        status = search(position, dd_buf_text(&directory), dd_path_name(path), suffix, err);
    dd_buf_free(&directory);
    return status;
}

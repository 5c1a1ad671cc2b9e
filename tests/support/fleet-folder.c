/* SPDX-License-Identifier: MIT */
/* What a fleet has on its disk. */
#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/strings.h"
#include "support/fleet.h"
#include "support/scratch.h"

static void list(const char *directory, struct dd_strings *names)
{
    DIR *stream = opendir(directory);
    const struct dirent *entry;

    ck_assert_msg(stream != NULL, "%s: %s", directory, strerror(errno));
    while ((entry = readdir(stream)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            ck_assert_int_eq(dd_strings_add(names, entry->d_name, NULL), DAYDREAM_OK);
    ck_assert_int_eq(closedir(stream), 0);
    dd_strings_sort(names);
}

/* Call for every file and directory below one, in the order of their names. */
static void walk(const char *directory, void (*visit)(void *user, const char *path), void *user)
{
    struct dd_strings names = DD_STRINGS_INIT;

    list(directory, &names);
    for (size_t i = 0; i < names.count; i++) {
        char *path = scratch_path(directory, names.items[i]);
        struct stat info;

        visit(user, path);
        ck_assert_int_eq(lstat(path, &info), 0);
        if (S_ISDIR(info.st_mode))
            walk(path, visit, user);
        free(path);
    }
    dd_strings_free(&names);
}

/* Bytes of a regular file; nothing of what is none. */
static void read_bytes(const char *path, struct dd_buf *out)
{
    struct stat info;
    char data[4096];
    size_t got;
    FILE *file;

    ck_assert_int_eq(lstat(path, &info), 0);
    if (!S_ISREG(info.st_mode))
        return;
    file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s: %s", path, strerror(errno));
    while ((got = fread(data, 1, sizeof data, file)) > 0)
        dd_buf_add(out, data, got);
    ck_assert_int_eq(fclose(file), 0);
}

static void describe(void *user, const char *path)
{
    struct dd_buf bytes = DD_BUF_INIT;
    struct stat info;

    ck_assert_int_eq(lstat(path, &info), 0);
    read_bytes(path, &bytes);
    dd_buf_printf(user, "%s %o %jd %jd %016" PRIx64 "\n", path, (unsigned int)info.st_mode,
                  (intmax_t)bytes.length, (intmax_t)info.st_mtime,
                  dd_hash(dd_buf_text(&bytes), bytes.length));
    dd_buf_free(&bytes);
}

char *fleet_snapshot(const struct fleet *fleet)
{
    struct dd_buf out = DD_BUF_INIT;
    char *text = NULL;

    walk(fleet->folder, describe, &out);
    ck_assert_int_eq(dd_buf_take(&out, &text, NULL), DAYDREAM_OK);
    return text;
}

struct needle {
    const char *text;
    bool found;
};

static void look_for(void *user, const char *path)
{
    struct needle *needle = user;
    struct dd_buf bytes = DD_BUF_INIT;
    size_t length = strlen(needle->text);

    read_bytes(path, &bytes);
    for (size_t i = 0; i + length <= bytes.length; i++)
        needle->found = needle->found || memcmp(bytes.data + i, needle->text, length) == 0;
    dd_buf_free(&bytes);
}

bool fleet_folder_holds(const char *folder, const char *text)
{
    struct needle needle = {text, false};

    walk(folder, look_for, &needle);
    return needle.found;
}

/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/scratch.h"

static char *format_path(const char *directory, const char *name)
{
    size_t size = strlen(directory) + strlen(name) + 2;
    char *path = malloc(size);

    ck_assert_ptr_nonnull(path);
    snprintf(path, size, "%s/%s", directory, name);
    return path;
}

char *scratch_make(void)
{
    const char *parent = getenv("TMPDIR");
    char *path = format_path(parent != NULL ? parent : "/tmp", "daydream-test-XXXXXX");

    ck_assert_msg(mkdtemp(path) != NULL, "%s: %s", path, strerror(errno));
    return path;
}

static int remove_entry(const char *path, const struct stat *info, int type, struct FTW *ftw)
{
    (void)info;
    (void)type;
    (void)ftw;
    return remove(path);
}

/* A test may have taken permissions away. */
static int open_directory(const char *path, const struct stat *info, int type, struct FTW *ftw)
{
    (void)ftw;
    if (type == FTW_D || type == FTW_DNR)
        return chmod(path, info->st_mode | S_IRWXU);
    return 0;
}

void scratch_remove(char *directory)
{
    ck_assert_int_eq(nftw(directory, open_directory, 16, FTW_PHYS), 0);
    ck_assert_int_eq(nftw(directory, remove_entry, 16, FTW_DEPTH | FTW_PHYS), 0);
    free(directory);
}

char *scratch_path(const char *directory, const char *name)
{
    return format_path(directory, name);
}

static void make_parents(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        ck_assert_msg(mkdir(path, 0755) == 0 || errno == EEXIST, "%s: %s", path, strerror(errno));
        *slash = '/';
    }
}

char *scratch_write_bytes(const char *directory, const char *name, const void *data, size_t length)
{
    char *path = format_path(directory, name);
    FILE *file;

    make_parents(path);
    file = fopen(path, "wb");
    ck_assert_msg(file != NULL, "%s: %s", path, strerror(errno));
    ck_assert_uint_eq(fwrite(data, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
    return path;
}

char *scratch_write(const char *directory, const char *name, const char *text)
{
    return scratch_write_bytes(directory, name, text, strlen(text));
}

char *scratch_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t length = 0;
    size_t got;

    ck_assert_msg(file != NULL, "%s: %s", path, strerror(errno));
    do {
        text = realloc(text, length + 4097);
        ck_assert_ptr_nonnull(text);
        got = fread(text + length, 1, 4096, file);
        length += got;
    } while (got > 0);
    text[length] = '\0';
    ck_assert_int_eq(fclose(file), 0);
    return text;
}

bool scratch_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

char *test_path(const char *name)
{
    const char *top = getenv("top_srcdir");

    return format_path(top != NULL ? top : ".", name);
}

/* SPDX-License-Identifier: MIT */
/* The part of base/path.h that compares with patterns. */
#include <fnmatch.h>
#include <string.h>

#include "base/path.h"

#define NAME_MAX_BYTES 255 /* a longer name no file system has */

/* Is there a folder of that path above it? */
static bool is_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);

    while (length > 0 && folder[length - 1] == '/')
        length--;
    return length > 0 && strncmp(path, folder, length) == 0 && path[length] == '/';
}

static bool name_fits(const char *name, size_t length, const char *pattern)
{
    char copy[NAME_MAX_BYTES + 1];

    if (length > NAME_MAX_BYTES)
        return false;
    memcpy(copy, name, length);
    copy[length] = '\0';
    return fnmatch(pattern, copy, 0) == 0;
}

bool dd_path_fits_one(const char *path, const char *pattern)
{
    size_t length;

    if (strchr(pattern, '/') != NULL)
        return fnmatch(pattern, path, 0) == 0 || is_below(path, pattern);
    for (; *path != '\0'; path += length + (path[length] == '/')) {
        length = strcspn(path, "/");
        if (name_fits(path, length, pattern))
            return true;
    }
    return false;
}

bool dd_path_fits(const char *path, const struct dd_strings *patterns)
{
    for (size_t i = 0; i < patterns->count; i++)
        if (dd_path_fits_one(path, patterns->items[i]))
            return true;
    return false;
}

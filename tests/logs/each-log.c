/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "logs/each-log.h"
#include "support/scratch.h"
#include "support/suite.h"

#define FEWEST 5 /* a folder with less is not the one that was meant */

static bool is_log(const char *name)
{
    size_t length = strlen(name);

    return length > 4 && strcmp(name + length - 4, ".log") == 0;
}

void each_log(const char *folder, void (*check)(const char *name))
{
    char *path = test_path(folder);
    DIR *directory = opendir(path);
    struct dirent *entry;
    int cases = 0;

    ck_assert_msg(directory != NULL, "%s is missing", path);
    while ((entry = readdir(directory)) != NULL)
        if (is_log(entry->d_name)) {
            check(entry->d_name);
            cases++;
        }
    closedir(directory);
    free(path);
    ck_assert_int_gt(cases, FEWEST);
}

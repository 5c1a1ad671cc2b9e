/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "steps/top-files.h"

enum daydream_status dd_top_files_offer(struct dd_top_files *top, const struct dd_top_file *file,
                                        struct daydream_error *err)
{
    size_t place = top->count;
    char *path;

    while (place > 0 && top->items[place - 1].rank < file->rank)
        place--;
    if (place == DD_TOP_FILES || file->rank <= 0)
        return DAYDREAM_OK;
    path = strdup(file->path);
    if (path == NULL)
        return dd_fail_memory(err);
    if (top->count == DD_TOP_FILES)
        free(top->items[--top->count].path);
    memmove(&top->items[place + 1], &top->items[place],
            (top->count - place) * sizeof top->items[0]);
    top->items[place] = *file;
    top->items[place].path = path;
    top->count++;
    return DAYDREAM_OK;
}

void dd_top_files_free(struct dd_top_files *top)
{
    for (size_t i = 0; i < top->count; i++)
        free(top->items[i].path);
    top->count = 0;
}

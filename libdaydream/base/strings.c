/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/strings.h"

void dd_strings_free(struct dd_strings *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i]);
    free(list->items);
    *list = (struct dd_strings)DD_STRINGS_INIT;
}

static enum daydream_status grow(struct dd_strings *list, struct daydream_error *err)
{
    size_t capacity = list->capacity == 0 ? 4 : list->capacity * 2;
    char **items = realloc(list->items, capacity * sizeof *items);

    if (items == NULL)
        return dd_fail_memory(err);
    list->items = items;
    list->capacity = capacity;
    return DAYDREAM_OK;
}

enum daydream_status dd_strings_add(struct dd_strings *list, const char *text,
                                    struct daydream_error *err)
{
    char *copy;

    if (list->count == list->capacity && grow(list, err) != DAYDREAM_OK)
        return DAYDREAM_ERROR_MEMORY;
    copy = strdup(text);
    if (copy == NULL)
        return dd_fail_memory(err);
    list->items[list->count++] = copy;
    return DAYDREAM_OK;
}

enum daydream_status dd_strings_copy(struct dd_strings *list, const struct dd_strings *from,
                                     struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < from->count && status == DAYDREAM_OK; i++)
        status = dd_strings_add(list, from->items[i], err);
    return status;
}

bool dd_strings_has(const struct dd_strings *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i], text) == 0)
            return true;
    return false;
}

const char *dd_strings_at(const struct dd_strings *list, size_t index)
{
    return index < list->count ? list->items[index] : NULL;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void dd_strings_sort(struct dd_strings *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, by_bytes);
}

enum daydream_status dd_string_set(char **slot, const char *text, struct daydream_error *err)
{
    char *copy = NULL;

    if (text != NULL && (copy = strdup(text)) == NULL)
        return dd_fail_memory(err);
    free(*slot);
    *slot = copy;
    return DAYDREAM_OK;
}

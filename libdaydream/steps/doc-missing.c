/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "steps/doc-missing.h"

#define FIRST_ROOM   ((size_t)256)
#define MOST_MISSING ((size_t)20000)
#define FREE         UINT32_MAX

static void item_free(struct dd_doc_missing *item)
{
    free(item->path);
    free(item->fragment);
    dd_strings_free(&item->places);
    free(item->past.commit);
    free(item->past.path);
    free(item->past.to);
    free(item->past.now);
}

void dd_doc_missings_free(struct dd_doc_missings *list)
{
    for (size_t i = 0; i < list->count; i++)
        item_free(&list->items[i]);
    free(list->items);
    free(list->slots);
    *list = (struct dd_doc_missings){.items = NULL};
}

/* ---- the table ---- */

static bool is_same(const struct dd_doc_missing *item, enum dd_doc_fault fault, const char *path,
                    const char *fragment)
{
    return item->fault == fault && strcmp(item->path, path) == 0 &&
           (fragment == NULL ? item->fragment == NULL
                             : item->fragment != NULL && strcmp(item->fragment, fragment) == 0);
}

static size_t find(const struct dd_doc_missings *list, enum dd_doc_fault fault, const char *path,
                   const char *fragment)
{
    size_t at = (size_t)dd_hash(path, strlen(path)) & (list->room - 1);

    while (list->slots[at] != FREE &&
           !is_same(&list->items[list->slots[at]], fault, path, fragment))
        at = (at + 1) & (list->room - 1);
    return at;
}

static void clear(struct dd_doc_missings *list)
{
    for (size_t i = 0; i < list->room; i++)
        list->slots[i] = FREE;
}

static enum daydream_status grow(struct dd_doc_missings *list, struct daydream_error *err)
{
    size_t capacity = list->capacity > 0 ? list->capacity * 2 : FIRST_ROOM / 2;
    struct dd_doc_missing *items = realloc(list->items, capacity * sizeof *items);
    uint32_t *slots;

    if (items == NULL)
        return dd_fail_memory(err);
    list->items = items;
    slots = realloc(list->slots, capacity * 2 * sizeof *slots);
    if (slots == NULL)
        return dd_fail_memory(err);
    list->slots = slots;
    list->capacity = capacity;
    list->room = capacity * 2;
    clear(list);
    for (size_t i = 0; i < list->count; i++)
        list->slots[find(list, items[i].fault, items[i].path, items[i].fragment)] = (uint32_t)i;
    return DAYDREAM_OK;
}

/* ---- adding ---- */

static enum daydream_status add_item(struct dd_doc_missings *list, enum dd_doc_fault fault,
                                     const char *path, const char *fragment,
                                     struct dd_doc_missing **out, struct daydream_error *err)
{
    struct dd_doc_missing item = {.fault = fault, .places = DD_STRINGS_INIT};
    enum daydream_status status = DAYDREAM_OK;

    if (list->count == list->capacity)
        status = grow(list, err);
    if (status == DAYDREAM_OK)
        status = dd_string_set(&item.path, path, err);
    if (status == DAYDREAM_OK && fragment != NULL)
        status = dd_string_set(&item.fragment, fragment, err);
    if (status != DAYDREAM_OK) {
        item_free(&item);
        return status;
    }
    list->slots[find(list, fault, path, fragment)] = (uint32_t)list->count;
    list->items[list->count] = item;
    *out = &list->items[list->count++];
    return DAYDREAM_OK;
}

static enum daydream_status add_place(struct dd_doc_missing *item, const char *document,
                                      size_t line, struct daydream_error *err)
{
    struct dd_buf place = DD_BUF_INIT;
    enum daydream_status status;

    item->count++;
    if (item->places.count >= DD_DOC_PLACES_MAX)
        return DAYDREAM_OK;
    dd_buf_printf(&place, "%s:%zu", document, line);
    status = dd_buf_status(&place, err);
    if (status == DAYDREAM_OK && !dd_strings_has(&item->places, dd_buf_text(&place)))
        status = dd_strings_add(&item->places, dd_buf_text(&place), err);
    dd_buf_free(&place);
    return status;
}

/* The item, which may be a new one; NULL in `*out` when there are too many. */
static enum daydream_status enter(struct dd_doc_missings *list, enum dd_doc_fault fault,
                                  const char *path, const char *fragment,
                                  struct dd_doc_missing **out, struct daydream_error *err)
{
    uint32_t found = list->room > 0 ? list->slots[find(list, fault, path, fragment)] : FREE;

    *out = found != FREE ? &list->items[found] : NULL;
    if (found != FREE || list->count >= MOST_MISSING)
        return DAYDREAM_OK;
    return add_item(list, fault, path, fragment, out, err);
}

enum daydream_status dd_doc_missings_add(struct dd_doc_missings *list, enum dd_doc_fault fault,
                                         const char *path, const char *fragment,
                                         const char *document, size_t line,
                                         struct daydream_error *err)
{
    struct dd_doc_missing *item;
    enum daydream_status status = enter(list, fault, path, fragment, &item, err);

    if (status == DAYDREAM_OK && item != NULL)
        status = add_place(item, document, line, err);
    else if (status == DAYDREAM_OK)
        list->passed_over++;
    return status;
}

enum daydream_status dd_doc_missings_join(struct dd_doc_missings *list, struct dd_doc_missing *from,
                                          enum dd_doc_fault fault, const char *path,
                                          struct daydream_error *err)
{
    struct dd_doc_missing *item;
    enum daydream_status status = enter(list, fault, path, from->fragment, &item, err);

    if (status != DAYDREAM_OK || item == NULL) {
        list->passed_over += status == DAYDREAM_OK ? from->count : 0;
        return status;
    }
    item->count += from->count;
    for (size_t i = 0; i < from->places.count && status == DAYDREAM_OK; i++)
        if (item->places.count < DD_DOC_PLACES_MAX &&
            !dd_strings_has(&item->places, from->places.items[i]))
            status = dd_strings_add(&item->places, from->places.items[i], err);
    if (item->past.commit == NULL) {
        item->past = from->past;
        from->past = (struct dd_doc_past){.commit = NULL};
    }
    return status;
}

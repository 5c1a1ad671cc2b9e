/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/path.h"
#include "steps/doc-history.h"
#include "steps/doc-past.h"
#include "steps/doc-target.h"

#define MOST_FOLDERS 8 /* in which a path may have been that a code span says the end of */
#define MOST_TOP     16
#define MOST_ROUNDS  4  /* renamed so often; then the last name that is known is said */
#define HASH_SHOWN   10 /* digits of a commit's hash */

struct asking {
    const char *directory;
    const struct dd_doc_tree *tree;
    struct dd_doc_pasts *pasts;
    struct dd_strings top; /* folders of the project's directory */
};

/* What a path may have been, each in turn: it ends when the function has set `*found`. */
typedef enum daydream_status (*candidate_fn)(struct asking *asking, struct dd_doc_missing *item,
                                             const char *path, bool *found,
                                             struct daydream_error *err);

/* ---- candidates ---- */

static enum daydream_status try_in(struct asking *asking, struct dd_doc_missing *item,
                                   const char *folder, candidate_fn take, bool *found,
                                   struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    bool inside = dd_doc_target_join(folder, item->path, &path);
    enum daydream_status status = dd_buf_status(&path, err);

    if (status == DAYDREAM_OK && inside && path.length > 0)
        status = take(asking, item, dd_buf_text(&path), found, err);
    dd_buf_free(&path);
    return status;
}

/* The folder of the first document that says it. */
static void add_document_folder(const struct dd_doc_missing *item, struct dd_buf *out)
{
    struct dd_buf document = DD_BUF_INIT;
    const char *place = item->places.items[0];

    dd_buf_add(&document, place, (size_t)(strrchr(place, ':') - place));
    dd_path_directory(out, dd_buf_text(&document));
    out->failed |= document.failed;
    dd_buf_free(&document);
}

/* "steps/old.c" may have been in a folder above any "steps" that there is. */
static enum daydream_status try_beside(struct asking *asking, struct dd_doc_missing *item,
                                       candidate_fn take, bool *found, struct daydream_error *err)
{
    size_t length = strcspn(item->path, "/");
    char *first = strndup(item->path, length);
    struct dd_buf folder = DD_BUF_INIT;
    enum daydream_status status = first != NULL ? DAYDREAM_OK : dd_fail_memory(err);
    uint32_t index = first != NULL ? dd_doc_tree_ending(asking->tree, first) : DD_DOC_TREE_NONE;

    for (int i = 0;
         i < MOST_FOLDERS && index != DD_DOC_TREE_NONE && status == DAYDREAM_OK && !*found; i++) {
        dd_buf_reset(&folder);
        dd_path_directory(&folder, dd_doc_tree_path(asking->tree, index));
        if (dd_doc_tree_is_folder(asking->tree, index))
            status = try_in(asking, item, dd_buf_text(&folder), take, found, err);
        index = dd_doc_tree_next_ending(asking->tree, first, index);
    }
    dd_buf_free(&folder);
    free(first);
    return status;
}

static enum daydream_status each_of_code(struct asking *asking, struct dd_doc_missing *item,
                                         candidate_fn take, bool *found, struct daydream_error *err)
{
    struct dd_buf folder = DD_BUF_INIT;
    bool is_relative = strncmp(item->path, "../", 3) == 0;
    enum daydream_status status = DAYDREAM_OK;

    add_document_folder(item, &folder);
    if (!is_relative)
        status = try_in(asking, item, "", take, found, err);
    if (status == DAYDREAM_OK && !*found)
        status = try_in(asking, item, dd_buf_text(&folder), take, found, err);
    dd_buf_free(&folder);
    if (is_relative || strchr(item->path, '/') == NULL)
        return status;
    if (status == DAYDREAM_OK && !*found)
        status = try_beside(asking, item, take, found, err);
    for (size_t i = 0; i < asking->top.count && status == DAYDREAM_OK && !*found; i++)
        status = try_in(asking, item, asking->top.items[i], take, found, err);
    return status;
}

static enum daydream_status each_candidate(struct asking *asking, struct dd_doc_missing *item,
                                           candidate_fn take, struct daydream_error *err)
{
    bool found = false;

    if (item->fault == DD_DOC_NO_FILE)
        return take(asking, item, item->path, &found, err);
    if (item->fault == DD_DOC_NO_PATH)
        return each_of_code(asking, item, take, &found, err);
    return DAYDREAM_OK;
}

static enum daydream_status find_top(struct asking *asking, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < dd_doc_tree_count(asking->tree) && status == DAYDREAM_OK &&
                       asking->top.count < MOST_TOP;
         i++)
        if (dd_doc_tree_is_folder(asking->tree, (uint32_t)i) &&
            strchr(dd_doc_tree_path(asking->tree, (uint32_t)i), '/') == NULL)
            status = dd_strings_add(&asking->top, dd_doc_tree_path(asking->tree, (uint32_t)i), err);
    return status;
}

/* ---- the first question ---- */

static enum daydream_status want(struct asking *asking, struct dd_doc_missing *item,
                                 const char *path, bool *found, struct daydream_error *err)
{
    (void)item;
    (void)found;
    return dd_doc_pasts_want(asking->pasts, path, err);
}

static enum daydream_status set_commit(struct dd_doc_past *past, const char *commit,
                                       struct daydream_error *err)
{
    past->commit = strndup(commit, HASH_SHOWN);
    return past->commit != NULL ? DAYDREAM_OK : dd_fail_memory(err);
}

static enum daydream_status learn(struct asking *asking, struct dd_doc_missing *item,
                                  const char *path, bool *found, struct daydream_error *err)
{
    struct dd_doc_event event = dd_doc_pasts_of(asking->pasts, path);
    enum daydream_status status;

    *found = event.commit != NULL;
    if (!*found)
        return DAYDREAM_OK;
    item->past.time = event.time;
    status = set_commit(&item->past, event.commit, err);
    if (status == DAYDREAM_OK)
        status = dd_string_set(&item->past.path, path, err);
    if (status == DAYDREAM_OK)
        status = dd_string_set(&item->past.to, event.to, err);
    return status;
}

static enum daydream_status ask(struct asking *asking, struct dd_doc_missings *missings,
                                candidate_fn before, candidate_fn after, struct daydream_error *err)
{
    enum daydream_status status = dd_doc_pasts_new(&asking->pasts, err);

    for (size_t i = 0; i < missings->count && status == DAYDREAM_OK; i++)
        status = each_candidate(asking, &missings->items[i], before, err);
    if (status == DAYDREAM_OK)
        status = dd_doc_pasts_ask(asking->pasts, asking->directory, err);
    for (size_t i = 0; i < missings->count && status == DAYDREAM_OK; i++)
        status = each_candidate(asking, &missings->items[i], after, err);
    dd_doc_pasts_free(asking->pasts);
    asking->pasts = NULL;
    return status;
}

/* ---- what was renamed more than once ---- */

static const char *last_name(const struct dd_doc_past *past)
{
    return past->now != NULL ? past->now : past->to;
}

static bool is_open(const struct asking *asking, const struct dd_doc_past *past)
{
    return last_name(past) != NULL && !past->to_gone &&
           dd_doc_tree_find(asking->tree, last_name(past)) == DD_DOC_TREE_NONE;
}

static enum daydream_status follow(struct asking *asking, struct dd_doc_past *past,
                                   struct daydream_error *err)
{
    struct dd_doc_event event = dd_doc_pasts_of(asking->pasts, last_name(past));

    past->to_gone = event.to == NULL;
    return event.to != NULL ? dd_string_set(&past->now, event.to, err) : DAYDREAM_OK;
}

static enum daydream_status ask_again(struct asking *asking, struct dd_doc_missings *missings,
                                      bool *more, struct daydream_error *err)
{
    enum daydream_status status = dd_doc_pasts_new(&asking->pasts, err);

    *more = false;
    for (size_t i = 0; i < missings->count && status == DAYDREAM_OK; i++)
        if (is_open(asking, &missings->items[i].past)) {
            *more = true;
            status = dd_doc_pasts_want(asking->pasts, last_name(&missings->items[i].past), err);
        }
    if (*more && status == DAYDREAM_OK)
        status = dd_doc_pasts_ask(asking->pasts, asking->directory, err);
    for (size_t i = 0; i < missings->count && *more && status == DAYDREAM_OK; i++)
        if (is_open(asking, &missings->items[i].past))
            status = follow(asking, &missings->items[i].past, err);
    dd_doc_pasts_free(asking->pasts);
    asking->pasts = NULL;
    return status;
}

enum daydream_status dd_doc_history_ask(const char *directory, const struct dd_doc_tree *tree,
                                        struct dd_doc_missings *missings,
                                        struct daydream_error *err)
{
    struct asking asking = {directory, tree, NULL, DD_STRINGS_INIT};
    bool more = true;
    enum daydream_status status = find_top(&asking, err);

    if (status == DAYDREAM_OK)
        status = ask(&asking, missings, want, learn, err);
    for (int i = 0; i < MOST_ROUNDS && more && status == DAYDREAM_OK; i++)
        status = ask_again(&asking, missings, &more, err);
    dd_strings_free(&asking.top);
    return status;
}

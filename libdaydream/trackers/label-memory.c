/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "model/repository.h"
#include "store/marks.h"
#include "trackers/label-memory.h"

/* One that is deleted meanwhile is no harm: GitHub makes what an issue names. */
#define KEPT_SECONDS (90 * 24 * 60 * 60)

/* "label github.com/org/repo daydream" */
static enum daydream_status write_name(const struct dd_outbox_row *row, struct dd_buf *out,
                                       struct daydream_error *err)
{
    dd_buf_printf(out, "label %s %s", row->repository, row->label);
    return dd_buf_status(out, err);
}

/* When it was seen; 0: never. */
static enum daydream_status get(struct dd_store *store, const struct dd_outbox_row *row,
                                int64_t *seen, struct daydream_error *err)
{
    struct dd_buf name = DD_BUF_INIT;
    char *text = NULL;
    enum daydream_status status = write_name(row, &name, err);

    *seen = 0;
    if (status == DAYDREAM_OK)
        status = dd_meta_get(store, dd_buf_text(&name), &text, err);
    if (text != NULL)
        *seen = strtoll(text, NULL, 10);
    free(text);
    dd_buf_free(&name);
    return status;
}

static enum daydream_status put(struct dd_store *store, const struct dd_outbox_row *row,
                                int64_t seen, struct daydream_error *err)
{
    struct dd_buf name = DD_BUF_INIT;
    char text[24];
    enum daydream_status status = write_name(row, &name, err);

    snprintf(text, sizeof text, "%" PRId64, seen);
    if (status == DAYDREAM_OK)
        status = dd_meta_put(store, dd_buf_text(&name), text, err);
    dd_buf_free(&name);
    return status;
}

/* A clock that was wrong must not make it last. */
static bool is_fresh(int64_t seen, int64_t now)
{
    return seen <= now && now - seen < KEPT_SECONDS;
}

enum daydream_status dd_label_recall(struct dd_store *store, const struct dd_outbox_row *row,
                                     int64_t now, struct dd_github *github,
                                     struct daydream_error *err)
{
    struct dd_repository names = {NULL, NULL, NULL};
    int64_t seen = 0;
    enum daydream_status status = DAYDREAM_OK;

    if (row->label != NULL)
        status = get(store, row, &seen, err);
    if (status != DAYDREAM_OK || !is_fresh(seen, now))
        return status;
    status = dd_repository_parse(row->repository, &names, err);
    if (status == DAYDREAM_OK)
        status = dd_github_recall_label(github, names.org, names.repo, row->label, err);
    dd_repository_free(&names);
    return status;
}

enum daydream_status dd_label_keep(struct dd_store *store, const struct dd_outbox_row *row,
                                   int64_t now, const struct dd_github *github,
                                   struct daydream_error *err)
{
    struct dd_repository names = {NULL, NULL, NULL};
    bool known = false;
    int64_t seen = 0;
    enum daydream_status status = DAYDREAM_OK;

    if (row->label == NULL)
        return status;
    status = dd_repository_parse(row->repository, &names, err);
    if (status == DAYDREAM_OK)
        status = dd_github_knows_label(github, names.org, names.repo, row->label, &known, err);
    if (status == DAYDREAM_OK && known)
        status = get(store, row, &seen, err);
    if (status == DAYDREAM_OK && known && !is_fresh(seen, now))
        status = put(store, row, now, err);
    dd_repository_free(&names);
    return status;
}

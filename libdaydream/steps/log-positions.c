/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "steps/log-positions.h"
#include "steps/marks.h"
#include "text/foreign.h"

#define NAME_MAX_BYTES 4096

/* The name of a file is foreign text, too. One that may not be stored as it is gets a hash, so that
 * two of them stay two. */
static enum daydream_status cover(const struct dd_step_context *context, const char *path,
                                  struct dd_buf *out, struct daydream_error *err)
{
    size_t length = strlen(path);
    char hash[DD_FINGERPRINT_SIZE];
    enum daydream_status status;

    dd_buf_reset(out);
    status = dd_foreign_line(context->redactor, path, length, NAME_MAX_BYTES, out, err);
    if (status != DAYDREAM_OK || strcmp(dd_buf_text(out), path) == 0)
        return status;
    dd_fingerprint(dd_hash(path, length), hash);
    dd_buf_printf(out, "#%s", hash);
    return dd_buf_status(out, err);
}

static bool may_be_covered(const char *path)
{
    size_t length = strlen(path);

    return length >= DD_FINGERPRINT_SIZE && path[length - DD_FINGERPRINT_SIZE] == '#';
}

/* The file whose name was stored as `path`; that itself where there is none. */
static enum daydream_status uncover(const struct dd_step_context *context,
                                    const struct dd_strings *files, const char **path,
                                    struct daydream_error *err)
{
    struct dd_buf covered = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;
    bool found = !may_be_covered(*path);

    for (size_t i = 0; i < files->count && !found && status == DAYDREAM_OK; i++) {
        status = cover(context, files->items[i], &covered, err);
        found = status == DAYDREAM_OK && strcmp(dd_buf_text(&covered), *path) == 0;
        *path = found ? files->items[i] : *path;
    }
    dd_buf_free(&covered);
    return status;
}

static enum daydream_status add_place(struct dd_log_positions *out,
                                      const struct dd_position_row *row, const char *path,
                                      struct daydream_error *err)
{
    const struct dd_log_position place = {(char *)(uintptr_t)path,
                                          row->device,
                                          row->inode,
                                          row->head,
                                          row->tail,
                                          row->offset,
                                          row->size,
                                          row->unread};

    return dd_positions_add(out, &place, err);
}

enum daydream_status dd_log_positions_load(struct dd_step_context *context,
                                           const struct dd_strings *files,
                                           struct dd_log_positions *out, struct daydream_error *err)
{
    struct dd_position_rows rows = {NULL, 0};
    enum daydream_status status = dd_positions_get(context->store, context->project->slug, &rows,
                                                   err);

    for (size_t i = 0; i < rows.count && status == DAYDREAM_OK; i++) {
        const struct dd_position_row *row = &rows.items[i];
        const char *path = row->path;

        status = uncover(context, files, &path, err);
        if (status == DAYDREAM_OK)
            status = add_place(out, row, path, err);
    }
    dd_position_rows_free(&rows);
    return status;
}

enum daydream_status dd_log_positions_keep(struct dd_step_context *context, int64_t until,
                                           const struct dd_log_positions *positions,
                                           struct daydream_error *err)
{
    struct dd_position_rows rows = {calloc(positions->count + 1, sizeof *rows.items), 0};
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status = rows.items != NULL ? DAYDREAM_OK : dd_fail_memory(err);

    while (status == DAYDREAM_OK && rows.count < positions->count) {
        const struct dd_log_position *at = &positions->items[rows.count];
        struct dd_position_row *row = &rows.items[rows.count];

        *row = (struct dd_position_row){NULL,     at->device, at->inode, at->head,
                                        at->tail, at->offset, at->size,  at->unread};
        status = cover(context, at->path, &path, err);
        if (status == DAYDREAM_OK)
            status = dd_buf_take(&path, &row->path, err);
        rows.count += status == DAYDREAM_OK;
    }
    if (status == DAYDREAM_OK)
        dd_marks_reviewed(context->marks, until, &rows);
    else
        dd_position_rows_free(&rows);
    dd_buf_free(&path);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "steps/log-positions.h"
#include "steps/marks.h"

enum daydream_status dd_log_positions_load(struct dd_step_context *context,
                                           struct dd_log_positions *out, struct daydream_error *err)
{
    struct dd_position_rows rows = {NULL, 0};
    enum daydream_status status = dd_positions_get(context->store, context->project->slug, &rows,
                                                   err);

    for (size_t i = 0; i < rows.count && status == DAYDREAM_OK; i++) {
        const struct dd_position_row *row = &rows.items[i];
        const struct dd_log_position position = {row->path, row->device, row->inode, row->head,
                                                 row->tail, row->offset, row->size,  row->unread};

        status = dd_positions_add(out, &position, err);
    }
    dd_position_rows_free(&rows);
    return status;
}

/* The rows take the paths over. */
enum daydream_status dd_log_positions_keep(struct dd_step_context *context, int64_t until,
                                           struct dd_log_positions *positions,
                                           struct daydream_error *err)
{
    struct dd_position_rows rows = {calloc(positions->count + 1, sizeof *rows.items), 0};

    if (rows.items == NULL)
        return dd_fail_memory(err);
    for (; rows.count < positions->count; rows.count++) {
        struct dd_log_position *at = &positions->items[rows.count];

        rows.items[rows.count] = (struct dd_position_row){
            at->path, at->device, at->inode, at->head, at->tail, at->offset, at->size, at->unread};
        at->path = NULL;
    }
    dd_marks_reviewed(context->marks, until, &rows);
    return DAYDREAM_OK;
}

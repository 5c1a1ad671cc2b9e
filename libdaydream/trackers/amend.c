/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "model/blocks.h"
#include "model/marker.h"
#include "trackers/amend.h"

void dd_draft_free(struct dd_draft *draft)
{
    free(draft->title);
    free(draft->body);
    free(draft->parts);
    *draft = (struct dd_draft){NULL, NULL, NULL};
}

static void take(char **slot, char **from)
{
    if (*from == NULL)
        return;
    free(*slot);
    *slot = *from;
    *from = NULL;
}

void dd_amend(struct dd_outbox_row *row, struct dd_draft *draft)
{
    take(&row->title, &draft->title);
    take(&row->body, &draft->body);
    take(&row->parts, &draft->parts);
}

static enum daydream_status names_more(const char *body, const char *than, bool *out,
                                       struct daydream_error *err)
{
    struct dd_strings now = DD_STRINGS_INIT;
    struct dd_strings before = DD_STRINGS_INIT;
    enum daydream_status status = dd_marker_fingerprints(body, &now, err);

    if (status == DAYDREAM_OK)
        status = dd_marker_fingerprints(than, &before, err);
    *out = false;
    for (size_t i = 0; i < now.count && status == DAYDREAM_OK; i++)
        *out = *out || !dd_strings_has(&before, now.items[i]);
    dd_strings_free(&now);
    dd_strings_free(&before);
    return status;
}

enum daydream_status dd_amend_filed(struct dd_outbox_row *row, struct dd_draft *draft,
                                    struct daydream_error *err)
{
    bool more = false;
    enum daydream_status status = names_more(draft->body, row->body, &more, err);

    if (status != DAYDREAM_OK || !more)
        return status;
    dd_amend(row, draft);
    row->state = DD_OUTBOX_SETTLING;
    return DAYDREAM_OK;
}

enum daydream_status dd_amend_rolling(struct dd_outbox_row *row, struct dd_draft *draft,
                                      struct daydream_error *err)
{
    bool was_open = false;
    bool is_open = false;
    const char *before = row->body != NULL ? row->body : ""; /* there was none */
    enum daydream_status status = dd_blocks_are_open(before, &was_open, err);

    if (status == DAYDREAM_OK)
        status = dd_blocks_are_open(draft->body, &is_open, err);
    if (status != DAYDREAM_OK || (!was_open && !is_open && row->state == DD_OUTBOX_FILED))
        return status;
    dd_amend(row, draft);
    row->state = row->number != 0 ? DD_OUTBOX_SETTLING : DD_OUTBOX_WAITING;
    return DAYDREAM_OK;
}

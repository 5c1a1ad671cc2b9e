/* SPDX-License-Identifier: MIT */
#include "model/render.h"
#include "text/markdown.h"

void dd_render_gap_label(struct dd_buf *out, const struct dd_gap *gap)
{
    dd_buf_printf(out, "**%s · %s** ",
                  gap->status == DAYDREAM_STEP_DONE ? "partly" : dd_step_status_name(gap->status),
                  gap->step);
}

void dd_render_gaps(struct dd_buf *out, const struct dd_gaps *gaps)
{
    for (size_t i = 0; i < gaps->count; i++) {
        const struct dd_gap *gap = &gaps->items[i];

        dd_render_gap_label(out, gap);
        dd_markdown_text(out, gap->reason != NULL ? gap->reason : "");
        dd_buf_puts(out, "\n\n");
    }
}

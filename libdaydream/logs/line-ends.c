/* SPDX-License-Identifier: MIT */
#include "logs/line-ends.h"
#include "base/newline.h"

/* So many bytes are searched next: none at the end, where there is no whole block. */
static size_t next_length(const struct dd_line_ends *ends)
{
    size_t length = (size_t)(ends->end - ends->next);

    return length < DD_LINE_ENDS_SEARCHED ? length - length % DD_NEWLINE_BLOCK
                                          : DD_LINE_ENDS_SEARCHED;
}

bool dd_line_ends_search(struct dd_line_ends *ends)
{
    size_t length;

    ends->first = ends->count = 0;
    while (ends->count == 0 && (length = next_length(ends)) > 0) {
        ends->text = ends->next;
        ends->count = dd_newline_list(ends->text, length, ends->list);
        ends->next += length;
    }
    return ends->count > 0;
}

/* SPDX-License-Identifier: MIT */
/* A table in Markdown, its columns aligned for those who read it raw. */
#ifndef DD_MODEL_TABLE_H
#define DD_MODEL_TABLE_H

#include "base/buf.h"

/* Cells are appended to `text`, row after row from the heading on, and each is then ended; what is
 * in them is Markdown without line breaks. */
struct dd_table {
    const char *columns; /* a letter each: 'l' and 'r' for where their texts stand */
    struct dd_buf text;
};

void dd_table_end_cell(struct dd_table *table);

/* Append the table, and free what it holds. */
void dd_table_write(struct dd_buf *out, struct dd_table *table);

#endif

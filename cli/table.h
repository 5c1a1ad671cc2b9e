/* SPDX-License-Identifier: MIT */
/* Rows of text in aligned columns. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "ui.h"

#define CLI_TABLE_COLUMNS 4

struct cli_cell {
    char *text;
    enum cli_style style;
};

struct cli_table {
    size_t columns;         /* of each row, at most CLI_TABLE_COLUMNS */
    struct cli_cell *cells; /* row after row */
    size_t count;
    size_t capacity;
    bool failed; /* there was no memory for a cell */
};

/* Add the next cell, from left to right and from top to bottom. */
void cli_table_add(struct cli_table *table, enum cli_style style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Print the rows, each behind an indent of two blanks, and free the cells. */
void cli_table_print(struct cli_table *table, struct cli_ui *ui);

#endif

/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "table.h"
#include "text.h"
#include "wrap.h"

/* Of a text that goes on below its row, and the least room beside the other columns. */
#define INDENT   6
#define LAST_MIN 24

static bool reserve(struct cli_table *table)
{
    size_t capacity = table->capacity == 0 ? 32 : table->capacity * 2;
    struct cli_cell *cells;

    if (table->count < table->capacity)
        return true;
    cells = realloc(table->cells, capacity * sizeof *cells);
    if (cells == NULL)
        return false;
    table->cells = cells;
    table->capacity = capacity;
    return true;
}

void cli_table_add(struct cli_table *table, enum cli_style style, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = cli_text_line(format, args);
    va_end(args);
    if (text == NULL || !reserve(table)) {
        free(text);
        table->failed = true;
        return;
    }
    table->cells[table->count++] = (struct cli_cell){text, style};
}

static void measure(const struct cli_table *table, size_t widths[CLI_TABLE_COLUMNS])
{
    for (size_t i = 0; i < table->count; i++) {
        size_t width = cli_text_width(table->cells[i].text);
        size_t *widest = &widths[i % table->columns];

        if (width > *widest)
            *widest = width;
    }
}

/* Nothing stands behind the last text of a row, no blanks either. */
static bool is_last(const struct cli_table *table, size_t index)
{
    size_t end = index - index % table->columns + table->columns;

    for (size_t i = index + 1; i < end && i < table->count; i++)
        if (*table->cells[i].text != '\0')
            return false;
    return true;
}

/* The last text of a row goes on below itself where the terminal ends, or, where that leaves it no
 * room, below its row. */
static void print_last(const struct cli_cell *cell, size_t column, struct cli_ui *ui)
{
    struct cli_wrap wrap = {.ui = ui, .width = ui->width};

    if (column + LAST_MIN > ui->width && column + cli_text_width(cell->text) > ui->width) {
        cli_print(ui, "\n%*s", INDENT, "");
        column = INDENT;
    }
    cli_wrap_begin(&wrap, column, column);
    cli_wrap_add(&wrap, cell->style, cell->text, strlen(cell->text));
    cli_wrap_end(&wrap);
}

static void print_row(const struct cli_table *table, size_t begin, const size_t *widths,
                      struct cli_ui *ui)
{
    size_t column = 0;

    for (size_t i = begin; i < begin + table->columns && i < table->count; i++) {
        const struct cli_cell *cell = &table->cells[i];
        size_t width = widths[i - begin];

        cli_print(ui, "  ");
        column += 2;
        if (is_last(table, i) && ui->width > 0 && column + cli_text_width(cell->text) > ui->width) {
            print_last(cell, column, ui);
            return;
        }
        cli_write(ui, cell->style, cell->text);
        if (is_last(table, i))
            break;
        cli_print(ui, "%*s", (int)(width - cli_text_width(cell->text)), "");
        column += width;
    }
    cli_print(ui, "\n");
}

void cli_table_print(struct cli_table *table, struct cli_ui *ui)
{
    size_t widths[CLI_TABLE_COLUMNS] = {0};

    measure(table, widths);
    for (size_t i = 0; i < table->count; i += table->columns)
        print_row(table, i, widths, ui);
    if (table->failed)
        ui->write_error = ENOMEM;
    for (size_t i = 0; i < table->count; i++)
        free(table->cells[i].text);
    free(table->cells);
    *table = (struct cli_table){.columns = table->columns};
}

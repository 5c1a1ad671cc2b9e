/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <string.h>

#include "model/table.h"

/* Wider tables have to make do without. */
#define COLUMNS_MAX 8

void dd_table_end_cell(struct dd_table *table)
{
    dd_buf_putc(&table->text, '\0');
}

/* Every byte but the 10xxxxxx that continue a character (RFC 3629). */
static size_t width_of(const char *text)
{
    size_t width = 0;

    for (; *text != '\0'; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

static void measure(const struct dd_table *table, size_t widths[COLUMNS_MAX])
{
    size_t columns = strlen(table->columns);
    size_t cell = 0;

    for (size_t at = 0; at < table->text.length; at += strlen(table->text.data + at) + 1) {
        size_t column = cell++ % columns;
        size_t width = width_of(table->text.data + at);

        if (column < COLUMNS_MAX && width > widths[column])
            widths[column] = width;
    }
}

static void repeat(struct dd_buf *out, char c, size_t count)
{
    for (size_t i = 0; i < count; i++)
        dd_buf_putc(out, c);
}

static void write_cell(struct dd_buf *out, const char *text, size_t width, bool right)
{
    size_t own = width_of(text);
    size_t blanks = width > own ? width - own : 0;

    dd_buf_puts(out, " ");
    repeat(out, ' ', right ? blanks : 0);
    dd_buf_puts(out, text);
    repeat(out, ' ', right ? 0 : blanks);
    dd_buf_puts(out, " |");
}

/* The row below the heading (GFM, section 4.10). */
static void write_rule(struct dd_buf *out, const struct dd_table *table, const size_t *widths)
{
    dd_buf_puts(out, "|");
    for (size_t i = 0; table->columns[i] != '\0'; i++) {
        repeat(out, '-', widths[i] + 1);
        dd_buf_puts(out, table->columns[i] == 'r' ? ":|" : "-|");
    }
    dd_buf_puts(out, "\n");
}

void dd_table_write(struct dd_buf *out, struct dd_table *table)
{
    size_t widths[COLUMNS_MAX] = {0};
    size_t columns = strlen(table->columns);
    size_t cell = 0;

    measure(table, widths);
    for (size_t at = 0; at < table->text.length; at += strlen(table->text.data + at) + 1) {
        size_t column = cell++ % columns;

        dd_buf_puts(out, column == 0 ? "|" : "");
        write_cell(out, table->text.data + at, widths[column], table->columns[column] == 'r');
        dd_buf_puts(out, column + 1 == columns ? "\n" : "");
        if (cell == columns)
            write_rule(out, table, widths);
    }
    out->failed = out->failed || table->text.failed;
    dd_buf_free(&table->text);
}

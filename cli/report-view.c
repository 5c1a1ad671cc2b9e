/* SPDX-License-Identifier: MIT */
/*
 * Owns what the blocks of a report look like on a terminal. It knows the Markdown that our reports
 * are written in, a line for each paragraph, and no other.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "inline.h"
#include "report-view.h"
#include "table.h"
#include "wrap.h"

/* What is below a heading stands to its right. */
#define STEP    2

#define SUMMARY "<summary>"

struct view {
    struct cli_ui *ui;
    struct cli_wrap wrap;
    struct cli_table table;
    size_t rows;   /* of the table */
    size_t indent; /* of what is below the last heading */
    size_t fence;  /* backticks that end the block at hand; 0: there is none */
    bool blank;    /* a line is to be left free before the next */
    bool begun;    /* something was printed */
};

/* A line, or a part of one. */
struct span {
    const char *text;
    size_t length;
};

static bool begins(struct span line, const char *with)
{
    size_t length = strlen(with);

    return line.length >= length && memcmp(line.text, with, length) == 0;
}

static struct span behind(struct span line, size_t length)
{
    return (struct span){line.text + length, line.length - length};
}

/* Leave a line free where one is, and none at the beginning. */
static void leave_blank(struct view *view)
{
    if (view->blank && view->begun)
        cli_print(view->ui, "\n");
    view->blank = false;
    view->begun = true;
}

/* ---- Paragraphs -------------------------------------------------------------------------- */

/* All of a line in one style of ours. */
struct uniform {
    struct cli_wrap *wrap;
    enum cli_style style;
};

static void put_word(void *user, enum cli_style style, const char *text, size_t length)
{
    cli_wrap_add(user, style, text, length);
}

static void put_uniform(void *user, enum cli_style style, const char *text, size_t length)
{
    const struct uniform *uniform = user;

    (void)style;
    cli_wrap_add(uniform->wrap, uniform->style, text, length);
}

static void print_heading(struct view *view, struct span line, size_t level)
{
    struct uniform uniform = {&view->wrap, level < 3 ? CLI_BOLD : CLI_DIM};
    size_t indent = level < 3 ? 0 : STEP;

    view->blank = true;
    leave_blank(view);
    cli_print(view->ui, "%*s", (int)indent, "");
    cli_wrap_begin(&view->wrap, indent, indent);
    cli_inline(line.text, line.length, put_uniform, &uniform);
    cli_wrap_end(&view->wrap);
    view->indent = level == 1 ? 0 : indent + STEP;
    /* what is below a heading of the last level stands at once below it */
    view->blank = level == 1;
}

static void print_paragraph(struct view *view, struct span line, const char *mark)
{
    size_t first = view->indent + strlen(mark);

    leave_blank(view);
    cli_print(view->ui, "%*s%s", (int)view->indent, "", mark);
    cli_wrap_begin(&view->wrap, first, first + (*mark == '\0' && view->indent > STEP ? STEP : 0));
    cli_inline(line.text, line.length, put_word, &view->wrap);
    cli_wrap_end(&view->wrap);
}

static void print_summary(struct view *view, struct span line)
{
    const char *text = strstr(line.text, SUMMARY) + strlen(SUMMARY);
    size_t length = strcspn(text, "<\n");

    view->indent = STEP;
    leave_blank(view);
    cli_wrap_verbatim(view->ui, view->indent, CLI_DIM, text, length);
    view->indent += STEP;
}

/* ---- Tables ------------------------------------------------------------------------------ */

/* What a cell says, and in which style its label is. */
struct cell {
    char *text;
    size_t length;
    enum cli_style style;
};

static void put_cell(void *user, enum cli_style style, const char *text, size_t length)
{
    struct cell *cell = user;

    memcpy(cell->text + cell->length, text, length);
    cell->length += length;
    if (cell->style == CLI_PLAIN)
        cell->style = style;
}

/* One blank stands in front of every cell; more of them put it to the right. */
static void add_cell(struct view *view, struct span line)
{
    struct cell cell = {malloc(line.length + 1), 0, view->rows == 0 ? CLI_DIM : CLI_PLAIN};
    size_t length = line.length;

    if (cell.text == NULL) {
        view->table.failed = true;
        return;
    }
    while (length > 1 && line.text[length - 1] == ' ')
        length--;
    /* what comes out is never longer than what goes in */
    cli_inline(line.text + 1, length - 1, put_cell, &cell);
    cli_table_add(&view->table, cell.style, "%.*s", (int)cell.length, cell.text);
    free(cell.text);
}

/* Where the cell ends that begins here: at a bar without a backslash before it. */
static size_t cell_length(struct span line)
{
    size_t at = 0;

    while (at < line.length && line.text[at] != '|')
        at += line.text[at] == '\\' && at + 1 < line.length ? 2 : 1;
    return at < line.length ? at : line.length;
}

static size_t count_cells(struct span line)
{
    size_t count = 0;

    for (line = behind(line, 1); line.length > 0; count++) {
        size_t length = cell_length(line);

        line = behind(line, length < line.length ? length + 1 : length);
    }
    return count;
}

static void add_row(struct view *view, struct span line)
{
    size_t columns = view->rows == 0 ? count_cells(line) : view->table.columns;

    if (view->rows == 0)
        view->table = (struct cli_table){
            .columns = columns < CLI_TABLE_COLUMNS ? columns : CLI_TABLE_COLUMNS};
    line = behind(line, 1);
    for (size_t i = 0; i < view->table.columns; i++) {
        size_t length = cell_length(line);

        add_cell(view, length > 0 ? (struct span){line.text, length} : (struct span){" ", 1});
        line = behind(line, length < line.length ? length + 1 : length);
    }
    view->rows++;
}

static void end_table(struct view *view)
{
    if (view->rows == 0)
        return;
    leave_blank(view);
    cli_table_print(&view->table, view->ui);
    view->rows = 0;
}

/* ---- Blocks ------------------------------------------------------------------------------ */

static size_t count_of(struct span line, char c)
{
    size_t count = 0;

    while (count < line.length && line.text[count] == c)
        count++;
    return count;
}

/* Lines of a log, and what begins and ends them. True: that was one of these. */
static bool take_fenced(struct view *view, struct span line)
{
    size_t ticks = count_of(line, '`');
    bool edge = ticks >= 3 && ticks == line.length;

    if (view->fence == 0 && edge)
        view->fence = ticks;
    else if (view->fence > 0 && edge && ticks >= view->fence)
        view->fence = 0;
    else if (view->fence > 0)
        cli_wrap_verbatim(view->ui, view->indent + STEP, CLI_DIM, line.text, line.length);
    else
        return false;
    return true;
}

static void take_block(struct view *view, struct span line)
{
    size_t level = count_of(line, '#');

    if (level > 0 && begins(behind(line, level), " "))
        print_heading(view, behind(line, level + 1), level);
    else if (begins(line, "- "))
        print_paragraph(view, behind(line, 2), "- ");
    else if (begins(line, "<details>"))
        print_summary(view, line);
    else if (!begins(line, "</details>"))
        print_paragraph(view, line, "");
}

static void take_line(struct view *view, struct span line)
{
    if (take_fenced(view, line))
        return;
    if (begins(line, "|")) {
        if (!begins(line, "|-"))
            add_row(view, line);
        return;
    }
    end_table(view);
    if (line.length == 0)
        view->blank = true;
    else
        take_block(view, line);
}

void cli_report_view(struct cli_ui *ui, const char *markdown)
{
    struct view view = {.ui = ui, .wrap = {.ui = ui, .width = ui->width}};

    while (*markdown != '\0') {
        size_t length = strcspn(markdown, "\n");

        take_line(&view, (struct span){markdown, length});
        markdown += length + (markdown[length] == '\n');
    }
    end_table(&view);
}

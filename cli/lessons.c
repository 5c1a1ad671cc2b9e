/* SPDX-License-Identifier: MIT */
/* daydream lessons */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "text.h"
#include "wrap.h"

#define INDENT 2

/* Not on a terminal: each text is one line, for grep(1) and the like. */
#define ENDLESS (SIZE_MAX / 2)

/* A text of its own lines, the first and all others indented; nothing where it is empty. */
static void print_text(struct cli_ui *ui, size_t indent, enum cli_style style, const char *mark,
                       const char *text)
{
    struct cli_wrap wrap = {.ui = ui, .width = ui->width > 0 ? ui->width : ENDLESS};
    size_t column = indent + cli_text_width(mark);

    if (*text == '\0')
        return;
    cli_print(ui, "%*s%s", (int)indent, "", mark);
    cli_wrap_begin(&wrap, column, column);
    cli_wrap_add(&wrap, style, text, strlen(text));
    cli_wrap_end(&wrap);
}

static void print_line(struct cli_ui *ui, size_t indent, enum cli_style style, const char *mark,
                       const char *format, ...) __attribute__((format(printf, 5, 6)));

static void print_line(struct cli_ui *ui, size_t indent, enum cli_style style, const char *mark,
                       const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = cli_text_line(format, args);
    va_end(args);
    if (text != NULL)
        print_text(ui, indent, style, mark, text);
    else
        ui->write_error = ENOMEM;
    free(text);
}

/* When it was seen, and where: what one looks at last. */
static void print_origin(struct cli_ui *ui, const struct daydream_lesson *lesson)
{
    const char *category = daydream_lesson_category(lesson);
    const char *session = daydream_lesson_source_session(lesson);
    int64_t times = daydream_lesson_times(lesson);
    int64_t validated = daydream_lesson_validated(lesson);
    char often[100] = "";
    char helped[60] = "";

    if (times > 1)
        snprintf(often, sizeof often, ", %" PRId64 " times since %s", times,
                 daydream_lesson_date(lesson));
    if (validated > 0)
        snprintf(helped, sizeof helped, " \u00b7 has helped %" PRId64 " time%s", validated,
                 validated != 1 ? "s" : "");
    print_line(ui, INDENT, CLI_DIM, "", "seen %s%s%s%s%s%s%s", daydream_lesson_last_seen(lesson),
               often, *category != '\0' ? " \u00b7 " : "", category,
               *session != '\0' ? " \u00b7 session " : "", session, helped);
}

static void print_lesson(struct cli_ui *ui, const struct daydream_lesson *lesson)
{
    print_line(ui, 0, CLI_BOLD, "", "%s", daydream_lesson_pattern(lesson));
    print_line(ui, INDENT, CLI_GREEN, "\u2192 ", "%s", daydream_lesson_prevention(lesson));
    print_line(ui, INDENT, CLI_PLAIN, "", "%s", daydream_lesson_summary(lesson));
    print_origin(ui, lesson);
}

static void print_lessons(struct cli *cli, const struct daydream_lessons *lessons)
{
    const char *since = cli_value(cli, CLI_SINCE);
    size_t unread = daydream_lessons_unread(lessons);

    if (daydream_lessons_count(lessons) == 0)
        cli_print(&cli->ui, "No lessons%s%s in %s.\n", since != NULL ? " seen since " : "",
                  since != NULL ? since : "", daydream_lessons_path(lessons));
    for (size_t i = 0; i < daydream_lessons_count(lessons); i++) {
        cli_print(&cli->ui, "%s", i > 0 ? "\n" : "");
        print_lesson(&cli->ui, daydream_lessons_at(lessons, i));
    }
    if (unread > 0)
        cli_message(&cli->ui, "%s: %zu line%s no lesson%s", daydream_lessons_path(lessons), unread,
                    unread != 1 ? "s are" : " is", unread != 1 ? "s" : "");
}

int cli_lessons(struct cli *cli)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream_lessons *lessons = NULL;
    enum daydream_status status;
    char *json = NULL;
    int code = cli_open(cli);

    if (code != CLI_DONE)
        return code;
    status = daydream_lessons_load(cli->dd, cli_value(cli, CLI_SINCE), &lessons, &err);
    if (status == DAYDREAM_OK && cli_has(cli, CLI_JSON))
        status = daydream_lessons_to_json(lessons, &json, &err);
    if (status != DAYDREAM_OK || cli_has(cli, CLI_JSON))
        code = cli_emit(cli, status, json, &err);
    else
        print_lessons(cli, lessons);
    daydream_lessons_free(lessons);
    return code;
}

/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "text.h"
#include "ui.h"

/* ECMA-48: CSI m sets how characters look, CSI K erases to the end of the line. */
static const char *const style_codes[] = {
    [CLI_PLAIN] = "",       [CLI_BOLD] = "\033[1m",    [CLI_DIM] = "\033[2m",
    [CLI_RED] = "\033[31m", [CLI_YELLOW] = "\033[33m", [CLI_GREEN] = "\033[32m",
};
#define WIDTH_USUAL 80
#define WIDTH_MAX   110

#define STYLE_END   "\033[0m"
#define LINE_ERASE  "\r\033[K"

/* A descriptor that the caller closed would be given to the next file that is opened, say the
 * database, and our output with it. The way is the wrong one on purpose: using it is an error. */
static void occupy(int fd)
{
    int other;

    if (fcntl(fd, F_GETFD) != -1 || errno != EBADF)
        return;
    other = open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    if (other != -1 && other != fd) {
        dup2(other, fd);
        close(other);
    }
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && *value != '\0';
}

/* Does the terminal understand escape sequences? */
static bool is_capable(void)
{
    const char *term = getenv("TERM");

    return term != NULL && strcmp(term, "dumb") != 0;
}

/* As wide as the terminal, unless that is wider than anybody likes to read. */
static size_t line_width(void)
{
    size_t width = 0;
#ifdef TIOCGWINSZ
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
#endif
    if (width == 0)
        width = WIDTH_USUAL;
    return width < WIDTH_MAX ? width : WIDTH_MAX;
}

void cli_ui_init(struct cli_ui *ui)
{
    occupy(STDIN_FILENO);
    occupy(STDOUT_FILENO);
    occupy(STDERR_FILENO);
    *ui = (struct cli_ui){.level = DAYDREAM_LOG_WARNING};
    /* https://no-color.org: set and not empty, whatever it holds */
    ui->color = isatty(STDOUT_FILENO) && is_capable() && !is_set("NO_COLOR");
    ui->width = isatty(STDOUT_FILENO) ? line_width() : 0;
    ui->progress = isatty(STDERR_FILENO) && is_capable();
}

static void remember(struct cli_ui *ui, int error)
{
    if (ui->write_error == 0)
        ui->write_error = error;
}

static void put(struct cli_ui *ui, const char *text)
{
    if (*text != '\0' && fputs(text, stdout) == EOF)
        remember(ui, errno);
}

static void hide_progress(struct cli_ui *ui)
{
    if (ui->progress_shown)
        fputs(LINE_ERASE, stderr);
    ui->progress_shown = false;
}

void cli_write(struct cli_ui *ui, enum cli_style style, const char *text)
{
    bool styled = ui->color && style != CLI_PLAIN && *text != '\0';

    hide_progress(ui);
    if (styled)
        put(ui, style_codes[style]);
    put(ui, text);
    if (styled)
        put(ui, STYLE_END);
}

static void print(struct cli_ui *ui, enum cli_style style, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

static void print(struct cli_ui *ui, enum cli_style style, const char *format, va_list args)
{
    char *text = cli_text_format(format, args);

    if (text != NULL)
        cli_write(ui, style, text);
    else
        remember(ui, ENOMEM);
    free(text);
}

void cli_print(struct cli_ui *ui, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    print(ui, CLI_PLAIN, format, args);
    va_end(args);
}

void cli_print_styled(struct cli_ui *ui, enum cli_style style, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    print(ui, style, format, args);
    va_end(args);
}

void cli_print_indented(struct cli_ui *ui, int indent, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");

        cli_print(ui, "%*s%.*s\n", length > 0 ? indent : 0, "", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

void cli_message(struct cli_ui *ui, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = cli_text_line(format, args);
    va_end(args);
    hide_progress(ui);
    /* what was printed before shall also be read before */
    (void)fflush(stdout);
    fprintf(stderr, "daydream: %s\n", text != NULL ? text : "out of memory");
    free(text);
}

void cli_ui_log(void *user, enum daydream_log_level level, const char *text)
{
    struct cli_ui *ui = user;

    if (level >= ui->level)
        cli_message(ui, "%s", text);
}

void cli_ui_progress(void *user, int number, const char *step, const char *slug, int done)
{
    struct cli_ui *ui = user;

    (void)number;
    if (!ui->progress)
        return;
    hide_progress(ui);
    if (!done) {
        /* short enough for one line of any terminal; names of steps and slugs are plain ASCII */
        fprintf(stderr, "%.30s%s%.40s", step, slug != NULL ? ": " : "", slug != NULL ? slug : "");
        ui->progress_shown = true;
    }
    (void)fflush(stderr);
}

void cli_ui_logs_progress(void *user, const char *name, uint64_t done, uint64_t size)
{
    struct cli_ui *ui = user;
    char *text = NULL;

    if (!ui->progress || daydream_terminal_text(name, &text, NULL) != DAYDREAM_OK)
        return;
    hide_progress(ui);
    if (size > 0)
        fprintf(stderr, "%3d %% of %.60s", (int)(100 * done / size), text);
    else
        fprintf(stderr, "%" PRIu64 " MB of %.60s", done / 1000000, text);
    ui->progress_shown = true;
    (void)fflush(stderr);
    daydream_free_text(text);
}

bool cli_ui_finish(struct cli_ui *ui)
{
    hide_progress(ui);
    if (fflush(stdout) != 0)
        remember(ui, errno);
    else if (ferror(stdout))
        remember(ui, EIO);
    if (ui->write_error == 0)
        return true;
    fprintf(stderr, "daydream: cannot write to standard output: %s\n", strerror(ui->write_error));
    return false;
}

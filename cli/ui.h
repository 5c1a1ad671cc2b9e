/* SPDX-License-Identifier: MIT */
/*
 * What people get to see: data on standard output, messages on standard error. All of it passes
 * daydream_terminal_text(), so that no log line drives the terminal. A write that fails is
 * remembered and told of once, by cli_ui_finish().
 */
#ifndef CLI_UI_H
#define CLI_UI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "daydream.h"

enum cli_style {
    CLI_PLAIN,
    CLI_BOLD,
    CLI_DIM,
    CLI_RED,
    CLI_YELLOW,
    CLI_GREEN
};

struct cli_ui {
    bool color;    /* standard output is a terminal that wants colour */
    bool progress; /* standard error is a terminal that can erase a line */
    size_t width;  /* of lines on standard output, if that is a terminal; 0: it is none */
    bool progress_shown;
    enum daydream_log_level level; /* messages below it are left out */
    int write_error;               /* errno of the first write that failed; 0: none did */
};

/* Look at the two streams, and see to it that no file of ours ever becomes one of them. */
void cli_ui_init(struct cli_ui *ui);

void cli_print(struct cli_ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));
void cli_print_styled(struct cli_ui *ui, enum cli_style style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Write a text that is fit for a terminal already. */
void cli_write(struct cli_ui *ui, enum cli_style style, const char *text);

/* Print a text with an indent before each of its lines. */
void cli_print_indented(struct cli_ui *ui, int indent, const char *text);

/* One line on standard error, with our name in front. */
void cli_message(struct cli_ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Callbacks of a session; `user` is the struct cli_ui. */
void cli_ui_log(void *user, enum daydream_log_level level, const char *text);
void cli_ui_progress(void *user, int number, const char *step, const char *slug, int done);

void cli_ui_logs_progress(void *user, const char *name, uint64_t done, uint64_t size);

/* Get everything out. True when all that was printed has arrived; else it says why not. */
bool cli_ui_finish(struct cli_ui *ui);

#endif

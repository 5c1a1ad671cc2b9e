/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "logs-text.h"
#include "text.h"

#define TIME_SIZE   sizeof "2026-02-18 06:00:00"
#define DATE_LENGTH (sizeof "2026-02-18" - 1)
#define SHOWN_FILES 3
#define INDENT      "                  " /* below the template */

static enum cli_style style_of(enum daydream_level level)
{
    if (level >= DAYDREAM_LEVEL_ERROR)
        return CLI_RED;
    return level == DAYDREAM_LEVEL_WARNING ? CLI_YELLOW : CLI_PLAIN;
}

/* Times as a clock on this wall has them, since most logs are written by one. */
static void format_time(int64_t seconds, char out[TIME_SIZE])
{
    time_t when = (time_t)seconds;
    struct tm parts;

    if (localtime_r(&when, &parts) == NULL ||
        strftime(out, TIME_SIZE, "%Y-%m-%d %H:%M:%S", &parts) == 0)
        out[0] = '\0';
}

static void print_on_a_line(struct cli_ui *ui, enum cli_style style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Names of files and lines of logs may hold anything. */
static void print_on_a_line(struct cli_ui *ui, enum cli_style style, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = cli_text_line(format, args);
    va_end(args);
    if (text != NULL)
        cli_write(ui, style, text);
    else
        ui->write_error = ENOMEM;
    free(text);
}

/* "2026-02-18 06:00:00 to 07:10:00" */
static void print_times(struct cli_ui *ui, int64_t first, int64_t last)
{
    char from[TIME_SIZE];
    char to[TIME_SIZE];
    bool same_day;

    if (first == 0)
        return;
    format_time(first, from);
    format_time(last, to);
    same_day = strncmp(from, to, DATE_LENGTH) == 0;
    cli_print_styled(ui, CLI_DIM, "%s%s%s  ", from, first != last ? " to " : "",
                     first != last ? to + (same_day ? DATE_LENGTH + 1 : 0) : "");
}

static void print_files(struct cli_ui *ui, const struct daydream_log_group *group)
{
    size_t count = daydream_log_group_file_count(group);

    for (size_t i = 0; i < count && i < SHOWN_FILES; i++)
        print_on_a_line(ui, CLI_DIM, "%s%s", i > 0 ? ", " : "", daydream_log_group_file(group, i));
    if (count > SHOWN_FILES)
        cli_print_styled(ui, CLI_DIM, " and %zu more", count - SHOWN_FILES);
}

static void print_sample(struct cli_ui *ui, const char *sample)
{
    while (*sample != '\0') {
        size_t length = strcspn(sample, "\n");

        cli_print(ui, "\n%s", INDENT);
        print_on_a_line(ui, CLI_DIM, "%.*s", (int)length, sample);
        sample += length + (sample[length] == '\n');
    }
}

static void print_group(struct cli_ui *ui, const struct daydream_log_group *group)
{
    enum daydream_level level = daydream_log_group_level(group);
    char count[32];

    snprintf(count, sizeof count, "%" PRIu64 "x", daydream_log_group_count(group));
    cli_print_styled(ui, style_of(level), "%-9s", daydream_level_name(level));
    cli_print(ui, "%7s  ", count);
    cli_print_styled(ui, CLI_BOLD, "%s", daydream_log_group_template(group));
    cli_print(ui, "\n%s", INDENT);
    print_times(ui, daydream_log_group_first(group), daydream_log_group_last(group));
    print_files(ui, group);
    print_sample(ui, daydream_log_group_sample(group));
    cli_print(ui, "\n");
}

/* "12.3 MB" */
static void print_bytes(struct cli_ui *ui, uint64_t bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB"};
    double size = (double)bytes / 1000;
    size_t unit = 0;

    if (bytes < 1000) {
        cli_print(ui, "%" PRIu64 " bytes", bytes);
        return;
    }
    while (size >= 999.95 && unit + 1 < sizeof units / sizeof units[0]) {
        size /= 1000;
        unit++;
    }
    cli_print(ui, "%.1f %s", size, units[unit]);
}

static void print_counted(struct cli_ui *ui, uint64_t count, const char *one, const char *many)
{
    cli_print(ui, "%" PRIu64 " %s", count, count == 1 ? one : many);
}

void cli_print_logs(struct cli_ui *ui, const struct daydream_logs *logs)
{
    size_t count = daydream_logs_group_count(logs);

    for (size_t i = 0; i < count; i++)
        print_group(ui, daydream_logs_group_at(logs, i));
    cli_print(ui, "%s", count > 0 ? "\n" : "");
    print_counted(ui, daydream_logs_events(logs), "event", "events");
    cli_print(ui, " in ");
    print_counted(ui, count, "group", "groups");
    cli_print(ui, "; read ");
    print_bytes(ui, daydream_logs_bytes(logs));
    cli_print(ui, ", ");
    print_counted(ui, daydream_logs_lines(logs), "line", "lines");
    if (daydream_logs_folded(logs) > 0)
        cli_print(ui, "\n%" PRIu64 " of the events are different messages beyond the first %zu",
                  daydream_logs_folded(logs), count - 1);
    cli_print(ui, "\n");
}

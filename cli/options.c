/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"
#include "text.h"

static const struct cli_option table[] = {
    {CLI_DRY_RUN, "dry-run", 0, NULL, "show what would be filed; change nothing anywhere"},
    {CLI_NOW, "now", 0, "TIME", "take the run to start at this time (RFC 3339)"},
    {CLI_SINCE, "since", 0, "TIME", "only what is not older (RFC 3339; of lessons: a date)"},
    {CLI_UNTIL, "until", 0, "TIME", "leave out what was logged from this time on (RFC 3339)"},
    {CLI_MIN_LEVEL, "min-level", 0, "LEVEL", "leave out what is less grave (default: warning)"},
    {CLI_ALL, "all", 0, NULL, "leave out nothing, whatever its level"},
    {CLI_ASSIGN, "assign", 0, NULL, "print which group each event belongs to"},
    {CLI_CHECK, "check", 0, NULL, "print nothing; exit with 1 when there is a secret"},
    {CLI_PROJECT, "project", 0, "SLUG", "only this project; may be given several times"},
    {CLI_STEP, "step", 0, "NAME", "only this step; may be given several times"},
    {CLI_OFFLINE, "offline", 0, NULL, "use no network; issues wait in the outbox"},
    {CLI_DATE, "date", 0, "DATE", "the report's date, as 2026-02-18"},
    {CLI_REPO, "repo", 0, "REPO", "[HOST/]ORG/REPO; else the origin of the current directory"},
    {CLI_ON_EXISTING, "on-existing", 0, "WHAT", "comment on a report that is there, or skip it"},
    {CLI_JSON, "json", 0, NULL, "print JSON"},
    {CLI_CONFIG, "config", 0, "FILE", "read this projects.json"},
    {CLI_STATE_DIR, "state-dir", 0, "DIR", "keep state and reports in this directory"},
    {CLI_VERBOSE, "verbose", 'v', NULL, "say more; twice: also what only helps to find a fault"},
    {CLI_HELP, "help", 'h', NULL, "show this help"},
    {CLI_VERSION, "version", 'V', NULL, "show the version"},
};

#define OPTIONS (sizeof table / sizeof table[0])

/* An option's index is its code plus this, beyond all characters. */
#define FIRST_CODE 256

/* getopt_long(3): "-" hands out operands in their place, as if they were options of code 1; ":"
 * leaves the messages to us. */
#define SHORT_OPTIONS "-:vhV"
#define OPERAND       1

#define NEEDS_VALUE   "option --%s needs a %s"

/* Room for the names of all options. */
#define LIST_SIZE 400

const struct cli_option *cli_option_at(size_t index)
{
    return index < OPTIONS ? &table[index] : NULL;
}

static const struct cli_option *option_of(int code)
{
    for (size_t i = 0; i < OPTIONS; i++)
        if (code == FIRST_CODE + (int)i || (code != 0 && code == table[i].letter))
            return &table[i];
    return NULL;
}

static void fill_long_options(struct option out[OPTIONS + 1])
{
    for (size_t i = 0; i < OPTIONS; i++)
        out[i] = (struct option){table[i].name,
                                 table[i].argument != NULL ? required_argument : no_argument, NULL,
                                 FIRST_CODE + (int)i};
    out[OPTIONS] = (struct option){NULL, 0, NULL, 0};
}

/* Does the long option `text` (with its dashes), which may be shortened, mean this one? */
static bool may_mean(const char *text, const struct cli_option *option)
{
    return strncmp(option->name, text + 2, strcspn(text + 2, "=")) == 0;
}

static size_t count_meanings(const char *text)
{
    size_t count = 0;

    for (size_t i = 0; i < OPTIONS; i++)
        count += may_mean(text, &table[i]);
    return count;
}

/* "--since, --step or --state-dir" */
static void list_meanings(const char *text, char *out, size_t size)
{
    static const char *const separators[] = {"", " or ", ", "};
    size_t left = count_meanings(text);
    size_t used = 0;

    for (size_t i = 0; i < OPTIONS; i++)
        if (may_mean(text, &table[i]) && used < size) {
            left--;
            used += (size_t)snprintf(out + used, size - used, "--%s%s", table[i].name,
                                     separators[left < 2 ? left : 2]);
        }
}

/* Say what is wrong, and which help lists the options: that of the command, once it is named. */
static void say(const struct cli_options *options, struct cli_ui *ui, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void say(const struct cli_options *options, struct cli_ui *ui, const char *format, ...)
{
    bool named = options->operand_count > 0;
    va_list args;
    char *text;

    va_start(args, format);
    text = cli_text_line(format, args);
    va_end(args);
    cli_message(ui, "%s; see 'daydream %s%s'", text != NULL ? text : "out of memory",
                named ? "help " : "--help", named ? options->operands[0] : "");
    free(text);
}

/* Say what is wrong with the long option `argument`, which is not one of ours. */
static void complain_of_name(const struct cli_options *options, struct cli_ui *ui,
                             const char *argument)
{
    char meanings[LIST_SIZE] = "";

    if (count_meanings(argument) > 1) {
        list_meanings(argument, meanings, sizeof meanings);
        say(options, ui, "option %s may mean %s", argument, meanings);
    } else {
        say(options, ui, "there is no option %s", argument);
    }
}

/* Say what is wrong with the option that getopt_long() has just refused. */
static void complain(const struct cli_options *options, struct cli_ui *ui, int code,
                     const char *argument)
{
    const struct cli_option *option = option_of(optopt);

    if (code == ':' && option != NULL)
        say(options, ui, NEEDS_VALUE, option->name, option->argument);
    else if (option != NULL)
        say(options, ui, "option --%s takes no value", option->name);
    else if (strncmp(argument, "--", 2) != 0)
        say(options, ui, "there is no option -%c", optopt);
    else
        complain_of_name(options, ui, argument);
}

/* A value of no characters is what a variable leaves that is not set, and never what was meant. */
static bool has_value(const struct cli_options *options, struct cli_ui *ui,
                      const struct cli_option *option)
{
    if (option->argument == NULL || *optarg != '\0')
        return true;
    say(options, ui, NEEDS_VALUE, option->name, option->argument);
    return false;
}

/* Take one answer of getopt_long(). */
static bool take(struct cli_options *options, struct cli_ui *ui, int code, char **argv)
{
    const struct cli_option *option = option_of(code);

    if (code == OPERAND) {
        options->operands[options->operand_count++] = optarg;
        return true;
    }
    if (code == '?' || code == ':' || option == NULL) {
        complain(options, ui, code, argv[optind - 1]);
        return false;
    }
    if (!has_value(options, ui, option))
        return false;
    options->given[options->given_count++] = (struct cli_given){
        option, option->argument != NULL ? optarg : NULL};
    return true;
}

bool cli_options_parse(struct cli_options *options, struct cli_ui *ui, int argc, char **argv)
{
    struct option long_options[OPTIONS + 1];
    size_t most = 0;
    int code;

    fill_long_options(long_options);
    /* "-vvv" gives more options than there are arguments, but never more than characters */
    for (int i = 0; i < argc; i++)
        most += strlen(argv[i]) + 1;
    *options = (struct cli_options){.given = calloc(most + 1, sizeof *options->given),
                                    .operands = calloc(most + 1, sizeof *options->operands)};
    if (options->given == NULL || options->operands == NULL) {
        cli_message(ui, "out of memory");
        return false;
    }
    while ((code = getopt_long(argc, argv, SHORT_OPTIONS, long_options, NULL)) != -1)
        if (!take(options, ui, code, argv))
            return false;
    while (optind < argc)
        options->operands[options->operand_count++] = argv[optind++];
    return true;
}

void cli_options_free(struct cli_options *options)
{
    free(options->given);
    free(options->operands);
}

size_t cli_options_count(const struct cli_options *options, unsigned bit)
{
    size_t count = 0;

    for (size_t i = 0; i < options->given_count; i++)
        count += options->given[i].option->bit == bit;
    return count;
}

const char *cli_options_value(const struct cli_options *options, unsigned bit)
{
    const char *value = NULL;

    for (size_t i = 0; i < options->given_count; i++)
        if (options->given[i].option->bit == bit)
            value = options->given[i].value;
    return value;
}

const struct cli_option *cli_options_beyond(const struct cli_options *options, unsigned bits)
{
    for (size_t i = 0; i < options->given_count; i++)
        if ((options->given[i].option->bit & bits) == 0)
            return options->given[i].option;
    return NULL;
}

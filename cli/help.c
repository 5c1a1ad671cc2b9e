/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "help.h"
#include "table.h"

bool cli_help_agrees(const struct cli_command *command, const char *const *operands, size_t count)
{
    const char *word = command->name;

    for (size_t i = 0; i < count && *word != '\0'; i++) {
        size_t length = strcspn(word, " ");

        if (strncmp(word, operands[i], length) != 0 || operands[i][length] != '\0')
            return false;
        word += length + (word[length] == ' ');
    }
    return true;
}

static void add_option(struct cli_table *table, const struct cli_option *option)
{
    char letter[] = {'-', option->letter, ',', ' ', '\0'};

    cli_table_add(table, CLI_PLAIN, "%s--%s%s%s", option->letter != 0 ? letter : "    ",
                  option->name, option->argument != NULL ? " " : "",
                  option->argument != NULL ? option->argument : "");
    cli_table_add(table, CLI_PLAIN, "%s", option->help);
}

static void print_options(struct cli_ui *ui, const char *heading, unsigned bits)
{
    struct cli_table table = {.columns = 2};
    const struct cli_option *option;

    if (bits == 0)
        return;
    cli_print(ui, "\n%s\n", heading);
    for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++)
        if ((option->bit & bits) != 0)
            add_option(&table, option);
    cli_table_print(&table, ui);
}

void cli_help_all(struct cli_ui *ui, const struct cli_command *commands)
{
    struct cli_table table = {.columns = 2};

    cli_print(ui, "Usage: daydream COMMAND [OPTION]...\n\n"
                  "Looks after the projects of this machine, and files one issue a day in each of\n"
                  "their repositories when there is something to say.\n\nCommands:\n");
    for (; commands->name != NULL; commands++) {
        cli_table_add(&table, CLI_BOLD, "%s", commands->name);
        cli_table_add(&table, CLI_PLAIN, "%s", commands->summary);
    }
    cli_table_print(&table, ui);
    print_options(ui, "Options of every command:", CLI_EVERYWHERE);
    cli_print(ui, "\n'daydream help COMMAND' has the options of one, 'man daydream' the rest.\n");
}

/* For the lower-case letters that the summaries of our table begin with. */
static char to_upper(char letter)
{
    return (char)(letter - 'a' + 'A');
}

void cli_help_one(struct cli_ui *ui, const struct cli_command *command)
{
    cli_print(ui, "Usage: daydream %s%s%s\n\n", command->name, *command->usage != '\0' ? " " : "",
              command->usage);
    cli_print(ui, "%c%s.\n", to_upper(command->summary[0]), command->summary + 1);
    print_options(ui, "Options:", command->options);
    print_options(ui, "Options of every command:", CLI_EVERYWHERE);
}

/* The second word of a name that begins with the first operand; NULL for any other. */
static const char *second_word(const struct cli_command *command, const char *const *operands)
{
    const char *blank = strchr(command->name, ' ');

    return blank != NULL && cli_help_agrees(command, operands, 1) ? blank + 1 : NULL;
}

/* "'exists', 'create' or 'sweep'": how names go on that begin with the first operand; "" when none
 * does. */
static void list_second_words(const struct cli_command *commands, const char *const *operands,
                              char *out, size_t size)
{
    static const char *const separators[] = {"", " or ", ", "};
    size_t left = 0;
    size_t used = 0;

    *out = '\0';
    for (const struct cli_command *command = commands; command->name != NULL; command++)
        left += second_word(command, operands) != NULL;
    for (; commands->name != NULL && used < size; commands++) {
        const char *word = second_word(commands, operands);

        if (word == NULL)
            continue;
        left--;
        used += (size_t)snprintf(out + used, size - used, "'%s'%s", word,
                                 separators[left < 2 ? left : 2]);
    }
}

void cli_help_complain(struct cli_ui *ui, const struct cli_command *commands,
                       const char *const *operands, size_t count)
{
    char words[100];

    list_second_words(commands, operands, words, sizeof words);
    if (*words == '\0')
        cli_message(ui, "there is no command '%s'; 'daydream --help' lists them", operands[0]);
    else if (count < 2)
        cli_message(ui, "'%s' needs one more word: %s", operands[0], words);
    else
        cli_message(ui, "there is no command '%s %s'; '%s' goes on with %s", operands[0],
                    operands[1], operands[0], words);
}

void cli_help_hint(struct cli_ui *ui)
{
    cli_message(ui, "which command? 'daydream --help' lists them");
}

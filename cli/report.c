/* SPDX-License-Identifier: MIT */
/* daydream report */
#include "command.h"
#include "report-view.h"

/* On a terminal it is made for one; everywhere else it is the Markdown that lies in the state. */
static int show(struct cli *cli, const char *markdown)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *text = NULL;

    if (daydream_terminal_text(markdown, &text, &err) != DAYDREAM_OK)
        return cli_fail(cli, &err);
    cli_report_view(&cli->ui, text);
    daydream_free_text(text);
    return CLI_DONE;
}

int cli_report(struct cli *cli)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    const char *date = cli->operand_count > 0 ? cli->operands[0] : NULL;
    enum daydream_format format = cli_has(cli, CLI_JSON) ? DAYDREAM_FORMAT_JSON
                                                         : DAYDREAM_FORMAT_MARKDOWN;
    enum daydream_status status;
    char *text = NULL;
    int code = cli_open(cli);

    if (code != CLI_DONE)
        return code;
    status = daydream_read_report(cli->dd, date, format, &text, &err);
    if (status != DAYDREAM_OK || cli_has(cli, CLI_JSON) || cli->ui.width == 0)
        return cli_emit(cli, status, text, &err);
    code = show(cli, text);
    daydream_free_text(text);
    return code;
}

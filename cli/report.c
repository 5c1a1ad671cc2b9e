/* SPDX-License-Identifier: MIT */
/* daydream report */
#include "command.h"

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
    return cli_emit(cli, status, text, &err);
}

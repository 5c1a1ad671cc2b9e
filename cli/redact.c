/* SPDX-License-Identifier: MIT */
/* daydream redact */
#include <unistd.h>

#include "command.h"

/* With --check 1 is an answer, so that what went wrong needs another one. */
static int fail(struct cli *cli, bool check, const struct daydream_error *err)
{
    int code = cli_fail(cli, err);

    return check && code == CLI_FAILED ? CLI_CANNOT_TELL : code;
}

int cli_redact(struct cli *cli)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    bool check = cli_has(cli, CLI_CHECK);
    uint64_t count = 0;
    int code = cli_open(cli);

    if (code != CLI_DONE)
        return code;
    if (daydream_redact_descriptor(cli->dd, STDIN_FILENO, check ? -1 : STDOUT_FILENO, &count,
                                   &err) != DAYDREAM_OK)
        return fail(cli, check, &err);
    return check && count > 0 ? CLI_FAILED : CLI_DONE;
}

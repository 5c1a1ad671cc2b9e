/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/fs.h"
#include "base/proc.h"
#include "services/token.h"

#define MAX_BYTES        ((size_t)4096)
#define GH_TIMEOUT_MS    10000 /* it may wait for a keyring that nobody unlocks */
#define BLANKS           " \t\r\n"
#define READABLE_BY_SOME (S_IRWXG | S_IRWXO)

/* The one word that `text` consists of; NULL when it is none. */
static enum daydream_status take_word(const struct dd_buf *text, char **out,
                                      struct daydream_error *err)
{
    struct dd_buf word = DD_BUF_INIT;
    const char *begin = dd_buf_text(text) + strspn(dd_buf_text(text), BLANKS);
    size_t length = strcspn(begin, BLANKS);
    size_t behind = length + strspn(begin + length, BLANKS);
    enum daydream_status status = DAYDREAM_OK;

    if (length > 0 && begin + behind == dd_buf_text(text) + text->length) {
        dd_buf_add(&word, begin, length);
        status = dd_buf_take(&word, out, err);
    }
    dd_buf_free(&word);
    return status;
}

static enum daydream_status read_private(const char *path, const struct dd_log *log, char **out,
                                         struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status = dd_fs_read(path, MAX_BYTES, &text, &cause);

    if (status == DAYDREAM_OK) {
        status = take_word(&text, out, err);
        if (status == DAYDREAM_OK && *out == NULL)
            dd_log(log, DAYDREAM_LOG_WARNING,
                   "%s was left out: it has to hold a token and nothing else", path);
    } else if (status == DAYDREAM_ERROR_MEMORY) {
        status = dd_fail_memory(err);
    } else {
        dd_log(log, DAYDREAM_LOG_WARNING, "the token file was left out: %s", cause.text);
        status = DAYDREAM_OK;
    }
    dd_buf_free(&text);
    return status;
}

enum daydream_status dd_token_from_file(const char *path, const struct dd_log *log, char **out,
                                        struct daydream_error *err)
{
    struct stat info;

    *out = NULL;
    if (stat(path, &info) != 0) {
        dd_log(log, DAYDREAM_LOG_DEBUG, "no token in %s", path);
        return DAYDREAM_OK;
    }
    if ((info.st_mode & READABLE_BY_SOME) != 0) {
        dd_log(log, DAYDREAM_LOG_WARNING,
               "%s was left out: others may read or change it; `chmod 600` it, and renew the token",
               path);
        return DAYDREAM_OK;
    }
    return read_private(path, log, out, err);
}

enum daydream_status dd_token_from_program(const char *program, const char *host,
                                           const struct dd_log *log, char **out,
                                           struct daydream_error *err)
{
    const char *const argv[] = {program, "auth", "token", "--hostname", host, NULL};
    const struct dd_proc proc = {argv, GH_TIMEOUT_MS, MAX_BYTES};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf said = DD_BUF_INIT;
    int exit_status = 0;
    enum daydream_status status = dd_proc_run(&proc, &said, &exit_status, &cause);

    *out = NULL;
    if (status == DAYDREAM_ERROR_MEMORY) {
        status = dd_fail_memory(err);
    } else if (status != DAYDREAM_OK) {
        dd_log(log, DAYDREAM_LOG_INFO, "no token from %s: %s", program, cause.text);
        status = DAYDREAM_OK;
    } else if (exit_status == 0) {
        status = take_word(&said, out, err);
    }
    if (status == DAYDREAM_OK && *out == NULL && exit_status != 0)
        dd_log(log, DAYDREAM_LOG_DEBUG, "%s knows no token for %s", program, host);
    dd_buf_free(&said);
    return status;
}

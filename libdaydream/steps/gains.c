/* SPDX-License-Identifier: MIT */
#include "steps/gains.h"
#include "base/buf.h"

#define MAX_ROWS ((size_t)20000)

static enum daydream_status remember(struct dd_gain_tallies *tallies, const char *key,
                                     int64_t count, struct daydream_error *err)
{
    if (tallies->now.count >= MAX_ROWS)
        return DAYDREAM_OK;
    return dd_tally_rows_add(&tallies->now, key, count, err);
}

enum daydream_status dd_gains_take(struct dd_gains *gains, struct dd_gain_tallies *tallies,
                                   const char *kind, const char *path, size_t line, int64_t count,
                                   struct daydream_error *err)
{
    struct dd_top_file file = {(char *)(uintptr_t)path, line, count, count};
    struct dd_buf key = DD_BUF_INIT;
    enum daydream_status status;

    if (kind != NULL)
        dd_buf_printf(&key, "%s\n", kind);
    dd_buf_puts(&key, path);
    if ((status = dd_buf_status(&key, err)) == DAYDREAM_OK)
        status = dd_top_files_offer(&gains->most, &file, err);
    if (status == DAYDREAM_OK) {
        file.rank = count - dd_tally_of(&tallies->before, dd_buf_text(&key));
        status = dd_top_files_offer(&gains->gained, &file, err);
    }
    if (status == DAYDREAM_OK)
        status = remember(tallies, dd_buf_text(&key), count, err);
    dd_buf_free(&key);
    return status;
}

void dd_gains_free(struct dd_gains *gains)
{
    dd_top_files_free(&gains->most);
    dd_top_files_free(&gains->gained);
}

void dd_gain_tallies_free(struct dd_gain_tallies *tallies)
{
    dd_tally_rows_free(&tallies->before);
    dd_tally_rows_free(&tallies->now);
}

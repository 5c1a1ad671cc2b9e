/* SPDX-License-Identifier: MIT */
#include "model/tally.h"

void dd_tally_add(struct dd_tally *tally, const struct daydream_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct daydream_finding *finding = findings->items[i];

        if (finding->severity == DAYDREAM_SEVERITY_NOTE)
            continue;
        tally->fresh += finding->state == DAYDREAM_STATE_NEW;
        tally->worse += finding->state == DAYDREAM_STATE_RECURRING && finding->worse;
        tally->recurring += finding->state == DAYDREAM_STATE_RECURRING && !finding->worse;
        tally->resolved += finding->state == DAYDREAM_STATE_RESOLVED;
    }
}

void dd_tally_write(struct dd_buf *out, const struct dd_tally *tally)
{
    const struct {
        size_t count;
        const char *word;
        const char *mark; /* around what is a reason for an issue */
    } parts[] = {
        {tally->fresh, "new", "**"},
        {tally->worse, "worse", "**"},
        {tally->recurring, "recurring", ""},
        {tally->resolved, "resolved", ""},
    };
    const char *separator = "";

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].count == 0)
            continue;
        dd_buf_printf(out, "%s%s%zu %s%s", separator, parts[i].mark, parts[i].count, parts[i].word,
                      parts[i].mark);
        separator = ", ";
    }
    if (*separator == '\0')
        dd_buf_puts(out, "Nothing new");
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/section.h"
#include "model/tally.h"

/* Categories are a caller's words, as long as they like. */
#define LONGEST_LIST 400

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

void dd_tally_join(struct dd_tally *tally, const struct dd_tally *other)
{
    tally->fresh += other->fresh;
    tally->worse += other->worse;
    tally->recurring += other->recurring;
    tally->resolved += other->resolved;
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

void dd_tally_omit(struct dd_tally *tally, const struct daydream_finding *finding)
{
    const char *category = dd_finding_category(finding);

    tally->omitted++;
    for (size_t i = 0; i < DD_TALLY_SECTIONS; i++) {
        struct dd_tally_section *section = &tally->sections[i];

        if (section->category != NULL && strcmp(section->category, category) != 0)
            continue;
        section->category = category;
        section->omitted++;
        return;
    }
}

static void list_sections(struct dd_buf *out, const struct dd_tally *tally)
{
    size_t start = out->length;

    for (size_t i = 0; i < DD_TALLY_SECTIONS && tally->sections[i].category != NULL; i++) {
        size_t before = out->length;

        dd_buf_printf(out, "%s%zu of ", before > start ? ", " : "", tally->sections[i].omitted);
        dd_section_title(out, tally->sections[i].category);
        if (out->length - start > LONGEST_LIST) {
            dd_buf_truncate(out, before);
            return;
        }
    }
}

void dd_tally_write_omitted(struct dd_buf *out, const struct dd_tally *tally)
{
    struct dd_buf sections = DD_BUF_INIT;

    list_sections(&sections, tally);
    dd_buf_printf(out, "**%zu more** did not fit here", tally->omitted);
    if (sections.length > 0)
        dd_buf_printf(out, " (%s)", dd_buf_text(&sections));
    out->failed = out->failed || sections.failed;
    dd_buf_free(&sections);
}

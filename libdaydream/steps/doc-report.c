/* SPDX-License-Identifier: MIT */
/* What step 5 says: a finding for each thing that is referred to and is not there, with all the
 * places that do, as one change mends them all. */
#include "steps/backlog.h"
#include "steps/doc-resolve.h"
#include "steps/doc-survey.h"

#define CATEGORY      "docs"
#define MOST_FINDINGS ((size_t)200)

/* ---- broken references ---- */

/* What code spans say joins what links say: it is the same file that is gone. One that git does not
 * know may be anything. */
static enum daydream_status sort_out(struct dd_doc_missings *missings, struct dd_doc_missings *out,
                                     struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < missings->count && status == DAYDREAM_OK; i++) {
        struct dd_doc_missing *item = &missings->items[i];

        if (item->fault != DD_DOC_NO_PATH)
            status = dd_doc_missings_join(out, item, item->fault, item->path, err);
        else if (item->past.commit != NULL)
            status = dd_doc_missings_join(out, item, DD_DOC_NO_FILE, item->past.path, err);
    }
    return status;
}

static void write_past(const struct dd_step_context *context, const struct dd_doc_past *past,
                       struct dd_buf *out)
{
    char date[DD_DATE_SIZE];

    dd_zone_date(context->zone, past->time, date);
    if (past->to == NULL)
        dd_buf_printf(out, "was removed in %s on %s", past->commit, date);
    else
        dd_buf_printf(out, "was renamed to %s in %s on %s", past->to, past->commit, date);
    if (past->now != NULL)
        dd_buf_printf(out, ", then to %s", past->now);
    if (past->to_gone)
        dd_buf_puts(out, ", and that is gone, too");
}

/* A path that differs in capitals only; NULL. */
static const char *find_like(const struct dd_doc_tree *tree, const char *path)
{
    uint32_t index = dd_doc_tree_find_like(tree, path);

    return index != DD_DOC_TREE_NONE ? dd_doc_tree_path(tree, index) : NULL;
}

/* The one line, and what to do. */
static void write_missing(const struct dd_doc_survey *survey, const struct dd_doc_missing *item,
                          struct dd_buf *text, struct dd_buf *advice)
{
    const char *like = find_like(survey->tree, item->path);
    const struct dd_doc_past *past = &item->past;

    dd_buf_printf(text, "%s ", item->path);
    if (item->fault == DD_DOC_NO_ANCHOR) {
        dd_buf_printf(text, "has no heading for #%s", item->fragment);
        dd_buf_puts(advice, "Lead the links to a heading that it has.");
    } else if (like != NULL) {
        dd_buf_printf(text, "is written %s", like);
        dd_buf_puts(advice, "Write it as git has it: most systems, and GitHub, tell capitals from "
                            "small letters.");
    } else if (past->commit == NULL) {
        dd_buf_puts(text, "does not exist");
        dd_buf_puts(advice, "Correct what refers to it, or add it.");
    } else {
        write_past(survey->context, past, text);
        if (past->to != NULL && !past->to_gone)
            dd_buf_printf(advice, "Let what refers to it lead to %s.",
                          past->now != NULL ? past->now : past->to);
        else
            dd_buf_printf(advice, "Take out what refers to it, or see what it was: git show %s",
                          past->commit);
    }
}

static enum daydream_status set_identity(struct daydream_finding *finding,
                                         const struct dd_doc_missing *item,
                                         struct daydream_error *err)
{
    struct dd_buf identity = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&identity, "%s is referred to", item->path);
    if (item->fragment != NULL)
        dd_buf_printf(&identity, " at #%s", item->fragment);
    status = dd_buf_status(&identity, err);
    if (status == DAYDREAM_OK)
        status = daydream_finding_set_identity(finding, dd_buf_text(&identity), err);
    dd_buf_free(&identity);
    return status;
}

static enum daydream_status add_places(struct daydream_finding *finding,
                                       const struct dd_doc_missing *item,
                                       struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < item->places.count && status == DAYDREAM_OK; i++)
        status = daydream_finding_add_evidence(finding, item->places.items[i], err);
    daydream_finding_set_count(finding, item->count);
    return status;
}

static enum daydream_status report_missing(const struct dd_doc_survey *survey,
                                           const struct dd_doc_missing *item,
                                           struct daydream_error *err)
{
    struct daydream_finding *finding = NULL;
    struct dd_buf text = DD_BUF_INIT;
    struct dd_buf advice = DD_BUF_INIT;
    enum daydream_status status;

    write_missing(survey, item, &text, &advice);
    if ((status = dd_buf_status(&text, err)) == DAYDREAM_OK &&
        (status = dd_buf_status(&advice, err)) == DAYDREAM_OK &&
        (status = dd_step_add(survey->context, CATEGORY, DAYDREAM_SEVERITY_WARNING,
                              dd_buf_text(&text), &finding, err)) == DAYDREAM_OK &&
        (status = daydream_finding_add_detail(finding, dd_buf_text(&advice), err)) == DAYDREAM_OK &&
        (status = set_identity(finding, item, err)) == DAYDREAM_OK)
        status = add_places(finding, item, err);
    dd_buf_free(&text);
    dd_buf_free(&advice);
    return status;
}

/* How much was looked at, so that silence can be told from blindness. */
static enum daydream_status report_none(const struct dd_doc_survey *survey,
                                        struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    struct daydream_finding *finding = NULL;
    enum daydream_status status;

    dd_buf_printf(&text, "No broken references among %zu in %zu %s", survey->references,
                  survey->document_count, survey->document_count == 1 ? "document" : "documents");
    if ((status = dd_buf_status(&text, err)) == DAYDREAM_OK)
        status = dd_step_add(survey->context, CATEGORY, DAYDREAM_SEVERITY_NOTE, dd_buf_text(&text),
                             &finding, err);
    if (status == DAYDREAM_OK)
        status = daydream_finding_set_identity(finding, "no broken references", err);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status report_broken(struct dd_doc_survey *survey, struct daydream_error *err)
{
    struct dd_doc_missings broken = {.items = NULL};
    enum daydream_status status = sort_out(&survey->missings, &broken, err);

    for (size_t i = 0; i < broken.count && i < MOST_FINDINGS && status == DAYDREAM_OK; i++)
        status = report_missing(survey, &broken.items[i], err);
    if (broken.count > MOST_FINDINGS)
        dd_step_missed(survey->context,
                       "%zu things that documents refer to are not there; %zu of them are shown",
                       broken.count, MOST_FINDINGS);
    if (broken.count == 0 && status == DAYDREAM_OK)
        status = report_none(survey, err);
    dd_doc_missings_free(&broken);
    return status;
}

/* ---- documents that a project should have ---- */

static const struct {
    const char *paths[6]; /* any of them will do */
    enum daydream_severity severity;
    const char *text;
} expected[] = {
    {{"README.md", "README.rst", "README", "README.txt", ".github/README.md", "docs/README.md"},
     DAYDREAM_SEVERITY_WARNING,
     "README.md is missing"},
    {{"CLAUDE.md", ".claude/CLAUDE.md"}, DAYDREAM_SEVERITY_NOTE, "CLAUDE.md is missing"},
};

static bool has_any(const struct dd_doc_survey *survey, const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count && paths[i] != NULL; i++)
        if (dd_doc_is_there(survey->tree, survey->context->project->directory, paths[i]))
            return true;
    return false;
}

static enum daydream_status report_expected(const struct dd_doc_survey *survey,
                                            struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    struct daydream_finding *finding;

    for (size_t i = 0; i < sizeof expected / sizeof expected[0] && status == DAYDREAM_OK; i++)
        if (!has_any(survey, expected[i].paths,
                     sizeof expected[i].paths / sizeof expected[i].paths[0]))
            status = dd_step_add(survey->context, CATEGORY, expected[i].severity, expected[i].text,
                                 &finding, err);
    return status;
}

/* ---- ages ---- */

static void write_old(const struct dd_doc_survey *survey, const struct dd_doc_old *old,
                      struct dd_buf *out)
{
    char date[DD_DATE_SIZE];

    dd_buf_printf(out, "%s, changed last ", dd_doc_tree_path(survey->tree, old->document));
    if (old->document_time > 0) {
        dd_zone_date(survey->context->zone, old->document_time, date);
        dd_buf_printf(out, "on %s", date);
    } else {
        dd_buf_puts(out, "long ago");
    }
    dd_zone_date(survey->context->zone, old->file_time, date);
    dd_buf_printf(out, ", refers to %s of %s", dd_doc_tree_path(survey->tree, old->file), date);
}

static enum daydream_status report_ages(const struct dd_doc_survey *survey,
                                        struct daydream_error *err)
{
    const struct dd_backlog backlog = {CATEGORY,
                                       "old-docs",
                                       "document older than files that it refers to",
                                       "documents older than files that they refer to",
                                       survey->ages.old,
                                       0};
    struct daydream_finding *finding = NULL;
    struct dd_buf line = DD_BUF_INIT;
    enum daydream_status status = dd_backlog_add(survey->context, &backlog, &finding, err);

    for (size_t i = 0; i < survey->ages.named_count && status == DAYDREAM_OK; i++) {
        dd_buf_reset(&line);
        write_old(survey, &survey->ages.named[i], &line);
        if ((status = dd_buf_status(&line, err)) == DAYDREAM_OK)
            status = daydream_finding_add_detail(finding, dd_buf_text(&line), err);
    }
    dd_buf_free(&line);
    return status;
}

/* ---- all of it ---- */

static void say_what_was_left(const struct dd_doc_survey *survey)
{
    size_t left = survey->missings.passed_over + survey->passed_over;

    if (survey->too_big > 0)
        dd_step_missed(survey->context, "%zu documents of more than 1 MiB were not looked into",
                       survey->too_big);
    if (left > 0)
        dd_step_missed(survey->context, "%zu references were too many to look for", left);
}

enum daydream_status dd_doc_survey_report(struct dd_doc_survey *survey, struct daydream_error *err)
{
    enum daydream_status status = report_broken(survey, err);

    if (status == DAYDREAM_OK)
        status = report_expected(survey, err);
    if (status == DAYDREAM_OK && survey->knows_ages)
        status = report_ages(survey, err);
    say_what_was_left(survey);
    return status;
}

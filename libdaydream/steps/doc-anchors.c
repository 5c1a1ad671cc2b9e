/* SPDX-License-Identifier: MIT */
/* Links to places in other documents: each of these is read once, and its headings compared with
 * all that lead there. Which headings it has need not be kept then. */
#include <stdlib.h>
#include <string.h>

#include "steps/doc-survey.h"
#include "text/bytes.h"
#include "text/document.h"

static bool is_line(const char *fragment)
{
    return (fragment[0] == 'L' || fragment[0] == 'l') && dd_is_digit(fragment[1]);
}

static bool is_docutils_id(const char *fragment)
{
    return strncmp(fragment, "id", 2) == 0 && dd_is_digit(fragment[2]);
}

bool dd_doc_fragment_is_free(const char *fragment, enum dd_doc_kind kind)
{
    return *fragment == '\0' || strcasecmp(fragment, "top") == 0 || is_line(fragment) ||
           strncmp(fragment, ":~:", 3) == 0 || (kind == DD_DOC_RST && is_docutils_id(fragment));
}

/* In the page itself GitHub has this in front of each name. */
enum daydream_status dd_doc_survey_has(struct dd_doc_survey *survey, const char *fragment,
                                       bool *known, struct daydream_error *err)
{
    static const char prefix[] = "user-content-";
    size_t length = sizeof prefix - 1;

    if (strncmp(fragment, prefix, length) == 0)
        fragment += length;
    return dd_slugs_have(survey->slugs, fragment, known, err);
}

static int by_target(const void *left, const void *right)
{
    const struct dd_doc_anchor *a = left;
    const struct dd_doc_anchor *b = right;

    if (a->target != b->target)
        return a->target < b->target ? -1 : 1;
    if (a->document != b->document)
        return a->document < b->document ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

static enum daydream_status take_name(void *user, enum dd_part part, size_t line, const char *text,
                                      struct daydream_error *err)
{
    struct dd_slugs *slugs = user;

    (void)line;
    if (part == DD_PART_HEADING)
        return dd_slugs_add_heading(slugs, text, err);
    return part == DD_PART_ANCHOR ? dd_slugs_add_name(slugs, text, err) : DAYDREAM_OK;
}

/* Learn the names in a document; `*known` false when it cannot be looked into. */
static enum daydream_status read_names(struct dd_doc_survey *survey, uint32_t document, bool *known,
                                       struct daydream_error *err)
{
    const struct dd_buf *text = &survey->text;
    enum dd_doc_kind kind;
    enum daydream_status status = dd_doc_survey_read(survey, document, &kind, err);

    *known = status == DAYDREAM_OK && kind != DD_DOC_NONE;
    if (!*known)
        return status;
    dd_slugs_begin(survey->slugs, kind == DD_DOC_RST ? DD_SLUG_DOCUTILS : DD_SLUG_GITHUB);
    return kind == DD_DOC_RST
               ? dd_document_rst(text->data, text->length, take_name, survey->slugs, err)
               : dd_document_markdown(text->data, text->length, take_name, survey->slugs, err);
}

static enum daydream_status check(struct dd_doc_survey *survey, const struct dd_doc_anchor *anchor,
                                  struct daydream_error *err)
{
    bool known = false;
    enum daydream_status status = dd_doc_survey_has(survey, anchor->fragment, &known, err);

    if (status != DAYDREAM_OK || known)
        return status;
    return dd_doc_missings_add(&survey->missings, DD_DOC_NO_ANCHOR,
                               dd_doc_tree_path(survey->tree, anchor->target), anchor->fragment,
                               dd_doc_tree_path(survey->tree, anchor->document), anchor->line, err);
}

enum daydream_status dd_doc_survey_anchors(struct dd_doc_survey *survey, struct daydream_error *err)
{
    const struct dd_doc_anchor *anchors = survey->anchors;
    enum daydream_status status = DAYDREAM_OK;
    bool known = false;

    if (survey->anchor_count > 1)
        qsort(survey->anchors, survey->anchor_count, sizeof *survey->anchors, by_target);
    for (size_t i = 0; i < survey->anchor_count && status == DAYDREAM_OK; i++) {
        if (i == 0 || anchors[i].target != anchors[i - 1].target)
            status = read_names(survey, anchors[i].target, &known, err);
        if (status == DAYDREAM_OK && known)
            status = check(survey, &anchors[i], err);
    }
    return status;
}

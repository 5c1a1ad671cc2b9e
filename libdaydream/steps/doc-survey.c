/* SPDX-License-Identifier: MIT */
/* One document: what it refers to. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "steps/doc-resolve.h"
#include "steps/doc-survey.h"
#include "steps/sources.h"
#include "text/document.h"

#define MOST_ANCHORS ((size_t)200000)
#define DOCUMENT_MAX ((size_t)1024 * 1024) /* what is longer was written by a program */

struct reading {
    struct dd_doc_survey *survey;
    uint32_t document;
    struct dd_doc_place place;
    struct dd_doc_target target;
    struct dd_buf code;
    struct dd_doc_missings here; /* fragments of its own, until all of its headings are known */
};

enum daydream_status dd_doc_survey_read(struct dd_doc_survey *survey, uint32_t document,
                                        enum dd_doc_kind *kind, struct daydream_error *err)
{
    const char *path = dd_doc_tree_path(survey->tree, document);
    enum dd_source source;
    enum daydream_status status = dd_sources_read(survey->context, path, &survey->text, &source,
                                                  err);

    *kind = DD_DOC_NONE;
    if (status != DAYDREAM_OK)
        return status;
    if (source == DD_SOURCE_TOO_BIG || survey->text.length > DOCUMENT_MAX)
        survey->too_big++;
    else if (source == DD_SOURCE_TEXT && survey->text.length > 0)
        *kind = dd_doc_kind_of(path);
    return DAYDREAM_OK;
}

/* ---- links ---- */

static enum daydream_status keep_anchor(struct reading *reading, uint32_t target, size_t line,
                                        struct daydream_error *err)
{
    struct dd_doc_survey *survey = reading->survey;
    struct dd_doc_anchor *anchor;

    if (survey->anchor_count == MOST_ANCHORS) {
        survey->passed_over++;
        return DAYDREAM_OK;
    }
    if (survey->anchor_count == survey->anchor_capacity) {
        size_t capacity = survey->anchor_capacity > 0 ? survey->anchor_capacity * 2 : 64;
        struct dd_doc_anchor *anchors = realloc(survey->anchors, capacity * sizeof *anchors);

        if (anchors == NULL)
            return dd_fail_memory(err);
        survey->anchors = anchors;
        survey->anchor_capacity = capacity;
    }
    anchor = &survey->anchors[survey->anchor_count];
    *anchor = (struct dd_doc_anchor){reading->document, target, (uint32_t)line, NULL};
    anchor->fragment = strdup(dd_buf_text(&reading->target.fragment));
    if (anchor->fragment == NULL)
        return dd_fail_memory(err);
    survey->anchor_count++;
    return DAYDREAM_OK;
}

/* A file that is there. Documents are not compared by age: nothing that one says becomes wrong
 * because another one has changed. */
static enum daydream_status take_file(struct reading *reading, uint32_t index, size_t line,
                                      bool has_fragment, struct daydream_error *err)
{
    const struct dd_doc_tree *tree = reading->survey->tree;
    enum dd_doc_kind kind;

    if (index == DD_DOC_TREE_NONE || dd_doc_tree_is_folder(tree, index))
        return DAYDREAM_OK;
    kind = dd_doc_kind_of(dd_doc_tree_path(tree, index));
    if (kind == DD_DOC_NONE)
        return dd_doc_ages_add(&reading->survey->ages, reading->document, index, err);
    if (!has_fragment || dd_doc_fragment_is_free(dd_buf_text(&reading->target.fragment), kind))
        return DAYDREAM_OK;
    return keep_anchor(reading, index, line, err);
}

static enum daydream_status take_link(struct reading *reading, enum dd_part part, size_t line,
                                      const char *text, struct daydream_error *err)
{
    struct dd_doc_target *target = &reading->target;
    const char *document = reading->place.document;
    enum daydream_status status;
    enum dd_doc_answer answer;
    uint32_t index;

    dd_doc_target_read(document, text, target);
    if ((status = dd_buf_status(&target->path, err)) != DAYDREAM_OK ||
        (status = dd_buf_status(&target->fragment, err)) != DAYDREAM_OK)
        return status;
    reading->survey->references += target->where != DD_DOC_ELSEWHERE;
    if (target->where == DD_DOC_HERE &&
        !dd_doc_fragment_is_free(dd_buf_text(&target->fragment), reading->place.kind))
        return dd_doc_missings_add(&reading->here, DD_DOC_NO_ANCHOR, document,
                                   dd_buf_text(&target->fragment), document, line, err);
    if (target->where != DD_DOC_PATH)
        return DAYDREAM_OK;
    answer = dd_doc_resolve(&reading->place, part, target, &index);
    if (answer == DD_DOC_MISSING)
        return dd_doc_missings_add(&reading->survey->missings, DD_DOC_NO_FILE,
                                   dd_buf_text(&target->path), NULL, document, line, err);
    return take_file(reading, index, line, target->fragment.length > 0, err);
}

static enum daydream_status take_code(struct reading *reading, size_t line, const char *text,
                                      struct daydream_error *err)
{
    struct dd_doc_survey *survey = reading->survey;
    enum daydream_status status;
    enum dd_doc_answer answer;
    uint32_t index;

    dd_buf_reset(&reading->code);
    if (!dd_doc_target_code(text, &reading->code))
        return DAYDREAM_OK;
    if ((status = dd_buf_status(&reading->code, err)) != DAYDREAM_OK)
        return status;
    answer = dd_doc_resolve_code(&reading->place, dd_buf_text(&reading->code), &index);
    if (answer == DD_DOC_MISSING)
        return dd_doc_missings_add(&survey->missings, DD_DOC_NO_PATH, dd_buf_text(&reading->code),
                                   NULL, reading->place.document, line, err);
    survey->references += answer == DD_DOC_THERE;
    return take_file(reading, index, line, false, err);
}

static enum daydream_status take_part(void *user, enum dd_part part, size_t line, const char *text,
                                      struct daydream_error *err)
{
    struct reading *reading = user;

    switch (part) {
    case DD_PART_HEADING:
        return dd_slugs_add_heading(reading->survey->slugs, text, err);
    case DD_PART_ANCHOR:
        return dd_slugs_add_name(reading->survey->slugs, text, err);
    case DD_PART_CODE:
        return take_code(reading, line, text, err);
    case DD_PART_LINK:
    case DD_PART_IMAGE:
    case DD_PART_DOCUMENT:
        break;
    }
    return take_link(reading, part, line, text, err);
}

/* ---- the whole document ---- */

/* Its own fragments, now that all headings are known. */
static enum daydream_status check_here(struct reading *reading, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < reading->here.count && status == DAYDREAM_OK; i++) {
        struct dd_doc_missing *item = &reading->here.items[i];
        bool known = false;

        status = dd_doc_survey_has(reading->survey, item->fragment, &known, err);
        if (status == DAYDREAM_OK && !known)
            status = dd_doc_missings_join(&reading->survey->missings, item, item->fault, item->path,
                                          err);
    }
    return status;
}

static enum daydream_status read_parts(struct reading *reading, struct daydream_error *err)
{
    const struct dd_buf *text = &reading->survey->text;
    bool is_rst = reading->place.kind == DD_DOC_RST;
    enum daydream_status status;

    dd_slugs_begin(reading->survey->slugs, is_rst ? DD_SLUG_DOCUTILS : DD_SLUG_GITHUB);
    status = is_rst ? dd_document_rst(text->data, text->length, take_part, reading, err)
                    : dd_document_markdown(text->data, text->length, take_part, reading, err);
    return status == DAYDREAM_OK ? check_here(reading, err) : status;
}

enum daydream_status dd_doc_survey_document(struct dd_doc_survey *survey, uint32_t document,
                                            struct daydream_error *err)
{
    struct reading reading = {
        .survey = survey,
        .document = document,
        .place = {survey->tree, survey->context->project->directory,
                  dd_doc_tree_path(survey->tree, document), DD_DOC_NONE},
    };
    enum daydream_status status = dd_doc_survey_read(survey, document, &reading.place.kind, err);

    if (status == DAYDREAM_OK && reading.place.kind != DD_DOC_NONE)
        status = read_parts(&reading, err);
    dd_doc_target_free(&reading.target);
    dd_doc_missings_free(&reading.here);
    dd_buf_free(&reading.code);
    return status;
}

/* SPDX-License-Identifier: MIT */
/* Step 5: what home's documents refer to and is not there, and which of them are older than what
 * they are about. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/path.h"
#include "steps/doc-history.h"
#include "steps/doc-survey.h"
#include "steps/sources.h"

static enum daydream_status keep_document(struct dd_doc_survey *survey, uint32_t index,
                                          struct daydream_error *err)
{
    if (survey->document_count == survey->document_capacity) {
        size_t capacity = survey->document_capacity > 0 ? survey->document_capacity * 2 : 64;
        uint32_t *documents = realloc(survey->documents, capacity * sizeof *documents);

        if (documents == NULL)
            return dd_fail_memory(err);
        survey->documents = documents;
        survey->document_capacity = capacity;
    }
    survey->documents[survey->document_count++] = index;
    return DAYDREAM_OK;
}

/* Everything can be referred to, also what is not looked into itself. */
static enum daydream_status take_path(void *user, const char *path, struct daydream_error *err)
{
    struct dd_doc_survey *survey = user;
    const struct dd_strings *leave_out = &survey->context->projects->settings.docs_leave_out;
    size_t before = dd_doc_tree_count(survey->tree);
    uint32_t index;
    enum daydream_status status = dd_doc_tree_add(survey->tree, path, &index, err);

    if (status != DAYDREAM_OK || index == DD_DOC_TREE_NONE || index < before ||
        dd_doc_kind_of(path) == DD_DOC_NONE || dd_path_fits(path, leave_out))
        return status;
    return keep_document(survey, index, err);
}

/* A failure of git leaves the rest as it is, and is said. */
static enum daydream_status accept(struct dd_step_context *context, enum daydream_status status,
                                   const struct daydream_error *cause, struct daydream_error *err)
{
    if (status == DAYDREAM_ERROR_PROGRAM)
        dd_step_missed(context, "%s", cause->text);
    else if (status != DAYDREAM_OK)
        return dd_fail_as(err, cause);
    return DAYDREAM_OK;
}

/* What only history tells. */
static enum daydream_status ask_git(struct dd_doc_survey *survey, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    const char *directory = survey->context->project->directory;
    bool is_shallow = false;
    enum daydream_status status = dd_git_is_shallow(directory, &is_shallow, &cause);

    if (is_shallow)
        dd_step_missed(survey->context,
                       "%s is a shallow clone: what was removed or renamed before "
                       "its first commit, and which documents are older, is not "
                       "known; git fetch --unshallow brings it",
                       directory);
    if (status == DAYDREAM_OK)
        status = dd_doc_history_ask(directory, survey->tree, &survey->missings, &cause);
    if (status == DAYDREAM_OK && !is_shallow) {
        status = dd_doc_ages_count(&survey->ages, directory, survey->tree, &cause);
        survey->knows_ages = status == DAYDREAM_OK;
    }
    return accept(survey->context, status, &cause, err);
}

static enum daydream_status look_at_all(struct dd_doc_survey *survey, struct daydream_error *err)
{
    static const struct dd_strings nothing = DD_STRINGS_INIT;
    struct dd_step_context *context = survey->context;
    bool tracked = false;
    enum daydream_status status = dd_sources_each(context, &nothing, take_path, survey, &tracked,
                                                  err);

    if (dd_doc_tree_is_full(survey->tree))
        return dd_step_skip(context, "%s has too many files to look for each",
                            context->project->directory);
    for (size_t i = 0; i < survey->document_count && status == DAYDREAM_OK; i++)
        status = dd_doc_survey_document(survey, survey->documents[i], err);
    if (status == DAYDREAM_OK)
        status = dd_doc_survey_anchors(survey, err);
    if (status == DAYDREAM_OK && tracked)
        status = ask_git(survey, err);
    else if (status == DAYDREAM_OK)
        dd_step_missed(context,
                       "%s is no git repository: what was removed or renamed, and the age "
                       "of documents, is not known",
                       context->project->directory);
    return status == DAYDREAM_OK ? dd_doc_survey_report(survey, err) : status;
}

static void survey_free(struct dd_doc_survey *survey)
{
    for (size_t i = 0; i < survey->anchor_count; i++)
        free(survey->anchors[i].fragment);
    free(survey->anchors);
    free(survey->documents);
    dd_doc_missings_free(&survey->missings);
    dd_doc_ages_free(&survey->ages);
    dd_doc_tree_free(survey->tree);
    dd_slugs_free(survey->slugs);
    dd_buf_free(&survey->text);
}

enum daydream_status dd_step_run_check_docs(struct dd_step_context *context,
                                            struct daydream_error *err)
{
    struct dd_doc_survey survey = {.context = context};
    enum daydream_status status = dd_doc_tree_new(&survey.tree, err);

    if (status == DAYDREAM_OK)
        status = dd_slugs_new(&survey.slugs, err);
    if (status == DAYDREAM_OK)
        status = look_at_all(&survey, err);
    survey_free(&survey);
    return status;
}

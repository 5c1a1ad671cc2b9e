/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "services/git-history.h"
#include "steps/doc-past.h"
#include "steps/doc-tree.h"

#define MOST_PATHSPECS ((size_t)64) /* git compares each path of a commit with each of them */
#define NO_ANSWER      UINT32_MAX

struct answer {
    uint32_t commit; /* in `commits` */
    int64_t time;
    char *to;
};

struct dd_doc_pasts {
    struct dd_doc_tree *wanted; /* with the folders above them, which nobody asks for */
    struct dd_strings paths;    /* the same without */
    struct answer *answers;     /* of each place in `wanted` */
    struct dd_strings commits;
};

enum daydream_status dd_doc_pasts_new(struct dd_doc_pasts **out, struct daydream_error *err)
{
    struct dd_doc_pasts *pasts = calloc(1, sizeof *pasts);
    enum daydream_status status;

    *out = NULL;
    if (pasts == NULL)
        return dd_fail_memory(err);
    status = dd_doc_tree_new(&pasts->wanted, err);
    if (status == DAYDREAM_OK)
        *out = pasts;
    else
        free(pasts);
    return status;
}

void dd_doc_pasts_free(struct dd_doc_pasts *pasts)
{
    if (pasts == NULL)
        return;
    for (size_t i = 0; pasts->answers != NULL && i < dd_doc_tree_count(pasts->wanted); i++)
        free(pasts->answers[i].to);
    free(pasts->answers);
    dd_doc_tree_free(pasts->wanted);
    dd_strings_free(&pasts->paths);
    dd_strings_free(&pasts->commits);
    free(pasts);
}

enum daydream_status dd_doc_pasts_want(struct dd_doc_pasts *pasts, const char *path,
                                       struct daydream_error *err)
{
    enum daydream_status status = dd_doc_tree_add(pasts->wanted, path, NULL, err);

    return status == DAYDREAM_OK ? dd_strings_add(&pasts->paths, path, err) : status;
}

/* ---- pathspecs ---- */

static size_t depth(const char *path)
{
    size_t count = 0;

    for (; *path != '\0'; path++)
        count += *path == '/';
    return count;
}

static void drop_repeated(struct dd_strings *sorted)
{
    size_t kept = 0;

    for (size_t i = 0; i < sorted->count; i++) {
        if (kept > 0 && strcmp(sorted->items[kept - 1], sorted->items[i]) == 0)
            free(sorted->items[i]);
        else
            sorted->items[kept++] = sorted->items[i];
    }
    sorted->count = kept;
}

/* Ask for whole folders where there are too many files, and for everything where that does not help
 * either: what comes is looked through here. */
static void make_fewer(struct dd_strings *paths)
{
    size_t deepest = 0;

    dd_strings_sort(paths);
    drop_repeated(paths);
    for (size_t i = 0; i < paths->count; i++)
        deepest = depth(paths->items[i]) > deepest ? depth(paths->items[i]) : deepest;
    for (; paths->count > MOST_PATHSPECS && deepest > 0; deepest--) {
        for (size_t i = 0; i < paths->count; i++)
            if (depth(paths->items[i]) == deepest)
                *strrchr(paths->items[i], '/') = '\0';
        dd_strings_sort(paths);
        drop_repeated(paths);
    }
    if (paths->count > MOST_PATHSPECS)
        dd_strings_free(paths);
}

/* ---- asking ---- */

/* The commit's place; the same one comes several times in a row. */
static enum daydream_status find_commit(struct dd_doc_pasts *pasts, const char *commit,
                                        uint32_t *out, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    size_t count = pasts->commits.count;

    if (count == 0 || strcmp(pasts->commits.items[count - 1], commit) != 0)
        status = dd_strings_add(&pasts->commits, commit, err);
    *out = (uint32_t)(pasts->commits.count - 1);
    return status;
}

static enum daydream_status note(struct dd_doc_pasts *pasts, const char *path,
                                 const struct dd_git_change *change, struct daydream_error *err)
{
    uint32_t index = dd_doc_tree_find(pasts->wanted, path);

    if (index == DD_DOC_TREE_NONE || pasts->answers[index].commit != NO_ANSWER)
        return DAYDREAM_OK;
    pasts->answers[index].time = change->time;
    return find_commit(pasts, change->commit, &pasts->answers[index].commit, err);
}

/* A file that was removed, and the folders above it, of which it may have been the last. */
static enum daydream_status take_removed(void *user, const struct dd_git_change *change,
                                         bool *enough, struct daydream_error *err)
{
    struct dd_doc_pasts *pasts = user;
    enum daydream_status status = note(pasts, change->path, change, err);
    char *path = strdup(change->path);
    char *slash;

    (void)enough;
    if (path == NULL)
        return dd_fail_memory(err);
    while (status == DAYDREAM_OK && (slash = strrchr(path, '/')) != NULL) {
        *slash = '\0';
        status = note(pasts, path, change, err);
    }
    free(path);
    return status;
}

/* Was it this commit that removed the path? */
static struct answer *answer_of(const struct dd_doc_pasts *pasts, const char *path,
                                const char *commit)
{
    uint32_t index = dd_doc_tree_find(pasts->wanted, path);
    struct answer *answer;

    if (index == DD_DOC_TREE_NONE)
        return NULL;
    answer = &pasts->answers[index];
    return answer->commit != NO_ANSWER && answer->to == NULL &&
                   strcmp(pasts->commits.items[answer->commit], commit) == 0
               ? answer
               : NULL;
}

/* The folder at `length` of `from` has gone where the file went, if that kept its name within. */
static enum daydream_status note_renamed_folder(struct answer *answer, const char *from,
                                                size_t length, const char *to,
                                                struct daydream_error *err)
{
    size_t tail = strlen(from) - length;
    size_t size = strlen(to);

    if (size <= tail || strcmp(to + size - tail, from + length) != 0)
        return DAYDREAM_OK;
    answer->to = strndup(to, size - tail);
    return answer->to != NULL ? DAYDREAM_OK : dd_fail_memory(err);
}

static enum daydream_status take_renamed(void *user, const struct dd_git_change *change,
                                         bool *enough, struct daydream_error *err)
{
    struct dd_doc_pasts *pasts = user;
    struct answer *answer = answer_of(pasts, change->path, change->commit);
    char *path = strdup(change->path);
    enum daydream_status status = path != NULL ? DAYDREAM_OK : dd_fail_memory(err);
    char *slash;

    (void)enough;
    if (status == DAYDREAM_OK && answer != NULL)
        status = dd_string_set(&answer->to, change->to, err);
    while (status == DAYDREAM_OK && (slash = strrchr(path, '/')) != NULL) {
        *slash = '\0';
        answer = answer_of(pasts, path, change->commit);
        if (answer != NULL)
            status = note_renamed_folder(answer, change->path, (size_t)(slash - path), change->to,
                                         err);
    }
    free(path);
    return status;
}

static enum daydream_status ask_for_renames(struct dd_doc_pasts *pasts, const char *directory,
                                            struct daydream_error *err)
{
    struct dd_strings some = pasts->commits; /* borrowed: the first ones */

    if (some.count > DD_GIT_COMMITS)
        some.count = DD_GIT_COMMITS;
    return dd_git_renamed(directory, &some, take_renamed, pasts, err);
}

enum daydream_status dd_doc_pasts_ask(struct dd_doc_pasts *pasts, const char *directory,
                                      struct daydream_error *err)
{
    size_t count = dd_doc_tree_count(pasts->wanted);
    enum daydream_status status;

    if (count == 0)
        return DAYDREAM_OK;
    pasts->answers = calloc(count, sizeof *pasts->answers);
    if (pasts->answers == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < count; i++)
        pasts->answers[i].commit = NO_ANSWER;
    make_fewer(&pasts->paths);
    status = dd_git_removed(directory, &pasts->paths, take_removed, pasts, err);
    return status == DAYDREAM_OK ? ask_for_renames(pasts, directory, err) : status;
}

struct dd_doc_event dd_doc_pasts_of(const struct dd_doc_pasts *pasts, const char *path)
{
    uint32_t index = dd_doc_tree_find(pasts->wanted, path);
    const struct answer *answer;

    if (index == DD_DOC_TREE_NONE || pasts->answers == NULL ||
        pasts->answers[index].commit == NO_ANSWER)
        return (struct dd_doc_event){NULL, 0, NULL};
    answer = &pasts->answers[index];
    return (struct dd_doc_event){pasts->commits.items[answer->commit], answer->time, answer->to};
}

/* SPDX-License-Identifier: MIT */
/* Owns the lists of issues and comments that answers are read into. */
#include <stdlib.h>

#include "base/error.h"
#include "services/github-json.h"

#define PAGE_SIZE 100
#define FIRST     4 /* most repositories have few new ones */

void dd_github_issue_free(struct dd_github_issue *issue)
{
    free(issue->title);
    free(issue->body);
    free(issue->url);
    free(issue->author);
    free(issue->association);
    dd_strings_free(&issue->labels);
    *issue = (struct dd_github_issue){0};
}

void dd_github_issues_free(struct dd_github_issues *issues)
{
    for (size_t i = 0; i < issues->count; i++)
        dd_github_issue_free(&issues->items[i]);
    free(issues->items);
    free(issues->shown.items);
    *issues = (struct dd_github_issues){.items = NULL};
}

/* Append an issue, which is stolen (also on failure). */
static enum daydream_status append(struct dd_github_issues *issues, struct dd_github_issue *issue,
                                   struct daydream_error *err)
{
    size_t capacity = issues->capacity == 0 ? FIRST : issues->capacity * 2;
    struct dd_github_issue *items = issues->items;

    if (issues->count == issues->capacity) {
        items = realloc(items, capacity * sizeof *items);
        if (items == NULL) {
            dd_github_issue_free(issue);
            return dd_fail_memory(err);
        }
        issues->items = items;
        issues->capacity = capacity;
    }
    issues->items[issues->count++] = *issue;
    return DAYDREAM_OK;
}

enum daydream_status dd_github_issues_note(struct dd_github_issues *issues, int64_t number,
                                           struct daydream_error *err)
{
    struct dd_github_numbers *shown = &issues->shown;
    size_t capacity = shown->capacity == 0 ? FIRST : shown->capacity * 2;
    int64_t *items = shown->items;

    if (shown->count == shown->capacity) {
        items = realloc(items, capacity * sizeof *items);
        if (items == NULL)
            return dd_fail_memory(err);
        shown->items = items;
        shown->capacity = capacity;
    }
    shown->items[shown->count++] = number;
    return DAYDREAM_OK;
}

bool dd_github_issues_show(const struct dd_github_issues *issues, int64_t number)
{
    for (size_t i = 0; i < issues->shown.count; i++)
        if (issues->shown.items[i] == number)
            return true;
    return false;
}

/* Was it among the last page's? */
static bool was_shown(const struct dd_github_issues *issues, int64_t number)
{
    for (size_t i = issues->count; i > 0 && i + PAGE_SIZE > issues->count; i--)
        if (issues->items[i - 1].number == number)
            return true;
    return false;
}

enum daydream_status dd_github_issues_take(struct dd_github_issues *issues,
                                           struct dd_github_issue *issue,
                                           struct daydream_error *err)
{
    int64_t number = issue->number;
    enum daydream_status status;

    if (was_shown(issues, number)) {
        dd_github_issue_free(issue);
        return DAYDREAM_OK;
    }
    status = append(issues, issue, err);
    return status == DAYDREAM_OK ? dd_github_issues_note(issues, number, err) : status;
}

void dd_github_comment_free(struct dd_github_comment *comment)
{
    free(comment->body);
    free(comment->author);
    free(comment->association);
    *comment = (struct dd_github_comment){0};
}

void dd_github_comments_free(struct dd_github_comments *comments)
{
    for (size_t i = 0; i < comments->count; i++)
        dd_github_comment_free(&comments->items[i]);
    free(comments->items);
    *comments = (struct dd_github_comments){NULL, 0, 0};
}

enum daydream_status dd_github_comments_take(struct dd_github_comments *comments,
                                             struct dd_github_comment *comment,
                                             struct daydream_error *err)
{
    size_t capacity = comments->capacity == 0 ? FIRST : comments->capacity * 2;
    struct dd_github_comment *items = comments->items;

    if (comments->count == comments->capacity) {
        items = realloc(items, capacity * sizeof *items);
        if (items == NULL) {
            dd_github_comment_free(comment);
            return dd_fail_memory(err);
        }
        comments->items = items;
        comments->capacity = capacity;
    }
    comments->items[comments->count++] = *comment;
    return DAYDREAM_OK;
}

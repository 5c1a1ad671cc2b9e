/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "net/ascii.h"
#include "services/github-recent.h"

/* An older list shows too little of what others have filed since. */
#define FRESH_SECONDS 300

/* All texts of all lists that are kept; what goes beyond is asked for again. */
#define KEPT_BYTES ((size_t)1024 * 1024)

struct dd_github_recent {
    struct dd_github_recent *next; /* an older one */
    char *name;                    /* "org/repo" */
    int64_t since;
    int64_t read;
    size_t bytes;
    struct dd_github_issues issues;
};

static void free_one(struct dd_github_recent *recent)
{
    free(recent->name);
    dd_github_issues_free(&recent->issues);
    free(recent);
}

void dd_github_recent_free(struct dd_github *github)
{
    while (github->recent != NULL) {
        struct dd_github_recent *next = github->recent->next;

        free_one(github->recent);
        github->recent = next;
    }
}

static bool is_named(const struct dd_github_recent *recent, const char *org, const char *repo)
{
    size_t length = strlen(org);

    return dd_ascii_same(recent->name, org, length) && recent->name[length] == '/' &&
           dd_ascii_same(recent->name + length + 1, repo, strlen(repo) + 1);
}

static struct dd_github_recent *find(const struct dd_github *github, const char *org,
                                     const char *repo)
{
    struct dd_github_recent *recent = github->recent;

    while (recent != NULL && !is_named(recent, org, repo))
        recent = recent->next;
    return recent;
}

void dd_github_recent_drop(struct dd_github *github, const char *org, const char *repo)
{
    struct dd_github_recent **at = &github->recent;

    while (*at != NULL) {
        struct dd_github_recent *recent = *at;

        if (is_named(recent, org, repo)) {
            *at = recent->next;
            free_one(recent);
        } else {
            at = &recent->next;
        }
    }
}

void dd_github_forget_recent(struct dd_github *github, const char *org, const char *repo)
{
    dd_github_recent_drop(github, org, repo);
}

/* ---- copies ---- */

static enum daydream_status copy_issue(const struct dd_github_issue *from,
                                       struct dd_github_issue *out, struct daydream_error *err)
{
    enum daydream_status status;

    *out = (struct dd_github_issue){
        .number = from->number, .id = from->id, .created = from->created, .open = from->open};
    if ((status = dd_string_set(&out->title, from->title, err)) != DAYDREAM_OK ||
        (status = dd_string_set(&out->body, from->body, err)) != DAYDREAM_OK ||
        (status = dd_string_set(&out->url, from->url, err)) != DAYDREAM_OK ||
        (status = dd_string_set(&out->author, from->author, err)) != DAYDREAM_OK ||
        (status = dd_string_set(&out->association, from->association, err)) != DAYDREAM_OK ||
        (status = dd_strings_copy(&out->labels, &from->labels, err)) != DAYDREAM_OK)
        dd_github_issue_free(out);
    return status;
}

static enum daydream_status append_copy(struct dd_github_issues *out,
                                        const struct dd_github_issue *from,
                                        struct daydream_error *err)
{
    struct dd_github_issue issue;
    enum daydream_status status = copy_issue(from, &issue, err);

    return status == DAYDREAM_OK ? dd_github_issues_take(out, &issue, err) : status;
}

static enum daydream_status copy_all(const struct dd_github_issues *from,
                                     struct dd_github_issues *out, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    *out = (struct dd_github_issues){.items = NULL};
    for (size_t i = 0; i < from->count && status == DAYDREAM_OK; i++)
        status = append_copy(out, &from->items[i], err);
    for (size_t i = 0; i < from->shown.count && status == DAYDREAM_OK; i++)
        if (!dd_github_issues_show(out, from->shown.items[i]))
            status = dd_github_issues_note(out, from->shown.items[i], err);
    if (status != DAYDREAM_OK)
        dd_github_issues_free(out);
    return status;
}

/* ---- keeping ---- */

static size_t size_of(const struct dd_github_issues *issues)
{
    size_t bytes = issues->shown.count * sizeof *issues->shown.items;

    for (size_t i = 0; i < issues->count; i++)
        bytes += sizeof issues->items[i] + strlen(issues->items[i].title) +
                 strlen(issues->items[i].body);
    return bytes;
}

/* The oldest go first. */
static void keep_within_bounds(struct dd_github *github)
{
    struct dd_github_recent **at = &github->recent;
    size_t bytes = 0;

    while (*at != NULL) {
        struct dd_github_recent *recent = *at;

        if (bytes + recent->bytes > KEPT_BYTES) {
            *at = recent->next;
            free_one(recent);
        } else {
            bytes += recent->bytes;
            at = &recent->next;
        }
    }
}

static enum daydream_status fill(struct dd_github_recent *recent, const char *org, const char *repo,
                                 const struct dd_github_issues *issues)
{
    struct dd_buf name = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&name, "%s/%s", org, repo);
    status = dd_buf_take(&name, &recent->name, NULL);
    if (status == DAYDREAM_OK)
        status = copy_all(issues, &recent->issues, NULL);
    recent->bytes = size_of(&recent->issues);
    dd_buf_free(&name);
    return status;
}

/* Without memory it is not kept, and asked for again. */
static void keep(struct dd_github *github, const char *org, const char *repo, int64_t since,
                 const struct dd_github_issues *issues)
{
    struct dd_github_recent *recent = calloc(1, sizeof *recent);

    dd_github_recent_drop(github, org, repo);
    if (recent == NULL)
        return;
    recent->since = since;
    recent->read = dd_clock_now(github->clock);
    if (fill(recent, org, repo, issues) != DAYDREAM_OK) {
        free_one(recent);
        return;
    }
    recent->next = github->recent;
    github->recent = recent;
    keep_within_bounds(github);
}

void dd_github_recent_add(struct dd_github *github, const char *org, const char *repo,
                          const struct dd_github_issue *issue)
{
    struct dd_github_recent *recent = find(github, org, repo);

    if (recent != NULL && append_copy(&recent->issues, issue, NULL) != DAYDREAM_OK)
        dd_github_recent_drop(github, org, repo);
}

static bool is_usable(const struct dd_github *github, const struct dd_github_recent *recent,
                      int64_t since)
{
    int64_t age = dd_clock_now(github->clock) - recent->read;

    return recent->since <= since && age >= 0 && age <= FRESH_SECONDS;
}

enum daydream_status dd_github_list_recent(struct dd_github *github, const char *org,
                                           const char *repo, int64_t since,
                                           struct dd_github_issues *out, struct daydream_error *err)
{
    const struct dd_github_query query = {.state = "all", .created_since = since};
    const struct dd_github_recent *recent = find(github, org, repo);
    enum daydream_status status;

    if (recent != NULL && is_usable(github, recent, since))
        return copy_all(&recent->issues, out, err);
    status = dd_github_list(github, org, repo, &query, out, err);
    if (status == DAYDREAM_OK)
        keep(github, org, repo, since, out);
    return status;
}

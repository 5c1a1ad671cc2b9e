/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "net/url.h"
#include "services/github-json.h"
#include "services/github-known.h"

static void free_page(struct dd_github_known_page *page)
{
    free(page->url);
    free(page->etag);
    free(page->next);
    dd_github_issues_free(&page->issues);
}

void dd_github_known_free(struct dd_github_known *known)
{
    for (size_t i = 0; i < known->count; i++)
        free_page(&known->pages[i]);
    free(known->pages);
    *known = (struct dd_github_known){NULL, 0};
}

static enum daydream_status add_issues(struct dd_github_issues *out,
                                       const struct dd_github_issue *issues, size_t count,
                                       struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++) {
        struct dd_github_issue issue = {.number = issues[i].number, .open = true};

        status = dd_string_set(&issue.title, issues[i].title, err);
        if (status == DAYDREAM_OK)
            status = dd_github_issues_take(out, &issue, err);
    }
    return status;
}

enum daydream_status dd_github_known_add(struct dd_github_known *known, const char *url,
                                         const char *etag, const char *next,
                                         const struct dd_github_issue *issues, size_t count,
                                         struct daydream_error *err)
{
    struct dd_github_known_page *pages = realloc(known->pages, (known->count + 1) * sizeof *pages);
    struct dd_github_known_page *page;
    enum daydream_status status;

    if (pages == NULL)
        return dd_fail_memory(err);
    known->pages = pages;
    page = &pages[known->count++];
    *page = (struct dd_github_known_page){0};
    if ((status = dd_string_set(&page->url, url, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&page->etag, etag, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&page->next, next, err)) == DAYDREAM_OK)
        status = add_issues(&page->issues, issues, count, err);
    return status;
}

const struct dd_github_known_page *dd_github_known_find(const struct dd_github_known *known,
                                                        const char *url, const char *api_url)
{
    for (size_t i = 0; known != NULL && i < known->count; i++) {
        const struct dd_github_known_page *page = &known->pages[i];

        if (strcmp(page->url, url) == 0 && *page->etag != '\0' &&
            (page->next == NULL || dd_url_same_origin(api_url, page->next)))
            return page;
    }
    return NULL;
}

enum daydream_status dd_github_known_recall(const struct dd_github_known_page *page,
                                            struct dd_github_issues *out,
                                            struct daydream_error *err)
{
    return add_issues(out, page->issues.items, page->issues.count, err);
}

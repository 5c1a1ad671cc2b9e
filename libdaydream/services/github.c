/* SPDX-License-Identifier: MIT */
/* The requests that read. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "net/url.h"
#include "services/github-call.h"
#include "services/github-json.h"
#include "services/github-known.h"
#include "services/link.h"

#define SOURCE    "github"
#define MAX_PAGES 200

static void list_url(struct dd_buf *out, const struct dd_github *github, const char *org,
                     const char *repo, const struct dd_github_query *query)
{
    dd_github_repo_url(out, github, org, repo);
    dd_buf_puts(out, "/issues?state=");
    dd_url_encode(out, query->state);
    if (query->label != NULL) {
        dd_buf_puts(out, "&labels=");
        dd_url_encode(out, query->label);
    }
    dd_buf_puts(out, "&sort=created&direction=desc&per_page=100");
}

enum daydream_status dd_github_turn_page(const struct dd_github *github,
                                         const struct dd_github_call *call,
                                         const struct daydream_http_response *response,
                                         struct dd_buf *url, struct daydream_error *err)
{
    struct dd_buf link = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    dd_buf_reset(url);
    if (dd_link_next(dd_http_header(response, "link"), &link)) {
        dd_url_resolve(url, github->api_url, dd_buf_text(&link));
        status = dd_buf_status(&link, err);
    }
    if (status == DAYDREAM_OK)
        status = dd_buf_status(url, err);
    if (status == DAYDREAM_OK && link.length > 0 &&
        !dd_url_same_origin(github->api_url, dd_buf_text(url)))
        status = dd_fail(err, DAYDREAM_ERROR_PROTOCOL, SOURCE,
                         "%s/%s/%s: cannot %s: the next page is said to be on another server",
                         github->host, call->org, call->repo, call->doing);
    dd_buf_free(&link);
    return status;
}

/* What one list is made of, page by page. */
struct listing {
    struct dd_github *github;
    struct dd_github_call call;
    const struct dd_github_query *query;
    struct dd_github_issues *out;
    struct dd_github_page page; /* the last one */
    struct dd_buf url;          /* of the page to read; empty behind the last one */
};

/* Take the page that came, and put the next one's address in the place of its own. */
static enum daydream_status take_page(struct listing *list,
                                      const struct daydream_http_response *response,
                                      struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = dd_github_parse_page(&response->body, list->out, &list->page,
                                                       &cause);

    if (status != DAYDREAM_OK)
        return dd_github_misread(list->github, &list->call, response, &cause, err);
    return dd_github_turn_page(list->github, &list->call, response, &list->url, err);
}

/* The same for one that has not changed. */
static enum daydream_status recall_page(struct listing *list,
                                        const struct dd_github_known_page *page,
                                        struct daydream_error *err)
{
    dd_buf_reset(&list->url);
    if (page->next != NULL)
        dd_buf_puts(&list->url, page->next);
    return dd_github_known_recall(page, list->out, err);
}

/* `before`: how many issues the pages before it had. */
static enum daydream_status remember_page(const struct listing *list, const char *url,
                                          size_t before,
                                          const struct daydream_http_response *response,
                                          struct daydream_error *err)
{
    const char *etag = dd_http_header(response, "etag");
    const struct dd_github_issues *issues = list->out;

    if (list->query->seen == NULL)
        return DAYDREAM_OK;
    if (etag == NULL)
        etag = list->call.etag != NULL ? list->call.etag : "";
    return dd_github_known_add(
        list->query->seen, url, etag, list->url.length > 0 ? dd_buf_text(&list->url) : NULL,
        issues->count > before ? &issues->items[before] : NULL, issues->count - before, err);
}

static enum daydream_status read_page(struct listing *list, struct daydream_error *err)
{
    struct daydream_http_response response = {0};
    const struct dd_github_known_page *known = dd_github_known_find(
        list->query->known, dd_buf_text(&list->url), list->github->api_url);
    size_t before = list->out->count;
    char *url = NULL;
    enum daydream_status status = dd_string_set(&url, dd_buf_text(&list->url), err);

    list->call.etag = known != NULL ? known->etag : NULL;
    if (status == DAYDREAM_OK)
        status = dd_github_send(list->github, &list->call, &list->url, NULL, &response, err);
    if (status == DAYDREAM_OK)
        status = response.status == 304 ? recall_page(list, known, err)
                                        : take_page(list, &response, err);
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&list->url, err);
    if (status == DAYDREAM_OK)
        status = remember_page(list, url, before, &response, err);
    dd_http_response_free(&response);
    free(url);
    return status;
}

static bool reaches_back(const struct dd_github_page *page, int64_t since)
{
    return since != 0 && page->entries > 0 && page->newest < since;
}

enum daydream_status dd_github_list(struct dd_github *github, const char *org, const char *repo,
                                    const struct dd_github_query *query,
                                    struct dd_github_issues *out, struct daydream_error *err)
{
    struct listing list = {
        github,
        {.method = "GET", .org = org, .repo = repo, .doing = "list issues", .expected = 200},
        query,
        out,
        {0, 0},
        DD_BUF_INIT};
    enum daydream_status status = DAYDREAM_OK;
    int pages = 0;

    *out = (struct dd_github_issues){.items = NULL};
    list_url(&list.url, github, org, repo, query);
    do {
        status = read_page(&list, err);
    } while (status == DAYDREAM_OK && list.url.length > 0 &&
             !reaches_back(&list.page, query->created_since) && ++pages < MAX_PAGES);
    if (status == DAYDREAM_OK && pages == MAX_PAGES)
        status = dd_fail(err, DAYDREAM_ERROR_REJECTED, SOURCE,
                         "%s/%s/%s: cannot list issues: there are more than %d pages of them; "
                         "close what is done",
                         github->host, org, repo, MAX_PAGES);
    if (status != DAYDREAM_OK)
        dd_github_issues_free(out);
    dd_buf_free(&list.url);
    return status;
}

enum daydream_status dd_github_get(struct dd_github *github, const char *org, const char *repo,
                                   int64_t number, struct dd_github_issue *out,
                                   struct daydream_error *err)
{
    struct dd_github_call call = {
        .method = "GET", .org = org, .repo = repo, .doing = "read an issue", .expected = 200};
    struct dd_buf url = DD_BUF_INIT;
    enum daydream_status status;

    dd_github_issue_url(&url, github, org, repo, number);
    status = dd_github_send_for_issue(github, &call, &url, NULL, out, err);
    if (status == DAYDREAM_OK && out->number != number) {
        dd_github_issue_free(out);
        status = dd_fail(err, DAYDREAM_ERROR_NOT_FOUND, SOURCE,
                         "%s/%s/%s: issue %lld was moved to another repository", github->host, org,
                         repo, (long long)number);
    }
    dd_buf_free(&url);
    return status;
}

/* Who may file issues need not be allowed to ask who they are. */
static enum daydream_status ask_login(struct dd_github *github, struct daydream_error *err)
{
    struct dd_github_call call = {
        .method = "GET", .doing = "ask whose token it is", .expected = 200};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf url = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&url, "%s/user", github->api_url);
    status = dd_github_send_for_text(github, &call, &url, "login", &github->login, &cause);
    if (status == DAYDREAM_ERROR_FORBIDDEN && github->recalled != NULL)
        status = dd_string_set(&github->login, github->recalled, err);
    else if (status != DAYDREAM_OK)
        status = dd_fail_as(err, &cause);
    dd_buf_free(&url);
    return status;
}

enum daydream_status dd_github_login(struct dd_github *github, const char **out,
                                     struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    if (github->login == NULL)
        status = ask_login(github, err);
    *out = github->login;
    return status;
}

enum daydream_status dd_github_recall_login(struct dd_github *github, const char *login,
                                            struct daydream_error *err)
{
    return dd_string_set(&github->recalled, login, err);
}

const char *dd_github_told_login(const struct dd_github *github)
{
    return github->login_told ? github->login : NULL;
}

/* SPDX-License-Identifier: MIT */
/* The requests about comments. */
#include <inttypes.h>

#include "base/error.h"
#include "services/github-call.h"
#include "services/github-json.h"

#define SOURCE    "github"
#define MAX_PAGES 20

enum daydream_status dd_github_comment(struct dd_github *github, const char *org, const char *repo,
                                       int64_t number, const char *body, struct daydream_error *err)
{
    struct dd_github_call call = {
        .method = "POST", .org = org, .repo = repo, .doing = "comment", .expected = 201};
    struct daydream_http_response response = {0};
    struct dd_buf url = DD_BUF_INIT;
    struct dd_buf payload = DD_BUF_INIT;
    enum daydream_status status;

    dd_github_issue_url(&url, github, org, repo, number);
    dd_buf_puts(&url, "/comments");
    dd_github_write_comment(&payload, body);
    status = dd_github_send(github, &call, &url, &payload, &response, err);
    dd_http_response_free(&response);
    dd_buf_free(&url);
    dd_buf_free(&payload);
    return status;
}

/* Read the page at `url`, and put the next one's address there. */
static enum daydream_status read_page(struct dd_github *github, struct dd_github_call *call,
                                      struct dd_buf *url, struct dd_github_comments *out,
                                      struct daydream_error *err)
{
    struct daydream_http_response response = {0};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = dd_github_send(github, call, url, NULL, &response, err);

    if (status == DAYDREAM_OK) {
        status = dd_github_parse_comments(&response.body, out, &cause);
        if (status != DAYDREAM_OK)
            status = dd_github_misread(github, call, &response, &cause, err);
    }
    if (status == DAYDREAM_OK)
        status = dd_github_turn_page(github, call, &response, url, err);
    dd_http_response_free(&response);
    return status;
}

enum daydream_status dd_github_list_comments(struct dd_github *github, const char *org,
                                             const char *repo, int64_t number,
                                             struct dd_github_comments *out,
                                             struct daydream_error *err)
{
    struct dd_github_call call = {
        .method = "GET", .org = org, .repo = repo, .doing = "list comments", .expected = 200};
    struct dd_buf url = DD_BUF_INIT;
    enum daydream_status status;
    int pages = 0;

    *out = (struct dd_github_comments){NULL, 0, 0};
    dd_github_issue_url(&url, github, org, repo, number);
    dd_buf_puts(&url, "/comments?per_page=100");
    do {
        status = read_page(github, &call, &url, out, err);
    } while (status == DAYDREAM_OK && url.length > 0 && ++pages < MAX_PAGES);
    if (status == DAYDREAM_OK && pages == MAX_PAGES)
        status = dd_fail(err, DAYDREAM_ERROR_REJECTED, SOURCE,
                         "%s/%s/%s#%" PRId64 ": cannot list comments: there are more than %d pages",
                         github->host, org, repo, number, MAX_PAGES);
    if (status != DAYDREAM_OK)
        dd_github_comments_free(out);
    dd_buf_free(&url);
    return status;
}

enum daydream_status dd_github_delete_comment(struct dd_github *github, const char *org,
                                              const char *repo, int64_t id,
                                              struct daydream_error *err)
{
    struct dd_github_call call = {
        .method = "DELETE", .org = org, .repo = repo, .doing = "delete a comment", .expected = 204};
    struct daydream_http_response response = {0};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf url = DD_BUF_INIT;
    enum daydream_status status;

    dd_github_repo_url(&url, github, org, repo);
    dd_buf_printf(&url, "/issues/comments/%" PRId64, id);
    status = dd_github_send(github, &call, &url, NULL, &response, &cause);
    if (status == DAYDREAM_ERROR_NOT_FOUND)
        status = DAYDREAM_OK;
    else if (status != DAYDREAM_OK)
        status = dd_fail_as(err, &cause);
    dd_http_response_free(&response);
    dd_buf_free(&url);
    return status;
}

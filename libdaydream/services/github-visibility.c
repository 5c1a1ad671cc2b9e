/* SPDX-License-Identifier: MIT */
/* Who can read a repository. */
#include "services/github-call.h"
#include "services/github-json.h"

enum daydream_status dd_github_is_private(struct dd_github *github, const char *org,
                                          const char *repo, bool *out, struct daydream_error *err)
{
    struct dd_github_call call = {.method = "GET",
                                  .org = org,
                                  .repo = repo,
                                  .doing = "ask whether it is public",
                                  .expected = 200};
    struct daydream_http_response response = {0};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf url = DD_BUF_INIT;
    enum daydream_status status;

    *out = false;
    dd_github_repo_url(&url, github, org, repo);
    status = dd_github_send(github, &call, &url, NULL, &response, err);
    if (status == DAYDREAM_OK) {
        status = dd_github_parse_flag(&response.body, "private", out, &cause);
        if (status != DAYDREAM_OK)
            status = dd_github_misread(github, &call, &response, &cause, err);
    }
    dd_http_response_free(&response);
    dd_buf_free(&url);
    return status;
}

/* SPDX-License-Identifier: MIT */
/* The requests that change something. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "net/url.h"
#include "services/github-call.h"
#include "services/github-json.h"
#include "services/github-recent.h"

/* What is created with our token is ours: `/user` may be refused, this is not. */
static enum daydream_status learn_login(struct dd_github *github,
                                        const struct dd_github_issue *issue,
                                        struct daydream_error *err)
{
    if (*issue->author == '\0')
        return DAYDREAM_OK;
    github->login_told = true;
    return dd_string_set(&github->login, issue->author, err);
}

static enum daydream_status post_draft(struct dd_github *github, const char *org, const char *repo,
                                       const struct dd_github_draft *draft,
                                       struct dd_github_issue *out, struct daydream_error *err)
{
    struct dd_github_call call = {
        .method = "POST", .org = org, .repo = repo, .doing = "create an issue", .expected = 201};
    struct dd_buf url = DD_BUF_INIT;
    struct dd_buf body = DD_BUF_INIT;
    enum daydream_status status;

    dd_github_repo_url(&url, github, org, repo);
    dd_buf_puts(&url, "/issues");
    dd_github_write_draft(&body, draft);
    status = dd_github_send_for_issue(github, &call, &url, &body, out, err);
    dd_buf_free(&url);
    dd_buf_free(&body);
    return status;
}

static void say_unlabelled(const struct dd_github *github, const char *org, const char *repo,
                           const struct dd_github_draft *draft, const struct dd_github_issue *issue)
{
    if (draft->label != NULL && !dd_github_has_label(issue, draft->label))
        dd_log(github->log, DAYDREAM_LOG_WARNING,
               "%s/%s/%s#%" PRId64 " went without the label '%s': the token may not set labels",
               github->host, org, repo, issue->number, draft->label);
}

static bool is_refusal(enum daydream_status status, const struct daydream_error *cause)
{
    return status == DAYDREAM_ERROR_FORBIDDEN ||
           (status == DAYDREAM_ERROR_REJECTED && cause->http_status == 422);
}

enum daydream_status dd_github_create(struct dd_github *github, const char *org, const char *repo,
                                      const struct dd_github_draft *draft,
                                      struct dd_github_issue *out, struct daydream_error *err)
{
    struct dd_github_draft bare = {draft->title, draft->body, NULL};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = post_draft(github, org, repo, draft, out, &cause);

    /* A 403 or 422 made nothing, and may be about the label alone. */
    if (draft->label != NULL && is_refusal(status, &cause)) {
        dd_error_clear(&cause);
        status = post_draft(github, org, repo, &bare, out, &cause);
    }
    if (status != DAYDREAM_OK) {
        dd_github_recent_drop(github, org, repo);
        return dd_fail_as(err, &cause);
    }
    dd_github_recent_add(github, org, repo, out);
    say_unlabelled(github, org, repo, draft, out);
    /* Not to know our login is no reason to lose the issue. */
    if (learn_login(github, out, NULL) != DAYDREAM_OK)
        dd_log(github->log, DAYDREAM_LOG_DEBUG, "no memory for the login");
    return DAYDREAM_OK;
}

/* Change an issue; what was listed of its repository is out of date then. */
static enum daydream_status patch(struct dd_github *github, struct dd_github_call *call,
                                  int64_t number, const struct dd_buf *body,
                                  struct daydream_error *err)
{
    struct daydream_http_response response = {0};
    struct dd_buf url = DD_BUF_INIT;
    enum daydream_status status;

    dd_github_recent_drop(github, call->org, call->repo);
    dd_github_issue_url(&url, github, call->org, call->repo, number);
    status = dd_github_send(github, call, &url, body, &response, err);
    dd_http_response_free(&response);
    dd_buf_free(&url);
    return status;
}

static enum daydream_status patch_closed(struct dd_github *github, const char *org,
                                         const char *repo, int64_t number, const char *reason,
                                         int64_t duplicate_of, struct daydream_error *err)
{
    struct dd_github_call call = {
        .method = "PATCH", .org = org, .repo = repo, .doing = "close an issue", .expected = 200};
    struct dd_buf body = DD_BUF_INIT;
    enum daydream_status status;

    dd_github_write_close(&body, reason, duplicate_of);
    status = patch(github, &call, number, &body, err);
    dd_buf_free(&body);
    return status;
}

enum daydream_status dd_github_close(struct dd_github *github, const char *org, const char *repo,
                                     int64_t number, int64_t duplicate_of,
                                     struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status;

    if (duplicate_of == 0)
        return patch_closed(github, org, repo, number, "completed", 0, err);
    status = patch_closed(github, org, repo, number, "duplicate", duplicate_of, &cause);
    if (status == DAYDREAM_ERROR_REJECTED && cause.http_status == 422)
        return patch_closed(github, org, repo, number, "not_planned", 0, err);
    return status == DAYDREAM_OK ? status : dd_fail_as(err, &cause);
}

enum daydream_status dd_github_edit(struct dd_github *github, const char *org, const char *repo,
                                    int64_t number, const char *body, bool open,
                                    struct daydream_error *err)
{
    struct dd_github_call call = {
        .method = "PATCH", .org = org, .repo = repo, .doing = "change an issue", .expected = 200};
    struct dd_buf payload = DD_BUF_INIT;
    enum daydream_status status;

    dd_github_write_edit(&payload, body, open);
    status = patch(github, &call, number, &payload, err);
    dd_buf_free(&payload);
    return status;
}

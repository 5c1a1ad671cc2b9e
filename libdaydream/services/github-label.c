/* SPDX-License-Identifier: MIT */
/* The label: asked for once per repository. */
#include <stdlib.h>

#include "base/error.h"
#include "net/url.h"
#include "services/github-call.h"
#include "services/github-json.h"

static enum daydream_status find_label(struct dd_github *github, const char *org, const char *repo,
                                       const char *name, struct daydream_error *err)
{
    struct dd_github_call call = {
        .method = "GET", .org = org, .repo = repo, .doing = "look for a label", .expected = 200};
    struct dd_buf url = DD_BUF_INIT;
    char *found = NULL;
    enum daydream_status status;

    dd_github_repo_url(&url, github, org, repo);
    dd_buf_puts(&url, "/labels/");
    dd_url_encode(&url, name);
    status = dd_github_send_for_text(github, &call, &url, "name", &found, err);
    free(found);
    dd_buf_free(&url);
    return status;
}

static enum daydream_status post_label(struct dd_github *github, struct dd_github_call *call,
                                       const struct dd_buf *body, struct daydream_error *err)
{
    struct daydream_http_response response = {0};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf url = DD_BUF_INIT;
    enum daydream_status status;

    dd_github_repo_url(&url, github, call->org, call->repo);
    dd_buf_puts(&url, "/labels");
    status = dd_github_send(github, call, &url, body, &response, &cause);
    /* the one that is wanted */
    if (status == DAYDREAM_ERROR_REJECTED && dd_github_error_has_code(&response, "already_exists"))
        status = DAYDREAM_OK;
    if (status != DAYDREAM_OK)
        (void)dd_fail_as(err, &cause);
    dd_http_response_free(&response);
    dd_buf_free(&url);
    return status;
}

/* Made without a look first, which is one request instead of two where it is missing, as it mostly
 * is when it is asked for. Who may not make labels may still use one that is there. */
static enum daydream_status make_label(struct dd_github *github, const char *org, const char *repo,
                                       const struct dd_github_label *label,
                                       struct daydream_error *err)
{
    struct dd_github_call call = {
        .method = "POST", .org = org, .repo = repo, .doing = "create a label", .expected = 201};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf body = DD_BUF_INIT;
    enum daydream_status status;

    dd_github_write_label(&body, label->name, label->colour, label->description);
    status = post_label(github, &call, &body, &cause);
    if ((status == DAYDREAM_ERROR_FORBIDDEN || status == DAYDREAM_ERROR_NOT_FOUND) &&
        find_label(github, org, repo, label->name, NULL) == DAYDREAM_OK)
        status = DAYDREAM_OK;
    else if (status != DAYDREAM_OK)
        (void)dd_fail_as(err, &cause);
    dd_buf_free(&body);
    return status;
}

/* What the server said of a label holds for as long as we work. */
static void remember(struct dd_github *github, const char *key, enum daydream_status status)
{
    struct dd_strings *list = status == DAYDREAM_OK ? &github->labels : &github->no_labels;

    if (status != DAYDREAM_OK && status != DAYDREAM_ERROR_FORBIDDEN &&
        status != DAYDREAM_ERROR_REJECTED)
        return;
    if (dd_strings_add(list, key, NULL) != DAYDREAM_OK)
        dd_log(github->log, DAYDREAM_LOG_DEBUG, "no memory to remember a label");
}

static enum daydream_status refused_before(const struct dd_github *github, const char *org,
                                           const char *repo, struct daydream_error *err)
{
    const struct dd_github_call call = {
        .method = "POST", .org = org, .repo = repo, .doing = "create a label"};
    struct dd_github_asked asked = dd_github_asked_by(github, &call);

    return dd_github_not_asked(&asked, DAYDREAM_ERROR_FORBIDDEN, "it was refused before", 0, err);
}

static enum daydream_status write_key(struct dd_buf *out, const char *org, const char *repo,
                                      const char *name, struct daydream_error *err)
{
    dd_buf_printf(out, "%s/%s %s", org, repo, name);
    return dd_buf_status(out, err);
}

enum daydream_status dd_github_ensure_label(struct dd_github *github, const char *org,
                                            const char *repo, const struct dd_github_label *label,
                                            struct daydream_error *err)
{
    struct dd_buf key = DD_BUF_INIT;
    enum daydream_status status = write_key(&key, org, repo, label->name, err);

    if (status == DAYDREAM_OK && dd_strings_has(&github->no_labels, dd_buf_text(&key)))
        status = refused_before(github, org, repo, err);
    else if (status == DAYDREAM_OK && !dd_strings_has(&github->labels, dd_buf_text(&key))) {
        status = make_label(github, org, repo, label, err);
        remember(github, dd_buf_text(&key), status);
    }
    dd_buf_free(&key);
    return status;
}

enum daydream_status dd_github_recall_label(struct dd_github *github, const char *org,
                                            const char *repo, const char *name,
                                            struct daydream_error *err)
{
    struct dd_buf key = DD_BUF_INIT;
    enum daydream_status status = write_key(&key, org, repo, name, err);

    if (status == DAYDREAM_OK && !dd_strings_has(&github->labels, dd_buf_text(&key)))
        status = dd_strings_add(&github->labels, dd_buf_text(&key), err);
    dd_buf_free(&key);
    return status;
}

enum daydream_status dd_github_knows_label(const struct dd_github *github, const char *org,
                                           const char *repo, const char *name, bool *out,
                                           struct daydream_error *err)
{
    struct dd_buf key = DD_BUF_INIT;
    enum daydream_status status = write_key(&key, org, repo, name, err);

    *out = status == DAYDREAM_OK && dd_strings_has(&github->labels, dd_buf_text(&key));
    dd_buf_free(&key);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "net/url.h"
#include "services/github-call.h"
#include "services/github-json.h"
#include "services/github-pace.h"

#define SOURCE     "github"
#define TIMEOUT_MS 60000

static bool is_write(const struct dd_github_call *call)
{
    return strcmp(call->method, "GET") != 0;
}

static enum daydream_status transfer(struct dd_github *github, const struct dd_github_call *call,
                                     struct daydream_http_response *response,
                                     struct daydream_error *err)
{
    struct dd_buf known = DD_BUF_INIT;
    const char *headers[7] = {"User-Agent: daydream/" DAYDREAM_VERSION,
                              "Accept: application/vnd.github+json",
                              "X-GitHub-Api-Version: 2022-11-28", github->authorization};
    struct daydream_http_request request = {.method = call->method,
                                            .url = call->url,
                                            .headers = headers,
                                            .body = call->body,
                                            .timeout_ms = TIMEOUT_MS};
    size_t count = 4;
    enum daydream_status status;

    if (call->etag != NULL)
        dd_buf_printf(&known, "If-None-Match: %s", call->etag);
    if (call->body != NULL) {
        request.body_length = strlen(call->body);
        headers[count++] = "Content-Type: application/json";
    }
    if (known.length > 0)
        headers[count++] = dd_buf_text(&known);
    status = dd_buf_status(&known, err);
    if (status == DAYDREAM_OK)
        status = dd_http_send(github->http, &request, response, err);
    dd_buf_free(&known);
    return status;
}

/* A redirect was followed: the repository has another name by now. Said once where possible. */
static void say_moved(struct dd_github *github, const struct dd_github_call *call,
                      const struct daydream_http_response *response)
{
    struct dd_buf name = DD_BUF_INIT;

    if (response->moved_to == NULL || call->org == NULL)
        return;
    dd_buf_printf(&name, "%s/%s", call->org, call->repo);
    if (!dd_strings_has(&github->moved, dd_buf_text(&name))) {
        dd_log(github->log, DAYDREAM_LOG_WARNING,
               "%s/%s/%s was renamed or moved: set its present name in projects.json", github->host,
               call->org, call->repo);
        if (dd_strings_add(&github->moved, dd_buf_text(&name), NULL) != DAYDREAM_OK)
            dd_log(github->log, DAYDREAM_LOG_DEBUG, "no memory to remember the move");
    }
    dd_buf_free(&name);
}

struct dd_github_asked dd_github_asked_by(const struct dd_github *github,
                                          const struct dd_github_call *call)
{
    return (struct dd_github_asked){.method = call->method,
                                    .host = github->host,
                                    .org = call->org,
                                    .repo = call->repo,
                                    .doing = call->doing,
                                    .redactor = github->redactor,
                                    .token = github->token,
                                    .limits = github->pace.limits};
}

static enum daydream_status judge(const struct dd_github *github, const struct dd_github_call *call,
                                  const struct daydream_http_response *response,
                                  struct daydream_error *err)
{
    struct dd_github_asked asked = dd_github_asked_by(github, call);

    if (call->etag != NULL && response->status == 304)
        return DAYDREAM_OK;
    if (response->status != call->expected || (!is_write(call) && !dd_github_is_json(response)))
        return dd_github_error(&asked, response, dd_clock_now(github->clock), err);
    if (!dd_github_is_json(response))
        return dd_github_unreadable(&asked, response, "no JSON; is a login page in the way?", err);
    return DAYDREAM_OK;
}

static enum daydream_status try_once(struct dd_github *github, const struct dd_github_call *call,
                                     struct dd_github_attempt *attempt,
                                     struct daydream_http_response *response,
                                     struct daydream_error *cause)
{
    enum daydream_status status = dd_github_pace_enter(github, call, cause);
    int64_t began = dd_clock_monotonic_ms();

    attempt->asked = status == DAYDREAM_OK;
    if (!attempt->asked)
        return status;
    status = transfer(github, call, response, cause);
    if (status == DAYDREAM_OK) {
        say_moved(github, call, response);
        status = judge(github, call, response, cause);
    }
    attempt->took = dd_clock_monotonic_ms() - began;
    dd_github_pace_leave(github, call, attempt, response, cause);
    return status;
}

static enum daydream_status exchange(struct dd_github *github, const struct dd_github_call *call,
                                     struct daydream_http_response *response,
                                     struct daydream_error *err)
{
    struct dd_github_attempt attempt = {0};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = try_once(github, call, &attempt, response, &cause);

    while (status != DAYDREAM_OK && dd_github_pace_again(github, call, &attempt, &cause)) {
        dd_log(github->log, DAYDREAM_LOG_INFO, "once more: %s", cause.text);
        dd_http_response_free(response);
        dd_error_clear(&cause);
        attempt.number++;
        status = try_once(github, call, &attempt, response, &cause);
    }
    return status == DAYDREAM_OK ? status : dd_fail_as(err, &cause);
}

enum daydream_status dd_github_misread(const struct dd_github *github,
                                       const struct dd_github_call *call,
                                       const struct daydream_http_response *response,
                                       const struct daydream_error *cause,
                                       struct daydream_error *err)
{
    struct dd_github_asked asked = dd_github_asked_by(github, call);

    if (cause->code == DAYDREAM_ERROR_NOT_FOUND)
        return dd_fail(err, cause->code, SOURCE, "%s/%s/%s: cannot %s: %s", github->host, call->org,
                       call->repo, call->doing, cause->text);
    return dd_github_unreadable(&asked, response, cause->text, err);
}

void dd_github_repo_url(struct dd_buf *out, const struct dd_github *github, const char *org,
                        const char *repo)
{
    dd_buf_printf(out, "%s/repos/", github->api_url);
    dd_url_encode(out, org);
    dd_buf_putc(out, '/');
    dd_url_encode(out, repo);
}

void dd_github_issue_url(struct dd_buf *out, const struct dd_github *github, const char *org,
                         const char *repo, int64_t number)
{
    dd_github_repo_url(out, github, org, repo);
    dd_buf_printf(out, "/issues/%" PRId64, number);
}

enum daydream_status dd_github_send(struct dd_github *github, struct dd_github_call *call,
                                    const struct dd_buf *url, const struct dd_buf *body,
                                    struct daydream_http_response *response,
                                    struct daydream_error *err)
{
    enum daydream_status status = dd_buf_status(url, err);

    if (status == DAYDREAM_OK && body != NULL)
        status = dd_buf_status(body, err);
    if (status != DAYDREAM_OK)
        return status;
    call->url = dd_buf_text(url);
    call->body = body != NULL ? dd_buf_text(body) : NULL;
    return exchange(github, call, response, err);
}

enum daydream_status dd_github_send_for_issue(struct dd_github *github, struct dd_github_call *call,
                                              const struct dd_buf *url, const struct dd_buf *body,
                                              struct dd_github_issue *out,
                                              struct daydream_error *err)
{
    struct daydream_http_response response = {0};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = dd_github_send(github, call, url, body, &response, err);

    *out = (struct dd_github_issue){0};
    if (status == DAYDREAM_OK) {
        status = dd_github_parse_issue(&response.body, out, &cause);
        if (status != DAYDREAM_OK)
            status = dd_github_misread(github, call, &response, &cause, err);
    }
    dd_http_response_free(&response);
    return status;
}

enum daydream_status dd_github_send_for_text(struct dd_github *github, struct dd_github_call *call,
                                             const struct dd_buf *url, const char *key, char **out,
                                             struct daydream_error *err)
{
    struct daydream_http_response response = {0};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = dd_github_send(github, call, url, NULL, &response, err);

    *out = NULL;
    if (status == DAYDREAM_OK) {
        status = dd_github_parse_text(&response.body, key, out, &cause);
        if (status != DAYDREAM_OK)
            status = dd_github_misread(github, call, &response, &cause, err);
    }
    dd_http_response_free(&response);
    return status;
}

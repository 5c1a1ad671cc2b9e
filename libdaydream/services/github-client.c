/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "net/ascii.h"
#include "net/url.h"
#include "services/github-client.h"
#include "services/github-pace.h"
#include "services/github-recent.h"

#define SOURCE              "github"
#define PUBLIC_HOST         "github.com"
#define PUBLIC_API          "https://api.github.com"
#define LONGEST_TOKEN_BYTES 4096

static bool is_token(const char *token)
{
    size_t length = strlen(token);

    for (size_t i = 0; i < length; i++)
        if (token[i] <= ' ' || token[i] > '~')
            return false;
    return length > 0 && length <= LONGEST_TOKEN_BYTES;
}

static enum daydream_status choose_api(const struct dd_github_options *options, char **out,
                                       struct daydream_error *err)
{
    struct dd_buf url = DD_BUF_INIT;

    if (options->api_url != NULL)
        dd_buf_puts(&url, options->api_url);
    else if (dd_ascii_same(options->host, PUBLIC_HOST, sizeof PUBLIC_HOST))
        dd_buf_puts(&url, PUBLIC_API);
    else
        dd_buf_printf(&url, "https://%s/api/v3", options->host);
    while (url.length > 0 && url.data[url.length - 1] == '/')
        dd_buf_truncate(&url, url.length - 1);
    return dd_buf_take(&url, out, err);
}

static enum daydream_status check(const struct dd_github_options *options, const char *api_url,
                                  struct daydream_error *err)
{
    if (options->token == NULL || !is_token(options->token))
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE,
                       "the token for %s is empty or holds something that no token has: set it "
                       "again, without blanks and line breaks",
                       options->host);
    if (!dd_url_allowed(api_url) || strpbrk(api_url, "?#") != NULL)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE,
                       "the API address of %s has to be an https URL without a query (http only "
                       "on loopback)",
                       options->host);
    return DAYDREAM_OK;
}

static enum daydream_status fill(struct dd_github *github, const struct dd_github_options *options,
                                 struct daydream_error *err)
{
    struct dd_buf header = DD_BUF_INIT;
    enum daydream_status status = choose_api(options, &github->api_url, err);

    if (status == DAYDREAM_OK)
        status = check(options, github->api_url, err);
    if (status == DAYDREAM_OK)
        status = dd_string_set(&github->host, options->host, err);
    if (status == DAYDREAM_OK)
        status = dd_string_set(&github->token, options->token, err);
    if (status == DAYDREAM_OK) {
        dd_buf_printf(&header, "Authorization: Bearer %s", options->token);
        status = dd_buf_take(&header, &github->authorization, err);
    }
    dd_buf_free(&header);
    return status;
}

enum daydream_status dd_github_new(const struct dd_github_options *options, struct dd_github **out,
                                   struct daydream_error *err)
{
    struct dd_github *github = calloc(1, sizeof *github);
    enum daydream_status status;

    *out = NULL;
    if (github == NULL)
        return dd_fail_memory(err);
    github->http = options->http;
    github->clock = options->clock;
    github->log = options->log;
    github->redactor = options->redactor;
    github->budget = options->budget;
    dd_github_begin(github);
    status = fill(github, options, err);
    if (status != DAYDREAM_OK) {
        dd_github_free(github);
        return status;
    }
    *out = github;
    return DAYDREAM_OK;
}

void dd_github_begin(struct dd_github *github)
{
    dd_github_pace_begin(&github->pace);
    dd_github_recent_free(github);
}

void dd_github_free(struct dd_github *github)
{
    if (github == NULL)
        return;
    free(github->host);
    free(github->api_url);
    free(github->token);
    free(github->authorization);
    free(github->login);
    free(github->recalled);
    dd_strings_free(&github->moved);
    dd_strings_free(&github->labels);
    dd_strings_free(&github->no_labels);
    dd_github_pace_free(&github->pace);
    dd_github_recent_free(github);
    free(github);
}

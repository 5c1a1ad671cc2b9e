/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "net/url.h"
#include "services/github-error.h"
#include "services/link.h"
#include "services/sentry-error.h"
#include "services/sentry-json.h"

#define SOURCE        "sentry"
#define PUBLIC_URL    "https://sentry.io"
#define TIMEOUT_MS    60000
#define MOST_PAGES    10
#define PAUSE_MS      2000 /* before asking an ill server again */
#define LONGEST_PAUSE 60   /* seconds of a rate limit that are waited out */
#define LIST_QUERY    "statsPeriod=24h&limit=100"

struct dd_sentry {
    struct dd_http *http;
    const struct dd_clock *clock;
    const struct dd_log *log;
    const struct dd_redactor *redactor;
    bool offline;
    struct dd_sentry_account account;
    char *url;           /* without a slash at its end */
    char *authorization; /* the header with the token; NULL without one */
};

static enum daydream_status fill(struct dd_sentry *sentry, struct daydream_error *err)
{
    const char *given = sentry->account.url != NULL ? sentry->account.url : PUBLIC_URL;
    struct dd_buf url = DD_BUF_INIT;
    struct dd_buf header = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_puts(&url, given);
    while (url.length > 0 && url.data[url.length - 1] == '/')
        dd_buf_truncate(&url, url.length - 1);
    status = dd_buf_take(&url, &sentry->url, err);
    if (status == DAYDREAM_OK && sentry->account.token != NULL) {
        dd_buf_printf(&header, "Authorization: Bearer %s", sentry->account.token);
        status = dd_buf_take(&header, &sentry->authorization, err);
    }
    dd_buf_free(&url);
    dd_buf_free(&header);
    return status;
}

enum daydream_status dd_sentry_new(const struct dd_sentry_options *options,
                                   struct dd_sentry_account *account_take, struct dd_sentry **out,
                                   struct daydream_error *err)
{
    struct dd_sentry *sentry = calloc(1, sizeof *sentry);
    enum daydream_status status;

    *out = NULL;
    if (sentry == NULL) {
        dd_sentry_account_free(account_take);
        return dd_fail_memory(err);
    }
    sentry->http = options->http;
    sentry->clock = options->clock;
    sentry->log = options->log;
    sentry->redactor = options->redactor;
    sentry->offline = options->offline;
    sentry->account = *account_take;
    *account_take = (struct dd_sentry_account){NULL, NULL, NULL, NULL};
    status = fill(sentry, err);
    if (status != DAYDREAM_OK) {
        dd_sentry_free(sentry);
        return status;
    }
    *out = sentry;
    return DAYDREAM_OK;
}

void dd_sentry_free(struct dd_sentry *sentry)
{
    if (sentry == NULL)
        return;
    dd_sentry_account_free(&sentry->account);
    free(sentry->url);
    free(sentry->authorization);
    free(sentry);
}

const char *dd_sentry_lacks(const struct dd_sentry *sentry)
{
    if (sentry->account.token == NULL)
        return "no token for Sentry: set SENTRY_AUTH_TOKEN, or write it into ~/.sentryclirc";
    if (sentry->account.org == NULL)
        return "no organization at Sentry: set SENTRY_ORG, or sentry.org of the project in "
               "projects.json";
    if (sentry->account.project == NULL)
        return "no project at Sentry: set SENTRY_PROJECT, or sentry.project in projects.json";
    return sentry->offline
               ? "Sentry was not asked: this run is offline; run again without --offline"
               : NULL;
}

static bool is_number(const char *text)
{
    return text[strspn(text, "0123456789")] == '\0';
}

/* The list takes numbers of projects only; a slug is a word of the search, over all of them. */
static void write_url(struct dd_buf *out, const struct dd_sentry *sentry)
{
    const char *project = sentry->account.project;

    dd_buf_printf(out, "%s/api/0/organizations/", sentry->url);
    dd_url_encode(out, sentry->account.org);
    dd_buf_puts(out, "/issues/?" LIST_QUERY "&project=");
    dd_url_encode(out, is_number(project) ? project : "-1");
    dd_buf_puts(out, "&query=");
    dd_url_encode(out, "is:unresolved");
    if (is_number(project))
        return;
    dd_url_encode(out, " project:");
    dd_url_encode(out, project);
}

static enum daydream_status try_once(struct dd_sentry *sentry, const char *url,
                                     struct daydream_http_response *response,
                                     struct daydream_error *err)
{
    const char *const headers[] = {"User-Agent: daydream/" DAYDREAM_VERSION,
                                   "Accept: application/json", sentry->authorization, NULL};
    const struct daydream_http_request request = {
        .method = "GET", .url = url, .headers = headers, .timeout_ms = TIMEOUT_MS};
    enum daydream_status status = dd_http_send(sentry->http, &request, response, err);

    if (status == DAYDREAM_OK && (response->status != 200 || !dd_github_is_json(response)))
        status = dd_sentry_error(&sentry->account, sentry->url, sentry->redactor, response,
                                 dd_clock_now(sentry->clock), err);
    return status;
}

/* How long to wait before asking once more; false where that would be in vain, or too long. */
static bool may_pass(const struct dd_sentry *sentry, const struct daydream_error *cause,
                     int64_t *wait_ms)
{
    int64_t seconds = cause->retry_at - dd_clock_now(sentry->clock);

    *wait_ms = PAUSE_MS;
    if (cause->code == DAYDREAM_ERROR_SERVER || cause->code == DAYDREAM_ERROR_NETWORK)
        return true;
    if (cause->code != DAYDREAM_ERROR_RATE_LIMIT || seconds > LONGEST_PAUSE)
        return false;
    *wait_ms = seconds > 0 ? seconds * 1000 : PAUSE_MS;
    return true;
}

static enum daydream_status get(struct dd_sentry *sentry, const char *url,
                                struct daydream_http_response *response, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = try_once(sentry, url, response, &cause);
    int64_t wait_ms = 0;

    if (status != DAYDREAM_OK && may_pass(sentry, &cause, &wait_ms)) {
        dd_log(sentry->log, DAYDREAM_LOG_INFO, "once more: %s", cause.text);
        dd_http_response_free(response);
        dd_error_clear(&cause);
        dd_clock_sleep(sentry->clock, wait_ms);
        status = try_once(sentry, url, response, &cause);
    }
    return status == DAYDREAM_OK ? status : dd_fail_as(err, &cause);
}

/* The next page's address, in place of this one's; empty after the last. */
static enum daydream_status turn_page(const struct dd_sentry *sentry,
                                      const struct daydream_http_response *response,
                                      struct dd_buf *url, struct daydream_error *err)
{
    struct dd_buf link = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    dd_buf_reset(url);
    if (dd_link_next(dd_http_header(response, "link"), &link)) {
        dd_url_resolve(url, sentry->url, dd_buf_text(&link));
        if (link.failed || !dd_url_same_origin(sentry->url, dd_buf_text(url)))
            status = dd_sentry_unreadable(&sentry->account, sentry->url, response,
                                          "its next page is on another server", err);
    }
    dd_buf_free(&link);
    return status;
}

static enum daydream_status read_page(struct dd_sentry *sentry, struct dd_buf *url,
                                      struct dd_sentry_issues *out, struct daydream_error *err)
{
    struct daydream_http_response response = {0};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = get(sentry, dd_buf_text(url), &response, err);

    if (status == DAYDREAM_OK &&
        (status = dd_sentry_parse_page(&response.body, out, &cause)) != DAYDREAM_OK)
        status = cause.code == DAYDREAM_ERROR_MEMORY
                     ? dd_fail_as(err, &cause)
                     : dd_sentry_unreadable(&sentry->account, sentry->url, &response, cause.text,
                                            err);
    if (status == DAYDREAM_OK)
        status = turn_page(sentry, &response, url, err);
    dd_http_response_free(&response);
    return status;
}

enum daydream_status dd_sentry_unresolved(struct dd_sentry *sentry, struct dd_sentry_issues *out,
                                          struct daydream_error *err)
{
    struct dd_buf url = DD_BUF_INIT;
    enum daydream_status status;
    int pages = 0;

    write_url(&url, sentry);
    status = dd_buf_status(&url, err);
    while (status == DAYDREAM_OK && url.length > 0 && pages++ < MOST_PAGES)
        status = read_page(sentry, &url, out, err);
    out->more = status == DAYDREAM_OK && url.length > 0;
    dd_buf_free(&url);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "net/url.h"
#include "services/github-error.h"
#include "services/github-limit.h"
#include "services/sentry-error.h"
#include "services/sentry-json.h"
#include "text/foreign.h"

#define SOURCE          "sentry"
#define LONGEST_MESSAGE 80
#define LONGEST_NUMBER  15 /* digits; far below what fits into int64_t */
#define MINUTE_SECONDS  60

/* The first row counts that holds the status. */
static const struct meaning {
    int from;
    int to;
    enum daydream_status code;
    const char *remedy;
} meanings[] = {
    {300, 399, DAYDREAM_ERROR_PROTOCOL, "it sends us elsewhere; check SENTRY_URL"},
    {400, 400, DAYDREAM_ERROR_REJECTED, "the question is refused; check SENTRY_PROJECT"},
    {401, 401, DAYDREAM_ERROR_AUTH, "the token is not accepted; renew SENTRY_AUTH_TOKEN"},
    {403, 403, DAYDREAM_ERROR_FORBIDDEN, "the token may not do that; give it the scope event:read"},
    {404, 404, DAYDREAM_ERROR_NOT_FOUND,
     "there is no such organization, or the token may not see it; check SENTRY_ORG and SENTRY_URL"},
    {429, 429, DAYDREAM_ERROR_RATE_LIMIT, "too many requests"},
    {400, 499, DAYDREAM_ERROR_REJECTED, "the server refuses the request"},
    {500, 599, DAYDREAM_ERROR_SERVER, "the server is ill; try again later"},
    {0, 999, DAYDREAM_ERROR_PROTOCOL, "Sentry has no such answer; check SENTRY_URL"},
};

static const struct meaning web_page = {
    0, 0, DAYDREAM_ERROR_PROTOCOL,
    "a web page came instead of an answer; is a login page in the way, or SENTRY_URL wrong?"};

static const struct meaning *meaning_of(const struct daydream_http_response *response)
{
    const struct meaning *meaning = meanings;

    if (response->status < 300 && !dd_github_is_json(response))
        return &web_page;
    while (response->status < meaning->from || response->status > meaning->to)
        meaning++;
    return meaning;
}

/* docs.sentry.io/api/ratelimits: X-Sentry-Rate-Limit-Reset holds epoch seconds. */
static bool read_reset(const struct daydream_http_response *response, int64_t *out)
{
    const char *value = dd_http_header(response, "x-sentry-rate-limit-reset");
    size_t digits = value != NULL ? strspn(value, "0123456789") : 0;

    *out = 0;
    for (size_t i = 0; i < digits && digits <= LONGEST_NUMBER; i++)
        *out = *out * 10 + (value[i] - '0');
    return *out > 0;
}

static int64_t retry_time(const struct daydream_http_response *response, int64_t now)
{
    int64_t at = 0;

    if (response->status != 429)
        return 0;
    if (dd_github_retry_after(response, now, &at))
        return at;
    return read_reset(response, &at) && at > now ? at : now + MINUTE_SECONDS;
}

/* "https://sentry.io, acme: cannot list issues: " */
static void begin_text(struct dd_buf *out, const struct dd_sentry_account *account, const char *url)
{
    dd_url_show(out, url);
    dd_buf_printf(out, ", %s: cannot list issues: ", account->org);
}

/* What the server says, in one line that holds nothing but text. */
static enum daydream_status add_message(const struct dd_sentry_account *account,
                                        const struct dd_redactor *redactor,
                                        const struct daydream_http_response *response,
                                        struct dd_buf *out, struct daydream_error *err)
{
    struct dd_buf raw = DD_BUF_INIT;
    enum daydream_status status;

    dd_sentry_parse_detail(&response->body, &raw);
    status = dd_buf_status(&raw, err);
    if (status == DAYDREAM_OK && raw.length > 0 &&
        strstr(dd_buf_text(&raw), account->token) == NULL) {
        dd_buf_puts(out, ": ");
        status = dd_foreign_line(redactor, dd_buf_text(&raw), raw.length, LONGEST_MESSAGE, out,
                                 err);
    }
    dd_buf_free(&raw);
    return status;
}

static enum daydream_status write_text(const struct dd_sentry_account *account, const char *url,
                                       const struct dd_redactor *redactor,
                                       const struct daydream_http_response *response,
                                       const char *remedy, int64_t retry_at, struct dd_buf *out,
                                       struct daydream_error *err)
{
    char time[DD_RFC3339_SIZE];
    enum daydream_status status;

    begin_text(out, account, url);
    dd_buf_puts(out, remedy);
    if (retry_at != 0) {
        dd_rfc3339_format(retry_at, time);
        dd_buf_printf(out, "; try again after %s", time);
    }
    dd_buf_printf(out, " (%d", response->status);
    status = add_message(account, redactor, response, out, err);
    dd_buf_putc(out, ')');
    return status == DAYDREAM_OK ? dd_buf_status(out, err) : status;
}

static enum daydream_status fail(enum daydream_status code, int http_status, int64_t retry_at,
                                 const char *text, struct daydream_error *err)
{
    if (err != NULL && err->code == DAYDREAM_OK) {
        err->http_status = http_status;
        err->retry_at = retry_at;
    }
    return dd_fail(err, code, SOURCE, "%s", text);
}

enum daydream_status dd_sentry_error(const struct dd_sentry_account *account, const char *url,
                                     const struct dd_redactor *redactor,
                                     const struct daydream_http_response *response, int64_t now,
                                     struct daydream_error *err)
{
    const struct meaning *meaning = meaning_of(response);
    int64_t retry_at = retry_time(response, now);
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status = write_text(account, url, redactor, response, meaning->remedy,
                                             retry_at, &text, err);

    if (status == DAYDREAM_OK)
        status = fail(meaning->code, response->status, retry_at, dd_buf_text(&text), err);
    dd_buf_free(&text);
    return status;
}

enum daydream_status dd_sentry_unreadable(const struct dd_sentry_account *account, const char *url,
                                          const struct daydream_http_response *response,
                                          const char *why, struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    begin_text(&text, account, url);
    dd_buf_printf(&text, "the answer (%d) is not what Sentry promises: %s", response->status, why);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = fail(DAYDREAM_ERROR_PROTOCOL, response->status, 0, dd_buf_text(&text), err);
    dd_buf_free(&text);
    return status;
}

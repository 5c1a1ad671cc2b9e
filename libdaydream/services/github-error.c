/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "net/ascii.h"
#include "services/github-error.h"
#include "services/github-limit.h"
#include "text/foreign.h"

#define SOURCE          "github"
#define LONGEST_MESSAGE 120 /* bytes of the server's own words: an error text has 255 */
#define MOST_ERRORS     3

/* What an answer means for the caller. The first row counts that holds the status and, where it
 * names any, whose words the server has said. */
struct meaning {
    int from;
    int to;
    const char *words; /* NULL: whatever it says */
    enum daydream_status code;
    const char *remedy;
};

static const struct meaning meanings[] = {
    {301, 301, NULL, DAYDREAM_ERROR_PROTOCOL,
     "it was moved; set its present name in projects.json"},
    {307, 308, NULL, DAYDREAM_ERROR_PROTOCOL,
     "it was moved; set its present name in projects.json"},
    {300, 399, NULL, DAYDREAM_ERROR_PROTOCOL,
     "it sends us elsewhere, as login pages do; is a proxy in the way, or the API address wrong?"},
    {401, 401, NULL, DAYDREAM_ERROR_AUTH, "the token is not accepted; renew it"},
    {403, 403, "archived", DAYDREAM_ERROR_FORBIDDEN,
     "the repository is archived; take it out of projects.json, or unarchive it"},
    {403, 403, "SAML", DAYDREAM_ERROR_FORBIDDEN,
     "authorise the token for the organisation's single sign-on"},
    {403, 403, "IP allow list", DAYDREAM_ERROR_FORBIDDEN,
     "the organisation takes nothing from this network; have its address allowed there"},
    {403, 403, NULL, DAYDREAM_ERROR_FORBIDDEN, "the token may not do that"},
    {404, 404, NULL, DAYDREAM_ERROR_NOT_FOUND,
     "it does not exist, or the token may not see it; check the name and the token's repositories"},
    {407, 407, NULL, DAYDREAM_ERROR_NETWORK,
     "the proxy wants to know who asks; set user and password in its variable"},
    {410, 410, "disabled", DAYDREAM_ERROR_GONE,
     "Issues are off there; switch them on in its settings, or take it out of projects.json"},
    {400, 410, "version", DAYDREAM_ERROR_REJECTED,
     "this GitHub does not speak version 2022-11-28 of its API; update it, or daydream"},
    {410, 410, NULL, DAYDREAM_ERROR_GONE, "it is gone; see whether Issues are on in its settings"},
    {451, 451, NULL, DAYDREAM_ERROR_REJECTED, "it was closed for legal reasons"},
    {400, 499, NULL, DAYDREAM_ERROR_REJECTED, "the server refuses the request"},
    {500, 599, NULL, DAYDREAM_ERROR_SERVER, "the server is ill; try again later"},
    {0, 999, NULL, DAYDREAM_ERROR_PROTOCOL, "GitHub has no such answer; check the API address"},
};

static const struct meaning limited = {0, 0, NULL, DAYDREAM_ERROR_RATE_LIMIT, "too many requests"};
static const struct meaning web_page = {
    0, 0, NULL, DAYDREAM_ERROR_PROTOCOL,
    "a web page came instead of an answer; is a proxy or login page in the way, or the API "
    "address wrong?"};
static const struct meaning half_done = {
    0, 0, NULL, DAYDREAM_ERROR_AMBIGUOUS,
    "the server is ill and may have done it all the same; look before trying again"};

static bool holds(const struct meaning *meaning, int status, const char *message)
{
    return status >= meaning->from && status <= meaning->to &&
           (meaning->words == NULL || strstr(message, meaning->words) != NULL);
}

static const struct meaning *meaning_of(int status, const char *message)
{
    const struct meaning *meaning = meanings;

    while (!holds(meaning, status, message))
        meaning++;
    return meaning;
}

static bool is_post(const struct dd_github_asked *asked)
{
    return strcmp(asked->method, "POST") == 0;
}

bool dd_github_is_json(const struct daydream_http_response *response)
{
    const char *type = dd_http_header(response, "content-type");

    if (type == NULL)
        return true;
    for (; *type != '\0' && *type != ';'; type++)
        if (dd_ascii_same(type, "json", 4))
            return true;
    return false;
}

/* The answer as JSON, NULL when it is none; owned: json_object_put(). */
static struct json_object *parse_body(const struct daydream_http_response *response)
{
    struct json_object *json = NULL;

    if (!dd_github_is_json(response) ||
        dd_json_parse(dd_buf_text(&response->body), response->body.length, SOURCE,
                      DAYDREAM_ERROR_PROTOCOL, &json, NULL) != DAYDREAM_OK)
        return NULL;
    return json;
}

static struct json_object *errors_of(struct json_object *json)
{
    struct json_object *errors = NULL;

    return dd_json_array(json, "errors", &errors) == DD_JSON_OK ? errors : NULL;
}

static size_t count_of(struct json_object *array)
{
    return array != NULL ? json_object_array_length(array) : 0;
}

bool dd_github_error_has_code(const struct daydream_http_response *response, const char *code)
{
    struct json_object *json = parse_body(response);
    struct json_object *errors = errors_of(json);
    bool found = false;

    for (size_t i = 0; i < count_of(errors) && !found; i++)
        found = strcmp(dd_json_text(json_object_array_get_idx(errors, i), "code", ""), code) == 0;
    json_object_put(json);
    return found;
}

/* "; body: custom, body is too long". Some errors are a mere text. */
static void add_detail(struct dd_buf *out, struct json_object *error)
{
    const char *field = dd_json_text(error, "field", "");
    const char *code = dd_json_text(error, "code", "");
    const char *message = dd_json_text(error, "message", "");

    if (json_object_is_type(error, json_type_string))
        message = json_object_get_string(error);
    dd_buf_printf(out, "; %s%s%s%s%s", field, *field != '\0' ? ": " : "", code,
                  *code != '\0' && *message != '\0' ? ", " : "", message);
}

/* What the server says, in one line that holds nothing but text. */
static enum daydream_status read_message(const struct dd_github_asked *asked,
                                         struct json_object *json, struct dd_buf *out,
                                         struct daydream_error *err)
{
    struct dd_buf raw = DD_BUF_INIT;
    struct json_object *errors = errors_of(json);
    enum daydream_status status;

    dd_buf_puts(&raw, dd_json_text(json, "message", ""));
    for (size_t i = 0; i < count_of(errors) && i < MOST_ERRORS; i++)
        add_detail(&raw, json_object_array_get_idx(errors, i));
    status = dd_buf_status(&raw, err);
    if (status == DAYDREAM_OK &&
        (asked->token == NULL || strstr(dd_buf_text(&raw), asked->token) == NULL))
        status = dd_foreign_line(asked->redactor, dd_buf_text(&raw), raw.length, LONGEST_MESSAGE,
                                 out, err);
    dd_buf_free(&raw);
    return status;
}

static const struct meaning *interpret(const struct dd_github_asked *asked,
                                       const struct daydream_http_response *response,
                                       const char *message)
{
    int status = response->status;

    if ((status == 403 || status == 429) && dd_github_is_limited(response, message))
        return &limited;
    if (status >= 500 && status <= 599)
        return is_post(asked) ? &half_done : meaning_of(status, message);
    return dd_github_is_json(response) || status == 407 ? meaning_of(status, message) : &web_page;
}

/* "github.com/org/repo: cannot create an issue: " */
static void begin_text(struct dd_buf *out, const struct dd_github_asked *asked)
{
    dd_buf_puts(out, asked->host);
    if (asked->org != NULL)
        dd_buf_printf(out, "/%s/%s", asked->org, asked->repo);
    dd_buf_printf(out, ": cannot %s: ", asked->doing);
}

/* The organisation's page on which the token can be authorised: "required; url=https://...". */
static enum daydream_status add_sign_on(struct dd_buf *out,
                                        const struct daydream_http_response *response,
                                        struct daydream_error *err)
{
    const char *header = dd_http_header(response, "x-github-sso");
    const char *url = header != NULL ? strstr(header, "url=") : NULL;

    if (url == NULL)
        return DAYDREAM_OK;
    dd_buf_puts(out, ": ");
    return dd_foreign_line(NULL, url + 4, strlen(url + 4), 80, out, err);
}

/* The permission that would have been enough: docs.github.com/rest/using-the-rest-api/
 * troubleshooting-the-rest-api, "Resource not accessible". */
static enum daydream_status add_permission(struct dd_buf *out,
                                           const struct daydream_http_response *response,
                                           struct daydream_error *err)
{
    const char *needed = dd_http_header(response, "x-accepted-github-permissions");

    if (needed == NULL || *needed == '\0')
        needed = "Issues: read and write";
    dd_buf_puts(out, "; give it the permission ");
    return dd_foreign_line(NULL, needed, strlen(needed), 60, out, err);
}

static void add_time(struct dd_buf *out, int64_t retry_at)
{
    char time[DD_RFC3339_SIZE];

    dd_rfc3339_format(retry_at, time);
    dd_buf_printf(out, "; try again after %s", time);
}

/* What the remedy alone does not say. */
static enum daydream_status add_particulars(struct dd_buf *out, const struct meaning *meaning,
                                            const struct daydream_http_response *response,
                                            int64_t retry_at, struct daydream_error *err)
{
    if (meaning == &limited)
        add_time(out, retry_at);
    if (meaning->code != DAYDREAM_ERROR_FORBIDDEN)
        return DAYDREAM_OK;
    if (meaning->words == NULL)
        return add_permission(out, response, err);
    return strcmp(meaning->words, "SAML") == 0 ? add_sign_on(out, response, err) : DAYDREAM_OK;
}

static enum daydream_status write_text(struct dd_buf *out, const struct dd_github_asked *asked,
                                       const struct daydream_http_response *response,
                                       const struct meaning *meaning, const char *message,
                                       int64_t retry_at, struct daydream_error *err)
{
    enum daydream_status status;

    begin_text(out, asked);
    dd_buf_puts(out, meaning->remedy);
    status = add_particulars(out, meaning, response, retry_at, err);
    dd_buf_printf(out, " (%d%s%s)", response->status, *message != '\0' ? ": " : "", message);
    return status == DAYDREAM_OK ? dd_buf_status(out, err) : status;
}

static int64_t retry_time(const struct dd_github_asked *asked,
                          const struct daydream_http_response *response,
                          const struct meaning *meaning, int64_t now)
{
    int64_t at = 0;

    if (meaning == &limited)
        return dd_github_retry_at(response, now, asked->limits);
    return response->status == 503 && dd_github_retry_after(response, now, &at) ? at : 0;
}

static enum daydream_status fail(int http_status, enum daydream_status code, const char *text,
                                 int64_t retry_at, struct daydream_error *err)
{
    if (err != NULL && err->code == DAYDREAM_OK) {
        err->http_status = http_status;
        err->retry_at = retry_at;
    }
    return dd_fail(err, code, SOURCE, "%s", text);
}

enum daydream_status dd_github_error(const struct dd_github_asked *asked,
                                     const struct daydream_http_response *response, int64_t now,
                                     struct daydream_error *err)
{
    struct json_object *json = parse_body(response);
    struct dd_buf message = DD_BUF_INIT;
    struct dd_buf text = DD_BUF_INIT;
    const struct meaning *meaning = NULL;
    int64_t retry_at = 0;
    enum daydream_status status = read_message(asked, json, &message, err);

    if (status == DAYDREAM_OK) {
        meaning = interpret(asked, response, dd_buf_text(&message));
        retry_at = retry_time(asked, response, meaning, now);
        status = write_text(&text, asked, response, meaning, dd_buf_text(&message), retry_at, err);
    }
    if (status == DAYDREAM_OK)
        status = fail(response->status, meaning->code, dd_buf_text(&text), retry_at, err);
    json_object_put(json);
    dd_buf_free(&message);
    dd_buf_free(&text);
    return status;
}

enum daydream_status dd_github_unreadable(const struct dd_github_asked *asked,
                                          const struct daydream_http_response *response,
                                          const char *why, struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    begin_text(&text, asked);
    if (is_post(asked))
        dd_buf_puts(&text, "it may have been done, look before trying again; ");
    dd_buf_printf(&text, "the answer (%d) is not what GitHub promises: %s", response->status, why);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = fail(response->status,
                      is_post(asked) ? DAYDREAM_ERROR_AMBIGUOUS : DAYDREAM_ERROR_PROTOCOL,
                      dd_buf_text(&text), 0, err);
    dd_buf_free(&text);
    return status;
}

enum daydream_status dd_github_not_asked(const struct dd_github_asked *asked,
                                         enum daydream_status code, const char *why,
                                         int64_t retry_at, struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    begin_text(&text, asked);
    dd_buf_printf(&text, "it was not asked: %s", why);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = fail(0, code, dd_buf_text(&text), retry_at, err);
    dd_buf_free(&text);
    return status;
}

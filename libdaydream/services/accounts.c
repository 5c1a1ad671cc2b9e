/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "net/ascii.h"
#include "services/accounts.h"
#include "services/token.h"

#define SOURCE      "github"
#define PUBLIC_HOST "github.com"
#define PUBLIC_API  "api.github.com"

/* What a run may spend on GitHub altogether. A fleet of 500 projects that all have news needs a
 * third of it, for the pauses between its writes. */
#define BUDGET_MS ((int64_t)60 * 60 * 1000)

struct account {
    char *host;
    struct dd_github *client;    /* NULL: there is none, and `cause` says why */
    struct daydream_error cause; /* what was not found once is not looked for again */
};

struct dd_accounts {
    struct dd_http *http;
    const struct dd_clock *clock;
    const struct dd_log *log;
    const struct dd_redactor *redactor;
    char *token;
    char *enterprise_token;
    char *api_url;
    char *token_file;
    char *gh_program;
    bool offline;
    struct dd_github_budget budget;
    struct account **items;
    size_t count;
    struct dd_strings secrets;
    struct dd_strings trusted; /* hosts */
};

static bool is_public(const char *host)
{
    return dd_ascii_same(host, PUBLIC_HOST, sizeof PUBLIC_HOST);
}

static enum daydream_status remember_secret(struct dd_accounts *accounts, const char *token,
                                            struct daydream_error *err)
{
    if (token == NULL || *token == '\0' || dd_strings_has(&accounts->secrets, token))
        return DAYDREAM_OK;
    return dd_strings_add(&accounts->secrets, token, err);
}

static enum daydream_status copy_options(struct dd_accounts *accounts,
                                         const struct dd_accounts_options *options,
                                         struct daydream_error *err)
{
    const struct {
        char **slot;
        const char *value;
    } texts[] = {
        {&accounts->token, options->token},
        {&accounts->enterprise_token, options->enterprise_token},
        {&accounts->api_url, options->api_url},
        {&accounts->token_file, options->token_file},
        {&accounts->gh_program, options->gh_program},
    };
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && status == DAYDREAM_OK; i++)
        if (texts[i].value != NULL && *texts[i].value != '\0')
            status = dd_string_set(texts[i].slot, texts[i].value, err);
    if (status == DAYDREAM_OK)
        status = remember_secret(accounts, accounts->token, err);
    if (status == DAYDREAM_OK)
        status = remember_secret(accounts, accounts->enterprise_token, err);
    return status;
}

enum daydream_status dd_accounts_new(const struct dd_accounts_options *options,
                                     struct dd_accounts **out, struct daydream_error *err)
{
    struct dd_accounts *accounts = calloc(1, sizeof *accounts);
    enum daydream_status status;

    *out = NULL;
    if (accounts == NULL)
        return dd_fail_memory(err);
    accounts->http = options->http;
    accounts->clock = options->clock;
    accounts->log = options->log;
    accounts->redactor = options->redactor;
    accounts->offline = options->offline;
    accounts->budget.left_ms = BUDGET_MS;
    status = copy_options(accounts, options, err);
    if (status != DAYDREAM_OK) {
        dd_accounts_free(accounts);
        return status;
    }
    *out = accounts;
    return DAYDREAM_OK;
}

static void account_free(struct account *account)
{
    if (account == NULL)
        return;
    dd_github_free(account->client);
    free(account->host);
    free(account);
}

void dd_accounts_free(struct dd_accounts *accounts)
{
    if (accounts == NULL)
        return;
    for (size_t i = 0; i < accounts->count; i++)
        account_free(accounts->items[i]);
    free(accounts->items);
    free(accounts->token);
    free(accounts->enterprise_token);
    free(accounts->api_url);
    free(accounts->token_file);
    free(accounts->gh_program);
    dd_strings_free(&accounts->secrets);
    dd_strings_free(&accounts->trusted);
    free(accounts);
}

/* Append the host of an allowed URL. */
static void append_host(struct dd_buf *out, const char *url)
{
    const char *host = strstr(url, "://");

    host = host != NULL ? host + 3 : url;
    dd_buf_add(out, host, *host == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":/?#"));
}

/* The program is asked for the token of the server that will get it, so that the one for github.com
 * does not go where another API address points. */
static enum daydream_status ask_program(const struct dd_accounts *accounts, const char *host,
                                        char **out, struct daydream_error *err)
{
    struct dd_buf name = DD_BUF_INIT;
    enum daydream_status status;

    if (accounts->gh_program == NULL)
        return DAYDREAM_OK;
    if (is_public(host) && accounts->api_url != NULL)
        append_host(&name, accounts->api_url);
    if (dd_ascii_same(dd_buf_text(&name), PUBLIC_API, sizeof PUBLIC_API))
        dd_buf_reset(&name);
    if (name.length == 0)
        dd_buf_puts(&name, host);
    status = dd_buf_status(&name, err);
    if (status == DAYDREAM_OK)
        status = dd_token_from_program(accounts->gh_program, dd_buf_text(&name), accounts->log, out,
                                       err);
    dd_buf_free(&name);
    return status;
}

static bool is_trusted(const struct dd_accounts *accounts, const char *host)
{
    for (size_t i = 0; i < accounts->trusted.count; i++)
        if (dd_ascii_same(host, accounts->trusted.items[i], strlen(host) + 1))
            return true;
    return false;
}

enum daydream_status dd_accounts_trust(struct dd_accounts *accounts, const char *host,
                                       struct daydream_error *err)
{
    return is_trusted(accounts, host) ? DAYDREAM_OK : dd_strings_add(&accounts->trusted, host, err);
}

/* Option, file, program. `*out` is owned, and NULL when there is none. */
static enum daydream_status find_token(const struct dd_accounts *accounts, const char *host,
                                       char **out, struct daydream_error *err)
{
    bool is_github = is_public(host);
    const char *given = is_github ? accounts->token : NULL;
    enum daydream_status status;

    if (!is_github && is_trusted(accounts, host))
        given = accounts->enterprise_token;
    status = dd_string_set(out, given, err);

    if (status == DAYDREAM_OK && *out == NULL && is_github && accounts->token_file != NULL)
        status = dd_token_from_file(accounts->token_file, accounts->log, out, err);
    if (status == DAYDREAM_OK && *out == NULL)
        status = ask_program(accounts, host, out, err);
    return status;
}

static enum daydream_status say_no_token(const struct dd_accounts *accounts, const char *host,
                                         struct daydream_error *err)
{
    if (!is_public(host) && !is_trusted(accounts, host))
        return dd_fail(err, DAYDREAM_ERROR_NO_TOKEN, SOURCE,
                       "no token for %s: name it in projects.json or as host/org/repo, or log in "
                       "with `gh auth login --hostname %s`",
                       host, host);
    if (!is_public(host))
        return dd_fail(err, DAYDREAM_ERROR_NO_TOKEN, SOURCE,
                       "no token for %s: set GH_ENTERPRISE_TOKEN, or log in with `gh auth login "
                       "--hostname %s`",
                       host, host);
    if (accounts->token_file == NULL)
        return dd_fail(err, DAYDREAM_ERROR_NO_TOKEN, SOURCE,
                       "no token for %s: set GH_TOKEN, or log in with `gh auth login`", host);
    return dd_fail(err, DAYDREAM_ERROR_NO_TOKEN, SOURCE,
                   "no token for %s: set GH_TOKEN, log in with `gh auth login`, or write it into "
                   "%s (mode 0600)",
                   host, accounts->token_file);
}

static enum daydream_status make_client(struct dd_accounts *accounts, struct account *account,
                                        struct daydream_error *err)
{
    struct dd_github_options options = {.http = accounts->http,
                                        .host = account->host,
                                        .api_url = is_public(account->host) ? accounts->api_url
                                                                            : NULL,
                                        .clock = accounts->clock,
                                        .log = accounts->log,
                                        .redactor = accounts->redactor,
                                        .budget = &accounts->budget};
    char *token = NULL;
    enum daydream_status status = find_token(accounts, account->host, &token, err);

    if (status == DAYDREAM_OK && token == NULL)
        status = say_no_token(accounts, account->host, err);
    if (status == DAYDREAM_OK)
        status = remember_secret(accounts, token, err);
    options.token = token;
    if (status == DAYDREAM_OK)
        status = dd_github_new(&options, &account->client, err);
    free(token);
    return status;
}

/* Append an account, which is stolen (also on failure). */
static enum daydream_status keep(struct dd_accounts *accounts, struct account *account,
                                 struct daydream_error *err)
{
    struct account **items = realloc(accounts->items, (accounts->count + 1) * sizeof *items);

    if (items == NULL) {
        account_free(account);
        return dd_fail_memory(err);
    }
    accounts->items = items;
    accounts->items[accounts->count++] = account;
    return DAYDREAM_OK;
}

/* Look for the host's token for the first time. */
static enum daydream_status open_account(struct dd_accounts *accounts, const char *host,
                                         struct account **out, struct daydream_error *err)
{
    struct account *account = calloc(1, sizeof *account);
    enum daydream_status status;

    *out = NULL;
    if (account == NULL)
        return dd_fail_memory(err);
    status = dd_string_set(&account->host, host, err);
    if (status == DAYDREAM_OK)
        status = make_client(accounts, account, &account->cause);
    if (status == DAYDREAM_ERROR_MEMORY) {
        account_free(account);
        return dd_fail_memory(err);
    }
    status = keep(accounts, account, err);
    if (status == DAYDREAM_OK)
        *out = account;
    return status;
}

void dd_accounts_begin(struct dd_accounts *accounts)
{
    accounts->budget.left_ms = BUDGET_MS;
    for (size_t i = 0; i < accounts->count; i++)
        if (accounts->items[i]->client != NULL)
            dd_github_begin(accounts->items[i]->client);
}

static struct account *find_account(const struct dd_accounts *accounts, const char *host)
{
    for (size_t i = 0; i < accounts->count; i++)
        if (dd_ascii_same(accounts->items[i]->host, host, strlen(host) + 1))
            return accounts->items[i];
    return NULL;
}

enum daydream_status dd_accounts_client(struct dd_accounts *accounts, const char *host,
                                        struct dd_github **out, struct daydream_error *err)
{
    struct account *account = find_account(accounts, host);
    enum daydream_status status = DAYDREAM_OK;

    *out = NULL;
    if (accounts->offline)
        return dd_fail(err, DAYDREAM_ERROR_OFFLINE, SOURCE,
                       "%s was not asked: this run is offline; run again without --offline", host);
    if (account == NULL)
        status = open_account(accounts, host, &account, err);
    if (status != DAYDREAM_OK)
        return status;
    *out = account->client;
    if (account->client == NULL && err != NULL && err->code == DAYDREAM_OK)
        *err = account->cause;
    return account->cause.code;
}

const char *dd_accounts_secret(const struct dd_accounts *accounts, size_t index)
{
    return dd_strings_at(&accounts->secrets, index);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/strings.h"
#include "net/ascii.h"
#include "net/url.h"
#include "services/sentry-account.h"

#define MAX_BYTES     ((size_t)64 * 1024)
#define LONGEST_SLUG  100
#define LONGEST_TOKEN 4096
#define BLANKS        " \t\r"

void dd_sentry_account_free(struct dd_sentry_account *account)
{
    free(account->token);
    free(account->url);
    free(account->org);
    free(account->project);
    *account = (struct dd_sentry_account){NULL, NULL, NULL, NULL};
}

bool dd_sentry_is_slug(const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < length; i++)
        if (!dd_ascii_alnum(text[i]) && strchr("-_.", text[i]) == NULL)
            return false;
    return length > 0 && length <= LONGEST_SLUG && dd_ascii_alnum(text[0]);
}

bool dd_sentry_is_token(const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < length; i++)
        if (text[i] <= ' ' || text[i] > '~')
            return false;
    return length > 0 && length <= LONGEST_TOKEN;
}

bool dd_sentry_is_url(const char *text)
{
    return dd_url_allowed(text) && strpbrk(text, "?#") == NULL;
}

static enum daydream_status fill(char **slot, const char *value, struct daydream_error *err)
{
    return *slot != NULL || value == NULL ? DAYDREAM_OK : dd_string_set(slot, value, err);
}

enum daydream_status dd_sentry_account_fill(struct dd_sentry_account *account, const char *token,
                                            const char *url, const char *org, const char *project,
                                            struct daydream_error *err)
{
    enum daydream_status status;

    if ((status = fill(&account->token, token, err)) == DAYDREAM_OK &&
        (status = fill(&account->url, url, err)) == DAYDREAM_OK &&
        (status = fill(&account->org, org, err)) == DAYDREAM_OK)
        status = fill(&account->project, project, err);
    return status;
}

/* ---- .sentryclirc ---- */

/* What is read of the file, and how. */
struct reading {
    const char *path;
    bool trusted;
    const struct dd_log *log;
    struct dd_sentry_account found;
    char section[16]; /* "": one that is none of ours */
};

static const struct entry {
    const char *section;
    const char *key;
    size_t slot; /* in struct dd_sentry_account */
    bool (*is_valid)(const char *value);
    bool needs_trust;
} entries[] = {
    {"auth", "token", offsetof(struct dd_sentry_account, token), dd_sentry_is_token, false},
    {"defaults", "url", offsetof(struct dd_sentry_account, url), dd_sentry_is_url, true},
    {"defaults", "org", offsetof(struct dd_sentry_account, org), dd_sentry_is_slug, false},
    {"defaults", "project", offsetof(struct dd_sentry_account, project), dd_sentry_is_slug, false},
};

/* Cut blanks off both ends, and one pair of quotes. */
static char *trim(char *text)
{
    size_t length;

    text += strspn(text, BLANKS);
    length = strlen(text);
    while (length > 0 && strchr(BLANKS, text[length - 1]) != NULL)
        length--;
    text[length] = '\0';
    if (length < 2 || strchr("\"'", text[0]) == NULL || text[length - 1] != text[0])
        return text;
    text[length - 1] = '\0';
    return text + 1;
}

static const struct entry *find_entry(const char *section, const char *key)
{
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++)
        if (strcmp(entries[i].section, section) == 0 && strcmp(entries[i].key, key) == 0)
            return &entries[i];
    return NULL;
}

/* The value is not shown: it may be a secret in the wrong place. */
static enum daydream_status take(struct reading *reading, const char *key, const char *value,
                                 struct daydream_error *err)
{
    const struct entry *entry = find_entry(reading->section, key);
    const char *fault = NULL;

    if (entry == NULL || *value == '\0')
        return DAYDREAM_OK;
    if (entry->needs_trust && !reading->trusted)
        fault = "a project's file does not say where a token goes; set SENTRY_URL";
    else if (!entry->is_valid(value))
        fault = "that is no such value";
    if (fault == NULL)
        return dd_string_set((char **)(void *)((char *)&reading->found + entry->slot), value, err);
    dd_log(reading->log, DAYDREAM_LOG_WARNING, "%s: [%s] %s was left out: %s", reading->path,
           entry->section, key, fault);
    return DAYDREAM_OK;
}

static void enter(struct reading *reading, const char *line)
{
    size_t length = strcspn(line + 1, "]");

    reading->section[0] = '\0';
    if (length >= sizeof reading->section)
        return;
    memcpy(reading->section, line + 1, length);
    reading->section[length] = '\0';
}

static enum daydream_status read_line(struct reading *reading, char *line,
                                      struct daydream_error *err)
{
    char *separator;

    line = trim(line);
    if (*line == '\0' || *line == '#' || *line == ';')
        return DAYDREAM_OK;
    if (*line == '[') {
        enter(reading, line);
        return DAYDREAM_OK;
    }
    separator = strpbrk(line, "=:");
    if (separator == NULL)
        return DAYDREAM_OK;
    *separator = '\0';
    return take(reading, trim(line), trim(separator + 1), err);
}

static enum daydream_status read_lines(struct reading *reading, char *text,
                                       struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    while (text != NULL && *text != '\0' && status == DAYDREAM_OK) {
        char *end = strchr(text, '\n');

        if (end != NULL)
            *end++ = '\0';
        status = read_line(reading, text, err);
        text = end;
    }
    return status;
}

enum daydream_status dd_sentry_account_read(struct dd_sentry_account *account, const char *path,
                                            bool trusted, const struct dd_log *log,
                                            struct daydream_error *err)
{
    struct reading reading = {.path = path, .trusted = trusted, .log = log};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status = dd_fs_read(path, MAX_BYTES, &text, &cause);

    if (status == DAYDREAM_OK)
        status = read_lines(&reading, text.data, err);
    else if (status == DAYDREAM_ERROR_MEMORY)
        status = dd_fail_as(err, &cause);
    else {
        if (status != DAYDREAM_ERROR_NOT_FOUND)
            dd_log(log, DAYDREAM_LOG_WARNING, "left out: %s", cause.text);
        status = DAYDREAM_OK;
    }
    if (status == DAYDREAM_OK)
        status = dd_sentry_account_fill(account, reading.found.token, reading.found.url,
                                        reading.found.org, reading.found.project, err);
    dd_sentry_account_free(&reading.found);
    dd_buf_free(&text);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/strings.h"
#include "model/name.h"
#include "model/repository.h"

#define SOURCE    "repository"
#define PARTS_MAX 3

void dd_repository_free(struct dd_repository *repository)
{
    free(repository->host);
    free(repository->org);
    free(repository->repo);
    *repository = (struct dd_repository){NULL, NULL, NULL};
}

static enum daydream_status check(const struct dd_repository *repository, const char *text,
                                  struct daydream_error *err)
{
    if (!dd_name_is_host(repository->host))
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE, "%s: '%s' is no host name", text,
                       repository->host);
    if (!dd_name_is_org(repository->org))
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE,
                       "%s: '%s' is no name of a GitHub organisation", text, repository->org);
    if (!dd_name_is_repo(repository->repo))
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE,
                       "%s: '%s' is no name of a GitHub repository", text, repository->repo);
    return DAYDREAM_OK;
}

static enum daydream_status set(struct dd_repository *out, const char *host, const char *org,
                                const char *repo, const char *text, struct daydream_error *err)
{
    enum daydream_status status;

    *out = (struct dd_repository){NULL, NULL, NULL};
    if ((status = dd_string_set(&out->host, host, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&out->org, org, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&out->repo, repo, err)) == DAYDREAM_OK)
        status = check(out, text, err);
    if (status != DAYDREAM_OK)
        dd_repository_free(out);
    return status;
}

/* Cut `text` in place at its slashes; 0 when there are more than `max` parts. */
static size_t split(char *text, char **parts, size_t max)
{
    size_t count = 0;

    for (char *part = text; part != NULL; count++) {
        char *slash = strchr(part, '/');

        if (count == max)
            return 0;
        parts[count] = part;
        if (slash != NULL)
            *slash++ = '\0';
        part = slash;
    }
    return count;
}

enum daydream_status dd_repository_parse(const char *text, struct dd_repository *out,
                                         struct daydream_error *err)
{
    char *parts[PARTS_MAX];
    char *copy = strdup(text);
    enum daydream_status status;
    size_t count;

    *out = (struct dd_repository){NULL, NULL, NULL};
    if (copy == NULL)
        return dd_fail_memory(err);
    count = split(copy, parts, PARTS_MAX);
    if (count == 2)
        status = set(out, DD_GITHUB_HOST, parts[0], parts[1], text, err);
    else if (count == 3)
        status = set(out, parts[0], parts[1], parts[2], text, err);
    else
        status = dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE, "'%s' is not [host/]org/repo", text);
    free(copy);
    return status;
}

static void chop_suffix(char *text, const char *suffix)
{
    size_t length = strlen(text);
    size_t tail = strlen(suffix);

    if (length > tail && strcmp(text + length - tail, suffix) == 0)
        text[length - tail] = '\0';
}

/* Where the host begins: behind the user, who may have a password. */
static char *skip_user(char *text)
{
    char *at = strchr(text, '@');

    return at != NULL && at < text + strcspn(text, "/") ? at + 1 : text;
}

static void cut_out(char *from, const char *to)
{
    memmove(from, to, strlen(to) + 1);
}

/* "host:org/repo", the way of scp(1): the colon ends the host, and there is no port. */
static void normalise_scp(char *text)
{
    char *colon = strchr(text, ':');

    if (colon == NULL || colon > text + strcspn(text, "/"))
        return;
    *colon = '/';
    if (colon[1] == '/')
        cut_out(colon, colon + 1);
}

/* A port of ssh or git says nothing of where the API is. */
static void drop_port(char *text)
{
    char *slash = text + strcspn(text, "/");
    char *colon = strchr(text, ':');

    if (colon != NULL && colon < slash)
        cut_out(colon, slash);
}

/* Every kind of URL becomes "host/org/repo", in place; returns where that begins. */
static char *normalise_remote(char *url)
{
    char *scheme = strstr(url, "://");
    char *host = skip_user(scheme != NULL ? scheme + strlen("://") : url);

    chop_suffix(host, "/");
    chop_suffix(host, ".git");
    if (scheme == NULL)
        normalise_scp(host);
    else if (strncmp(url, "http", strlen("http")) != 0)
        drop_port(host);
    return host;
}

enum daydream_status dd_repository_parse_remote(const char *url, struct dd_repository *out,
                                                struct daydream_error *err)
{
    char *copy = strdup(url);
    enum daydream_status status;

    *out = (struct dd_repository){NULL, NULL, NULL};
    if (copy == NULL)
        return dd_fail_memory(err);
    status = dd_repository_parse(normalise_remote(copy), out, NULL);
    free(copy);
    if (status == DAYDREAM_OK)
        return DAYDREAM_OK;
    if (status == DAYDREAM_ERROR_MEMORY)
        return dd_fail_memory(err);
    /* the URL is not shown: it may hold a password where nobody looks for one */
    return dd_fail(err, status, SOURCE,
                   "the git remote 'origin' names no GitHub repository; name one as "
                   "[host/]org/repo");
}

void dd_repository_write(struct dd_buf *out, const char *host, const char *org, const char *repo)
{
    dd_buf_printf(out, "%s/%s/%s", host, org, repo);
}

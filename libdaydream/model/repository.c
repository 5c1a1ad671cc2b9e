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

/* Where the host begins in a remote's URL: behind the scheme and the user. */
static const char *host_of(const char *url)
{
    const char *scheme = strstr(url, "://");
    const char *host = scheme != NULL ? scheme + 3 : url;
    const char *at = strchr(host, '@');
    const char *slash = strchr(host, '/');

    return at != NULL && (slash == NULL || at < slash) ? at + 1 : host;
}

static void chop_suffix(char *text, const char *suffix)
{
    size_t length = strlen(text);
    size_t tail = strlen(suffix);

    if (length > tail && strcmp(text + length - tail, suffix) == 0)
        text[length - tail] = '\0';
}

/* "host:org/repo.git", "host:22/org/repo" and "host/org/repo/" all become "host/org/repo". */
static void normalise_remote(char *text)
{
    char *colon = strchr(text, ':');

    chop_suffix(text, "/");
    chop_suffix(text, ".git");
    if (colon == NULL)
        return;
    if (strspn(colon + 1, "0123456789") > 0 && colon[1 + strspn(colon + 1, "0123456789")] == '/')
        memmove(colon, strchr(colon, '/'), strlen(strchr(colon, '/')) + 1);
    else
        *colon = '/';
}

enum daydream_status dd_repository_parse_remote(const char *url, struct dd_repository *out,
                                                struct daydream_error *err)
{
    char *copy = strdup(host_of(url));
    enum daydream_status status;

    if (copy == NULL)
        return dd_fail_memory(err);
    normalise_remote(copy);
    status = dd_repository_parse(copy, out, err);
    free(copy);
    return status;
}

void dd_repository_write(struct dd_buf *out, const char *host, const char *org, const char *repo)
{
    dd_buf_printf(out, "%s/%s/%s", host, org, repo);
}

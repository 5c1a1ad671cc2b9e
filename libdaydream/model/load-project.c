/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/json.h"
#include "base/path.h"
#include "model/load-project.h"
#include "model/name.h"
#include "model/repository.h"
#include "text/foreign.h"

#define DEFAULT_LOGS "logs/*.log"

/* A name stands in titles, of which GitHub takes 256 characters, and in headings. */
#define NAME_MAX_BYTES 200

#define SLUG_MAX       100 /* of an organization or project at Sentry */

/* What the parts of one project's loading share. */
struct loading {
    struct json_object *object;
    struct daydream_project *project;
    const struct dd_log *log;
};

static const char *type_of_member(struct json_object *object, const char *key)
{
    return dd_json_type(json_object_object_get(object, key));
}

/* The directory as text, or NULL and the reason why there is none. */
static const char *directory_text(struct json_object *object, struct dd_buf *reason)
{
    const char *text = NULL;
    enum dd_json_result result = dd_json_string(object, "working_directory", &text);

    if (result == DD_JSON_WRONG_TYPE)
        dd_buf_printf(reason, "working_directory is %s, which is no path",
                      type_of_member(object, "working_directory"));
    else if (result == DD_JSON_ABSENT)
        dd_buf_puts(reason, "has no working_directory");
    else if (*text == '\0')
        dd_buf_puts(reason, "working_directory is empty");
    else
        return text;
    return NULL;
}

/* Find the project's directory; with `reason` filled when it is not here. */
static enum daydream_status load_directory(struct loading *loading, const char *base,
                                           struct dd_buf *reason, struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    const char *text = directory_text(loading->object, reason);
    enum daydream_status status = DAYDREAM_OK;

    if (text == NULL)
        return DAYDREAM_OK;
    if (dd_path_expand(&path, text, base, &cause) != DAYDREAM_OK)
        dd_buf_printf(reason, "working_directory '%s': %s", text, cause.text);
    else if (dd_fs_is_directory(dd_buf_text(&path)))
        status = dd_buf_take(&path, &loading->project->directory, err);
    else if (dd_fs_is_regular(dd_buf_text(&path)))
        dd_buf_printf(reason, "working_directory %s is a file, not a directory",
                      dd_buf_text(&path));
    else
        dd_buf_printf(reason, "working_directory %s does not exist here", dd_buf_text(&path));
    dd_buf_free(&path);
    return status;
}

static enum daydream_status load_name(struct loading *loading, struct daydream_error *err)
{
    const char *name = loading->project->slug;
    struct dd_buf line = DD_BUF_INIT;
    enum daydream_status status;

    if (dd_json_string(loading->object, "name", &name) == DD_JSON_WRONG_TYPE)
        dd_log(loading->log, DAYDREAM_LOG_WARNING,
               "%s: name is %s, not text; the slug serves instead", loading->project->slug,
               type_of_member(loading->object, "name"));
    status = dd_foreign_line(NULL, name, strlen(name), NAME_MAX_BYTES, &line, err);
    if (status == DAYDREAM_OK)
        status = dd_string_set(&loading->project->name,
                               line.length > 0 ? dd_buf_text(&line) : loading->project->slug, err);
    dd_buf_free(&line);
    return status;
}

/* What is wrong with a "github" object; NULL when nothing is. */
static const char *github_fault(struct json_object *github, const char **host, const char **org,
                                const char **repo)
{
    if (dd_json_string(github, "org", org) != DD_JSON_OK)
        return "github.org is missing or no text";
    if (dd_json_string(github, "repo", repo) != DD_JSON_OK)
        return "github.repo is missing or no text";
    if (dd_json_string(github, "host", host) == DD_JSON_WRONG_TYPE)
        return "github.host is no text";
    if (!dd_name_is_org(*org))
        return "github.org has characters that GitHub does not allow";
    if (!dd_name_is_repo(*repo))
        return "github.repo has characters that GitHub does not allow";
    return dd_name_is_host(*host) ? NULL : "github.host is no host name";
}

static enum daydream_status load_github(struct loading *loading, struct daydream_error *err)
{
    struct daydream_project *project = loading->project;
    struct json_object *github = NULL;
    enum dd_json_result result = dd_json_object(loading->object, "github", &github);
    const char *host = DD_GITHUB_HOST;
    const char *org = NULL;
    const char *repo = NULL;
    const char *fault = result == DD_JSON_WRONG_TYPE ? "github is no object"
                                                     : github_fault(github, &host, &org, &repo);
    enum daydream_status status;

    if (result == DD_JSON_ABSENT)
        return DAYDREAM_OK;
    if (fault != NULL) {
        dd_log(loading->log, DAYDREAM_LOG_WARNING, "%s: %s; no issue can be filed for it",
               project->slug, fault);
        return DAYDREAM_OK;
    }
    if ((status = dd_string_set(&project->host, host, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&project->org, org, err)) == DAYDREAM_OK)
        status = dd_string_set(&project->repo, repo, err);
    return status;
}

/* What may stand there: what Sentry calls a slug. */
static bool is_slug(const char *text)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

    return *text != '\0' && text[strspn(text, letters)] == '\0' && strlen(text) <= SLUG_MAX;
}

/* A slug, or the number of a project. */
static enum daydream_status load_slug(struct loading *loading, struct json_object *sentry,
                                      const char *key, char **slot, struct daydream_error *err)
{
    struct json_object *value = json_object_object_get(sentry, key);
    const char *text = NULL;
    int64_t number = 0;

    if (dd_json_int(sentry, key, &number) == DD_JSON_OK && number > 0)
        text = json_object_get_string(value);
    else
        (void)dd_json_string(sentry, key, &text);
    if (text != NULL && is_slug(text))
        return dd_string_set(slot, text, err);
    if (value != NULL)
        dd_log(loading->log, DAYDREAM_LOG_WARNING, "%s: sentry.%s is no slug of Sentry; left out",
               loading->project->slug, key);
    return DAYDREAM_OK;
}

/* No address is read here: a file that may lie in a repository does not say where a token goes. */
static enum daydream_status load_sentry(struct loading *loading, struct daydream_error *err)
{
    struct json_object *sentry = NULL;
    enum daydream_status status;

    if (dd_json_object(loading->object, "sentry", &sentry) == DD_JSON_WRONG_TYPE)
        dd_log(loading->log, DAYDREAM_LOG_WARNING, "%s: sentry is %s, not an object; left out",
               loading->project->slug, type_of_member(loading->object, "sentry"));
    if (sentry == NULL)
        return DAYDREAM_OK;
    status = load_slug(loading, sentry, "org", &loading->project->sentry_org, err);
    return status == DAYDREAM_OK
               ? load_slug(loading, sentry, "project", &loading->project->sentry_project, err)
               : status;
}

/* A pattern stays inside the project: relative, and no ".." component. */
static bool is_inside(const char *pattern)
{
    const char *dots = pattern;

    if (*pattern == '\0' || *pattern == '/')
        return false;
    while ((dots = strstr(dots, "..")) != NULL) {
        if ((dots == pattern || dots[-1] == '/') && (dots[2] == '/' || dots[2] == '\0'))
            return false;
        dots += 2;
    }
    return true;
}

static enum daydream_status add_pattern(struct loading *loading, struct json_object *item,
                                        struct daydream_error *err)
{
    const char *pattern = json_object_is_type(item, json_type_string) ? json_object_get_string(item)
                                                                      : NULL;
    const char *quote = pattern != NULL ? "'" : "";

    if (pattern != NULL && is_inside(pattern))
        return dd_strings_add(&loading->project->logs, pattern, err);
    dd_log(loading->log, DAYDREAM_LOG_WARNING,
           "%s: logs holds %s%s%s, which is no pattern below the project; left out",
           loading->project->slug, quote, pattern != NULL ? pattern : dd_json_type(item), quote);
    return DAYDREAM_OK;
}

static enum daydream_status load_logs(struct loading *loading, struct daydream_error *err)
{
    struct json_object *list = NULL;
    enum daydream_status status = DAYDREAM_OK;
    size_t count = 0;

    if (dd_json_array(loading->object, "logs", &list) == DD_JSON_WRONG_TYPE)
        dd_log(loading->log, DAYDREAM_LOG_WARNING, "%s: logs is %s, not a list; taken as %s",
               loading->project->slug, type_of_member(loading->object, "logs"), DEFAULT_LOGS);
    if (list != NULL)
        count = json_object_array_length(list);
    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++)
        status = add_pattern(loading, json_object_array_get_idx(list, i), err);
    if (status == DAYDREAM_OK && loading->project->logs.count == 0)
        status = dd_strings_add(&loading->project->logs, DEFAULT_LOGS, err);
    return status;
}

static void load_publishing(struct loading *loading)
{
    if (dd_json_bool(loading->object, "publish_samples", &loading->project->publish_samples) ==
        DD_JSON_WRONG_TYPE)
        dd_log(loading->log, DAYDREAM_LOG_WARNING,
               "%s: publish_samples is %s, neither true nor false; taken as false",
               loading->project->slug, type_of_member(loading->object, "publish_samples"));
}

static enum daydream_status load_parts(struct loading *loading, const char *base,
                                       struct dd_buf *reason, struct daydream_error *err)
{
    enum daydream_status status = load_directory(loading, base, reason, err);

    if (status != DAYDREAM_OK || reason->length > 0)
        return status;
    load_publishing(loading);
    if ((status = load_name(loading, err)) == DAYDREAM_OK &&
        (status = load_github(loading, err)) == DAYDREAM_OK &&
        (status = load_sentry(loading, err)) == DAYDREAM_OK)
        status = load_logs(loading, err);
    return status;
}

enum daydream_status dd_project_load(const char *slug, struct json_object *object, const char *base,
                                     const struct dd_log *log, struct daydream_project **out,
                                     struct dd_buf *reason, struct daydream_error *err)
{
    struct loading loading = {object, calloc(1, sizeof **out), log};
    enum daydream_status status;

    *out = NULL;
    if (loading.project == NULL)
        return dd_fail_memory(err);
    if (!dd_name_is_slug(slug))
        dd_buf_puts(reason, "the slug may hold only letters, digits, '.', '_' and '-', "
                            "at most 64 of them, and begin with neither '.' nor '-'");
    else if (!json_object_is_type(object, json_type_object))
        dd_buf_printf(reason, "its entry is %s, not an object", dd_json_type(object));
    status = dd_string_set(&loading.project->slug, slug, err);
    if (status == DAYDREAM_OK && reason->length == 0)
        status = load_parts(&loading, base, reason, err);
    if (status == DAYDREAM_OK && reason->length == 0)
        *out = loading.project;
    else
        dd_project_free(loading.project);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/path.h"
#include "base/proc.h"
#include "model/name.h"
#include "model/origin.h"

#define GIT_TIMEOUT_MS 10000
#define GIT_MAX_OUTPUT 8192

/* Append the first line that git prints. */
static enum daydream_status ask_git(const char *const *argv, struct dd_buf *out,
                                    struct daydream_error *err)
{
    struct dd_proc proc = {argv, GIT_TIMEOUT_MS, GIT_MAX_OUTPUT};
    int exit_status = 0;
    enum daydream_status status = dd_proc_run(&proc, out, &exit_status, err);

    if (status != DAYDREAM_OK)
        return status;
    if (exit_status != 0)
        return dd_fail(err, DAYDREAM_ERROR_PROGRAM, "git", "git %s: exit status %d", argv[1],
                       exit_status);
    dd_buf_truncate(out, strcspn(dd_buf_text(out), "\n"));
    return dd_buf_status(out, err);
}

static enum daydream_status find_root(struct dd_buf *out, struct daydream_error *err)
{
    static const char *const argv[] = {"git", "rev-parse", "--show-toplevel", NULL};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;

    if (ask_git(argv, out, &cause) == DAYDREAM_OK && out->length > 0)
        return DAYDREAM_OK;
    return dd_fail(err, DAYDREAM_ERROR_CONFIG, "projects.json",
                   "no projects.json was found, and the current directory is in no git "
                   "repository (%.80s); name a file with --config or DAYDREAM_CONFIG",
                   cause.code != DAYDREAM_OK ? cause.text : "git says nothing");
}

enum daydream_status dd_repository_from_origin(struct dd_repository *out,
                                               struct daydream_error *err)
{
    static const char *const argv[] = {"git", "config", "--get", "remote.origin.url", NULL};
    struct dd_buf url = DD_BUF_INIT;
    enum daydream_status status;

    *out = (struct dd_repository){NULL, NULL, NULL};
    if (ask_git(argv, &url, NULL) == DAYDREAM_OK)
        status = dd_repository_parse_remote(dd_buf_text(&url), out, err);
    else
        status = dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "repository",
                         "the current directory has no git remote 'origin'; name the repository "
                         "as org/repo");
    dd_buf_free(&url);
    return status;
}

/* Bytes of a directory's name that a slug keeps: what is behind it tells its namesakes apart. */
#define SLUG_NAME   55
#define SLUG_DIGITS 8

static char slug_character(char c)
{
    return strchr("._-", c) != NULL || dd_name_is_slug((char[]){c, '\0'}) ? c : '-';
}

/* A directory's name and a part of its path's hash. The state knows projects by their slugs, and
 * without a projects.json nobody has seen to it that they are different. */
static enum daydream_status make_slug(const char *root, char **out, struct daydream_error *err)
{
    char fingerprint[DD_FINGERPRINT_SIZE];
    struct dd_buf slug = DD_BUF_INIT;
    enum daydream_status status;

    for (const char *at = dd_path_name(root); *at != '\0' && slug.length < SLUG_NAME; at++)
        dd_buf_putc(&slug, slug_character(*at));
    if (!dd_name_is_slug(dd_buf_text(&slug))) {
        dd_buf_reset(&slug);
        dd_buf_puts(&slug, "project");
    }
    dd_fingerprint(dd_hash(root, strlen(root)), fingerprint);
    dd_buf_printf(&slug, "-%.*s", SLUG_DIGITS, fingerprint);
    status = dd_buf_take(&slug, out, err);
    dd_buf_free(&slug);
    return status;
}

static enum daydream_status fill(struct daydream_project *project, const char *root,
                                 const struct dd_log *log, struct daydream_error *err)
{
    struct dd_repository repository;
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status;

    if ((status = make_slug(root, &project->slug, err)) != DAYDREAM_OK ||
        (status = dd_string_set(&project->name, dd_path_name(root), err)) != DAYDREAM_OK ||
        (status = dd_string_set(&project->directory, root, err)) != DAYDREAM_OK ||
        (status = dd_strings_add(&project->logs, "logs/*.log", err)) != DAYDREAM_OK)
        return status;
    if (dd_repository_from_origin(&repository, &cause) == DAYDREAM_OK) {
        project->host = repository.host;
        project->org = repository.org;
        project->repo = repository.repo;
    } else {
        dd_log(log, DAYDREAM_LOG_WARNING, "%s: %s", project->name, cause.text);
    }
    return DAYDREAM_OK;
}

enum daydream_status dd_projects_from_origin(const struct dd_log *log,
                                             struct daydream_projects *projects,
                                             struct daydream_error *err)
{
    struct daydream_project *project = calloc(1, sizeof *project);
    struct dd_buf root = DD_BUF_INIT;
    enum daydream_status status = project != NULL ? find_root(&root, err) : dd_fail_memory(err);

    if (status == DAYDREAM_OK)
        status = dd_settings_load(NULL, "", log, &projects->settings, err);
    if (status == DAYDREAM_OK)
        status = fill(project, dd_buf_text(&root), log, err);
    if (status == DAYDREAM_OK) {
        status = dd_projects_take(projects, project, err);
        project = NULL;
    }
    if (status == DAYDREAM_OK)
        projects->home = projects->items[0];
    dd_project_free(project);
    dd_buf_free(&root);
    return status;
}

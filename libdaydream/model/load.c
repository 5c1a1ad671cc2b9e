/* SPDX-License-Identifier: MIT */
/* Owns the file as a whole: reading it, its machines, its home. One project is load-project.c. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/json.h"
#include "base/path.h"
#include "model/load-project.h"
#include "model/load.h"
#include "model/name.h"
#include "model/origin.h"
#include "text/foreign.h"

/* A slug may be any text while it is not known to be one. */
#define SHOWN_SLUG_MAX 200

static enum daydream_status read_file(const char *path, struct json_object **out,
                                      struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = dd_fs_read(path, DD_CONFIG_MAX_BYTES, &text, &cause);

    *out = NULL;
    if (status == DAYDREAM_OK)
        status = dd_json_parse(dd_buf_text(&text), text.length, path, DAYDREAM_ERROR_CONFIG, out,
                               &cause);
    if (status == DAYDREAM_ERROR_MEMORY)
        status = dd_fail_memory(err);
    else if (status != DAYDREAM_OK)
        status = dd_fail(err, DAYDREAM_ERROR_CONFIG, "projects.json", "%s", cause.text);
    dd_buf_free(&text);
    return status;
}

/* What stays the same for every project of the file. */
struct load {
    const struct dd_load_options *options;
    struct json_object *machines;
    struct daydream_projects *projects;
};

/* Is the project given to another machine? Says so in `reason`. */
static bool belongs_elsewhere(const struct load *load, const char *slug, struct dd_buf *reason)
{
    const char *machine = NULL;

    if (dd_json_string(load->machines, slug, &machine) == DD_JSON_WRONG_TYPE)
        dd_log(load->options->log, DAYDREAM_LOG_WARNING,
               "%s: daydream.machines.%s is no text; left out", load->options->path, slug);
    if (machine == NULL || dd_name_same_machine(machine, load->options->host_name))
        return false;
    dd_buf_printf(reason, "belongs to machine '%s', this is '%s'", machine,
                  load->options->host_name);
    return true;
}

/* Slug and reason are foreign text, and each is one line from here on. */
static enum daydream_status skip(struct load *load, const char *slug, const struct dd_buf *reason,
                                 struct daydream_error *err)
{
    struct dd_buf name = DD_BUF_INIT;
    struct dd_buf why = DD_BUF_INIT;
    enum daydream_status status = dd_foreign_line(NULL, slug, strlen(slug), SHOWN_SLUG_MAX, &name,
                                                  err);

    if (status == DAYDREAM_OK)
        status = dd_foreign_line(NULL, dd_buf_text(reason), reason->length, SIZE_MAX, &why, err);
    if (status == DAYDREAM_OK) {
        dd_log(load->options->log, DAYDREAM_LOG_WARNING, "%s: skipped: %s", dd_buf_text(&name),
               dd_buf_text(&why));
        status = dd_projects_skip(load->projects, dd_buf_text(&name), dd_buf_text(&why), err);
    }
    dd_buf_free(&name);
    dd_buf_free(&why);
    return status;
}

static enum daydream_status load_one(struct load *load, const char *slug,
                                     struct json_object *object, struct daydream_error *err)
{
    struct dd_buf reason = DD_BUF_INIT;
    struct daydream_project *project = NULL;
    enum daydream_status status = DAYDREAM_OK;

    if (!belongs_elsewhere(load, slug, &reason))
        status = dd_project_load(slug, object, load->projects->folder, load->options->log, &project,
                                 &reason, err);
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&reason, err);
    if (status == DAYDREAM_OK)
        status = project != NULL ? dd_projects_take(load->projects, project, err)
                                 : skip(load, slug, &reason, err);
    dd_buf_free(&reason);
    return status;
}

static enum daydream_status load_all(struct load *load, struct json_object *list,
                                     struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    if (list == NULL)
        return DAYDREAM_OK;
    json_object_object_foreach(list, slug, object)
    {
        status = load_one(load, slug, object, err);
        if (status != DAYDREAM_OK)
            break;
    }
    return status;
}

/* Is `path` in `directory` or below it? Both are real paths. */
static bool is_below(const char *path, const char *directory)
{
    size_t length = strlen(directory);

    return strncmp(path, directory, length) == 0 && (path[length] == '/' || length == 1);
}

/* The project that holds the config file; the deepest where they are nested. */
static const struct daydream_project *holder_of(const struct daydream_projects *projects,
                                                const char *path)
{
    const struct daydream_project *found = NULL;
    char *file = realpath(path, NULL);
    size_t depth = 0;

    for (size_t i = 0; file != NULL && i < projects->count; i++) {
        char *directory = realpath(projects->items[i]->directory, NULL);

        if (directory != NULL && is_below(file, directory) && strlen(directory) > depth) {
            found = projects->items[i];
            depth = strlen(directory);
        }
        free(directory);
    }
    free(file);
    return found;
}

static void choose_home(struct daydream_projects *projects, const struct dd_load_options *options)
{
    const char *named = projects->settings.home;

    if (named == NULL) {
        projects->home = holder_of(projects, options->path);
        return;
    }
    projects->home = dd_projects_find(projects, named);
    if (projects->home == NULL)
        dd_log(options->log, DAYDREAM_LOG_WARNING,
               "%s: daydream.home names '%s', which is no project on this machine; "
               "the steps for home are skipped",
               options->path, named);
}

/* The member as an object, or NULL and a warning when it is something else. */
static struct json_object *member(struct json_object *root, const char *key,
                                  const struct dd_load_options *options)
{
    struct json_object *object = NULL;

    if (dd_json_object(root, key, &object) == DD_JSON_WRONG_TYPE)
        dd_log(options->log, DAYDREAM_LOG_WARNING, "%s: '%s' is no object; left out", options->path,
               key);
    return object;
}

static enum daydream_status load_file(struct json_object *root, struct load *load,
                                      struct daydream_error *err)
{
    const struct dd_load_options *options = load->options;
    struct json_object *list = member(root, "projects", options);
    struct json_object *own = member(root, "daydream", options);
    enum daydream_status status;

    if (list == NULL)
        dd_log(options->log, DAYDREAM_LOG_WARNING,
               "%s: no 'projects' object: there is nothing to look after", options->path);
    if (dd_json_object(own, "machines", &load->machines) == DD_JSON_WRONG_TYPE)
        dd_log(options->log, DAYDREAM_LOG_WARNING, "%s: daydream.machines is no object; left out",
               options->path);
    status = dd_settings_load(own, options->path, options->log, &load->projects->settings, err);
    if (status == DAYDREAM_OK)
        status = load_all(load, list, err);
    if (status == DAYDREAM_OK)
        choose_home(load->projects, options);
    return status;
}

/* Relative paths are seen from the folder that the file was named in, even when the file itself
 * is a symbolic link to somewhere else. */
static enum daydream_status find_folder(const char *path, char **out, struct daydream_error *err)
{
    struct dd_buf folder = DD_BUF_INIT;
    enum daydream_status status;

    dd_path_directory(&folder, path);
    status = dd_buf_status(&folder, err);
    if (status == DAYDREAM_OK && (*out = realpath(dd_buf_text(&folder), NULL)) == NULL)
        status = dd_fail_errno(err, DAYDREAM_ERROR_CONFIG, "projects.json", errno, "%s",
                               dd_buf_text(&folder));
    dd_buf_free(&folder);
    return status;
}

static enum daydream_status load_from_file(const struct dd_load_options *options,
                                           struct daydream_projects *projects,
                                           struct daydream_error *err)
{
    struct load load = {.options = options, .projects = projects};
    struct json_object *root = NULL;
    enum daydream_status status = read_file(options->path, &root, err);

    if (status == DAYDREAM_OK)
        status = find_folder(options->path, &projects->folder, err);
    if (status == DAYDREAM_OK)
        status = dd_string_set(&projects->file, options->path, err);
    if (status == DAYDREAM_OK)
        status = load_file(root, &load, err);
    json_object_put(root);
    return status;
}

enum daydream_status dd_projects_load(const struct dd_load_options *options,
                                      struct daydream_projects **out, struct daydream_error *err)
{
    enum daydream_status status = dd_projects_new(out, err);

    if (status != DAYDREAM_OK)
        return status;
    status = options->path != NULL ? load_from_file(options, *out, err)
                                   : dd_projects_from_origin(options->log, *out, err);
    if (status != DAYDREAM_OK) {
        daydream_projects_free(*out);
        *out = NULL;
    }
    return status;
}

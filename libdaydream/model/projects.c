/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "model/projects.h"
#include "model/repository.h"

enum daydream_status dd_projects_new(struct daydream_projects **out, struct daydream_error *err)
{
    *out = calloc(1, sizeof **out);
    return *out != NULL ? DAYDREAM_OK : dd_fail_memory(err);
}

void dd_project_free(struct daydream_project *project)
{
    if (project == NULL)
        return;
    free(project->slug);
    free(project->name);
    free(project->directory);
    free(project->host);
    free(project->org);
    free(project->repo);
    free(project->sentry_org);
    free(project->sentry_project);
    dd_strings_free(&project->logs);
    free(project);
}

void daydream_projects_free(struct daydream_projects *projects)
{
    if (projects == NULL)
        return;
    for (size_t i = 0; i < projects->count; i++)
        dd_project_free(projects->items[i]);
    free(projects->items);
    dd_strings_free(&projects->skipped_slugs);
    dd_strings_free(&projects->skipped_reasons);
    dd_settings_free(&projects->settings);
    free(projects->file);
    free(projects->folder);
    free(projects);
}

enum daydream_status dd_projects_take(struct daydream_projects *projects,
                                      struct daydream_project *project, struct daydream_error *err)
{
    size_t capacity = projects->capacity == 0 ? 8 : projects->capacity * 2;
    struct daydream_project **items;

    if (projects->count == projects->capacity) {
        items = realloc(projects->items, capacity * sizeof *items);
        if (items == NULL) {
            dd_project_free(project);
            return dd_fail_memory(err);
        }
        projects->items = items;
        projects->capacity = capacity;
    }
    projects->items[projects->count++] = project;
    return DAYDREAM_OK;
}

enum daydream_status dd_projects_skip(struct daydream_projects *projects, const char *slug,
                                      const char *reason, struct daydream_error *err)
{
    enum daydream_status status = dd_strings_add(&projects->skipped_slugs, slug, err);

    return status == DAYDREAM_OK ? dd_strings_add(&projects->skipped_reasons, reason, err) : status;
}

const struct daydream_project *dd_projects_find(const struct daydream_projects *projects,
                                                const char *slug)
{
    for (size_t i = 0; i < projects->count; i++)
        if (strcmp(projects->items[i]->slug, slug) == 0)
            return projects->items[i];
    return NULL;
}

void dd_project_repository(const struct daydream_project *project, struct dd_buf *out)
{
    if (project->repo != NULL)
        dd_repository_write(out, project->host, project->org, project->repo);
}

bool dd_projects_share(const struct daydream_project *a, const struct daydream_project *b)
{
    return a->repo != NULL && b->repo != NULL && strcasecmp(a->host, b->host) == 0 &&
           strcasecmp(a->org, b->org) == 0 && strcasecmp(a->repo, b->repo) == 0;
}

const struct daydream_project *dd_projects_first(const struct daydream_projects *projects,
                                                 const struct daydream_project *project)
{
    for (size_t i = 0; i < projects->count; i++)
        if (dd_projects_share(projects->items[i], project))
            return projects->items[i];
    return project;
}

size_t daydream_projects_count(const struct daydream_projects *projects)
{
    return projects->count;
}

const struct daydream_project *daydream_projects_at(const struct daydream_projects *projects,
                                                    size_t index)
{
    return index < projects->count ? projects->items[index] : NULL;
}

const struct daydream_project *daydream_projects_home(const struct daydream_projects *projects)
{
    return projects->home;
}

size_t daydream_projects_skipped_count(const struct daydream_projects *projects)
{
    return projects->skipped_reasons.count;
}

const char *daydream_projects_skipped_slug(const struct daydream_projects *projects, size_t index)
{
    return dd_strings_at(&projects->skipped_slugs, index);
}

const char *daydream_projects_skipped_reason(const struct daydream_projects *projects, size_t index)
{
    return dd_strings_at(&projects->skipped_reasons, index);
}

const char *daydream_project_slug(const struct daydream_project *project)
{
    return project->slug;
}

const char *daydream_project_name(const struct daydream_project *project)
{
    return project->name;
}

const char *daydream_project_directory(const struct daydream_project *project)
{
    return project->directory;
}

const char *daydream_project_github_org(const struct daydream_project *project)
{
    return project->org;
}

const char *daydream_project_github_repo(const struct daydream_project *project)
{
    return project->repo;
}

const char *daydream_project_github_host(const struct daydream_project *project)
{
    return project->host;
}

/* SPDX-License-Identifier: MIT */
/* The projects of this machine, as the public getters and the floors above see them. */
#ifndef DD_MODEL_PROJECTS_H
#define DD_MODEL_PROJECTS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/strings.h"
#include "daydream.h"
#include "model/settings.h"

struct daydream_project {
    char *slug;
    char *name;
    char *directory; /* absolute */
    char *host;      /* host, org and repo are all set or all NULL */
    char *org;
    char *repo;
    char *sentry_org;       /* NULL: nothing says */
    char *sentry_project;   /* slug or number; NULL: nothing says */
    struct dd_strings logs; /* patterns below the directory; at least one */
    bool publish_samples;   /* lines of its logs may stand in an issue that everybody can read */
};

struct daydream_projects {
    struct daydream_project **items;
    size_t count;
    size_t capacity;
    struct dd_strings skipped_slugs; /* side by side with the reasons */
    struct dd_strings skipped_reasons;
    const struct daydream_project *home; /* one of the items, or NULL */
    struct dd_settings settings;
    char *file;   /* the projects.json that was read, as it was named; NULL: there was none */
    char *folder; /* real path of the file's folder; NULL: there was no file */
};

enum daydream_status dd_projects_new(struct daydream_projects **out, struct daydream_error *err);

/* Append a project, which is stolen (also on failure). */
enum daydream_status dd_projects_take(struct daydream_projects *projects,
                                      struct daydream_project *project, struct daydream_error *err);

enum daydream_status dd_projects_skip(struct daydream_projects *projects, const char *slug,
                                      const char *reason, struct daydream_error *err);

void dd_project_free(struct daydream_project *project);

/* By slug; NULL when it is not here. Borrowed. */
const struct daydream_project *dd_projects_find(const struct daydream_projects *projects,
                                                const char *slug);

/* Append "host/org/repo" of a project that has one; nothing for one that has none. */
void dd_project_repository(const struct daydream_project *project, struct dd_buf *out);

/* Do two projects file into the same repository? */
bool dd_projects_share(const struct daydream_project *a, const struct daydream_project *b);

/* Append the member "skipped" of a JSON object, with the comma before it: the projects that were
 * left out; none where `projects` is NULL. */
void dd_projects_write_skipped(struct dd_buf *out, const struct daydream_projects *projects);

/* The first project in the file's order that shares the repository of `project`; itself when it
 * has none. */
const struct daydream_project *dd_projects_first(const struct daydream_projects *projects,
                                                 const struct daydream_project *project);

#endif

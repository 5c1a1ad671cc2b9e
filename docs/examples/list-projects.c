/* SPDX-License-Identifier: MIT */
/*
 * Print the projects of this machine, a line each, and on standard error why others were left out.
 *
 *   list-projects
 *
 * It looks for projects.json where the daydream command does.
 */
#include <daydream.h>
#include <stdio.h>
#include <stdlib.h>

static void print_project(const struct daydream_project *project)
{
    const char *repo = daydream_project_github_repo(project);

    printf("%s\t%s\t", daydream_project_slug(project), daydream_project_directory(project));
    if (repo != NULL)
        printf("%s/%s/%s\n", daydream_project_github_host(project),
               daydream_project_github_org(project), repo);
    else
        puts("-");
}

int main(void)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream_projects *projects = NULL;

    if (load_local_projects(&projects, &err) != DAYDREAM_OK) {
        fprintf(stderr, "list-projects: %s\n", err.text);
        return EXIT_FAILURE;
    }
    for (size_t i = 0; i < daydream_projects_count(projects); i++)
        print_project(daydream_projects_at(projects, i));
    for (size_t i = 0; i < daydream_projects_skipped_count(projects); i++)
        fprintf(stderr, "skipped: %s: %s\n", daydream_projects_skipped_slug(projects, i),
                daydream_projects_skipped_reason(projects, i));
    daydream_projects_free(projects);
    return EXIT_SUCCESS;
}

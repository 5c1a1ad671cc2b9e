/* SPDX-License-Identifier: MIT */
/* daydream issue sweep */
#include <stdlib.h>
#include <string.h>

#include "command.h"

/* What was done over all repositories. */
struct sum {
    size_t repositories;
    size_t closed;
    int status; /* the first that failed */
};

/* Sweep one repository ("host/org/repo", NULL: the origin). One that fails holds up no other. */
static void sweep(struct cli *cli, const char *repo, struct sum *sum)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    size_t closed = 0;
    int status = CLI_DONE;

    if (daydream_sweep_issues(cli->dd, repo, cli_value(cli, CLI_DATE), cli_has(cli, CLI_DRY_RUN),
                              &closed, &err) != DAYDREAM_OK)
        status = cli_fail(cli, &err);
    sum->repositories += status == CLI_DONE;
    sum->closed += closed;
    if (sum->status == CLI_DONE)
        sum->status = status;
}

/* "host/org/repo" of a project; owned, NULL without memory. */
static char *repository_of(const struct daydream_project *project)
{
    const char *parts[] = {daydream_project_github_host(project), "/",
                           daydream_project_github_org(project), "/",
                           daydream_project_github_repo(project)};
    size_t length = 1;
    char *text;
    char *end;

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        length += strlen(parts[i]);
    text = malloc(length);
    if (text == NULL)
        return NULL;
    end = text;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t part = strlen(parts[i]);

        memcpy(end, parts[i], part);
        end += part;
    }
    *end = '\0';
    return text;
}

/* Is it the repository of a project before this one? */
static bool was_swept(const struct daydream_projects *projects, size_t index)
{
    char *repository = repository_of(daydream_projects_at(projects, index));
    bool found = false;

    for (size_t i = 0; i < index && repository != NULL && !found; i++) {
        const struct daydream_project *other = daydream_projects_at(projects, i);
        char *name = daydream_project_github_repo(other) != NULL ? repository_of(other) : NULL;

        found = name != NULL && strcmp(name, repository) == 0;
        free(name);
    }
    free(repository);
    return found;
}

static void sweep_project(struct cli *cli, const struct daydream_projects *projects, size_t index,
                          struct sum *sum)
{
    const struct daydream_project *project = daydream_projects_at(projects, index);
    char *repository;

    if (daydream_project_github_repo(project) == NULL || was_swept(projects, index))
        return;
    repository = repository_of(project);
    if (repository != NULL) {
        sweep(cli, repository, sum);
    } else {
        cli_message(&cli->ui, "out of memory");
        sum->status = CLI_FAILED;
    }
    free(repository);
}

static int sweep_all(struct cli *cli, struct sum *sum)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream_projects *projects = NULL;

    if (daydream_load_projects(cli->dd, &projects, &err) != DAYDREAM_OK)
        return cli_fail(cli, &err);
    for (size_t i = 0; i < daydream_projects_count(projects); i++)
        sweep_project(cli, projects, i, sum);
    daydream_projects_free(projects);
    return sum->status;
}

static void print_sum(struct cli *cli, const struct sum *sum)
{
    const char *would = cli_has(cli, CLI_DRY_RUN) ? "would be " : "";

    if (cli_has(cli, CLI_JSON))
        cli_print(&cli->ui, "{\"schema\":1,\"repositories\":%zu,\"closed\":%zu}\n",
                  sum->repositories, sum->closed);
    else
        cli_print(&cli->ui, "%zu duplicate%s %sclosed in %zu repositor%s\n", sum->closed,
                  sum->closed == 1 ? "" : "s", would, sum->repositories,
                  sum->repositories == 1 ? "y" : "ies");
}

int cli_issue_sweep(struct cli *cli)
{
    struct sum sum = {.status = CLI_DONE};
    int status = cli_open(cli);

    if (status != CLI_DONE)
        return status;
    if (cli_value(cli, CLI_REPO) != NULL)
        sweep(cli, cli_value(cli, CLI_REPO), &sum);
    else if ((status = sweep_all(cli, &sum)) != CLI_DONE && sum.repositories == 0)
        return status;
    print_sum(cli, &sum);
    return sum.status;
}

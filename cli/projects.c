/* SPDX-License-Identifier: MIT */
/* daydream projects */
#include <string.h>

#include "command.h"
#include "table.h"

/* "org/repo", with the host in front where it is another than everybody's. */
static void add_repository(struct cli_table *table, const struct daydream_project *project)
{
    const char *host = daydream_project_github_host(project);
    bool told = host != NULL && strcmp(host, "github.com") != 0;

    if (host == NULL)
        cli_table_add(table, CLI_DIM, "no GitHub repository");
    else
        cli_table_add(table, CLI_PLAIN, "%s%s%s/%s", told ? host : "", told ? "/" : "",
                      daydream_project_github_org(project), daydream_project_github_repo(project));
}

static void print_projects(struct cli_ui *ui, const struct daydream_projects *projects)
{
    struct cli_table table = {.columns = 4};

    for (size_t i = 0; i < daydream_projects_count(projects); i++) {
        const struct daydream_project *project = daydream_projects_at(projects, i);

        cli_table_add(&table, CLI_BOLD, "%s", daydream_project_slug(project));
        add_repository(&table, project);
        cli_table_add(&table, CLI_PLAIN, "%s", daydream_project_directory(project));
        cli_table_add(&table, CLI_DIM, "%s",
                      project == daydream_projects_home(projects) ? "home" : "");
    }
    if (table.count == 0)
        cli_print(ui, "No project of this machine.\n");
    cli_table_print(&table, ui);
}

static void print_skipped(struct cli_ui *ui, const struct daydream_projects *projects)
{
    struct cli_table table = {.columns = 2};

    if (daydream_projects_skipped_count(projects) == 0)
        return;
    cli_print(ui, "\nLeft out:\n");
    for (size_t i = 0; i < daydream_projects_skipped_count(projects); i++) {
        cli_table_add(&table, CLI_BOLD, "%s", daydream_projects_skipped_slug(projects, i));
        cli_table_add(&table, CLI_YELLOW, "%s", daydream_projects_skipped_reason(projects, i));
    }
    cli_table_print(&table, ui);
}

static int show(struct cli *cli, const struct daydream_projects *projects)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    enum daydream_status status;
    char *json = NULL;

    if (cli_has(cli, CLI_JSON)) {
        status = daydream_projects_to_json(projects, &json, &err);
        return cli_emit(cli, status, json, &err);
    }
    print_projects(&cli->ui, projects);
    print_skipped(&cli->ui, projects);
    return CLI_DONE;
}

int cli_projects(struct cli *cli)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream_projects *projects = NULL;
    int status = cli_open(cli);

    if (status != CLI_DONE)
        return status;
    if (daydream_load_projects(cli->dd, &projects, &err) != DAYDREAM_OK)
        return cli_fail(cli, &err);
    status = show(cli, projects);
    daydream_projects_free(projects);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "model/projects.h"
#include "support/suite.h"

static struct daydream_project *make(const char *slug, const char *host, const char *org,
                                     const char *repo)
{
    struct daydream_project *project = calloc(1, sizeof *project);

    ck_assert_ptr_nonnull(project);
    ck_assert_int_eq(dd_string_set(&project->slug, slug, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&project->name, "Name", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&project->directory, "/src", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&project->host, host, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&project->org, org, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&project->repo, repo, NULL), DAYDREAM_OK);
    return project;
}

static void add(struct daydream_projects *projects, const char *slug, const char *host,
                const char *org, const char *repo)
{
    ck_assert_int_eq(dd_projects_take(projects, make(slug, host, org, repo), NULL), DAYDREAM_OK);
}

/* Six projects: two share a repository in other spellings, one has none. */
static struct daydream_projects *make_fleet(void)
{
    struct daydream_projects *projects = NULL;

    ck_assert_int_eq(dd_projects_new(&projects, NULL), DAYDREAM_OK);
    add(projects, "popoto", "github.com", "tom", "popoto");
    add(projects, "bare", NULL, NULL, NULL);
    add(projects, "docs", "GitHub.com", "Tom", "POPOTO");
    add(projects, "ai", "github.com", "tom", "ai");
    add(projects, "work", "git.example.com", "tom", "popoto");
    add(projects, "bare2", NULL, NULL, NULL);
    return projects;
}

START_TEST(the_getters_see_what_is_there)
{
    struct daydream_projects *projects = make_fleet();
    const struct daydream_project *popoto = daydream_projects_at(projects, 0);
    const struct daydream_project *bare = daydream_projects_at(projects, 1);

    ck_assert_uint_eq(daydream_projects_count(projects), 6);
    ck_assert_str_eq(daydream_project_slug(popoto), "popoto");
    ck_assert_str_eq(daydream_project_name(popoto), "Name");
    ck_assert_str_eq(daydream_project_directory(popoto), "/src");
    ck_assert_str_eq(daydream_project_github_org(popoto), "tom");
    ck_assert_str_eq(daydream_project_github_repo(popoto), "popoto");
    ck_assert_str_eq(daydream_project_github_host(popoto), "github.com");
    ck_assert_ptr_null(daydream_project_github_org(bare));
    ck_assert_ptr_null(daydream_project_github_repo(bare));
    ck_assert_ptr_null(daydream_project_github_host(bare));
    ck_assert_ptr_null(daydream_projects_at(projects, 6));
    ck_assert_ptr_null(daydream_projects_at(projects, (size_t)-1));
    ck_assert_ptr_null(daydream_projects_home(projects));
    projects->home = projects->items[3];
    ck_assert_str_eq(daydream_project_slug(daydream_projects_home(projects)), "ai");
    daydream_projects_free(projects);
}
END_TEST

START_TEST(the_skipped_are_told_with_their_reasons)
{
    struct daydream_projects *projects = make_fleet();

    ck_assert_uint_eq(daydream_projects_skipped_count(projects), 0);
    ck_assert_ptr_null(daydream_projects_skipped_slug(projects, 0));
    ck_assert_int_eq(dd_projects_skip(projects, "one", "is gone", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_projects_skip(projects, "two", "is a file", NULL), DAYDREAM_OK);
    ck_assert_uint_eq(daydream_projects_skipped_count(projects), 2);
    ck_assert_str_eq(daydream_projects_skipped_slug(projects, 1), "two");
    ck_assert_str_eq(daydream_projects_skipped_reason(projects, 1), "is a file");
    ck_assert_ptr_null(daydream_projects_skipped_slug(projects, 2));
    ck_assert_ptr_null(daydream_projects_skipped_reason(projects, 2));
    daydream_projects_free(projects);
}
END_TEST

START_TEST(slugs_are_found_exactly)
{
    struct daydream_projects *projects = make_fleet();

    ck_assert_ptr_eq(dd_projects_find(projects, "ai"), projects->items[3]);
    ck_assert_ptr_null(dd_projects_find(projects, "AI"));
    ck_assert_ptr_null(dd_projects_find(projects, ""));
    daydream_projects_free(projects);
}
END_TEST

START_TEST(one_repository_has_one_first_project)
{
    static const struct {
        size_t index;
        size_t first;
        const char *repository;
    } cases[] = {
        {0, 0, "github.com/tom/popoto"},      {1, 1, ""},
        {2, 0, "GitHub.com/Tom/POPOTO"},      {3, 3, "github.com/tom/ai"},
        {4, 4, "git.example.com/tom/popoto"}, {5, 5, ""},
    };
    struct daydream_projects *projects = make_fleet();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct daydream_project *project = projects->items[cases[i].index];
        struct dd_buf text = DD_BUF_INIT;

        dd_project_repository(project, &text);
        ck_assert_str_eq(dd_buf_text(&text), cases[i].repository);
        ck_assert_ptr_eq(dd_projects_first(projects, project), projects->items[cases[i].first]);
        dd_buf_free(&text);
    }
    ck_assert(dd_projects_share(projects->items[0], projects->items[2]));
    ck_assert(!dd_projects_share(projects->items[0], projects->items[4]));
    ck_assert(!dd_projects_share(projects->items[1], projects->items[5]));
    ck_assert(!dd_projects_share(projects->items[0], projects->items[1]));
    daydream_projects_free(projects);
}
END_TEST

START_TEST(nothing_can_be_freed)
{
    daydream_projects_free(NULL);
    dd_project_free(NULL);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        the_getters_see_what_is_there, the_skipped_are_told_with_their_reasons,
        slugs_are_found_exactly,       one_repository_has_one_first_project,
        nothing_can_be_freed,
    };

    return suite_run("model/projects", tests, sizeof tests / sizeof tests[0]);
}

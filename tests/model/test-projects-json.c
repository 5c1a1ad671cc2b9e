/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "model/projects.h"
#include "support/suite.h"

static void add(struct daydream_projects *projects, const char *slug, const char *name,
                const char *repo)
{
    struct daydream_project *project = calloc(1, sizeof *project);

    ck_assert_ptr_nonnull(project);
    ck_assert_int_eq(dd_string_set(&project->slug, slug, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&project->name, name, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_string_set(&project->directory, "/src/\"here\"", NULL), DAYDREAM_OK);
    if (repo != NULL) {
        ck_assert_int_eq(dd_string_set(&project->host, "github.com", NULL), DAYDREAM_OK);
        ck_assert_int_eq(dd_string_set(&project->org, "tom", NULL), DAYDREAM_OK);
        ck_assert_int_eq(dd_string_set(&project->repo, repo, NULL), DAYDREAM_OK);
    }
    ck_assert_int_eq(dd_projects_take(projects, project, NULL), DAYDREAM_OK);
}

static void check_json(const struct daydream_projects *projects, const char *expected)
{
    struct json_object *parsed = NULL;
    char *json = NULL;

    ck_assert_int_eq(daydream_projects_to_json(projects, &json, NULL), DAYDREAM_OK);
    ck_assert_str_eq(json, expected);
    ck_assert_int_eq(
        dd_json_parse(json, strlen(json), "test", DAYDREAM_ERROR_ARGUMENT, &parsed, NULL),
        DAYDREAM_OK);
    json_object_put(parsed);
    daydream_free_text(json);
}

START_TEST(an_empty_list)
{
    struct daydream_projects *projects = NULL;

    ck_assert_int_eq(dd_projects_new(&projects, NULL), DAYDREAM_OK);
    check_json(projects, "{\"schema\":1,\"projects\":[],\"home\":null,\"skipped\":[]}");
    daydream_projects_free(projects);
}
END_TEST

START_TEST(everything_that_can_be_there)
{
    struct daydream_projects *projects = NULL;

    ck_assert_int_eq(dd_projects_new(&projects, NULL), DAYDREAM_OK);
    add(projects, "popoto", "Popoto \\ \"x\"\n\x01", "popoto");
    add(projects, "ai", "\xff", NULL);
    ck_assert_int_eq(dd_projects_skip(projects, "gone", "it's \"gone\"", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_projects_skip(projects, "", "no slug", NULL), DAYDREAM_OK);
    projects->home = projects->items[1];
    check_json(projects, "{\"schema\":1,\"projects\":["
                         "{\"slug\":\"popoto\",\"name\":\"Popoto \\\\ \\\"x\\\"\\n\\u0001\","
                         "\"working_directory\":\"/src/\\\"here\\\"\",\"github\":"
                         "{\"org\":\"tom\",\"repo\":\"popoto\",\"host\":\"github.com\"}},"
                         "{\"slug\":\"ai\",\"name\":\"\xef\xbf\xbd\","
                         "\"working_directory\":\"/src/\\\"here\\\"\",\"github\":null}],"
                         "\"home\":\"ai\",\"skipped\":["
                         "{\"slug\":\"gone\",\"reason\":\"it's \\\"gone\\\"\"},"
                         "{\"slug\":\"\",\"reason\":\"no slug\"}]}");
    daydream_projects_free(projects);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {an_empty_list, everything_that_can_be_there};

    return suite_run("model/projects-json", tests, sizeof tests / sizeof tests[0]);
}

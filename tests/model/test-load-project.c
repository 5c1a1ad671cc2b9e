/* SPDX-License-Identifier: MIT */
/* What no listing of projects shows; everything else of an entry is in tests/data/projects/. */
#include <string.h>

#include "base/json.h"
#include "model/load-project.h"
#include "support/scratch.h"
#include "support/suite.h"

/* Load an entry that lives in `base` itself. */
static struct daydream_project *load(const char *base, const char *entry)
{
    struct json_object *object = NULL;
    struct daydream_project *project = NULL;
    struct dd_buf reason = DD_BUF_INIT;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_json_parse(entry, strlen(entry), "test", DAYDREAM_ERROR_CONFIG, &object,
                                &err) == DAYDREAM_OK,
                  "%s", err.text);
    ck_assert_int_eq(dd_project_load("popoto", object, base, NULL, &project, &reason, &err),
                     DAYDREAM_OK);
    ck_assert_msg((project == NULL) == (reason.length > 0), "%s: %s", entry, dd_buf_text(&reason));
    dd_buf_free(&reason);
    json_object_put(object);
    return project;
}

START_TEST(log_patterns_stay_below_the_project)
{
    static const struct {
        const char *logs;
        const char *patterns; /* with blanks between */
    } cases[] = {
        {"null", "logs/*.log "},
        {"[]", "logs/*.log "},
        {"\"var/*.log\"", "logs/*.log "},
        {"{\"a\":\"b\"}", "logs/*.log "},
        {"[\"var/*.log\"]", "var/*.log "},
        {"[\"b.log\",\"a.log\"]", "b.log a.log "},
        {"[\"/var/log/syslog\"]", "logs/*.log "},
        {"[\"/var/log/syslog\",\"x.log\"]", "x.log "},
        {"[\"..\",\"../x\",\"a/..\",\"a/../b\",\"\"]", "logs/*.log "},
        {"[\"..a/x\",\"a../x\",\"a..b\",\"...\"]", "..a/x a../x a..b ... "},
        {"[1,true,null,[],{},\"x\"]", "x "},
    };
    char *scratch = scratch_make();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf entry = DD_BUF_INIT;
        struct dd_buf patterns = DD_BUF_INIT;
        struct daydream_project *project;

        dd_buf_printf(&entry, "{\"working_directory\":\".\",\"logs\":%s}", cases[i].logs);
        project = load(scratch, dd_buf_text(&entry));
        ck_assert_ptr_nonnull(project);
        for (size_t j = 0; j < project->logs.count; j++)
            dd_buf_printf(&patterns, "%s ", project->logs.items[j]);
        ck_assert_msg(strcmp(dd_buf_text(&patterns), cases[i].patterns) == 0, "%s: %s",
                      cases[i].logs, dd_buf_text(&patterns));
        dd_project_free(project);
        dd_buf_free(&patterns);
        dd_buf_free(&entry);
    }
    scratch_remove(scratch);
}
END_TEST

START_TEST(github_is_all_or_nothing)
{
    static const struct {
        const char *github;
        bool taken;
    } cases[] = {
        {"{\"org\":\"tom\",\"repo\":\"popoto\"}", true},
        {"{\"org\":\"tom\",\"repo\":\"popoto\",\"host\":null}", true},
        {"{\"org\":\"tom\",\"repo\":\"popoto\",\"host\":7}", false},
        {"{\"org\":\"tom\"}", false},
        {"{\"repo\":\"popoto\"}", false},
        {"\"tom/popoto\"", false},
        {"null", false},
    };
    char *scratch = scratch_make();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf entry = DD_BUF_INIT;
        struct daydream_project *project;

        dd_buf_printf(&entry, "{\"working_directory\":\".\",\"github\":%s}", cases[i].github);
        project = load(scratch, dd_buf_text(&entry));
        ck_assert_ptr_nonnull(project);
        ck_assert_msg((project->org != NULL) == cases[i].taken, "%s", cases[i].github);
        ck_assert((project->org != NULL) == (project->repo != NULL));
        ck_assert((project->org != NULL) == (project->host != NULL));
        if (cases[i].taken)
            ck_assert_str_eq(project->host, "github.com");
        dd_project_free(project);
        dd_buf_free(&entry);
    }
    scratch_remove(scratch);
}
END_TEST

START_TEST(samples_are_published_on_demand_only)
{
    static const struct {
        const char *value;
        bool published;
    } cases[] = {
        {"true", true},      {"false", false},  {"null", false}, {"1", false},
        {"\"true\"", false}, {"[true]", false}, {"{}", false},
    };
    char *scratch = scratch_make();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf entry = DD_BUF_INIT;
        struct daydream_project *project;

        dd_buf_printf(&entry, "{\"working_directory\":\".\",\"publish_samples\":%s}",
                      cases[i].value);
        project = load(scratch, dd_buf_text(&entry));
        ck_assert_ptr_nonnull(project);
        ck_assert_msg(project->publish_samples == cases[i].published, "%s", cases[i].value);
        dd_project_free(project);
        dd_buf_free(&entry);
    }
    scratch_remove(scratch);
}
END_TEST

START_TEST(a_directory_that_went_is_a_reason)
{
    char *scratch = scratch_make();
    struct daydream_project *project = load(scratch, "{\"working_directory\":\".\"}");

    ck_assert_ptr_nonnull(project);
    ck_assert_str_eq(project->directory, scratch);
    dd_project_free(project);
    ck_assert_ptr_null(load(scratch, "{\"working_directory\":\"gone\"}"));
    ck_assert_ptr_null(load(scratch, "{}"));
    ck_assert_ptr_null(load(scratch, "7"));
    scratch_remove(scratch);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        log_patterns_stay_below_the_project,
        github_is_all_or_nothing,
        samples_are_published_on_demand_only,
        a_directory_that_went_is_a_reason,
    };

    return suite_run("model/load-project", tests, sizeof tests / sizeof tests[0]);
}

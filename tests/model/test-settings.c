/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/json.h"
#include "model/settings.h"
#include "support/suite.h"

#define FIFTY "12345678901234567890123456789012345678901234567890"

static const struct {
    const char *json; /* the "daydream" object */
    const char *home;
    const char *state_dir;
    const char *timezone;
    const char *label;
    enum dd_issue_when when;
    size_t warnings;
} cases[] = {
    {"null", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 0},
    {"{}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 0},
    {"{\"home\":\"ai\",\"state_dir\":\"~/s\",\"timezone\":\"UTC\",\"machines\":{},"
     "\"issue\":{\"label\":\"night\",\"mode\":\"daily\",\"when\":\"any\","
     "\"on_existing\":\"skip\"}}",
     "ai", "~/s", "UTC", "night", DD_WHEN_ANY, 0},
    {"{\"home\":null,\"issue\":null,\"timezone\":null}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW,
     0},
    {"{\"home\":\"\",\"state_dir\":\"\",\"timezone\":\"\"}", NULL, NULL, NULL, "daydream",
     DD_WHEN_NEW, 0},
    {"{\"home\":1,\"state_dir\":[],\"timezone\":{}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 3},
    {"{\"timezone\":\"PST8PDT,M3.2.0,M11.1.0\"}", NULL, NULL, "PST8PDT,M3.2.0,M11.1.0", "daydream",
     DD_WHEN_NEW, 0},
    {"{\"timezone\":\"Mars/Olympus\"}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"timezone\":\"../../etc/passwd\"}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"issue\":[]}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"issue\":{\"label\":\"\"}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"issue\":{\"label\":\"" FIFTY "\"}}", NULL, NULL, NULL, FIFTY, DD_WHEN_NEW, 0},
    {"{\"issue\":{\"label\":\"" FIFTY "1\"}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"issue\":{\"label\":\"a,b\"}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"issue\":{\"label\":\"a\\nb\"}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"issue\":{\"label\":true,\"mode\":1,\"when\":[]}}", NULL, NULL, NULL, "daydream",
     DD_WHEN_NEW, 3},
    {"{\"issue\":{\"when\":\"Any\"}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"issue\":{\"mode\":\"weekly\"}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"issue\":{\"mode\":\"rolling\"}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 0},
    {"{\"issue\":{\"on_existing\":\"skip\"}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 0},
    {"{\"issue\":{\"on_existing\":\"ask\"}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"sessions\":{\"corrections\":[\"x\"]}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 0},
    {"{\"docs\":{\"leave_out\":[\"x\"]}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 0},
    {"{\"docs\":[]}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"docs\":{\"leave_out\":\"x\"}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"docs\":{\"leave_out\":[\"x\",1]}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"docs\":{\"leaveout\":[]}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"sessions\":[]}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"sessions\":{\"corrections\":\"x\"}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"sessions\":{\"corrections\":[\"x\",1]}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"sessions\":{\"correction\":[]}}", NULL, NULL, NULL, "daydream", DD_WHEN_NEW, 1},
    {"{\"Home\":\"ai\",\"issue\":{\"lable\":\"x\"},\"x\":{\"y\":1}}", NULL, NULL, NULL, "daydream",
     DD_WHEN_NEW, 3},
};

static const struct {
    const char *json;
    int64_t warnings;
    size_t complaints;
} log_cases[] = {
    {"{}", DD_SETTINGS_WARNINGS, 0},
    {"{\"logs\":{}}", DD_SETTINGS_WARNINGS, 0},
    {"{\"logs\":{\"warnings\":1}}", 1, 0},
    {"{\"logs\":{\"warnings\":100}}", 100, 0},
    {"{\"logs\":{\"warnings\":0}}", DD_SETTINGS_WARNINGS, 1},
    {"{\"logs\":{\"warnings\":\"7\"}}", DD_SETTINGS_WARNINGS, 1},
    {"{\"logs\":{\"warning\":7}}", DD_SETTINGS_WARNINGS, 1},
    {"{\"logs\":[\"logs/x.log\"]}", DD_SETTINGS_WARNINGS, 1},
};

static void count_warning(void *user, enum daydream_log_level level, const char *text)
{
    size_t *warnings = user;

    ck_assert_int_eq(level, DAYDREAM_LOG_WARNING);
    ck_assert_msg(strncmp(text, "projects.json: daydream.", 24) == 0, "%s", text);
    (*warnings)++;
}

static void check_text(size_t index, const char *got, const char *wanted)
{
    ck_assert_msg((got == NULL) == (wanted == NULL) && (got == NULL || strcmp(got, wanted) == 0),
                  "%s: %s, not %s", cases[index].json, got, wanted);
}

START_TEST(each_setting_is_read_or_left_at_its_default)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct json_object *object = NULL;
        struct dd_settings settings;
        size_t warnings = 0;
        struct dd_log log = {count_warning, &warnings};

        ck_assert_int_eq(dd_json_parse(cases[i].json, strlen(cases[i].json), "test",
                                       DAYDREAM_ERROR_CONFIG, &object, NULL),
                         DAYDREAM_OK);
        ck_assert_int_eq(dd_settings_load(object, "projects.json", &log, &settings, NULL),
                         DAYDREAM_OK);
        check_text(i, settings.home, cases[i].home);
        check_text(i, settings.state_dir, cases[i].state_dir);
        check_text(i, settings.timezone, cases[i].timezone);
        check_text(i, settings.label, cases[i].label);
        ck_assert_msg(settings.when == cases[i].when, "%s", cases[i].json);
        ck_assert_msg((settings.mode == DD_MODE_ROLLING) ==
                          (strstr(cases[i].json, "rolling") != NULL),
                      "%s", cases[i].json);
        ck_assert_msg(settings.no_comments == (strstr(cases[i].json, "skip") != NULL), "%s",
                      cases[i].json);
        ck_assert_msg(warnings == cases[i].warnings, "%s: %zu warnings", cases[i].json, warnings);
        dd_settings_free(&settings);
        ck_assert_ptr_null(settings.label);
        json_object_put(object);
    }
}
END_TEST

START_TEST(no_log_is_needed)
{
    struct json_object *object = NULL;
    struct dd_settings settings;

    ck_assert_int_eq(dd_json_parse("{\"x\":1}", 7, "test", DAYDREAM_ERROR_CONFIG, &object, NULL),
                     DAYDREAM_OK);
    ck_assert_int_eq(dd_settings_load(object, "", NULL, &settings, NULL), DAYDREAM_OK);
    ck_assert_str_eq(settings.label, "daydream");
    dd_settings_free(&settings);
    json_object_put(object);
}
END_TEST

START_TEST(warnings_have_a_threshold)
{
    for (size_t i = 0; i < sizeof log_cases / sizeof log_cases[0]; i++) {
        struct json_object *object = NULL;
        struct dd_settings settings;
        size_t complaints = 0;
        struct dd_log log = {count_warning, &complaints};

        ck_assert_int_eq(dd_json_parse(log_cases[i].json, strlen(log_cases[i].json), "test",
                                       DAYDREAM_ERROR_CONFIG, &object, NULL),
                         DAYDREAM_OK);
        ck_assert_int_eq(dd_settings_load(object, "projects.json", &log, &settings, NULL),
                         DAYDREAM_OK);
        ck_assert_msg(settings.warnings == log_cases[i].warnings, "%s", log_cases[i].json);
        ck_assert_msg(complaints == log_cases[i].complaints, "%s", log_cases[i].json);
        dd_settings_free(&settings);
        json_object_put(object);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {each_setting_is_read_or_left_at_its_default,
                                  warnings_have_a_threshold, no_log_is_needed};

    return suite_run("model/settings", tests, sizeof tests / sizeof tests[0]);
}

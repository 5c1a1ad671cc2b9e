/* SPDX-License-Identifier: MIT */
/* daydream.legacy: deprecated patterns. */
#include <string.h>

#include "base/json.h"
#include "model/settings.h"
#include "support/suite.h"

#define DEFAULT "imports of typing.Optional, List or Dict"

static const struct {
    const char *json;  /* the "daydream" object */
    const char *names; /* of the rules, a bar behind each */
    const char *files;
    const char *leave_out;
    size_t warnings;
} cases[] = {
    {"{}", DEFAULT "|", "*.py|", "", 0},
    {"{\"legacy\":{}}", DEFAULT "|", "*.py|", "", 0},
    {"{\"legacy\":[]}", DEFAULT "|", "*.py|", "", 1},
    {"{\"legacy\":{\"patterns\":[]}}", "", "", "", 0},
    {"{\"legacy\":{\"patterns\":7}}", DEFAULT "|", "*.py|", "", 1},
    {"{\"legacy\":{\"pattern\":[]}}", DEFAULT "|", "*.py|", "", 1},
    {"{\"legacy\":{\"patterns\":[{\"name\":\"calls of old()\",\"pattern\":\"\\\\bold\\\\(\","
     "\"files\":\"*.c\"},{\"name\":\"tabs\",\"pattern\":\"\\t\"}],\"leave_out\":[\"vendor\"]}}",
     "calls of old()|tabs|", "*.c|*|", "vendor|", 0},
    {"{\"legacy\":{\"patterns\":[{\"name\":\"bad\",\"pattern\":\"(\"},"
     "{\"name\":\"good\",\"pattern\":\"x\"}]}}",
     "good|", "*|", "", 1},
    {"{\"legacy\":{\"patterns\":[{\"pattern\":\"x\"},{\"name\":\"\",\"pattern\":\"x\"},"
     "{\"name\":\"x\"},{\"name\":\"x\",\"pattern\":\"\"},7,null]}}",
     "", "", "", 6},
    {"{\"legacy\":{\"patterns\":[{\"name\":\"x\",\"pattern\":\"x\"},"
     "{\"name\":\"x\",\"pattern\":\"y\"}]}}",
     "x|", "*|", "", 1},
    {"{\"legacy\":{\"leave_out\":[\"a\",1,\"b\"]}}", DEFAULT "|", "*.py|", "a|b|", 1},
    {"{\"legacy\":{\"leave_out\":\"a\"}}", DEFAULT "|", "*.py|", "", 1},
};

static void count_warning(void *user, enum daydream_log_level level, const char *text)
{
    size_t *warnings = user;

    ck_assert_int_eq(level, DAYDREAM_LOG_WARNING);
    ck_assert_msg(strncmp(text, "projects.json: daydream.legacy", 30) == 0, "%s", text);
    (*warnings)++;
}

static void check_list(size_t index, const struct dd_strings *got, const char *wanted)
{
    struct dd_buf text = DD_BUF_INIT;

    for (size_t i = 0; i < got->count; i++)
        dd_buf_printf(&text, "%s|", got->items[i]);
    ck_assert_msg(strcmp(dd_buf_text(&text), wanted) == 0, "%s: %s", cases[index].json,
                  dd_buf_text(&text));
    dd_buf_free(&text);
}

START_TEST(takes_what_can_be_used)
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
        check_list(i, &settings.legacy.names, cases[i].names);
        check_list(i, &settings.legacy.files, cases[i].files);
        check_list(i, &settings.legacy.leave_out, cases[i].leave_out);
        ck_assert_uint_eq(settings.legacy.patterns.count, settings.legacy.names.count);
        ck_assert_msg(warnings == cases[i].warnings, "%s: %zu", cases[i].json, warnings);
        dd_settings_free(&settings);
        json_object_put(object);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {takes_what_can_be_used};

    return suite_run("model/legacy", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/json.h"
#include "model/settings.h"
#include "support/suite.h"

static const struct {
    const char *json; /* the "daydream" object */
    const char *model;
    const char *url;
    int64_t input_bytes;
    int64_t output_tokens;
    size_t warnings;
} cases[] = {
    {"null", NULL, NULL, DD_LLM_INPUT_BYTES, DD_LLM_OUTPUT_TOKENS, 0},
    {"{\"llm\":null}", NULL, NULL, DD_LLM_INPUT_BYTES, DD_LLM_OUTPUT_TOKENS, 0},
    {"{\"llm\":{\"model\":\"m\",\"url\":\"https://"
     "x\",\"input_bytes\":1000,\"output_tokens\":65536}}",
     "m", "https://x", 1000, 65536, 0},
    {"{\"llm\":[]}", NULL, NULL, DD_LLM_INPUT_BYTES, DD_LLM_OUTPUT_TOKENS, 1},
    {"{\"llm\":{\"input_bytes\":999,\"output_tokens\":255}}", NULL, NULL, DD_LLM_INPUT_BYTES,
     DD_LLM_OUTPUT_TOKENS, 2},
    {"{\"llm\":{\"input_bytes\":1000001,\"output_tokens\":65537}}", NULL, NULL, DD_LLM_INPUT_BYTES,
     DD_LLM_OUTPUT_TOKENS, 2},
    {"{\"llm\":{\"input_bytes\":\"many\",\"tokens\":1}}", NULL, NULL, DD_LLM_INPUT_BYTES,
     DD_LLM_OUTPUT_TOKENS, 2},
    /* no address is not the same as one that cannot be used */
    {"{\"llm\":{\"model\":7,\"url\":7}}", NULL, "", DD_LLM_INPUT_BYTES, DD_LLM_OUTPUT_TOKENS, 2},
};

static void count(void *user, enum daydream_log_level level, const char *text)
{
    size_t *warnings = user;

    ck_assert_int_eq(level, DAYDREAM_LOG_WARNING);
    ck_assert_msg(strstr(text, "projects.json: daydream.llm") != NULL, "%s", text);
    ++*warnings;
}

static void expect_text(size_t i, const char *text, const char *wanted)
{
    ck_assert_msg((text == NULL) == (wanted == NULL), "%zu: %s", i, text);
    if (wanted != NULL)
        ck_assert_str_eq(text, wanted);
}

START_TEST(each_setting_is_read_or_left_at_its_default)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t warnings = 0;
        struct dd_log log = {count, &warnings};
        struct json_object *json = NULL;
        struct dd_settings settings;

        ck_assert_int_eq(dd_json_parse(cases[i].json, strlen(cases[i].json), "case",
                                       DAYDREAM_ERROR_CONFIG, &json, NULL),
                         DAYDREAM_OK);
        ck_assert_int_eq(dd_settings_load(json, "projects.json", &log, &settings, NULL),
                         DAYDREAM_OK);
        expect_text(i, settings.llm.model, cases[i].model);
        expect_text(i, settings.llm.url, cases[i].url);
        ck_assert_int_eq(settings.llm.input_bytes, cases[i].input_bytes);
        ck_assert_int_eq(settings.llm.output_tokens, cases[i].output_tokens);
        ck_assert_msg(warnings == cases[i].warnings, "%zu: %zu", i, warnings);
        dd_settings_free(&settings);
        json_object_put(json);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        each_setting_is_read_or_left_at_its_default,
    };

    return suite_run("model/settings-llm", tests, sizeof tests / sizeof tests[0]);
}

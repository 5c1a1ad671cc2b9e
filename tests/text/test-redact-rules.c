/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8

#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/proc.h"
#include "support/scratch.h"
#include "support/suite.h"
#include "text/redact-rules.h"
#include "text/redact.h"

/* What today's rules reach on the samples. They may only get better: raise these with the rules. */
#define SECRETS_FOUND       403
#define NEGATIVES_UNTOUCHED 85

#define SAMPLES             "../shared/data/redaction/samples.jsonl.xz"

/* A row of the table is well formed. */
START_TEST(test_table)
{
    for (size_t i = 0; i < dd_redact_rules_count; i++) {
        const struct dd_redact_rule *rule = &dd_redact_rules[i];
        int code = 0;
        uint32_t groups = 0;
        PCRE2_SIZE offset = 0;
        pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)rule->pattern, PCRE2_ZERO_TERMINATED, 0,
                                             &code, &offset, NULL);

        ck_assert_msg(compiled != NULL, "%s: error %d at byte %zu", rule->kind, code, offset);
        ck_assert_int_eq(pcre2_pattern_info(compiled, PCRE2_INFO_CAPTURECOUNT, &groups), 0);
        pcre2_code_free(compiled);
        ck_assert_msg(rule->group <= groups, "%s: no group %u", rule->kind, rule->group);
        ck_assert_msg(strlen(rule->kind) >= 2 && strlen(rule->kind) <= 32, "%s", rule->kind);
        ck_assert_msg(strspn(rule->kind, "abcdefghijklmnopqrstuvwxyz-") == strlen(rule->kind),
                      "%s: the kind is no part of a mark", rule->kind);
        ck_assert_msg(strpbrk(rule->literals, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL,
                      "%s: literals are lower case", rule->kind);
        ck_assert_msg(strspn(rule->literals, " ") < strlen(rule->literals), "%s: no literal",
                      rule->kind);
    }
}
END_TEST

/* Made up, with the shape of real ones. */
static const struct {
    const char *text, *wanted;
} cases[] = {
    {"-----BEGIN RSA PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0B\\n", "[redacted:private-key]\\n"},
    {"-----BEGIN PUBLIC KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\n-----END PUBLIC KEY-----",
     "-----BEGIN PUBLIC KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\n-----END PUBLIC KEY-----"},

    {"github_pat_11AAAAAAA0abcdefghijkl_0123456789", "[redacted:github-token]"},
    {"gho_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R", "[redacted:github-token]"},
    {"ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
    {"ghp_short", "ghp_short"},

    {"id ASIAQYLPMN5HHHFPZAM2.", "id [redacted:aws-access-key-id]."},
    {"AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"},
    {"AKIAQYLPMN5HHHFPZAM2X", "AKIAQYLPMN5HHHFPZAM2X"},

    {"xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcBrzbqgy", "[redacted:slack-token]"},
    {"xoxb-your-token-goes-here", "xoxb-your-token-goes-here"},
    {"https://hooks.slack.com/services/T0123ABCD/B0123ABCD/a1B2c3D4e5F6g7H8",
     "https://hooks.slack.com/services/[redacted:slack-webhook]"},
    {"https://hooks.slack.com/docs/T0123ABCD", "https://hooks.slack.com/docs/T0123ABCD"},

    {"sk-ant-api03-a1B2c3D4e5F6g7H8i9J0", "[redacted:api-key]"},
    {"sk-learn-0-24-with-many-words", "sk-learn-0-24-with-many-words"},
    {"sk_live_a1B2c3D4e5F6g7H8", "[redacted:stripe-key]"},
    {"sk_live_xxxxxxxxxxxx", "sk_live_xxxxxxxxxxxx"},

    {"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP-mB92K27", "[redacted:jwt]"},
    {"eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJIUzI1NiJ9"},

    {"Authorization: Basic YWxhZGRpbjpvcGVuc2VzYW1l",
     "Authorization: Basic [redacted:authorization]"},
    {"{\"authorization\": \"Bearer a1b2c3d4\"}",
     "{\"authorization\": \"Bearer [redacted:authorization]\"}"},
    {"Authorization: Bearer <token>", "Authorization: Bearer <token>"},
    {"the bearer a1B2c3D4e5F6g7H8i9J0 was refused",
     "the bearer [redacted:authorization] was refused"},
    {"the bearer of bad news", "the bearer of bad news"},

    {"Set-Cookie: sid=a1b2; Path=/", "Set-Cookie: [redacted:cookie]"},
    {"cookie: none", "cookie: none"},

    {"redis://:hunter22x@cache:6379", "redis://:[redacted:url-password]@cache:6379"},
    {"https://user:${PASSWORD}@host/", "https://user:${PASSWORD}@host/"},
    {"https://host:8080/a@b", "https://host:8080/a@b"},

    {"DB_PASSWORD=hunter22x", "DB_PASSWORD=[redacted:secret]"},
    {"password = \"hunter 22 x\"", "password = \"[redacted:secret]\""},
    {"'client_secret': 'hunter22x'", "'client_secret': '[redacted:secret]'"},
    {"{\\\"api_key\\\": \\\"hunter22x\\\"}", "{\\\"api_key\\\": \\\"[redacted:secret]\\\"}"},
    {"passphrase: hunter22x", "passphrase: [redacted:secret]"},
    {"token=hunter\xe2\x80\xa6", "token=[redacted:secret]\xe2\x80\xa6"},
    {"password=%DB_PASSWORD%", "password=%DB_PASSWORD%"},
    {"password=$DB_PASSWORD", "password=$DB_PASSWORD"},
    {"password=changeme", "password=changeme"},
    {"password: ********", "password: ********"},
    {"max_tokens=4096", "max_tokens=4096"},
    {"token_type=bearer", "token_type=bearer"},
    {"unexpected token: }", "unexpected token: }"},
    {"TokenStore: opened store", "TokenStore: opened store"},
    {"the secretary: opened", "the secretary: opened"},
};

static void redact(const struct dd_redactor *redactor, const char *text, struct dd_buf *out)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_redact(redactor, text, strlen(text), out, &err) == DAYDREAM_OK, "'%s': %s",
                  text, err.text);
}

START_TEST(test_cases)
{
    struct dd_redactor *redactor = NULL;

    ck_assert_int_eq(dd_redactor_new(&redactor, NULL), DAYDREAM_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;

        redact(redactor, cases[i].text, &out);
        ck_assert_msg(strcmp(dd_buf_text(&out), cases[i].wanted) == 0, "'%s' became '%s'",
                      cases[i].text, dd_buf_text(&out));
        dd_buf_free(&out);
    }
    dd_redactor_free(redactor);
}
END_TEST

/* Every kind of the table is shown by a case above. */
START_TEST(test_cases_show_every_kind)
{
    for (size_t i = 0; i < dd_redact_rules_count; i++) {
        char mark[64];
        size_t shown = 0;

        snprintf(mark, sizeof mark, "[redacted:%s]", dd_redact_rules[i].kind);
        for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++)
            shown += strstr(cases[k].wanted, mark) != NULL;
        ck_assert_msg(shown > 0, "no case for %s", dd_redact_rules[i].kind);
    }
}
END_TEST

/* ---- Samples of secrets and of what looks like one ----------------------------------------- */

#define RUN_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=_-"

struct score {
    int secrets, found, negatives, untouched;
};

static bool is_random_looking(const char *run, size_t length)
{
    return length >= 16 && strcspn(run, "0123456789") < length &&
           strcspn(run, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") < length;
}

/* Of the random-looking runs of a text, where it has any, at least one is gone. */
static bool lost_a_run(const char *text, const char *redacted)
{
    bool any = false;

    while (*(text += strcspn(text, RUN_CHARACTERS)) != '\0') {
        size_t length = strspn(text, RUN_CHARACTERS);
        char *run = strndup(text, length);
        bool random = is_random_looking(text, length);
        bool gone;

        ck_assert_ptr_nonnull(run);
        gone = strstr(redacted, run) == NULL;
        free(run);
        if (random && gone)
            return true;
        any = any || random;
        text += length;
    }
    return !any;
}

static void count(const struct dd_redactor *redactor, const char *line, size_t length,
                  struct score *score)
{
    struct json_object *sample = NULL;
    struct dd_buf once = DD_BUF_INIT;
    struct dd_buf twice = DD_BUF_INIT;
    const char *text;
    bool secret = false;

    ck_assert_int_eq(dd_json_parse(line, length, "sample", DAYDREAM_ERROR_FILE, &sample, NULL),
                     DAYDREAM_OK);
    text = dd_json_text(sample, "text", "");
    ck_assert_int_eq(dd_json_bool(sample, "secret", &secret), DD_JSON_OK);
    redact(redactor, text, &once);
    redact(redactor, dd_buf_text(&once), &twice);
    ck_assert_str_eq(dd_buf_text(&once), dd_buf_text(&twice));
    score->secrets += secret;
    score->negatives += !secret;
    score->found += secret && strstr(dd_buf_text(&once), "[redacted") != NULL &&
                    lost_a_run(text, dd_buf_text(&once));
    score->untouched += !secret && strcmp(text, dd_buf_text(&once)) == 0;
    dd_buf_free(&once);
    dd_buf_free(&twice);
    json_object_put(sample);
}

static bool read_samples(struct dd_buf *samples)
{
    char *path = test_path(SAMPLES);
    const char *const argv[] = {"xz", "-dc", path, NULL};
    const struct dd_proc proc = {argv, 60000, (size_t)16 * 1024 * 1024};
    int status = 0;
    bool read = scratch_exists(path) && dd_proc_run(&proc, samples, &status, NULL) == DAYDREAM_OK &&
                status == 0;

    free(path);
    return read;
}

START_TEST(test_samples)
{
    struct dd_redactor *redactor = NULL;
    struct dd_buf samples = DD_BUF_INIT;
    struct score score = {0};

    if (!read_samples(&samples)) {
        printf("text/redact-rules: samples skipped: no %s or no xz\n", SAMPLES);
        dd_buf_free(&samples);
        return;
    }
    ck_assert_int_eq(dd_redactor_new(&redactor, NULL), DAYDREAM_OK);
    for (const char *line = dd_buf_text(&samples); *line != '\0';) {
        size_t length = strcspn(line, "\n");

        count(redactor, line, length, &score);
        line += length + (line[length] == '\n');
    }
    printf("text/redact-rules: %d of %d secrets found, %d of %d others untouched\n", score.found,
           score.secrets, score.untouched, score.negatives);
    ck_assert_int_ge(score.found, SECRETS_FOUND);
    ck_assert_int_ge(score.untouched, NEGATIVES_UNTOUCHED);
    dd_redactor_free(redactor);
    dd_buf_free(&samples);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_table, test_cases, test_cases_show_every_kind, test_samples};

    return suite_run("text/redact-rules", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
#include "text/redact-rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/suite.h"
#include "text/matcher.h"
#include "text/redact-case.h"

/* A row of the table is well formed. */
START_TEST(test_table)
{
    for (size_t i = 0; i < dd_redact_rules_count; i++) {
        const struct dd_redact_rule *rule = &dd_redact_rules[i];
        struct dd_matcher matcher = {NULL, rule->kind};
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        ck_assert_msg(dd_matcher_compile(&matcher, rule->pattern, true, DAYDREAM_ERROR_ARGUMENT,
                                         &err) == DAYDREAM_OK,
                      "%s", err.text);
        ck_assert_msg(rule->group <= dd_matcher_groups(&matcher), "%s", rule->kind);
        dd_matcher_free(&matcher);
        ck_assert_msg(strlen(rule->kind) >= 2 && strlen(rule->kind) <= 32, "%s", rule->kind);
        ck_assert_msg(strspn(rule->kind, "abcdefghijklmnopqrstuvwxyz0123456789-") ==
                          strlen(rule->kind),
                      "%s: the kind is no part of a mark", rule->kind);
        ck_assert_msg(strpbrk(rule->literals, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL,
                      "%s: literals are lower case", rule->kind);
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

    {"Authorization: Token 22cb987851bc5659229114c6",
     "Authorization: Token [redacted:authorization]"},
    {"-H 'Authorization: 5eb4223e-5008-46e5-be67-c7b8f2732305'",
     "-H 'Authorization: [redacted:authorization]'"},
    {"'Proxy-Authorization': 'Basic YWxhZGRpbjpvcGVuc2VzYW1l'",
     "'Proxy-Authorization': 'Basic [redacted:authorization]'"},
    {"Authorization: Digest username=\"bob\", response=\"6629fae49393a05397450978507c4ef1\"",
     "Authorization: Digest username=\"bob\", response=\"[redacted:authorization]\""},
    {"Authorization: Bearer $(gcloud auth print-access-token)",
     "Authorization: Bearer $(gcloud auth print-access-token)"},
    {"https://discord.com/api/webhooks/123456789012345678/a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6",
     "https://discord.com/api/webhooks/123456789012345678/[redacted:discord-webhook]"},
    {"https://x.webhook.office.com/webhookb2/a1b2c3d4-0000-4000-8000-a1b2c3d4e5f6@0/"
     "IncomingWebhook",
     "https://x.webhook.office.com/webhookb2/[redacted:teams-webhook]"},
    {"https://hooks.zapier.com/hooks/catch/123456/a1b2c3d4e5f6g7h8i9j0k/",
     "https://hooks.zapier.com/hooks/catch/123456/[redacted:webhook]/"},
    {"https://prod-1.logic.azure.com/workflows/x/triggers?sp=1&sig=a1B2c3D4e5F6g7H8i9J0k1",
     "https://prod-1.logic.azure.com/workflows/x/triggers?sp=1&sig=[redacted:logic-app-url]"},
    {"BUNDLE_GEMS__CONTRIBSYS__COM=cafebabe:deadbeef",
     "BUNDLE_GEMS__CONTRIBSYS__COM=[redacted:sidekiq-secret]"},
    {"Private-MAC: 6629fae49393a05397450978507c4ef16629fae4", "Private-MAC: [redacted:putty-key]"},
    {"AWS4-HMAC-SHA256 Credential=x, SignedHeaders=host, "
     "Signature=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
     "AWS4-HMAC-SHA256 Credential=x, SignedHeaders=host, Signature=[redacted:s3-signature]"},
    {"https://a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6@o1.ingest.sentry.io/2",
     "https://[redacted:url-user]@o1.ingest.sentry.io/2"},
    {"app:hunter22x@tcp(10.0.0.1:3306)/db", "app:[redacted:url-password]@tcp(10.0.0.1:3306)/db"},
    {"jdbc:oracle:thin:app/hunter22x@db:1521",
     "jdbc:oracle:thin:app/[redacted:url-password]@db:1521"},
    {"curl -sS -u bob:hunter22x https://x.example",
     "curl -sS -u bob:[redacted:option-password] https://x.example"},
    {"docker run -u 1000:1000 curlimages/curl", "docker run -u 1000:1000 curlimages/curl"},
    {"mysqldump -uroot -phunter22x db", "mysqldump -uroot -p[redacted:option-password] db"},
    {"sshpass -p hunter22x ssh x", "sshpass -p [redacted:option-password] ssh x"},
    {"ALTER USER x IDENTIFIED BY 'hunter 22x'",
     "ALTER USER x IDENTIFIED BY '[redacted:option-password]'"},
    {"MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDK\n-----END RSA PRIVATE KEY-----",
     "[redacted:private-key]-----END RSA PRIVATE KEY-----"},
    {"apiVersion: v1\nkind: Secret\ndata:\n  user: YWRtaW46cGFzc3dvcmQ=\nmetadata:\n  name: "
     "x-1234567890\n",
     "apiVersion: v1\nkind: Secret\ndata:\n  user: [redacted:kubernetes-secret]\nmetadata:\n  "
     "name: x-1234567890\n"},
    {"kind: ConfigMap\ndata:\n  user: YWRtaW46cGFzc3dvcmQ=\n",
     "kind: ConfigMap\ndata:\n  user: YWRtaW46cGFzc3dvcmQ=\n"},

    {"password:[hunter22x]", "password:[redacted:secret]"},
    {"tokens := []string{\"hunter22x\", \"hunter33y\"}",
     "tokens := []string{\"[redacted:secret]\", \"[redacted:secret]\"}"},
    {"API key: hunter22x", "API key: [redacted:secret]"},
    {"password for bob: hunter22x", "password for bob: [redacted:secret]"},
    {"the password is hunter22x", "the password is [redacted:secret]"},
    {"the password is required", "the password is required"},
    {"<password>hunter22x</password>", "<password>[redacted:secret]</password>"},
    {"<add key=\"ApiKey\" value=\"hunter22x\"/>",
     "<add key=\"ApiKey\" value=\"[redacted:secret]\"/>"},
    {"- name: DB_PASSWORD\n  value: hunter22x", "- name: DB_PASSWORD\n  value: [redacted:secret]"},
    {"{\"name\":\"API_TOKEN\",\"value\":\"hunter22x\"}",
     "{\"name\":\"API_TOKEN\",\"value\":\"[redacted:secret]\"}"},
    {"apiKey: string = 'hunter22x'", "apiKey: string = '[redacted:secret]'"},
    {"--password hunter22x --verbose", "--password [redacted:secret] --verbose"},
    {"token: |\n  a1B2c3D4e5F6g7H8", "token: |\n  [redacted:secret]"},
    {"q?a=1&data=api_key%3Dhunter22x%26b%3D2", "q?a=1&data=api_key%3D[redacted:secret]%26b%3D2"},
    {"&quot;password&quot;:&quot;hunter22x&quot;",
     "&quot;password&quot;:&quot;[redacted:secret]&quot;"},
    {"os.Setenv(\"DB_PASS\", \"a1B2c3D4e5F6\")", "os.Setenv(\"DB_PASS\", \"[redacted:secret]\")"},
    {"heroku_key = 832d2129-a846-4e27-99f4-7004b6ad53ef", "heroku_key = [redacted:secret]"},
    {"cache_key = 832d2129-a846-4e27-99f4-7004b6ad53ef",
     "cache_key = 832d2129-a846-4e27-99f4-7004b6ad53ef"},
    {"JSESSIONID=A1B2C3D4E5F6A7B8C9D0E1F2A3B4C5D6", "JSESSIONID=[redacted:secret]"},
    {"sentry_release = 9fceb02d0ae598e95dc970b74767f19372d61af8",
     "sentry_release = 9fceb02d0ae598e95dc970b74767f19372d61af8"},
    {"commit 9fceb02d0ae598e95dc970b74767f19372d61af8 of monkey",
     "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 of monkey"},
    {"token = android.os.BinderProxy@2bd79ce", "token = android.os.BinderProxy@2bd79ce"},
    {"password = getPassword()", "password = getPassword()"},
    {"secret: process.env.SECRET", "secret: process.env.SECRET"},
    {"password={{ vault.password }}", "password={{ vault.password }}"},
    {"api_key: your-api-key-here", "api_key: your-api-key-here"},
    {"token=<your token>", "token=<your token>"},
    {"password file: /etc/app/passwords.txt", "password file: /etc/app/passwords.txt"},
    {"private: rykDwA07yMirSwfGvkQz", "private: [redacted:secret]"},
    {"\"private\": true, private_ip: 10.0.0.4", "\"private\": true, private_ip: 10.0.0.4"},
    {"pgpass: db:5432:shop:app:hunter22x", "pgpass: db:5432:shop:app:[redacted:password]"},
    {"new NetworkCredential(\"ops\", \"hunter22x\")",
     "new NetworkCredential(\"ops\", \"[redacted:password]\")"},
    {"bindpw hunter22x", "bindpw [redacted:password]"},
    {"snmp-server community c0mmun1ty RO", "snmp-server community [redacted:snmp-community] RO"},
    {"snmp-server community public RO", "snmp-server community public RO"},
    {"Unseal Key 1: q7Zv1Kx9Wb3Rt5Yn8Mc2Lf4Hs6Jd0PaEuTgVBw1Xk3M=",
     "Unseal Key 1: [redacted:vault-unseal-key]"},
    {"mixpanel.init(\"832d2129a8464e2799f47004b6ad53ef\")",
     "mixpanel.init(\"[redacted:api-key]\")"},
    {"olcRootPW: {SSHA}q7Zv1Kx9Wb3Rt5Yn8Mc2Lf4Hs6Jd0Pa=",
     "olcRootPW: {SSHA}[redacted:password-hash]"},
    {"snmpget -v3 -A hunter22x -X hunter33y host",
     "snmpget -v3 -A [redacted:option-password] -X [redacted:option-password] host"},
    {"echo hunter22x | docker login --password-stdin r.example",
     "echo [redacted:option-password] | docker login --password-stdin r.example"},
    {"CREATE USER app WITH PASSWORD 'hunter22x4yzz'",
     "CREATE USER app WITH PASSWORD '[redacted:secret]'"},
    {"variable \"db_password\" {\n  default = \"hunter22x\"\n}",
     "variable \"db_password\" {\n  default = \"[redacted:secret]\"\n}"},
    {"-Dsonar.login=832d2129a8464e2799f47004b6ad53ef", "-Dsonar.login=[redacted:secret]"},
    {"secret arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-8JSWhN",
     "secret arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-8JSWhN"},
    {"password = os.environ[\"DB_PASSWORD\"]", "password = os.environ[\"DB_PASSWORD\"]"},
    {"token = request.headers.get(\"X-Token\")", "token = request.headers.get(\"X-Token\")"},
    {"DB_PASSWORD=${DB_PASSWORD:-changeme}", "DB_PASSWORD=${DB_PASSWORD:-changeme}"},
    {"DB_PASSWORD=${DB_PASSWORD:-hunter22x}", "DB_PASSWORD=${DB_PASSWORD:-[redacted:secret]}"},
    {"\"forgot_password\": \"Forgot your password?\"",
     "\"forgot_password\": \"Forgot your password?\""},
    {"\"password\": \"must have eight letters or more\"",
     "\"password\": \"must have eight letters or more\""},
};

START_TEST(test_cases)
{
    struct dd_redactor *redactor = redact_make();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *once = redact_text(redactor, cases[i].text);

        ck_assert_msg(strcmp(once, cases[i].wanted) == 0, "'%s' became '%s'", cases[i].text, once);
        free(once);
    }
    dd_redactor_free(redactor);
}
END_TEST

static size_t shown;

static void count_kind(char *line, void *user)
{
    const char *kind = user;

    shown += strncmp(line, kind, strlen(kind)) == 0 && line[strlen(kind)] == '\t';
}

/* Every kind of the table is shown by a case above or by a line of kinds.txt. */
START_TEST(test_every_kind_is_shown)
{
    for (size_t i = 0; i < dd_redact_rules_count; i++) {
        char kind[64];
        char mark[96];

        snprintf(kind, sizeof kind, "%s", dd_redact_rules[i].kind);
        snprintf(mark, sizeof mark, "[redacted:%s]", kind);
        shown = 0;
        for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++)
            shown += strstr(cases[k].wanted, mark) != NULL;
        redact_each_line("kinds.txt", count_kind, kind);
        ck_assert_msg(shown > 0, "no case for %s", kind);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_table, test_cases, test_every_kind_is_shown};

    return suite_run("text/redact-rules", tests, sizeof tests / sizeof tests[0]);
}

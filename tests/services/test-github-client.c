/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "services/github-client.h"
#include "support/suite.h"

static const struct {
    const char *host;
    const char *api_url;
    const char *used;
} addresses[] = {
    {"github.com", NULL, "https://api.github.com"},
    {"GitHub.com", NULL, "https://api.github.com"},
    {"git.acme.example", NULL, "https://git.acme.example/api/v3"},
    {"github.com", "https://git.acme.example/api/v3/", "https://git.acme.example/api/v3"},
    {"github.com", "http://127.0.0.1:8080", "http://127.0.0.1:8080"},
};

START_TEST(knows_the_api_address)
{
    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
        struct dd_github_options options = {
            .host = addresses[i].host, .api_url = addresses[i].api_url, .token = "t0ken"};
        struct dd_github *github = NULL;
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        ck_assert_msg(dd_github_new(&options, &github, &err) == DAYDREAM_OK, "%s", err.text);
        ck_assert_str_eq(github->api_url, addresses[i].used);
        dd_github_free(github);
    }
}
END_TEST

static const struct {
    const char *api_url;
    const char *token;
} faults[] = {
    {NULL, NULL},
    {NULL, ""},
    {NULL, "sec\nret"},
    {NULL, "sec\rret"},
    {NULL, "sec ret"},
    {NULL, "sec\xc3\xa9ret"},
    {NULL, "sec\x7fret"},
    {"http://api.github.com", "secret"},
    {"ftp://127.0.0.1", "secret"},
    {"https://me:pw@h", "secret"},
    {"https://h/?x=", "secret"},
    {"", "secret"},
};

START_TEST(refuses_bad_tokens_and_addresses)
{
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct dd_github_options options = {
            .host = "github.com", .api_url = faults[i].api_url, .token = faults[i].token};
        struct dd_github *github = NULL;
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        ck_assert_msg(dd_github_new(&options, &github, &err) == DAYDREAM_ERROR_ARGUMENT, "case %zu",
                      i);
        ck_assert_ptr_null(github);
        ck_assert_msg(strstr(err.text, "github.com") != NULL, "%s", err.text);
        ck_assert_msg(strstr(err.text, "sec") == NULL, "%s", err.text);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {knows_the_api_address, refuses_bad_tokens_and_addresses};

    return suite_run("services/github-client", tests, sizeof tests / sizeof tests[0]);
}

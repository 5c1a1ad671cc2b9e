/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "services/github-limit.h"
#include "support/suite.h"

#define NOW ((int64_t)1771394400) /* 2026-02-18T06:00:00Z */

static void fill(struct daydream_http_response *response, int status, const char *const *headers)
{
    daydream_http_response_set_status(response, status);
    for (size_t i = 0; headers[i] != NULL; i += 2)
        ck_assert_int_eq(daydream_http_response_add_header(response, headers[i], headers[i + 1]),
                         DAYDREAM_OK);
}

static const struct {
    const char *headers[7];
    int64_t at;
} times[] = {
    {{NULL}, NOW + 60},
    {{"Retry-After", "7"}, NOW + 7},
    {{"retry-after", "0"}, NOW},
    {{"Retry-After", "Wed, 18 Feb 2026 06:02:05 GMT"}, NOW + 125},
    {{"Retry-After", "Wed, 18 Feb 2026 24:02:05 GMT"}, NOW + 60},
    {{"Retry-After", "Wed, 30 Feb 2026 06:02:05 GMT"}, NOW + 60},
    {{"Retry-After", "Wed, 18 Feb 2026 06:02:05 PST"}, NOW + 60},
    {{"Retry-After", "Wed, 18 Fub 2026 06:02:05 GMT"}, NOW + 60},
    {{"Retry-After", "Wednesday, 18-Feb-26 06:02:05 GMT"}, NOW + 60},
    {{"Retry-After", "soon"}, NOW + 60},
    {{"Retry-After", "-5"}, NOW + 60},
    {{"Retry-After", ""}, NOW + 60},
    {{"Retry-After", "99999999999999999999999999"}, NOW + 60},
    {{"X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1771395000"}, NOW + 600},
    {{"X-RateLimit-Remaining", "3", "X-RateLimit-Reset", "1771395000"}, NOW + 60},
    {{"X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1771394399"}, NOW + 60},
    {{"X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "never"}, NOW + 60},
    {{"X-RateLimit-Remaining", "0"}, NOW + 60},
    {{"Retry-After", "9", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1771395000"},
     NOW + 9},
};

START_TEST(says_when_to_try_again)
{
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        struct daydream_http_response response = {0};
        int64_t at;

        fill(&response, 429, times[i].headers);
        at = dd_github_retry_at(&response, NOW, 0);
        ck_assert_msg(at == times[i].at, "case %zu: %lld", i, (long long)(at - NOW));
        dd_http_response_free(&response);
    }
}
END_TEST

static const struct {
    int status;
    const char *headers[5];
    const char *message;
    bool limited;
} refusals[] = {
    {429, {NULL}, "", true},
    {403, {NULL}, "Resource not accessible by personal access token", false},
    {403, {NULL}, "", false},
    {403, {"Retry-After", "60"}, "", true},
    {403, {"X-RateLimit-Remaining", "0"}, "", true},
    {403, {"X-RateLimit-Remaining", "12"}, "", false},
    {403, {NULL}, "You have exceeded a secondary rate limit. Please wait", true},
    {403, {NULL}, "API Rate Limit exceeded for user ID 1", true},
};

START_TEST(tells_a_limit_from_a_missing_permission)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct daydream_http_response response = {0};

        fill(&response, refusals[i].status, refusals[i].headers);
        ck_assert_msg(dd_github_is_limited(&response, refusals[i].message) == refusals[i].limited,
                      "case %zu", i);
        dd_http_response_free(&response);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {says_when_to_try_again, tells_a_limit_from_a_missing_permission};

    return suite_run("services/github-limit", tests, sizeof tests / sizeof tests[0]);
}

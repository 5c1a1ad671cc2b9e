/* SPDX-License-Identifier: MIT */
/* What a session asks at Sentry: which of several places counts, and where no address is taken. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/fleet.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/service.h"
#include "support/suite.h"

#define HOME_RED ", \"daydream\": {\"timezone\": \"UTC0\", \"home\": \"red\"}}"

static const struct {
    const char *config; /* "sentry" of the project */
    const char *own;    /* the project's .sentryclirc; NULL: none */
    const char *user;   /* that of the user; NULL: none */
    const char *token;  /* variables; NULL: not set */
    const char *org;
    const char *project;
    const char *asks; /* in the address; NULL: nothing is asked */
} cases[] = {
    {"{\"org\": \"acme\", \"project\": \"web\"}", NULL, NULL, SENTRY_TOKEN, NULL, NULL,
     "/acme/issues/?statsPeriod=24h&limit=100&project=-1&query=is%3Aunresolved%20project%3Aweb"},
    {"{\"org\": \"acme\", \"project\": 7}", NULL, NULL, SENTRY_TOKEN, NULL, NULL,
     "/acme/issues/?statsPeriod=24h&limit=100&project=7&query=is%3Aunresolved"},
    {"{\"org\": \"other\", \"project\": \"web\"}", NULL, NULL, SENTRY_TOKEN, "acme", "jobs",
     "project%3Ajobs"},
    {"{}", "[auth]\ntoken=" SENTRY_TOKEN "\n[defaults]\norg=acme\nproject=web\n", NULL, NULL, NULL,
     NULL, "project%3Aweb"},
    {"{}", "[defaults]\nproject=jobs\n",
     "[auth]\ntoken=" SENTRY_TOKEN "\n[defaults]\norg=acme\nproject=web\n", NULL, NULL, NULL,
     "project%3Ajobs"},
    {"{\"org\": [], \"project\": \"a b\"}", NULL, NULL, SENTRY_TOKEN, NULL, NULL, NULL},
    {"[]", NULL, NULL, SENTRY_TOKEN, NULL, NULL, NULL},
};

static void set_variable(const char *name, const char *value)
{
    ck_assert_int_eq(value != NULL ? setenv(name, value, 1) : unsetenv(name), 0);
}

static void prepare(struct fleet *it, size_t i, const char *url)
{
    struct dd_buf json = DD_BUF_INIT;
    char *home = scratch_path(it->folder, "home");

    dd_buf_printf(
        &json,
        "{\"projects\": {\"red\": {\"working_directory\": \"../red\", \"sentry\": %s}}" HOME_RED,
        cases[i].config);
    fleet_configure(it, dd_buf_text(&json));
    dd_buf_free(&json);
    if (cases[i].own != NULL)
        free(scratch_write(it->folder, "red/.sentryclirc", cases[i].own));
    if (cases[i].user != NULL)
        free(scratch_write(it->folder, "home/.sentryclirc", cases[i].user));
    set_variable("HOME", home);
    set_variable("SENTRY_URL", url);
    set_variable("SENTRY_AUTH_TOKEN", cases[i].token);
    set_variable("SENTRY_ORG", cases[i].org);
    set_variable("SENTRY_PROJECT", cases[i].project);
    free(home);
}

/* As a program does it: options, then the environment. */
static void check(struct fleet *it)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_close(it);
    it->dd = fleet_session(it);
    ck_assert_msg(daydream_use_environment(it->dd, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_msg(daydream_run_new(it->dd, true, &it->run, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_msg(daydream_step_check_sentry(it->run, &err) == DAYDREAM_OK, "%s", err.text);
}

START_TEST(asks_as_the_nearest_place_says)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fleet it;
        struct service sentry;

        fleet_lay_out(&it);
        sentry_start(&sentry);
        prepare(&it, i, service_url(&sentry));
        check(&it);
        ck_assert_msg(daydream_run_step_status(it.run, "check-sentry") ==
                          (cases[i].asks != NULL ? DAYDREAM_STEP_DONE : DAYDREAM_STEP_SKIPPED),
                      "%zu: %s", i, daydream_run_step_reason(it.run, "check-sentry"));
        ck_assert_uint_eq(service_requests(&sentry), cases[i].asks != NULL);
        ck_assert_msg(cases[i].asks == NULL || service_was_told(&sentry, cases[i].asks), "%zu", i);
        fleet_stop(&it);
        service_stop(&sentry);
    }
}
END_TEST

/* A repository that names an address must not get the token of whoever reads it. */
START_TEST(takes_no_address_from_a_repository)
{
    struct fleet it;
    struct service evil;
    struct service own;
    struct dd_buf file = DD_BUF_INIT;
    struct dd_buf json = DD_BUF_INIT;

    fleet_lay_out(&it);
    sentry_start(&evil);
    sentry_start(&own);
    prepare(&it, 0, NULL);
    dd_buf_printf(&file, "[defaults]\nurl=%s\n", service_url(&evil));
    free(scratch_write(it.folder, "red/.sentryclirc", dd_buf_text(&file)));
    dd_buf_reset(&file);
    dd_buf_printf(&file, "[defaults]\nurl=%s/\n", service_url(&own));
    free(scratch_write(it.folder, "home/.sentryclirc", dd_buf_text(&file)));
    dd_buf_printf(&json,
                  "{\"projects\": {\"red\": {\"working_directory\": \"../red\", \"sentry\": "
                  "{\"org\": \"acme\", \"project\": \"web\", \"url\": \"%s\"}}}" HOME_RED,
                  service_url(&evil));
    fleet_configure(&it, dd_buf_text(&json));
    check(&it);
    ck_assert_uint_eq(service_requests(&evil), 0);
    ck_assert_uint_eq(service_requests(&own), 1);
    ck_assert(fleet_has_said(&it, "[defaults] url was left out"));
    dd_buf_free(&file);
    dd_buf_free(&json);
    fleet_stop(&it);
    service_stop(&evil);
    service_stop(&own);
}
END_TEST

/* The user's own file lies in a project when that is the home directory, and is then anybody's. */
START_TEST(takes_none_from_a_home_that_is_a_repository)
{
    struct fleet it;
    struct service evil;
    struct dd_buf file = DD_BUF_INIT;
    char *home;

    fleet_lay_out(&it);
    it.offline = true; /* what is asked otherwise is sentry.io */
    sentry_start(&evil);
    prepare(&it, 0, NULL);
    home = scratch_path(it.folder, "red");
    set_variable("HOME", home);
    dd_buf_printf(&file, "[defaults]\nurl=%s\n", service_url(&evil));
    free(scratch_write(it.folder, "red/.sentryclirc", dd_buf_text(&file)));
    check(&it);
    ck_assert(fleet_has_said(&it, "[defaults] url was left out"));
    ck_assert_uint_eq(service_requests(&evil), 0);
    free(home);
    dd_buf_free(&file);
    fleet_stop(&it);
    service_stop(&evil);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        asks_as_the_nearest_place_says,
        takes_no_address_from_a_repository,
        takes_none_from_a_home_that_is_a_repository,
    };

    if (!server_available())
        return suite_skip("session-sentry", "no python3");
    return suite_run("session-sentry", tests, sizeof tests / sizeof tests[0]);
}

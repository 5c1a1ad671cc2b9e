/* SPDX-License-Identifier: MIT */
/* What an option may hold, and where the environment has it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "session.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/suite.h"

static const struct {
    enum daydream_option option;
    const char *value;
    bool valid;
} rules[] = {
    {DAYDREAM_OPTION_CONFIG, "/any where/projects.json", true},
    {DAYDREAM_OPTION_GITHUB_TOKEN, "ghp_0123456789", true},
    {DAYDREAM_OPTION_GITHUB_TOKEN, "ghp_0123\n456789", false},
    {DAYDREAM_OPTION_GITHUB_TOKEN, "ghp_0123456789\r", false},
    {DAYDREAM_OPTION_GITHUB_TOKEN, "ghp 0123456789", false},
    {DAYDREAM_OPTION_GITHUB_TOKEN, "ghp_\xc3\xa9", false},
    {DAYDREAM_OPTION_GITHUB_TOKEN, "", false},
    {DAYDREAM_OPTION_ENTERPRISE_TOKEN, "x\ny", false},
    {DAYDREAM_OPTION_GITHUB_API_URL, "https://ghe.example/api/v3", true},
    {DAYDREAM_OPTION_GITHUB_API_URL, "http://127.0.0.1:8080", true},
    {DAYDREAM_OPTION_GITHUB_API_URL, "http://localhost:8080", true},
    {DAYDREAM_OPTION_GITHUB_API_URL, "http://ghe.example", false},
    {DAYDREAM_OPTION_GITHUB_API_URL, "https://user:secret@ghe.example", false},
    {DAYDREAM_OPTION_GITHUB_API_URL, "ftp://ghe.example", false},
    {DAYDREAM_OPTION_GITHUB_API_URL, "ghe.example", false},
    {DAYDREAM_OPTION_GH_PROGRAM, "", true},
    {DAYDREAM_OPTION_OFFLINE, "1", true},
    {DAYDREAM_OPTION_OFFLINE, "0", false},
    {DAYDREAM_OPTION_OFFLINE, "yes", false},
    {DAYDREAM_OPTION_MACHINE_ID, FLEET_MACHINE, true},
    {DAYDREAM_OPTION_MACHINE_ID, "0123456789ABCDEF", false},
    {DAYDREAM_OPTION_MACHINE_ID, "0123456789abcde", false},
    {DAYDREAM_OPTION_MACHINE_ID, "0123456789abcdef0", false},
    {DAYDREAM_OPTION_RUN_ID, FLEET_RUN, true},
    {DAYDREAM_OPTION_RUN_ID, "0B8F4AD5-3F0E-4C53-9D0A-6E1F2A3B4C5D", false},
    {DAYDREAM_OPTION_RUN_ID, "0b8f4ad53f0e4c539d0a6e1f2a3b4c5d", false},
    {DAYDREAM_OPTION_RUN_ID, "0b8f4ad5-3f0e-4c53-9d0a-6e1f2a3b4c5d ", false},
    {DAYDREAM_OPTION_LLM_KEY, "sk-ant 1", false},
    {DAYDREAM_OPTION_LLM_URL, "https://llm.example", true},
    {DAYDREAM_OPTION_LLM_URL, "http://llm.example", false},
    {DAYDREAM_OPTION_LLM_URL, "https://llm.example/?a=b", false},
    {DAYDREAM_OPTION_LLM_MODEL, "claude-haiku-5-5", true},
    {DAYDREAM_OPTION_LLM_MODEL, "two words", false},
    {(enum daydream_option)99, "x", false},
    {(enum daydream_option) - 1, "x", false},
};

START_TEST(keep_their_rules)
{
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        struct daydream *dd = NULL;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        enum daydream_status status;

        ck_assert_int_eq(daydream_new(&dd, NULL), DAYDREAM_OK);
        status = daydream_set(dd, rules[i].option, rules[i].value, &err);
        ck_assert_msg(status == (rules[i].valid ? DAYDREAM_OK : DAYDREAM_ERROR_ARGUMENT), "%zu: %s",
                      i, rules[i].value);
        /* it may be a secret */
        if (!rules[i].valid && strlen(rules[i].value) > 4)
            ck_assert_msg(strstr(err.text, rules[i].value) == NULL, "%s", err.text);
        if (rules[i].valid) {
            ck_assert_str_eq(dd_session_option(dd, rules[i].option), rules[i].value);
            ck_assert_int_eq(daydream_set(dd, rules[i].option, NULL, NULL), DAYDREAM_OK);
            ck_assert_ptr_null(dd_session_option(dd, rules[i].option));
        }
        daydream_free(dd);
    }
}
END_TEST

START_TEST(of_the_network_are_fixed_once_it_was_used)
{
    static const struct {
        enum daydream_option option;
        const char *value;
        bool fixed;
    } cases[] = {
        {DAYDREAM_OPTION_GITHUB_TOKEN, "other", true},
        {DAYDREAM_OPTION_ENTERPRISE_TOKEN, "other", true},
        {DAYDREAM_OPTION_GITHUB_API_URL, "https://ghe.example", true},
        {DAYDREAM_OPTION_GH_PROGRAM, "gh", true},
        {DAYDREAM_OPTION_CA_FILE, "/ca.pem", true},
        {DAYDREAM_OPTION_OFFLINE, "1", true},
        {DAYDREAM_OPTION_CONFIG, "projects.json", false},
        {DAYDREAM_OPTION_HOST_NAME, "studio", false},
        {DAYDREAM_OPTION_RUN_ID, FLEET_RUN, false},
    };
    struct fleet it;

    fleet_lay_out(&it);
    it.offline = true;
    fleet_open(&it, true);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(daydream_set(it.dd, cases[i].option, cases[i].value, NULL) ==
                          (cases[i].fixed ? DAYDREAM_ERROR_ARGUMENT : DAYDREAM_OK),
                      "%zu", i);
    fleet_stop(&it);
}
END_TEST

/* Nothing of whoever calls the tests takes part. */
static void clear_environment(const char *home)
{
    static const char *const names[] = {
        "DAYDREAM_CONFIG", "DAYDREAM_STATE_DIR", "GH_TOKEN",
        "GITHUB_TOKEN",    "GITHUB_API_URL",     "GH_REPO",
        "XDG_CONFIG_HOME", "XDG_STATE_HOME",     "GH_ENTERPRISE_TOKEN"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        ck_assert_int_eq(unsetenv(names[i]), 0);
    ck_assert_int_eq(setenv("HOME", home, 1), 0);
    ck_assert_int_eq(chdir(home), 0);
}

static struct daydream *from_environment(void)
{
    struct daydream *dd = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(daydream_new(&dd, NULL), DAYDREAM_OK);
    ck_assert_msg(daydream_use_environment(dd, &err) == DAYDREAM_OK, "%s", err.text);
    return dd;
}

static const struct {
    const char *name;
    const char *value;
    enum daydream_option option;
    const char *wanted; /* NULL: not set */
} variables[] = {
    {"DAYDREAM_CONFIG", "/c.json", DAYDREAM_OPTION_CONFIG, "/c.json"},
    {"DAYDREAM_STATE_DIR", "/state", DAYDREAM_OPTION_STATE_DIR, "/state"},
    {"GITHUB_TOKEN", "second", DAYDREAM_OPTION_GITHUB_TOKEN, "second"},
    {"GH_TOKEN", "first", DAYDREAM_OPTION_GITHUB_TOKEN, "first"},
    {"GH_TOKEN", "", DAYDREAM_OPTION_GITHUB_TOKEN, "second"},
    {"GH_ENTERPRISE_TOKEN", "third", DAYDREAM_OPTION_ENTERPRISE_TOKEN, "third"},
    {"GITHUB_API_URL", "http://127.0.0.1:9", DAYDREAM_OPTION_GITHUB_API_URL, "http://127.0.0.1:9"},
    {"GH_REPO", "evil/repo", DAYDREAM_OPTION_GH_PROGRAM, "gh"},
    {"OFFLINE", "1", DAYDREAM_OPTION_OFFLINE, NULL},
};

START_TEST(come_from_the_environment)
{
    char *home = scratch_make();

    clear_environment(home);
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        struct daydream *dd;
        const char *value;

        ck_assert_int_eq(setenv(variables[i].name, variables[i].value, 1), 0);
        dd = from_environment();
        value = dd_session_option(dd, variables[i].option);
        ck_assert_msg(variables[i].wanted == NULL
                          ? value == NULL
                          : value != NULL && strcmp(value, variables[i].wanted) == 0,
                      "%s", variables[i].name);
        daydream_free(dd);
    }
    ck_assert_int_eq(chdir("/"), 0);
    scratch_remove(home);
}
END_TEST

START_TEST(that_are_set_go_before_the_environment)
{
    char *home = scratch_make();
    struct daydream *dd = NULL;

    clear_environment(home);
    ck_assert_int_eq(setenv("GH_TOKEN", "theirs", 1), 0);
    ck_assert_int_eq(daydream_new(&dd, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_set(dd, DAYDREAM_OPTION_GITHUB_TOKEN, "ours", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_set(dd, DAYDREAM_OPTION_GH_PROGRAM, "", NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_use_environment(dd, NULL), DAYDREAM_OK);
    ck_assert_str_eq(dd_session_option(dd, DAYDREAM_OPTION_GITHUB_TOKEN), "ours");
    ck_assert_str_eq(dd_session_option(dd, DAYDREAM_OPTION_GH_PROGRAM), "");
    daydream_free(dd);
    ck_assert_int_eq(chdir("/"), 0);
    scratch_remove(home);
}
END_TEST

START_TEST(say_which_variable_is_wrong)
{
    char *home = scratch_make();
    struct daydream *dd = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    clear_environment(home);
    ck_assert_int_eq(setenv("GITHUB_TOKEN", "broken\ntoken", 1), 0);
    ck_assert_int_eq(daydream_new(&dd, NULL), DAYDREAM_OK);
    ck_assert_int_eq(daydream_use_environment(dd, &err), DAYDREAM_ERROR_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(err.text, "$GITHUB_TOKEN"));
    ck_assert_ptr_null(strstr(err.text, "broken"));
    daydream_free(dd);
    ck_assert_int_eq(chdir("/"), 0);
    scratch_remove(home);
}
END_TEST

/* The nearer file wins: ~/.config, $XDG_CONFIG_HOME, ./config. */
START_TEST(find_the_config_file)
{
    char *home = scratch_make();
    char *xdg = scratch_path(home, "xdg");
    char *user;
    char *other;
    struct daydream *dd;

    clear_environment(home);
    dd = from_environment();
    ck_assert_ptr_null(dd_session_option(dd, DAYDREAM_OPTION_CONFIG));
    daydream_free(dd);

    user = scratch_write(home, ".config/daydream/projects.json", "{}");
    dd = from_environment();
    ck_assert_str_eq(dd_session_option(dd, DAYDREAM_OPTION_CONFIG), user);
    daydream_free(dd);

    other = scratch_write(home, "xdg/daydream/projects.json", "{}");
    ck_assert_int_eq(setenv("XDG_CONFIG_HOME", xdg, 1), 0);
    dd = from_environment();
    ck_assert_str_eq(dd_session_option(dd, DAYDREAM_OPTION_CONFIG), other);
    daydream_free(dd);

    free(scratch_write(home, "config/projects.json", "{}"));
    dd = from_environment();
    ck_assert_str_eq(dd_session_option(dd, DAYDREAM_OPTION_CONFIG), "config/projects.json");
    daydream_free(dd);
    free(user);
    free(other);
    free(xdg);
    ck_assert_int_eq(chdir("/"), 0);
    scratch_remove(home);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        keep_their_rules,
        of_the_network_are_fixed_once_it_was_used,
        come_from_the_environment,
        that_are_set_go_before_the_environment,
        say_which_variable_is_wrong,
        find_the_config_file,
    };

    return suite_run("session-options", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
/* Owns the options: what each may hold, and where the environment has it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/path.h"
#include "model/settings.h"
#include "net/url.h"
#include "session.h"
#include "store/machine.h"

#define SOURCE     "option"
#define HEX_DIGITS "0123456789abcdef"

static bool is_token(const char *value)
{
    for (const char *at = value; *at != '\0'; at++)
        if (*at <= ' ' || *at > '~')
            return false;
    return *value != '\0';
}

static bool is_machine_id(const char *value)
{
    return strlen(value) == DD_MACHINE_DIGITS && strspn(value, HEX_DIGITS) == DD_MACHINE_DIGITS;
}

static bool is_uuid(const char *value)
{
    static const char shape[] = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";

    if (strlen(value) != sizeof shape - 1)
        return false;
    for (size_t i = 0; shape[i] != '\0'; i++)
        if (shape[i] == 'h' ? strchr(HEX_DIGITS, value[i]) == NULL : value[i] != shape[i])
            return false;
    return true;
}

static bool is_switch(const char *value)
{
    return strcmp(value, "1") == 0;
}

static bool is_on_existing(const char *value)
{
    bool no_comments;

    return dd_settings_parse_on_existing(value, &no_comments);
}

static const struct option {
    const char *name;                    /* for error texts */
    const char *variables[2];            /* of the environment, the first that is set; NULL: none */
    bool (*is_valid)(const char *value); /* NULL: anything */
    const char *rule;
    bool for_clients; /* fixed once the session has used the network */
} options[DD_OPTION_COUNT] = {
    [DAYDREAM_OPTION_CONFIG] = {"config", {"DAYDREAM_CONFIG"}, NULL, NULL, false},
    [DAYDREAM_OPTION_STATE_DIR] = {"state directory", {"DAYDREAM_STATE_DIR"}, NULL, NULL, false},
    [DAYDREAM_OPTION_GITHUB_TOKEN] = {"GitHub token",
                                      {"GH_TOKEN", "GITHUB_TOKEN"},
                                      is_token,
                                      "printable ASCII without blanks and line breaks",
                                      true},
    [DAYDREAM_OPTION_ENTERPRISE_TOKEN] = {"enterprise token",
                                          {"GH_ENTERPRISE_TOKEN"},
                                          is_token,
                                          "printable ASCII without blanks and line breaks",
                                          true},
    [DAYDREAM_OPTION_GITHUB_API_URL] = {"GitHub API URL",
                                        {"GITHUB_API_URL"},
                                        dd_url_allowed,
                                        "https, or http on a loopback address, without user "
                                        "and password",
                                        true},
    [DAYDREAM_OPTION_GH_PROGRAM] = {"gh program", {NULL}, NULL, NULL, true},
    [DAYDREAM_OPTION_CA_FILE] = {"CA file", {NULL}, NULL, NULL, true},
    [DAYDREAM_OPTION_OFFLINE] = {"offline", {NULL}, is_switch, "\"1\"", true},
    [DAYDREAM_OPTION_HOST_NAME] = {"host name", {NULL}, NULL, NULL, false},
    [DAYDREAM_OPTION_MACHINE_ID] =
        {"machine id", {NULL}, is_machine_id, "16 lower-case hex digits", false},
    [DAYDREAM_OPTION_RUN_ID] = {"run id", {NULL}, is_uuid, "a UUID in lower case", false},
    [DAYDREAM_OPTION_ON_EXISTING] = {"choice on a report that exists",
                                     {NULL},
                                     is_on_existing,
                                     "\"comment\" or \"skip\"",
                                     false},
    [DAYDREAM_OPTION_SENTRY_TOKEN] = {"Sentry token",
                                      {"SENTRY_AUTH_TOKEN"},
                                      is_token,
                                      "printable ASCII without blanks and line breaks",
                                      true},
    [DAYDREAM_OPTION_SENTRY_URL] = {"Sentry URL",
                                    {"SENTRY_URL"},
                                    dd_sentry_is_url,
                                    "https, or http on a loopback address, without user, "
                                    "password and query",
                                    true},
    [DAYDREAM_OPTION_SENTRY_ORG] = {"Sentry organization",
                                    {"SENTRY_ORG"},
                                    dd_sentry_is_slug,
                                    "a slug of letters, digits, '-', '_' and '.'",
                                    true},
    [DAYDREAM_OPTION_SENTRY_PROJECT] = {"Sentry project",
                                        {"SENTRY_PROJECT"},
                                        dd_sentry_is_slug,
                                        "a slug of letters, digits, '-', '_' and '.', or a number",
                                        true},
    [DAYDREAM_OPTION_LLM_KEY] = {"key for a language model",
                                 {"ANTHROPIC_API_KEY"},
                                 is_token,
                                 "printable ASCII without blanks and line breaks",
                                 true},
    [DAYDREAM_OPTION_LLM_URL] = {"URL of a language model",
                                 {"ANTHROPIC_BASE_URL"},
                                 dd_llm_is_url,
                                 "https, or http on a loopback address, without user, "
                                 "password and query",
                                 true},
    [DAYDREAM_OPTION_LLM_MODEL] = {"language model",
                                   {"ANTHROPIC_MODEL"},
                                   dd_llm_is_model,
                                   "printable ASCII without blanks, 100 characters at most",
                                   true},
};

/* The value itself is not shown: it may be a secret. */
static enum daydream_status check(const struct daydream *dd, const struct option *option,
                                  const char *value, struct daydream_error *err)
{
    if (option->for_clients && dd->accounts != NULL)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE,
                       "the %s cannot change once the session has used the network", option->name);
    if (value != NULL && option->is_valid != NULL && !option->is_valid(value))
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE, "the %s must be %s", option->name,
                       option->rule);
    return DAYDREAM_OK;
}

enum daydream_status daydream_set(struct daydream *dd, enum daydream_option option,
                                  const char *value, struct daydream_error *err)
{
    enum daydream_status status;

    if ((size_t)option >= DD_OPTION_COUNT)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE, "there is no option %d", (int)option);
    status = check(dd, &options[option], value, err);
    if (option == DAYDREAM_OPTION_CONFIG)
        dd->config_met = false;
    return status == DAYDREAM_OK ? dd_string_set(&dd->options[option], value, err) : status;
}

/* A variable's value; NULL when it is unset or empty. */
static const char *variable(const char *name)
{
    const char *value = name != NULL ? getenv(name) : NULL;

    return value != NULL && *value != '\0' ? value : NULL;
}

static enum daydream_status take_variable(struct daydream *dd, size_t i, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    const char *name = options[i].variables[0];

    if (dd->options[i] != NULL)
        return DAYDREAM_OK;
    if (variable(name) == NULL)
        name = options[i].variables[1];
    if (variable(name) == NULL ||
        daydream_set(dd, (enum daydream_option)i, variable(name), &cause) == DAYDREAM_OK)
        return DAYDREAM_OK;
    return dd_fail(err, cause.code, SOURCE, "$%s: %s", name, cause.text);
}

/* $NAME/daydream/`file`, or ~/`fallback`/daydream/`file` where the variable is not set; nothing
 * where $HOME is not set either (XDG Base Directory Specification). */
static void xdg_path(struct dd_buf *out, const char *name, const char *fallback, const char *file)
{
    const char *base = variable(name);

    if (base != NULL && *base == '/')
        dd_buf_printf(out, "%s/daydream", base);
    else if (variable("HOME") != NULL)
        dd_buf_printf(out, "%s/%s/daydream", variable("HOME"), fallback);
    else
        return;
    if (file != NULL)
        dd_buf_printf(out, "/%s", file);
}

static enum daydream_status set_xdg_path(char **slot, const char *name, const char *fallback,
                                         const char *file, struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status;

    xdg_path(&path, name, fallback, file);
    status = dd_buf_status(&path, err);
    if (status == DAYDREAM_OK && path.length > 0)
        status = dd_string_set(slot, dd_buf_text(&path), err);
    dd_buf_free(&path);
    return status;
}

/* One that may not be looked at is there: whoever opens it says why it cannot. */
static bool is_there(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 ? S_ISREG(info.st_mode) : errno != ENOENT && errno != ENOTDIR;
}

static enum daydream_status find_config(struct daydream *dd, struct daydream_error *err)
{
    char *user = NULL;
    enum daydream_status status = DAYDREAM_OK;

    if (dd->options[DAYDREAM_OPTION_CONFIG] != NULL)
        return DAYDREAM_OK;
    dd->config_met = is_there("config/projects.json");
    if (dd->config_met)
        return dd_string_set(&dd->options[DAYDREAM_OPTION_CONFIG], "config/projects.json", err);
    status = set_xdg_path(&user, "XDG_CONFIG_HOME", ".config", "projects.json", err);
    if (status == DAYDREAM_OK && user != NULL && is_there(user))
        status = dd_string_set(&dd->options[DAYDREAM_OPTION_CONFIG], user, err);
    free(user);
    return status;
}

static enum daydream_status find_sentry_file(struct daydream *dd, struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    if (variable("HOME") != NULL)
        dd_path_join(&path, variable("HOME"), ".sentryclirc");
    if (path.length > 0)
        status = dd_buf_take(&path, &dd->sentry_file, err);
    dd_buf_free(&path);
    return status;
}

enum daydream_status daydream_use_environment(struct daydream *dd, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    dd->environment = true;
    for (size_t i = 0; i < DD_OPTION_COUNT && status == DAYDREAM_OK; i++)
        status = take_variable(dd, i, err);
    if (status == DAYDREAM_OK && dd->options[DAYDREAM_OPTION_GH_PROGRAM] == NULL)
        status = daydream_set(dd, DAYDREAM_OPTION_GH_PROGRAM, "gh", err);
    if (status == DAYDREAM_OK && (status = find_config(dd, err)) == DAYDREAM_OK &&
        (status = find_sentry_file(dd, err)) == DAYDREAM_OK &&
        (status = set_xdg_path(&dd->token_file, "XDG_CONFIG_HOME", ".config", "token", err)) ==
            DAYDREAM_OK)
        status = set_xdg_path(&dd->default_state_dir, "XDG_STATE_HOME", ".local/state", NULL, err);
    return status;
}

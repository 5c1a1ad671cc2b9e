/* SPDX-License-Identifier: MIT */
/* Owns what a session's redactor knows beyond the rules: tokens, the environment, the home
 * project's .env, and the patterns of projects.json. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/fs.h"
#include "model/projects.h"
#include "session.h"
#include "text/redact-names.h"

#define ENV_FILE     ".env"
#define ENV_FILE_MAX ((size_t)1024 * 1024)

extern char **environ;

/* A variable whose name says so and whose value can be one. */
static enum daydream_status learn(struct dd_redactor *redactor, const char *name, size_t length,
                                  const char *value, struct daydream_error *err)
{
    return dd_name_holds_secret(name, length, value, strlen(value))
               ? dd_redactor_add_value(redactor, value, err)
               : DAYDREAM_OK;
}

static enum daydream_status learn_environment(struct dd_redactor *redactor,
                                              struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (char **entry = environ; entry != NULL && *entry != NULL && status == DAYDREAM_OK;
         entry++) {
        size_t length = strcspn(*entry, "=");

        if ((*entry)[length] == '=')
            status = learn(redactor, *entry, length, *entry + length + 1, err);
    }
    return status;
}

/* "export NAME='value' # comment", in place. */
static enum daydream_status learn_line(struct dd_redactor *redactor, char *line,
                                       struct daydream_error *err)
{
    char *name = line + strspn(line, " \t");
    size_t length;
    char *value;

    if (strncmp(name, "export ", 7) == 0)
        name += 7 + strspn(name + 7, " \t");
    length = strcspn(name, " \t=");
    value = name + length + strspn(name + length, " \t");
    if (*name == '#' || *value != '=')
        return DAYDREAM_OK;
    value += 1 + strspn(value + 1, " \t");
    if (*value == '"' || *value == '\'') {
        char *closing = strchr(value + 1, *value);

        if (closing != NULL)
            *closing = '\0';
        value++;
    } else {
        value[strcspn(value, " \t#")] = '\0';
    }
    return learn(redactor, name, length, value, err);
}

static enum daydream_status learn_lines(struct dd_redactor *redactor, struct dd_buf *file,
                                        struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    char *line = file->data;

    while (line != NULL && line < file->data + file->length && status == DAYDREAM_OK) {
        char *end = line + strcspn(line, "\r\n");
        bool last = end >= file->data + file->length;

        *end = '\0';
        status = learn_line(redactor, line, err);
        line = last ? NULL : end + 1;
    }
    return status;
}

/* One that is not there has no secrets. One that cannot be read may have some, and they would not
 * be known. */
static enum daydream_status learn_file(struct dd_redactor *redactor, const char *directory,
                                       struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf path = DD_BUF_INIT;
    struct dd_buf file = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&path, "%s/%s", directory, ENV_FILE);
    status = dd_buf_status(&path, err);
    if (status == DAYDREAM_OK) {
        status = dd_fs_read(dd_buf_text(&path), ENV_FILE_MAX, &file, &cause);
        if (status == DAYDREAM_OK)
            status = learn_lines(redactor, &file, err);
        else if (status == DAYDREAM_ERROR_NOT_FOUND)
            status = DAYDREAM_OK;
        else
            status = dd_fail(err, status, "redact", "the secrets of %s are not known: %s",
                             dd_buf_text(&path), cause.text);
    }
    dd_buf_free(&file);
    dd_buf_free(&path);
    return status;
}

static enum daydream_status learn_projects(struct daydream *dd, struct dd_redactor *redactor,
                                           struct daydream_error *err)
{
    struct daydream_projects *projects = NULL;
    enum daydream_status status = dd_session_projects(dd, &projects, err);

    if (status == DAYDREAM_OK && projects != NULL)
        status = dd_redact_settings_apply(&projects->settings.redact, redactor, err);
    if (status == DAYDREAM_OK && projects != NULL && projects->home != NULL)
        status = learn_file(redactor, projects->home->directory, err);
    daydream_projects_free(projects);
    return status;
}

static enum daydream_status learn_tokens(const struct daydream *dd, struct dd_redactor *redactor,
                                         struct daydream_error *err)
{
    static const enum daydream_option secrets[] = {
        DAYDREAM_OPTION_GITHUB_TOKEN, DAYDREAM_OPTION_ENTERPRISE_TOKEN,
        DAYDREAM_OPTION_SENTRY_TOKEN, DAYDREAM_OPTION_LLM_KEY};
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0] && status == DAYDREAM_OK; i++)
        if (dd->options[secrets[i]] != NULL)
            status = dd_redactor_add_value(redactor, dd->options[secrets[i]], err);
    return status;
}

enum daydream_status dd_session_redactor(struct daydream *dd, struct daydream_error *err)
{
    struct dd_redactor *redactor = NULL;
    enum daydream_status status;

    if (dd->redactor != NULL)
        return DAYDREAM_OK;
    if ((status = dd_redactor_new(&redactor, err)) == DAYDREAM_OK &&
        (status = learn_tokens(dd, redactor, err)) == DAYDREAM_OK && dd->environment)
        status = learn_environment(redactor, err);
    if (status == DAYDREAM_OK)
        status = learn_projects(dd, redactor, err);
    if (status == DAYDREAM_OK)
        dd->redactor = redactor;
    else
        dd_redactor_free(redactor);
    return status;
}

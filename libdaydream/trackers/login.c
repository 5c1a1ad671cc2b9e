/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "store/marks.h"
#include "trackers/login.h"

/* "login github.com" */
static void write_name(struct dd_buf *out, const char *repository)
{
    dd_buf_puts(out, "login ");
    dd_buf_add(out, repository, strcspn(repository, "/"));
}

static enum daydream_status get(struct dd_store *store, const char *repository, char **out,
                                struct daydream_error *err)
{
    struct dd_buf name = DD_BUF_INIT;
    enum daydream_status status;

    *out = NULL;
    write_name(&name, repository);
    status = dd_buf_status(&name, err);
    if (status == DAYDREAM_OK)
        status = dd_meta_get(store, dd_buf_text(&name), out, err);
    dd_buf_free(&name);
    return status;
}

static enum daydream_status put(struct dd_store *store, const char *repository, const char *login,
                                struct daydream_error *err)
{
    struct dd_buf name = DD_BUF_INIT;
    enum daydream_status status;

    write_name(&name, repository);
    status = dd_buf_status(&name, err);
    if (status == DAYDREAM_OK)
        status = dd_meta_put(store, dd_buf_text(&name), login, err);
    dd_buf_free(&name);
    return status;
}

enum daydream_status dd_login_recall(struct dd_store *store, const char *repository,
                                     struct dd_github *github, struct daydream_error *err)
{
    char *login = NULL;
    enum daydream_status status = get(store, repository, &login, err);

    if (status == DAYDREAM_OK && login != NULL)
        status = dd_github_recall_login(github, login, err);
    free(login);
    return status;
}

enum daydream_status dd_login_keep(struct dd_store *store, const char *repository,
                                   const struct dd_github *github, struct daydream_error *err)
{
    const char *told = dd_github_told_login(github);
    char *login = NULL;
    enum daydream_status status;

    if (told == NULL)
        return DAYDREAM_OK;
    status = get(store, repository, &login, err);
    if (status == DAYDREAM_OK && (login == NULL || strcmp(login, told) != 0))
        status = put(store, repository, told, err);
    free(login);
    return status;
}

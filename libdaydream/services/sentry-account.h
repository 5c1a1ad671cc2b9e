/* SPDX-License-Identifier: MIT */
/*
 * Whose Sentry is asked, where, and with which token. What an earlier place has set a later one
 * leaves alone: the caller fills in what it was given, then reads files.
 */
#ifndef DD_SERVICES_SENTRY_ACCOUNT_H
#define DD_SERVICES_SENTRY_ACCOUNT_H

#include <stdbool.h>

#include "base/log.h"

struct dd_sentry_account {
    char *token;
    char *url;     /* without "/api/0"; NULL: https://sentry.io */
    char *org;     /* slug */
    char *project; /* slug or number */
};

void dd_sentry_account_free(struct dd_sentry_account *account);

/* A slug of an organization or a project, or a project's number. */
bool dd_sentry_is_slug(const char *text);

/* Something that can be a token: printable ASCII without blanks. */
bool dd_sentry_is_token(const char *text);

/* An address that a token may go to: https, or http on loopback, without query and fragment. */
bool dd_sentry_is_url(const char *text);

/* Set what is still NULL; each of the texts may be NULL. */
enum daydream_status dd_sentry_account_fill(struct dd_sentry_account *account, const char *token,
                                            const char *url, const char *org, const char *project,
                                            struct daydream_error *err);

/* The same from a .sentryclirc, the settings of sentry-cli (docs.sentry.io/cli/configuration).
 * No such file is no error; one that cannot be read, and values that cannot be used, are left out
 * with a warning. The address is taken only where the file is `trusted`: one that came with a
 * repository would send the token elsewhere. */
enum daydream_status dd_sentry_account_read(struct dd_sentry_account *account, const char *path,
                                            bool trusted, const struct dd_log *log,
                                            struct daydream_error *err);

#endif

/* SPDX-License-Identifier: MIT */
/* Which token and which API address a GitHub host has. Clients are made when first asked for. */
#ifndef DD_SERVICES_ACCOUNTS_H
#define DD_SERVICES_ACCOUNTS_H

#include "services/github.h"

struct dd_accounts;

struct dd_accounts_options {
    struct dd_http *http;               /* borrowed */
    const struct dd_clock *clock;       /* borrowed */
    const struct dd_log *log;           /* borrowed */
    const struct dd_redactor *redactor; /* borrowed; for what refusals say; may be NULL */
    const char *token;                  /* for github.com and for api_url; NULL: none */
    const char *enterprise_token;       /* for every other host that is trusted; NULL: none */
    const char *api_url;                /* replaces that of github.com; NULL: GitHub's own */
    const char *token_file;             /* a 0600 file with the token for github.com; NULL: none */
    const char *gh_program;             /* asked `auth token --hostname HOST`; NULL or "": none */
    bool offline;
};

/* Owned. Looks for no token yet. */
enum daydream_status dd_accounts_new(const struct dd_accounts_options *options,
                                     struct dd_accounts **out, struct daydream_error *err);
void dd_accounts_free(struct dd_accounts *accounts);

/* A new piece of work begins, say a run: it has an hour for all that it asks GitHub. */
void dd_accounts_begin(struct dd_accounts *accounts);

/* Somebody named this host as a GitHub of theirs, so that it may be given the enterprise token.
 * Until then it may be any host that a git remote leads to, and only the program is asked about it.
 */
enum daydream_status dd_accounts_trust(struct dd_accounts *accounts, const char *host,
                                       struct daydream_error *err);

/* The client of a host; borrowed. DAYDREAM_ERROR_OFFLINE or DAYDREAM_ERROR_NO_TOKEN with a text
 * that says how to set one. Tokens are looked for once per host: option, file, program. Where
 * api_url replaces that of github.com, the program is asked for the token of api_url's host: the
 * one it keeps for github.com goes nowhere else. */
enum daydream_status dd_accounts_client(struct dd_accounts *accounts, const char *host,
                                        struct dd_github **out, struct daydream_error *err);

/* Every token that was given or found so far, for the redactor; borrowed, NULL beyond the last. */
const char *dd_accounts_secret(const struct dd_accounts *accounts, size_t index);

#endif

/* SPDX-License-Identifier: MIT */
/* "[host/]org/repo": where issues go. */
#ifndef DD_MODEL_REPOSITORY_H
#define DD_MODEL_REPOSITORY_H

#include "base/buf.h"
#include "daydream.h"

#define DD_GITHUB_HOST "github.com"

struct dd_repository {
    char *host; /* as given; "github.com" when none was */
    char *org;
    char *repo;
};

void dd_repository_free(struct dd_repository *repository);

/* Parse "[host/]org/repo". DAYDREAM_ERROR_ARGUMENT names what is wrong with it. */
enum daydream_status dd_repository_parse(const char *text, struct dd_repository *out,
                                         struct daydream_error *err);

/* The repository that a git remote's URL names (https, ssh, git and "git@host:org/repo.git").
 * DAYDREAM_ERROR_ARGUMENT when it names none. */
enum daydream_status dd_repository_parse_remote(const char *url, struct dd_repository *out,
                                                struct daydream_error *err);

/* Append "host/org/repo", as spelled: compare it without regard to case. */
void dd_repository_write(struct dd_buf *out, const char *host, const char *org, const char *repo);

#endif

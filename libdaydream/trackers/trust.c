/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "trackers/trust.h"

enum daydream_status dd_is_own(struct dd_github *github, const char *author, bool *out,
                               struct daydream_error *err)
{
    const char *login = NULL;
    enum daydream_status status = dd_github_login(github, &login, err);

    *out = status == DAYDREAM_OK && strcmp(author, login) == 0;
    return status;
}

enum daydream_status dd_trusted(struct dd_github *github, const char *author,
                                const char *association, bool *out, struct daydream_error *err)
{
    static const char *const trusted[] = {"OWNER", "MEMBER", "COLLABORATOR"};

    *out = true;
    for (size_t i = 0; i < sizeof trusted / sizeof trusted[0]; i++)
        if (strcmp(association, trusted[i]) == 0)
            return DAYDREAM_OK;
    return dd_is_own(github, author, out, err);
}

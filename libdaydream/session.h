/* SPDX-License-Identifier: MIT */
/*
 * A session: what it is configured with, and the clients that are made from that when they are
 * first asked for. The public functions over it are in the session-*.c files, a group each.
 */
#ifndef DD_SESSION_H
#define DD_SESSION_H

#include "base/clock.h"
#include "base/log.h"
#include "model/repository.h"
#include "services/accounts.h"
#include "services/llm.h"
#include "services/sentry.h"
#include "text/redact.h"
#include "trackers/deliver.h"

#define DD_OPTION_COUNT ((size_t)DAYDREAM_OPTION_LLM_MODEL + 1)

struct daydream {
    char *options[DD_OPTION_COUNT]; /* NULL: not set */
    char *default_state_dir;        /* where nobody names one; NULL: there is none */
    char *token_file;               /* NULL: none */
    bool environment;               /* it is configured from the environment */
    bool config_met;                /* projects.json is merely what lay in ./config */
    char *sentry_file;              /* ~/.sentryclirc; NULL: none is read */
    struct dd_log log;
    struct dd_clock clock;
    daydream_progress_fn progress;
    void *progress_user;
    daydream_transport_fn transport;
    void *transport_user;
    /* made when first needed */
    struct dd_http *http;
    struct dd_accounts *accounts;
    struct dd_redactor *redactor;
};

/* The value of an option; NULL when it is not set. Borrowed. */
const char *dd_session_option(const struct daydream *dd, enum daydream_option option);

/* Make http, accounts and redactor unless they are there. A new piece of work begins. */
enum daydream_status dd_session_connect(struct daydream *dd, struct daydream_error *err);

/* Make the redactor unless it is there. It knows the session's tokens, and what projects.json and,
 * where the session uses it, the environment say. */
enum daydream_status dd_session_redactor(struct daydream *dd, struct daydream_error *err);

/* The state directory: option, projects.json (`projects` may be NULL), default. `*out` is owned. */
enum daydream_status dd_session_state_directory(const struct daydream *dd,
                                                const struct daydream_projects *projects,
                                                char **out, struct daydream_error *err);

/* "[host/]org/repo" into "host/org/repo", NULL being the origin of the current directory. */
enum daydream_status dd_session_repository(const char *text, struct dd_buf *out,
                                           struct daydream_error *err);

/* State that is opened outside of a run: under the same lock, or as a copy that is only read. */
struct dd_state {
    char *directory;
    struct dd_store *store;
    int lock; /* file descriptor; -1: none */
};

#define DD_STATE_INIT                                                                              \
    {                                                                                              \
        NULL, NULL, -1                                                                             \
    }

enum daydream_status dd_state_open(const struct daydream *dd,
                                   const struct daydream_projects *projects, struct dd_state *out,
                                   struct daydream_error *err);
enum daydream_status dd_state_open_copy(const struct daydream *dd,
                                        const struct daydream_projects *projects,
                                        struct dd_state *out, struct daydream_error *err);
void dd_state_close(struct dd_state *state);

/* The projects, where a projects.json is set or was found; NULL where none was. Owned. */
enum daydream_status dd_session_projects(struct daydream *dd, struct daydream_projects **out,
                                         struct daydream_error *err);

/* Hosts that a projects.json names may be given the enterprise token. `projects` may be NULL; a
 * host that only a git remote leads to is not named. */
enum daydream_status dd_session_trust(const struct daydream *dd,
                                      const struct daydream_projects *projects,
                                      struct daydream_error *err);

/* The same, and a repository that the caller names (NULL: none) is one that tokens may go to. */
enum daydream_status dd_session_trust_named(const struct daydream *dd,
                                            const struct daydream_projects *projects,
                                            const char *named, struct daydream_error *err);

/* What a run asks at Sentry for its home project: options, projects.json, the project's own
 * .sentryclirc, that of the user. What is known by then is written into that project, and the
 * redactor knows the token. Owned: dd_sentry_free(). */
enum daydream_status dd_session_sentry(struct daydream *dd, struct daydream_projects *projects,
                                       struct dd_sentry **out, struct daydream_error *err);

/* The language model that a run asks: options, projects.json, our own choice. Owned:
 * dd_llm_free(). */
enum daydream_status dd_session_llm(struct daydream *dd, const struct daydream_projects *projects,
                                    struct dd_llm **out, struct daydream_error *err);

/* `projects` and `store` may be NULL. */
struct dd_delivery dd_session_delivery(const struct daydream *dd,
                                       const struct daydream_projects *projects,
                                       struct dd_store *store);

/* Is a report that is there already to stay as it is? The option, else the setting. */
bool dd_session_no_comments(const struct daydream *dd, const struct daydream_projects *projects);

#endif

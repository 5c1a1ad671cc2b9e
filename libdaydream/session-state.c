/* SPDX-License-Identifier: MIT */
/* Owns where a session keeps its state, and opening it outside of a run. */
#include <stdlib.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "model/projects.h"
#include "session.h"
#include "store/lock.h"
#include "store/store.h"

/* As written in projects.json: "~" and variables expanded, seen from the file's folder. */
static enum daydream_status expand(const struct daydream_projects *projects, char **out,
                                   struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status = dd_path_expand(&path, projects->settings.state_dir,
                                                 projects->folder, &cause);

    if (status == DAYDREAM_OK)
        status = dd_buf_take(&path, out, err);
    else if (status == DAYDREAM_ERROR_MEMORY)
        status = dd_fail_memory(err);
    else
        status = dd_fail(err, DAYDREAM_ERROR_CONFIG, "projects.json", "daydream.state_dir: %s",
                         cause.text);
    dd_buf_free(&path);
    return status;
}

enum daydream_status dd_session_state_directory(const struct daydream *dd,
                                                const struct daydream_projects *projects,
                                                char **out, struct daydream_error *err)
{
    const char *option = dd_session_option(dd, DAYDREAM_OPTION_STATE_DIR);

    *out = NULL;
    if (option != NULL)
        return dd_string_set(out, option, err);
    if (projects != NULL && projects->settings.state_dir != NULL)
        return expand(projects, out, err);
    if (dd->default_state_dir != NULL)
        return dd_string_set(out, dd->default_state_dir, err);
    return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "state",
                   "there is no place for the state; set DAYDREAM_STATE_DIR or HOME");
}

enum daydream_status dd_state_open(const struct daydream *dd,
                                   const struct daydream_projects *projects, struct dd_state *out,
                                   struct daydream_error *err)
{
    enum daydream_status status;

    *out = (struct dd_state)DD_STATE_INIT;
    status = dd_session_state_directory(dd, projects, &out->directory, err);
    if (status == DAYDREAM_OK)
        status = dd_store_lock(out->directory, &out->lock, err);
    return status == DAYDREAM_OK ? dd_store_open(out->directory, &out->store, err) : status;
}

enum daydream_status dd_state_open_copy(const struct daydream *dd,
                                        const struct daydream_projects *projects,
                                        struct dd_state *out, struct daydream_error *err)
{
    enum daydream_status status;

    *out = (struct dd_state)DD_STATE_INIT;
    status = dd_session_state_directory(dd, projects, &out->directory, err);
    return status == DAYDREAM_OK ? dd_store_open_copy(out->directory, &out->store, err) : status;
}

void dd_state_close(struct dd_state *state)
{
    dd_store_close(state->store);
    dd_fs_unlock(state->lock);
    free(state->directory);
}

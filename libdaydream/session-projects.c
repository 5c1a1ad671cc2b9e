/* SPDX-License-Identifier: MIT */
/* Owns loading the projects for a session. */
#include <string.h>
#include <sys/utsname.h>

#include "base/error.h"
#include "model/load.h"
#include "session.h"

static enum daydream_status load(struct daydream *dd, const struct dd_log *log,
                                 struct daydream_projects **out, struct daydream_error *err)
{
    struct utsname system;
    struct dd_load_options options = {
        .path = dd_session_option(dd, DAYDREAM_OPTION_CONFIG),
        .host_name = dd_session_option(dd, DAYDREAM_OPTION_HOST_NAME),
        .log = log,
    };

    if (options.host_name == NULL)
        options.host_name = uname(&system) >= 0 ? system.nodename : "";
    return dd_projects_load(&options, out, err);
}

enum daydream_status daydream_load_projects(struct daydream *dd, struct daydream_projects **out,
                                            struct daydream_error *err)
{
    return load(dd, &dd->log, out, err);
}

/* Without warnings: who only wants the settings was not asking for the projects. */
enum daydream_status dd_session_projects(struct daydream *dd, struct daydream_projects **out,
                                         struct daydream_error *err)
{
    *out = NULL;
    return dd_session_option(dd, DAYDREAM_OPTION_CONFIG) != NULL ? load(dd, NULL, out, err)
                                                                 : DAYDREAM_OK;
}

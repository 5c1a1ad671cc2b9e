/* SPDX-License-Identifier: MIT */
/* Child programs: no shell, no inherited descriptors but the three, a time limit, bounded output.
 */
#ifndef DD_BASE_PROC_H
#define DD_BASE_PROC_H

#include "base/buf.h"

struct dd_proc {
    const char *const *argv; /* NULL-terminated; argv[0] is looked up in PATH */
    int timeout_ms;          /* then it and its process group are killed */
    size_t max_output;       /* bytes of standard output that are kept; more ends the child */
};

/* Run a child with standard input and standard error at /dev/null, append its standard output to
 * `out` and put its exit status into `*exit_status`.
 * DAYDREAM_ERROR_PROGRAM when it cannot be started (exit status 127 says that too), is killed,
 * takes too long or says too much; an exit status other than 0 is no error here. The host program
 * must not ignore SIGCHLD or wait for children that are not its own: their exit status is lost. */
enum daydream_status dd_proc_run(const struct dd_proc *proc, struct dd_buf *out, int *exit_status,
                                 struct daydream_error *err);

/* The same with output that is not kept: it is handed on in parts as it comes, and a failure of
 * `take` ends the child. Part of its environment may be kept from it. */
struct dd_proc_stream {
    const char *const *without; /* names of variables, NULL-terminated; NULL: it gets all of them */
    enum daydream_status (*take)(void *user, const char *data, size_t length,
                                 struct daydream_error *err);
    void *user;
};
enum daydream_status dd_proc_stream(const struct dd_proc *proc, const struct dd_proc_stream *stream,
                                    int *exit_status, struct daydream_error *err);

#endif

/* SPDX-License-Identifier: MIT */
#if !defined(_GNU_SOURCE)
#define _GNU_SOURCE 1 /* pipe2 */
#endif
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#if defined(__APPLE__)
#include <crt_externs.h>
#endif

#include "base/clock.h"
#include "base/error.h"
#include "base/proc.h"

#define CHUNK        ((size_t)16384)
#define NOT_EXECUTED 127
#define SLICE_MS     20 /* how soon the end of a child that keeps its output open is noticed */

/* A running child. */
struct child {
    const struct dd_proc *proc;
    const struct dd_proc_stream *stream;
    pid_t pid;  /* 0 once it was waited for */
    int output; /* our end of the pipe, -1 when the child's end was closed */
    int status; /* of waitpid() */
    size_t got;
    int64_t deadline;
};

static char *const *environment(void)
{
#if defined(__APPLE__)
    return *_NSGetEnviron(); /* a dynamic library has no `environ` there */
#else
    return environ;
#endif
}

static bool is_left_out(const char *variable, const char *const *names)
{
    size_t length = strcspn(variable, "=");

    for (; names != NULL && *names != NULL; names++)
        if (strlen(*names) == length && strncmp(*names, variable, length) == 0)
            return true;
    return false;
}

/* Ours without those variables. Owned: free(), its texts are not; NULL without memory. */
static char **environment_without(const char *const *names)
{
    char *const *all = environment();
    size_t count = 0;
    char **left;

    while (all[count] != NULL)
        count++;
    left = calloc(count + 1, sizeof *left);
    count = 0;
    for (; left != NULL && *all != NULL; all++)
        if (!is_left_out(*all, names))
            left[count++] = *all;
    return left;
}

static enum daydream_status fail_errno(const struct dd_proc *proc, int errnum, const char *what,
                                       struct daydream_error *err)
{
    return dd_fail_errno(err, DAYDREAM_ERROR_PROGRAM, "program", errnum, "%s: %s", proc->argv[0],
                         what);
}

static int open_pipe(int ends[2])
{
#if defined(__linux__)
    return pipe2(ends, O_CLOEXEC);
#else
    if (pipe(ends) != 0)
        return -1;
    /* POSIX_SPAWN_CLOEXEC_DEFAULT keeps them from our children; this is for the host's own */
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return 0;
#endif
}

/* A host that has closed its own standard descriptors gets a pipe that stands in their place. */
static bool move_up(int *fd)
{
    int moved;

    if (*fd > STDERR_FILENO)
        return true;
    moved = fcntl(*fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (moved < 0)
        return false;
    close(*fd);
    *fd = moved;
    return true;
}

static int set_files(posix_spawn_file_actions_t *files, int output)
{
    int error = posix_spawn_file_actions_adddup2(files, output, STDOUT_FILENO);

    if (error == 0)
        error = posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (error == 0)
        error = posix_spawn_file_actions_addopen(files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#if defined(__GLIBC__) && (__GLIBC__ > 2 || (__GLIBC__ == 2 && __GLIBC_MINOR__ >= 34))
    if (error == 0)
        error = posix_spawn_file_actions_addclosefrom_np(files, STDERR_FILENO + 1);
#endif
    return error;
}

/* A process group of its own, no blocked signal, and SIGPIPE and SIGCHLD as a program expects them.
 */
static int set_attributes(posix_spawnattr_t *attributes)
{
    short flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    sigset_t none;
    sigset_t defaults;
    int error;

#if defined(__APPLE__)
    flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGCHLD);
    error = posix_spawnattr_setflags(attributes, flags);
    if (error == 0)
        error = posix_spawnattr_setpgroup(attributes, 0);
    if (error == 0)
        error = posix_spawnattr_setsigmask(attributes, &none);
    if (error == 0)
        error = posix_spawnattr_setsigdefault(attributes, &defaults);
    return error;
}

static int spawn(const struct dd_proc *proc, char *const *variables, int output, pid_t *pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&files);

    if (error != 0)
        return error;
    error = posix_spawnattr_init(&attributes);
    if (error != 0)
        goto free_files;
    error = set_files(&files, output);
    if (error == 0)
        error = set_attributes(&attributes);
    if (error == 0) /* the prototype lacks a const; the texts are not written to */
        error = posix_spawnp(pid, proc->argv[0], &files, &attributes,
                             (char *const *)(uintptr_t)proc->argv, variables);
    posix_spawnattr_destroy(&attributes);
free_files:
    posix_spawn_file_actions_destroy(&files);
    return error;
}

static enum daydream_status start(struct child *child, struct daydream_error *err)
{
    char **variables = environment_without(child->stream->without);
    int ends[2];
    int error = 0;

    if (variables == NULL)
        return dd_fail_memory(err);
    if (open_pipe(ends) != 0) {
        error = errno;
        free(variables);
        return fail_errno(child->proc, error, "no pipe for its output", err);
    }
    if (!move_up(&ends[0]) || !move_up(&ends[1]) || fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0)
        error = errno;
    if (error == 0)
        error = spawn(child->proc, variables, ends[1], &child->pid);
    free(variables);
    close(ends[1]);
    child->output = ends[0];
    if (error == 0)
        return DAYDREAM_OK;
    child->pid = 0;
    return fail_errno(child->proc, error, "cannot be started", err);
}

static void close_output(struct child *child)
{
    if (child->output >= 0)
        close(child->output);
    child->output = -1;
}

/* Take what the pipe holds now. */
static enum daydream_status read_output(struct child *child, struct daydream_error *err)
{
    char chunk[CHUNK];
    enum daydream_status status = DAYDREAM_OK;
    ssize_t got;

    while (child->output >= 0 && status == DAYDREAM_OK) {
        got = read(child->output, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            break;
        if (got < 0)
            return fail_errno(child->proc, errno, "its output", err);
        if (got == 0)
            close_output(child);
        if ((size_t)got > child->proc->max_output - child->got)
            return dd_fail(err, DAYDREAM_ERROR_PROGRAM, "program",
                           "%s: printed more than %zu bytes and was stopped", child->proc->argv[0],
                           child->proc->max_output);
        child->got += (size_t)got;
        status = child->stream->take(child->stream->user, chunk, (size_t)got, err);
    }
    return status;
}

/* The signals are the host program's: it is told, and not helped. */
static enum daydream_status fail_lost(const struct child *child, int errnum,
                                      struct daydream_error *err)
{
    if (errnum != ECHILD)
        return fail_errno(child->proc, errnum, "its exit status is lost", err);
    return dd_fail(err, DAYDREAM_ERROR_PROGRAM, "program",
                   "%s: its exit status is lost: this program ignores SIGCHLD or waits for every "
                   "child, which it must not",
                   child->proc->argv[0]);
}

/* Has it ended? Then it is waited for, and `child->pid` is 0. */
static enum daydream_status reap(struct child *child, int options, struct daydream_error *err)
{
    pid_t pid;

    do
        pid = waitpid(child->pid, &child->status, options);
    while (pid < 0 && errno == EINTR);
    if (pid == 0)
        return DAYDREAM_OK;
    child->pid = 0;
    return pid > 0 ? DAYDREAM_OK : fail_lost(child, errno, err);
}

/* Wait for output, or for a moment once there will be none. */
static void wait_a_moment(const struct child *child)
{
    struct pollfd waiting = {child->output, POLLIN, 0}; /* poll() passes over -1 */

    if (poll(&waiting, 1, SLICE_MS) < 0)
        dd_clock_sleep(NULL, 1); /* EINTR, or no memory in the kernel: not to spin on */
}

static enum daydream_status watch(struct child *child, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    while (status == DAYDREAM_OK && child->pid > 0) {
        if (dd_clock_monotonic_ms() >= child->deadline)
            return dd_fail(err, DAYDREAM_ERROR_PROGRAM, "program",
                           "%s: took longer than %d ms and was stopped", child->proc->argv[0],
                           child->proc->timeout_ms);
        wait_a_moment(child);
        status = read_output(child, err);
        if (status == DAYDREAM_OK)
            status = reap(child, WNOHANG, err);
    }
    /* what it wrote between the last read and its end; a descendant that keeps the pipe open is
     * not waited for */
    return status == DAYDREAM_OK ? read_output(child, err) : status;
}

/* End what still runs, and leave no zombie. */
static void finish(struct child *child)
{
    close_output(child);
    if (child->pid <= 0)
        return;
    if (kill(-child->pid, SIGKILL) != 0)
        kill(child->pid, SIGKILL);
    reap(child, 0, NULL);
}

static enum daydream_status judge(const struct child *child, int *exit_status,
                                  struct daydream_error *err)
{
    if (!WIFEXITED(child->status))
        return dd_fail(err, DAYDREAM_ERROR_PROGRAM, "program", "%s: was killed by signal %d",
                       child->proc->argv[0], WTERMSIG(child->status));
    /* POSIX lets posix_spawnp() tell of a program that cannot be executed in this way too */
    if (WEXITSTATUS(child->status) == NOT_EXECUTED)
        return dd_fail(err, DAYDREAM_ERROR_PROGRAM, "program",
                       "%s: cannot be started (exit status %d)", child->proc->argv[0],
                       NOT_EXECUTED);
    *exit_status = WEXITSTATUS(child->status);
    return DAYDREAM_OK;
}

enum daydream_status dd_proc_stream(const struct dd_proc *proc, const struct dd_proc_stream *stream,
                                    int *exit_status, struct daydream_error *err)
{
    struct child child = {.proc = proc, .stream = stream, .output = -1};
    enum daydream_status status;

    child.deadline = dd_clock_monotonic_ms() + proc->timeout_ms;
    status = start(&child, err);
    if (status == DAYDREAM_OK)
        status = watch(&child, err);
    finish(&child);
    return status == DAYDREAM_OK ? judge(&child, exit_status, err) : status;
}

static enum daydream_status keep_all(void *user, const char *data, size_t length,
                                     struct daydream_error *err)
{
    dd_buf_add(user, data, length);
    return dd_buf_status(user, err);
}

enum daydream_status dd_proc_run(const struct dd_proc *proc, struct dd_buf *out, int *exit_status,
                                 struct daydream_error *err)
{
    const struct dd_proc_stream stream = {NULL, keep_all, out};

    return dd_proc_stream(proc, &stream, exit_status, err);
}

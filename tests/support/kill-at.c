/* SPDX-License-Identifier: MIT */
/*
 * Runs a command and kills it (SIGKILL) at one of the system calls that change something outside of
 * it: kill-at POSITION RESULT COMMAND [ARGUMENT]...
 *
 * Each such call of the command, and of its threads, has two positions: just before it takes place,
 * and just after, before the command hears of it. They are counted from 1. The file RESULT gets
 * "killed before NAME" or "killed after NAME", or "ended N" when the command had ended by itself
 * after so many positions. The exit status is the command's, 137 when it was killed, and 77 where
 * nothing can be traced. Children of the command are left alone.
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#define CANNOT_TRACE 77

#if defined(__linux__)
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define CALL(name)                                                                                 \
    {                                                                                              \
        SYS_##name, #name                                                                          \
    }

static const struct call {
    long number;
    const char *name;
} calls[] = {
    CALL(write),    CALL(pwrite64),  CALL(writev),    CALL(pwritev),   CALL(sendto),
    CALL(sendmsg),  CALL(sendmmsg),  CALL(fsync),     CALL(fdatasync), CALL(ftruncate),
    CALL(truncate), CALL(fallocate), CALL(renameat),  CALL(renameat2), CALL(unlinkat),
    CALL(mkdirat),  CALL(linkat),    CALL(symlinkat), CALL(fchmod),    CALL(fchmodat),
    CALL(connect),  CALL(shutdown),
#if defined(SYS_rename) /* newer architectures have the ...at() calls only */
    CALL(rename),   CALL(unlink),    CALL(mkdir),     CALL(rmdir),     CALL(link),
    CALL(chmod),
#endif
};

struct watch {
    pid_t child;
    long position; /* where to kill it */
    long seen;     /* positions so far */
    const char *before_or_after;
    const char *name; /* of the call at which it was killed; NULL: it was not */
};

static const char *name_of(long number)
{
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        if (calls[i].number == number)
            return calls[i].name;
    return NULL;
}

/* A thread stands at the entry of a system call, or at its end. What it was called for is only told
 * at the entry, so a thread's call is remembered until its end. */
struct thread {
    pid_t id;
    const char *call; /* NULL: none that counts */
};

#define THREADS_MAX 64

static struct thread *find_thread(struct thread *threads, pid_t id)
{
    for (size_t i = 0; i < THREADS_MAX; i++) {
        if (threads[i].id == 0)
            threads[i].id = id;
        if (threads[i].id == id)
            return &threads[i];
    }
    fprintf(stderr, "kill-at: too many threads\n");
    exit(1);
}

static bool is_there(struct watch *watch, const char *name, const char *before_or_after)
{
    if (name == NULL || ++watch->seen != watch->position)
        return false;
    watch->name = name;
    watch->before_or_after = before_or_after;
    return true;
}

/* A thread has stopped at a system call: is this the position? */
static bool has_arrived(struct watch *watch, struct thread *thread)
{
    struct __ptrace_syscall_info info;
    const char *call = thread->call;

    memset(&info, 0, sizeof info);
    if (ptrace(PTRACE_GET_SYSCALL_INFO, thread->id, (void *)sizeof info, &info) < 0)
        return false; /* it has just gone */
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
        thread->call = name_of((long)info.entry.nr);
        return is_there(watch, thread->call, "before");
    }
    thread->call = NULL;
    return is_there(watch, call, "after");
}

/* The signal to hand on to a thread that has stopped for another reason than a system call. */
static int signal_of(int status)
{
    int signal = WSTOPSIG(status);

    return status >> 16 != 0 || signal == SIGSTOP || signal == SIGTRAP ? 0 : signal;
}

static int exit_of(int status)
{
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* Let the command go on from one system call to the next. Returns its exit status. */
static int follow(struct watch *watch)
{
    struct thread threads[THREADS_MAX] = {{0, NULL}};
    int status = 0;
    pid_t id;

    while ((id = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR) {
        int signal = 0;

        if (id < 0 || (!WIFSTOPPED(status) && id != watch->child))
            continue;
        if (!WIFSTOPPED(status))
            return exit_of(status);
        if (WSTOPSIG(status) != (SIGTRAP | 0x80))
            signal = signal_of(status);
        else if (has_arrived(watch, find_thread(threads, id)))
            (void)kill(watch->child, SIGKILL);
        (void)ptrace(PTRACE_SYSCALL, id, NULL, (void *)(long)signal); /* it may be gone */
    }
    perror("kill-at: waitpid");
    return 1;
}

static void become(char **command)
{
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
        _exit(CANNOT_TRACE);
    (void)raise(SIGSTOP);
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

/* Start the command, stopped. False where it cannot be traced. */
static bool start(struct watch *watch, char **command)
{
    static const long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACECLONE;
    struct __ptrace_syscall_info info;
    int status = 0;

    watch->child = fork();
    if (watch->child == 0)
        become(command);
    return watch->child > 0 && waitpid(watch->child, &status, 0) == watch->child &&
           WIFSTOPPED(status) &&
           ptrace(PTRACE_SETOPTIONS, watch->child, NULL, (void *)options) == 0 &&
           ptrace(PTRACE_GET_SYSCALL_INFO, watch->child, (void *)sizeof info, &info) >= 0 &&
           ptrace(PTRACE_SYSCALL, watch->child, NULL, NULL) == 0;
}

static int tell(const struct watch *watch, const char *path)
{
    FILE *file = fopen(path, "w");

    if (file == NULL ||
        (watch->name != NULL ? fprintf(file, "killed %s %s\n", watch->before_or_after, watch->name)
                             : fprintf(file, "ended %ld\n", watch->seen)) < 0) {
        perror(path);
        return 1;
    }
    return fclose(file) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct watch watch = {.position = argc > 3 ? strtol(argv[1], NULL, 10) : 0};
    int status;

    if (argc < 4) {
        fprintf(stderr, "usage: kill-at POSITION RESULT COMMAND [ARGUMENT]...\n");
        return 2;
    }
    if (!start(&watch, argv + 3)) {
        fprintf(stderr, "kill-at: nothing can be traced here\n");
        return CANNOT_TRACE;
    }
    status = follow(&watch);
    return tell(&watch, argv[2]) == 0 ? status : 1;
}

#else

int main(void)
{
    fprintf(stderr, "kill-at: only Linux can be traced\n");
    return CANNOT_TRACE;
}

#endif

/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/fs.h"
#include "base/proc.h"
#include "support/scratch.h"
#include "support/suite.h"

#define LONG_MS 120000 /* never reached by what ends */

/* What became of a child. */
struct result {
    struct dd_buf out;
    int exit_status;
    enum daydream_status status;
    struct daydream_error err;
};

static void run(struct result *result, const char *const *argv, int timeout_ms, size_t max)
{
    struct dd_proc proc = {argv, timeout_ms, max};

    *result = (struct result){.exit_status = -1};
    result->status = dd_proc_run(&proc, &result->out, &result->exit_status, &result->err);
    /* whatever happened: no child is left, not even a zombie */
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
}

static void run_script(struct result *result, const char *script, int timeout_ms, size_t max)
{
    const char *const argv[] = {"sh", "-c", script, NULL};

    run(result, argv, timeout_ms, max);
}

/* What a stream has handed on so far, and when it has had enough. */
struct stream {
    size_t bytes;
    size_t enough;
};

static enum daydream_status take(void *user, const char *data, size_t length,
                                 struct daydream_error *err)
{
    struct stream *stream = user;

    (void)data;
    stream->bytes += length;
    return stream->bytes < stream->enough ? DAYDREAM_OK
                                          : dd_fail(err, DAYDREAM_ERROR_FILE, "test", "enough");
}

START_TEST(output_is_handed_on_as_it_comes)
{
    static const char *const argv[] = {"sh", "-c", "while echo 0123456789; do :; done", NULL};
    static const struct dd_proc proc = {argv, LONG_MS, SIZE_MAX};
    struct stream stream = {0, 1000000};
    const struct dd_proc_stream to = {NULL, take, &stream};
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    int exit_status = 0;

    ck_assert_int_eq(dd_proc_stream(&proc, &to, &exit_status, &err), DAYDREAM_ERROR_FILE);
    ck_assert_str_eq(err.text, "enough");
    ck_assert_uint_ge(stream.bytes, stream.enough);
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
}
END_TEST

START_TEST(variables_are_kept_from_it)
{
    static const char *const argv[] = {"sh", "-c", "test -z \"$DD_A\" && test \"$DD_AB\" = 2",
                                       NULL};
    static const char *const without[] = {"DD_A", "DD_NONE", NULL};
    static const struct dd_proc proc = {argv, LONG_MS, 100};
    struct stream stream = {0, 1};
    struct dd_proc_stream to = {without, take, &stream};
    int exit_status = -1;

    setenv("DD_A", "1", 1);
    setenv("DD_AB", "2", 1);
    ck_assert_int_eq(dd_proc_stream(&proc, &to, &exit_status, NULL), DAYDREAM_OK);
    ck_assert_int_eq(exit_status, 0);
    to.without = NULL;
    ck_assert_int_eq(dd_proc_stream(&proc, &to, &exit_status, NULL), DAYDREAM_OK);
    ck_assert_int_eq(exit_status, 1);
    ck_assert_str_eq(getenv("DD_A"), "1");
}
END_TEST

START_TEST(output_and_exit_status_come_back)
{
    static const struct {
        const char *script, *output;
        int exit_status;
    } cases[] = {
        {"echo hello", "hello\n", 0}, {"printf 'a\\nb'; exit 3", "a\nb", 3},
        {"exit 255", "", 255},        {"true", "", 0},
        {"echo unseen >&2", "", 0},   {"cat; echo end", "end\n", 0},
        {"exec >&-; exit 7", "", 7},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct result result;

        run_script(&result, cases[i].script, LONG_MS, 1000);
        ck_assert_msg(result.status == DAYDREAM_OK, "%s: %s", cases[i].script, result.err.text);
        ck_assert_str_eq(dd_buf_text(&result.out), cases[i].output);
        ck_assert_int_eq(result.exit_status, cases[i].exit_status);
        dd_buf_free(&result.out);
    }
}
END_TEST

START_TEST(no_shell_looks_at_the_arguments)
{
    static const char *const argv[] = {"printf", "%s|", "a b", "$HOME", "*", "`id`;", "", NULL};
    struct result result;

    run(&result, argv, LONG_MS, 1000);
    ck_assert_int_eq(result.status, DAYDREAM_OK);
    ck_assert_str_eq(dd_buf_text(&result.out), "a b|$HOME|*|`id`;||");
    dd_buf_free(&result.out);
}
END_TEST

START_TEST(output_is_added_to_what_was_there)
{
    static const char *const argv[] = {"printf", "new", NULL};
    struct dd_proc proc = {argv, LONG_MS, 3};
    struct dd_buf out = DD_BUF_INIT;
    int exit_status = -1;

    dd_buf_puts(&out, "old ");
    ck_assert_int_eq(dd_proc_run(&proc, &out, &exit_status, NULL), DAYDREAM_OK);
    ck_assert_str_eq(dd_buf_text(&out), "old new");
    dd_buf_free(&out);
}
END_TEST

START_TEST(more_output_than_a_pipe_holds)
{
    struct result result;

    run_script(&result, "yes daydream | head -c 1000000", LONG_MS, 1000000);
    ck_assert_msg(result.status == DAYDREAM_OK, "%s", result.err.text);
    ck_assert_uint_eq(result.out.length, 1000000);
    ck_assert_int_eq(strncmp(result.out.data + 999990, "daydream", 8), 0);
    dd_buf_free(&result.out);
}
END_TEST

START_TEST(what_cannot_be_started)
{
    char *directory = scratch_make();
    char *plain = scratch_write(directory, "plain", "echo no\n");
    const char *const programs[] = {"daydream-no-such-program", "/no/such/program", plain,
                                    directory, ""};

    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        const char *const argv[] = {programs[i], "x", NULL};
        struct result result;

        run(&result, argv, LONG_MS, 1000);
        ck_assert_msg(result.status == DAYDREAM_ERROR_PROGRAM, "%s", programs[i]);
        ck_assert_msg(strstr(result.err.text, programs[i]) != NULL, "%s", result.err.text);
        ck_assert_uint_eq(result.out.length, 0);
        dd_buf_free(&result.out);
    }
    free(plain);
    scratch_remove(directory);
}
END_TEST

START_TEST(status_127_is_that_of_a_program_which_is_not_there)
{
    struct result result;

    run_script(&result, "exit 127", LONG_MS, 1000);
    ck_assert_int_eq(result.status, DAYDREAM_ERROR_PROGRAM);
    ck_assert_ptr_nonnull(strstr(result.err.text, "cannot be started"));
    dd_buf_free(&result.out);
    run_script(&result, "exit 126", LONG_MS, 1000);
    ck_assert_int_eq(result.status, DAYDREAM_OK);
    ck_assert_int_eq(result.exit_status, 126);
    dd_buf_free(&result.out);
}
END_TEST

START_TEST(too_much_output_ends_the_child)
{
    struct result result;

    run_script(&result, "yes", LONG_MS, 1000);
    ck_assert_int_eq(result.status, DAYDREAM_ERROR_PROGRAM);
    ck_assert_ptr_nonnull(strstr(result.err.text, "1000 bytes"));
    ck_assert_uint_le(result.out.length, 1000);
    dd_buf_free(&result.out);
    run_script(&result, "printf 12345", LONG_MS, 5);
    ck_assert_int_eq(result.status, DAYDREAM_OK);
    dd_buf_free(&result.out);
    run_script(&result, "printf 123456", LONG_MS, 5);
    ck_assert_int_eq(result.status, DAYDREAM_ERROR_PROGRAM);
    dd_buf_free(&result.out);
}
END_TEST

/* Each would go on for an hour. */
START_TEST(too_much_time_ends_the_child)
{
    static const char *const scripts[] = {
        "sleep 3600",
        "trap '' TERM INT HUP PIPE; sleep 3600; sleep 3600",
        "exec >&- 2>&- <&-; sleep 3600",
        "while :; do :; done",
    };

    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        struct result result;

        run_script(&result, scripts[i], 200, 1000);
        ck_assert_msg(result.status == DAYDREAM_ERROR_PROGRAM, "%s", scripts[i]);
        ck_assert_ptr_nonnull(strstr(result.err.text, "200 ms"));
        dd_buf_free(&result.out);
    }
}
END_TEST

static pid_t read_pid(const char *path)
{
    char *text = scratch_read(path);
    pid_t pid = (pid_t)strtol(text, NULL, 10);

    free(text);
    ck_assert_int_gt(pid, 1);
    return pid;
}

/* Its number is gone once init, or whoever takes orphans in, has waited for it. */
static bool is_gone(pid_t pid)
{
    for (int i = 0; i < 1000; i++) {
        if (kill(pid, 0) != 0 && errno == ESRCH)
            return true;
        dd_clock_sleep(NULL, 10);
    }
    return false;
}

/* Where nobody waits for orphans, as in some containers, a killed one stays a zombie. */
static bool is_zombie(pid_t pid)
{
    struct dd_buf path = DD_BUF_INIT;
    struct dd_buf text = DD_BUF_INIT;
    bool zombie;

    dd_buf_printf(&path, "/proc/%ld/status", (long)pid);
    zombie = dd_fs_read(dd_buf_text(&path), 65536, &text, NULL) == DAYDREAM_OK &&
             strstr(dd_buf_text(&text), "State:\tZ") != NULL;
    dd_buf_free(&path);
    dd_buf_free(&text);
    return zombie;
}

START_TEST(the_whole_group_is_ended)
{
    char *directory = scratch_make();
    char *path = scratch_path(directory, "pid");
    struct result result;
    pid_t pid;

    ck_assert_int_eq(setenv("DD_TEST_PID", path, 1), 0);
    run_script(&result, "sleep 3600 & echo $! >\"$DD_TEST_PID\"; yes", LONG_MS, 1000);
    ck_assert_int_eq(result.status, DAYDREAM_ERROR_PROGRAM);
    pid = read_pid(path);
    ck_assert_msg(is_zombie(pid) || is_gone(pid), "process %ld lives", (long)pid);
    dd_buf_free(&result.out);
    free(path);
    scratch_remove(directory);
}
END_TEST

START_TEST(a_descendant_that_keeps_the_pipe_is_not_waited_for)
{
    char *directory = scratch_make();
    char *path = scratch_path(directory, "pid");
    struct result result;
    pid_t pid;

    ck_assert_int_eq(setenv("DD_TEST_PID", path, 1), 0);
    run_script(&result, "sleep 3600 & echo $! >\"$DD_TEST_PID\"; echo done", LONG_MS, 1000);
    ck_assert_msg(result.status == DAYDREAM_OK, "%s", result.err.text);
    ck_assert_str_eq(dd_buf_text(&result.out), "done\n");
    pid = read_pid(path);
    ck_assert_int_eq(kill(pid, SIGKILL), 0); /* it was left alone */
    dd_buf_free(&result.out);
    free(path);
    scratch_remove(directory);
}
END_TEST

START_TEST(a_signal_is_said)
{
    struct result result;

    run_script(&result, "kill -9 $$", LONG_MS, 1000);
    ck_assert_int_eq(result.status, DAYDREAM_ERROR_PROGRAM);
    ck_assert_ptr_nonnull(strstr(result.err.text, "signal 9"));
    ck_assert_int_eq(result.exit_status, -1);
    dd_buf_free(&result.out);
}
END_TEST

/* A descriptor without close-on-exec, as a careless host leaves it open. */
START_TEST(only_three_descriptors_are_inherited)
{
    struct result result;
    int fd = open("/dev/null", O_RDONLY);
    int high = fcntl(fd, F_DUPFD, 200);

    ck_assert_int_ge(fd, 3);
    ck_assert_int_ge(high, 200);
    run_script(&result,
               "for fd in 3 4 5 6 7 8 9; do if true <&$fd; then echo $fd; fi; done;"
               "if [ -e /dev/fd/200 ]; then echo 200; fi",
               LONG_MS, 1000);
    ck_assert_int_eq(result.status, DAYDREAM_OK);
    ck_assert_str_eq(dd_buf_text(&result.out), "");
    ck_assert_int_eq(close(fd), 0);
    ck_assert_int_eq(close(high), 0);
    dd_buf_free(&result.out);
}
END_TEST

START_TEST(a_host_without_standard_descriptors)
{
    for (int fd = 0; fd <= 2; fd++) {
        struct result result;
        int saved = dup(fd);

        ck_assert_int_ge(saved, 0);
        ck_assert_int_eq(close(fd), 0);
        run_script(&result, "cat; echo unseen >&2; echo seen", LONG_MS, 1000);
        ck_assert_int_eq(dup2(saved, fd), fd);
        ck_assert_int_eq(close(saved), 0);
        ck_assert_msg(result.status == DAYDREAM_OK, "without %d: %s", fd, result.err.text);
        ck_assert_str_eq(dd_buf_text(&result.out), "seen\n");
        dd_buf_free(&result.out);
    }
}
END_TEST

START_TEST(no_descriptor_is_leaked)
{
    int before = dup(0);
    int after;

    ck_assert_int_eq(close(before), 0);
    for (int i = 0; i < 20; i++) {
        struct result result;

        run_script(&result, i % 2 == 0 ? "echo x" : "yes", LONG_MS, 10);
        dd_buf_free(&result.out);
    }
    after = dup(0);
    ck_assert_int_eq(after, before);
    ck_assert_int_eq(close(after), 0);
}
END_TEST

/* A host may block signals and ignore SIGPIPE; `yes` must still die of its closed pipe. */
START_TEST(signals_of_the_host_do_not_reach_the_child)
{
    struct result result;
    sigset_t all;

    sigfillset(&all);
    ck_assert_int_eq(sigprocmask(SIG_BLOCK, &all, NULL), 0);
    ck_assert_ptr_ne((void *)signal(SIGPIPE, SIG_IGN), (void *)SIG_ERR);
    run_script(&result, "kill -TERM $$; echo survived", LONG_MS, 1000);
    ck_assert_int_eq(result.status, DAYDREAM_ERROR_PROGRAM);
    ck_assert_ptr_nonnull(strstr(result.err.text, "signal 15"));
    dd_buf_free(&result.out);
    run_script(&result, "kill -PIPE $$; echo survived", LONG_MS, 1000);
    ck_assert_int_eq(result.status, DAYDREAM_ERROR_PROGRAM);
    ck_assert_ptr_nonnull(strstr(result.err.text, "signal 13"));
    dd_buf_free(&result.out);
}
END_TEST

/* The kernel then waits for children itself: the status is lost, and that must be an error. */
START_TEST(a_host_that_ignores_its_children)
{
    struct result result;

    ck_assert_ptr_ne((void *)signal(SIGCHLD, SIG_IGN), (void *)SIG_ERR);
    run_script(&result, "echo x", LONG_MS, 1000);
    ck_assert_int_eq(result.status, DAYDREAM_ERROR_PROGRAM);
    ck_assert_ptr_nonnull(strstr(result.err.text, "exit status"));
    ck_assert_msg(strstr(result.err.text, "ignores SIGCHLD") != NULL, "%s", result.err.text);
    dd_buf_free(&result.out);
}
END_TEST

/* Linux tells which signals a program ignores. `tail -f` is ended by the time limit, so that its
 * output has been read by then. */
START_TEST(a_child_need_not_ignore_its_own_children)
{
    static const char *const argv[] = {"tail", "-n", "1000", "-f", "/proc/self/status", NULL};
    const unsigned long long bit = 1ULL << (SIGCHLD - 1);
    struct result result;
    const char *ignored;

    ck_assert_ptr_ne((void *)signal(SIGCHLD, SIG_IGN), (void *)SIG_ERR);
    run(&result, argv, 500, 65536);
    ignored = strstr(dd_buf_text(&result.out), "SigIgn:");
    if (access(argv[4], R_OK) == 0)
        ck_assert_msg(ignored != NULL && (strtoull(ignored + 7, NULL, 16) & bit) == 0, "%s",
                      dd_buf_text(&result.out));
    dd_buf_free(&result.out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        output_and_exit_status_come_back,
        output_is_handed_on_as_it_comes,
        variables_are_kept_from_it,
        no_shell_looks_at_the_arguments,
        output_is_added_to_what_was_there,
        more_output_than_a_pipe_holds,
        what_cannot_be_started,
        status_127_is_that_of_a_program_which_is_not_there,
        too_much_output_ends_the_child,
        too_much_time_ends_the_child,
        the_whole_group_is_ended,
        a_descendant_that_keeps_the_pipe_is_not_waited_for,
        a_signal_is_said,
        only_three_descriptors_are_inherited,
        a_host_without_standard_descriptors,
        no_descriptor_is_leaked,
        signals_of_the_host_do_not_reach_the_child,
        a_host_that_ignores_its_children,
        a_child_need_not_ignore_its_own_children,
    };

    return suite_run("base/proc", tests, sizeof tests / sizeof tests[0]);
}

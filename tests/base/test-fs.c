/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fs.h"
#include "support/nobody.h"
#include "support/scratch.h"
#include "support/suite.h"

static enum daydream_status read_into(const char *path, size_t max, struct dd_buf *out,
                                      struct daydream_error *err)
{
    *err = (struct daydream_error)DAYDREAM_ERROR_INIT;
    return dd_fs_read(path, max, out, err);
}

/* Reading must give this status, say the path, and leave what the buffer had. */
static void check_refused(const char *path, size_t max, enum daydream_status expected)
{
    struct dd_buf out = DD_BUF_INIT;
    struct daydream_error err;

    dd_buf_puts(&out, "before");
    ck_assert_msg(read_into(path, max, &out, &err) == expected, "%s: %s", path, err.text);
    ck_assert_int_eq(err.code, expected);
    ck_assert_msg(strstr(err.text, path) != NULL, "%s", err.text);
    ck_assert_str_eq(dd_buf_text(&out), "before");
    dd_buf_free(&out);
}

START_TEST(reads_every_byte)
{
    static const char data[] = "a\0b\xff\r\n";
    char *directory = scratch_make();
    char *path = scratch_write_bytes(directory, "file", data, sizeof data);
    char *link_path = scratch_path(directory, "link");
    struct dd_buf out = DD_BUF_INIT;
    struct daydream_error err;

    ck_assert_int_eq(symlink("file", link_path), 0);
    dd_buf_putc(&out, '>');
    ck_assert_int_eq(read_into(path, sizeof data, &out, &err), DAYDREAM_OK);
    ck_assert_int_eq(read_into(link_path, sizeof data, &out, &err), DAYDREAM_OK);
    ck_assert_uint_eq(out.length, 1 + 2 * sizeof data);
    ck_assert_mem_eq(out.data + 1, data, sizeof data);
    ck_assert_mem_eq(out.data + 1 + sizeof data, data, sizeof data);
    dd_buf_free(&out);
    free(link_path);
    free(path);
    scratch_remove(directory);
}
END_TEST

START_TEST(reads_empty_and_large_files)
{
    size_t length = 300001;
    char *data = malloc(length);
    char *directory = scratch_make();
    char *empty = scratch_write(directory, "empty", "");
    char *large;
    struct dd_buf out = DD_BUF_INIT;
    struct daydream_error err;

    ck_assert_ptr_nonnull(data);
    for (size_t i = 0; i < length; i++)
        data[i] = (char)(i % 251);
    large = scratch_write_bytes(directory, "large", data, length);
    ck_assert_int_eq(read_into(empty, 0, &out, &err), DAYDREAM_OK);
    ck_assert_uint_eq(out.length, 0);
    ck_assert_int_eq(read_into(large, length, &out, &err), DAYDREAM_OK);
    ck_assert_uint_eq(out.length, length);
    ck_assert_mem_eq(out.data, data, length);
    check_refused(large, length - 1, DAYDREAM_ERROR_FILE);
    dd_buf_free(&out);
    free(data);
    free(empty);
    free(large);
    scratch_remove(directory);
}
END_TEST

/* A file of /proc has a size of 0 and content all the same: the bound is on what comes. */
START_TEST(the_bound_is_on_the_bytes_not_on_the_size)
{
    if (dd_fs_is_regular("/proc/self/status"))
        check_refused("/proc/self/status", 16, DAYDREAM_ERROR_FILE);
}
END_TEST

START_TEST(what_is_not_there_is_not_found)
{
    char *directory = scratch_make();
    char *file = scratch_write(directory, "file", "x");
    char *missing = scratch_path(directory, "missing");
    char *below = scratch_path(file, "below");
    char *dangling = scratch_path(directory, "dangling");

    ck_assert_int_eq(symlink("nowhere", dangling), 0);
    check_refused(missing, 10, DAYDREAM_ERROR_NOT_FOUND);
    check_refused(below, 10, DAYDREAM_ERROR_NOT_FOUND);
    check_refused(dangling, 10, DAYDREAM_ERROR_NOT_FOUND);
    free(dangling);
    free(below);
    free(missing);
    free(file);
    scratch_remove(directory);
}
END_TEST

static void make_socket(const char *path)
{
    struct sockaddr_un address;
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    memset(&address, 0, sizeof address);
    address.sun_family = AF_UNIX;
    ck_assert_uint_lt(strlen(path), sizeof address.sun_path);
    memcpy(address.sun_path, path, strlen(path));
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    ck_assert_int_eq(close(fd), 0);
}

/* None of them may hold the reader: a FIFO without a writer would, for ever. */
START_TEST(what_is_no_regular_file_is_refused_at_once)
{
    char *directory = scratch_make();
    char *fifo = scratch_path(directory, "fifo");
    char *link_path = scratch_path(directory, "link");
    char *loop = scratch_path(directory, "loop");
    char *socket_path = scratch_path(directory, "socket");

    ck_assert_int_eq(mkfifo(fifo, 0600), 0);
    ck_assert_int_eq(symlink("fifo", link_path), 0);
    ck_assert_int_eq(symlink("loop", loop), 0);
    make_socket(socket_path);
    check_refused(fifo, 10, DAYDREAM_ERROR_FILE);
    check_refused(link_path, 10, DAYDREAM_ERROR_FILE);
    check_refused(loop, 10, DAYDREAM_ERROR_FILE);
    check_refused(socket_path, 10, DAYDREAM_ERROR_FILE);
    check_refused(directory, 10, DAYDREAM_ERROR_FILE);
    check_refused("/dev/null", 10, DAYDREAM_ERROR_FILE);
    check_refused("/dev/zero", 10, DAYDREAM_ERROR_FILE);
    ck_assert(!dd_fs_is_regular(fifo) && !dd_fs_is_directory(fifo));
    free(socket_path);
    free(loop);
    free(link_path);
    free(fifo);
    scratch_remove(directory);
}
END_TEST

START_TEST(what_may_not_be_read_is_an_error)
{
    char *directory = scratch_make();
    char *path = scratch_write(directory, "secret", "x");

    ck_assert_int_eq(chmod(path, 0), 0);
    nobody_begin(directory);
    check_refused(path, 10, DAYDREAM_ERROR_FILE);
    nobody_end();
    free(path);
    scratch_remove(directory);
}
END_TEST

static void check_mode(const char *path, mode_t mode)
{
    struct stat info;

    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_uint_eq(info.st_mode & 07777, mode);
}

START_TEST(makes_directories_on_the_way)
{
    static const char *const names[] = {"a", "a/b/c", "d//e/", "d/./f", "a/b/c"};
    char *directory = scratch_make();

    umask(022);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *path = scratch_path(directory, names[i]);
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        ck_assert_msg(dd_fs_make_directory(path, 0700, &err) == DAYDREAM_OK, "%s", err.text);
        ck_assert(dd_fs_is_directory(path));
        check_mode(path, 0700);
        free(path);
    }
    ck_assert_int_eq(dd_fs_make_directory("/", 0700, NULL), DAYDREAM_OK);
    scratch_remove(directory);
}
END_TEST

START_TEST(a_file_in_the_way_of_a_directory)
{
    char *directory = scratch_make();
    char *file = scratch_write(directory, "file", "x");
    char *below = scratch_path(file, "below");
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_int_eq(dd_fs_make_directory(file, 0700, NULL), DAYDREAM_ERROR_FILE);
    ck_assert_int_eq(dd_fs_make_directory(below, 0700, &err), DAYDREAM_ERROR_FILE);
    ck_assert_ptr_nonnull(strstr(err.text, file));
    ck_assert_int_eq(dd_fs_make_directory("", 0700, NULL), DAYDREAM_ERROR_FILE);
    free(below);
    free(file);
    scratch_remove(directory);
}
END_TEST

START_TEST(tells_files_from_directories)
{
    char *directory = scratch_make();
    char *file = scratch_write(directory, "file", "x");
    char *missing = scratch_path(directory, "missing");
    char *to_directory = scratch_path(directory, "to-directory");

    ck_assert_int_eq(symlink(".", to_directory), 0);
    ck_assert(dd_fs_is_directory(directory) && !dd_fs_is_regular(directory));
    ck_assert(dd_fs_is_directory(to_directory));
    ck_assert(dd_fs_is_regular(file) && !dd_fs_is_directory(file));
    ck_assert(!dd_fs_is_regular(missing) && !dd_fs_is_directory(missing));
    ck_assert(!dd_fs_is_regular("") && !dd_fs_is_directory(""));
    free(to_directory);
    free(missing);
    free(file);
    scratch_remove(directory);
}
END_TEST

/* What another process gets when it wants the lock. */
static enum daydream_status lock_elsewhere(const char *path)
{
    int status = 0;
    pid_t pid = fork();

    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        int fd = -1;

        _exit((int)dd_fs_lock(path, &fd, NULL));
    }
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert(WIFEXITED(status));
    return (enum daydream_status)WEXITSTATUS(status);
}

START_TEST(a_lock_keeps_others_out_until_it_is_given_back)
{
    char *directory = scratch_make();
    char *path = scratch_path(directory, "lock");
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    int fd = -1;
    int other = 5;

    umask(0);
    ck_assert_int_eq(dd_fs_lock(path, &fd, NULL), DAYDREAM_OK);
    check_mode(path, 0600);
    ck_assert_int_eq(fcntl(fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
    ck_assert_int_eq(lock_elsewhere(path), DAYDREAM_ERROR_LOCKED);
    ck_assert_int_eq(dd_fs_lock(path, &other, &err), DAYDREAM_ERROR_LOCKED);
    ck_assert_int_eq(other, -1);
    ck_assert_ptr_nonnull(strstr(err.text, path));
    dd_fs_unlock(fd);
    ck_assert_int_eq(lock_elsewhere(path), DAYDREAM_OK);
    ck_assert_int_eq(dd_fs_lock(path, &fd, NULL), DAYDREAM_OK); /* its holder has ended */
    dd_fs_unlock(fd);
    dd_fs_unlock(-1);
    free(path);
    scratch_remove(directory);
}
END_TEST

START_TEST(a_directory_can_be_locked)
{
    char *directory = scratch_make();
    char *missing = scratch_path(directory, "missing");
    int fd = -1;
    int other = 5;

    ck_assert_int_eq(dd_fs_lock_directory(directory, &fd, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_fs_lock_directory(directory, &other, NULL), DAYDREAM_ERROR_LOCKED);
    ck_assert_int_eq(other, -1);
    dd_fs_unlock(fd);
    ck_assert_int_eq(dd_fs_lock_directory(directory, &fd, NULL), DAYDREAM_OK);
    dd_fs_unlock(fd);
    ck_assert_int_eq(dd_fs_lock_directory(missing, &fd, NULL), DAYDREAM_ERROR_FILE);
    ck_assert(!scratch_exists(missing));
    free(missing);
    scratch_remove(directory);
}
END_TEST

START_TEST(a_lock_that_cannot_be_made_is_an_error)
{
    char *directory = scratch_make();
    char *missing = scratch_path(directory, "missing/lock");
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    int fd = 5;

    ck_assert_int_eq(dd_fs_lock(missing, &fd, &err), DAYDREAM_ERROR_FILE);
    ck_assert_int_eq(fd, -1);
    ck_assert_ptr_nonnull(strstr(err.text, missing));
    ck_assert_int_eq(dd_fs_lock(directory, &fd, NULL), DAYDREAM_ERROR_FILE);
    free(missing);
    scratch_remove(directory);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        reads_every_byte,
        reads_empty_and_large_files,
        the_bound_is_on_the_bytes_not_on_the_size,
        what_is_not_there_is_not_found,
        what_is_no_regular_file_is_refused_at_once,
        what_may_not_be_read_is_an_error,
        makes_directories_on_the_way,
        a_file_in_the_way_of_a_directory,
        tells_files_from_directories,
        a_lock_keeps_others_out_until_it_is_given_back,
        a_directory_can_be_locked,
        a_lock_that_cannot_be_made_is_an_error,
    };

    return suite_run("base/fs", tests, sizeof tests / sizeof tests[0]);
}

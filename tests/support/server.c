/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/scratch.h"
#include "support/server.h"

#define MOST_ARGS 16

struct server {
    pid_t child;
    int lifeline; /* the writing end of its standard input */
    FILE *output;
    int port;
    char url[32];
};

static int wait_for(pid_t child)
{
    int status = 0;

    while (waitpid(child, &status, 0) < 0)
        ck_assert_msg(errno == EINTR, "waitpid: %s", strerror(errno));
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool server_available(void)
{
    pid_t child = fork();

    if (child == 0) {
        execlp("python3", "python3", "-c", "", (char *)NULL);
        _exit(127);
    }
    return child > 0 && wait_for(child) == 0;
}

/* A pipe whose ends no other child gets: else another server would hold our lifeline. */
static void make_pipe(int ends[2])
{
    ck_assert_msg(pipe(ends) == 0, "pipe: %s", strerror(errno));
    for (int i = 0; i < 2; i++)
        ck_assert_msg(fcntl(ends[i], F_SETFD, FD_CLOEXEC) == 0, "fcntl: %s", strerror(errno));
}

static void run_child(const char *script, const char *const *args, int input, int output)
{
    char *argv[MOST_ARGS + 3] = {(char *)"python3", (char *)script};

    for (int i = 0; args != NULL && args[i] != NULL && i < MOST_ARGS; i++)
        argv[2 + i] = (char *)args[i];
    if (dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0)
        execvp(argv[0], argv);
    _exit(127);
}

static void read_port(struct server *server, const char *script)
{
    char line[32] = "";
    char *end = NULL;
    long port;

    ck_assert_msg(fgets(line, sizeof line, server->output) != NULL, "%s printed no port", script);
    port = strtol(line, &end, 10);
    ck_assert_msg(port > 0 && port < 65536 && *end == '\n', "%s printed no port: %s", script, line);
    server->port = (int)port;
    snprintf(server->url, sizeof server->url, "http://127.0.0.1:%d", server->port);
}

struct server *server_start(const char *script, const char *const *args)
{
    struct server *server = calloc(1, sizeof *server);
    char *path = test_path(script);
    int input[2];
    int output[2];

    ck_assert_ptr_nonnull(server);
    make_pipe(input);
    make_pipe(output);
    server->child = fork();
    ck_assert_msg(server->child >= 0, "fork: %s", strerror(errno));
    if (server->child == 0)
        run_child(path, args, input[0], output[1]);
    close(input[0]);
    close(output[1]);
    server->lifeline = input[1];
    server->output = fdopen(output[0], "r");
    ck_assert_ptr_nonnull(server->output);
    read_port(server, path);
    free(path);
    return server;
}

int server_port(const struct server *server)
{
    return server->port;
}

const char *server_url(const struct server *server)
{
    return server->url;
}

void server_stop(struct server *server)
{
    int status;

    ck_assert_int_eq(close(server->lifeline), 0);
    status = wait_for(server->child);
    ck_assert_msg(status == 0, "the server ended with %d", status);
    ck_assert_int_eq(fclose(server->output), 0);
    free(server);
}

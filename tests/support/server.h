/* SPDX-License-Identifier: MIT */
/*
 * A server for a test: a Python script that listens on a free port of 127.0.0.1, prints the port as
 * its first line and ends when its standard input does. It cannot outlive the test that started
 * it, however that ends. Every function aborts the test when it cannot do its work.
 */
#ifndef TESTS_SUPPORT_SERVER_H
#define TESTS_SUPPORT_SERVER_H

#include <stdbool.h>

struct server;

/* Is python3 here? To be asked in main(): without it there is suite_skip(). */
bool server_available(void);

/* Start a script, a path below the source tree ("tests/support/http-server.py"), with arguments
 * (NULL-terminated; NULL: none), and wait until it listens. */
struct server *server_start(const char *script, const char *const *args);

int server_port(const struct server *server);

/* "http://127.0.0.1:PORT", without a slash at its end; borrowed. */
const char *server_url(const struct server *server);

/* End the server and wait for it; it has to leave without a complaint. */
void server_stop(struct server *server);

#endif

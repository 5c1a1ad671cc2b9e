/* SPDX-License-Identifier: MIT */
/* Who is trusted: a server with a certificate of our own making. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "net/http.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"

static bool run(const char *const *argv)
{
    pid_t child = fork();
    int status = 0;

    if (child == 0) {
        if (freopen("/dev/null", "w", stdout) != NULL && freopen("/dev/null", "w", stderr) != NULL)
            execvp(argv[0], (char *const *)argv);
        _exit(127);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static bool openssl_available(void)
{
    const char *const argv[] = {"openssl", "version", NULL};

    return run(argv);
}

struct secure {
    char *directory, *certificate, *key;
    struct server *server;
};

/* A server whose certificate is for `name` ("IP:127.0.0.1"). */
static void secure_start(struct secure *secure, const char *name)
{
    char names[64];
    char *config;

    secure->directory = scratch_make();
    secure->certificate = scratch_path(secure->directory, "certificate.pem");
    secure->key = scratch_path(secure->directory, "key.pem");
    config = scratch_write(secure->directory, "openssl.cnf",
                           "[req]\ndistinguished_name = dn\n[dn]\n");
    snprintf(names, sizeof names, "subjectAltName=%s", name);
    {
        const char *const argv[] = {"openssl",  "req",
                                    "-x509",    "-newkey",
                                    "rsa:2048", "-nodes",
                                    "-subj",    "/CN=test",
                                    "-days",    "2",
                                    "-addext",  names,
                                    "-config",  config,
                                    "-keyout",  secure->key,
                                    "-out",     secure->certificate,
                                    "-addext",  "basicConstraints=critical,CA:TRUE",
                                    NULL};
        const char *const args[] = {"--tls", secure->certificate, secure->key, NULL};

        ck_assert_msg(run(argv), "openssl req failed");
        secure->server = server_start("tests/support/http-server.py", args);
    }
    free(config);
}

static void secure_stop(struct secure *secure)
{
    server_stop(secure->server);
    scratch_remove(secure->directory);
    free(secure->certificate);
    free(secure->key);
}

/* One exchange, with a client of its own. */
static enum daydream_status ask(const struct secure *secure, const char *method, const char *path,
                                const char *ca_file, struct daydream_error *err)
{
    const struct dd_http_options options = {.ca_file = ca_file};
    struct daydream_http_request request = {.method = method};
    struct daydream_http_response response = {0};
    struct dd_http *http = NULL;
    enum daydream_status status;
    char url[64];

    memset(err, 0, sizeof *err);
    snprintf(url, sizeof url, "https://127.0.0.1:%d%s", server_port(secure->server), path);
    request.url = url;
    ck_assert_int_eq(dd_http_new(&options, &http, err), DAYDREAM_OK);
    status = dd_http_send(http, &request, &response, err);
    if (status == DAYDREAM_OK)
        ck_assert_int_eq(response.status, 200);
    dd_http_response_free(&response);
    dd_http_free(http);
    return status;
}

START_TEST(test_stranger_is_refused)
{
    static const char *const methods[] = {"GET", "POST"};
    struct secure secure;
    struct daydream_error err;

    secure_start(&secure, "IP:127.0.0.1");
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(ask(&secure, methods[i], "/status/200", NULL, &err),
                         DAYDREAM_ERROR_NETWORK);
        ck_assert_msg(strstr(err.text, "certificate") != NULL &&
                          strstr(err.text, "DAYDREAM_OPTION_CA_FILE") != NULL,
                      "%s", err.text);
    }
    secure_stop(&secure);
}
END_TEST

START_TEST(test_authority_of_our_own_is_trusted)
{
    static const char *const methods[] = {"GET", "POST"};
    struct secure secure;
    struct daydream_error err;

    secure_start(&secure, "IP:127.0.0.1");
    for (int i = 0; i < 2; i++)
        ck_assert_msg(ask(&secure, methods[i], "/status/200", secure.certificate, &err) ==
                          DAYDREAM_OK,
                      "%s", err.text);
    secure_stop(&secure);
}
END_TEST

START_TEST(test_authority_must_name_the_host)
{
    struct secure secure;
    struct daydream_error err;

    secure_start(&secure, "DNS:other.example");
    ck_assert_int_eq(ask(&secure, "POST", "/status/200", secure.certificate, &err),
                     DAYDREAM_ERROR_NETWORK);
    secure_stop(&secure);
}
END_TEST

START_TEST(test_unusable_authorities)
{
    struct secure secure;
    struct daydream_error err;
    char *missing;

    secure_start(&secure, "IP:127.0.0.1");
    missing = scratch_path(secure.directory, "missing.pem");
    ck_assert_int_eq(ask(&secure, "POST", "/status/200", missing, &err), DAYDREAM_ERROR_NETWORK);
    ck_assert_msg(strstr(err.text, "CA file") != NULL, "%s", err.text);
    /* a file with no certificate in it */
    ck_assert_int_eq(ask(&secure, "POST", "/status/200", secure.key, &err), DAYDREAM_ERROR_NETWORK);
    free(missing);
    secure_stop(&secure);
}
END_TEST

START_TEST(test_connection_that_breaks_behind_the_handshake)
{
    struct secure secure;
    struct daydream_error err;

    ck_assert(signal(SIGPIPE, SIG_DFL) != SIG_ERR);
    secure_start(&secure, "IP:127.0.0.1");
    ck_assert_int_eq(ask(&secure, "POST", "/drop-before-answer", secure.certificate, &err),
                     DAYDREAM_ERROR_AMBIGUOUS);
    ck_assert_int_eq(ask(&secure, "GET", "/truncated", secure.certificate, &err),
                     DAYDREAM_ERROR_NETWORK);
    secure_stop(&secure);
}
END_TEST

START_TEST(test_server_without_tls)
{
    struct secure secure = {NULL, NULL, NULL, NULL};
    struct daydream_error err;

    secure.server = server_start("tests/support/http-server.py", NULL);
    ck_assert_int_eq(ask(&secure, "POST", "/status/200", NULL, &err), DAYDREAM_ERROR_NETWORK);
    server_stop(secure.server);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_stranger_is_refused,
                                  test_authority_of_our_own_is_trusted,
                                  test_authority_must_name_the_host,
                                  test_unusable_authorities,
                                  test_connection_that_breaks_behind_the_handshake,
                                  test_server_without_tls};

    if (!server_available())
        return suite_skip("net/tls", "python3 is missing");
    if (!openssl_available())
        return suite_skip("net/tls", "openssl is missing");
    return suite_run("net/tls", tests, sizeof tests / sizeof tests[0]);
}

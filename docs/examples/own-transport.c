/* SPDX-License-Identifier: MIT */
/*
 * Bring your own HTTP: send what waits in the outbox through a socket of our own.
 *
 *   GITHUB_API_URL=http://127.0.0.1:8080 GH_TOKEN=... own-transport
 *
 * A real program hands the request to the HTTP library that it has already. This one speaks just
 * enough HTTP/1.1 (RFC 9112) for a server on this machine: a connection for each request, no TLS.
 */
#define _POSIX_C_SOURCE 200809L

#include <daydream.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* More than daydream takes, and far more than it is ever sent. */
#define ANSWER_MAX ((size_t)32 * 1024 * 1024)

static enum daydream_status fail(struct daydream_error *err, enum daydream_status code,
                                 const char *text)
{
    if (err != NULL && err->code == DAYDREAM_OK) {
        err->code = code;
        snprintf(err->source, sizeof err->source, "own-transport");
        snprintf(err->text, sizeof err->text, "%s", text);
    }
    return code;
}

/* Once a byte was sent, nobody knows what the server did with it. */
static enum daydream_status lost(struct daydream_error *err, const char *text)
{
    return fail(err, DAYDREAM_ERROR_AMBIGUOUS, text);
}

/* ---- the connection ---------------------------------------------------------------------- */

struct address {
    char host[256];
    char port[6];
    const char *path; /* with the query; points into the URL */
};

static bool split_url(const char *url, struct address *out)
{
    int end = 0;

    if (sscanf(url, "http://%255[^:/]:%5[0-9]%n", out->host, out->port, &end) != 2)
        return false;
    out->path = url + end;
    return *out->path == '/';
}

struct connection {
    int fd;
    int64_t deadline; /* for the whole exchange, in milliseconds of now_ms() */
};

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int connect_to(const struct address *address)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    int fd = -1;

    if (getaddrinfo(address->host, address->port, &hints, &found) != 0)
        return -1;
    for (struct addrinfo *at = found; at != NULL && fd < 0; at = at->ai_next) {
        fd = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
        if (fd >= 0 && (connect(fd, at->ai_addr, at->ai_addrlen) != 0 ||
                        fcntl(fd, F_SETFL, O_NONBLOCK) != 0)) {
            close(fd);
            fd = -1;
        }
    }
    freeaddrinfo(found);
    return fd;
}

/* Wait until the socket is ready; false when the time is up. */
static bool is_ready(const struct connection *connection, short event)
{
    struct pollfd ready = {.fd = connection->fd, .events = event};
    int64_t left = connection->deadline - now_ms();

    return left > 0 && poll(&ready, 1, (int)left) == 1;
}

static bool send_all(const struct connection *connection, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t sent = 0;

        if (!is_ready(connection, POLLOUT))
            return false;
        sent = send(connection->fd, data, length, 0);
        if (sent < 0 && errno != EAGAIN)
            return false;
        if (sent > 0) {
            data += sent;
            length -= (size_t)sent;
        }
    }
    return true;
}

/* Everything up to the end of the connection. */
static bool receive_all(const struct connection *connection, FILE *out)
{
    char data[16384];
    size_t total = 0;

    while (total <= ANSWER_MAX && is_ready(connection, POLLIN)) {
        ssize_t got = recv(connection->fd, data, sizeof data, 0);

        if (got == 0)
            return true;
        if (got < 0 && errno != EAGAIN)
            return false;
        if (got > 0 && fwrite(data, 1, (size_t)got, out) != (size_t)got)
            return false;
        total += got > 0 ? (size_t)got : 0;
    }
    return false;
}

/* ---- the question ------------------------------------------------------------------------ */

static void write_question(FILE *out, const struct daydream_http_request *request,
                           const struct address *address)
{
    fprintf(out, "%s %s HTTP/1.1\r\nHost: %s:%s\r\nConnection: close\r\n", request->method,
            address->path, address->host, address->port);
    for (const char *const *header = request->headers; *header != NULL; header++)
        fprintf(out, "%s\r\n", *header);
    if (request->body != NULL)
        fprintf(out, "Content-Length: %zu\r\n", request->body_length);
    fputs("\r\n", out);
    if (request->body != NULL)
        fwrite(request->body, 1, request->body_length, out);
}

/* Close a stream in memory; its text is freed and NULL when it is not whole. */
static char *finish(FILE *out, char **text, bool whole)
{
    whole = ferror(out) == 0 && whole;
    whole = fclose(out) == 0 && whole;
    if (!whole) {
        free(*text);
        *text = NULL;
    }
    return *text;
}

static char *compose(const struct daydream_http_request *request, const struct address *address,
                     size_t *length)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, length);

    if (out == NULL)
        return NULL;
    write_question(out, request, address);
    return finish(out, &text, true);
}

/* ---- the answer -------------------------------------------------------------------------- */

/* What the headers say of the body; it ends with the connection where they say nothing. */
struct framing {
    bool chunked;
    bool sized;
    unsigned long long size;
};

static void note_framing(struct framing *framing, const char *name, const char *value)
{
    if (strcasecmp(name, "Transfer-Encoding") == 0) {
        framing->chunked = strcasecmp(value, "chunked") == 0;
    } else if (strcasecmp(name, "Content-Length") == 0) {
        framing->sized = true;
        framing->size = strtoull(value, NULL, 10);
    }
}

/* The lines from `line` to `end`, each with its line break. */
static bool add_headers(struct daydream_http_response *response, char *line, char *end,
                        struct framing *framing)
{
    while (line < end) {
        char *next = strstr(line, "\r\n");
        char *value = memchr(line, ':', (size_t)(next - line));

        if (value == NULL)
            return false;
        *next = '\0';
        *value++ = '\0';
        value += strspn(value, " \t");
        note_framing(framing, line, value);
        if (daydream_http_response_add_header(response, line, value) != DAYDREAM_OK)
            return false;
        line = next + 2;
    }
    return true;
}

/* Section 7.1: a size in hex, a line break, so many bytes, a line break; the size 0 is the end. */
static bool add_chunks(struct daydream_http_response *response, const char *at, const char *end)
{
    for (;;) {
        const char *data = strstr(at, "\r\n");
        unsigned long long size = strtoull(at, NULL, 16);

        if (data == NULL)
            return false;
        data += 2;
        if (size == 0)
            return *at == '0';
        if (size > (unsigned long long)(end - data) ||
            daydream_http_response_add_body(response, data, (size_t)size) != DAYDREAM_OK)
            return false;
        at = data + size;
        at += strncmp(at, "\r\n", 2) == 0 ? 2 : 0;
    }
}

static bool add_body(struct daydream_http_response *response, const char *body, const char *end,
                     const struct framing *framing)
{
    size_t length = (size_t)(end - body);

    if (framing->chunked)
        return add_chunks(response, body, end);
    if (framing->sized && length < framing->size)
        return false;
    if (framing->sized)
        length = (size_t)framing->size;
    return daydream_http_response_add_body(response, body, length) == DAYDREAM_OK;
}

/* `answer` ends with a NUL behind its `length` bytes, and is cut to pieces here. */
static bool parse(char *answer, size_t length, struct daydream_http_response *response)
{
    struct framing framing = {false, false, 0};
    char *line = strstr(answer, "\r\n");
    char *end = strstr(answer, "\r\n\r\n");
    int status = 0;

    if (end == NULL || sscanf(answer, "HTTP/1.%*1[01] %3d", &status) != 1)
        return false;
    daydream_http_response_set_status(response, status);
    return add_headers(response, line + 2, end + 2, &framing) &&
           add_body(response, end + 4, answer + length, &framing);
}

/* ---- the transport ----------------------------------------------------------------------- */

static enum daydream_status receive(const struct connection *connection,
                                    struct daydream_http_response *response,
                                    struct daydream_error *err)
{
    char *answer = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&answer, &length);
    enum daydream_status status = DAYDREAM_OK;

    if (out == NULL)
        return lost(err, "no memory for the answer");
    if (finish(out, &answer, receive_all(connection, out)) == NULL)
        return lost(err, "the answer did not come to its end");
    if (!parse(answer, length, response))
        status = lost(err, "the answer is no HTTP, or a part of it is missing");
    free(answer);
    return status;
}

static enum daydream_status exchange(const struct address *address, const char *question,
                                     size_t length, long timeout_ms,
                                     struct daydream_http_response *response,
                                     struct daydream_error *err)
{
    struct connection connection = {connect_to(address), now_ms() + timeout_ms};
    enum daydream_status status;

    if (connection.fd < 0)
        return fail(err, DAYDREAM_ERROR_NETWORK, "no connection to the server");
    if (send_all(&connection, question, length))
        status = receive(&connection, response, err);
    else
        status = lost(err, "the request could not be sent to its end");
    close(connection.fd);
    return status;
}

/* A daydream_transport_fn. */
static enum daydream_status transport(void *user, const struct daydream_http_request *request,
                                      struct daydream_http_response *response,
                                      struct daydream_error *err)
{
    struct address address;
    char *question = NULL;
    size_t length = 0;
    enum daydream_status status;

    (void)user;
    if (!split_url(request->url, &address))
        return fail(err, DAYDREAM_ERROR_NETWORK, "the URL is not http://HOST:PORT/...");
    question = compose(request, &address, &length);
    if (question == NULL)
        return fail(err, DAYDREAM_ERROR_NETWORK, "no memory for the request");
    status = exchange(&address, question, length, request->timeout_ms, response, err);
    free(question);
    return status;
}

int main(void)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream *dd = NULL;
    size_t filed = 0;
    size_t waiting = 0;
    enum daydream_status status;

    /* a server that hangs up must not end us; the library leaves signals to its host program */
    signal(SIGPIPE, SIG_IGN);
    status = daydream_new(&dd, &err);
    if (status == DAYDREAM_OK)
        status = daydream_use_environment(dd, &err);
    if (status == DAYDREAM_OK) {
        daydream_set_transport(dd, transport, NULL);
        status = daydream_outbox_flush(dd, &filed, &waiting, &err);
    }
    daydream_free(dd);
    printf("in their repositories now: %zu, waiting: %zu\n", filed, waiting);
    if (status != DAYDREAM_OK)
        fprintf(stderr, "own-transport: %s\n", err.text);
    return status == DAYDREAM_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}

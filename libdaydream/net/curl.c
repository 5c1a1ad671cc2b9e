/* SPDX-License-Identifier: MIT */
/*
 * One exchange through libcurl (7.85 or later), without its comforts: it follows no redirect, hides
 * no error answer and sends nothing twice.
 *
 * A failure is told apart by whether the request had begun to leave: libcurl calls on_start() once
 * the connection stands, TLS included, and before the first byte of the request. Left to itself it
 * sends a request again when a connection that it had kept was closed unanswered; for one that
 * changes something both on_start() and on_rewind() refuse that.
 */
#include <curl/curl.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "net/ascii.h"
#include "net/curl.h"
#include "net/request.h"
#include "net/response.h"
#include "net/url.h"

#define CONNECT_TIMEOUT_MS 15000
#define SHORTEST_SILENCE   30 /* seconds */

struct dd_curl {
    CURL *easy; /* NULL before the first exchange; keeps the connections between them */
    char *ca_file;
};

/* What the callbacks of one exchange share. */
struct call {
    const struct daydream_http_request *request;
    struct daydream_http_response *response;
    size_t sent; /* bytes of the body that libcurl has taken */
    bool begun;  /* a byte of the request may have left */
    char words[CURL_ERROR_SIZE];
};

/* libcurl wants this once for the whole process, before any other call; it is never undone, because
 * the host program may use libcurl too. */
static pthread_once_t global_once = PTHREAD_ONCE_INIT;
static CURLcode global_result;

static void initialise(void)
{
    global_result = curl_global_init(CURL_GLOBAL_DEFAULT);
}

enum daydream_status dd_curl_new(const char *ca_file, struct dd_curl **out,
                                 struct daydream_error *err)
{
    struct dd_curl *curl = calloc(1, sizeof *curl);
    enum daydream_status status;

    *out = NULL;
    if (curl == NULL)
        return dd_fail_memory(err);
    status = dd_string_set(&curl->ca_file, ca_file, err);
    if (status == DAYDREAM_OK)
        *out = curl;
    else
        free(curl);
    return status;
}

void dd_curl_free(struct dd_curl *curl)
{
    if (curl == NULL)
        return;
    curl_easy_cleanup(curl->easy);
    free(curl->ca_file);
    free(curl);
}

/* ---- callbacks: a result other than what libcurl expects ends the exchange ---- */

/* Children that the host program starts must not inherit the connection. */
static int on_socket(void *user, curl_socket_t fd, curlsocktype purpose)
{
    (void)user;
    (void)purpose;
    return fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 ? CURL_SOCKOPT_OK : CURL_SOCKOPT_ERROR;
}

static int on_start(void *user, char *remote_ip, char *local_ip, int remote_port, int local_port)
{
    struct call *call = user;

    (void)remote_ip;
    (void)local_ip;
    (void)remote_port;
    (void)local_port;
    if (call->begun && !dd_request_is_safe(call->request))
        return CURL_PREREQFUNC_ABORT;
    call->begun = true;
    return CURL_PREREQFUNC_OK;
}

static size_t on_read(char *out, size_t size, size_t count, void *user)
{
    struct call *call = user;
    size_t length = call->request->body_length - call->sent;

    if (length > size * count)
        length = size * count;
    if (length > 0)
        memcpy(out, (const char *)call->request->body + call->sent, length);
    call->sent += length;
    return length;
}

static int on_rewind(void *user, curl_off_t offset, int origin)
{
    (void)user;
    (void)offset;
    (void)origin;
    return CURL_SEEKFUNC_FAIL;
}

/* Gets whole lines, of interim answers too. */
static size_t on_header(char *line, size_t size, size_t count, void *user)
{
    struct call *call = user;
    size_t length = size * count;

    return dd_response_add_line(call->response, line, length) == DAYDREAM_OK ? length : 0;
}

static size_t on_body(char *data, size_t size, size_t count, void *user)
{
    struct call *call = user;
    size_t length = size * count;

    if (daydream_http_response_add_body(call->response, data, length) != DAYDREAM_OK)
        return 0;
    return length;
}

/* ---- options ---- */

struct number_option {
    CURLoption option;
    long value;
};

struct text_option {
    CURLoption option;
    const char *value;
};

static CURLcode set_numbers(CURL *easy, const struct number_option *options, size_t count)
{
    CURLcode code = CURLE_OK;

    for (size_t i = 0; i < count && code == CURLE_OK; i++)
        code = curl_easy_setopt(easy, options[i].option, options[i].value);
    return code;
}

static CURLcode set_texts(CURL *easy, const struct text_option *options, size_t count)
{
    CURLcode code = CURLE_OK;

    for (size_t i = 0; i < count && code == CURLE_OK; i++)
        code = curl_easy_setopt(easy, options[i].option, options[i].value);
    return code;
}

/* A server that thinks for long before it answers looks silent: half of the caller's time is
 * granted for that. */
static CURLcode set_limits(CURL *easy, long timeout_ms)
{
    long silence = timeout_ms / 2000;
    const struct number_option options[] = {
        {CURLOPT_FAILONERROR, 0},
        {CURLOPT_FOLLOWLOCATION, 0},
        {CURLOPT_NOSIGNAL, 1},
        {CURLOPT_SUPPRESS_CONNECT_HEADERS, 1},
        {CURLOPT_CONNECTTIMEOUT_MS, CONNECT_TIMEOUT_MS},
        {CURLOPT_TIMEOUT_MS, timeout_ms},
        {CURLOPT_LOW_SPEED_LIMIT, 1},
        {CURLOPT_LOW_SPEED_TIME, silence > SHORTEST_SILENCE ? silence : SHORTEST_SILENCE},
    };

    return set_numbers(easy, options, sizeof options / sizeof options[0]);
}

/* A proxy from the environment is for the network: what is meant for loopback, where plain http is
 * allowed, must not leave through it. */
static CURLcode set_target(CURL *easy, const struct daydream_http_request *request)
{
    bool loopback = dd_url_is_loopback(request->url);
    const char *protocols = loopback ? "http,https" : "https";
    const struct text_option options[] = {
        {CURLOPT_PROTOCOLS_STR, protocols}, {CURLOPT_REDIR_PROTOCOLS_STR, protocols},
        {CURLOPT_URL, request->url},        {CURLOPT_CUSTOMREQUEST, request->method},
        {CURLOPT_ACCEPT_ENCODING, ""},
    };
    CURLcode code = set_texts(easy, options, sizeof options / sizeof options[0]);

    if (code == CURLE_OK && loopback)
        code = curl_easy_setopt(easy, CURLOPT_PROXY, "");
    return code;
}

/* The file takes the place of libcurl's built-in file and directory. */
static CURLcode set_authorities(CURL *easy, const char *ca_file)
{
    CURLcode code;

    if (ca_file == NULL)
        return CURLE_OK;
    code = curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file);
    if (code == CURLE_OK) {
        code = curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
        if (code == CURLE_NOT_BUILT_IN) /* a TLS library that knows no such directory */
            code = CURLE_OK;
    }
    return code;
}

static CURLcode set_body(CURL *easy, struct call *call)
{
    CURLcode code;

    if (!dd_request_has_body(call->request))
        return curl_easy_setopt(easy, CURLOPT_NOBODY,
                                strcmp(call->request->method, "HEAD") == 0 ? 1L : 0L);
    if ((code = curl_easy_setopt(easy, CURLOPT_POST, 1L)) == CURLE_OK &&
        (code = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                                 (curl_off_t)call->request->body_length)) == CURLE_OK &&
        (code = curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_read)) == CURLE_OK &&
        (code = curl_easy_setopt(easy, CURLOPT_READDATA, call)) == CURLE_OK)
        code = curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, on_rewind);
    return code;
}

static CURLcode set_callbacks(CURL *easy, struct call *call)
{
    CURLcode code;

    if ((code = curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, call->words)) == CURLE_OK &&
        (code = curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, on_socket)) == CURLE_OK &&
        (code = curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_start)) == CURLE_OK &&
        (code = curl_easy_setopt(easy, CURLOPT_PREREQDATA, call)) == CURLE_OK &&
        (code = curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header)) == CURLE_OK &&
        (code = curl_easy_setopt(easy, CURLOPT_HEADERDATA, call)) == CURLE_OK &&
        (code = curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body)) == CURLE_OK)
        code = curl_easy_setopt(easy, CURLOPT_WRITEDATA, call);
    return code;
}

static CURLcode add_line(struct curl_slist **list, const char *line)
{
    struct curl_slist *longer = curl_slist_append(*list, line);

    if (longer == NULL)
        return CURLE_OUT_OF_MEMORY;
    *list = longer;
    return CURLE_OK;
}

/* "Name:" keeps a header of libcurl's own out. We do not wait to be asked for a body, and one
 * without a type is no form. */
static CURLcode list_headers(const struct daydream_http_request *request, struct curl_slist **list)
{
    static const char type[] = "Content-Type:";
    CURLcode code = add_line(list, "Expect:");
    bool typed = false;

    for (size_t i = 0; request->headers != NULL && request->headers[i] != NULL; i++) {
        typed = typed || dd_ascii_same(request->headers[i], type, sizeof type - 1);
        if (code == CURLE_OK)
            code = add_line(list, request->headers[i]);
    }
    return code == CURLE_OK && !typed ? add_line(list, type) : code;
}

static CURLcode set_up(struct dd_curl *curl, struct call *call, struct curl_slist **headers)
{
    CURLcode code;

    pthread_once(&global_once, initialise);
    if (global_result != CURLE_OK)
        return global_result;
    if (curl->easy == NULL && (curl->easy = curl_easy_init()) == NULL)
        return CURLE_FAILED_INIT;
    if ((code = set_limits(curl->easy, call->request->timeout_ms)) == CURLE_OK &&
        (code = set_target(curl->easy, call->request)) == CURLE_OK &&
        (code = set_authorities(curl->easy, curl->ca_file)) == CURLE_OK &&
        (code = set_callbacks(curl->easy, call)) == CURLE_OK &&
        (code = set_body(curl->easy, call)) == CURLE_OK &&
        (code = list_headers(call->request, headers)) == CURLE_OK)
        code = curl_easy_setopt(curl->easy, CURLOPT_HTTPHEADER, *headers);
    return code;
}

/* ---- what a failure means ---- */

/* By libcurl's code or, where that says too little, by a word of its text. */
static const struct {
    CURLcode code;
    const char *word;
    const char *remedy;
} remedies[] = {
    {CURLE_OK, "CONNECT", "the proxy refuses: check the proxy variables, also user and password"},
    {CURLE_COULDNT_RESOLVE_HOST, NULL, "check the host's name and the network"},
    {CURLE_COULDNT_RESOLVE_PROXY, NULL, "check the proxy variables"},
    {CURLE_PROXY, NULL, "check the proxy variables"},
    {CURLE_COULDNT_CONNECT, NULL, "check that the server runs and the network lets you through"},
    {CURLE_SSL_CACERT_BADFILE, NULL, "check the CA file"},
    {CURLE_SSL_CONNECT_ERROR, NULL,
     "what answers there speaks no TLS that we know: is a proxy or login page in the way?"},
    {CURLE_PEER_FAILED_VERIFICATION, NULL,
     "for an authority of your own set the CA file (DAYDREAM_OPTION_CA_FILE) to its PEM"},
};

static const char *remedy_for(CURLcode code, const char *words, enum daydream_status status)
{
    if (status == DAYDREAM_ERROR_AMBIGUOUS)
        return "it may have had its effect: look before trying again";
    if (status == DAYDREAM_ERROR_PROTOCOL)
        return "see what answers there";
    for (size_t i = 0; i < sizeof remedies / sizeof remedies[0]; i++)
        if (remedies[i].code == code ||
            (remedies[i].word != NULL && strstr(words, remedies[i].word) != NULL))
            return remedies[i].remedy;
    return "try again later";
}

/* Words about a proxy that libcurl cannot read quote its URL, in which a password may stand. */
static bool may_quote_proxy(const char *words, CURLcode code)
{
    return code == CURLE_COULDNT_RESOLVE_PROXY || strstr(words, "://") != NULL ||
           strchr(words, '@') != NULL;
}

static const char *words_for(const struct call *call, CURLcode code)
{
    if (call->response->fault == DAYDREAM_ERROR_PROTOCOL)
        return "the answer is larger than any that is expected";
    if (code == CURLE_SEND_FAIL_REWIND || code == CURLE_ABORTED_BY_CALLBACK)
        return "the server closed the connection without an answer";
    if (call->words[0] == '\0' || may_quote_proxy(call->words, code))
        return curl_easy_strerror(code);
    return call->words;
}

static enum daydream_status cause_of(const struct call *call, CURLcode code)
{
    if (!call->begun)
        return DAYDREAM_ERROR_NETWORK;
    if (call->response->fault != DAYDREAM_OK)
        return call->response->fault == DAYDREAM_ERROR_MEMORY ? DAYDREAM_ERROR_MEMORY
                                                              : DAYDREAM_ERROR_PROTOCOL;
    switch (code) {
    case CURLE_OUT_OF_MEMORY:
        return DAYDREAM_ERROR_MEMORY;
    case CURLE_UNSUPPORTED_PROTOCOL: /* what answers speaks HTTP/0.9 or something else */
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
        return DAYDREAM_ERROR_PROTOCOL;
    default:
        return DAYDREAM_ERROR_AMBIGUOUS;
    }
}

static enum daydream_status fail(const struct call *call, CURLcode code, struct daydream_error *err)
{
    enum daydream_status status = dd_request_meaning(call->request, cause_of(call, code));

    return dd_request_fail(call->request, status, words_for(call, code),
                           remedy_for(code, call->words, status), err);
}

enum daydream_status dd_curl_exchange(void *user, const struct daydream_http_request *request,
                                      struct daydream_http_response *response,
                                      struct daydream_error *err)
{
    struct dd_curl *curl = user;
    struct call call = {.request = request, .response = response};
    struct curl_slist *headers = NULL;
    long status = 0;
    CURLcode code = set_up(curl, &call, &headers);

    if (code == CURLE_OK)
        code = curl_easy_perform(curl->easy);
    if (code == CURLE_OK)
        code = curl_easy_getinfo(curl->easy, CURLINFO_RESPONSE_CODE, &status);
    daydream_http_response_set_status(response, (int)status);
    /* the handle outlives the call, whose callbacks and lists it must forget */
    if (curl->easy != NULL)
        curl_easy_reset(curl->easy);
    curl_slist_free_all(headers);
    return code == CURLE_OK ? DAYDREAM_OK : fail(&call, code, err);
}

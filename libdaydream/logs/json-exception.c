/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "logs/json-exception.h"

/* Names of members, the surest first, NULL at the end. */
#define MOST_NAMES 10

/* structlog, python-json-logger, pino, bunyan, winston, logstash-logback-encoder, Log4j's layouts,
 * the Elastic Common Schema, OpenTelemetry, Serilog, slog and zap. */
static const char *const types[MOST_NAMES] = {"error.type",     "exception.type", "exc_type",
                                              "exception_type", "error_type",     "error.kind",
                                              "exception_class"};
static const char *const traces[MOST_NAMES] = {
    "exc_info", "exc_text",  "stack_trace", "error.stack_trace", "error.stack",
    "stack",    "exception", "stacktrace",  "traceback",         "@x"};
static const char *const objects[MOST_NAMES] = {"err", "error", "exception", "exc", "thrown"};
static const char *const object_types[MOST_NAMES] = {"type", "name", "class", "kind",
                                                     "exception_class"};
static const char *const object_messages[MOST_NAMES] = {"message", "msg", "exception_message"};
static const char *const object_traces[MOST_NAMES] = {"stack", "stack_trace", "stacktrace",
                                                      "extendedStackTrace"};

static const char *first_text(struct json_object *object, const char *const names[MOST_NAMES])
{
    const char *text = NULL;

    for (size_t i = 0; i < MOST_NAMES && names[i] != NULL; i++)
        if (dd_json_string(object, names[i], &text) == DD_JSON_OK && *text != '\0')
            return text;
    return NULL;
}

static void take_type(struct dd_json_exception *exception, const char *type)
{
    if (type != NULL && exception->type[0] == '\0')
        dd_exception_copy(exception->type, type, strlen(type));
}

static void take_object(struct dd_json_exception *exception, struct json_object *object)
{
    take_type(exception, first_text(object, object_types));
    exception->message = first_text(object, object_messages);
    if (exception->trace == NULL)
        exception->trace = first_text(object, object_traces);
}

enum daydream_status dd_json_exception_read(struct dd_json_exception *exception, const char *text,
                                            size_t length, struct daydream_error *err)
{
    struct json_object *object;
    enum daydream_status status;

    *exception = (struct dd_json_exception){.root = NULL};
    status = dd_json_parse(text, length, "log line", DAYDREAM_ERROR_FILE, &exception->root, NULL);
    if (status == DAYDREAM_ERROR_MEMORY)
        return dd_fail_memory(err);
    if (status != DAYDREAM_OK)
        return DAYDREAM_OK;
    take_type(exception, first_text(exception->root, types));
    exception->trace = first_text(exception->root, traces);
    for (size_t i = 0; i < MOST_NAMES && objects[i] != NULL; i++)
        if (dd_json_object(exception->root, objects[i], &object) == DD_JSON_OK) {
            take_object(exception, object);
            break;
        }
    return DAYDREAM_OK;
}

void dd_json_exception_free(struct dd_json_exception *exception)
{
    json_object_put(exception->root);
    exception->root = NULL;
}

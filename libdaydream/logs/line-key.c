/* SPDX-License-Identifier: MIT */
#include "logs/line-key.h"
#include "logs/chars.h"

#define LONGEST_KEY    20
#define MOST_OF_LENGTH 8

struct key {
    const char *name;
    enum dd_line_key key;
};

/* In lower case, by length. pino, bunyan, winston, zap, zerolog, slog, logrus, structlog, Python's
 * JSON formatters, loguru, Rust's tracing, Serilog and its compact format ("@t"), Elastic Common
 * Schema ("log.level"), Logstash, OpenTelemetry, GELF, Google Cloud, Docker and journald. */
static const struct key keys[LONGEST_KEY + 1][MOST_OF_LENGTH] = {
    [1] = {{"t", DD_KEY_TIME}, {"s", DD_KEY_LEVEL_LETTER}},
    [2] = {{"ts", DD_KEY_TIME},
           {"@t", DD_KEY_TIME},
           {"@l", DD_KEY_LEVEL},
           {"@m", DD_KEY_MESSAGE},
           {"at", DD_KEY_STATUS},
           {"@x", DD_KEY_LAST_RESORT}},
    [3] = {{"msg", DD_KEY_MESSAGE},
           {"lvl", DD_KEY_LEVEL},
           {"log", DD_KEY_TEXT},
           {"err", DD_KEY_LAST_RESORT},
           {"@mt", DD_KEY_TEXT}},
    [4] = {{"time", DD_KEY_TIME},
           {"date", DD_KEY_TIME},
           {"text", DD_KEY_TEXT},
           {"body", DD_KEY_TEXT}},
    [5] = {{"level", DD_KEY_LEVEL}, {"event", DD_KEY_TEXT}, {"error", DD_KEY_LAST_RESORT}},
    [6] = {{"status", DD_KEY_STATUS}, {"fields", DD_KEY_FIELDS}, {"record", DD_KEY_RECORD}},
    [7] = {{"message", DD_KEY_MESSAGE},
           {"asctime", DD_KEY_TIME},
           {"created", DD_KEY_TIME_NUMBER},
           {"request", DD_KEY_LAST_RESORT}},
    [8] = {{"severity", DD_KEY_LEVEL},
           {"datetime", DD_KEY_TIME},
           {"loglevel", DD_KEY_LEVEL},
           {"priority", DD_KEY_LEVEL}},
    [9] = {{"timestamp", DD_KEY_TIME},
           {"log.level", DD_KEY_LEVEL},
           {"levelname", DD_KEY_LEVEL},
           {"log_level", DD_KEY_LEVEL},
           {"eventtime", DD_KEY_TIME},
           {"exception", DD_KEY_LAST_RESORT}},
    [10] = {{"@timestamp", DD_KEY_TIME}, {"level_name", DD_KEY_LEVEL}, {"event_time", DD_KEY_TIME}},
    [11] = {{"err.message", DD_KEY_LAST_RESORT},
            {"textpayload", DD_KEY_TEXT},
            {"jsonpayload", DD_KEY_RECORD}},
    [12] = {{"severitytext", DD_KEY_LEVEL}},
    [13] = {{"severity_text", DD_KEY_LEVEL},
            {"short_message", DD_KEY_TEXT},
            {"error.message", DD_KEY_LAST_RESORT}},
    [15] = {{"messagetemplate", DD_KEY_TEXT}, {"renderedmessage", DD_KEY_MESSAGE}},
    [20] = {{"__realtime_timestamp", DD_KEY_TIME}},
};

static bool equals(const char *text, const char *lower, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (dd_lower(text[i]) != lower[i])
            return false;
    return true;
}

enum dd_line_key dd_line_key(const char *key, size_t length)
{
    if (length > LONGEST_KEY)
        return DD_KEY_OTHER;
    for (const struct key *row = keys[length]; row->name != NULL; row++)
        if (equals(key, row->name, length))
            return row->key;
    return DD_KEY_OTHER;
}

/* SPDX-License-Identifier: MIT */
#include "logs/level.h"
#include "logs/chars.h"

#define LONGEST_WORD 13

/* What loggers write, the most frequent first: syslog (RFC 5424, table 2), Python logging, log4j,
 * java.util.logging, PostgreSQL, .NET, zerolog's and env_logger's short forms. */
static const struct {
    const char *word;
    unsigned char length;
    unsigned char level;
} words[] = {
    {"info", 4, DD_LEVEL_INFO},           {"debug", 5, DD_LEVEL_DEBUG},
    {"error", 5, DD_LEVEL_ERROR},         {"warning", 7, DD_LEVEL_WARNING},
    {"warn", 4, DD_LEVEL_WARNING},        {"notice", 6, DD_LEVEL_NOTICE},
    {"trace", 5, DD_LEVEL_TRACE},         {"critical", 8, DD_LEVEL_CRITICAL},
    {"fatal", 5, DD_LEVEL_CRITICAL},      {"err", 3, DD_LEVEL_ERROR},
    {"severe", 6, DD_LEVEL_ERROR},        {"panic", 5, DD_LEVEL_CRITICAL},
    {"alert", 5, DD_LEVEL_CRITICAL},      {"crit", 4, DD_LEVEL_CRITICAL},
    {"emerg", 5, DD_LEVEL_CRITICAL},      {"emergency", 9, DD_LEVEL_CRITICAL},
    {"fail", 4, DD_LEVEL_ERROR},          {"log", 3, DD_LEVEL_INFO},
    {"verbose", 7, DD_LEVEL_DEBUG},       {"information", 11, DD_LEVEL_INFO},
    {"informational", 13, DD_LEVEL_INFO}, {"config", 6, DD_LEVEL_DEBUG},
    {"fine", 4, DD_LEVEL_DEBUG},          {"finer", 5, DD_LEVEL_TRACE},
    {"finest", 6, DD_LEVEL_TRACE},        {"inf", 3, DD_LEVEL_INFO},
    {"dbg", 3, DD_LEVEL_DEBUG},           {"wrn", 3, DD_LEVEL_WARNING},
    {"eror", 4, DD_LEVEL_ERROR},          {"ftl", 3, DD_LEVEL_CRITICAL},
    {"trc", 3, DD_LEVEL_TRACE},
};

static bool equals(const char *word, const char *lower, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (dd_lower(word[i]) != lower[i])
            return false;
    return true;
}

enum dd_log_level dd_level_from_word(const char *word, size_t length)
{
    if (length < 3 || length > LONGEST_WORD)
        return DD_LEVEL_NONE;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (words[i].length == length && equals(word, words[i].word, length))
            return (enum dd_log_level)words[i].level;
    return DD_LEVEL_NONE;
}

const char *dd_level_name(enum dd_log_level level)
{
    static const char *const names[] = {"-",      "trace",   "debug", "info",
                                        "notice", "warning", "error", "critical"};

    return (size_t)level < sizeof names / sizeof names[0] ? names[level] : "-";
}

/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "logs/chars.h"
#include "logs/level.h"

#define LONGEST_WORD    13
#define MOST_OF_INITIAL 9

struct word {
    const char *word;
    unsigned char length;
    unsigned char level;
    bool prose;
};

/* What loggers write: syslog (RFC 5424, table 2), Python logging, log4j, java.util.logging,
 * PostgreSQL, MySQL, .NET, zerolog's, logrus's and env_logger's short forms. By initial, the most
 * frequent first. */
static const struct word words['z' - 'a' + 1][MOST_OF_INITIAL] = {
    ['a' - 'a'] = {{"alert", 5, DD_LEVEL_CRITICAL, true}},
    ['c' - 'a'] = {{"critical", 8, DD_LEVEL_CRITICAL, true},
                   {"crit", 4, DD_LEVEL_CRITICAL, false},
                   {"config", 6, DD_LEVEL_DEBUG, true}},
    ['d' - 'a'] = {{"debug", 5, DD_LEVEL_DEBUG, false},
                   {"dbg", 3, DD_LEVEL_DEBUG, false},
                   {"dbug", 4, DD_LEVEL_DEBUG, false},
                   {"debu", 4, DD_LEVEL_DEBUG, true}},
    ['e' - 'a'] = {{"error", 5, DD_LEVEL_ERROR, false},
                   {"err", 3, DD_LEVEL_ERROR, false},
                   {"emerg", 5, DD_LEVEL_CRITICAL, false},
                   {"emergency", 9, DD_LEVEL_CRITICAL, true},
                   {"eror", 4, DD_LEVEL_ERROR, false},
                   {"erro", 4, DD_LEVEL_ERROR, true}},
    ['f' - 'a'] = {{"fatal", 5, DD_LEVEL_CRITICAL, true},
                   {"fine", 4, DD_LEVEL_DEBUG, true},
                   {"fail", 4, DD_LEVEL_ERROR, true},
                   {"failure", 7, DD_LEVEL_ERROR, true},
                   {"finer", 5, DD_LEVEL_TRACE, true},
                   {"finest", 6, DD_LEVEL_TRACE, true},
                   {"ftl", 3, DD_LEVEL_CRITICAL, false},
                   {"fata", 4, DD_LEVEL_CRITICAL, true}},
    ['i' - 'a'] = {{"info", 4, DD_LEVEL_INFO, false},
                   {"inf", 3, DD_LEVEL_INFO, false},
                   {"information", 11, DD_LEVEL_INFO, true},
                   {"informational", 13, DD_LEVEL_INFO, true}},
    ['l' - 'a'] = {{"log", 3, DD_LEVEL_INFO, true}},
    ['n' - 'a'] = {{"notice", 6, DD_LEVEL_NOTICE, true}, {"note", 4, DD_LEVEL_NOTICE, true}},
    ['p' - 'a'] = {{"panic", 5, DD_LEVEL_CRITICAL, true}},
    ['s' - 'a'] = {{"severe", 6, DD_LEVEL_ERROR, true}},
    ['t' - 'a'] = {{"trace", 5, DD_LEVEL_TRACE, false},
                   {"trc", 3, DD_LEVEL_TRACE, false},
                   {"trce", 4, DD_LEVEL_TRACE, false}},
    ['v' - 'a'] = {{"verbose", 7, DD_LEVEL_DEBUG, true}, {"vrb", 3, DD_LEVEL_DEBUG, false}},
    ['w' - 'a'] = {{"warn", 4, DD_LEVEL_WARNING, false},
                   {"warning", 7, DD_LEVEL_WARNING, false},
                   {"wrn", 3, DD_LEVEL_WARNING, false}},
};

static bool equals(const char *word, const char *lower, size_t length)
{
    for (size_t i = 1; i < length; i++)
        if ((word[i] | ' ') != lower[i])
            return false;
    return true;
}

enum dd_log_level dd_level_read_word(const char *word, size_t length, bool *prose)
{
    const struct word *row;

    *prose = false;
    if (length < 3 || length > LONGEST_WORD || !dd_is_alpha(*word))
        return DD_LEVEL_NONE;
    for (row = words[dd_lower(*word) - 'a']; row->length != 0; row++)
        if (row->length == length && equals(word, row->word, length)) {
            *prose = row->prose;
            return (enum dd_log_level)row->level;
        }
    return DD_LEVEL_NONE;
}

#define BIT(letter) (UINT32_C(1) << ((letter) - 'a'))

/* The second letters that follow each first one in the words above. */
static const uint32_t second_letters['z' - 'a' + 1] = {
    ['a' - 'a'] = BIT('l'),
    ['c' - 'a'] = BIT('r') | BIT('o'),
    ['d' - 'a'] = BIT('e') | BIT('b'),
    ['e' - 'a'] = BIT('r') | BIT('m'),
    ['f' - 'a'] = BIT('a') | BIT('i') | BIT('t'),
    ['i' - 'a'] = BIT('n'),
    ['l' - 'a'] = BIT('o'),
    ['n' - 'a'] = BIT('o'),
    ['p' - 'a'] = BIT('a'),
    ['s' - 'a'] = BIT('e'),
    ['t' - 'a'] = BIT('r'),
    ['v' - 'a'] = BIT('e') | BIT('r'),
    ['w' - 'a'] = BIT('a') | BIT('r'),
};

bool dd_level_may_begin(const char letters[2])
{
    unsigned first = (unsigned)(letters[0] | ' ') - 'a';
    unsigned second = (unsigned)(letters[1] | ' ') - 'a';

    return first < 26 && second < 26 && (second_letters[first] >> second & 1) != 0;
}

enum dd_log_level dd_level_from_word(const char *word, size_t length)
{
    bool prose;

    return dd_level_read_word(word, length, &prose);
}

enum dd_log_level dd_level_from_letter(char letter)
{
    switch (letter) {
    case 'V':
    case 'T':
        return DD_LEVEL_TRACE;
    case 'D':
        return DD_LEVEL_DEBUG;
    case 'I':
        return DD_LEVEL_INFO;
    case 'N':
        return DD_LEVEL_NOTICE;
    case 'W':
        return DD_LEVEL_WARNING;
    case 'E':
        return DD_LEVEL_ERROR;
    case 'C':
    case 'F':
        return DD_LEVEL_CRITICAL;
    default:
        return DD_LEVEL_NONE;
    }
}

enum dd_log_level dd_level_from_severity(int severity)
{
    static const enum dd_log_level levels[] = {
        DD_LEVEL_CRITICAL, DD_LEVEL_CRITICAL, DD_LEVEL_CRITICAL, DD_LEVEL_ERROR,
        DD_LEVEL_WARNING,  DD_LEVEL_NOTICE,   DD_LEVEL_INFO,     DD_LEVEL_DEBUG};

    return levels[severity & 7];
}

enum dd_log_level dd_level_from_number(int number)
{
    static const struct {
        int number;
        enum dd_log_level level;
    } numbers[] = {
        {10, DD_LEVEL_TRACE},     {20, DD_LEVEL_DEBUG},     {30, DD_LEVEL_INFO},
        {40, DD_LEVEL_WARNING},   {50, DD_LEVEL_ERROR},     {60, DD_LEVEL_CRITICAL},
        {100, DD_LEVEL_DEBUG},    {200, DD_LEVEL_INFO},     {250, DD_LEVEL_NOTICE},
        {300, DD_LEVEL_WARNING},  {400, DD_LEVEL_ERROR},    {500, DD_LEVEL_CRITICAL},
        {550, DD_LEVEL_CRITICAL}, {600, DD_LEVEL_CRITICAL},
    };

    if (number >= 0 && number <= 7)
        return dd_level_from_severity(number);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (numbers[i].number == number)
            return numbers[i].level;
    return DD_LEVEL_NONE;
}

const char *dd_level_name(enum dd_log_level level)
{
    static const char *const names[] = {"-",      "trace",   "debug", "info",
                                        "notice", "warning", "error", "critical"};

    return (size_t)level < sizeof names / sizeof names[0] ? names[level] : "-";
}

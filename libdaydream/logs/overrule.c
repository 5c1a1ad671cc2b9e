/* SPDX-License-Identifier: MIT */
#include "logs/overrule.h"
#include "logs/access.h"
#include "logs/chars.h"
#include "logs/fields.h"

/* ":     10.0.0.7:51234 - "GET / HTTP/1.1" 500 " of Uvicorn */
static void read_uvicorn(const char *at, const char *end, enum dd_log_level *level)
{
    const char *client = dd_skip_blanks(at + 1, end);
    enum dd_log_level status;
    struct dd_word word;

    if (dd_word_read(client, end, &word) && dd_begins(word.end, end, " - \"") &&
        dd_access_read(word.end + 3, end, &status))
        *level = status;
}

/* ": [pool www] child 41 said into stderr: "NOTICE: PHP message: PHP Fatal error: " of PHP-FPM */
static void read_fpm(const char *at, const char *end, enum dd_log_level *level)
{
    static const char said[] = "said into std";
    static const char fatal[] = "PHP Fatal error: ";
    const char *quote = memchr(at, '"', (size_t)(end - at));
    const char *php;

    if (quote == NULL || quote - at < (int)sizeof said + 6 ||
        memcmp(quote - (sizeof said - 1) - 5, said, sizeof said - 1) != 0)
        return;
    for (php = quote; php < end && !dd_begins(php, end, fatal); php++)
        ;
    if (php < end)
        *level = DD_LEVEL_CRITICAL;
}

static const struct rule {
    enum dd_log_level level;
    const char *begins;
    void (*read)(const char *at, const char *end, enum dd_log_level *level);
} rules[] = {
    {DD_LEVEL_INFO, ":  ", read_uvicorn},
    {DD_LEVEL_WARNING, ": [pool ", read_fpm},
};

static size_t count_equal(const char *at, const char *end, const char *text)
{
    size_t count = 0;

    while (text[count] != '\0' && (size_t)(end - at) > count && at[count] == text[count])
        count++;
    return count;
}

bool dd_overrule(const char *behind, const char *end, enum dd_log_level *level, size_t *decided)
{
    *decided = 0;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (rules[i].level != *level)
            continue;
        *decided = count_equal(behind, end, rules[i].begins);
        if (rules[i].begins[*decided] != '\0')
            return true;
        rules[i].read(behind, end, level);
        return false;
    }
    return true;
}

/* SPDX-License-Identifier: MIT */
#include "logs/code.h"

#define LONGEST_CODE 3
#define MOST_GAPS    4 /* bytes between words and code */

#define WORDS(words) (words), sizeof(words) - 1

/*
 * The words in front of a code, the longer ones first, and what it may be. A status is one of HTTP
 * (RFC 9110, 15): behind a request any, but behind words that mean other things, too, only that of
 * a server that failed; below it says more of what was asked for than of what went wrong.
 */
static const struct announced {
    const char *words;
    size_t length;
    int least;
    int most;
} announced[] = {
    {WORDS("exit code"), 0, 255},
    {WORDS("exit status"), 0, 255},
    {WORDS("exited with code"), 0, 255},
    {WORDS("exited with status"), 0, 255},
    {WORDS("errno"), 0, 255},
    {WORDS("http"), 100, 599},
    {WORDS("http/1.0"), 100, 599},
    {WORDS("http/1.1"), 100, 599},
    {WORDS("http/2"), 100, 599},
    {WORDS("http/2.0"), 100, 599},
    {WORDS("http/3"), 100, 599},
    {WORDS("status"), 500, 599},
    {WORDS("status_code"), 500, 599},
    {WORDS("returned"), 500, 599},
};

/* A number that ends like a word: not "502ms", "1.2", "10-20". */
static size_t number_at(const char *at, const char *end, int *number)
{
    const char *behind = at;

    *number = 0;
    for (; behind < end && behind - at < LONGEST_CODE && dd_is_digit(*behind); behind++)
        *number = *number * 10 + (*behind - '0');
    if (behind < end && !dd_is_in(*behind, " \t,.;:)]}\"'"))
        return 0;
    if (end - behind > 1 && dd_is_in(*behind, ".,:") && dd_is_digit(behind[1]))
        return 0;
    return (size_t)(behind - at);
}

/* Does the text end with these words, as words of their own? */
static bool ends_with(const char *begin, const char *end, const char *words, size_t length)
{
    const char *at;

    if ((size_t)(end - begin) < length)
        return false;
    at = end - length;
    for (size_t i = length; i-- > 0;)
        if (dd_lower(at[i]) != words[i])
            return false;
    return at == begin || !(dd_is_name(at[-1]) || at[-1] == '-' || at[-1] == '/');
}

/* What stands between the words and the code. */
static const char *skip_back(const char *begin, const char *at)
{
    const char *words = at;

    while (words > begin && at - words < MOST_GAPS && dd_code_is_gap(words[-1]))
        words--;
    return words;
}

/* Right behind '"GET /x HTTP/1.1"' (RFC 9112, 3) */
static bool is_behind_request(const char *begin, const char *at)
{
    static const char version[] = "HTTP/1.1\"";

    if (at - begin < (ptrdiff_t)sizeof version || at[-1] != ' ' || at[-2] != '"')
        return false;
    at -= sizeof version;
    return dd_begins(at, at + 5, "HTTP/") || dd_begins(at + 2, at + 7, "HTTP/");
}

size_t dd_code_length(const char *begin, const char *at, const char *end)
{
    int number;
    size_t length = number_at(at, end, &number);
    const char *words;

    if (length == 0)
        return 0;
    if (number >= 100 && number <= 599 && is_behind_request(begin, at))
        return length;
    words = skip_back(begin, at);
    if (words == at)
        return 0;
    for (size_t i = 0; i < sizeof announced / sizeof announced[0]; i++)
        if (number >= announced[i].least && number <= announced[i].most &&
            ends_with(begin, words, announced[i].words, announced[i].length))
            return length;
    return 0;
}

bool dd_code_is_announced(const char *begin, const char *at)
{
    /* without the versions of a protocol */
    static const struct {
        const char *words;
        size_t length;
    } last[] = {{WORDS("code")},  {WORDS("status")}, {WORDS("status_code")},
                {WORDS("errno")}, {WORDS("http")},   {WORDS("returned")}};
    const char *words = skip_back(begin, at);

    if (at[-1] == ' ' && at[-2] == '"')
        return true;
    while (words > begin && (dd_is_digit(words[-1]) || words[-1] == '.' || words[-1] == '/'))
        words--;
    for (size_t i = 0; i < sizeof last / sizeof last[0]; i++)
        if (ends_with(begin, words, last[i].words, last[i].length))
            return true;
    return false;
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "net/ascii.h"
#include "services/github-limit.h"

#define MINUTE_SECONDS 60
#define MOST_DOUBLINGS 4  /* a quarter of an hour */
#define LONGEST_NUMBER 15 /* digits; far below what fits into int64_t */

/* The whole text as a number. */
static bool parse_number(const char *text, int64_t *out)
{
    size_t length = strspn(text, "0123456789");

    if (length == 0 || length > LONGEST_NUMBER || text[length] != '\0')
        return false;
    *out = 0;
    for (size_t i = 0; i < length; i++)
        *out = *out * 10 + (text[i] - '0');
    return true;
}

static bool header_number(const struct daydream_http_response *response, const char *name,
                          int64_t *out)
{
    const char *value = dd_http_header(response, name);

    return value != NULL && parse_number(value, out);
}

/* `digits` digits at `*text`, followed by `after`. */
static bool take_number(const char **text, int digits, char after, int *out)
{
    *out = 0;
    for (int i = 0; i < digits; i++, (*text)++) {
        if (!dd_ascii_digit(**text))
            return false;
        *out = *out * 10 + (**text - '0');
    }
    return *(*text)++ == after;
}

static bool take_month(const char **text, int *out)
{
    static const char *const names[] = {"Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ",
                                        "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "};

    for (int i = 0; i < 12; i++) {
        if (strncmp(*text, names[i], 4) != 0)
            continue;
        *text += 4;
        *out = i + 1;
        return true;
    }
    return false;
}

/* "Sun, 06 Nov 1994 08:49:37 GMT": RFC 9110, section 5.6.7, IMF-fixdate. No server has sent the two
 * obsolete forms for decades; whoever does is waited for as if it had said nothing. */
static bool parse_http_date(const char *text, int64_t *out)
{
    struct dd_civil civil;

    if (strlen(text) != sizeof "Sun, 06 Nov 1994 08:49:37 GMT" - 1 || text[3] != ',' ||
        text[4] != ' ')
        return false;
    text += 5;
    if (!take_number(&text, 2, ' ', &civil.day) || !take_month(&text, &civil.month) ||
        !take_number(&text, 4, ' ', &civil.year) || !take_number(&text, 2, ':', &civil.hour) ||
        !take_number(&text, 2, ':', &civil.minute) || !take_number(&text, 2, ' ', &civil.second) ||
        strcmp(text, "GMT") != 0 || !dd_civil_valid(&civil))
        return false;
    *out = dd_seconds_from_civil(&civil);
    return true;
}

bool dd_github_retry_after(const struct daydream_http_response *response, int64_t now, int64_t *out)
{
    const char *value = dd_http_header(response, "retry-after");
    int64_t seconds = 0;

    if (value == NULL)
        return false;
    if (parse_number(value, &seconds)) {
        *out = now + seconds;
        return true;
    }
    return parse_http_date(value, out);
}

static bool nothing_remains(const struct daydream_http_response *response)
{
    int64_t remaining = 1;

    return header_number(response, "x-ratelimit-remaining", &remaining) && remaining == 0;
}

bool dd_github_exhausted_until(const struct daydream_http_response *response, int64_t *out)
{
    return nothing_remains(response) && header_number(response, "x-ratelimit-reset", out);
}

int64_t dd_github_retry_at(const struct daydream_http_response *response, int64_t now, int times)
{
    int64_t at = 0;

    if (dd_github_retry_after(response, now, &at))
        return at;
    /* a reset that has passed comes from clocks that differ */
    if (dd_github_exhausted_until(response, &at) && at > now)
        return at;
    return now + (MINUTE_SECONDS << (times < MOST_DOUBLINGS ? times : MOST_DOUBLINGS));
}

static bool contains(const char *text, const char *words)
{
    for (; *text != '\0'; text++)
        if (dd_ascii_same(text, words, strlen(words)))
            return true;
    return false;
}

bool dd_github_is_limited(const struct daydream_http_response *response, const char *message)
{
    return response->status == 429 || dd_http_header(response, "retry-after") != NULL ||
           nothing_remains(response) || contains(message, "rate limit");
}

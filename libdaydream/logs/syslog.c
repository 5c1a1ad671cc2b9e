/* SPDX-License-Identifier: MIT */
#include "logs/syslog.h"
#include "logs/chars.h"
#include "logs/fields.h"
#include "logs/level.h"

#define MOST_TAG_WORDS 3 /* "syslogd 1.4.1:", "launchd[1] (a.b[41]):" */

/* The stamps of RFC 3164 begin with a month, those of RFC 3339 have a "T". */
enum host {
    HOST_NONE,
    HOST_LIKELY,
    HOST_SURE
};

static enum host expect_host(const char *stamp, const char *end)
{
    if (dd_is_upper(*stamp))
        return HOST_SURE;
    return end - stamp > 10 && stamp[10] == 'T' ? HOST_LIKELY : HOST_NONE;
}

static bool is_level(const struct dd_word *word)
{
    size_t length = (size_t)(word->end - word->at) - (word->colon ? 1 : 0);
    bool prose;

    return dd_level_read_word(word->at, length, &prose) != DD_LEVEL_NONE;
}

static bool is_host(const struct dd_word *word)
{
    if (word->colon || (word->parts & DD_WORD_TEXT) != 0 || word->parts == DD_WORD_DIGIT)
        return false;
    return (dd_is_alnum(*word->at) || *word->at == '_' || *word->at == '#' || *word->at == ':') &&
           !is_level(word);
}

/* The tag is the first word with a colon. */
static const char *skip_tag(const char *at, const char *end, enum host host)
{
    struct dd_word word;

    for (int words = 0; words < MOST_TAG_WORDS; words++) {
        if (dd_begins(at, end, "-- "))
            at += 3;
        if (!dd_word_read(at, end, &word) || (word.parts & DD_WORD_TEXT) != 0 || *at == '<' ||
            *at == '[' || is_level(&word))
            break;
        if (word.colon)
            return host == HOST_SURE || words == 0 ? word.end : NULL;
        at = dd_skip_blanks(word.end, end);
    }
    return NULL;
}

const char *dd_syslog_skip(const char *stamp, const char *at, const char *end)
{
    enum host host = expect_host(stamp, end);
    struct dd_word word;

    /* "heroku[router]: ", "app[web.1]: " */
    if (host == HOST_LIKELY && dd_word_read(at, end, &word) && word.colon && word.end - at > 3 &&
        word.end[-2] == ']' && dd_is_alpha(*at))
        return word.end;
    if (host == HOST_NONE || !dd_word_read(at, end, &word) || !is_host(&word))
        return NULL;
    at = dd_skip_blanks(word.end, end);
    return skip_tag(at, end, host);
}

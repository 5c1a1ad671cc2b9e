/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "text/bytes.h"
#include "text/comments.h"
#include "text/markers.h"

#define SHORTEST  ((size_t)3)
#define LIST_FROM 3 /* kinds in one line */

static const char *const names[DD_MARKERS] = {"TODO", "FIXME", "HACK", "XXX"};

const char *dd_marker_name(enum dd_marker marker)
{
    return names[marker];
}

static bool stands_at(const char *text, size_t length, size_t at, const char *word)
{
    size_t size = strlen(word);

    return size <= length - at && memcmp(text + at, word, size) == 0;
}

/* Is any of the words there, in whatever place? Each covers one of every third byte, and what most
 * files are made of is in none of them. */
static bool may_have(const char *text, size_t length)
{
    static const char letters[] = "TODFIXMEHACK";

    for (size_t at = SHORTEST - 1; at < length; at += SHORTEST) {
        if (!dd_is_upper(text[at]) || memchr(letters, text[at], sizeof letters - 1) == NULL)
            continue;
        for (size_t begin = at >= 4 ? at - 4 : 0; begin <= at; begin++)
            for (size_t i = 0; i < DD_MARKERS; i++)
                if (stands_at(text, length, begin, names[i]))
                    return true;
    }
    return false;
}

static bool is_word_byte(char c)
{
    return dd_is_alnum(c) || c == '_';
}

static bool has_word(const char *text, size_t length, const char *word)
{
    size_t size = strlen(word);

    for (size_t at = 0; at + size <= length; at++)
        if (text[at] == word[0] && stands_at(text, length, at, word) &&
            (at == 0 || !is_word_byte(text[at - 1])) &&
            (at + size == length || !is_word_byte(text[at + size])))
            return true;
    return false;
}

static void count_line(void *user, size_t line, const char *text, size_t length)
{
    struct dd_markers *out = user;
    size_t kinds = 0;
    size_t first = DD_MARKERS;

    for (size_t i = DD_MARKERS; i-- > 0;)
        if (has_word(text, length, names[i])) {
            kinds++;
            first = i;
        }
    if (kinds == 0 || kinds >= LIST_FROM)
        return;
    out->counts[first]++;
    out->total++;
    if (out->line == 0)
        out->line = line;
}

void dd_markers_count(const char *path, const char *text, size_t length, struct dd_markers *out)
{
    const struct dd_language *language;

    if (!may_have(text, length))
        return;
    language = dd_language_of(path, text, length);
    if (language != NULL)
        dd_comments_each(language, text, length, count_line, out);
}

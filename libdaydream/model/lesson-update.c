/* SPDX-License-Identifier: MIT */
/* Owns changing two members of a line and nothing else in it. The line is known to be an object of
 * valid JSON, so this only has to see where its members begin and end. */
#include <inttypes.h>
#include <string.h>

#include "model/lesson.h"

#define BLANKS " \t\r\n"

/* From where to where a value stands; `end` 0: nowhere. */
struct span {
    size_t begin;
    size_t end;
};

static size_t skip_blanks(const char *line, size_t length, size_t at)
{
    while (at < length && memchr(BLANKS, line[at], strlen(BLANKS)) != NULL)
        at++;
    return at;
}

/* Behind the text that begins with the quote here. */
static size_t skip_text(const char *line, size_t length, size_t at)
{
    for (at++; at < length && line[at] != '"'; at++)
        at += line[at] == '\\';
    return at + 1;
}

/* Behind the value that begins here. */
static size_t skip_value(const char *line, size_t length, size_t at)
{
    size_t depth = 0;

    for (; at < length; at++) {
        char c = line[at];

        if (depth == 0 && (c == ',' || c == '}' || memchr(BLANKS, c, strlen(BLANKS)) != NULL))
            break;
        if (c == '"')
            at = skip_text(line, length, at) - 1;
        depth += c == '{' || c == '[';
        depth -= c == '}' || c == ']';
    }
    return at;
}

static bool is_name(const char *line, struct span name, const char *wanted)
{
    size_t length = strlen(wanted);

    return name.end - name.begin == length + 2 &&
           memcmp(line + name.begin + 1, wanted, length) == 0;
}

/* The values of the two members, of several with one name the last, which is the one that counts.
 * Returns where the last member of the object ends. */
static size_t find(const char *line, size_t length, struct span *last_seen, struct span *times)
{
    const char *open = memchr(line, '{', length);
    size_t at = open != NULL ? (size_t)(open - line) : length;
    size_t end = at;

    while (at < length && line[at] != '}') {
        struct span name;
        struct span value;

        name.begin = skip_blanks(line, length, at + 1);
        name.end = skip_text(line, length, name.begin);
        at = skip_blanks(line, length, name.end); /* the colon */
        value.begin = skip_blanks(line, length, at + 1);
        end = value.end = skip_value(line, length, value.begin);
        if (is_name(line, name, "last_seen"))
            *last_seen = value;
        if (is_name(line, name, "times"))
            *times = value;
        at = skip_blanks(line, length, end); /* a comma, or the end */
    }
    return end;
}

/* In the place of a value, else as a member behind the last. */
static void put(struct dd_buf *out, const char *line, size_t *done, struct span place, size_t end,
                const char *name)
{
    size_t from = place.end > 0 ? place.begin : end;

    dd_buf_add(out, line + *done, from - *done);
    if (place.end == 0)
        dd_buf_printf(out, ", \"%s\": ", name);
    *done = place.end > 0 ? place.end : end;
}

static void put_last_seen(struct dd_buf *out, const char *line, size_t *done, struct span place,
                          size_t end, const char *last_seen)
{
    put(out, line, done, place, end, "last_seen");
    dd_buf_printf(out, "\"%s\"", last_seen);
}

static void put_times(struct dd_buf *out, const char *line, size_t *done, struct span place,
                      size_t end, int64_t times)
{
    put(out, line, done, place, end, "times");
    dd_buf_printf(out, "%" PRId64, times);
}

void dd_lesson_update(struct dd_buf *out, const char *line, size_t length, const char *last_seen,
                      int64_t times)
{
    struct span seen_at = {0, 0};
    struct span times_at = {0, 0};
    size_t end = find(line, length, &seen_at, &times_at);
    size_t done = 0;
    /* what is missing comes last */
    bool times_first = times_at.end > 0 && (seen_at.end == 0 || times_at.begin < seen_at.begin);

    if (times_first)
        put_times(out, line, &done, times_at, end, times);
    put_last_seen(out, line, &done, seen_at, end, last_seen);
    if (!times_first)
        put_times(out, line, &done, times_at, end, times);
    dd_buf_add(out, line + done, length - done);
}

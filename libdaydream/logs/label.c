/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/chars.h"
#include "logs/label.h"
#include "logs/level.h"

/* "[pod/web-1/app] " of kubectl logs --prefix */
static size_t read_pod(const char *line, const char *end)
{
    const char *at = line;

    while (at < end && *at != ']' && !dd_is_blank(*at))
        at++;
    return dd_begins(at, end, "] ") ? (size_t)(at - line) + strlen("] ") : 0;
}

/* What no letter is in numbers the lines of a source, and a level is none of a service. */
static bool is_service(const char *name, const char *end)
{
    const char *at = name;

    while (at < end && !dd_is_alpha(*at))
        at++;
    return at < end && dd_level_from_word(name, (size_t)(end - name)) == DD_LEVEL_NONE;
}

/* "0|" of pm2 */
static const char *skip_number(const char *at, const char *end)
{
    const char *bar = dd_skip_digits(at, end);

    return bar > at && dd_begins(bar, end, "|") ? bar + 1 : at;
}

/* "web-1  | " of docker compose, "0|web  | " of pm2. The blank is lost where nothing follows. */
static size_t read_bar(const char *line, const char *end)
{
    const char *name = skip_number(line, end);
    const char *behind = name;
    const char *bar;

    while (behind < end && (dd_is_name(*behind) || *behind == '-'))
        behind++;
    bar = dd_skip_blanks(behind, end);
    if (bar == end || *bar != '|' || !is_service(name, behind))
        return 0;
    if (bar + 1 == end)
        return (size_t)(end - line);
    return bar[1] == ' ' ? (size_t)(bar - line) + 2 : 0;
}

size_t dd_label_length(const char *line, size_t length)
{
    const char *end = length < DD_LABEL_MAX ? line + length : line + DD_LABEL_MAX;

    if (length == 0)
        return 0;
    if (*line == '[')
        return dd_begins(line, end, "[pod/") ? read_pod(line, end) : 0;
    return dd_is_alnum(*line) ? read_bar(line, end) : 0;
}

static size_t without_blanks(const char *line, size_t length)
{
    while (length > 0 && dd_is_blank(line[length - 1]))
        length--;
    return length;
}

void dd_label_set(struct dd_label *label, const char *line, size_t length)
{
    label->length = without_blanks(line, length < DD_LABEL_MAX ? length : DD_LABEL_MAX);
    memcpy(label->text, line, label->length);
}

bool dd_label_equals(const struct dd_label *label, const char *line, size_t length)
{
    return without_blanks(line, length) == label->length &&
           memcmp(label->text, line, label->length) == 0;
}

/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "model/marker.h"

#define OPENING "<!-- daydream:1 "
#define CLOSING " -->"

void dd_marker_write(struct dd_buf *out, const struct dd_marker *marker)
{
    dd_buf_printf(out, OPENING "date=%s repo=%s machine=%s run=%s fp=", marker->date,
                  marker->repository, marker->machine, marker->run);
    for (size_t i = 0; i < marker->fingerprints->count; i++)
        dd_buf_printf(out, "%s%s", i > 0 ? "," : "", marker->fingerprints->items[i]);
    dd_buf_puts(out, CLOSING "\n");
}

/* The value of `key` in the marker line beginning at `line`, with its length; NULL when missing. */
static const char *value_of(const char *line, const char *key, size_t *length)
{
    size_t name = strlen(key);
    const char *word = line + strlen(OPENING);

    while (*word != '\0' && *word != '\n') {
        size_t end = strcspn(word, " \r\n");

        if (end > name && strncmp(word, key, name) == 0 && word[name] == '=') {
            *length = end - name - 1;
            return word + name + 1;
        }
        word += end;
        word += strspn(word, " \r");
    }
    return NULL;
}

static bool value_is(const char *line, const char *key, const char *wanted)
{
    size_t length = 0;
    const char *value = value_of(line, key, &length);

    return value != NULL && length == strlen(wanted) && strncasecmp(value, wanted, length) == 0;
}

/* The next marker at the beginning of a line, from `text` on. */
static const char *next_marker(const char *body, const char *text)
{
    while ((text = strstr(text, OPENING)) != NULL) {
        if (text == body || text[-1] == '\n')
            return text;
        text++;
    }
    return NULL;
}

bool dd_marker_matches(const char *body, const char *date, const char *repository)
{
    for (const char *at = body; (at = next_marker(body, at)) != NULL; at++)
        if (value_is(at, "date", date) && value_is(at, "repo", repository))
            return true;
    return false;
}

bool dd_marker_run(const char *body, char run[DD_UUID_SIZE])
{
    const char *marker = next_marker(body, body);
    size_t length = 0;
    const char *value = marker != NULL ? value_of(marker, "run", &length) : NULL;

    if (value == NULL || length != DD_UUID_SIZE - 1)
        return false;
    memcpy(run, value, length);
    run[length] = '\0';
    return true;
}

bool dd_marker_has_run(const char *body, const char *run)
{
    for (const char *at = body; (at = next_marker(body, at)) != NULL; at++)
        if (value_is(at, "run", run))
            return true;
    return false;
}

/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "base/hash.h"
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

const char *dd_marker_next(const char *body, const char *text)
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
    for (const char *at = body; (at = dd_marker_next(body, at)) != NULL; at++)
        if (value_is(at, "date", date) && value_is(at, "repo", repository))
            return true;
    return false;
}

bool dd_marker_member(const char *body, const char *key, char *out, size_t size)
{
    const char *marker = dd_marker_next(body, body);
    size_t length = 0;
    const char *value = marker != NULL ? value_of(marker, key, &length) : NULL;

    if (value == NULL || length >= size)
        return false;
    memcpy(out, value, length);
    out[length] = '\0';
    return true;
}

/* Add what stands between commas. Only hex digits of the right length: the text is foreign. */
static enum daydream_status add_listed(const char *list, size_t length, struct dd_strings *out,
                                       struct daydream_error *err)
{
    char word[DD_FINGERPRINT_SIZE];
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < length && status == DAYDREAM_OK;) {
        size_t end = strspn(list + i, "0123456789abcdef");

        if (end == sizeof word - 1 && i + end <= length) {
            memcpy(word, list + i, end);
            word[end] = '\0';
            if (!dd_strings_has(out, word))
                status = dd_strings_add(out, word, err);
        }
        i += end + 1;
    }
    return status;
}

enum daydream_status dd_marker_fingerprints(const char *text, struct dd_strings *out,
                                            struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    size_t length = 0;

    for (const char *at = text; status == DAYDREAM_OK && (at = dd_marker_next(text, at)) != NULL;
         at++) {
        const char *value = value_of(at, "fp", &length);

        if (value != NULL)
            status = add_listed(value, length, out, err);
    }
    return status;
}

void dd_marker_strip(struct dd_buf *out, const char *text)
{
    const char *from = text;
    const char *marker;

    while ((marker = dd_marker_next(text, from)) != NULL) {
        dd_buf_add(out, from, (size_t)(marker - from));
        from = marker + strcspn(marker, "\n");
        from += *from == '\n';
    }
    dd_buf_puts(out, from);
}

bool dd_marker_run(const char *body, char run[DD_UUID_SIZE])
{
    const char *marker = dd_marker_next(body, body);
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
    for (const char *at = body; (at = dd_marker_next(body, at)) != NULL; at++)
        if (value_is(at, "run", run))
            return true;
    return false;
}

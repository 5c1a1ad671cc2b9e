/* SPDX-License-Identifier: MIT */
/* Any bytes as a text with secrets: it never grows without bound, redacting it twice changes
 * nothing more, and a known value never survives, in one piece or as a stream. */
#include <stdlib.h>
#include <string.h>

#include "text/redact-filter.h"

#define KNOWN  "q7Zv/known+value"
#define URL    "q7Zv%2Fknown%2Bvalue"
#define BASE64 "cTdadi9rbm93bit2YWx1Z"
#define GROWTH 12 /* the longest mark in place of the shortest secret */
#define SLACK  64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void insist(bool holds)
{
    if (!holds)
        abort();
}

/* The input, with one way of writing the value somewhere in it. */
static void compose(const uint8_t *data, size_t size, struct dd_buf *text)
{
    static const char *const forms[] = {KNOWN, URL, BASE64 "Q==", "token=" KNOWN};
    size_t place = size > 1 ? (size_t)data[0] * (size - 1) / 256 + 1 : size;

    dd_buf_add(text, data + (size > 0), place - (size > 0));
    dd_buf_puts(text, forms[size > 1 ? data[1] % 4 : 0]);
    dd_buf_add(text, data + place, size - place);
    insist(!text->failed);
}

static bool holds(const struct dd_buf *text, const char *word)
{
    size_t length = strlen(word);

    for (size_t at = 0; at + length <= text->length; at++)
        if (memcmp(text->data + at, word, length) == 0)
            return true;
    return false;
}

static void check_clean(const struct dd_buf *text, size_t length)
{
    insist(text->length <= length * GROWTH + SLACK);
    insist(!holds(text, KNOWN) && !holds(text, URL) && !holds(text, BASE64));
}

static enum daydream_status keep(void *user, const char *text, size_t length,
                                 struct daydream_error *err)
{
    (void)err;
    dd_buf_add(user, text, length);
    return DAYDREAM_OK;
}

static void check_stream(const struct dd_redactor *redactor, const struct dd_buf *text)
{
    struct dd_filter *filter = NULL;
    struct dd_buf out = DD_BUF_INIT;

    insist(dd_filter_new(redactor, keep, &out, &filter, NULL) == DAYDREAM_OK);
    for (size_t at = 0; at < text->length;) {
        size_t room = 0;
        char *to = dd_filter_room(filter, &room);
        size_t part = text->length - at < room ? text->length - at : room;

        memcpy(to, text->data + at, part);
        insist(dd_filter_add(filter, part, NULL) == DAYDREAM_OK);
        at += part;
    }
    insist(dd_filter_end(filter, NULL) == DAYDREAM_OK && dd_filter_count(filter) > 0);
    check_clean(&out, text->length);
    dd_filter_free(filter);
    dd_buf_free(&out);
}

static struct dd_redactor *make(void)
{
    struct dd_redactor *redactor = NULL;

    insist(dd_redactor_new(&redactor, NULL) == DAYDREAM_OK);
    insist(dd_redactor_add_value(redactor, KNOWN, NULL) == DAYDREAM_OK);
    return redactor;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct dd_redactor *redactor;
    struct dd_buf text = DD_BUF_INIT;
    struct dd_buf once = DD_BUF_INIT;
    struct dd_buf twice = DD_BUF_INIT;

    if (redactor == NULL)
        redactor = make();
    compose(data, size, &text);
    insist(dd_redact(redactor, text.data, text.length, &once, NULL) == DAYDREAM_OK);
    check_clean(&once, text.length);
    insist(dd_redact(redactor, dd_buf_text(&once), once.length, &twice, NULL) == DAYDREAM_OK);
    insist(once.length == twice.length && memcmp(once.data, twice.data, once.length) == 0);
    check_stream(redactor, &text);
    dd_buf_free(&text);
    dd_buf_free(&once);
    dd_buf_free(&twice);
    return 0;
}

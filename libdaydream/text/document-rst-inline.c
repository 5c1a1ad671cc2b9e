/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <string.h>

#include "text/bytes.h"
#include "text/document-rst-inline.h"

/* Roles whose text names a file. */
static const struct {
    const char *name;
    enum dd_part part;
} roles[] = {
    {":doc:", DD_PART_DOCUMENT},
    {":download:", DD_PART_LINK},
    {":file:", DD_PART_CODE},
    {":code:", DD_PART_CODE},
};

/* A piece in backquotes: `text`, ``text`` or :role:`text`, and what is behind it. */
struct quoted {
    const char *text;
    size_t length;
    size_t ticks;
    const char *behind;
    const char *role; /* where it begins; NULL: none */
};

/* A paragraph, and how far its lines were counted. */
struct paragraph {
    struct dd_rst *rst;
    const char *end;
    const char *counted;
    size_t line;
};

/* Find the next from `at` on; false when there is none. */
static bool find_quoted(const char *begin, const char *at, const char *end, struct quoted *out)
{
    while ((at = memchr(at, '`', (size_t)(end - at))) != NULL) {
        const char *close;
        const char *role = at;

        out->ticks = at + 1 < end && at[1] == '`' ? 2 : 1;
        out->text = at + out->ticks;
        close = out->text;
        while (close < end &&
               (*close != '`' || (out->ticks == 2 && (close + 1 == end || close[1] != '`'))))
            close++;
        if (close >= end)
            return false;
        out->length = (size_t)(close - out->text);
        out->behind = close + out->ticks;
        while (role > begin && (dd_is_alnum(role[-1]) || dd_is_in(":-+._", role[-1])))
            role--;
        out->role = role < at && *role == ':' && at[-1] == ':' ? role : NULL;
        if (out->length > 0)
            return true;
        at = out->behind;
    }
    return false;
}

/* A line break within is a blank. */
static enum daydream_status hand_on(struct paragraph *paragraph, enum dd_part part,
                                    const char *text, size_t length, struct daydream_error *err)
{
    struct dd_rst *rst = paragraph->rst;
    enum daydream_status status;

    for (; paragraph->counted < text; paragraph->counted++)
        paragraph->line += *paragraph->counted == '\n';
    dd_buf_reset(&rst->word);
    for (size_t i = 0; i < length; i++)
        dd_buf_putc(&rst->word, (char)(text[i] == '\n' ? ' ' : text[i]));
    status = dd_buf_status(&rst->word, err);
    if (status != DAYDREAM_OK)
        return status;
    return rst->take(rst->user, part, paragraph->line, dd_buf_text(&rst->word), err);
}

/* The destination in "text <destination>"; NULL: there is none. */
static const char *find_destination(const struct quoted *quoted, size_t *length)
{
    size_t at = quoted->length;

    if (at < 2 || quoted->text[at - 1] != '>')
        return NULL;
    while (at > 0 && quoted->text[at - 1] != '<')
        at--;
    if (at == 0)
        return NULL;
    *length = quoted->length - at - 1;
    return quoted->text + at;
}

static enum daydream_status take_role(struct paragraph *paragraph, const struct quoted *quoted,
                                      struct daydream_error *err)
{
    size_t size = (size_t)(quoted->text - quoted->ticks - quoted->role);
    size_t length = quoted->length;
    const char *text = find_destination(quoted, &length);

    for (size_t i = 0; i < DD_COUNT(roles); i++)
        if (strlen(roles[i].name) == size && memcmp(roles[i].name, quoted->role, size) == 0)
            return hand_on(paragraph, roles[i].part, text != NULL ? text : quoted->text, length,
                           err);
    return DAYDREAM_OK;
}

/* "`text <destination>`_"; one that ends with "_" is the name of another. */
static enum daydream_status take_link(struct paragraph *paragraph, const struct quoted *quoted,
                                      struct daydream_error *err)
{
    size_t length = 0;
    const char *text = find_destination(quoted, &length);

    if (text == NULL || length == 0 || text[length - 1] == '_' ||
        quoted->behind >= paragraph->end || *quoted->behind != '_')
        return DAYDREAM_OK;
    return hand_on(paragraph, DD_PART_LINK, text, length, err);
}

enum daydream_status dd_rst_inline(struct dd_rst *rst, const char *text, size_t length, size_t line,
                                   struct daydream_error *err)
{
    struct paragraph paragraph = {rst, text + length, text, line};
    struct quoted quoted = {.behind = text};
    enum daydream_status status = DAYDREAM_OK;

    while (status == DAYDREAM_OK && find_quoted(text, quoted.behind, paragraph.end, &quoted)) {
        if (quoted.role != NULL)
            status = take_role(&paragraph, &quoted, err);
        else if (quoted.ticks == 2)
            status = hand_on(&paragraph, DD_PART_CODE, quoted.text, quoted.length, err);
        else if (quoted.text > text + 1 && quoted.text[-2] == '_')
            status = hand_on(&paragraph, DD_PART_ANCHOR, quoted.text, quoted.length, err);
        else
            status = take_link(&paragraph, &quoted, err);
    }
    return status;
}

void dd_rst_words(struct dd_buf *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] != '`' && text[i] != '*' && text[i] != '\\')
            dd_buf_putc(out, text[i]);
}

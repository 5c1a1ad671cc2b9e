/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/path.h"
#include "steps/doc-target.h"
#include "text/bytes.h"

#define CODE_MAX 255 /* a longer code span is no path that anybody wrote */

static const struct {
    const char *ending;
    enum dd_doc_kind kind;
} kinds[] = {
    {".md", DD_DOC_MARKDOWN},   {".markdown", DD_DOC_MARKDOWN}, {".mdown", DD_DOC_MARKDOWN},
    {".mkdn", DD_DOC_MARKDOWN}, {".mkd", DD_DOC_MARKDOWN},      {".rst", DD_DOC_RST},
    {".rest", DD_DOC_RST},
};

enum dd_doc_kind dd_doc_kind_of(const char *path)
{
    const char *ending = strrchr(dd_path_name(path), '.');

    for (size_t i = 0; ending != NULL && i < DD_COUNT(kinds); i++)
        if (strcasecmp(ending, kinds[i].ending) == 0)
            return kinds[i].kind;
    return DD_DOC_NONE;
}

void dd_doc_target_free(struct dd_doc_target *target)
{
    dd_buf_free(&target->path);
    dd_buf_free(&target->fragment);
}

/* ---- paths ---- */

/* Take the last part away; false when there is none but "..". */
static bool go_up(struct dd_buf *out, size_t begin)
{
    const char *path = dd_buf_text(out) + begin;
    const char *slash = strrchr(path, '/');
    const char *last = slash != NULL ? slash + 1 : path;

    if (*last == '\0' || strcmp(last, "..") == 0)
        return false;
    dd_buf_truncate(out, slash != NULL ? (size_t)(slash - dd_buf_text(out)) : begin);
    return true;
}

static bool add_parts(struct dd_buf *out, size_t begin, const char *path)
{
    bool inside = true;
    size_t length;

    for (; *path != '\0'; path += length + (path[length] == '/')) {
        length = strcspn(path, "/");
        if (length == 0 || (length == 1 && path[0] == '.'))
            continue;
        if (length == 2 && memcmp(path, "..", 2) == 0) {
            if (go_up(out, begin))
                continue;
            inside = false;
        }
        if (out->length > begin)
            dd_buf_putc(out, '/');
        dd_buf_add(out, path, length);
    }
    return inside;
}

bool dd_doc_target_join(const char *folder, const char *path, struct dd_buf *out)
{
    size_t begin = out->length;

    return add_parts(out, begin, folder) && add_parts(out, begin, path);
}

/* ---- links ---- */

static bool has_scheme(const char *text)
{
    if (!dd_is_letter(*text))
        return false;
    while (dd_is_alnum(*text) || dd_is_in("+.-", *text))
        text++;
    return *text == ':';
}

/* What a template engine fills in. */
static bool is_template(const char *text)
{
    return strstr(text, "{{") != NULL || strstr(text, "{%") != NULL || strstr(text, "${") != NULL ||
           strstr(text, "<%") != NULL;
}

static int hex_value(char c)
{
    return dd_is_digit(c) ? c - '0' : dd_lower(c) - 'a' + 10;
}

/* "%20" is a blank; a percent sign without two digits stands for itself, and so does "%00". */
static void undo_percent(const char *text, size_t length, struct dd_buf *out)
{
    for (size_t i = 0; i < length; i++) {
        int code = 0;

        if (text[i] == '%' && i + 2 < length && dd_is_hex(text[i + 1]) && dd_is_hex(text[i + 2]))
            code = hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]);
        dd_buf_putc(out, code != 0 ? (char)(unsigned char)code : text[i]);
        i += code != 0 ? 2 : 0;
    }
}

static void read_path(const char *document, const char *text, size_t length,
                      struct dd_doc_target *out)
{
    struct dd_buf written = DD_BUF_INIT;
    struct dd_buf folder = DD_BUF_INIT;
    bool inside;

    out->rooted = text[0] == '/';
    undo_percent(text, length, &written);
    if (!out->rooted)
        dd_path_directory(&folder, document);
    inside = dd_doc_target_join(dd_buf_text(&folder), dd_buf_text(&written), &out->path);
    out->where = inside ? DD_DOC_PATH : DD_DOC_ABOVE;
    out->path.failed |= written.failed || folder.failed;
    dd_buf_free(&written);
    dd_buf_free(&folder);
}

void dd_doc_target_read(const char *document, const char *destination, struct dd_doc_target *out)
{
    const char *hash;
    size_t length;

    dd_buf_reset(&out->path);
    dd_buf_reset(&out->fragment);
    out->rooted = false;
    out->where = DD_DOC_ELSEWHERE;
    destination += strspn(destination, " \t\r\n");
    if (has_scheme(destination) || strncmp(destination, "//", 2) == 0 || is_template(destination))
        return;
    hash = strchr(destination, '#');
    if (hash != NULL)
        undo_percent(hash + 1, strlen(hash + 1), &out->fragment);
    length = strcspn(destination, "#?");
    while (length > 0 && dd_is_in(" \t\r\n", destination[length - 1]))
        length--;
    if (length > 0)
        read_path(document, destination, length, out);
    else if (hash != NULL)
        out->where = DD_DOC_HERE;
}

/* ---- code ---- */

static bool is_written_like_path(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!dd_is_alnum(text[i]) && !dd_is_in("._-/+@", text[i]) && (unsigned char)text[i] < 0x80)
            return false;
    return length > 2 && length <= CODE_MAX && !dd_is_in("-/+@", text[0]);
}

/* Has it a slash within, or an ending? "..." and "1.5" are none. */
static bool has_shape(const char *text, size_t length)
{
    const char *slash = memchr(text, '/', length);
    size_t dot = length;

    if (slash != NULL && slash + 1 < text + length)
        return strstr(text, "//") == NULL && strstr(text, "...") == NULL;
    while (dot > 0 && text[dot - 1] != '.')
        dot--;
    return (slash != NULL && length > 3) ||
           (dot > 1 && dot < length && dd_is_letter(text[dot]) && length - dot <= 10);
}

/* The length without ":12", ":12-20", "#L12" or a slash at the end. */
static size_t without_place(const char *text)
{
    size_t length = strcspn(text, "#");
    size_t end = length;

    while (end > 0 && (dd_is_digit(text[end - 1]) || dd_is_in(":-", text[end - 1])))
        end--;
    if (end < length && text[end] == ':')
        length = end;
    return length;
}

bool dd_doc_target_code(const char *text, struct dd_buf *out)
{
    size_t length;

    while (strncmp(text, "./", 2) == 0)
        text += 2;
    length = without_place(text);
    if (!is_written_like_path(text, length) || !has_shape(text, length))
        return false;
    while (length > 0 && text[length - 1] == '/')
        length--;
    dd_buf_add(out, text, length);
    return true;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/path.h"

#define SOURCE "path"

/* What a variable's name may be made of (POSIX.1-2017, XBD 8.1; lower case is common too). */
#define NAME_START "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
#define NAME_REST  NAME_START "0123456789"

void dd_path_join(struct dd_buf *out, const char *directory, const char *name)
{
    size_t length = strlen(directory);

    if (name[0] != '/') {
        dd_buf_add(out, directory, length);
        if (length > 0 && directory[length - 1] != '/')
            dd_buf_putc(out, '/');
    }
    dd_buf_puts(out, name);
}

void dd_path_directory(struct dd_buf *out, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        dd_buf_putc(out, '.');
    else
        dd_buf_add(out, path, slash > path ? (size_t)(slash - path) : 1);
}

const char *dd_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

/* A variable's name and what follows its use. */
struct variable {
    const char *name;
    size_t length;
    const char *end;
};

/* Read what stands behind a '$'; a length of 0 says that this is no variable. */
static enum daydream_status read_variable(const char *text, struct variable *variable,
                                          struct daydream_error *err)
{
    bool braces = text[0] == '{';

    variable->name = text + (braces ? 1 : 0);
    variable->length = 0;
    if (variable->name[0] != '\0' && strchr(NAME_START, variable->name[0]) != NULL)
        variable->length = strspn(variable->name, NAME_REST);
    variable->end = variable->name + variable->length;
    if (!braces)
        return DAYDREAM_OK;
    if (variable->length == 0 || *variable->end != '}')
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE,
                       "'$%.40s' is no variable; write ${NAME}", text);
    variable->end++;
    return DAYDREAM_OK;
}

static enum daydream_status add_variable(struct dd_buf *out, const char *name, size_t length,
                                         struct daydream_error *err)
{
    struct dd_buf copy = DD_BUF_INIT;
    const char *value = NULL;
    enum daydream_status status;

    dd_buf_add(&copy, name, length);
    if ((status = dd_buf_status(&copy, err)) == DAYDREAM_OK) {
        value = getenv(dd_buf_text(&copy));
        if (value == NULL)
            status = dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE,
                             "the environment variable %.100s is not set", dd_buf_text(&copy));
    }
    if (value != NULL)
        dd_buf_puts(out, value);
    dd_buf_free(&copy);
    return status;
}

static enum daydream_status add_expanded(struct dd_buf *out, const char *text,
                                         struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    if (text[0] == '~' && (text[1] == '/' || text[1] == '\0')) {
        status = add_variable(out, "HOME", strlen("HOME"), err);
        text++;
    }
    while (*text != '\0' && status == DAYDREAM_OK) {
        size_t plain = strcspn(text, "$");
        struct variable variable;

        dd_buf_add(out, text, plain);
        text += plain;
        if (*text == '\0')
            break;
        status = read_variable(text + 1, &variable, err);
        if (status == DAYDREAM_OK && variable.length > 0)
            status = add_variable(out, variable.name, variable.length, err);
        else
            dd_buf_putc(out, '$');
        text = variable.end;
    }
    return status;
}

/* One folder up, but never above what stood in the buffer before `start`. */
static void go_up(struct dd_buf *out, size_t start)
{
    size_t length = out->length;

    while (length > start + 1 && out->data[length - 1] != '/')
        length--;
    dd_buf_truncate(out, length > start + 1 ? length - 1 : length);
}

/* `name` seen from `base`. As that is a real path, a leading "../" can be taken at its word. */
static void join_real(struct dd_buf *out, const char *base, const char *name)
{
    size_t start = out->length;

    if (name[0] != '/')
        dd_buf_puts(out, base);
    while (name[0] == '.' && !out->failed) {
        size_t dots = strspn(name, ".");

        if (dots > 2 || (name[dots] != '/' && name[dots] != '\0'))
            break;
        if (dots == 2)
            go_up(out, start);
        name += dots + strspn(name + dots, "/");
    }
    if (name[0] != '/' && name[0] != '\0' && out->length > start + 1)
        dd_buf_putc(out, '/');
    dd_buf_puts(out, name);
}

enum daydream_status dd_path_expand(struct dd_buf *out, const char *text, const char *base,
                                    struct daydream_error *err)
{
    struct dd_buf expanded = DD_BUF_INIT;
    enum daydream_status status = add_expanded(&expanded, text, err);

    if (status == DAYDREAM_OK)
        status = dd_buf_status(&expanded, err);
    /* an empty path must never become the folder that it would be relative to */
    if (status == DAYDREAM_OK && expanded.length == 0)
        status = dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE, "'%.100s' is an empty path", text);
    if (status == DAYDREAM_OK)
        join_real(out, base, dd_buf_text(&expanded));
    dd_buf_free(&expanded);
    return status == DAYDREAM_OK ? dd_buf_status(out, err) : status;
}

/* Is `prefix` a whole folder at the beginning of `text`? */
static bool begins_below(const char *text, const char *prefix)
{
    size_t length = prefix != NULL ? strlen(prefix) : 0;

    return length > 1 && prefix[0] == '/' && strncmp(text, prefix, length) == 0 &&
           text[length] == '/';
}

void dd_path_shorten(struct dd_buf *out, const char *text, const char *directory)
{
    const char *home = getenv("HOME");

    for (const char *at = text; *at != '\0'; at++) {
        bool fresh = at == text || strchr(" '\"(", at[-1]) != NULL;

        if (fresh && begins_below(at, directory)) {
            at += strlen(directory);
        } else if (fresh && begins_below(at, home)) {
            dd_buf_putc(out, '~');
            at += strlen(home) - 1;
        } else {
            dd_buf_putc(out, *at);
        }
    }
}

/* SPDX-License-Identifier: MIT */
#include "logs/trace.h"
#include "logs/chars.h"

static bool is_frame_place(const char *at, const char *end)
{
    const char *colon = end;

    if (memchr(at, '(', (size_t)(end - at)) != NULL)
        return true;
    while (colon > at && dd_is_digit(colon[-1]))
        colon--;
    return colon < end && colon > at && colon[-1] == ':';
}

size_t dd_trace_indent(const char *line, size_t length)
{
    size_t indent = 0;

    while (indent < length && (dd_is_blank(line[indent]) || line[indent] == '|' ||
                               (line[indent] == '+' && indent > 0)))
        indent++;
    return indent;
}

/* The sentences are those of CPython's traceback module. */
enum dd_trace_line dd_trace_classify(const char *line, size_t length)
{
    static const struct {
        const char *text;
        enum dd_trace_line kind;
    } sentences[] = {
        {"Traceback (most recent call last):", DD_TRACE_BEGIN},
        {"Exception Group Traceback (most recent call last):", DD_TRACE_BEGIN},
        {"During handling of the above exception, another exception occurred:", DD_TRACE_CHAIN},
        {"The above exception was the direct cause of the following exception:", DD_TRACE_CHAIN},
    };
    size_t indent = dd_trace_indent(line, length);
    const char *at = line + indent;
    const char *end = line + length;

    if (at == end)
        return DD_TRACE_OTHER;
    if (indent > 0 && dd_begins(at, end, "at ") && is_frame_place(at, end))
        return DD_TRACE_FRAME;
    if (*at != 'T' && *at != 'E' && *at != 'D')
        return DD_TRACE_OTHER;
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
        if (dd_begins(at, end, sentences[i].text))
            return sentences[i].kind;
    return DD_TRACE_OTHER;
}

/* A dotted identifier that ends at a colon or at the end; 0 when there is none. */
static size_t type_length(const char *at, const char *end)
{
    const char *behind = dd_skip_name(at, end);

    if (behind == at || dd_is_digit(*at) || behind - at >= DD_EXCEPTION_SIZE)
        return 0;
    return behind == end || *behind == ':' ? (size_t)(behind - at) : 0;
}

static void copy_type(char out[DD_EXCEPTION_SIZE], const char *type, size_t length)
{
    memcpy(out, type, length);
    out[length] = '\0';
}

void dd_trace_python_type(const char *line, size_t length, char out[DD_EXCEPTION_SIZE])
{
    size_t indent = dd_trace_indent(line, length);

    copy_type(out, line + indent, type_length(line + indent, line + length));
}

static bool ends_with(const char *text, size_t length, const char *word)
{
    size_t more = strlen(word);

    return length >= more && memcmp(text + length - more, word, more) == 0;
}

/* A word of prose in front of a colon is no type: the usual endings, or a package, tell. */
static bool is_type(const char *type, size_t length)
{
    static const char *const endings[] = {"Error", "Exception", "Throwable", "Failure", "Fault"};
    const char *dot = NULL;

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (ends_with(type, length, endings[i]))
            return true;
    for (size_t i = 0; i + 1 < length; i++)
        if (type[i] == '.')
            dot = type + i;
    return dot != NULL && dd_is_upper(dot[1]);
}

/* Behind "Exception in thread "main" " and "Uncaught " the type follows. */
static const char *skip_words_before_type(const char *at, const char *end)
{
    const char *quote = NULL;

    if (dd_begins(at, end, "Uncaught "))
        return at + strlen("Uncaught ");
    if (dd_begins(at, end, "Unhandled exception. ")) /* .NET */
        return at + strlen("Unhandled exception. ");
    if (!dd_begins(at, end, "Exception in thread \""))
        return at;
    at += strlen("Exception in thread \"");
    quote = memchr(at, '"', (size_t)(end - at));
    return quote != NULL ? dd_skip_blanks(quote + 1, end) : at;
}

bool dd_trace_head_type(const char *line, size_t length, char out[DD_EXCEPTION_SIZE])
{
    const char *end = line + length;
    const char *at = skip_words_before_type(line, end);
    size_t type = type_length(at, end);

    if (type > 0 && !is_type(at, type))
        type = 0;
    copy_type(out, at, type);
    return type > 0;
}

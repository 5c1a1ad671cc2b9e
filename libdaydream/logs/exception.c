/* SPDX-License-Identifier: MIT */
#include "logs/exception.h"
#include "logs/chars.h"

/* "a.B$C", "A::B" of Ruby and C++, "A\B" of PHP. */
static const char *skip_type(const char *at, const char *end)
{
    while (at < end) {
        if (dd_is_name(*at) || *at == '\\')
            at++;
        else if (end - at > 2 && at[0] == ':' && at[1] == ':' && dd_is_alpha(at[2]))
            at += 2;
        else
            break;
    }
    return at;
}

static bool fits(const char *at, const char *behind)
{
    return behind > at && !dd_is_digit(*at) && behind - at < DD_EXCEPTION_SIZE;
}

/* Node writes a code behind the type: "TypeError [ERR_INVALID_URL]: Invalid URL". */
static bool is_code(const char *at, const char *end)
{
    if (!dd_begins(at, end, " ["))
        return false;
    at = dd_skip_name(at + 2, end);
    return dd_begins(at, end, "]:");
}

/* The type that ends at a colon or at the end; 0 when there is none. */
static size_t type_length(const char *at, const char *end)
{
    const char *behind = skip_type(at, end);

    if (!fits(at, behind))
        return 0;
    return behind == end || *behind == ':' || is_code(behind, end) ? (size_t)(behind - at) : 0;
}

static bool copy(char out[DD_EXCEPTION_SIZE], const char *type, size_t length)
{
    memcpy(out, type, length);
    out[length] = '\0';
    return length > 0;
}

bool dd_exception_copy(char out[DD_EXCEPTION_SIZE], const char *type, size_t length)
{
    const char *behind = skip_type(type, type + length);

    return copy(out, type, behind == type + length && fits(type, behind) ? length : 0);
}

static const char *last_part(const char *type, size_t length)
{
    const char *part = type;

    for (size_t i = 0; i + 1 < length; i++)
        if (type[i] == '.' || type[i] == '\\' || type[i] == ':')
            part = type + i + 1;
    return part;
}

/* Other words in front of a colon are prose: what is not in a module begins with a capital. */
bool dd_exception_python(const char *text, size_t length, char out[DD_EXCEPTION_SIZE])
{
    size_t type = type_length(text, text + length);

    if (type > 0 && last_part(text, type) == text && !dd_is_upper(*text) && *text != '_')
        type = 0;
    return copy(out, text, type);
}

static bool ends_with(const char *text, size_t length, const char *word)
{
    size_t more = strlen(word);

    return length >= more && memcmp(text + length - more, word, more) == 0;
}

static bool has_usual_ending(const char *type, size_t length)
{
    static const char *const endings[] = {"Error", "Exception", "Throwable", "Failure", "Fault"};

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (ends_with(type, length, endings[i]))
            return true;
    return false;
}

/* A word of prose in front of a colon is no type: the usual endings, or a package, tell. */
static bool is_type(const char *type, size_t length)
{
    const char *part = last_part(type, length);

    return has_usual_ending(type, length) || (part > type && dd_is_upper(*part));
}

/* Behind "Exception in thread "main" " and the like the type follows. */
static const char *skip_words_before_type(const char *at, const char *end)
{
    static const char *const words[] = {"Uncaught (in promise) ", "Uncaught ",
                                        "Unhandled exception. ",
                                        "Unhandled Exception: ", "Unhandled rejection "};
    static const char thread[] = "Exception in thread \"";
    const char *quote = NULL;

    if (at == end || (*at != words[0][0] && *at != thread[0]))
        return at; /* as nearly all lines */
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (dd_begins(at, end, words[i]))
            return at + strlen(words[i]);
    if (!dd_begins(at, end, thread))
        return at;
    at += strlen(thread);
    quote = memchr(at, '"', (size_t)(end - at));
    return quote != NULL ? dd_skip_blanks(quote + 1, end) : at;
}

bool dd_exception_head(const char *text, size_t length, char out[DD_EXCEPTION_SIZE])
{
    const char *end = text + length;
    const char *at = skip_words_before_type(text, end);
    size_t type = type_length(at, end);

    return copy(out, at, type > 0 && is_type(at, type) ? type : 0);
}

/* What is in no package may be a sentence of a message: "Error: x". */
bool dd_exception_alone(const char *text, size_t length, char out[DD_EXCEPTION_SIZE])
{
    const char *end = text + length;
    const char *at = skip_words_before_type(text, end);
    size_t type = type_length(at, end);
    bool alone = has_usual_ending(at, type) && (at > text || last_part(at, type) > at) &&
                 dd_begins(at + type, end, ": ");

    return copy(out, at, alone ? type : 0);
}

bool dd_exception_in_parentheses(const char *text, size_t *length, char out[DD_EXCEPTION_SIZE])
{
    size_t open = *length;

    out[0] = '\0';
    if (*length < 4 || text[*length - 1] != ')')
        return false;
    while (open > 0 && text[open - 1] != '(' && *length - open < DD_EXCEPTION_SIZE)
        open--;
    if (open < 2 || text[open - 1] != '(' || text[open - 2] != ' ' ||
        !dd_exception_copy(out, text + open, *length - 1 - open))
        return false;
    *length = open - 2;
    return true;
}

bool dd_exception_is_certain(const char *text, size_t length)
{
    size_t type = (size_t)(skip_type(text, text + length) - text);

    return has_usual_ending(text, type) && type > strlen("Error");
}

/* SPDX-License-Identifier: MIT */
#include "logs/trace-line.h"
#include "logs/chars.h"

#define LONGEST_PLACE  256 /* of a script's name in front of its line number */
#define MOST_SENTENCES 3   /* that begin with the same byte */

/* What has to follow the beginning of a sentence. */
enum sentence_rest {
    REST_ANY,
    REST_FRAME,    /* a place, and an indentation in front */
    REST_INDENTED, /* an indentation in front */
    REST_MARGIN,   /* no indentation in front */
    REST_END,      /* the same, and nothing */
    REST_REPORT,   /* the same, a number and "==ERROR: " */
    REST_NUMBER,
    REST_PANICKED,
    REST_LINE /* ", line 3" at the end */
};

/* The first bytes of all sentences, and in the same order the sentences. They are as the runtimes
 * write them: CPython's traceback module, the JVM, V8, .NET, the runtime packages of Go,
 * std::panicking of Rust, MRI, Zend, Elixir's Exception, libstdc++ and libc++abi, the
 * sanitizers of LLVM, assert(), the shells. */
static const char first_bytes[] = "aTEDFCSW.}Nphfg[cetsn#P*U=A";

static const struct sentence {
    const char *text; /* NULL behind the last one */
    enum dd_trace_mark mark;
    enum sentence_rest rest;
} sentences[sizeof first_bytes - 1][MOST_SENTENCES + 1] = {
    {{"at ", DD_MARK_FRAME, REST_FRAME}},
    {{"Traceback (most recent call last):", DD_MARK_PYTHON, REST_ANY},
     {"The above exception was the direct cause of the following exception:", DD_MARK_CHAIN,
      REST_ANY}},
    {{"Exception Group Traceback (most recent call last):", DD_MARK_PYTHON, REST_ANY}},
    {{"During handling of the above exception, another exception occurred:", DD_MARK_CHAIN,
      REST_ANY}},
    {{"File \"", DD_MARK_SYNTAX, REST_LINE}, {"Fatal error: Uncaught ", DD_MARK_PHP, REST_ANY}},
    {{"Caused by:", DD_MARK_MORE, REST_ANY}},
    {{"Suppressed:", DD_MARK_MORE, REST_ANY},
     {"Stack trace:", DD_MARK_FRAME, REST_ANY},
     {"Segmentation fault", DD_MARK_DIED, REST_END}},
    {{"Wrapped by:", DD_MARK_MORE, REST_ANY}},
    {{"... ", DD_MARK_MORE, REST_INDENTED}},
    {{"}", DD_MARK_MORE, REST_ANY}},
    {{"Node.js v", DD_MARK_MORE, REST_NUMBER}},
    {{"panic: ", DD_MARK_GO, REST_ANY}},
    {{"http: panic serving ", DD_MARK_GO, REST_ANY}},
    {{"fatal error: ", DD_MARK_FATAL, REST_ANY}, {"from ", DD_MARK_FRAME, REST_FRAME}},
    {{"goroutine ", DD_MARK_FRAME, REST_NUMBER}},
    {{"[signal ", DD_MARK_MORE, REST_ANY}},
    {{"created by ", DD_MARK_MORE, REST_ANY}},
    {{"exit status ", DD_MARK_MORE, REST_NUMBER}},
    {{"thread '", DD_MARK_RUST, REST_PANICKED},
     {"terminate called after throwing ", DD_MARK_DIED, REST_MARGIN},
     {"terminate called without an active exception", DD_MARK_DIED, REST_MARGIN}},
    {{"stack backtrace:", DD_MARK_MORE, REST_ANY}},
    {{"note: run with `RUST_BACKTRACE", DD_MARK_MORE, REST_ANY},
     {"note: Some details are omitted, run with `RUST_BACKTRACE", DD_MARK_MORE, REST_ANY}},
    {{"#", DD_MARK_FRAME, REST_NUMBER}},
    {{"PHP Fatal error:  ", DD_MARK_PHP, REST_ANY}, {"PHP Stack trace:", DD_MARK_FRAME, REST_ANY}},
    {{"** (", DD_MARK_ELIXIR, REST_ANY}},
    {{"Unhandled exception. ", DD_MARK_DIED, REST_MARGIN},
     {"Unhandled Exception: ", DD_MARK_DIED, REST_MARGIN}},
    {{"==", DD_MARK_DIED, REST_REPORT}},
    {{"Assertion failed: ", DD_MARK_DIED, REST_MARGIN}},
};

size_t dd_trace_indent(const char *line, size_t length)
{
    size_t indent = 0;

    while (indent < length && (dd_is_blank(line[indent]) || line[indent] == '|' ||
                               (line[indent] == '+' && indent > 0)))
        indent++;
    return indent;
}

static const char *find(const char *at, const char *end, const char *words)
{
    size_t length = strlen(words);

    while (at < end && (size_t)(end - at) >= length) {
        at = memchr(at, words[0], (size_t)(end - at) - length + 1);
        if (at == NULL || memcmp(at, words, length) == 0)
            return at;
        at++;
    }
    return NULL;
}

/* "(Cart.java:42)", "/srv/x.js:1:2", "Cart.cs:line 3" */
static bool is_frame_place(const char *at, const char *end)
{
    const char *colon = end;

    if (memchr(at, '(', (size_t)(end - at)) != NULL || find(at, end, ":in ") != NULL)
        return true;
    while (colon > at && dd_is_digit(colon[-1]))
        colon--;
    return colon < end && colon > at && colon[-1] == ':';
}

static bool is_report(const char *at, const char *end)
{
    const char *behind = dd_skip_digits(at, end);

    return behind > at && dd_begins(behind, end, "==ERROR: ");
}

/* `indent`: in front of the sentence; `inner`: it may be lost. */
static bool is_rest(enum sentence_rest rest, const char *at, const char *end, size_t indent,
                    bool inner)
{
    bool indented = indent > 0 || inner;

    switch (rest) {
    case REST_FRAME:
        return indented && is_frame_place(at, end);
    case REST_INDENTED:
        return indented;
    case REST_MARGIN:
        return indent == 0;
    case REST_END:
        return indent == 0 && at == end;
    case REST_REPORT:
        return indent == 0 && is_report(at, end);
    case REST_NUMBER:
        return at < end && dd_is_digit(*at);
    case REST_PANICKED:
        return find(at, end, " panicked at ") != NULL;
    case REST_LINE:
        return indented && dd_is_digit(end[-1]) && find(at, end, "\", line ") != NULL;
    default:
        return true;
    }
}

/* "x.rb:3:in 'foo'" in front of `*behind`. The quote that opens was a grave accent up to 3.3. */
static bool is_ruby_place(const char *at, const char *end, const char **behind)
{
    size_t most = end - at > LONGEST_PLACE ? LONGEST_PLACE : (size_t)(end - at);
    const char *colon = memchr(at, ':', most);
    const char *digits = colon != NULL ? colon + 1 : end;
    const char *quote = dd_skip_digits(digits, end);

    if (quote == digits || !(dd_begins(quote, end, ":in '") || dd_begins(quote, end, ":in `")))
        return false;
    quote += strlen(":in '");
    *behind = memchr(quote, '\'', (size_t)(end - quote));
    *behind = *behind != NULL ? *behind + 1 : end;
    return true;
}

static enum dd_trace_mark mark_ruby(const char *at, const char *end)
{
    const char *behind;

    if (!is_ruby_place(at, end, &behind))
        return DD_MARK_NONE;
    return dd_begins(behind, end, ": ") ? DD_MARK_RUBY : DD_MARK_FRAME;
}

/* "x: x.c:3: main: Assertion `a' failed." of assert(), "x.sh: line 3: 41 Aborted (core dumped) x"
 * of a shell. */
static bool ends_program(const char *at, const char *end)
{
    static const char failed[] = "' failed.";
    size_t length = (size_t)(end - at);

    if (find(at, end, "(core dumped)") != NULL)
        return true;
    return end[-1] == '.' && length > strlen(failed) &&
           dd_begins(end - strlen(failed), end, failed) && find(at, end, "Assertion `") != NULL;
}

/* What no sentence begins. */
static enum dd_trace_mark mark_other(const char *at, const char *end, bool indented)
{
    char type[DD_EXCEPTION_SIZE];

    if (dd_is_alpha(*at) && dd_exception_head(at, (size_t)(end - at), type))
        return DD_MARK_HEAD;
    if (indented)
        return DD_MARK_NONE;
    return ends_program(at, end) ? DD_MARK_DIED : mark_ruby(at, end);
}

enum dd_trace_mark dd_trace_mark(const char *line, size_t length, bool inner)
{
    size_t indent = dd_trace_indent(line, length);
    const char *at = line + indent;
    const char *end = line + length;
    const char *byte;
    const struct sentence *row;

    if (at == end)
        return DD_MARK_BLANK;
    byte = memchr(first_bytes, *at, sizeof first_bytes - 1);
    row = byte != NULL ? sentences[byte - first_bytes] : NULL;
    for (; row != NULL && row->text != NULL; row++)
        if (dd_begins(at, end, row->text) &&
            is_rest(row->rest, at + strlen(row->text), end, indent, inner))
            return row->mark;
    return mark_other(at, end, indent > 0);
}

static void read_typed(struct dd_trace_head *head)
{
    dd_exception_head(head->message, head->length, head->exception);
}

static void read_go(struct dd_trace_head *head)
{
    dd_exception_copy(head->exception, "panic", strlen("panic"));
}

/* "thread 'main' panicked at src/main.rs:5:9:", the message on the next line; up to Rust 1.72
 * "thread 'main' panicked at 'message', src/main.rs:5:9". */
static void read_rust(struct dd_trace_head *head)
{
    const char *end = head->message + head->length;
    const char *at = find(head->message, end, " panicked at ");
    const char *quote = NULL;

    dd_exception_copy(head->exception, "panic", strlen("panic"));
    at += strlen(" panicked at ");
    if (at == end || *at != '\'') {
        head->awaiting = end[-1] == ':';
        return;
    }
    head->message = at + 1;
    quote = find(at + 1, end, "', ");
    head->length = (size_t)((quote != NULL ? quote : end) - head->message);
}

static void read_ruby(struct dd_trace_head *head)
{
    const char *end = head->message + head->length;
    const char *at = head->message;

    if (!is_ruby_place(at, end, &at))
        return;
    head->message = at + strlen(": ");
    head->length = (size_t)(end - head->message);
    dd_exception_in_parentheses(head->message, &head->length, head->exception);
}

static void read_php(struct dd_trace_head *head)
{
    const char *end = head->message + head->length;
    const char *colon = find(head->message, end, "error: ");

    head->message = dd_skip_blanks(colon + strlen("error: "), end);
    head->length = (size_t)(end - head->message);
    dd_exception_head(head->message, head->length, head->exception);
}

static void read_elixir(struct dd_trace_head *head)
{
    const char *end = head->message + head->length;
    const char *type = head->message + strlen("** (");
    const char *close = memchr(type, ')', (size_t)(end - type));

    if (close == NULL || !dd_exception_copy(head->exception, type, (size_t)(close - type)))
        return;
    head->message = dd_skip_blanks(close + 1, end);
    head->length = (size_t)(end - head->message);
}

/* "Unhandled exception. System.A: b", "terminate called after throwing an instance of 'a::B'" */
static void read_died(struct dd_trace_head *head)
{
    const char *end = head->message + head->length;
    const char *quote = find(head->message, end, "an instance of '");

    if (quote == NULL) {
        dd_exception_head(head->message, head->length, head->exception);
        return;
    }
    quote += strlen("an instance of '");
    if (end[-1] == '\'' && end - 1 > quote)
        dd_exception_copy(head->exception, quote, (size_t)(end - 1 - quote));
}

/* A panic and a fatal error end the program that they tell of; an exception may end a request. */
static const struct {
    enum dd_log_level level;
    bool awaiting;
    void (*read)(struct dd_trace_head *head);
} readers[] = {
    [DD_MARK_HEAD] = {DD_LEVEL_ERROR, false, read_typed},
    [DD_MARK_FATAL] = {DD_LEVEL_CRITICAL, false, NULL},
    [DD_MARK_PYTHON] = {DD_LEVEL_ERROR, true, NULL},
    [DD_MARK_SYNTAX] = {DD_LEVEL_ERROR, true, NULL},
    [DD_MARK_GO] = {DD_LEVEL_CRITICAL, false, read_go},
    [DD_MARK_RUST] = {DD_LEVEL_CRITICAL, false, read_rust},
    [DD_MARK_RUBY] = {DD_LEVEL_ERROR, false, read_ruby},
    [DD_MARK_PHP] = {DD_LEVEL_CRITICAL, false, read_php},
    [DD_MARK_ELIXIR] = {DD_LEVEL_ERROR, false, read_elixir},
    [DD_MARK_DIED] = {DD_LEVEL_CRITICAL, false, read_died},
};

enum dd_log_level dd_trace_level(enum dd_trace_mark mark)
{
    return readers[mark].level;
}

void dd_trace_head_read(enum dd_trace_mark mark, const char *line, size_t length,
                        struct dd_trace_head *head)
{
    size_t indent = dd_trace_indent(line, length);

    *head = (struct dd_trace_head){
        .message = line + indent, .length = length - indent, .awaiting = readers[mark].awaiting};
    if (readers[mark].read != NULL)
        readers[mark].read(head);
}

/* No blank stands in front of the bracket: "net/http.(*conn).serve(0xc0000b4000, {0x1, 0x2})". */
bool dd_trace_is_call(const char *line, size_t length)
{
    const char *open = memchr(line, '(', length);

    return open != NULL && open > line && line[length - 1] == ')' &&
           memchr(line, ' ', (size_t)(open - line)) == NULL;
}

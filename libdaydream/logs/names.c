/* SPDX-License-Identifier: MIT */
#include "logs/names.h"
#include "logs/chars.h"
#include "logs/fields.h"

#define MOST_NAMES  8
#define LONGEST_TAG 60

/* "app::db: "; an exception is the message. */
static bool is_target(const struct dd_word *word)
{
    return word->colon && (word->parts & DD_WORD_MARK) != 0 && dd_word_is_module(word) &&
           !dd_word_is_exception(word) &&
           (dd_is_alpha(*word->at) || *word->at == '_' || *word->at == '<');
}

/* "app.db - ", "c.Cart : ", "app:f:42 | ", "db/pool.go:42<TAB>", "wsgi.server [" */
static bool is_separated_module(const struct dd_word *word, const char *end)
{
    const char *next = dd_skip_blanks(word->end, end);

    if (!dd_word_is_module(word) || (!dd_is_alpha(*word->at) && *word->at != '_'))
        return false;
    if (next > word->end && next < end && *next == '[')
        return true;
    return dd_is_separated(word->end, end) ||
           (end - next >= 2 && next[0] == ':' && dd_is_blank(next[1]));
}

/* A word between two separators of one kind: "ERROR - pool - ", "ERROR<TAB>pool<TAB>", but not the
 * message that fields follow: "ERROR<TAB>pool<TAB>{". */
static bool is_column(const char *between, const struct dd_word *word, const char *end)
{
    const char *next = dd_skip_blanks(word->end, end);
    const char *back = word->at;

    if ((word->parts & DD_WORD_TEXT) != 0 || !dd_is_alpha(*word->at) || word->colon || next == end)
        return false;
    if (*between == '\t')
        return *word->end == '\t' && *next != '{';
    while (back > between && back[-1] == ' ')
        back--;
    return back > between && *next == back[-1] && (*next == '|' || *next == '-') &&
           dd_is_separated(word->end, end);
}

/* "CBS    Loaded": the field is padded. */
static bool is_padded(const struct dd_word *word, const char *end)
{
    return (word->parts & ~(unsigned)(DD_WORD_UPPER | DD_WORD_DIGIT)) == 0 &&
           dd_is_upper(*word->at) && dd_begins(word->end, end, "  ") && !word->colon;
}

/* "41 --- " (Spring Boot), "41#0: *9 " (nginx) */
static const char *skip_process(const struct dd_word *word, const char *end)
{
    const char *behind = word->end;
    struct dd_word next;

    if (dd_begins(behind, end, " --- "))
        return behind + 4;
    if (!word->colon || memchr(word->at, '#', (size_t)(behind - word->at)) == NULL)
        return NULL;
    if (behind < end && dd_begins(behind + 1, end, "*") && dd_word_read(behind + 1, end, &next) &&
        dd_word_is_number(&next))
        behind = next.end;
    return behind;
}

/* "org.apache.catalina.startup.Catalina.start ": a package, a class and its method. */
static bool is_method(const struct dd_word *word)
{
    const char *method = word->end;
    const char *type;
    int dots = 0;

    if (word->colon || dd_skip_name(word->at, word->end) != word->end || !dd_is_alpha(*word->at))
        return false;
    for (const char *at = word->at; at < word->end; at++)
        dots += *at == '.' ? 1 : 0;
    if (dots < 3)
        return false;
    while (method[-1] != '.')
        method--;
    for (type = method - 1; type[-1] != '.'; type--)
        ;
    return dd_is_upper(*type) && dd_is_alpha(*method) && !dd_is_upper(*method);
}

/* "request{method=GET uri=/x}:query{id=5}: " of Rust's tracing */
static const char *skip_spans(const char *at, const char *end)
{
    const char *close;

    do {
        const char *open = dd_skip_name(at, end);

        close = open > at && dd_begins(open, end, "{") ? dd_group_close(open, end) : NULL;
        at = close != NULL ? close + 2 : at;
    } while (close != NULL && end - close > 2 && close[1] == ':' && !dd_is_blank(close[2]));
    return close != NULL && end - close > 2 && close[1] == ':' ? at : NULL;
}

/* "ThreadId(01) " of the same */
static const char *skip_thread(const char *at, const char *end)
{
    static const char name[] = "ThreadId(";
    const char *close = dd_skip_digits(at + sizeof name - 1, end);

    return dd_begins(close, end, ") ") ? close + 1 : NULL;
}

/* "src/db.rs:42: " of the same */
static bool is_place(const struct dd_word *word)
{
    const char *number = word->end - 1;

    if (!word->colon)
        return false;
    while (number > word->at && dd_is_digit(number[-1]))
        number--;
    return number - word->at > 4 && number < word->end - 1 && memcmp(number - 4, ".rs:", 4) == 0;
}

/* "views 41 1234 " */
static const char *skip_numbers(const struct dd_word *word, const char *end)
{
    const char *behind = word->end;
    struct dd_word number;

    for (int i = 0; i < 2; i++) {
        if (!dd_word_read(dd_skip_blanks(behind, end), end, &number) || !dd_word_is_number(&number))
            return NULL;
        behind = number.end;
    }
    return behind;
}

/* "in app: " (Flask) */
static const char *skip_in_module(const char *at, const char *end)
{
    struct dd_word word;

    if (!dd_begins(at, end, "in ") || !dd_word_read(at + 3, end, &word) || !word.colon ||
        (word.parts & DD_WORD_TEXT) != 0)
        return NULL;
    return word.end;
}

/* Of a request: numbers, ids and dashes, or the name of one in front of it. */
static bool is_context(const char *at, const char *close)
{
    static const char *const names[] = {"pid ", "tid ", "client ", "remote ", "thread ", "conn "};
    struct dd_word word;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (dd_begins(at, close, names[i]))
            return true;
    for (; at < close; at = dd_skip_blanks(word.end, close))
        if (!dd_word_read(at, close, &word) ||
            ((word.parts & DD_WORD_DIGIT) == 0 && (*at != '-' || word.end != at + 1)))
            return false;
    return true;
}

static bool is_logger(const char *at, const char *end)
{
    struct dd_word word;

    return dd_word_read(at, end, &word) && (is_target(&word) || is_separated_module(&word, end));
}

/* Between its first and its last character: names are padded. */
static bool has_blank_inside(const char *at, const char *close)
{
    while (dd_is_blank(close[-1]))
        close--;
    return close > at && dd_group_has_blank(at, close);
}

/* "[org.x] (default task-1) " of WildFly: a thread follows the logger. */
static bool is_thread(const char *at, const char *between)
{
    const char *dot = between - 1;

    if (*at != '(' || *between != ' ' || between[-1] != ']')
        return false;
    while (dd_is_name(dot[-1]) && *dot != '.')
        dot--;
    return *dot == '.';
}

/* "[exec-1]", "[django.request:241]". Text in brackets has blanks; a thread that has some is known
 * by the logger that follows it, a request by what it is made of. In parentheses stands a thread
 * first, or a place in front of a dash. */
static const char *skip_group(const char *between, const char *at, const char *end, bool first)
{
    const char *close = dd_group_close(at, end);
    const char *next = close != NULL ? dd_skip_separators(close + 1, end) : end;

    if (next == end || close == at + 1)
        return NULL;
    if (*at == '<' && !dd_is_digit(at[1]))
        return NULL;
    if (!first && dd_begins(close + 1, end, " ") && is_thread(at, between))
        return close + 1;
    if (dd_is_alnum(close[1]) || (*at == '(' && !first && !dd_is_separated(close + 1, end)))
        return NULL;
    if (has_blank_inside(at, close) && !is_context(at + 1, close) && !is_logger(next, end))
        return NULL;
    return close + 1;
}

/* "Tag: ", "A tag: " */
static const char *skip_tag(const char *at, const char *end)
{
    const char *last = end - at > LONGEST_TAG ? at + LONGEST_TAG : end;

    for (const char *colon = at; colon < last; colon++)
        if (*colon == ':' && (colon + 1 == end || dd_is_blank(colon[1])))
            return colon + 1;
    return NULL;
}

/* What is known by its shape wherever it stands; NULL when the word is none of it. */
static const char *skip_known(const struct dd_word *word, const char *end)
{
    if (*word->at == 'i')
        return skip_in_module(word->at, end);
    if (dd_begins(word->at, end, "ThreadId("))
        return skip_thread(word->at, end);
    if ((word->parts & DD_WORD_TEXT) != 0)
        return skip_spans(word->at, end);
    return is_place(word) ? word->end : NULL;
}

/* The name of the logger, once. */
static bool is_name(const char *between, const struct dd_word *word, const char *end,
                    const struct dd_names *names)
{
    if (names->named && *between != '\t')
        return false;
    if (names->simple && word->colon && (word->parts & DD_WORD_TEXT) == 0)
        return true;
    return is_target(word) || is_separated_module(word, end) ||
           (word->end < end && is_method(word)) ||
           (!names->named && (is_column(between, word, end) || is_padded(word, end)));
}

static const char *skip_word(const char *between, const char *at, const char *end,
                             struct dd_names *names)
{
    const char *special;
    struct dd_word word;

    if (!dd_word_read(at, end, &word))
        return NULL;
    if (dd_is_digit(*at))
        return skip_process(&word, end);
    special = names->numbers ? skip_numbers(&word, end) : NULL;
    names->numbers = false;
    if (special == NULL)
        special = skip_known(&word, end);
    if (special != NULL)
        return special;
    if (!is_name(between, &word, end, names))
        return NULL;
    names->named = names->simple || dd_word_is_module(&word);
    return word.end;
}

const char *dd_skip_root_logger(const char *at, const char *end)
{
    const char *name = at + 1;
    const char *behind;

    if (at == end || *at != ':')
        return at;
    behind = dd_skip_name(name, end);
    return behind > name && behind < end && *behind == ':' ? behind + 1 : at;
}

const char *dd_skip_names(const char *at, const char *end, struct dd_names names)
{
    const char *behind = at;

    for (int i = 0; i < MOST_NAMES && behind != NULL; i++) {
        const char *between = behind;

        at = dd_skip_separators(behind, end);
        if (at == end)
            break;
        behind = names.tag ? skip_tag(at, end) : NULL;
        names.tag = false;
        if (behind == NULL)
            behind = *at == '[' || *at == '<' || *at == '(' ? skip_group(between, at, end, i == 0)
                                                            : skip_word(between, at, end, &names);
    }
    return at;
}

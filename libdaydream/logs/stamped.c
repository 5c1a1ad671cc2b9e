/* SPDX-License-Identifier: MIT */
#include "logs/chars.h"
#include "logs/fields.h"
#include "logs/level-field.h"
#include "logs/names.h"
#include "logs/overrule.h"
#include "logs/scan.h"
#include "logs/syslog.h"

#define MOST_FIELDS     8 /* in front of the level */
#define LONGEST_BRACKET 160

struct fields {
    struct dd_scan *scan;
    const char *at;
    const char *end;
    const char *message; /* where it begins when no level comes */
    bool open;           /* the bracket around the stamp goes on behind it */
    bool bars;           /* a bar follows the stamp */
    bool first;          /* right behind the stamp */
    bool number;         /* the last field is one */
    bool unmarked;       /* the last field is a name that no separator follows */
    bool module;         /* a name was seen that is no word of prose */
    bool pairs;          /* "key=value" was seen */
    bool named;          /* any name was seen */
    bool guessed;        /* the level hangs on what follows it */
    int prose;           /* words that may begin a sentence */
    bool capital;        /* the last one of them begins with a capital */
};

/* Lines of PostgreSQL that tell more of the event above them, and PHP's stack traces. */
static bool belongs_above(const char *at, const char *end)
{
    static const char *const words[] = {
        "DETAIL:  ", "HINT:  ",     "STATEMENT:  ",     "CONTEXT:  ",
        "QUERY:  ",  "LOCATION:  ", "PHP Stack trace:", "PHP   "};

    for (size_t i = 0; dd_is_upper(*at) && i < sizeof words / sizeof words[0]; i++)
        if (*at == words[i][0] && dd_begins(at, end, words[i]))
            return true;
    return false;
}

/* "17/06/09 20:10:40" of Spark */
static bool is_spark(const char *stamp, const char *end)
{
    return end - stamp > 8 && stamp[2] == '/' && stamp[5] == '/' && stamp[8] == ' ';
}

/* What loggers write has a fraction behind the seconds, which echo and others leave out. */
static bool has_fraction(const char *at, const char *end)
{
    for (; end - at > 4; at++)
        if (at[0] == ':' && (at[3] == '.' || at[3] == ',') && dd_is_digit(at[4]))
            return true;
    return false;
}

static bool is_marked(struct fields *fields, const struct dd_level_field *field)
{
    if (field->marked && field->behind < fields->end && dd_is_blank(*field->behind))
        fields->guessed = true;
    return field->marked;
}

/* "app ERROR: pool" has a name in front of the level, "user ERROR logged in" a word. */
static bool ends_name(struct fields *fields, const struct dd_level_field *field)
{
    return !fields->unmarked || dd_is_blank(field->word[-2]) ||
           has_fraction(fields->scan->at, field->word) || is_marked(fields, field);
}

/* Is the word at this place a field? Upper case is enough unless a sentence may have begun; other
 * words need something that marks them as one, or stand right behind the stamp. */
static bool is_level(struct fields *fields, const struct dd_level_field *field)
{
    if (field->upper && fields->prose == 0)
        return !fields->pairs || is_marked(fields, field);
    if (field->upper)
        return fields->prose == 1 && !fields->capital && ends_name(fields, field);
    if (field->marked)
        return !fields->unmarked;
    return fields->first && !field->prose;
}

/* "1702  2395 E Tag: ", "E NETWORK  [conn1] " */
static bool read_letter(struct fields *fields, struct dd_level_field *field)
{
    const char *next = fields->at + 2;

    if (!dd_level_letter_read(fields->at, fields->end, field))
        return false;
    if (fields->number || fields->bars || fields->at[1] == '/' || fields->at[1] == '|')
        return true;
    fields->guessed = true;
    return fields->first && fields->end - next >= 2 &&
           ((dd_is_upper(next[0]) && dd_is_upper(next[1])) || dd_begins(next, fields->end, "- ") ||
            dd_begins(next, fields->end, "| "));
}

/* A second stamp, as in tables and where a collector wrote its own in front. */
static const char *skip_stamp(struct fields *fields, const struct dd_word *word)
{
    int64_t time;
    size_t length;

    if ((word->parts & DD_WORD_DIGIT) == 0 && word->end - word->at != 3)
        return NULL;
    length = dd_stamp_read(fields->scan->stamps, word->at, (size_t)(fields->end - word->at), &time);
    return length > 0 ? word->at + length : NULL;
}

static bool is_behind_bar(const struct fields *fields)
{
    const char *at = fields->at;

    while (dd_is_blank(at[-1]))
        at--;
    return at[-1] == '|';
}

/* The message begins behind this field, if no level comes. A name is separated from it. */
static bool is_anchor(const struct fields *fields, const char *behind)
{
    if (behind == fields->end || fields->prose > 0)
        return false;
    if (fields->bars && *behind == '|' && is_behind_bar(fields))
        return true;
    if (!fields->module || fields->unmarked)
        return false;
    return !fields->number || dd_is_separated(behind, fields->end);
}

static bool skip_tag(struct fields *fields, const struct dd_word *word)
{
    if (dd_word_is_exception(word))
        return false;
    if (dd_word_is_module(word))
        fields->message = word->end;
    else if (!dd_is_alpha(*word->at) || dd_is_upper(*word->at))
        return false;
    fields->named = true;
    fields->unmarked = false;
    return true;
}

/* "user=app,db=shop" of PostgreSQL's log_line_prefix. */
static bool is_pairs(const struct dd_word *word)
{
    size_t length = (size_t)(word->end - word->at);

    return dd_is_alpha(*word->at) && memchr(word->at, '=', length) != NULL &&
           memchr(word->at, '"', length) == NULL;
}

static bool skip_name(struct fields *fields, const struct dd_word *word)
{
    bool pairs = is_pairs(word);
    bool separated;

    if (((word->parts & DD_WORD_TEXT) != 0 && !pairs) || *word->at == '/' || *word->at == '-' ||
        *word->at == '+' || *word->at == '.')
        return false;
    separated = dd_is_separated(word->end, fields->end);
    fields->pairs = fields->pairs || pairs;
    if (!pairs && dd_word_is_prose(word)) {
        if (++fields->prose > 1 && !separated)
            return false;
        fields->capital = dd_is_upper(*word->at) && !separated;
        fields->prose -= separated ? 1 : 0;
    } else if (fields->prose > 0 && fields->unmarked) {
        return false;
    }
    fields->module = fields->module || dd_word_is_module(word);
    fields->named = true;
    fields->unmarked = !separated;
    return true;
}

static bool skip_word(struct fields *fields)
{
    struct dd_word word;
    const char *stamp;

    if (!dd_word_read(fields->at, fields->end, &word))
        return false;
    fields->number = false;
    stamp = dd_is_digit(*word.at) || dd_is_upper(*word.at) ? skip_stamp(fields, &word) : NULL;
    if (stamp != NULL) {
        fields->message = dd_syslog_skip(word.at, dd_skip_blanks(stamp, fields->end), fields->end);
        fields->message = fields->message != NULL ? fields->message : stamp;
        fields->at = fields->message;
        fields->unmarked = false;
        return true;
    }
    if (dd_word_is_number(&word)) {
        fields->number = true;
        fields->unmarked = false;
        if (fields->scan->led)
            fields->message = word.end;
    } else if (word.colon ? !skip_tag(fields, &word) : !skip_name(fields, &word)) {
        return false;
    }
    if (is_anchor(fields, word.end))
        fields->message = word.end;
    fields->at = word.end;
    return true;
}

/* "{task.py:1937}" of Airflow */
static bool is_place(const char *at, const char *close)
{
    struct dd_word word;

    return dd_word_read(at, close, &word) && word.end == close && dd_word_is_module(&word);
}

static bool skip_group(struct fields *fields)
{
    const char *close = dd_group_close(fields->at, fields->end);
    bool blank = close != NULL && dd_group_has_blank(fields->at, close);

    if (close == NULL || (*fields->at == '{' && !is_place(fields->at + 1, close)) ||
        (*fields->at != '[' && blank))
        return false;
    if (*fields->at == '[' && !blank && fields->prose == 0)
        fields->message = close + 1;
    fields->at = close + 1;
    fields->unmarked = fields->number = false;
    return true;
}

static bool skip_field(struct fields *fields)
{
    char c = *fields->at;
    bool done = c == '[' || c == '(' || c == '<' || c == '{' ? skip_group(fields)
                                                             : skip_word(fields);

    fields->first = false;
    return done;
}

/* "UTC:10.0.0.9(5432):app@shop:[41]:ERROR:  " of PostgreSQL has no blanks. */
static bool skip_to_last_part(struct fields *fields)
{
    struct dd_word word;
    const char *part;

    if (!dd_word_read(fields->at, fields->end, &word) || !word.colon)
        return false;
    for (part = word.end - 1; part > word.at && dd_is_upper(part[-1]); part--)
        ;
    if (part == word.at || part[-1] != ':' ||
        (!belongs_above(part, fields->end) &&
         dd_level_from_word(part, (size_t)(word.end - 1 - part)) == DD_LEVEL_NONE))
        return false;
    fields->guessed = true;
    fields->at = part;
    fields->first = false;
    return true;
}

/* Find the level in what may still be the header. */
static bool find_level(struct fields *fields, struct dd_level_field *field)
{
    for (int count = 0; count <= MOST_FIELDS; count++) {
        fields->at = dd_skip_separators(fields->at, fields->end);
        if (fields->at == fields->end)
            break;
        if (dd_level_field_read(fields->at, fields->end, fields->open, field) &&
            is_level(fields, field))
            return true;
        if (dd_is_upper(*fields->at) && read_letter(fields, field))
            return true;
        if (fields->first && dd_level_channel_read(fields->at, fields->end, field))
            return true;
        if (fields->first && skip_to_last_part(fields))
            continue;
        if (!skip_field(fields))
            break;
    }
    return false;
}

static const char *skip_open_bracket(const char *at, const char *end)
{
    const char *last = end - at > LONGEST_BRACKET ? at + LONGEST_BRACKET : end;
    const char *close = memchr(at, ']', (size_t)(last - at));

    return close != NULL ? close + 1 : at;
}

static void take_level(struct fields *fields, const struct dd_level_field *field)
{
    struct dd_header *header = fields->scan->header;
    struct dd_names names = {.named = fields->named,
                             .tag = field->behind - field->word == 1,
                             .simple = is_spark(fields->scan->at, fields->end)};
    const char *at = field->behind;
    size_t decided = 0;

    header->level = field->level;
    if (field->upper && !dd_overrule(at, fields->end, &header->level, &decided))
        fields->guessed = true;
    if (fields->open || field->open)
        at = skip_open_bracket(at, fields->end);
    else
        at = dd_skip_root_logger(at, fields->end);
    if ((int)header->level >= fields->scan->stamps->minimum)
        at = dd_skip_names(at, fields->end, names);
    dd_scan_message(fields->scan, at);
    if (fields->scan->at == fields->scan->line && !fields->guessed)
        header->level_end = (size_t)(field->end - fields->scan->line) + decided;
    else
        header->stamp_end = 0;
}

bool dd_scan_fields(struct dd_scan *scan, const char *at, bool open)
{
    struct fields fields = {.scan = scan, .at = at, .end = scan->end, .message = at, .open = open};
    struct dd_level_field field;
    const char *next = dd_skip_separators(at, scan->end);

    scan->header->stamp_end = scan->at == scan->line ? (size_t)(at - scan->line) : 0;
    dd_scan_message(scan, next);
    fields.first = true;
    fields.bars = at < scan->end && *at == '|';
    if (next < scan->end && dd_is_upper(*next) &&
        dd_level_field_read(next, scan->end, open, &field) && field.upper) {
        take_level(&fields, &field);
        return true;
    }
    if (next == scan->end || dd_scan_special(scan, at, next)) {
        if (scan->header->level_end == 0)
            scan->header->stamp_end = 0;
        return true;
    }
    if (belongs_above(next, scan->end))
        return false;
    if (((*next == 'P' || *next == 'n') && dd_level_phrase_read(next, scan->end, &field)) ||
        find_level(&fields, &field)) {
        take_level(&fields, &field);
        return true;
    }
    if (fields.at < scan->end && belongs_above(fields.at, scan->end))
        return false;
    scan->header->stamp_end = 0;
    dd_scan_message(scan, dd_skip_separators(fields.message, scan->end));
    return true;
}

/* " Europe/Berlin" of PHP, in front of the bracket's end. Its clock is taken for one of the file's
 * zone. */
static const char *skip_zone_name(const char *at, const char *end)
{
    struct dd_word word;

    if (!dd_begins(at, end, " ") || !dd_word_read(at + 1, end, &word))
        return at;
    if (word.end[-1] != ']' || memchr(word.at, '/', (size_t)(word.end - word.at)) == NULL ||
        (word.parts & (DD_WORD_TEXT | DD_WORD_DIGIT)) != 0)
        return at;
    return word.end - 1;
}

bool dd_scan_stamped(struct dd_scan *scan)
{
    bool bracket = *scan->at == '[';
    const char *at = scan->at + (bracket ? 1 : 0);
    size_t length = dd_stamp_read(scan->stamps, at, (size_t)(scan->end - at), &scan->header->time);
    bool open;

    if (length == 0)
        return false;
    at += length;
    if (bracket)
        at = skip_zone_name(at, scan->end);
    open = bracket && (at == scan->end || *at != ']');
    scan->header->stamped = true;
    scan->header->first = scan->at == scan->line;
    if (scan->header->first)
        dd_stamps_lead(scan->stamps, 0);
    if (dd_scan_fields(scan, at + (bracket && !open ? 1 : 0), open))
        return true;
    *scan->header = (struct dd_header){.firm = true};
    return false;
}

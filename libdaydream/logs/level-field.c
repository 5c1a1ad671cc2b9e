/* SPDX-License-Identifier: MIT */
#include "logs/level-field.h"
#include "logs/chars.h"
#include "logs/fields.h"

#define LONGEST_LEVEL   16 /* letters, and a bit */
#define LONGEST_CHANNEL 40
#define LONGEST_MARK    12 /* blanks in front of a separator */

static bool is_upper_word(const char *at, const char *end)
{
    while (at < end && dd_is_upper(*at))
        at++;
    return at == end;
}

static const char *skip_letters(const char *at, const char *end)
{
    const char *last = end - at > LONGEST_LEVEL ? at + LONGEST_LEVEL : end;

    while (at < last && dd_is_alpha(*at))
        at++;
    return at;
}

/* What may follow a level: the end, a blank, a separator, or the bracket's other end. */
static bool ends_level(const char *at, const char *end, bool open)
{
    if (at == end)
        return true;
    switch (*at) {
    case ' ':
    case '\t':
    case ':':
    case '|':
    case ';':
    case ']':
    case ')':
    case '}':
    case '>':
    case '[':
        return true;
    case '/':
    case ',':
        return open;
    default:
        return false;
    }
}

/* Sets `field->end` behind what marks the level. */
static bool is_marked(const char *at, const char *end, struct dd_level_field *field)
{
    const char *last = end - at > LONGEST_MARK ? at + LONGEST_MARK : end;
    const char *next = dd_skip_blanks(at, last);
    bool marked;

    if (at < end && !dd_is_blank(*at))
        marked = true;
    else
        marked = next < last && (*at == '\t' || *next == '[' || dd_is_separated(at, last));
    if (marked && !field->upper)
        field->end = next + 1;
    return marked;
}

static bool read_word(const char *at, const char *end, bool open, struct dd_level_field *field)
{
    const char *last;

    if (end - at < 3 || !dd_level_may_begin(at))
        return false;
    last = skip_letters(at, end);
    field->level = dd_level_read_word(at, (size_t)(last - at), &field->prose);
    if (field->level == DD_LEVEL_NONE || !ends_level(last, end, open))
        return false;
    field->upper = is_upper_word(at, last);
    field->word = at;
    field->end = field->behind = last;
    return field->upper || last == end || *last != '[';
}

/* "[core:error]" (Apache), "[Server thread/ERROR]" (Minecraft) */
static bool read_last_part(const char *at, const char *end, struct dd_level_field *field)
{
    const char *close = dd_group_close(at, end);
    const char *word = close;

    while (word != NULL && word > at && dd_is_alpha(word[-1]))
        word--;
    if (word == NULL || (word[-1] != ':' && word[-1] != '/') ||
        !read_word(word, close, false, field))
        return false;
    field->end = field->behind = close + 1;
    field->marked = true;
    field->open = false;
    return true;
}

/* "[ERROR]", "[ WARN ]", "<error>", "(ERROR)", and "[ERROR app::db]", "[ERROR/Main]" which go on.
 */
static bool read_group(const char *at, const char *end, struct dd_level_field *field)
{
    const char *word = dd_skip_blanks(at + 1, end);
    const char *last;

    if (!read_word(word, end, true, field))
        return *at == '[' && read_last_part(at, end, field);
    last = dd_skip_blanks(field->behind, end);
    field->open = last == end || (*last != ']' && *last != ')' && *last != '}' && *last != '>');
    field->marked = true;
    if (field->open) {
        field->end += field->upper || last == end ? 0 : 1;
        return *at == '[' && (field->upper || dd_begins(field->behind, end, "/"));
    }
    field->behind = field->end = last + 1;
    return true;
}

bool dd_level_field_read(const char *at, const char *end, bool open, struct dd_level_field *field)
{
    if (at == end)
        return false;
    field->open = field->marked = false;
    if (dd_is_alpha(*at)) {
        if (!read_word(at, end, open, field))
            return false;
        field->marked = is_marked(field->behind, end, field);
        return true;
    }
    return (*at == '[' || *at == '(' || *at == '<' || *at == '{') && read_group(at, end, field);
}

bool dd_level_channel_read(const char *at, const char *end, struct dd_level_field *field)
{
    const char *last = end - at > LONGEST_CHANNEL ? at + LONGEST_CHANNEL : end;
    const char *dot = at;

    while (dot < last && (dd_is_alnum(*dot) || *dot == '_' || *dot == '-'))
        dot++;
    if (dot == at || end - dot < 2 || *dot != '.' || !dd_is_upper(dot[1]))
        return false;
    field->open = false;
    field->marked = read_word(dot + 1, end, false, field) && field->upper &&
                    dd_begins(field->behind, end, ":");
    return field->marked;
}

bool dd_level_letter_read(const char *at, const char *end, struct dd_level_field *field)
{
    if (end - at < 2 || (at[1] != ' ' && at[1] != '|' && at[1] != '/' && at[1] != '\t'))
        return false;
    *field = (struct dd_level_field){.level = dd_level_from_letter(*at),
                                     .upper = true,
                                     .word = at,
                                     .end = at + 1,
                                     .behind = at + 1};
    return field->level != DD_LEVEL_NONE;
}

bool dd_level_phrase_read(const char *at, const char *end, struct dd_level_field *field)
{
    static const struct {
        const char *text;
        enum dd_log_level level;
    } phrases[] = {
        {"PHP Fatal error:", DD_LEVEL_CRITICAL},
        {"PHP Warning:", DD_LEVEL_WARNING},
        {"PHP Notice:", DD_LEVEL_NOTICE},
        {"PHP Deprecated:", DD_LEVEL_NOTICE},
        {"PHP Parse error:", DD_LEVEL_CRITICAL},
        {"PHP Recoverable fatal error:", DD_LEVEL_ERROR},
        {"PHP Core error:", DD_LEVEL_CRITICAL},
        {"PHP Core warning:", DD_LEVEL_WARNING},
        {"PHP Compile error:", DD_LEVEL_CRITICAL},
        {"PHP Compile warning:", DD_LEVEL_WARNING},
        {"PHP Strict Standards:", DD_LEVEL_NOTICE},
        {"npm ERR! ", DD_LEVEL_ERROR},
        {"npm error ", DD_LEVEL_ERROR},
        {"npm WARN ", DD_LEVEL_WARNING},
        {"npm warn ", DD_LEVEL_WARNING},
    };

    if (!dd_begins(at, end, "PHP ") && !dd_begins(at, end, "npm "))
        return false;
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
        if (dd_begins(at, end, phrases[i].text)) {
            *field = (struct dd_level_field){.level = phrases[i].level, .upper = true, .word = at};
            field->behind = field->end = at + strlen(phrases[i].text);
            return true;
        }
    return false;
}

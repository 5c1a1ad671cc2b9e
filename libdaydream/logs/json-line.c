/* SPDX-License-Identifier: MIT */
#include "logs/json-line.h"
#include "logs/chars.h"
#include "logs/line-fields.h"
#include "logs/reader.h"

struct scan {
    const char *at;
    const char *end;
    struct dd_line_fields fields;
    enum dd_line_key outer; /* the key that a nested object belongs to */
};

typedef bool (*member_fn)(struct scan *scan, const char *key, size_t length);

static char peek(const struct scan *scan)
{
    return scan->at < scan->end ? *scan->at : '\0';
}

static char skip_space(struct scan *scan)
{
    while (scan->at < scan->end && dd_is_blank(*scan->at))
        scan->at++;
    return peek(scan);
}

/* Behind the text at `at` that a quote ends; NULL when none does. Most texts have no backslash. */
static const char *find_quote(const char *at, const char *end)
{
    const char *quote = memchr(at, '"', (size_t)(end - at));

    if (quote == NULL || quote == at || quote[-1] != '\\')
        return quote;
    while (at < end && *at != '"')
        at += *at == '\\' ? 2 : 1;
    return at < end ? at : NULL;
}

/* The text behind the quote at the scanner; false when it does not end. */
static bool read_string(struct scan *scan, const char **text, size_t *length)
{
    const char *quote;

    *text = scan->at + 1;
    quote = find_quote(*text, scan->end);
    if (quote == NULL)
        return false;
    *length = (size_t)(quote - *text);
    scan->at = quote + 1;
    return true;
}

/* Step over an object or an array, whatever is inside. */
static bool skip_nested(struct scan *scan)
{
    const char *text;
    size_t length;
    int depth = 0;

    while (scan->at < scan->end) {
        char c = *scan->at;

        if (c == '"' && !read_string(scan, &text, &length))
            return false;
        if (c == '"')
            continue;
        scan->at++;
        depth += c == '{' || c == '[' ? 1 : 0;
        depth -= c == '}' || c == ']' ? 1 : 0;
        if (depth == 0)
            return true;
    }
    return false;
}

/* A number, true, false or null: whatever goes on to the next delimiter. */
static void read_literal(struct scan *scan, struct dd_line_value *value)
{
    const char *at = scan->at;

    while (at<scan->end && * at> ' ' && *at != ',' && *at != '}' && *at != ':' && *at != '"')
        at++;
    value->at = scan->at;
    value->length = (size_t)(at - scan->at);
    scan->at = at;
}

static bool read_value(struct scan *scan, struct dd_line_value *value)
{
    *value = (struct dd_line_value){.at = scan->at};
    switch (peek(scan)) {
    case '"':
        value->text = value->quoted = true;
        return read_string(scan, &value->at, &value->length);
    case '{':
    case '[':
        return skip_nested(scan);
    default:
        read_literal(scan, value);
        return value->length > 0;
    }
}

/* Walk over the members of the object at the scanner until `member` has no more use for one. */
static bool read_members(struct scan *scan, member_fn member)
{
    const char *key;
    size_t length;
    char next;

    scan->at++;
    for (next = skip_space(scan); next != '}'; next = skip_space(scan)) {
        if (next != '"' || !read_string(scan, &key, &length) || skip_space(scan) != ':')
            return false;
        scan->at++;
        skip_space(scan);
        if (!member(scan, key, length))
            return false;
        if (dd_line_fields_complete(&scan->fields))
            return true;
        next = skip_space(scan);
        if (next != ',' && next != '}')
            return false;
        scan->at += next == ',' ? 1 : 0;
    }
    scan->at++;
    return true;
}

/* What members of an object are, by the key that it belongs to. */
static enum dd_line_key inner_key(enum dd_line_key outer, const char *key, size_t length)
{
    static const struct {
        enum dd_line_key outer;
        const char *name;
        enum dd_line_key key;
    } rows[] = {
        {DD_KEY_TIME, "$date", DD_KEY_TIME},       /* MongoDB */
        {DD_KEY_TIME, "seconds", DD_KEY_TIME},     /* protobuf */
        {DD_KEY_TIME, "timestamp", DD_KEY_TIME},   /* loguru */
        {DD_KEY_LEVEL, "name", DD_KEY_LEVEL},      /* loguru */
        {DD_KEY_TEXT, "level", DD_KEY_LEVEL},      /* "log" of Elastic Common Schema */
        {DD_KEY_TEXT, "stringValue", DD_KEY_TEXT}, /* "body" of OpenTelemetry */
        {DD_KEY_FIELDS, "message", DD_KEY_MESSAGE},
        {DD_KEY_LAST_RESORT, "message", DD_KEY_LAST_RESORT},
    };

    if (outer == DD_KEY_RECORD)
        return dd_line_key(key, length);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].outer == outer && strlen(rows[i].name) == length &&
            memcmp(rows[i].name, key, length) == 0)
            return rows[i].key;
    return DD_KEY_OTHER;
}

static bool take_inner_member(struct scan *scan, const char *key, size_t length)
{
    struct dd_line_value value;
    enum dd_line_key outer = scan->outer;
    enum dd_line_key kind = inner_key(outer, key, length);
    bool done = true;

    if (peek(scan) == '{' && outer == DD_KEY_RECORD &&
        (kind == DD_KEY_TIME || kind == DD_KEY_LEVEL)) {
        scan->outer = kind;
        done = read_members(scan, take_inner_member);
        scan->outer = outer;
    } else if (!read_value(scan, &value)) {
        done = false;
    } else if (kind != DD_KEY_OTHER) {
        dd_line_fields_take(&scan->fields, kind, &value);
    }
    return done;
}

static bool take_member(struct scan *scan, const char *key, size_t length)
{
    struct dd_line_value value;
    enum dd_line_key kind = dd_line_key(key, length);

    scan->outer = kind;
    if (peek(scan) == '{' && kind != DD_KEY_OTHER)
        return read_members(scan, take_inner_member);
    if (!read_value(scan, &value))
        return false;
    if (kind != DD_KEY_OTHER)
        dd_line_fields_take(&scan->fields, kind, &value);
    return true;
}

/* A line that was too long has lost its end; others close what they open, and may be an element of
 * an array. */
static bool is_whole(const char *line, size_t length)
{
    const char *last = line + length;

    if (length >= DD_LINE_MAX)
        return true;
    while (last > line && (dd_is_blank(last[-1]) || last[-1] == ','))
        last--;
    return last > line && last[-1] == '}';
}

bool dd_json_line_read(struct dd_stamps *stamps, const char *line, size_t length,
                       struct dd_header *header)
{
    struct scan scan = {.at = line,
                        .end = line + length,
                        .fields = {.stamps = stamps, .line = line, .header = header}};

    *header = (struct dd_header){.firm = true};
    if (length < 2 || *line != '{' || !is_whole(line, length))
        return false;
    if (!read_members(&scan, take_member) && length < DD_LINE_MAX)
        return false;
    return dd_line_fields_end(&scan.fields, length);
}

/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <string.h>

#include "base/error.h"
#include "base/json-scan.h"
#include "base/json.h"
#include "base/utf8.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static enum daydream_status fail_at(const char *text, size_t at, const char *source,
                                    const char *fault, enum daydream_status code,
                                    struct daydream_error *err)
{
    size_t line = 1;
    size_t start = 0;

    for (size_t i = 0; i < at; i++)
        if (text[i] == '\n') {
            line++;
            start = i + 1;
        }
    return dd_fail(err, code, "json", "%s:%zu:%zu: %s", source, line, at - start + 1, fault);
}

/* The scan has let it pass, so that json-c has no reason left but memory. */
static enum daydream_status build(struct json_tokener *tokener, const char *text, size_t length,
                                  struct json_object **out)
{
    /* JSON_TOKENER_STRICT would add nothing but that newer releases refuse a large integer */
    json_tokener_set_flags(tokener, JSON_TOKENER_VALIDATE_UTF8);
    *out = json_tokener_parse_ex(tokener, text, (int)length);
    /* a number alone ends only at the NUL, which may not be there to be read */
    if (json_tokener_get_error(tokener) == json_tokener_continue)
        *out = json_tokener_parse_ex(tokener, "", 1);
    return json_tokener_get_error(tokener) == json_tokener_success ? DAYDREAM_OK
                                                                   : DAYDREAM_ERROR_MEMORY;
}

enum daydream_status dd_json_parse(const char *text, size_t length, const char *source,
                                   enum daydream_status code, struct json_object **out,
                                   struct daydream_error *err)
{
    struct json_tokener *tokener;
    enum daydream_status status;
    const char *fault;
    size_t at;

    *out = NULL;
    if (length >= strlen(BYTE_ORDER_MARK) &&
        memcmp(text, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0) {
        text += strlen(BYTE_ORDER_MARK);
        length -= strlen(BYTE_ORDER_MARK);
    }
    if (length >= INT_MAX) /* json-c counts in int */
        return dd_fail(err, code, "json", "%s: %zu bytes are too many", source, length);
    fault = dd_json_scan(text, length, &at);
    if (fault != NULL)
        return fail_at(text, at, source, fault, code, err);
    /* json-c counts a scalar as a level */
    tokener = json_tokener_new_ex(DD_JSON_MAX_DEPTH + 2);
    if (tokener == NULL)
        return dd_fail_memory(err);
    status = build(tokener, text, length, out);
    json_tokener_free(tokener);
    return status == DAYDREAM_OK ? DAYDREAM_OK : dd_fail_memory(err);
}

static enum dd_json_result get(struct json_object *object, const char *key, enum json_type type,
                               struct json_object **out)
{
    struct json_object *value = NULL;

    if (!json_object_is_type(object, json_type_object) ||
        !json_object_object_get_ex(object, key, &value) || value == NULL)
        return DD_JSON_ABSENT;
    if (!json_object_is_type(value, type))
        return DD_JSON_WRONG_TYPE;
    *out = value;
    return DD_JSON_OK;
}

enum dd_json_result dd_json_string(struct json_object *object, const char *key, const char **out)
{
    struct json_object *value = NULL;
    enum dd_json_result result = get(object, key, json_type_string, &value);
    const char *text;

    if (result != DD_JSON_OK)
        return result;
    text = json_object_get_string(value);
    /* "a\u0000b" would be taken for "a" */
    if (strlen(text) != (size_t)json_object_get_string_len(value))
        return DD_JSON_WRONG_TYPE;
    *out = text;
    return DD_JSON_OK;
}

enum dd_json_result dd_json_int(struct json_object *object, const char *key, int64_t *out)
{
    struct json_object *value = NULL;
    enum dd_json_result result = get(object, key, json_type_int, &value);

    if (result != DD_JSON_OK)
        return result;
    /* what is beyond json-c's range became its largest or smallest number */
    if (json_object_get_uint64(value) > INT64_MAX || json_object_get_int64(value) == INT64_MIN)
        return DD_JSON_WRONG_TYPE;
    *out = json_object_get_int64(value);
    return DD_JSON_OK;
}

enum dd_json_result dd_json_bool(struct json_object *object, const char *key, bool *out)
{
    struct json_object *value = NULL;
    enum dd_json_result result = get(object, key, json_type_boolean, &value);

    if (result == DD_JSON_OK)
        *out = json_object_get_boolean(value) != 0;
    return result;
}

enum dd_json_result dd_json_object(struct json_object *object, const char *key,
                                   struct json_object **out)
{
    return get(object, key, json_type_object, out);
}

enum dd_json_result dd_json_array(struct json_object *object, const char *key,
                                  struct json_object **out)
{
    return get(object, key, json_type_array, out);
}

const char *dd_json_text(struct json_object *object, const char *key, const char *fallback)
{
    const char *text = fallback;

    return dd_json_string(object, key, &text) == DD_JSON_OK ? text : fallback;
}

const char *dd_json_type(struct json_object *value)
{
    switch (json_object_get_type(value)) {
    case json_type_object:
        return "an object";
    case json_type_array:
        return "a list";
    case json_type_string:
        return "a text";
    case json_type_int:
    case json_type_double:
        return "a number";
    case json_type_boolean:
        return "a boolean";
    case json_type_null:
        break;
    }
    return "null";
}

/* What a character is escaped as where RFC 8259, section 7 gives it a letter; 0: none. */
static char short_escape(char c)
{
    static const char characters[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *found = strchr(characters, c);

    return found != NULL ? letters[found - characters] : '\0';
}

static void quote_code(struct dd_buf *out, const char *text, size_t size)
{
    char letter = short_escape(text[0]);

    if (letter != '\0') {
        dd_buf_putc(out, '\\');
        dd_buf_putc(out, letter);
    } else if ((unsigned char)text[0] < 0x20) {
        dd_buf_printf(out, "\\u%04x", (unsigned)text[0]);
    } else {
        dd_buf_add(out, text, size);
    }
}

void dd_json_quote(struct dd_buf *out, const char *text)
{
    size_t length = text != NULL ? strlen(text) : 0;
    uint32_t code;

    if (text == NULL) {
        dd_buf_puts(out, "null");
        return;
    }
    dd_buf_putc(out, '"');
    for (size_t i = 0; i < length;) {
        size_t size = dd_utf8_decode(text + i, length - i, &code);

        if (size > 0)
            quote_code(out, text + i, size);
        else
            dd_buf_puts(out, "\xef\xbf\xbd");
        i += size > 0 ? size : 1;
    }
    dd_buf_putc(out, '"');
}

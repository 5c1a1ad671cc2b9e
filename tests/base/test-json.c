/* SPDX-License-Identifier: MIT */
/* tests/data/base/json/: invalid/NAME.json with the error that it must give in NAME.expected,
 * valid/NAME.json with what it means. */
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "base/json.h"
#include "support/scratch.h"
#include "support/suite.h"

#define DATA "tests/data/base/json/"

/* The bytes of directory/name + suffix. */
static void read_case(const char *directory, const char *name, const char *suffix,
                      struct dd_buf *out)
{
    struct dd_buf path = DD_BUF_INIT;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    dd_buf_printf(&path, "%s/%s%s", directory, name, suffix);
    ck_assert_msg(dd_fs_read(dd_buf_text(&path), 1 << 20, out, &err) == DAYDREAM_OK, "%s",
                  err.text);
    dd_buf_free(&path);
}

typedef void check_fn(const char *name, const struct dd_buf *text, const char *expected);

/* Call `check` for every NAME.json there. */
static void for_each_case(const char *folder, check_fn *check)
{
    char *directory = test_path(folder);
    struct dd_strings names = DD_STRINGS_INIT;
    size_t count = 0;

    ck_assert_int_eq(dd_fs_glob(directory, "*.json", &names, NULL), DAYDREAM_OK);
    for (; count < names.count; count++) {
        struct dd_buf text = DD_BUF_INIT;
        struct dd_buf expected = DD_BUF_INIT;
        char *name = names.items[count];

        name[strlen(name) - strlen(".json")] = '\0';
        read_case(directory, name, ".json", &text);
        read_case(directory, name, ".expected", &expected);
        ck_assert_uint_gt(expected.length, 0);
        dd_buf_truncate(&expected, expected.length - 1); /* the newline */
        check(name, &text, dd_buf_text(&expected));
        dd_buf_free(&text);
        dd_buf_free(&expected);
    }
    ck_assert_msg(count > 10, "%s: only %zu cases", folder, count);
    dd_strings_free(&names);
    free(directory);
}

static void check_invalid(const char *name, const struct dd_buf *text, const char *expected)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct json_object *value = NULL;
    struct dd_buf words = DD_BUF_INIT;
    enum daydream_status status = dd_json_parse(dd_buf_text(text), text->length, name,
                                                DAYDREAM_ERROR_CONFIG, &value, &err);

    ck_assert_msg(status == DAYDREAM_ERROR_CONFIG && value == NULL, "%s: taken", name);
    dd_buf_printf(&words, "%s:%s", name, expected);
    ck_assert_str_eq(err.text, dd_buf_text(&words));
    dd_buf_free(&words);
}

START_TEST(invalid_texts_say_where_and_what)
{
    for_each_case(DATA "invalid", check_invalid);
}
END_TEST

static struct json_object *parse(const char *text, size_t length)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct json_object *value = NULL;

    ck_assert_msg(dd_json_parse(text, length, "test", DAYDREAM_ERROR_PROTOCOL, &value, &err) ==
                      DAYDREAM_OK,
                  "%s", err.text);
    return value;
}

static void check_valid(const char *name, const struct dd_buf *text, const char *expected)
{
    struct json_object *value = parse(dd_buf_text(text), text->length);

    ck_assert_msg(strcmp(json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN), expected) ==
                      0,
                  "%s: %s", name, json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN));
    json_object_put(value);
}

START_TEST(valid_texts_mean_what_they_say)
{
    for_each_case(DATA "valid", check_valid);
}
END_TEST

START_TEST(the_code_is_the_callers)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct json_object *value = NULL;

    ck_assert_int_eq(dd_json_parse("{", 1, "github", DAYDREAM_ERROR_PROTOCOL, &value, &err),
                     DAYDREAM_ERROR_PROTOCOL);
    ck_assert_int_eq(err.code, DAYDREAM_ERROR_PROTOCOL);
    ck_assert_int_eq(dd_json_parse("{", 1, "github", DAYDREAM_ERROR_ARGUMENT, &value, NULL),
                     DAYDREAM_ERROR_ARGUMENT);
}
END_TEST

START_TEST(the_deepest_allowed_nesting_is_built)
{
    struct dd_buf text = DD_BUF_INIT;
    struct json_object *value;

    for (int i = 0; i < DD_JSON_MAX_DEPTH; i++)
        dd_buf_puts(&text, i % 2 == 0 ? "[" : "{\"a\":");
    dd_buf_puts(&text, "\"end\"");
    for (int i = DD_JSON_MAX_DEPTH - 1; i >= 0; i--)
        dd_buf_putc(&text, i % 2 == 0 ? ']' : '}');
    value = parse(dd_buf_text(&text), text.length);
    ck_assert_str_eq(json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN),
                     dd_buf_text(&text));
    json_object_put(value);
    dd_buf_free(&text);
}
END_TEST

START_TEST(numbers_beyond_every_type_do_no_harm)
{
    static const char *const cases[] = {
        "1e400",
        "-1e400",
        "1e-400",
        "-0",
        "-0.0",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775809",
        "-99999999999999999999",
        "99999999999999999999999999999999999999999999999999999999999999",
        "0.00000000000000000000000000000000000000000000000000000000000000000000000000000000001",
        "1E+99999999999999999999",
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct json_object *value = parse(cases[i], strlen(cases[i]));

        ck_assert_msg(strcmp(dd_json_type(value), "a number") == 0, "%s", cases[i]);
        ck_assert_ptr_nonnull(json_object_to_json_string(value));
        json_object_put(value);
    }
}
END_TEST

#define MEMBERS                                                                                    \
    "{\"text\":\"x\",\"empty\":\"\",\"nul\":\"a\\u0000b\",\"int\":-42,\"big\":"                    \
    "9223372036854775807,"                                                                         \
    "\"small\":-9223372036854775807,\"huge\":9223372036854775808,\"vast\":99999999999999999999,"   \
    "\"deep\":-9223372036854775808,\"abyss\":-99999999999999999999,"                               \
    "\"fraction\":1.5,\"yes\":true,\"no\":false,\"null\":null,\"object\":{},\"list\":[1]}"

START_TEST(getters_know_their_type)
{
    static const struct {
        const char *key;
        enum dd_json_result string, integer, boolean, object, list;
    } cases[] = {
        {"text", DD_JSON_OK, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE,
         DD_JSON_WRONG_TYPE},
        {"empty", DD_JSON_OK, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE,
         DD_JSON_WRONG_TYPE},
        {"nul", DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE,
         DD_JSON_WRONG_TYPE},
        {"int", DD_JSON_WRONG_TYPE, DD_JSON_OK, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE,
         DD_JSON_WRONG_TYPE},
        {"huge", DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE,
         DD_JSON_WRONG_TYPE},
        {"vast", DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE,
         DD_JSON_WRONG_TYPE},
        {"deep", DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE,
         DD_JSON_WRONG_TYPE},
        {"abyss", DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE,
         DD_JSON_WRONG_TYPE},
        {"fraction", DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE,
         DD_JSON_WRONG_TYPE},
        {"yes", DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_OK, DD_JSON_WRONG_TYPE,
         DD_JSON_WRONG_TYPE},
        {"object", DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_OK,
         DD_JSON_WRONG_TYPE},
        {"list", DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE, DD_JSON_WRONG_TYPE,
         DD_JSON_OK},
        {"null", DD_JSON_ABSENT, DD_JSON_ABSENT, DD_JSON_ABSENT, DD_JSON_ABSENT, DD_JSON_ABSENT},
        {"nothing", DD_JSON_ABSENT, DD_JSON_ABSENT, DD_JSON_ABSENT, DD_JSON_ABSENT, DD_JSON_ABSENT},
    };
    struct json_object *root = parse(MEMBERS, strlen(MEMBERS));

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *key = cases[i].key;
        const char *text = "untouched";
        int64_t number = 7;
        bool boolean = false;
        struct json_object *value = NULL;

        ck_assert_msg(dd_json_string(root, key, &text) == cases[i].string, "%s", key);
        ck_assert_msg(dd_json_int(root, key, &number) == cases[i].integer, "%s", key);
        ck_assert_msg(dd_json_bool(root, key, &boolean) == cases[i].boolean, "%s", key);
        ck_assert_msg(dd_json_object(root, key, &value) == cases[i].object, "%s", key);
        ck_assert_msg(dd_json_array(root, key, &value) == cases[i].list, "%s", key);
        ck_assert((strcmp(text, "untouched") != 0) == (cases[i].string == DD_JSON_OK));
        ck_assert((number != 7) == (cases[i].integer == DD_JSON_OK));
        ck_assert(boolean == (cases[i].boolean == DD_JSON_OK));
        ck_assert((value != NULL) ==
                  (cases[i].object == DD_JSON_OK || cases[i].list == DD_JSON_OK));
    }
    json_object_put(root);
}
END_TEST

START_TEST(getters_give_the_value)
{
    struct json_object *root = parse(MEMBERS, strlen(MEMBERS));
    const char *text = NULL;
    int64_t number = 0;
    bool boolean = true;

    ck_assert_int_eq(dd_json_string(root, "text", &text), DD_JSON_OK);
    ck_assert_str_eq(text, "x");
    ck_assert_int_eq(dd_json_int(root, "int", &number), DD_JSON_OK);
    ck_assert_int_eq(number, -42);
    ck_assert_int_eq(dd_json_int(root, "big", &number), DD_JSON_OK);
    ck_assert(number == INT64_MAX);
    ck_assert_int_eq(dd_json_int(root, "small", &number), DD_JSON_OK);
    ck_assert(number == -INT64_MAX);
    ck_assert_int_eq(dd_json_bool(root, "no", &boolean), DD_JSON_OK);
    ck_assert(!boolean);
    ck_assert_str_eq(dd_json_text(root, "text", "other"), "x");
    ck_assert_str_eq(dd_json_text(root, "int", "other"), "other");
    ck_assert_str_eq(dd_json_text(root, "nothing", "other"), "other");
    ck_assert_ptr_null(dd_json_text(root, "null", NULL));
    json_object_put(root);
}
END_TEST

START_TEST(what_is_no_object_has_no_members)
{
    static const char *const cases[] = {"null", "[{\"a\":1}]", "\"a\"", "1", "true"};
    const char *text = NULL;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct json_object *value = parse(cases[i], strlen(cases[i]));

        ck_assert_int_eq(dd_json_string(value, "a", &text), DD_JSON_ABSENT);
        ck_assert_str_eq(dd_json_text(value, "a", "none"), "none");
        json_object_put(value);
    }
}
END_TEST

START_TEST(types_have_words)
{
    static const struct {
        const char *text, *word;
    } cases[] = {{"{}", "an object"}, {"[]", "a list"},       {"\"\"", "a text"}, {"1", "a number"},
                 {"1.5", "a number"}, {"false", "a boolean"}, {"null", "null"}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct json_object *value = parse(cases[i].text, strlen(cases[i].text));

        ck_assert_str_eq(dd_json_type(value), cases[i].word);
        json_object_put(value);
    }
}
END_TEST

START_TEST(quotes)
{
    static const struct {
        const char *text, *quoted;
    } cases[] = {
        {NULL, "null"},
        {"", "\"\""},
        {"plain", "\"plain\""},
        {"a\"b\\c/d", "\"a\\\"b\\\\c/d\""},
        {"\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
        {"\x01\x1b\x1f\x7f", "\"\\u0001\\u001b\\u001f\x7f\""},
        {"\xc3\xa9\xe2\x82\xac\xf0\x9f\x8c\x99", "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x8c\x99\""},
        {"a\xff\xe2\x82z", "\"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz\""},
        {"\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_json_quote(&out, cases[i].text);
        ck_assert_str_eq(dd_buf_text(&out), cases[i].quoted);
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(what_was_quoted_is_read_back)
{
    struct dd_buf out = DD_BUF_INIT;
    struct json_object *value;
    char text[256];

    for (int i = 1; i < 128; i++)
        text[i - 1] = (char)i;
    text[127] = '\0';
    dd_json_quote(&out, text);
    value = parse(dd_buf_text(&out), out.length);
    ck_assert_str_eq(json_object_get_string(value), text);
    json_object_put(value);
    dd_buf_free(&out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        invalid_texts_say_where_and_what,
        valid_texts_mean_what_they_say,
        the_code_is_the_callers,
        the_deepest_allowed_nesting_is_built,
        numbers_beyond_every_type_do_no_harm,
        getters_know_their_type,
        getters_give_the_value,
        what_is_no_object_has_no_members,
        types_have_words,
        quotes,
        what_was_quoted_is_read_back,
    };

    return suite_run("base/json", tests, sizeof tests / sizeof tests[0]);
}

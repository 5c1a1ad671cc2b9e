/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/exception.h"
#include "support/suite.h"

struct type_case {
    const char *line;
    const char *type;
};

static void check(bool (*read)(const char *, size_t, char *), const struct type_case *cases,
                  size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char type[DD_EXCEPTION_SIZE];
        bool found = read(cases[i].line, strlen(cases[i].line), type);

        ck_assert_msg(strcmp(type, cases[i].type) == 0, "%s: \"%s\"", cases[i].line, type);
        ck_assert_int_eq(found, *type != '\0');
    }
}

START_TEST(test_python)
{
    static const struct type_case cases[] = {{"KeyError: 'x'", "KeyError"},
                                             {"queue.Empty", "queue.Empty"},
                                             {"zlib.error: -3", "zlib.error"},
                                             {"a.b.C: x: y", "a.b.C"},
                                             {"SystemExit", "SystemExit"},
                                             {"_Private: x", "_Private"},
                                             {"warning: x", ""},
                                             {"some words: x", ""},
                                             {"5: x", ""},
                                             {"", ""}};

    check(dd_exception_python, cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_head)
{
    static const struct type_case cases[] = {
        {"java.lang.IllegalStateException: x", "java.lang.IllegalStateException"},
        {"java.lang.NullPointerException", "java.lang.NullPointerException"},
        {"com.acme.Shop$Boom: x", "com.acme.Shop$Boom"},
        {"com.acme.Boom: x", "com.acme.Boom"},
        {"Exception in thread \"main\" a.b.XException: x", "a.b.XException"},
        {"Exception in thread \"main", ""},
        {"Uncaught TypeError: x", "TypeError"},
        {"Uncaught App\\Errors\\Boom: x in /x.php:3", "App\\Errors\\Boom"},
        {"Uncaught (in promise) TypeError: x", "TypeError"},
        {"Unhandled exception. System.Boom: x", "System.Boom"},
        {"TypeError [ERR_INVALID_URL]: Invalid URL", "TypeError"},
        {"TypeError [when]: Invalid URL", "TypeError"},
        {"TypeError [two words]: Invalid URL", ""},
        {"ActiveRecord::RecordNotFound: x", "ActiveRecord::RecordNotFound"},
        {"Error: x", "Error"},
        {"note: x", ""},
        {"see app.db: x", ""},
        {"app.db: x", ""},
        {"", ""},
    };

    check(dd_exception_head, cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(test_in_parentheses)
{
    static const struct {
        const char *line;
        const char *text;
        const char *type;
    } cases[] = {{"nil has no 'x' (NoMethodError)", "nil has no 'x'", "NoMethodError"},
                 {"x (Net::ReadTimeout)", "x", "Net::ReadTimeout"},
                 {"x (two words)", "x (two words)", ""},
                 {"x(RuntimeError)", "x(RuntimeError)", ""},
                 {"(RuntimeError)", "(RuntimeError)", ""},
                 {"x ()", "x ()", ""},
                 {"x (A", "x (A", ""},
                 {")", ")", ""},
                 {"", "", ""}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char type[DD_EXCEPTION_SIZE];
        size_t length = strlen(cases[i].line);

        dd_exception_in_parentheses(cases[i].line, &length, type);
        ck_assert_str_eq(type, cases[i].type);
        ck_assert_uint_eq(length, strlen(cases[i].text));
    }
}
END_TEST

START_TEST(test_certain)
{
    ck_assert(dd_exception_is_certain("ValueError: x", 13));
    ck_assert(!dd_exception_is_certain("Error: x", 8));
    ck_assert(!dd_exception_is_certain("app.Cart: x", 11));
    ck_assert(!dd_exception_is_certain("", 0));
}
END_TEST

START_TEST(test_copy)
{
    char type[DD_EXCEPTION_SIZE];

    ck_assert(dd_exception_copy(type, "java.lang.Boom", 14));
    ck_assert_str_eq(type, "java.lang.Boom");
    ck_assert(!dd_exception_copy(type, "two words", 9));
    ck_assert_str_eq(type, "");
}
END_TEST

START_TEST(test_a_name_that_is_too_long_is_none)
{
    char line[DD_EXCEPTION_SIZE + 10];
    char type[DD_EXCEPTION_SIZE];

    memset(line, 'E', sizeof line);
    ck_assert(!dd_exception_python(line, sizeof line, type));
    ck_assert_str_eq(type, "");
    ck_assert(!dd_exception_python(line, DD_EXCEPTION_SIZE, type));
    ck_assert(dd_exception_python(line, DD_EXCEPTION_SIZE - 1, type));
    ck_assert_uint_eq(strlen(type), DD_EXCEPTION_SIZE - 1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_python,  test_head, test_in_parentheses,

                                  test_certain, test_copy, test_a_name_that_is_too_long_is_none};

    return suite_run("logs/exception", tests, sizeof tests / sizeof tests[0]);
}

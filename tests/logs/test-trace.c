/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/trace.h"
#include "support/suite.h"

START_TEST(test_classify)
{
    static const struct {
        const char *line;
        enum dd_trace_line kind;
    } cases[] = {
        {"Traceback (most recent call last):", DD_TRACE_BEGIN},
        {"    Traceback (most recent call last):", DD_TRACE_BEGIN},
        {"  + Exception Group Traceback (most recent call last):", DD_TRACE_BEGIN},
        {"    | Traceback (most recent call last):", DD_TRACE_BEGIN},
        {"During handling of the above exception, another exception occurred:", DD_TRACE_CHAIN},
        {"The above exception was the direct cause of the following exception:", DD_TRACE_CHAIN},
        {"\tat a.b.C.m(C.java:1)", DD_TRACE_FRAME},
        {"\tat a.b.C.m(Native Method)", DD_TRACE_FRAME},
        {"    at f (/srv/x.js:1:2)", DD_TRACE_FRAME},
        {"    at /srv/x.js:1:2", DD_TRACE_FRAME},
        {"    at least three", DD_TRACE_OTHER},
        {"at f (x.js:1:2)", DD_TRACE_OTHER},
        {"Traceback", DD_TRACE_OTHER},
        {"text", DD_TRACE_OTHER},
        {"   ", DD_TRACE_OTHER},
        {"", DD_TRACE_OTHER},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_trace_classify(cases[i].line, strlen(cases[i].line)) == cases[i].kind,
                      "\"%s\"", cases[i].line);
}
END_TEST

START_TEST(test_python_types)
{
    static const struct {
        const char *line;
        const char *type;
    } cases[] = {{"KeyError: 'x'", "KeyError"},
                 {"queue.Empty", "queue.Empty"},
                 {"a.b.C: x: y", "a.b.C"},
                 {"  | ExceptionGroup: two (2 sub-exceptions)", "ExceptionGroup"},
                 {"some words: x", ""},
                 {"5: x", ""},
                 {"", ""}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char type[DD_EXCEPTION_SIZE];

        dd_trace_python_type(cases[i].line, strlen(cases[i].line), type);
        ck_assert_str_eq(type, cases[i].type);
    }
}
END_TEST

START_TEST(test_head_types)
{
    static const struct {
        const char *line;
        const char *type;
    } cases[] = {
        {"java.lang.IllegalStateException: x", "java.lang.IllegalStateException"},
        {"java.lang.NullPointerException", "java.lang.NullPointerException"},
        {"com.acme.Boom: x", "com.acme.Boom"},
        {"Exception in thread \"main\" a.b.XException: x", "a.b.XException"},
        {"Exception in thread \"main", ""},
        {"Uncaught TypeError: x", "TypeError"},
        {"Unhandled exception. System.Boom: x", "System.Boom"},
        {"Error: x", "Error"},
        {"note: x", ""},
        {"see app.db: x", ""},
        {"app.db: x", ""},
        {"", ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char type[DD_EXCEPTION_SIZE];
        bool found = dd_trace_head_type(cases[i].line, strlen(cases[i].line), type);

        ck_assert_msg(strcmp(type, cases[i].type) == 0, "%s: \"%s\"", cases[i].line, type);
        ck_assert_int_eq(found, *type != '\0');
    }
}
END_TEST

START_TEST(test_a_name_that_is_too_long_is_none)
{
    char line[DD_EXCEPTION_SIZE + 10];
    char type[DD_EXCEPTION_SIZE];

    memset(line, 'E', sizeof line);
    dd_trace_python_type(line, sizeof line, type);
    ck_assert_str_eq(type, "");
    dd_trace_python_type(line, DD_EXCEPTION_SIZE - 1, type);
    ck_assert_uint_eq(strlen(type), DD_EXCEPTION_SIZE - 1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_classify, test_python_types, test_head_types,
                                  test_a_name_that_is_too_long_is_none};

    return suite_run("logs/trace", tests, sizeof tests / sizeof tests[0]);
}

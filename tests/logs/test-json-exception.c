/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/json-exception.h"
#include "support/suite.h"

START_TEST(test_members)
{
    static const struct {
        const char *line;
        const char *type;
        const char *message; /* NULL: none */
        const char *trace;
    } cases[] = {
        {"{\"err\":{\"type\":\"TypeError\",\"message\":\"m\",\"stack\":\"s\\nt\"}}", "TypeError",
         "m", "s\nt"},
        {"{\"exc_info\":\"Traceback\\nKeyError\"}", "", NULL, "Traceback\nKeyError"},
        {"{\"error.type\":\"a.b.C\",\"error.stack_trace\":\"s\"}", "a.b.C", NULL, "s"},
        {"{\"error\":{\"name\":\"Boom\"},\"error_type\":\"Outer\"}", "Outer", NULL, NULL},
        {"{\"thrown\":{\"name\":\"a.B\",\"message\":\"m\",\"extendedStackTrace\":\"s\"}}", "a.B",
         "m", "s"},
        {"{\"stack\":\"own\",\"err\":{\"stack\":\"inner\"}}", "", NULL, "own"},
        {"{\"error\":\"text\"}", "", NULL, NULL},
        {"{\"error_type\":\"two words\"}", "", NULL, NULL},
        {"{\"exc_info\":true,\"stack\":\"\"}", "", NULL, NULL},
        {"{\"message\":\"m\"}", "", NULL, NULL},
        {"{\"stack\":\"cut", "", NULL, NULL},
        {"null", "", NULL, NULL},
        {"no JSON", "", NULL, NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_json_exception told;

        ck_assert_int_eq(dd_json_exception_read(&told, cases[i].line, strlen(cases[i].line), NULL),
                         DAYDREAM_OK);
        ck_assert_msg(strcmp(told.type, cases[i].type) == 0, "%s: %s", cases[i].line, told.type);
        ck_assert_pstr_eq(told.message, cases[i].message);
        ck_assert_pstr_eq(told.trace, cases[i].trace);
        dd_json_exception_free(&told);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_members};

    return suite_run("logs/json-exception", tests, sizeof tests / sizeof tests[0]);
}

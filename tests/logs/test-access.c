/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/access.h"
#include "support/suite.h"

START_TEST(test_status)
{
    static const struct {
        const char *text;
        enum dd_log_level level; /* DD_LEVEL_NONE: not of an access log */
    } cases[] = {{"\"GET /\" 502 157", DD_LEVEL_ERROR},
                 {"\"GET /\" 500", DD_LEVEL_ERROR},
                 {"\"GET / HTTP/1.1\" 404 157 \"-\" \"curl\"", DD_LEVEL_INFO},
                 {"\"GET /\" 200 502", DD_LEVEL_INFO},
                 {"\"\" 400 0", DD_LEVEL_INFO},
                 {"\"GET /?q=\\\" 500 \\\"\" 200 1", DD_LEVEL_INFO},
                 {"\"GET /\" 600 1", DD_LEVEL_NONE},
                 {"\"GET /\" 5000 1", DD_LEVEL_NONE},
                 {"\"GET /\" - 1", DD_LEVEL_NONE},
                 {"\"GET /\"", DD_LEVEL_NONE},
                 {"\"GET / 500 1", DD_LEVEL_NONE},
                 {"GET / 500 1", DD_LEVEL_NONE},
                 {"\"", DD_LEVEL_NONE},
                 {"", DD_LEVEL_NONE}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;
        enum dd_log_level level = DD_LEVEL_NONE;
        bool found = dd_access_read(text, text + strlen(text), &level);

        ck_assert_msg(found == (cases[i].level != DD_LEVEL_NONE) && level == cases[i].level, "%s",
                      text);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_status};

    return suite_run("logs/access", tests, sizeof tests / sizeof tests[0]);
}

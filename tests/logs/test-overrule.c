/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/overrule.h"
#include "support/suite.h"

#define FPM ": [pool www] child 41 said into stderr: \"NOTICE: PHP message: "

START_TEST(test_what_is_behind_decides)
{
    static const struct {
        enum dd_log_level before;
        const char *behind;
        enum dd_log_level level;
        bool sure;
        size_t decided;
    } cases[] = {
        {DD_LEVEL_INFO, ":     10.0.0.7:51234 - \"GET / HTTP/1.1\" 500 x", DD_LEVEL_ERROR, false,
         0},
        {DD_LEVEL_INFO, ":     10.0.0.7:51234 - \"GET / HTTP/1.1\" 200 x", DD_LEVEL_INFO, false, 0},
        {DD_LEVEL_INFO, ":     Started", DD_LEVEL_INFO, false, 0},
        {DD_LEVEL_INFO, ": pool", DD_LEVEL_INFO, true, 2},
        {DD_LEVEL_INFO, " pool", DD_LEVEL_INFO, true, 0},
        {DD_LEVEL_ERROR, ":     10.0.0.7:51234 - \"GET / HTTP/1.1\" 200 x", DD_LEVEL_ERROR, true,
         0},
        {DD_LEVEL_WARNING, FPM "PHP Fatal error:  x\"", DD_LEVEL_CRITICAL, false, 0},
        {DD_LEVEL_WARNING, FPM "PHP Warning:  x\"", DD_LEVEL_WARNING, false, 0},
        {DD_LEVEL_WARNING, ": [pool www] \"PHP Fatal error: ", DD_LEVEL_WARNING, false, 0},
        {DD_LEVEL_WARNING, ": [x", DD_LEVEL_WARNING, true, 3},
        {DD_LEVEL_WARNING, "", DD_LEVEL_WARNING, true, 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *behind = cases[i].behind;
        enum dd_log_level level = cases[i].before;
        size_t decided;
        bool sure = dd_overrule(behind, behind + strlen(behind), &level, &decided);

        ck_assert_msg(level == cases[i].level && sure == cases[i].sure, "\"%s\"", behind);
        ck_assert_msg(!sure || decided == cases[i].decided, "\"%s\": %zu", behind, decided);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_what_is_behind_decides};

    return suite_run("logs/overrule", tests, sizeof tests / sizeof tests[0]);
}

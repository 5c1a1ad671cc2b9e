/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/names.h"
#include "support/suite.h"

START_TEST(test_names)
{
    static const struct {
        const char *text;
        struct dd_names names;
        const char *message;
    } cases[] = {
        {" pool", {0}, "pool"},
        {" app::db: pool", {0}, "pool"},
        {" - app.db - pool", {0}, "pool"},
        {" - views - pool", {0}, "pool"},
        {" - a - b", {.named = true}, "a - b"},
        {"    | app:f:42 - pool", {0}, "pool"},
        {"\tdb/pool.go:42\tpool", {0}, "pool"},
        {"\tnamed\tdb/pool.go:42\tpool\t{\"a\": 1}", {0}, "pool\t{\"a\": 1}"},
        {" 41 --- [exec-1] c.Cart : pool", {0}, "pool"},
        {" 41#0: *9 connect() failed", {0}, "connect() failed"},
        {" [RMCommunicator Allocator] a.b.C: pool", {0}, "pool"},
        {" nova.wsgi [req-1 113d - -] pool", {0}, "pool"},
        {" [pid 41:tid 42] [client 10.0.0.7:1] AH01: pool", {0}, "AH01: pool"},
        {" in app: pool", {0}, "pool"},
        {" in the end", {0}, "in the end"},
        {"                  CBS    Loaded", {0}, "Loaded"},
        {" views 41 1234 pool", {.numbers = true}, "pool"},
        {" views 41 pool", {.numbers = true}, "views 41 pool"},
        {" A tag : pool: x", {.tag = true}, "pool: x"},
        {" pool exhausted", {.tag = true}, "pool exhausted"},
        {" [Errno 2] x", {0}, "[Errno 2] x"},
        {" [a]", {0}, "[a]"},
        {" a.b.XError: y", {0}, "a.b.XError: y"},
        {" pool: full", {0}, "pool: full"},
        {" -5 degrees", {0}, "-5 degrees"},
        {" 41 files failed", {0}, "41 files failed"},
        {" a.txt b", {0}, "a.txt b"},
        {"", {0}, ""},
        {" ", {0}, ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;

        ck_assert_str_eq(dd_skip_names(text, text + strlen(text), cases[i].names),
                         cases[i].message);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_names};

    return suite_run("logs/names", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/token.h"
#include "support/suite.h"

START_TEST(test_tokens)
{
    static const struct {
        const char *text;
        size_t length;
        unsigned seen;
    } cases[] = {
        {"", 0, 0},
        {"word next", 4, DD_BYTE_LETTER},
        {"a-1:b/c=", 8,
         DD_BYTE_LETTER | DD_BYTE_SIGN | DD_BYTE_DIGIT | DD_BYTE_COLON | DD_BYTE_SLASH |
             DD_BYTE_EQUAL},
        {"x@y.z_$~\\#", 10,
         DD_BYTE_LETTER | DD_BYTE_AT | DD_BYTE_DOT | DD_BYTE_LOW | DD_BYTE_TILDE |
             DD_BYTE_BACKSLASH | DD_BYTE_OTHER},
        {"\xc3\xa9(", 2, DD_BYTE_HIGH},
        {"1'x", 1, DD_BYTE_DIGIT},
        {"1,2", 1, DD_BYTE_DIGIT},
        {"1\x7f", 1, DD_BYTE_DIGIT},
        {"\tx", 0, 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text;
        struct dd_token token = dd_token_read(text, text + strlen(text));

        ck_assert_msg((size_t)(token.end - text) == cases[i].length && token.seen == cases[i].seen,
                      "'%s': %zu %x", text, (size_t)(token.end - text), token.seen);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_tokens};

    return suite_run("logs/token", tests, sizeof tests / sizeof tests[0]);
}

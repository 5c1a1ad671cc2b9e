/* SPDX-License-Identifier: MIT */
#include "support/suite.h"
#include "text/checklist.h"

static const struct {
    const char *text;
    size_t count;
} cases[] = {
    {"", 0},
    {"- [ ] a", 1},
    {"- [ ] a\n* [ ] b\n  + [ ] c\n-  [ ] d\n\t- [ ] e\n", 5},
    {"- [x] a\n- [X] b\n-[ ] c\n[ ] d\n- [] e\n- [ ]\n- [ ]f\n", 0},
    {"```\n- [ ] a\n```\n- [ ] b\n~~~\n- [ ] c\n~~~\n", 1},
    /* a fence ends with its own mark, as long as it began, and with nothing behind it */
    {"~~~\n```\n- [ ] a\n~~~\n- [ ] b\n", 1},
    {"````\n```\n- [ ] a\n````\n- [ ] b\n", 1},
    {"```sh\n- [ ] a\n```sh\n- [ ] b\n```\n- [ ] c\n", 1},
    {"```\n- [ ] a\n````` \r\n- [ ] b\n", 1},
    {"``` x ``` is code\n- [ ] a\n", 1},
    {"```\n- [ ] never closed\n", 0},
    {"- [ ] a\r\n- [ ] b\r\n", 2},
    {"\xff\xfe\n- [ ] a\n", 1},
};

START_TEST(counts_what_is_open)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_checklist_unchecked(cases[i].text) == cases[i].count, "%s", cases[i].text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {counts_what_is_open};

    return suite_run("text/checklist", tests, sizeof tests / sizeof tests[0]);
}

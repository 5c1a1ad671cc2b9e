/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "support/suite.h"
#include "text/spans.h"

#define MOST 4

/* Spans over a text of letters; `end` 0 is none. */
static const struct {
    const char *name, *text;
    struct dd_span spans[MOST], marks[MOST];
    const char *wanted;
} cases[] = {
    {"none", "abcdef", {{0}}, {{0}}, "abcdef"},
    {"all of it", "abcdef", {{0, 6, "x", 1}}, {{0}}, "[redacted:x]"},
    {"out of order",
     "abcdef",
     {{4, 5, "y", 1}, {1, 2, "x", 2}},
     {{0}},
     "a[redacted:x]cd[redacted:y]f"},
    {"side by side",
     "abcdef",
     {{1, 3, "x", 1}, {3, 5, "y", 1}},
     {{0}},
     "a[redacted:x][redacted:y]f"},
    {"overlapping: the earlier names both",
     "abcdef",
     {{2, 5, "y", 1}, {1, 3, "x", 2}},
     {{0}},
     "a[redacted:x]f"},
    {"one place: the lower rank names it, the longer goes",
     "abcdef",
     {{1, 5, "y", 2}, {1, 3, "x", 1}},
     {{0}},
     "a[redacted:x]f"},
    {"one inside another", "abcdef", {{1, 5, "x", 2}, {2, 3, "y", 1}}, {{0}}, "a[redacted:x]f"},
    {"a chain", "abcdef", {{0, 2, "x", 1}, {1, 4, "y", 1}, {3, 6, "z", 1}}, {{0}}, "[redacted:x]"},
    {"inside a mark", "ab[M]f", {{3, 4, "x", 1}}, {{2, 5, "", 0}}, "ab[M]f"},
    {"exactly a mark", "ab[M]f", {{2, 5, "x", 1}}, {{2, 5, "", 0}}, "ab[M]f"},
    {"exactly two marks", "[M][N]", {{0, 6, "x", 1}}, {{0, 3, "", 0}, {3, 6, "", 0}}, "[M][N]"},
    {"around a mark", "ab[M]f", {{1, 6, "x", 1}}, {{2, 5, "", 0}}, "a[redacted:x]"},
    {"into a mark", "ab[M]f", {{1, 3, "x", 1}}, {{2, 5, "", 0}}, "a[redacted:x]f"},
    {"out of a mark", "ab[M]f", {{4, 6, "x", 1}}, {{2, 5, "", 0}}, "ab[redacted:x]"},
    {"two that share a mark",
     "ab[M]f",
     {{1, 3, "x", 1}, {4, 6, "y", 1}},
     {{2, 5, "", 0}},
     "a[redacted:x]"},
    {"a mark before, one after",
     "[M]b[N]",
     {{3, 4, "x", 1}},
     {{0, 3, "", 0}, {4, 7, "", 0}},
     "[M][redacted:x][N]"},
};

static void fill(struct dd_spans *spans, const struct dd_span *items)
{
    for (size_t i = 0; i < MOST && items[i].end > 0; i++)
        ck_assert_int_eq(dd_spans_add(spans, items[i], NULL), DAYDREAM_OK);
}

START_TEST(test_cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_spans spans = DD_SPANS_INIT;
        struct dd_spans marks = DD_SPANS_INIT;
        struct dd_buf out = DD_BUF_INIT;

        fill(&spans, cases[i].spans);
        fill(&marks, cases[i].marks);
        dd_spans_settle(&spans, &marks);
        dd_spans_replace(&spans, cases[i].text, strlen(cases[i].text), &out);
        ck_assert_msg(strcmp(dd_buf_text(&out), cases[i].wanted) == 0, "%s: '%s'", cases[i].name,
                      dd_buf_text(&out));
        dd_buf_free(&out);
        dd_spans_free(&marks);
        dd_spans_free(&spans);
    }
}
END_TEST

START_TEST(test_many)
{
    struct dd_spans spans = DD_SPANS_INIT;
    const struct dd_spans marks = DD_SPANS_INIT;

    for (size_t i = 1000; i > 0; i--)
        ck_assert_int_eq(dd_spans_add(&spans, (struct dd_span){i * 10, i * 10 + 5, "x", i}, NULL),
                         DAYDREAM_OK);
    dd_spans_settle(&spans, &marks);
    ck_assert_uint_eq(spans.count, 1000);
    for (size_t i = 0; i < spans.count; i++)
        ck_assert_uint_eq(spans.items[i].start, (i + 1) * 10);
    dd_spans_free(&spans);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_cases, test_many};

    return suite_run("text/spans", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
/* The names of headings, as GitHub and docutils make them. */
#include <stdio.h>
#include <string.h>

#include "support/suite.h"
#include "text/slug.h"

static const struct {
    enum dd_slug_style style;
    const char *headings; /* with a line break between */
    const char *fragment;
    bool known;
} cases[] = {
    {DD_SLUG_GITHUB, "Overview", "overview", true},
    {DD_SLUG_GITHUB, "Overview", "Overview", true}, /* GitHub's pages do not care */
    {DD_SLUG_GITHUB, "Overview", "overviews", false},
    {DD_SLUG_GITHUB, "What's new?", "whats-new", true},
    {DD_SLUG_GITHUB, "What's new?", "what-s-new", false},
    {DD_SLUG_GITHUB, "A & B", "a--b", true},
    {DD_SLUG_GITHUB, "A & B", "a-b", false},
    {DD_SLUG_GITHUB, "snake_case and kebab-case", "snake_case-and-kebab-case", true},
    {DD_SLUG_GITHUB, " Behind a picture", "behind-a-picture", true},
    {DD_SLUG_GITHUB, " Behind a picture", "-behind-a-picture", true},
    {DD_SLUG_GITHUB, "1. First (of 2.0)", "1-first-of-20", true},
    {DD_SLUG_GITHUB, ":rocket: Start", "rocket-start", true},
    {DD_SLUG_GITHUB, "🚀 Start", "-start", true},
    {DD_SLUG_GITHUB, "⚙\ufe0f Setup", "\ufe0f-setup", true},
    {DD_SLUG_GITHUB, "⚙\ufe0f Setup", "-setup", true},
    {DD_SLUG_GITHUB, "Before — after", "before--after", true},
    {DD_SLUG_GITHUB, "“Quoted” … text", "quoted--text", true},
    {DD_SLUG_GITHUB, "ÜBER Größe", "über-größe", true},
    {DD_SLUG_GITHUB, "ÜBER Größe", "uber-grosse", false},
    {DD_SLUG_GITHUB, "日本語 見出し", "日本語-見出し", true},
    {DD_SLUG_GITHUB, "日本語 見出し", "日本語", false},
    {DD_SLUG_GITHUB, "中文（括号）。", "中文括号", true},
    {DD_SLUG_GITHUB, "Привет, Мир", "привет-мир", true},
    {DD_SLUG_GITHUB, "हिन्दी", "हिन्दी", true},
    {DD_SLUG_GITHUB, "same\nsame\nsame", "same", true},
    {DD_SLUG_GITHUB, "same\nsame\nsame", "same-1", true},
    {DD_SLUG_GITHUB, "same\nsame\nsame", "same-2", true},
    {DD_SLUG_GITHUB, "same\nsame\nsame", "same-3", false},
    {DD_SLUG_GITHUB, "Same!\nsame", "same-1", true},
    {DD_SLUG_GITHUB, "bad \xff bytes", "bad \xff bytes", false},
    {DD_SLUG_GITHUB, "", "x", false},
    {DD_SLUG_DOCUTILS, "What's new?", "what-s-new", true},
    {DD_SLUG_DOCUTILS, "What's new?", "whats-new", false},
    {DD_SLUG_DOCUTILS, "A & B", "a-b", true},
    {DD_SLUG_DOCUTILS, "snake_case", "snake-case", true},
    {DD_SLUG_DOCUTILS, "Übersicht", "Übersicht", true},
};

static struct dd_slugs *make(enum dd_slug_style style, const char *headings)
{
    struct dd_slugs *slugs = NULL;
    char copy[256];
    char *rest = copy;

    ck_assert_int_eq(dd_slugs_new(&slugs, NULL), DAYDREAM_OK);
    dd_slugs_begin(slugs, style);
    snprintf(copy, sizeof copy, "%s", headings);
    while (rest != NULL) {
        char *heading = strsep(&rest, "\n");

        ck_assert_int_eq(dd_slugs_add_heading(slugs, heading, NULL), DAYDREAM_OK);
    }
    return slugs;
}

START_TEST(names_headings)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_slugs *slugs = make(cases[i].style, cases[i].headings);
        bool known = !cases[i].known;

        ck_assert_int_eq(dd_slugs_have(slugs, cases[i].fragment, &known, NULL), DAYDREAM_OK);
        ck_assert_msg(known == cases[i].known, "%s: #%s", cases[i].headings, cases[i].fragment);
        dd_slugs_free(slugs);
    }
}
END_TEST

START_TEST(knows_names_that_were_given)
{
    struct dd_slugs *slugs = make(DD_SLUG_GITHUB, "Heading");
    bool known = false;

    ck_assert_int_eq(dd_slugs_add_name(slugs, "My.Name", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_slugs_have(slugs, "My.Name", &known, NULL), DAYDREAM_OK);
    ck_assert(known);
    dd_slugs_begin(slugs, DD_SLUG_GITHUB);
    ck_assert_int_eq(dd_slugs_have(slugs, "My.Name", &known, NULL), DAYDREAM_OK);
    ck_assert(!known);
    dd_slugs_free(slugs);
}
END_TEST

START_TEST(takes_as_many_as_there_are)
{
    struct dd_slugs *slugs = make(DD_SLUG_GITHUB, "x");
    char text[32];
    bool known = false;

    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "Heading %d", i);
        ck_assert_int_eq(dd_slugs_add_heading(slugs, text, NULL), DAYDREAM_OK);
    }
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "heading-%d", i);
        ck_assert_int_eq(dd_slugs_have(slugs, text, &known, NULL), DAYDREAM_OK);
        ck_assert(known);
    }
    dd_slugs_free(slugs);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {names_headings, knows_names_that_were_given,
                                  takes_as_many_as_there_are};

    return suite_run("text/slug", tests, sizeof tests / sizeof tests[0]);
}

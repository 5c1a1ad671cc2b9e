/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/section.h"
#include "support/suite.h"

/* In the order in which a report shows them. */
static const struct {
    const char *category;
    const char *title;
    bool code;
} sections[] = {
    {"logs", "Logs", true},         {"log-files", "Log files", false}, {"bugs", "Open bugs", false},
    {"todo", "To-do lists", false}, {"my-own", "My-own", false},
};

START_TEST(each_category_has_title_and_place)
{
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        struct dd_buf title = DD_BUF_INIT;

        dd_section_title(&title, sections[i].category);
        ck_assert_str_eq(dd_buf_text(&title), sections[i].title);
        ck_assert_msg(dd_section_is_code(sections[i].category) == sections[i].code, "%s",
                      sections[i].category);
        if (i > 0)
            ck_assert_uint_gt(dd_section_place(sections[i].category),
                              dd_section_place(sections[i - 1].category));
        dd_buf_free(&title);
    }
}
END_TEST

START_TEST(unknown_categories_share_the_last_place)
{
    ck_assert_uint_eq(dd_section_place("zebra"), dd_section_place("ant"));
    ck_assert_uint_eq(dd_section_place("LOGS"), dd_section_place("ant"));
}
END_TEST

/* Where the local report shows a category. */
static const struct {
    const char *category;
    enum dd_chapter chapter;
} chapters[] = {
    {"logs", DD_CHAPTER_PROJECTS},   {"bugs", DD_CHAPTER_PROJECTS},
    {"my-own", DD_CHAPTER_PROJECTS}, {"sentry", DD_CHAPTER_HOME},
    {"markers", DD_CHAPTER_HOME},    {"deprecated", DD_CHAPTER_HOME},
    {"docs", DD_CHAPTER_HOME},       {"sessions", DD_CHAPTER_HOME},
    {"todo", DD_CHAPTER_HOME},       {"reflection", DD_CHAPTER_REFLECTIONS},
    {"lessons", DD_CHAPTER_LESSONS},
};

START_TEST(what_home_alone_is_looked_at_for_has_its_chapter)
{
    for (size_t i = 0; i < sizeof chapters / sizeof chapters[0]; i++)
        ck_assert_msg(dd_section_chapter(chapters[i].category) == chapters[i].chapter, "%s",
                      chapters[i].category);
}
END_TEST

START_TEST(any_first_character_makes_a_title)
{
    static const char *const cases[][2] = {{"z", "Z"}, {"9lives", "9lives"}, {"_x", "_x"}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf title = DD_BUF_INIT;

        dd_section_title(&title, cases[i][0]);
        ck_assert_str_eq(dd_buf_text(&title), cases[i][1]);
        dd_buf_free(&title);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        each_category_has_title_and_place,
        unknown_categories_share_the_last_place,
        what_home_alone_is_looked_at_for_has_its_chapter,
        any_first_character_makes_a_title,
    };

    return suite_run("model/section", tests, sizeof tests / sizeof tests[0]);
}

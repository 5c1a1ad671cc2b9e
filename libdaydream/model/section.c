/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "model/section.h"

/* clang-format off */
static const struct section {
    const char *category;
    const char *title;
    enum dd_chapter chapter;
    bool is_code;
    bool is_quoted;
} sections[] = {
    {"logs", "Logs", DD_CHAPTER_PROJECTS, true, true},
    {"log-files", "Log files", DD_CHAPTER_PROJECTS, false, false},
    {"sentry", "Sentry", DD_CHAPTER_HOME, false, false},
    {"bugs", "Open bugs", DD_CHAPTER_PROJECTS, false, false},
    {"todo", "To-do lists", DD_CHAPTER_HOME, false, false},
    {"markers", "Unfinished code", DD_CHAPTER_HOME, false, false},
    {"deprecated", "Deprecated code", DD_CHAPTER_HOME, false, false},
    {"docs", "Documents", DD_CHAPTER_HOME, false, false},
    {"sessions", "Agent sessions", DD_CHAPTER_HOME, false, true},
    {"reflection", "Reflections", DD_CHAPTER_REFLECTIONS, false, true},
    {"lessons", "Lessons", DD_CHAPTER_LESSONS, false, false},
};
/* clang-format on */

#define SECTIONS (sizeof sections / sizeof sections[0])

size_t dd_section_place(const char *category)
{
    size_t i = 0;

    while (i < SECTIONS && strcmp(sections[i].category, category) != 0)
        i++;
    return i;
}

enum dd_chapter dd_section_chapter(const char *category)
{
    size_t place = dd_section_place(category);

    return place < SECTIONS ? sections[place].chapter : DD_CHAPTER_PROJECTS;
}

bool dd_section_is_code(const char *category)
{
    size_t place = dd_section_place(category);

    return place < SECTIONS && sections[place].is_code;
}

bool dd_section_is_quoted(const char *category)
{
    size_t place = dd_section_place(category);

    return place < SECTIONS && sections[place].is_quoted;
}

void dd_section_title(struct dd_buf *out, const char *category)
{
    size_t place = dd_section_place(category);

    if (place < SECTIONS) {
        dd_buf_puts(out, sections[place].title);
    } else {
        dd_buf_putc(out, (char)toupper((unsigned char)category[0]));
        dd_buf_puts(out, category + 1);
    }
}

/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "model/section.h"

/* clang-format off */
static const struct section {
    const char *category;
    const char *title;
    bool is_code;
    bool is_quoted;
} sections[] = {
    {"logs", "Logs", true, true},
    {"log-files", "Log files", false, false},
    {"sentry", "Sentry", false, false},
    {"bugs", "Open bugs", false, false},
    {"todo", "To-do lists", false, false},
    {"markers", "Unfinished code", false, false},
    {"deprecated", "Deprecated code", false, false},
    {"sessions", "Agent sessions", false, true},
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

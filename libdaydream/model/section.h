/* SPDX-License-Identifier: MIT */
/* The sections of a report: a category's title, place, and how its texts are shown. */
#ifndef DD_MODEL_SECTION_H
#define DD_MODEL_SECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Where the category's section stands; unknown categories come last. */
size_t dd_section_place(const char *category);

/* Where a category stands in the local report, which has the projects first, then what home alone
 * is looked at for, then what was thought and learnt. Values are bits. */
enum dd_chapter {
    DD_CHAPTER_PROJECTS = 1,
    DD_CHAPTER_HOME = 2,
    DD_CHAPTER_REFLECTIONS = 4,
    DD_CHAPTER_LESSONS = 8
};

/* Unknown categories are the projects'. */
enum dd_chapter dd_section_chapter(const char *category);

/* Is a finding's text a quotation (of a log), to be shown as code? */
bool dd_section_is_code(const char *category);

/* Are a finding's details what somebody wrote who did not think of an issue that everybody reads:
 * lines of a log, what was said to an agent? */
bool dd_section_is_quoted(const char *category);

/* Append the heading: the table's, or the category itself with a capital letter. */
void dd_section_title(struct dd_buf *out, const char *category);

#endif

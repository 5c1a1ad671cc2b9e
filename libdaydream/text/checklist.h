/* SPDX-License-Identifier: MIT */
/* The items of a Markdown to-do list: GitHub Flavored Markdown, "Task list items". */
#ifndef DD_TEXT_CHECKLIST_H
#define DD_TEXT_CHECKLIST_H

#include <stddef.h>

/* How many items are not checked ("- [ ] item", at any depth); what stands in a code fence is an
 * example and no item. */
size_t dd_checklist_unchecked(const char *text);

#endif

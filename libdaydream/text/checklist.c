/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <string.h>

#include "text/checklist.h"

#define SHORTEST_FENCE 3

/* The fence that is open; length 0: none is. */
struct fence {
    char mark;
    size_t length;
};

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* Is the line an item that is not checked? */
static bool is_unchecked(const char *line)
{
    line = skip_blanks(line);
    if (strchr("-*+", *line) == NULL || *line == '\0')
        return false;
    line++;
    return *line == ' ' && strncmp(line + strspn(line, " "), "[ ] ", 4) == 0;
}

/* A run of backticks or tildes that begins the line. */
static struct fence read_fence(const char *line, const char **behind)
{
    struct fence fence = {'\0', 0};

    line = skip_blanks(line);
    if (*line == '`' || *line == '~') {
        fence.mark = *line;
        while (line[fence.length] == fence.mark)
            fence.length++;
    }
    *behind = line + fence.length;
    return fence;
}

/* Does nothing but blanks stand in the rest of the line? */
static bool is_blank(const char *text)
{
    text += strspn(text, " \t\r");
    return *text == '\n' || *text == '\0';
}

/* A fence of backticks has none in what follows it: that would be code within a line. */
static bool opens(struct fence fence, const char *behind)
{
    const char *tick = memchr(behind, '`', strcspn(behind, "\n"));

    return fence.length >= SHORTEST_FENCE && (fence.mark == '~' || tick == NULL);
}

static bool closes(struct fence fence, struct fence open, const char *behind)
{
    return fence.mark == open.mark && fence.length >= open.length && is_blank(behind);
}

/* Take one line: true when it belongs to a fence. */
static bool is_fenced(struct fence *open, const char *line)
{
    const char *behind;
    struct fence fence = read_fence(line, &behind);

    if (open->length == 0) {
        if (opens(fence, behind))
            *open = fence;
        return open->length > 0;
    }
    if (closes(fence, *open, behind))
        *open = (struct fence){'\0', 0};
    return true;
}

size_t dd_checklist_unchecked(const char *text)
{
    struct fence open = {'\0', 0};
    size_t count = 0;

    while (*text != '\0') {
        count += !is_fenced(&open, text) && is_unchecked(text);
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
    return count;
}

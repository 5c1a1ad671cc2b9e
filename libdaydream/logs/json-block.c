/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "logs/chars.h"
#include "logs/json-block.h"

/* A blank stands for the line end; what finds no room is left out, but there is always some for the
 * last bracket. */
static void append(struct dd_json_block *block, const char *at, const char *end)
{
    size_t room = DD_JSON_BLOCK_MAX - 1 - block->length;
    size_t length = (size_t)(end - at);

    if (length == 0 || length + 1 > room)
        return;
    if (block->length > 1)
        block->text[block->length++] = ' ';
    memcpy(block->text + block->length, at, length);
    block->length += length;
}

void dd_json_block_close(struct dd_json_block *block)
{
    block->open = false;
    block->text[block->length++] = '}';
}

static const char *skip_blanks_back(const char *at, const char *end)
{
    while (end > at && dd_is_blank(end[-1]))
        end--;
    return end;
}

bool dd_json_block_begin(struct dd_json_block *block, const struct dd_line *line)
{
    if (line->length == 0 || line->text[0] != '{' ||
        skip_blanks_back(line->text, line->text + line->length) != line->text + 1)
        return false;
    block->open = true;
    block->offset = line->offset;
    block->number = line->number;
    block->time = 0;
    block->length = 0;
    append(block, line->text, line->text + 1);
    return true;
}

/* Members are indented, or begin with the quote of their name. */
static bool is_inside(const struct dd_line *line)
{
    return line->length == 0 || strchr(" \t\"]", line->text[0]) != NULL;
}

/* A bracket that a comma follows is one of an inner object, whatever its indentation. */
enum dd_json_block_part dd_json_block_add(struct dd_json_block *block, const struct dd_line *line)
{
    const char *end = skip_blanks_back(line->text, line->text + line->length);
    bool bracket = line->length > 0 && line->text[0] == '}';

    if (bracket && end[-1] != ',')
        return DD_BLOCK_LAST;
    if (!bracket && !is_inside(line))
        return DD_BLOCK_BROKEN;
    append(block, dd_skip_blanks(line->text, end), end);
    return DD_BLOCK_MORE;
}

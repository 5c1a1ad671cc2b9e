/* SPDX-License-Identifier: MIT */
/* An object of JSON that was printed over many lines, put on one. */
#ifndef DD_LOGS_JSON_BLOCK_H
#define DD_LOGS_JSON_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "logs/reader.h"

#define DD_JSON_BLOCK_MAX ((size_t)16 * 1024) /* bytes of it that are kept */

struct dd_json_block {
    bool open;
    uint64_t offset; /* of its first line */
    uint64_t number;
    int64_t time; /* of the stamp in front of it; 0: it has none */
    size_t length;
    char text[DD_JSON_BLOCK_MAX];
};

enum dd_json_block_part {
    DD_BLOCK_MORE,  /* the line belongs to it */
    DD_BLOCK_LAST,  /* the same, and it is complete */
    DD_BLOCK_BROKEN /* the line does not, and it ends without its bracket */
};

/* Begin with a line that is nothing but "{"; false for any other. */
bool dd_json_block_begin(struct dd_json_block *block, const struct dd_line *line);

/* The next line of an open one. Whatever it is, the block is open until it is closed. */
enum dd_json_block_part dd_json_block_add(struct dd_json_block *block, const struct dd_line *line);

/* Put the last bracket behind an open one. */
void dd_json_block_close(struct dd_json_block *block);

#endif

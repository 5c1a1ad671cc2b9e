/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "base/strings.h"
#include "logs/position.h"
#include "logs/reader.h"

enum daydream_status dd_positions_add(struct dd_log_positions *positions,
                                      const struct dd_log_position *position,
                                      struct daydream_error *err)
{
    size_t capacity = positions->capacity == 0 ? 16 : positions->capacity * 2;
    struct dd_log_position *items = positions->items;
    struct dd_log_position copy = *position;
    enum daydream_status status;

    if (positions->count == positions->capacity) {
        items = realloc(items, capacity * sizeof *items);
        if (items == NULL)
            return dd_fail_memory(err);
        positions->items = items;
        positions->capacity = capacity;
    }
    copy.path = NULL;
    status = dd_string_set(&copy.path, position->path, err);
    if (status == DAYDREAM_OK)
        items[positions->count++] = copy;
    return status;
}

void dd_positions_free(struct dd_log_positions *positions)
{
    for (size_t i = 0; i < positions->count; i++)
        free(positions->items[i].path);
    free(positions->items);
    *positions = (struct dd_log_positions)DD_LOG_POSITIONS_INIT;
}

bool dd_position_matches(const struct dd_log_position *position, struct dd_reader *reader)
{
    uint64_t hash = 0;

    if (!dd_reader_hash_head(reader, position->offset, &hash) || hash != position->head)
        return false;
    return dd_reader_hash_before(reader, position->offset, &hash) && hash == position->tail;
}

/* A file that has become shorter in the meantime gives a hash that nothing has. */
struct dd_log_position dd_position_take(struct dd_reader *reader, const char *path, uint64_t offset)
{
    struct dd_log_position position = {
        .path = (char *)(uintptr_t)path,
        .device = (uint64_t)reader->source.info.st_dev,
        .inode = (uint64_t)reader->source.info.st_ino,
        .offset = offset,
        .size = (uint64_t)reader->source.info.st_size,
    };

    if (!dd_reader_hash_head(reader, offset, &position.head) ||
        !dd_reader_hash_before(reader, offset, &position.tail))
        position.head = position.tail = 0;
    return position;
}

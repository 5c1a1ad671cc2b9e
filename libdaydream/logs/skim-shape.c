/* SPDX-License-Identifier: MIT */
#include "logs/skim-shape.h"

void dd_skim_shape_forget(struct dd_skim_shape *shape)
{
    struct dd_skim_fields *none = &shape->fields[0];

    shape->count = 0;
    memset(none->text, 0xff, sizeof none->text);
    memset(none->mask, 0, sizeof none->mask);
    dd_skim_index_make(&shape->index, NULL, 0, false);
}

static bool has_fields(const struct dd_skim_shape *shape, const struct dd_skim_fields *wanted)
{
    for (size_t i = 1; i <= shape->count; i++)
        if (shape->fields[i].length == wanted->length &&
            memcmp(shape->fields[i].text, wanted->text, wanted->length) == 0)
            return true;
    return false;
}

static void index_fields(struct dd_skim_shape *shape)
{
    struct dd_skim_key keys[DD_SKIM_KEYS];

    for (size_t i = 0; i < shape->count; i++)
        keys[i] = (struct dd_skim_key){(const char *)shape->fields[i + 1].text,
                                       shape->fields[i + 1].length};
    dd_skim_index_make(&shape->index, keys, shape->count, false);
}

void dd_skim_shape_add(struct dd_skim_shape *shape, const char *text, size_t length)
{
    struct dd_skim_fields fields = {.length = length};

    memcpy(fields.text, text, length);
    memset(fields.mask, 0xff, length);
    if (has_fields(shape, &fields))
        return;
    if (shape->count == DD_SKIM_KEYS)
        dd_skim_shape_forget(shape);
    shape->misses++;
    shape->fields[++shape->count] = fields;
    index_fields(shape);
}

bool dd_skim_shape_is_beside(const struct dd_skim_shape *shape, const char *line, size_t i)
{
    const char *fields = line + shape->stamp.length;

    if (!dd_skim_stamp_begins(&shape->stamp, line))
        return false;
    for (i = shape->index.next[i]; i > 0; i = shape->index.next[i]) {
        dd_skim_block fault = {0};

        dd_skim_fields_compare(&shape->fields[i], fields, &fault);
        if (dd_skim_is_zero_plainly(&fault))
            return true;
    }
    return false;
}

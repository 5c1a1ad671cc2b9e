/* SPDX-License-Identifier: MIT */
#include "logs/line-fields.h"
#include "logs/chars.h"

#define MOST_DIGITS 4 /* of a level */

static enum dd_log_level level_of_number(const struct dd_line_value *value)
{
    int number = 0;

    if (value->length == 0 || value->length > MOST_DIGITS)
        return DD_LEVEL_NONE;
    for (size_t i = 0; i < value->length; i++) {
        if (!dd_is_digit(value->at[i]))
            return DD_LEVEL_NONE;
        number = number * 10 + (value->at[i] - '0');
    }
    return dd_level_from_number(number);
}

static enum dd_log_level level_of(const struct dd_line_value *value)
{
    if (value->length == 1 && value->text && dd_is_upper(*value->at))
        return dd_level_from_letter(*value->at);
    if (value->length > 0 && dd_is_digit(*value->at))
        return level_of_number(value);
    return value->text ? dd_level_from_word(value->at, value->length) : DD_LEVEL_NONE;
}

static void take_time(struct dd_line_fields *fields, const struct dd_line_value *value)
{
    struct dd_header *header = fields->header;

    if (header->stamped)
        return;
    header->stamped = dd_stamp_read(fields->stamps, value->at, value->length, &header->time) > 0;
    if (header->stamped)
        header->stamp_end = (size_t)(value->at - fields->line) + value->length;
}

static void take_level(struct dd_line_fields *fields, const struct dd_line_value *value)
{
    struct dd_header *header = fields->header;

    if (header->level != DD_LEVEL_NONE)
        return;
    header->level = level_of(value);
    if (header->level != DD_LEVEL_NONE)
        header->level_end = (size_t)(value->at - fields->line) + value->length;
}

static void take_message(struct dd_line_fields *fields, enum dd_line_key key,
                         const struct dd_line_value *value)
{
    if (!value->text || (fields->message != DD_KEY_OTHER && fields->message <= key))
        return;
    fields->message = key;
    fields->header->message = (size_t)(value->at - fields->line);
    fields->header->length = value->length;
    fields->header->escaped = value->quoted;
}

void dd_line_fields_take(struct dd_line_fields *fields, enum dd_line_key key,
                         const struct dd_line_value *value)
{
    switch (key) {
    case DD_KEY_TIME:
        take_time(fields, value);
        break;
    case DD_KEY_LEVEL:
        take_level(fields, value);
        break;
    case DD_KEY_LEVEL_LETTER:
        if (value->text && value->length == 1)
            take_level(fields, value);
        break;
    case DD_KEY_MESSAGE:
    case DD_KEY_TEXT:
    case DD_KEY_LAST_RESORT:
        take_message(fields, key, value);
        break;
    default:
        break;
    }
}

bool dd_line_fields_complete(const struct dd_line_fields *fields)
{
    const struct dd_header *header = fields->header;

    if (!header->stamped || header->level == DD_LEVEL_NONE)
        return false;
    return fields->message == DD_KEY_MESSAGE || (int)header->level < fields->stamps->minimum;
}

bool dd_line_fields_end(struct dd_line_fields *fields, size_t length)
{
    struct dd_header *header = fields->header;

    if (fields->message == DD_KEY_OTHER)
        header->length = length;
    if (!header->stamped || header->level == DD_LEVEL_NONE)
        header->stamp_end = header->level_end = 0;
    else if (header->level_end < header->stamp_end)
        header->level_end = header->stamp_end;
    return header->stamped || header->level != DD_LEVEL_NONE;
}

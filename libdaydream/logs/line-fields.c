/* SPDX-License-Identifier: MIT */
#include "logs/line-fields.h"
#include "logs/chars.h"

#define MOST_DIGITS  4  /* of a level */
#define EPOCH_DIGITS 10 /* of seconds, from 2001 to 2286 */

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

/* "1.784542272345e+09": the seconds have ten digits whatever is counted, as in an epoch without an
 * exponent. */
static bool read_exponent(struct dd_line_fields *fields, const struct dd_line_value *value)
{
    const char *end = value->at + value->length;
    const char *at = value->at + 2;
    char digits[EPOCH_DIGITS] = "1000000000";

    if (value->text || value->length < 4 || !dd_is_digit(*value->at) || value->at[1] != '.')
        return false;
    digits[0] = *value->at;
    for (size_t i = 1; i < EPOCH_DIGITS && at < end && dd_is_digit(*at); i++)
        digits[i] = *at++;
    at = dd_skip_digits(at, end);
    return at < end && dd_lower(*at) == 'e' &&
           dd_stamp_read(fields->stamps, digits, sizeof digits, &fields->header->time) > 0;
}

static void take_time(struct dd_line_fields *fields, const struct dd_line_value *value)
{
    struct dd_header *header = fields->header;

    if (header->stamped)
        return;
    header->stamped = dd_stamp_read(fields->stamps, value->at, value->length, &header->time) > 0;
    if (header->stamped)
        header->stamp_end = (size_t)(value->at - fields->line) + value->length;
    else
        header->stamped = read_exponent(fields, value);
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

/* A word that may say how something ended, as in "status":"fail", is no level. */
static void take_status(struct dd_line_fields *fields, const struct dd_line_value *value)
{
    const char *at = value->at;
    bool prose = false;
    enum dd_log_level level = DD_LEVEL_NONE;

    if (value->text)
        level = dd_level_read_word(at, value->length, &prose);
    if (value->length == 3 && *at == '5' && dd_skip_digits(at, at + 3) == at + 3)
        level = DD_LEVEL_ERROR;
    if (fields->status == DD_LEVEL_NONE && !prose)
        fields->status = level;
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
    case DD_KEY_TIME_NUMBER:
        if (!value->text)
            take_time(fields, value);
        break;
    case DD_KEY_STATUS:
        take_status(fields, value);
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
    if (header->stamp_end == 0 || header->level == DD_LEVEL_NONE)
        header->stamp_end = header->level_end = 0;
    else if (header->level_end < header->stamp_end)
        header->level_end = header->stamp_end;
    if (header->level == DD_LEVEL_NONE && fields->status != DD_LEVEL_NONE) {
        header->level = fields->status;
        header->firm = header->stamped;
    }
    return header->stamped || header->level != DD_LEVEL_NONE;
}

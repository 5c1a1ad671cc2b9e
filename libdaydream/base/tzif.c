/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/tzif.h"

#define SOURCE      "time zone"
#define HEADER_SIZE ((size_t)44)
#define TYPE_SIZE   ((size_t)6)
#define MAX_TYPES   ((size_t)256) /* a transition names its type in one byte */

/* "SHOULD be more than -89999 and less than 93600" (RFC 9636, section 3.2): what is not is damage.
 */
#define LEAST_OFFSET (-89999)
#define MOST_OFFSET  93599

/* The numbers of a header, in the order of the file. */
struct header {
    unsigned char version;
    size_t ut_count;       /* of UT/local indicators */
    size_t standard_count; /* of standard/wall indicators */
    size_t leap_count;
    size_t time_count;
    size_t type_count;
    size_t name_size;
    size_t time_size; /* bytes of a time: 4, or 8 in the second block */
};

/* The bytes that are left to read. */
struct bytes {
    const unsigned char *data;
    size_t length;
};

/* The next `length` bytes, or NULL when there are fewer. */
static const unsigned char *take(struct bytes *bytes, size_t length)
{
    const unsigned char *data = bytes->data;

    if (length > bytes->length)
        return NULL;
    bytes->data += length;
    bytes->length -= length;
    return data;
}

static uint32_t read_u32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Two's complement in big-endian order, whatever this machine has. */
static int64_t read_signed(const unsigned char *at, size_t size)
{
    uint64_t value = at[0] >= 0x80 ? UINT64_MAX : 0;
    int64_t result;

    for (size_t i = 0; i < size; i++)
        value = value << 8 | at[i];
    memcpy(&result, &value, sizeof result);
    return result;
}

static bool read_header(struct bytes *bytes, size_t time_size, struct header *out)
{
    const unsigned char *at = take(bytes, HEADER_SIZE);

    if (at == NULL || memcmp(at, "TZif", 4) != 0)
        return false;
    out->version = at[4];
    out->ut_count = read_u32(at + 20);
    out->standard_count = read_u32(at + 24);
    out->leap_count = read_u32(at + 28);
    out->time_count = read_u32(at + 32);
    out->type_count = read_u32(at + 36);
    out->name_size = read_u32(at + 40);
    out->time_size = time_size;
    return true;
}

/* The counts are 32 bits wide, so that no sum of theirs overflows 64. */
static uint64_t block_size(const struct header *header)
{
    return (uint64_t)header->time_count * (header->time_size + 1) +
           (uint64_t)header->type_count * TYPE_SIZE + header->name_size +
           (uint64_t)header->leap_count * (header->time_size + 4) + header->standard_count +
           header->ut_count;
}

static bool counts_are_sound(const struct header *header)
{
    return header->type_count >= 1 && header->type_count <= MAX_TYPES && header->name_size >= 1 &&
           (header->ut_count == 0 || header->ut_count == header->type_count) &&
           (header->standard_count == 0 || header->standard_count == header->type_count);
}

static bool allocate(struct dd_tzif *out, const struct header *header)
{
    out->times = calloc(header->time_count + 1, sizeof *out->times);
    out->type_of = calloc(header->time_count + 1, 1);
    out->types = calloc(header->type_count, sizeof *out->types);
    out->names = calloc(header->name_size + 1, 1);
    out->count = header->time_count;
    out->type_count = header->type_count;
    return out->times != NULL && out->type_of != NULL && out->types != NULL && out->names != NULL;
}

static bool read_transitions(struct bytes *bytes, const struct header *header, struct dd_tzif *out)
{
    const unsigned char *times = take(bytes, out->count * header->time_size);
    const unsigned char *types = take(bytes, out->count);

    for (size_t i = 0; i < out->count; i++) {
        out->times[i] = read_signed(times + i * header->time_size, header->time_size);
        out->type_of[i] = types[i];
        if (types[i] >= out->type_count || (i > 0 && out->times[i] <= out->times[i - 1]))
            return false;
    }
    return true;
}

static bool read_types(struct bytes *bytes, const struct header *header, struct dd_tzif *out)
{
    const unsigned char *at = take(bytes, out->type_count * TYPE_SIZE);
    const unsigned char *names = take(bytes, header->name_size);

    memcpy(out->names, names, header->name_size); /* the NUL behind is allocate()'s */
    for (size_t i = 0; i < out->type_count; i++, at += TYPE_SIZE) {
        int64_t offset = read_signed(at, 4);

        if (offset < LEAST_OFFSET || offset > MOST_OFFSET || at[5] >= header->name_size)
            return false;
        out->types[i] = (struct dd_tzif_type){(int32_t)offset, out->names + at[5]};
    }
    return true;
}

/* A newline, a TZ string or nothing, a newline. */
static bool read_footer(struct bytes *bytes, struct dd_tzif *out)
{
    char text[128];
    const unsigned char *end;
    size_t length;

    if (bytes->length < 2 || bytes->data[0] != '\n')
        return false;
    end = memchr(bytes->data + 1, '\n', bytes->length - 1);
    if (end == NULL)
        return false;
    length = (size_t)(end - bytes->data) - 1;
    if (length >= sizeof text)
        return false;
    memcpy(text, bytes->data + 1, length);
    text[length] = '\0';
    out->has_rule = length > 0;
    return !out->has_rule || (strlen(text) == length && dd_posix_tz_parse(text, &out->rule));
}

/* Beyond the block that we read there is another one with wider times, from version 2 on. */
static const char *find_block(struct bytes *bytes, struct header *header)
{
    uint64_t size;

    if (!read_header(bytes, 4, header))
        return "it is no TZif file";
    size = block_size(header);
    if (size > bytes->length)
        return "it is cut short";
    if (header->version == 0)
        return NULL;
    take(bytes, (size_t)size);
    if (!read_header(bytes, 8, header) || block_size(header) > bytes->length)
        return "it is cut short";
    return NULL;
}

static const char *parse(struct bytes *bytes, struct header *header, struct dd_tzif *out)
{
    if (!read_transitions(bytes, header, out))
        return "its transitions are damaged";
    if (!read_types(bytes, header, out))
        return "its local time types are damaged";
    take(bytes, header->standard_count + header->ut_count);
    if (header->version != 0 && !read_footer(bytes, out))
        return "its footer is damaged";
    return NULL;
}

enum daydream_status dd_tzif_parse(const void *data, size_t length, const char *source,
                                   struct dd_tzif *out, struct daydream_error *err)
{
    struct bytes bytes = {data, length};
    struct header header;
    const char *fault;

    memset(out, 0, sizeof *out);
    fault = find_block(&bytes, &header);
    if (fault == NULL && !counts_are_sound(&header))
        fault = "its header is damaged";
    if (fault == NULL && header.leap_count > 0) /* those of "right/" are not the times of POSIX */
        fault = "it counts leap seconds; name the zone without 'right/'";
    if (fault == NULL) {
        if (!allocate(out, &header)) {
            dd_tzif_free(out);
            return dd_fail_memory(err);
        }
        fault = parse(&bytes, &header, out);
    }
    if (fault == NULL)
        return DAYDREAM_OK;
    dd_tzif_free(out);
    return dd_fail(err, DAYDREAM_ERROR_CONFIG, SOURCE, "%s: %s", source, fault);
}

void dd_tzif_free(struct dd_tzif *tzif)
{
    free(tzif->times);
    free(tzif->type_of);
    free(tzif->types);
    free(tzif->names);
    memset(tzif, 0, sizeof *tzif);
}

/* How many transitions are at or before a time. */
static size_t count_until(const struct dd_tzif *tzif, int64_t utc)
{
    size_t low = 0;
    size_t high = tzif->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (tzif->times[middle] <= utc)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int32_t dd_tzif_at(const struct dd_tzif *tzif, int64_t utc, const char **name)
{
    size_t past = count_until(tzif, utc);
    const struct dd_tzif_type *type = &tzif->types[past > 0 ? tzif->type_of[past - 1] : 0];

    if (past == tzif->count && tzif->has_rule) {
        const struct dd_tz_period *period = dd_posix_tz_at(&tzif->rule, utc);

        *name = period->name;
        return period->offset;
    }
    *name = type->name;
    return type->offset;
}

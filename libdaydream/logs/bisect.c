/* SPDX-License-Identifier: MIT */
#include "logs/bisect.h"
#include "logs/format.h"

#define NEAR  ((uint64_t)128 * 1024) /* so little is not worth another look */
#define PROBE ((size_t)16 * 1024)    /* bytes of a look; a long trace takes some */
#define WHOLE 512                    /* bytes in which a stamp is whole */
#define HOUR  INT64_C(3600)

bool dd_bisect_ahead(struct dd_reader *reader, struct dd_stamps *stamps, size_t wanted,
                     int64_t limit, struct dd_found *found)
{
    size_t length = 0;
    const char *text = dd_reader_ahead(reader, wanted, &length);
    const char *at = text;
    const char *end = text + (length < wanted ? length : wanted);
    struct dd_header header;

    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *stop = newline != NULL ? newline : end;

        if (newline == NULL && length >= wanted && end - at < WHOLE)
            break; /* half a stamp reads as another one */
        while (at < stop && *at == '\0')
            at++;
        if (at < stop && dd_header_read(stamps, at, (size_t)(stop - at), &header) &&
            header.stamped && header.time < limit) {
            *found = (struct dd_found){dd_reader_offset(reader) + (uint64_t)(at - text),
                                       header.time};
            return true;
        }
        at = stop + 1;
    }
    return false;
}

int64_t dd_bisect_slack(const struct dd_stamps *stamps, int64_t time)
{
    int64_t before = dd_zone_offset(stamps->zone, time - 2 * HOUR, NULL);
    int64_t after = dd_zone_offset(stamps->zone, time + 2 * HOUR, NULL);

    return DD_DISORDER + (before > after ? before - after : 0);
}

static bool look(struct dd_reader *reader, struct dd_stamps *stamps, uint64_t offset,
                 struct dd_found *found)
{
    dd_reader_seek(reader, offset);
    return dd_bisect_ahead(reader, stamps, PROBE, INT64_MAX, found) ||
           dd_bisect_ahead(reader, stamps, DD_AHEAD_MAX, INT64_MAX, found);
}

/* What is known: before `low` all is earlier than the target, from `high` on all is later. */
struct range {
    uint64_t low;
    uint64_t high;
    int64_t floor; /* the stamp at `low` */
    int64_t ceiling;
    int64_t target;
};

/* Look at a place between the two and move one of them there; false for a contradiction. */
static bool narrow(struct range *range, const struct dd_found *found, uint64_t place)
{
    if (found->time < range->floor - DD_DISORDER || found->time - DD_DISORDER > range->ceiling)
        return false;
    if (found->time < range->target) {
        range->low = found->offset;
        range->floor = found->time;
    } else {
        range->high = place;
        range->ceiling = found->time;
    }
    return true;
}

static bool search(struct dd_reader *reader, struct dd_stamps *stamps, struct range *range)
{
    struct dd_found found;
    bool ordered = true;

    /* what is asked for is often near the end, which may have no stamp of its own */
    if (range->high > range->low + NEAR && look(reader, stamps, range->high - NEAR / 2, &found))
        ordered = narrow(range, &found, range->high - NEAR / 2);
    while (ordered && range->high > range->low + NEAR) {
        uint64_t middle = range->low + (range->high - range->low) / 2;

        ordered = look(reader, stamps, middle, &found) && narrow(range, &found, middle);
    }
    return ordered;
}

bool dd_bisect(struct dd_reader *reader, struct dd_stamps *stamps, uint64_t low, int64_t time,
               uint64_t *start)
{
    struct range range = {.high = (uint64_t)reader->source.info.st_size,
                          .ceiling = INT64_MAX,
                          .target = time - dd_bisect_slack(stamps, time)};
    struct dd_found first = {0, 0};
    bool ordered = look(reader, stamps, low, &first);

    range.low = low;
    range.floor = first.time;
    if (ordered && first.time < range.target)
        ordered = search(reader, stamps, &range);
    *start = ordered ? range.low : low;
    dd_reader_seek(reader, *start);
    return ordered;
}

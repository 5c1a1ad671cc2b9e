/* SPDX-License-Identifier: MIT */
/* Compiled time zones: TZif, versions 1 to 4 (RFC 9636). */
#ifndef DD_BASE_TZIF_H
#define DD_BASE_TZIF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/posix-tz.h"
#include "daydream.h"

struct dd_tzif_type {
    int32_t offset;   /* seconds east of UTC */
    const char *name; /* within `names` */
};

/* What one file says: types[type_of[i]] holds from times[i] on, types[0] before the first, and
 * the rule after the last where there is one. */
struct dd_tzif {
    int64_t *times;
    unsigned char *type_of;
    size_t count;
    struct dd_tzif_type *types;
    size_t type_count;
    char *names;
    struct dd_posix_tz rule;
    bool has_rule;
};

/* Read a file's bytes. DAYDREAM_ERROR_CONFIG, naming `source`, when they are no valid TZif. */
enum daydream_status dd_tzif_parse(const void *data, size_t length, const char *source,
                                   struct dd_tzif *out, struct daydream_error *err);
void dd_tzif_free(struct dd_tzif *tzif);

/* Seconds east of UTC at a time, and the abbreviation, borrowed from `tzif`. */
int32_t dd_tzif_at(const struct dd_tzif *tzif, int64_t utc, const char **name);

#endif

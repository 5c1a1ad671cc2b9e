/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "base/posix-tz.h"
#include "base/tzif.h"
#include "base/zone.h"

#define SOURCE      "time zone"
#define LOCALTIME   "/etc/localtime"
#define DAY_SECONDS ((int64_t)86400)

/* The largest file of the 2024 database has under 4 KiB, and under 64 KiB with every year until
 * 2400 spelled out. */
#define MAX_FILE ((size_t)256 * 1024)

struct dd_zone {
    struct dd_tzif table;
    bool has_table; /* otherwise the rule is all there is */
    struct dd_posix_tz rule;
};

/* What must be there on a machine without a database. */
static const char *const utc_names[] = {"UTC", "Etc/UTC", "GMT", "Z"};

static bool is_utc(const char *name)
{
    for (size_t i = 0; i < sizeof utc_names / sizeof utc_names[0]; i++)
        if (strcmp(name, utc_names[i]) == 0)
            return true;
    return false;
}

/* Only a name within the database: no path, nothing that leads out of it or is hidden. */
static bool is_name(const char *name)
{
    if (name[0] == '\0' || name[0] == '/')
        return false;
    for (const char *part = name; part != NULL; part = strchr(part, '/')) {
        part += part[0] == '/';
        if (part[0] == '.' || part[0] == '/' || part[0] == '\0')
            return false;
    }
    return true;
}

static enum daydream_status read_file(const char *path, struct dd_zone *zone,
                                      struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf data = DD_BUF_INIT;
    enum daydream_status status = dd_fs_read(path, MAX_FILE, &data, &cause);

    if (status == DAYDREAM_OK)
        status = dd_tzif_parse(dd_buf_text(&data), data.length, path, &zone->table, err);
    else if (status == DAYDREAM_ERROR_MEMORY || status == DAYDREAM_ERROR_NOT_FOUND)
        dd_fail(err, status, SOURCE, "%s", cause.text);
    else
        status = dd_fail(err, DAYDREAM_ERROR_CONFIG, SOURCE, "%s", cause.text);
    zone->has_table = status == DAYDREAM_OK;
    dd_buf_free(&data);
    return status;
}

static enum daydream_status read_from(const char *directory, const char *name, struct dd_zone *zone,
                                      struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status;

    dd_path_join(&path, directory, name);
    status = dd_buf_status(&path, err);
    if (status == DAYDREAM_OK)
        status = read_file(dd_buf_text(&path), zone, err);
    dd_buf_free(&path);
    return status;
}

/* DAYDREAM_ERROR_NOT_FOUND, without a word, when no database has it. */
static enum daydream_status read_named(const char *name, struct dd_zone *zone,
                                       struct daydream_error *err)
{
    /* tzset(3) knows TZDIR; the others are where Linux, NixOS and macOS keep theirs */
    const char *const directories[] = {getenv("TZDIR"), "/usr/share/zoneinfo", "/etc/zoneinfo",
                                       "/var/db/timezone/zoneinfo"};
    enum daydream_status status = DAYDREAM_ERROR_NOT_FOUND;

    if (!is_name(name))
        return status;
    for (size_t i = 0; i < sizeof directories / sizeof directories[0]; i++) {
        struct daydream_error cause = DAYDREAM_ERROR_INIT;

        if (directories[i] == NULL || directories[i][0] != '/')
            continue;
        status = read_from(directories[i], name, zone, &cause);
        if (status == DAYDREAM_OK)
            break;
        if (status != DAYDREAM_ERROR_NOT_FOUND)
            return dd_fail(err, status, SOURCE, "%s", cause.text);
    }
    return status;
}

static enum daydream_status load_named(const char *name, struct dd_zone *zone,
                                       struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_ERROR_NOT_FOUND;

    if (is_utc(name))
        name = "UTC0";
    else
        status = read_named(name, zone, err);
    if (status != DAYDREAM_ERROR_NOT_FOUND)
        return status;
    if (dd_posix_tz_parse(name, &zone->rule))
        return DAYDREAM_OK;
    return dd_fail(err, DAYDREAM_ERROR_CONFIG, SOURCE,
                   "'%.100s' is no time zone that this machine knows; write one like "
                   "Europe/Berlin",
                   name);
}

/* A file named by $TZ, which may be anywhere. */
static enum daydream_status load_path(const char *path, struct dd_zone *zone,
                                      struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = read_file(path, zone, &cause);

    if (status == DAYDREAM_ERROR_NOT_FOUND)
        status = DAYDREAM_ERROR_CONFIG;
    return status == DAYDREAM_OK ? status : dd_fail(err, status, SOURCE, "TZ: %s", cause.text);
}

static enum daydream_status load_local(struct dd_zone *zone, struct daydream_error *err)
{
    const char *tz = getenv("TZ");
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status;

    if (tz != NULL) {
        tz += tz[0] == ':'; /* tzset(3), as is that an empty one is UTC */
        if (tz[0] == '/')
            return load_path(tz, zone, err);
        return load_named(tz[0] != '\0' ? tz : "UTC", zone, err);
    }
    status = read_file(LOCALTIME, zone, &cause);
    if (status == DAYDREAM_ERROR_NOT_FOUND)
        return load_named("UTC", zone, err);
    return status == DAYDREAM_OK ? status : dd_fail(err, status, SOURCE, "%s", cause.text);
}

enum daydream_status dd_zone_open(const char *name, struct dd_zone **out,
                                  struct daydream_error *err)
{
    struct dd_zone *zone = calloc(1, sizeof *zone);
    enum daydream_status status;

    *out = NULL;
    if (zone == NULL)
        return dd_fail_memory(err);
    status = name != NULL ? load_named(name, zone, err) : load_local(zone, err);
    if (status == DAYDREAM_OK)
        *out = zone;
    else
        dd_zone_free(zone);
    return status;
}

void dd_zone_free(struct dd_zone *zone)
{
    if (zone == NULL)
        return;
    dd_tzif_free(&zone->table);
    free(zone);
}

int32_t dd_zone_offset(const struct dd_zone *zone, int64_t utc, const char **abbreviation)
{
    const char *name;
    int32_t offset;

    if (zone->has_table) {
        offset = dd_tzif_at(&zone->table, utc, &name);
    } else {
        const struct dd_tz_period *period = dd_posix_tz_at(&zone->rule, utc);

        name = period->name;
        offset = period->offset;
    }
    if (abbreviation != NULL)
        *abbreviation = name;
    return offset;
}

int64_t dd_zone_to_utc(const struct dd_zone *zone, const struct dd_civil *civil)
{
    int64_t local = dd_seconds_from_civil(civil);
    /* what held a day before holds until a change near the reading, if there is one */
    int32_t before = dd_zone_offset(zone, local - DAY_SECONDS, NULL);
    int64_t first = local - before;
    int32_t after = dd_zone_offset(zone, first, NULL);
    int64_t second = local - after;

    if (after == before || dd_zone_offset(zone, second, NULL) != after)
        return first; /* not yet changed, or skipped: counted on from before the gap */
    return second;
}

static int64_t local_seconds(const struct dd_zone *zone, int64_t utc)
{
    int32_t offset = dd_zone_offset(zone, utc, NULL);

    if (utc < INT64_MIN + DAY_SECONDS * 2 || utc > INT64_MAX - DAY_SECONDS * 2)
        return utc; /* beyond any calendar; dd_civil_from_seconds() takes its end */
    return utc + offset;
}

void dd_zone_civil(const struct dd_zone *zone, int64_t utc, struct dd_civil *civil)
{
    dd_civil_from_seconds(local_seconds(zone, utc), civil);
}

void dd_zone_date(const struct dd_zone *zone, int64_t utc, char out[DD_DATE_SIZE])
{
    struct dd_civil civil;

    dd_zone_civil(zone, utc, &civil);
    dd_date_format(dd_days_from_civil(civil.year, civil.month, civil.day), out);
}

int64_t dd_zone_day_start(const struct dd_zone *zone, const char *date)
{
    struct dd_civil midnight = {1970, 1, 1, 0, 0, 0};
    int64_t days = 0;
    int64_t late;
    int64_t early;

    if (dd_date_parse(date, &days))
        dd_civil_from_days(days, &midnight.year, &midnight.month, &midnight.day);
    late = dd_zone_to_utc(zone, &midnight);
    if (local_seconds(zone, late) == days * DAY_SECONDS)
        return late;
    /* midnight is skipped: the date begins within the gap, at the change itself */
    early = late - DAY_SECONDS;
    while (late - early > 1) {
        int64_t middle = early + (late - early) / 2;

        if (local_seconds(zone, middle) < days * DAY_SECONDS)
            early = middle;
        else
            late = middle;
    }
    return late;
}

/* SPDX-License-Identifier: MIT */
/* The part of store/findings.h that asks when something was seen last. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/findings.h"
#include "store/sql.h"

/* The newest date before `date` on which one of the fingerprints was seen; "" for never. */
static enum daydream_status find_date(struct dd_store *store, const char *date, const char *key,
                                      const struct dd_strings *fingerprints, char out[DD_DATE_SIZE],
                                      struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(store, "SELECT max(date) FROM sightings"
                                              " WHERE key = ? AND fingerprint = ? AND date < ?");

    out[0] = '\0';
    for (size_t i = 0; i < fingerprints->count; i++) {
        char found[DD_DATE_SIZE] = "";

        dd_sql_bind_text(&sql, key);
        dd_sql_bind_text(&sql, fingerprints->items[i]);
        dd_sql_bind_text(&sql, date);
        while (dd_sql_next(&sql))
            dd_sql_copy_to(&sql, 0, found, sizeof found);
        if (strcmp(found, out) > 0)
            memcpy(out, found, sizeof found);
    }
    return dd_sql_end(&sql, err);
}

/* The findings that were counted: one may match by several of its fingerprints. */
struct counted {
    int64_t *ids;
    size_t count;
};

static bool is_counted(const struct counted *counted, int64_t id)
{
    for (size_t i = 0; i < counted->count; i++)
        if (counted->ids[i] == id)
            return true;
    return false;
}

static enum daydream_status remember(struct counted *counted, int64_t id,
                                     struct daydream_error *err)
{
    int64_t *ids = realloc(counted->ids, (counted->count + 1) * sizeof *ids);

    if (ids == NULL)
        return dd_fail_memory(err);
    counted->ids = ids;
    counted->ids[counted->count++] = id;
    return DAYDREAM_OK;
}

/* What is one group today may have been several then: their counts together, since the first. */
static void add_match(struct dd_sql *sql, struct counted *counted, struct dd_sighting *out)
{
    uint64_t count = dd_sql_uint(sql, 1);
    char since[DD_DATE_SIZE];

    if (is_counted(counted, dd_sql_int(sql, 0)))
        return;
    dd_sql_copy_to(sql, 2, since, sizeof since);
    if (out->since[0] == '\0' || strcmp(since, out->since) < 0)
        memcpy(out->since, since, sizeof since);
    out->count = count > UINT64_MAX - out->count ? UINT64_MAX : out->count + count;
    dd_sql_keep(sql, remember(counted, dd_sql_int(sql, 0), &sql->cause));
}

static enum daydream_status sum_up(struct dd_store *store, const char *key,
                                   const struct dd_strings *fingerprints, struct dd_sighting *out,
                                   struct daydream_error *err)
{
    struct dd_sql sql = dd_sql_prepare(
        store, "SELECT findings.id, findings.count, findings.since"
               " FROM sightings CROSS JOIN findings ON findings.id = sightings.finding"
               " WHERE sightings.key = ? AND sightings.fingerprint = ? AND sightings.date = ?");
    struct counted counted = {NULL, 0};

    for (size_t i = 0; i < fingerprints->count; i++) {
        dd_sql_bind_text(&sql, key);
        dd_sql_bind_text(&sql, fingerprints->items[i]);
        dd_sql_bind_text(&sql, out->seen);
        while (dd_sql_next(&sql))
            add_match(&sql, &counted, out);
    }
    free(counted.ids);
    return dd_sql_end(&sql, err);
}

enum daydream_status dd_findings_sighting(struct dd_store *store, const char *date, const char *key,
                                          const struct dd_strings *fingerprints,
                                          struct dd_sighting *out, struct daydream_error *err)
{
    enum daydream_status status;

    *out = (struct dd_sighting){"", "", 0};
    status = find_date(store, date, key, fingerprints, out->seen, err);
    if (status == DAYDREAM_OK && out->seen[0] != '\0')
        status = sum_up(store, key, fingerprints, out, err);
    return status;
}

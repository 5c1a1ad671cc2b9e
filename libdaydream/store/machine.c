/* SPDX-License-Identifier: MIT */
#include "store/machine.h"
#include "base/random.h"
#include "base/strings.h"
#include "store/marks.h"

#define NAME "machine"

static enum daydream_status make_id(struct dd_store *store, char **out, struct daydream_error *err)
{
    char id[DD_MACHINE_DIGITS + 1];
    enum daydream_status status = dd_random_hex(id, DD_MACHINE_DIGITS, err);

    if (status == DAYDREAM_OK)
        status = dd_meta_put(store, NAME, id, err);
    return status == DAYDREAM_OK ? dd_string_set(out, id, err) : status;
}

enum daydream_status dd_machine_id(struct dd_store *store, const char *wanted, char **out,
                                   struct daydream_error *err)
{
    enum daydream_status status;

    *out = NULL;
    if (wanted != NULL)
        return dd_string_set(out, wanted, err);
    status = dd_meta_get(store, NAME, out, err);
    return status == DAYDREAM_OK && *out == NULL ? make_id(store, out, err) : status;
}

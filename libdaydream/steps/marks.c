/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "base/strings.h"
#include "steps/marks.h"

struct dd_marks {
    int64_t until; /* 0: not said */
    struct dd_position_rows positions;
    struct dd_strings measures;
    int64_t *values; /* of the measures */
    bool has_pages;
    struct dd_page_rows pages;
    bool has_tallies;
    struct dd_tally_rows tallies;
};

enum daydream_status dd_marks_new(struct dd_marks **out, struct daydream_error *err)
{
    *out = calloc(1, sizeof **out);
    return *out != NULL ? DAYDREAM_OK : dd_fail_memory(err);
}

void dd_marks_free(struct dd_marks *marks)
{
    if (marks == NULL)
        return;
    dd_position_rows_free(&marks->positions);
    dd_strings_free(&marks->measures);
    dd_page_rows_free(&marks->pages);
    dd_tally_rows_free(&marks->tallies);
    free(marks->values);
    free(marks);
}

void dd_marks_reviewed(struct dd_marks *marks, int64_t until,
                       struct dd_position_rows *positions_take)
{
    dd_position_rows_free(&marks->positions);
    marks->until = until;
    marks->positions = *positions_take;
    *positions_take = (struct dd_position_rows){NULL, 0};
}

enum daydream_status dd_marks_measure(struct dd_marks *marks, const char *name, int64_t value,
                                      struct daydream_error *err)
{
    size_t count = marks->measures.count;
    int64_t *values = realloc(marks->values, (count + 1) * sizeof *values);

    if (values == NULL)
        return dd_fail_memory(err);
    marks->values = values;
    values[count] = value;
    return dd_strings_add(&marks->measures, name, err);
}

void dd_marks_pages(struct dd_marks *marks, struct dd_page_rows *pages_take)
{
    dd_page_rows_free(&marks->pages);
    marks->has_pages = true;
    marks->pages = *pages_take;
    *pages_take = (struct dd_page_rows){NULL, 0};
}

void dd_marks_tallies(struct dd_marks *marks, struct dd_tally_rows *tallies_take)
{
    dd_tally_rows_free(&marks->tallies);
    marks->has_tallies = true;
    marks->tallies = *tallies_take;
    *tallies_take = (struct dd_tally_rows){NULL, 0, 0};
}

enum daydream_status dd_marks_write(const struct dd_marks *marks, struct dd_store *store,
                                    int64_t run, const char *slug, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    if (marks->until != 0)
        status = dd_watermark_put(store, slug, marks->until, err);
    if (marks->until != 0 && status == DAYDREAM_OK)
        status = dd_positions_put(store, slug, &marks->positions, err);
    if (marks->has_pages && status == DAYDREAM_OK)
        status = dd_pages_put(store, slug, &marks->pages, err);
    if (marks->has_tallies && status == DAYDREAM_OK)
        status = dd_tallies_put(store, run, slug, &marks->tallies, err);
    for (size_t i = 0; i < marks->measures.count && status == DAYDREAM_OK; i++)
        status = dd_measure_put(store, run, slug, marks->measures.items[i], marks->values[i], err);
    return status;
}

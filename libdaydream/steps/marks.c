/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "base/strings.h"
#include "steps/marks.h"

/* The rows and values stand side by side with their names. */
struct dd_marks {
    int64_t until; /* 0: not said */
    struct dd_strings paths;
    struct dd_position_row *positions;
    struct dd_strings measures;
    int64_t *values;
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
    dd_strings_free(&marks->paths);
    dd_strings_free(&marks->measures);
    free(marks->positions);
    free(marks->values);
    free(marks);
}

void dd_marks_reviewed_until(struct dd_marks *marks, int64_t until)
{
    marks->until = until;
}

enum daydream_status dd_marks_position(struct dd_marks *marks, const char *path,
                                       const struct dd_position_row *position,
                                       struct daydream_error *err)
{
    size_t count = marks->paths.count;
    struct dd_position_row *rows = realloc(marks->positions, (count + 1) * sizeof *rows);

    if (rows == NULL)
        return dd_fail_memory(err);
    marks->positions = rows;
    rows[count] = *position;
    return dd_strings_add(&marks->paths, path, err);
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

enum daydream_status dd_marks_write(const struct dd_marks *marks, struct dd_store *store,
                                    int64_t run, const char *slug, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    if (marks->until != 0)
        status = dd_watermark_put(store, slug, marks->until, err);
    for (size_t i = 0; i < marks->paths.count && status == DAYDREAM_OK; i++)
        status = dd_position_put(store, slug, marks->paths.items[i], &marks->positions[i], err);
    for (size_t i = 0; i < marks->measures.count && status == DAYDREAM_OK; i++)
        status = dd_measure_put(store, run, slug, marks->measures.items[i], marks->values[i], err);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/strings.h"
#include "steps/marks.h"
#include "text/foreign.h"

struct dd_marks {
    int64_t until; /* 0: not said */
    struct dd_position_rows positions;
    struct dd_strings measures;
    int64_t *values; /* of the measures */
    bool has_pages;
    struct dd_page_rows pages;
    bool has_tallies;
    struct dd_tally_rows tallies;
    bool has_reflections;
    struct dd_reflection_rows reflections;
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
    dd_reflection_rows_free(&marks->reflections);
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

void dd_marks_reflections(struct dd_marks *marks, struct dd_reflection_rows *reflections_take)
{
    dd_reflection_rows_free(&marks->reflections);
    marks->has_reflections = true;
    marks->reflections = *reflections_take;
    *reflections_take = (struct dd_reflection_rows){NULL, 0, 0};
}

static enum daydream_status redact_text(char **text, const struct dd_redactor *redactor, size_t max,
                                        struct daydream_error *err)
{
    struct dd_buf clean = DD_BUF_INIT;
    enum daydream_status status;

    if (*text == NULL)
        return DAYDREAM_OK;
    status = dd_foreign_line(redactor, *text, strlen(*text), max, &clean, err);
    if (status == DAYDREAM_OK)
        status = dd_string_set(text, dd_buf_text(&clean), err);
    dd_buf_free(&clean);
    return status;
}

enum daydream_status dd_marks_redact(struct dd_marks *marks, const struct dd_redactor *redactor,
                                     struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < marks->reflections.count && status == DAYDREAM_OK; i++) {
        struct dd_reflection *row = &marks->reflections.items[i];
        struct {
            char **text;
            size_t max;
        } texts[] = {
            {&row->category, DD_REFLECTION_NAME_MAX},
            {&row->summary, DD_REFLECTION_TEXT_MAX},
            {&row->pattern, DD_REFLECTION_TEXT_MAX},
            {&row->prevention, DD_REFLECTION_TEXT_MAX},
            {&row->source_session, DD_REFLECTION_NAME_MAX},
        };

        for (size_t j = 0; j < sizeof texts / sizeof texts[0] && status == DAYDREAM_OK; j++)
            status = redact_text(texts[j].text, redactor, texts[j].max, err);
    }
    return status;
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
    if (marks->has_reflections && status == DAYDREAM_OK)
        status = dd_reflections_put(store, run, &marks->reflections, err);
    for (size_t i = 0; i < marks->measures.count && status == DAYDREAM_OK; i++)
        status = dd_measure_put(store, run, slug, marks->measures.items[i], marks->values[i], err);
    return status;
}

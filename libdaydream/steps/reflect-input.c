/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/news.h"
#include "steps/reflect-finding.h"
#include "steps/reflect-input.h"
#include "steps/reporting.h"

#define FRAME_BYTES 120 /* the text without projects needs no more */

struct candidate {
    char *json;                             /* NULL: not written yet */
    const struct daydream_finding *finding; /* while its project is looked at */
    size_t length;
    size_t project;
    size_t turn; /* how many of its project and rank come before it */
    int rank;
};

/* The best of what was seen so far, as much as finds room. */
struct chosen {
    const struct dd_step_context *context;
    size_t room;
    struct candidate *items;
    size_t count;
    size_t capacity;
    bool full;    /* something found no room: what comes behind the last one finds none either */
    bool *framed; /* room for who counts the projects */
};

static int compare(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int by_rank(const void *left, const void *right)
{
    const struct candidate *a = left;
    const struct candidate *b = right;

    if (a->rank != b->rank)
        return a->rank - b->rank;
    return a->turn != b->turn ? compare(a->turn, b->turn) : compare(a->project, b->project);
}

static void cut(struct chosen *chosen, size_t count)
{
    for (size_t i = count; i < chosen->count; i++)
        free(chosen->items[i].json);
    chosen->full = chosen->full || count < chosen->count;
    chosen->count = count;
}

static void chosen_free(struct chosen *chosen)
{
    cut(chosen, 0);
    free(chosen->items);
    free(chosen->framed);
}

/* What a project's entry needs beside its findings. */
static size_t frame_of(const struct chosen *chosen, size_t project)
{
    return strlen("{\"slug\":\"\",\"findings\":[]},") +
           strlen(chosen->context->projects->items[project]->slug);
}

/* Sort, and let go what finds no room. */
static void settle(struct chosen *chosen)
{
    size_t used = FRAME_BYTES;
    size_t count = 0;

    memset(chosen->framed, 0, chosen->context->projects->count * sizeof *chosen->framed);
    if (chosen->count > 1)
        qsort(chosen->items, chosen->count, sizeof *chosen->items, by_rank);
    for (; count < chosen->count; count++) {
        const struct candidate *item = &chosen->items[count];

        used += item->length + strlen(",");
        used += chosen->framed[item->project] ? 0 : frame_of(chosen, item->project);
        if (used > chosen->room)
            break;
        chosen->framed[item->project] = true;
    }
    cut(chosen, count);
}

static enum daydream_status append(struct chosen *chosen, const struct candidate *candidate,
                                   struct daydream_error *err)
{
    size_t capacity = chosen->capacity == 0 ? 64 : chosen->capacity * 2;
    struct candidate *items;

    if (chosen->count == chosen->capacity) {
        items = realloc(chosen->items, capacity * sizeof *items);
        if (items == NULL)
            return dd_fail_memory(err);
        chosen->items = items;
        chosen->capacity = capacity;
    }
    chosen->items[chosen->count++] = *candidate;
    return DAYDREAM_OK;
}

static enum daydream_status write_one(struct chosen *chosen, struct candidate *candidate,
                                      struct daydream_error *err)
{
    struct dd_buf json = DD_BUF_INIT;
    enum daydream_status status = dd_reflect_write_finding(chosen->context->redactor,
                                                           candidate->finding, &json, err);

    candidate->length = json.length;
    if (status == DAYDREAM_OK)
        status = dd_buf_take(&json, &candidate->json, err);
    if (status == DAYDREAM_OK && (status = append(chosen, candidate, err)) != DAYDREAM_OK)
        free(candidate->json);
    dd_buf_free(&json);
    return status;
}

/* Of one project, in their order. What this step itself has found is not looked at again. */
static size_t order_findings(const struct daydream_findings *findings, size_t project,
                             struct candidate *out)
{
    size_t turns[DD_REFLECT_RANKS] = {0};
    size_t count = 0;

    for (size_t i = 0; i < findings->count; i++) {
        int rank = dd_reflect_rank(findings->items[i]);

        if (strcmp(dd_finding_category(findings->items[i]), DD_REFLECT_CATEGORY) == 0)
            continue;
        out[count++] = (struct candidate){NULL,    findings->items[i], 0,
                                          project, turns[rank]++,      rank};
    }
    if (count > 1)
        qsort(out, count, sizeof *out, by_rank);
    return count;
}

static enum daydream_status choose(struct chosen *chosen, struct candidate *items, size_t count,
                                   struct daydream_error *err)
{
    const struct candidate *last = chosen->count > 0 ? &chosen->items[chosen->count - 1] : NULL;
    struct candidate worst = last != NULL ? *last : (struct candidate){.rank = -1};
    bool full = chosen->full;
    size_t used = 0;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++) {
        if (used > chosen->room || (full && by_rank(&items[i], &worst) > 0)) {
            chosen->full = true;
            break;
        }
        status = write_one(chosen, &items[i], err);
        used += items[i].length;
    }
    if (status == DAYDREAM_OK)
        settle(chosen);
    return status;
}

static bool is_due(const struct daydream_findings *findings)
{
    if (dd_news_of(findings) == DD_NEWS_FRESH)
        return true;
    for (size_t i = 0; i < findings->count; i++)
        if (dd_reflect_tells_of_sessions(findings->items[i]))
            return true;
    return false;
}

static enum daydream_status look_at(struct chosen *chosen, size_t project,
                                    struct dd_reflect_input *out, struct daydream_error *err)
{
    const struct dd_step_context *context = chosen->context;
    struct daydream_findings *findings = NULL;
    struct candidate *items = NULL;
    size_t count = 0;
    enum daydream_status status = dd_reporting_findings(context, context->projects->items[project],
                                                        &findings, err);

    if (status == DAYDREAM_OK && (items = calloc(findings->count + 1, sizeof *items)) == NULL)
        status = dd_fail_memory(err);
    if (status == DAYDREAM_OK) {
        out->due = out->due || is_due(findings);
        count = order_findings(findings, project, items);
        out->found += count;
        status = choose(chosen, items, count, err);
    }
    free(items);
    daydream_findings_free(findings);
    return status;
}

/* The entry of a project, when any of its findings was chosen. */
static void write_project(const struct chosen *chosen, size_t project, struct dd_reflect_input *out)
{
    struct dd_buf *text = &out->text;
    bool begun = false;

    for (size_t i = 0; i < chosen->count; i++) {
        if (chosen->items[i].project != project)
            continue;
        if (begun)
            dd_buf_putc(text, ',');
        else
            dd_buf_printf(text, "%s{\"slug\":\"%s\",\"findings\":[", out->projects > 0 ? "," : "",
                          chosen->context->projects->items[project]->slug);
        begun = true;
        dd_buf_add(text, chosen->items[i].json, chosen->items[i].length);
    }
    dd_buf_puts(text, begun ? "]}" : "");
    out->projects += begun;
}

static enum daydream_status write_all(const struct chosen *chosen, struct dd_reflect_input *out,
                                      struct daydream_error *err)
{
    out->shown = chosen->count;
    dd_buf_printf(&out->text, "{\"date\":\"%s\",\"projects\":[", chosen->context->run->date);
    for (size_t i = 0; i < chosen->context->projects->count; i++)
        write_project(chosen, i, out);
    dd_buf_printf(&out->text, "],\"findings_left_out\":%zu}", out->found - out->shown);
    return dd_buf_status(&out->text, err);
}

enum daydream_status dd_reflect_input_write(const struct dd_step_context *context, size_t room,
                                            struct dd_reflect_input *out,
                                            struct daydream_error *err)
{
    size_t count = context->projects->count;
    struct chosen chosen = {.context = context, .room = room};
    enum daydream_status status = DAYDREAM_OK;

    chosen.framed = calloc(count + 1, sizeof *chosen.framed);
    if (chosen.framed == NULL)
        status = dd_fail_memory(err);
    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++)
        status = look_at(&chosen, i, out, err);
    if (status == DAYDREAM_OK)
        status = write_all(&chosen, out, err);
    chosen_free(&chosen);
    return status;
}

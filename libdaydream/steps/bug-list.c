/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "steps/bug-list.h"
#include "text/foreign.h"

#define BUG_LABEL       "bug"
#define TITLE_MAX_BYTES ((size_t)1024) /* GitHub takes 256 characters */

void dd_bugs_free(struct dd_bugs *bugs)
{
    for (size_t i = 0; i < bugs->count; i++)
        free(bugs->items[i].title);
    free(bugs->items);
    *bugs = (struct dd_bugs){NULL, 0};
}

/* ---- pages as they are kept ---- */

/* [88,"title"], or [70] behind the first ones. */
static enum daydream_status write_item(const struct dd_step_context *context,
                                       const struct dd_github_issue *issue, bool named,
                                       struct dd_buf *out, struct daydream_error *err)
{
    struct dd_buf title = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    dd_buf_printf(out, "[%" PRId64, issue->number);
    if (named && issue->title != NULL) {
        status = dd_foreign_line(context->redactor, issue->title, strlen(issue->title),
                                 TITLE_MAX_BYTES, &title, err);
        dd_buf_putc(out, ',');
        dd_json_quote(out, dd_buf_text(&title));
    }
    dd_buf_putc(out, ']');
    dd_buf_free(&title);
    return status;
}

static enum daydream_status write_items(const struct dd_step_context *context,
                                        const struct dd_github_issues *issues, struct dd_buf *out,
                                        struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    dd_buf_putc(out, '[');
    for (size_t i = 0; i < issues->count && status == DAYDREAM_OK; i++) {
        dd_buf_puts(out, i > 0 ? "," : "");
        status = write_item(context, &issues->items[i], i < DD_BUGS_NAMED, out, err);
    }
    dd_buf_putc(out, ']');
    return status == DAYDREAM_OK ? dd_buf_status(out, err) : status;
}

static enum daydream_status to_rows(const struct dd_step_context *context,
                                    const struct dd_github_known *seen, struct dd_page_rows *out,
                                    struct daydream_error *err)
{
    struct dd_buf items = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < seen->count && status == DAYDREAM_OK; i++) {
        const struct dd_github_known_page *page = &seen->pages[i];
        struct dd_page_row row = {page->url, page->etag, page->next, NULL};

        dd_buf_reset(&items);
        status = write_items(context, &page->issues, &items, err);
        row.items = items.data;
        if (status == DAYDREAM_OK)
            status = dd_page_rows_add(out, &row, err);
    }
    dd_buf_free(&items);
    return status;
}

static enum daydream_status take_item(struct json_object *json, struct dd_bugs *out,
                                      struct daydream_error *err)
{
    struct dd_bug *bug = &out->items[out->count];
    struct json_object *title;

    if (!json_object_is_type(json, json_type_array))
        return dd_fail(err, DAYDREAM_ERROR_FILE, "store", "a remembered bug list is damaged");
    title = json_object_array_get_idx(json, 1);
    *bug = (struct dd_bug){json_object_get_int64(json_object_array_get_idx(json, 0)), NULL};
    out->count++;
    return title != NULL ? dd_string_set(&bug->title, json_object_get_string(title), err)
                         : DAYDREAM_OK;
}

/* Append the bugs of a row. */
static enum daydream_status take_row(const struct dd_page_row *row, struct dd_bugs *out,
                                     struct daydream_error *err)
{
    struct json_object *list = NULL;
    struct dd_bug *items;
    size_t count;
    enum daydream_status status = dd_json_parse(row->items, strlen(row->items), "store",
                                                DAYDREAM_ERROR_FILE, &list, err);

    if (status != DAYDREAM_OK)
        return status;
    if (!json_object_is_type(list, json_type_array)) {
        json_object_put(list);
        return dd_fail(err, DAYDREAM_ERROR_FILE, "store", "a remembered bug list is damaged");
    }
    count = json_object_array_length(list);
    items = realloc(out->items, (out->count + count + 1) * sizeof *items);
    if (items == NULL)
        status = dd_fail_memory(err);
    else
        out->items = items;
    for (size_t i = 0; i < count && status == DAYDREAM_OK; i++)
        status = take_item(json_object_array_get_idx(list, i), out, err);
    json_object_put(list);
    return status;
}

static enum daydream_status from_rows(const struct dd_page_rows *rows, struct dd_bugs *out,
                                      struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < rows->count && status == DAYDREAM_OK; i++)
        status = take_row(&rows->items[i], out, err);
    return status;
}

/* ---- what is known already ---- */

/* A row that is not as we write it is damaged: that page is asked for anew. */
static enum daydream_status know_page(const struct dd_page_row *row, struct dd_github_known *out,
                                      struct daydream_error *err)
{
    struct dd_bugs bugs = {NULL, 0};
    struct dd_github_issue *issues = NULL;
    enum daydream_status status = take_row(row, &bugs, NULL);

    if (status == DAYDREAM_ERROR_FILE) {
        dd_bugs_free(&bugs);
        return DAYDREAM_OK;
    }
    if (status != DAYDREAM_OK || (issues = calloc(bugs.count + 1, sizeof *issues)) == NULL)
        status = dd_fail_memory(err);
    for (size_t i = 0; issues != NULL && i < bugs.count; i++) {
        issues[i].number = bugs.items[i].number;
        issues[i].title = bugs.items[i].title; /* borrowed: it is copied */
    }
    if (status == DAYDREAM_OK)
        status = dd_github_known_add(out, row->url, row->etag, row->next, issues, bugs.count, err);
    free(issues);
    dd_bugs_free(&bugs);
    return status;
}

static enum daydream_status load_known(const struct dd_step_context *context,
                                       struct dd_github_known *out, struct daydream_error *err)
{
    struct dd_page_rows rows;
    enum daydream_status status = dd_pages_get(context->store, context->project->slug, &rows, err);

    for (size_t i = 0; i < rows.count && status == DAYDREAM_OK; i++)
        status = know_page(&rows.items[i], out, err);
    dd_page_rows_free(&rows);
    return status;
}

/* Has the project had its turn in this run, so that its list is of today? */
static enum daydream_status is_of_today(const struct dd_step_context *context, const char *slug,
                                        bool *out, struct daydream_error *err)
{
    struct dd_step_row row = {DAYDREAM_STEP_PENDING, NULL, 0};
    enum daydream_status status = dd_steps_get(context->store, context->run->id,
                                               context->step->name, slug, &row, err);

    *out = status == DAYDREAM_OK && row.status == DAYDREAM_STEP_DONE;
    dd_step_row_free(&row);
    return status;
}

/* The pages of a project before this one that shares its repository; none where there is none. */
static enum daydream_status find_shared(const struct dd_step_context *context,
                                        struct dd_page_rows *out, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    *out = (struct dd_page_rows){NULL, 0};
    for (size_t i = 0; i < context->projects->count && status == DAYDREAM_OK; i++) {
        const struct daydream_project *other = context->projects->items[i];
        bool of_today = false;

        if (other == context->project || out->count > 0)
            break;
        if (!dd_projects_share(other, context->project))
            continue;
        status = is_of_today(context, other->slug, &of_today, err);
        if (of_today)
            status = dd_pages_get(context->store, other->slug, out, err);
    }
    return status;
}

/* ---- reading ---- */

static enum daydream_status ask(const struct dd_step_context *context, struct dd_github *github,
                                struct dd_page_rows *out, struct daydream_error *err)
{
    struct dd_github_known known = {NULL, 0};
    struct dd_github_known seen = {NULL, 0};
    const struct dd_github_query query = {
        .state = "open", .label = BUG_LABEL, .known = &known, .seen = &seen};
    struct dd_github_issues issues = {.items = NULL};
    enum daydream_status status = load_known(context, &known, err);

    if (status == DAYDREAM_OK)
        status = dd_github_list(github, context->project->org, context->project->repo, &query,
                                &issues, err);
    if (status == DAYDREAM_OK)
        status = to_rows(context, &seen, out, err);
    dd_github_issues_free(&issues);
    dd_github_known_free(&known);
    dd_github_known_free(&seen);
    return status;
}

enum daydream_status dd_bug_list_read(const struct dd_step_context *context,
                                      struct dd_github *github, struct dd_bugs *out,
                                      struct dd_page_rows *pages, struct daydream_error *err)
{
    enum daydream_status status = find_shared(context, pages, err);

    *out = (struct dd_bugs){NULL, 0};
    if (status == DAYDREAM_OK && pages->count == 0)
        status = ask(context, github, pages, err);
    return status == DAYDREAM_OK ? from_rows(pages, out, err) : status;
}

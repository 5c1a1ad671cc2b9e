/* SPDX-License-Identifier: MIT */
/* Step 4: the project's open bugs, and home's to-do list. */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "steps/backlog.h"
#include "steps/bug-list.h"
#include "steps/marks.h"
#include "steps/step.h"
#include "steps/todo-files.h"
#include "text/checklist.h"

#define MOST_LINES     20 /* files that are named */
#define TODO_MAX_BYTES ((size_t)4 * 1024 * 1024)

static int64_t newest_number(const struct dd_bugs *bugs, int64_t known)
{
    for (size_t i = 0; i < bugs->count; i++)
        if (bugs->items[i].number > known)
            known = bugs->items[i].number;
    return known;
}

static size_t count_newer(const struct dd_bugs *bugs, int64_t number)
{
    size_t count = 0;

    for (size_t i = 0; i < bugs->count; i++)
        count += bugs->items[i].number > number;
    return count;
}

/* One line and one link for each of the newest; the list comes newest first. */
static enum daydream_status add_newest(const struct dd_step_context *context,
                                       const struct dd_bugs *bugs, struct daydream_finding *finding,
                                       struct daydream_error *err)
{
    const struct daydream_project *project = context->project;
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < bugs->count && i < DD_BUGS_NAMED && status == DAYDREAM_OK; i++) {
        int64_t number = bugs->items[i].number;

        dd_buf_reset(&text);
        dd_buf_printf(&text, "#%" PRId64 " %s", number,
                      bugs->items[i].title != NULL ? bugs->items[i].title : "");
        if ((status = dd_buf_status(&text, err)) == DAYDREAM_OK)
            status = daydream_finding_add_detail(finding, dd_buf_text(&text), err);
        dd_buf_reset(&text);
        dd_buf_printf(&text, "https://%s/%s/%s/issues/%" PRId64, project->host, project->org,
                      project->repo, number);
        if (status == DAYDREAM_OK && (status = dd_buf_status(&text, err)) == DAYDREAM_OK)
            status = daydream_finding_add_evidence(finding, dd_buf_text(&text), err);
    }
    dd_buf_free(&text);
    return status;
}

static enum daydream_status report_bugs(struct dd_step_context *context, const struct dd_bugs *bugs,
                                        struct daydream_error *err)
{
    struct dd_backlog backlog = {"bugs", "open-bugs", "open bug", "open bugs", bugs->count, 0};
    struct daydream_finding *finding = NULL;
    struct dd_measure newest;
    enum daydream_status status = dd_measure_before(
        context->store, context->run->date, context->project->slug, "newest-bug", &newest, err);

    if (status != DAYDREAM_OK)
        return status;
    if (newest.date[0] != '\0')
        backlog.fresh = count_newer(bugs, newest.value);
    if ((status = dd_backlog_add(context, &backlog, &finding, err)) == DAYDREAM_OK &&
        (status = add_newest(context, bugs, finding, err)) == DAYDREAM_OK)
        status = dd_marks_measure(context->marks, "newest-bug", newest_number(bugs, newest.value),
                                  err);
    return status;
}

static enum daydream_status review_bugs(struct dd_step_context *context, struct daydream_error *err)
{
    struct dd_page_rows pages = {NULL, 0};
    struct dd_bugs bugs = {NULL, 0};
    struct dd_github *github = NULL;
    enum daydream_status status = dd_step_github(context, &github, err);

    if (status != DAYDREAM_OK || github == NULL)
        return status;
    status = dd_bug_list_read(context, github, &bugs, &pages, err);
    if (status == DAYDREAM_OK)
        status = report_bugs(context, &bugs, err);
    if (status == DAYDREAM_OK)
        dd_marks_pages(context->marks, &pages);
    dd_page_rows_free(&pages);
    dd_bugs_free(&bugs);
    return status;
}

/* What the to-do lists hold together. */
struct todo {
    size_t items;
    struct dd_strings lines; /* "docs/TODO.md: 3" */
    bool unread;             /* there are some that could not be read */
};

static enum daydream_status add_line(struct todo *todo, const char *name, size_t items,
                                     struct daydream_error *err)
{
    struct dd_buf line = DD_BUF_INIT;
    enum daydream_status status;

    if (items == 0 || todo->lines.count >= MOST_LINES)
        return DAYDREAM_OK;
    dd_buf_printf(&line, "%s: %zu", name, items);
    status = dd_buf_status(&line, err);
    if (status == DAYDREAM_OK)
        status = dd_strings_add(&todo->lines, dd_buf_text(&line), err);
    dd_buf_free(&line);
    return status;
}

/* A file that cannot be read is a finding of its own. */
static enum daydream_status count_file(struct dd_step_context *context, const char *name,
                                       struct todo *todo, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf path = DD_BUF_INIT;
    struct dd_buf text = DD_BUF_INIT;
    size_t items = 0;
    enum daydream_status status;

    dd_path_join(&path, context->project->directory, name);
    status = dd_fs_read(dd_buf_text(&path), TODO_MAX_BYTES, &text, &cause);
    if (status == DAYDREAM_OK) {
        items = dd_checklist_unchecked(dd_buf_text(&text));
        todo->items += items;
        status = add_line(todo, name, items, err);
    } else {
        status = dd_step_add(context, "todo", DAYDREAM_SEVERITY_WARNING, cause.text, NULL, err);
        dd_step_missed(context, "%s", cause.text);
        todo->unread = true;
    }
    dd_buf_free(&path);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status report_todo(struct dd_step_context *context, const struct todo *todo,
                                        struct daydream_error *err)
{
    struct dd_backlog backlog = {"todo",
                                 "todo-items",
                                 "unchecked item in TODO.md",
                                 "unchecked items in TODO.md",
                                 todo->items,
                                 0};
    struct daydream_finding *finding = NULL;
    enum daydream_status status = dd_backlog_add(context, &backlog, &finding, err);

    if (todo->lines.count == 1 && strchr(todo->lines.items[0], '/') == NULL)
        return status; /* the one at the top, which the text names */
    for (size_t i = 0; i < todo->lines.count && status == DAYDREAM_OK; i++)
        status = daydream_finding_add_detail(finding, todo->lines.items[i], err);
    return status;
}

static enum daydream_status review_todo(struct dd_step_context *context, struct daydream_error *err)
{
    struct dd_strings files = DD_STRINGS_INIT;
    struct todo todo = {0, DD_STRINGS_INIT, false};
    enum daydream_status status = dd_todo_files(context, &files, err);

    for (size_t i = 0; i < files.count && status == DAYDREAM_OK; i++)
        status = count_file(context, files.items[i], &todo, err);
    /* of a list that could not be read nobody knows whether it has grown */
    if (status == DAYDREAM_OK && files.count > 0 && !todo.unread)
        status = report_todo(context, &todo, err);
    dd_strings_free(&todo.lines);
    dd_strings_free(&files);
    return status;
}

enum daydream_status dd_step_run_clean_tasks(struct dd_step_context *context,
                                             struct daydream_error *err)
{
    enum daydream_status status = review_bugs(context, err);

    if (status == DAYDREAM_OK && context->project == context->projects->home)
        status = review_todo(context, err);
    return status;
}

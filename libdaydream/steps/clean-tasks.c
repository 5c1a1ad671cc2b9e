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

#define TODO_FILE      "TODO.md"
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

/* Behind the bullet and blanks of "- [ ] item", or NULL. */
static bool is_unchecked(const char *line)
{
    line += strspn(line, " \t");
    if (strchr("-*+", *line) == NULL || *line == '\0')
        return false;
    line++;
    return *line == ' ' && strncmp(line + strspn(line, " "), "[ ] ", 4) == 0;
}

static bool is_fence(const char *line)
{
    line += strspn(line, " ");
    return strncmp(line, "```", 3) == 0 || strncmp(line, "~~~", 3) == 0;
}

/* Unchecked items outside code fences. */
static size_t count_unchecked(const char *text)
{
    bool fenced = false;
    size_t count = 0;

    while (*text != '\0') {
        if (is_fence(text))
            fenced = !fenced;
        count += !fenced && is_unchecked(text);
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
    return count;
}

static enum daydream_status report_todo(struct dd_step_context *context, const char *text,
                                        struct daydream_error *err)
{
    struct dd_backlog backlog = {"todo",
                                 "todo-items",
                                 "unchecked item in TODO.md",
                                 "unchecked items in TODO.md",
                                 count_unchecked(text),
                                 0};
    struct daydream_finding *finding = NULL;

    return dd_backlog_add(context, &backlog, &finding, err);
}

static enum daydream_status review_todo(struct dd_step_context *context, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf path = DD_BUF_INIT;
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    dd_path_join(&path, context->project->directory, TODO_FILE);
    status = dd_fs_read(dd_buf_text(&path), TODO_MAX_BYTES, &text, &cause);
    if (status == DAYDREAM_OK)
        status = report_todo(context, dd_buf_text(&text), err);
    else if (status == DAYDREAM_ERROR_NOT_FOUND)
        status = DAYDREAM_OK;
    else
        status = dd_step_add(context, "todo", DAYDREAM_SEVERITY_WARNING, cause.text, NULL, err);
    dd_buf_free(&path);
    dd_buf_free(&text);
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

/* SPDX-License-Identifier: MIT */
/* Step 2: what the project's logs say since the last review. */
#include <fnmatch.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "logs/family.h"
#include "steps/marks.h"
#include "steps/step.h"

#define DAY_SECONDS    ((int64_t)24 * 60 * 60)
#define LONGEST_WINDOW (7 * DAY_SECONDS)
#define MAX_GROUPS     1000
#define MAX_FINDINGS   100 /* what a person will ever read of one project */

/* Our own log would report itself. */
static bool is_our_own(const char *path)
{
    struct dd_buf family = DD_BUF_INIT;
    const char *name;
    bool own;

    (void)dd_family_name(path, &family);
    name = dd_path_name(dd_buf_text(&family));
    own = strcmp(name, "daydream.log") == 0 || fnmatch("daydream[._-]*.log", name, 0) == 0;
    dd_buf_free(&family);
    return own;
}

static enum daydream_status collect_files(struct dd_step_context *context, struct dd_strings *files,
                                          struct daydream_error *err)
{
    const struct daydream_project *project = context->project;
    struct dd_strings found = DD_STRINGS_INIT;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < project->logs.count && status == DAYDREAM_OK; i++)
        status = dd_family_find(project->directory, project->logs.items[i], &found, err);
    for (size_t i = 0; i < found.count && status == DAYDREAM_OK; i++)
        if (!is_our_own(found.items[i]))
            status = dd_strings_add(files, found.items[i], err);
    dd_strings_free(&found);
    return status;
}

/* The first second that is looked at, whatever was left undone. */
static int64_t earliest(const struct dd_step_context *context)
{
    return context->run->started - LONGEST_WINDOW;
}

/* The window runs from the last review, but at most a week back, to the date's first run. */
static enum daydream_status choose_window(struct dd_step_context *context,
                                          struct dd_log_options *options,
                                          struct daydream_error *err)
{
    int64_t watermark = 0;
    enum daydream_status status = dd_watermark_get(context->store, context->project->slug,
                                                   &watermark, err);

    options->to = context->run->started;
    options->earliest = earliest(context);
    options->replay = context->since != 0;
    if (context->since != 0)
        options->from = context->since;
    else if (watermark == 0)
        options->from = options->to - DAY_SECONDS;
    else
        options->from = watermark > options->earliest ? watermark : options->earliest;
    return status;
}

/* Logs that were there within a week may be back tomorrow, with what was written until then. */
static enum daydream_status say_no_files(struct dd_step_context *context,
                                         struct daydream_error *err)
{
    struct dd_buf logs = DD_BUF_INIT;
    const char *text = "No log file matches the project's patterns";
    int64_t watermark = 0;
    enum daydream_status status = dd_watermark_get(context->store, context->project->slug,
                                                   &watermark, err);

    dd_path_join(&logs, context->project->directory, "logs");
    if (!dd_fs_is_directory(dd_buf_text(&logs)))
        text = "No logs directory found";
    dd_buf_free(&logs);
    if (watermark > earliest(context))
        dd_step_missed(context, "%s, where there was one", text);
    if (status == DAYDREAM_OK)
        status = dd_step_add(context, "log-files", DAYDREAM_SEVERITY_NOTE, text, NULL, err);
    return status;
}

static enum daydream_status say_gap(struct dd_step_context *context, int64_t from,
                                    struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    char begin[DD_DATE_SIZE];
    char end[DD_DATE_SIZE];
    int64_t watermark = 0;
    enum daydream_status status = dd_watermark_get(context->store, context->project->slug,
                                                   &watermark, err);

    if (status != DAYDREAM_OK || watermark == 0 || watermark >= from)
        return status;
    dd_zone_date(context->zone, watermark, begin);
    dd_zone_date(context->zone, from, end);
    dd_buf_printf(&text, "Logs from %s to %s were not reviewed: daydream looks at most 7 days back",
                  begin, end);
    status = dd_step_add(context, "log-files", DAYDREAM_SEVERITY_NOTE, dd_buf_text(&text), NULL,
                         err);
    dd_buf_free(&text);
    return status;
}

/* A file that could not be reviewed is a finding of its own: silence would mean clean. */
static enum daydream_status say_left_out(struct dd_step_context *context, const char *name,
                                         enum daydream_severity severity, const char *why,
                                         struct daydream_error *err)
{
    struct daydream_finding *finding = NULL;
    enum daydream_status status = dd_step_add(context, "log-files", severity, why, &finding, err);

    return status == DAYDREAM_OK ? daydream_finding_set_identity(finding, name, err) : status;
}

/* It should have been read, and its errors may go on. */
static enum daydream_status say_unread(struct dd_step_context *context, const char *name,
                                       const char *why, struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    dd_path_shorten(&text, why, context->project->directory);
    dd_step_missed(context, "%s", dd_buf_text(&text));
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = say_left_out(context, name, DAYDREAM_SEVERITY_WARNING, dd_buf_text(&text), err);
    dd_buf_free(&text);
    return status;
}

/* What became of a file, where that is a finding. */
static enum daydream_status note_file(void *user, const struct dd_log_file *file,
                                      struct daydream_error *err)
{
    struct dd_step_context *context = user;
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    if (file->outcome == DD_LOG_UNREAD)
        return say_unread(context, file->path, file->why, err);
    if (file->outcome != DD_LOG_LEFT_OUT)
        return DAYDREAM_OK;
    dd_buf_printf(&text, "%s %s and was left out", file->path, file->why);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = say_left_out(context, file->path, DAYDREAM_SEVERITY_NOTE, dd_buf_text(&text), err);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status load_positions(struct dd_step_context *context,
                                           struct dd_log_positions *out, struct daydream_error *err)
{
    struct dd_position_rows rows = {NULL, 0};
    enum daydream_status status = dd_positions_get(context->store, context->project->slug, &rows,
                                                   err);

    for (size_t i = 0; i < rows.count && status == DAYDREAM_OK; i++) {
        const struct dd_position_row *row = &rows.items[i];
        const struct dd_log_position position = {row->path, row->device, row->inode, row->head,
                                                 row->tail, row->offset, row->size,  row->unread};

        status = dd_positions_add(out, &position, err);
    }
    dd_position_rows_free(&rows);
    return status;
}

/* The rows take the paths over. */
static enum daydream_status keep_positions(struct dd_step_context *context, int64_t until,
                                           struct dd_log_positions *positions,
                                           struct daydream_error *err)
{
    struct dd_position_rows rows = {calloc(positions->count + 1, sizeof *rows.items), 0};

    if (rows.items == NULL)
        return dd_fail_memory(err);
    for (; rows.count < positions->count; rows.count++) {
        struct dd_log_position *at = &positions->items[rows.count];

        rows.items[rows.count] = (struct dd_position_row){
            at->path, at->device, at->inode, at->head, at->tail, at->offset, at->size, at->unread};
        at->path = NULL;
    }
    dd_marks_reviewed(context->marks, until, &rows);
    return DAYDREAM_OK;
}

static enum daydream_status review_files(struct dd_step_context *context,
                                         struct dd_log_review *review,
                                         const struct dd_strings *files, int64_t until,
                                         struct daydream_error *err)
{
    struct dd_log_positions before = DD_LOG_POSITIONS_INIT;
    struct dd_log_positions after = DD_LOG_POSITIONS_INIT;
    enum daydream_status status = load_positions(context, &before, err);

    if (status == DAYDREAM_OK)
        status = dd_log_review_project(review, context->project->directory, files, &before, &after,
                                       note_file, context, err);
    if (status == DAYDREAM_OK)
        status = keep_positions(context, until, &after, err);
    dd_positions_free(&before);
    dd_positions_free(&after);
    return status;
}

static enum daydream_severity severity_of(enum dd_log_level level)
{
    return level >= DD_LEVEL_ERROR ? DAYDREAM_SEVERITY_ERROR : DAYDREAM_SEVERITY_WARNING;
}

/* "template [KeyError]": what people read, and what makes the fingerprint. */
static void describe(struct dd_buf *out, const struct daydream_log_group *group)
{
    dd_buf_puts(out, group->template);
    if (group->exception != NULL && strstr(group->template, group->exception) == NULL)
        dd_buf_printf(out, " [%s]", group->exception);
}

static enum daydream_status add_group(struct dd_step_context *context,
                                      const struct daydream_log_group *group, struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    struct daydream_finding *finding = NULL;
    enum daydream_status status;

    describe(&text, group);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK)
        status = dd_step_add(context, "logs", severity_of(group->level), dd_buf_text(&text),
                             &finding, err);
    if (status == DAYDREAM_OK) {
        daydream_finding_set_count(finding, group->count);
        daydream_finding_set_times(finding, group->first, group->last);
    }
    for (size_t i = 0; i < group->files.count && status == DAYDREAM_OK; i++)
        status = daydream_finding_add_evidence(finding, group->files.items[i], err);
    dd_buf_free(&text);
    return status;
}

/* What is not shown goes on all the same. */
static enum daydream_status say_more(struct dd_step_context *context, size_t more,
                                     struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    dd_step_missed(context, "shows %d groups of messages of more than %zu", MAX_FINDINGS,
                   MAX_FINDINGS + more - 1);
    dd_buf_printf(&text, "And %zu more groups of messages, or more", more);
    status = dd_step_add(context, "logs", DAYDREAM_SEVERITY_NOTE, dd_buf_text(&text), NULL, err);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status add_groups(struct dd_step_context *context,
                                       struct dd_log_review *review, struct daydream_error *err)
{
    const struct daydream_log_group *groups = NULL;
    size_t count = 0;
    enum daydream_status status = dd_log_review_groups(review, &groups, &count, err);

    for (size_t i = 0; i < count && i < MAX_FINDINGS && status == DAYDREAM_OK; i++)
        status = add_group(context, &groups[i], err);
    /* the last group may hold what found no room in memory, be it the gravest of all */
    if (status == DAYDREAM_OK && count > MAX_FINDINGS && dd_log_review_folded(review) > 0)
        status = add_group(context, &groups[count - 1], err);
    if (status == DAYDREAM_OK && count > MAX_FINDINGS)
        status = say_more(context, count - MAX_FINDINGS, err);
    return status;
}

static enum daydream_status clean(const void *user, const char *message, size_t length,
                                  struct dd_buf *out, struct daydream_error *err)
{
    return dd_redact(user, message, length, out, err);
}

static enum daydream_status review(struct dd_step_context *context, const struct dd_strings *files,
                                   struct daydream_error *err)
{
    struct dd_log_options options = {.zone = context->zone,
                                     .minimum = DD_LEVEL_WARNING,
                                     .max_groups = MAX_GROUPS,
                                     .clean = clean,
                                     .clean_user = context->redactor};
    struct dd_log_review *reviewer = NULL;
    enum daydream_status status = choose_window(context, &options, err);

    if (status == DAYDREAM_OK && context->since == 0)
        status = say_gap(context, options.from, err);
    if (status == DAYDREAM_OK)
        status = dd_log_review_new(&options, &reviewer, err);
    if (status == DAYDREAM_OK)
        status = review_files(context, reviewer, files, options.to, err);
    if (status == DAYDREAM_OK)
        status = add_groups(context, reviewer, err);
    dd_log_review_free(reviewer);
    return status;
}

enum daydream_status dd_step_run_review_logs(struct dd_step_context *context,
                                             struct daydream_error *err)
{
    struct dd_strings files = DD_STRINGS_INIT;
    enum daydream_status status = collect_files(context, &files, err);

    if (status == DAYDREAM_OK)
        status = files.count > 0 ? review(context, &files, err) : say_no_files(context, err);
    dd_strings_free(&files);
    return status;
}

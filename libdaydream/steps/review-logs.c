/* SPDX-License-Identifier: MIT */
/* Step 2: what the project's logs say since the last review. */
#include <string.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "logs/family.h"
#include "steps/log-files.h"
#include "steps/log-groups.h"
#include "steps/log-positions.h"
#include "steps/step.h"
#include "store/marks.h"

#define DAY_SECONDS    ((int64_t)24 * 60 * 60)
#define LONGEST_WINDOW (7 * DAY_SECONDS)

/* Our own log would report itself. */
static bool is_our_own(const char *path)
{
    struct dd_buf family = DD_BUF_INIT;
    bool own;

    (void)dd_family_name(path, &family);
    own = strcmp(dd_path_name(dd_buf_text(&family)), "daydream.log") == 0;
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

static enum daydream_status review_files(struct dd_step_context *context,
                                         struct dd_log_review *review,
                                         const struct dd_strings *files, int64_t until,
                                         struct daydream_error *err)
{
    struct dd_log_positions before = DD_LOG_POSITIONS_INIT;
    struct dd_log_positions after = DD_LOG_POSITIONS_INIT;
    struct dd_log_files seen;
    enum daydream_status status = dd_log_positions_load(context, files, &before, err);

    dd_log_files_init(&seen, context);
    if (status == DAYDREAM_OK)
        status = dd_log_review_project(review, context->project->directory, files, &before, &after,
                                       dd_log_files_take, &seen, err);
    if (status == DAYDREAM_OK)
        status = dd_log_files_end(&seen, err);
    if (status == DAYDREAM_OK)
        status = dd_log_positions_keep(context, until, &after, err);
    dd_log_files_free(&seen);
    dd_positions_free(&before);
    dd_positions_free(&after);
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
                                     .max_groups = DD_LOG_GROUPS,
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
        status = dd_log_groups_say(context, reviewer, err);
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

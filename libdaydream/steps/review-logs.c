/* SPDX-License-Identifier: MIT */
/* Step 2: what the project's logs say since the last review. */
#include <fnmatch.h>
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "steps/marks.h"
#include "steps/step.h"

#define DAY_SECONDS    ((int64_t)24 * 60 * 60)
#define LONGEST_WINDOW (7 * DAY_SECONDS)
#define MAX_GROUPS     1000
#define MAX_FINDINGS   100 /* what a person will ever read of one project */

/* Our own log would report itself. */
static bool is_our_own(const char *path)
{
    const char *name = dd_path_name(path);

    return strcmp(name, "daydream.log") == 0 || fnmatch("daydream[._-]*.log", name, 0) == 0;
}

static enum daydream_status collect_files(struct dd_step_context *context, struct dd_strings *files,
                                          struct daydream_error *err)
{
    const struct daydream_project *project = context->project;
    struct dd_strings found = DD_STRINGS_INIT;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < project->logs.count && status == DAYDREAM_OK; i++)
        status = dd_fs_glob(project->directory, project->logs.items[i], &found, err);
    for (size_t i = 0; i < found.count && status == DAYDREAM_OK; i++)
        if (!is_our_own(found.items[i]) && !dd_strings_has(files, found.items[i]))
            status = dd_strings_add(files, found.items[i], err);
    dd_strings_free(&found);
    return status;
}

static int64_t not_before(int64_t time, int64_t limit)
{
    return time != 0 && time < limit ? limit : time;
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
    options->from = not_before(watermark, earliest(context));
    if (context->since != 0)
        options->from = context->since;
    else if (watermark == 0)
        options->from = options->to - DAY_SECONDS;
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

static enum daydream_status review_file(struct dd_step_context *context,
                                        struct dd_log_review *review, const char *name,
                                        const char *path, struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_position_row row;
    struct dd_log_position position;
    enum daydream_status status = dd_position_get(context->store, context->project->slug, name,
                                                  &row, err);

    if (status != DAYDREAM_OK)
        return status;
    position = (struct dd_log_position){row.device, row.inode, row.head, row.offset,
                                        not_before(row.unread, earliest(context))};
    status = dd_log_review_file(review, path, name, &position, &cause);
    if (status == DAYDREAM_ERROR_MEMORY)
        return dd_fail_memory(err);
    row = (struct dd_position_row){position.device, position.inode, position.head, position.offset,
                                   position.unread};
    /* what was read before an error counts, and must not count again */
    if (dd_marks_position(context->marks, name, &row, err) != DAYDREAM_OK)
        return DAYDREAM_ERROR_MEMORY;
    return status == DAYDREAM_OK ? status : say_unread(context, name, cause.text, err);
}

static enum daydream_status review_one(struct dd_step_context *context,
                                       struct dd_log_review *review, const char *name,
                                       struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    struct dd_buf why = DD_BUF_INIT;
    enum daydream_status status;

    dd_path_join(&path, context->project->directory, name);
    dd_buf_printf(&why, "%s is no regular file and was left out", name);
    if ((status = dd_buf_status(&path, err)) == DAYDREAM_OK &&
        (status = dd_buf_status(&why, err)) == DAYDREAM_OK) {
        if (dd_fs_is_regular(dd_buf_text(&path)))
            status = review_file(context, review, name, dd_buf_text(&path), err);
        else
            status = say_left_out(context, name, DAYDREAM_SEVERITY_NOTE, dd_buf_text(&why), err);
    }
    dd_buf_free(&path);
    dd_buf_free(&why);
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
    for (size_t i = 0; i < files->count && status == DAYDREAM_OK; i++)
        status = review_one(context, reviewer, files->items[i], err);
    if (status == DAYDREAM_OK)
        status = add_groups(context, reviewer, err);
    dd_marks_reviewed_until(context->marks, options.to);
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

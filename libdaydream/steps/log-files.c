/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "base/path.h"
#include "steps/log-files.h"

#define CATEGORY       "log-files"
#define MEBIBYTE       ((uint64_t)1024 * 1024)
#define MOST_UNROTATED (10 * MEBIBYTE)
#define DAY_SECONDS    ((int64_t)24 * 60 * 60)
#define SILENT_AFTER   (7 * DAY_SECONDS)
#define SILENT_BEFORE  (30 * DAY_SECONDS) /* who did not care for a month does not care */

void dd_log_files_init(struct dd_log_files *files, struct dd_step_context *context)
{
    *files = (struct dd_log_files){.context = context, .family = DD_BUF_INIT};
}

void dd_log_files_free(struct dd_log_files *files)
{
    dd_buf_free(&files->family);
}

/* What is constant in it is the file and what is wrong with it, and not its size or date. */
static enum daydream_status say(struct dd_step_context *context, enum daydream_severity severity,
                                const char *kind, const char *path, const struct dd_buf *text,
                                struct daydream_error *err)
{
    struct daydream_finding *finding = NULL;
    struct dd_buf identity = DD_BUF_INIT;
    enum daydream_status status = dd_buf_status(text, err);

    dd_buf_printf(&identity, "%s %s", kind, path);
    if (status == DAYDREAM_OK && (status = dd_buf_status(&identity, err)) == DAYDREAM_OK)
        status = dd_step_add(context, CATEGORY, severity, dd_buf_text(text), &finding, err);
    if (status == DAYDREAM_OK)
        status = daydream_finding_set_identity(finding, dd_buf_text(&identity), err);
    dd_buf_free(&identity);
    return status;
}

/* It should have been read, and its errors may go on: silence would mean clean. */
static enum daydream_status say_unread(struct dd_step_context *context,
                                       const struct dd_log_file *file, struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    dd_path_shorten(&text, file->why, context->project->directory);
    dd_step_missed(context, "%s", dd_buf_text(&text));
    status = say(context, DAYDREAM_SEVERITY_WARNING, "unread", file->path, &text, err);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status say_left_out(struct dd_step_context *context,
                                         const struct dd_log_file *file, struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&text, "%s %s and was left out", file->path, file->why);
    status = say(context, DAYDREAM_SEVERITY_NOTE, "left-out", file->path, &text, err);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status say_unrotated(struct dd_log_files *files, struct daydream_error *err)
{
    const char *path = dd_buf_text(&files->family);
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    if (files->rotated || files->size <= MOST_UNROTATED)
        return DAYDREAM_OK;
    dd_buf_printf(&text, "%s has grown to %" PRIu64 " MiB, and nothing rotates it", path,
                  files->size / MEBIBYTE);
    status = say(files->context, DAYDREAM_SEVERITY_WARNING, "unrotated", path, &text, err);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status say_silent(struct dd_log_files *files, struct daydream_error *err)
{
    struct dd_step_context *context = files->context;
    const char *path = dd_buf_text(&files->family);
    int64_t silence = context->run->started - files->modified;
    struct dd_buf text = DD_BUF_INIT;
    char date[DD_DATE_SIZE];
    enum daydream_status status;

    if (files->modified == 0 || silence <= SILENT_AFTER)
        return DAYDREAM_OK;
    dd_zone_date(context->zone, files->modified, date);
    dd_buf_printf(&text, "Nothing was written to %s since %s", path, date);
    status = say(context,
                 silence <= SILENT_BEFORE ? DAYDREAM_SEVERITY_WARNING : DAYDREAM_SEVERITY_NOTE,
                 "silent", path, &text, err);
    dd_buf_free(&text);
    return status;
}

enum daydream_status dd_log_files_end(struct dd_log_files *files, struct daydream_error *err)
{
    enum daydream_status status = files->family.length > 0 ? say_unrotated(files, err)
                                                           : DAYDREAM_OK;

    if (status == DAYDREAM_OK && files->family.length > 0)
        status = say_silent(files, err);
    dd_buf_reset(&files->family);
    files->size = 0;
    files->modified = 0;
    files->rotated = false;
    return status;
}

static enum daydream_status begin(struct dd_log_files *files, const char *family,
                                  struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    if (strcmp(dd_buf_text(&files->family), family) == 0)
        return DAYDREAM_OK;
    status = dd_log_files_end(files, err);
    dd_buf_puts(&files->family, family);
    return status == DAYDREAM_OK ? dd_buf_status(&files->family, err) : status;
}

enum daydream_status dd_log_files_take(void *user, const struct dd_log_file *file,
                                       struct daydream_error *err)
{
    struct dd_log_files *files = user;
    enum daydream_status status;

    if (file->outcome == DD_LOG_LEFT_OUT)
        return say_left_out(files->context, file, err);
    if ((status = begin(files, file->family, err)) != DAYDREAM_OK)
        return status;
    files->rotated = files->rotated || file->rotated;
    if (file->size > files->size)
        files->size = file->size;
    if (file->modified > files->modified)
        files->modified = file->modified;
    return file->outcome == DD_LOG_UNREAD ? say_unread(files->context, file, err) : DAYDREAM_OK;
}

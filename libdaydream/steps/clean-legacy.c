/* SPDX-License-Identifier: MIT */
/* Step 1: home's markers of unfinished work, and what is deprecated. It counts and deletes nothing.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/path.h"
#include "steps/backlog.h"
#include "steps/gains.h"
#include "steps/legacy-rules.h"
#include "steps/marks.h"
#include "steps/sources.h"
#include "steps/step.h"
#include "text/comments.h"
#include "text/markers.h"

#define MEASURE "markers"

struct survey {
    struct dd_step_context *context;
    struct dd_legacy_rules *rules;
    struct dd_buf text;
    struct stat config; /* st_ino 0: there is none */
    struct dd_markers markers;
    size_t files;
    size_t too_big;
    struct dd_gains gains; /* of markers */
    struct dd_gain_tallies tallies;
};

/* The file that holds the patterns has them all. */
static bool is_config(const struct survey *survey, const char *path)
{
    struct dd_buf absolute = DD_BUF_INIT;
    struct stat info;
    bool same = false;

    if (survey->config.st_ino == 0)
        return false;
    dd_path_join(&absolute, survey->context->project->directory, path);
    same = !absolute.failed && stat(dd_buf_text(&absolute), &info) == 0 &&
           info.st_ino == survey->config.st_ino && info.st_dev == survey->config.st_dev;
    dd_buf_free(&absolute);
    return same;
}

/* Can anything be in it that is looked for? A name without an ending may be a script's. */
static bool is_worth_reading(const struct survey *survey, const char *path)
{
    return dd_language_of(path, "", 0) != NULL || strchr(dd_path_name(path), '.') == NULL ||
           dd_legacy_rules_concern(survey->rules, path);
}

static enum daydream_status count_file(struct survey *survey, const char *path,
                                       struct daydream_error *err)
{
    struct dd_markers markers = {{0}, 0, 0};

    dd_markers_count(path, survey->text.data, survey->text.length, &markers);
    if (markers.total == 0)
        return DAYDREAM_OK;
    survey->files++;
    survey->markers.total += markers.total;
    for (size_t i = 0; i < DD_MARKERS; i++)
        survey->markers.counts[i] += markers.counts[i];
    return dd_gains_take(&survey->gains, &survey->tallies, NULL, path, markers.line,
                         (int64_t)markers.total, err);
}

static enum daydream_status take_file(void *user, const char *path, struct daydream_error *err)
{
    struct survey *survey = user;
    enum dd_source kind;
    enum daydream_status status;

    if (!is_worth_reading(survey, path) || is_config(survey, path))
        return DAYDREAM_OK;
    status = dd_sources_read(survey->context, path, &survey->text, &kind, err);
    survey->too_big += kind == DD_SOURCE_TOO_BIG;
    if (status != DAYDREAM_OK || kind != DD_SOURCE_TEXT || survey->text.length == 0)
        return status;
    status = count_file(survey, path, err);
    if (status == DAYDREAM_OK)
        status = dd_legacy_rules_count(survey->rules, survey->context, path, &survey->text,
                                       &survey->tallies, err);
    return status;
}

/* How many of each kind, in how many files, and whether they have become fewer. */
static void write_kinds(const struct survey *survey, const struct dd_measure *before,
                        struct dd_buf *out)
{
    int64_t total = (int64_t)survey->markers.total;

    for (size_t i = 0; i < DD_MARKERS; i++)
        if (survey->markers.counts[i] > 0)
            dd_buf_printf(out, "%s%zu %s", out->length > 0 ? ", " : "", survey->markers.counts[i],
                          dd_marker_name((enum dd_marker)i));
    if (survey->files > 0)
        dd_buf_printf(out, " in %zu %s", survey->files, survey->files == 1 ? "file" : "files");
    if (before->date[0] != '\0' && total < before->value)
        dd_buf_printf(out, "%s%" PRId64 " fewer than on %s", out->length > 0 ? "; " : "",
                      before->value - total, before->date);
    if (survey->too_big > 0)
        dd_buf_printf(out, "%s%zu of more than %zu MiB not looked into",
                      out->length > 0 ? "; " : "", survey->too_big, DD_SOURCES_MAX / (1024 * 1024));
}

/* "src/a.c:12: 3 more, 7 markers" */
static enum daydream_status add_files(struct daydream_finding *finding,
                                      const struct dd_top_files *files, bool is_gain,
                                      struct daydream_error *err)
{
    struct dd_buf line = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < files->count && status == DAYDREAM_OK; i++) {
        const struct dd_top_file *file = &files->items[i];

        dd_buf_reset(&line);
        dd_buf_printf(&line, "%s:%zu: ", file->path, file->line);
        if (is_gain)
            dd_buf_printf(&line, "%" PRId64 " more, ", file->rank);
        dd_buf_printf(&line, "%" PRId64 " %s", file->count,
                      file->count == 1 ? "marker" : "markers");
        if ((status = dd_buf_status(&line, err)) == DAYDREAM_OK)
            status = daydream_finding_add_detail(finding, dd_buf_text(&line), err);
    }
    dd_buf_free(&line);
    return status;
}

static enum daydream_status report_markers(const struct survey *survey, struct daydream_error *err)
{
    struct dd_step_context *context = survey->context;
    struct dd_backlog backlog = {"markers",
                                 MEASURE,
                                 "marker of unfinished work",
                                 "markers of unfinished work",
                                 survey->markers.total,
                                 0};
    struct daydream_finding *finding = NULL;
    struct dd_measure before;
    struct dd_buf kinds = DD_BUF_INIT;
    enum daydream_status status = dd_measure_before(context->store, context->run->date,
                                                    context->project->slug, MEASURE, &before, err);
    bool grown = before.date[0] != '\0' && (int64_t)survey->markers.total > before.value;

    if (status != DAYDREAM_OK ||
        (status = dd_backlog_add(context, &backlog, &finding, err)) != DAYDREAM_OK)
        return status;
    write_kinds(survey, &before, &kinds);
    if ((status = dd_buf_status(&kinds, err)) == DAYDREAM_OK && kinds.length > 0)
        status = daydream_finding_add_detail(finding, dd_buf_text(&kinds), err);
    dd_buf_free(&kinds);
    if (status == DAYDREAM_OK)
        status = add_files(finding, grown ? &survey->gains.gained : &survey->gains.most, grown,
                           err);
    return status;
}

/* The row without a path stands for the project, so that a run without any has one, too. */
static enum daydream_status prepare(struct survey *survey, struct daydream_error *err)
{
    struct dd_step_context *context = survey->context;
    const char *config = context->projects->file;
    enum daydream_status status;

    if (config == NULL || stat(config, &survey->config) != 0)
        survey->config.st_ino = 0;
    if ((status = dd_legacy_rules_new(&context->projects->settings.legacy, &survey->rules, err)) ==
            DAYDREAM_OK &&
        (status = dd_tallies_before(context->store, context->run->date, context->project->slug,
                                    &survey->tallies.before, err)) == DAYDREAM_OK)
        status = dd_tally_rows_add(&survey->tallies.now, "", 0, err);
    return status;
}

static enum daydream_status report(struct survey *survey, struct daydream_error *err)
{
    enum daydream_status status = report_markers(survey, err);

    if (status == DAYDREAM_OK)
        status = dd_legacy_rules_report(survey->rules, survey->context, err);
    if (status == DAYDREAM_OK)
        dd_marks_tallies(survey->context->marks, &survey->tallies.now);
    return status;
}

enum daydream_status dd_step_run_clean_legacy(struct dd_step_context *context,
                                              struct daydream_error *err)
{
    struct survey survey = {.context = context};
    const struct dd_strings *leave_out = &context->projects->settings.legacy.leave_out;
    bool tracked;
    enum daydream_status status = prepare(&survey, err);

    if (status == DAYDREAM_OK)
        status = dd_sources_each(context, leave_out, take_file, &survey, &tracked, err);
    if (status == DAYDREAM_OK)
        status = report(&survey, err);
    dd_legacy_rules_free(survey.rules);
    dd_gains_free(&survey.gains);
    dd_gain_tallies_free(&survey.tallies);
    dd_buf_free(&survey.text);
    return status;
}

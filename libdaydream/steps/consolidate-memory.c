/* SPDX-License-Identifier: MIT */
/*
 * Step 8: what reflecting has shown becomes lessons, in a file of the home project. The file
 * belongs to others, too. It is read, and written only if it changes; between the two it must stay
 * what it was, else all is done again. Lessons of other days go only on a day that was reflected
 * on: otherwise a few months without a key would forget all of them.
 */
#include <string.h>

#include "base/error.h"
#include "base/fs.h"
#include "model/lessons-file.h"
#include "model/lessons.h"
#include "steps/step.h"

#define CATEGORY "lessons"
#define REFLECT  "reflect"

/* How often it may change under our hands, and how long another daydream may take. */
#define ROUNDS     5
#define LOCK_TRIES 20
#define LOCK_WAIT  100 /* milliseconds */

/* Were the day's findings reflected on? If not, the step is skipped, and says why. */
static enum daydream_status ask_reflected(struct dd_step_context *context, bool *out,
                                          struct daydream_error *err)
{
    static const char *const words[] = {
        [DAYDREAM_STEP_PENDING] = "was not done",
        [DAYDREAM_STEP_DONE] = NULL,
        [DAYDREAM_STEP_SKIPPED] = "was skipped",
        [DAYDREAM_STEP_FAILED] = "failed",
    };
    struct dd_step_row row = {DAYDREAM_STEP_PENDING, NULL, 0};
    enum daydream_status status = dd_steps_get(context->store, context->run->id, REFLECT, "", &row,
                                               err);

    *out = status == DAYDREAM_OK && words[row.status] == NULL;
    if (status == DAYDREAM_OK && !*out)
        status = dd_step_skip(context, "lessons stay as they are: " REFLECT " %s%s%s",
                              words[row.status], row.reason != NULL ? ": " : "",
                              row.reason != NULL ? row.reason : "");
    dd_step_row_free(&row);
    return status;
}

/* Read the file, and make of it what it should be. */
static enum daydream_status learn(const struct dd_step_context *context,
                                  const struct dd_reflection_rows *reflections, struct dd_buf *was,
                                  struct dd_buf *text, struct dd_lesson_counts *counts,
                                  struct daydream_error *err)
{
    enum daydream_status status;

    dd_buf_reset(was);
    dd_buf_reset(text);
    status = dd_lessons_file_read(context->projects->home->directory, was, err);
    return status == DAYDREAM_OK ? dd_lessons_learn(dd_buf_text(was), was->length, reflections,
                                                    context->run->date, text, counts, err)
                                 : status;
}

/* Write what it should be, unless it is that already. */
static enum daydream_status put(const struct dd_step_context *context, const struct dd_buf *was,
                                const struct dd_buf *text, bool *done, struct daydream_error *err)
{
    *done = context->dry_run || (was->length == text->length &&
                                 memcmp(dd_buf_text(was), dd_buf_text(text), was->length) == 0);
    return *done
               ? DAYDREAM_OK
               : dd_lessons_file_replace(context->projects->home->directory, was, text, done, err);
}

static enum daydream_status update(const struct dd_step_context *context,
                                   const struct dd_reflection_rows *reflections,
                                   struct dd_lesson_counts *counts, struct daydream_error *err)
{
    struct dd_buf was = DD_BUF_INIT;
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;
    bool done = false;

    for (int i = 0; i < ROUNDS && !done && status == DAYDREAM_OK; i++) {
        status = learn(context, reflections, &was, &text, counts, err);
        if (status == DAYDREAM_OK)
            status = put(context, &was, &text, &done, err);
    }
    if (status == DAYDREAM_OK && !done)
        status = dd_fail(err, DAYDREAM_ERROR_FILE, CATEGORY,
                         "%s/%s: somebody else writes to it all the time; run again later",
                         context->projects->home->directory, DD_LESSONS_FILE);
    dd_buf_free(&was);
    dd_buf_free(&text);
    return status;
}

/* Keep other daydreams out, which may have another state directory. A file system that knows no
 * such lock is none of our business. */
static enum daydream_status lock(const struct dd_step_context *context, int *fd,
                                 struct daydream_error *err)
{
    const char *home = context->projects->home->directory;
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = dd_fs_lock_directory(home, fd, &cause);

    for (int i = 1; i < LOCK_TRIES && status == DAYDREAM_ERROR_LOCKED; i++) {
        dd_clock_sleep(context->clock, LOCK_WAIT);
        status = dd_fs_lock_directory(home, fd, NULL);
    }
    return status == DAYDREAM_ERROR_LOCKED ? dd_fail_as(err, &cause) : DAYDREAM_OK;
}

static enum daydream_status update_locked(const struct dd_step_context *context,
                                          const struct dd_reflection_rows *reflections,
                                          struct dd_lesson_counts *counts,
                                          struct daydream_error *err)
{
    int fd = -1;
    /* a dry run makes nothing and therefore waits for nobody */
    enum daydream_status status = context->dry_run ? DAYDREAM_OK : lock(context, &fd, err);

    if (status == DAYDREAM_OK)
        status = update(context, reflections, counts, err);
    dd_fs_unlock(fd);
    return status;
}

/* ", 3 seen again" */
static void add_count(struct dd_buf *out, size_t count, const char *what)
{
    if (count > 0)
        dd_buf_printf(out, "%s%zu %s", out->length > 0 ? ", " : "", count, what);
}

static enum daydream_status tell(struct dd_step_context *context,
                                 const struct dd_lesson_counts *counts, struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    struct daydream_finding *finding = NULL;
    enum daydream_status status;

    add_count(&text, counts->added, "added");
    add_count(&text, counts->again, "seen again");
    add_count(&text, counts->pruned, "not seen for 90 days and removed");
    add_count(&text, counts->unread,
              counts->unread == 1 ? "line not understood and kept"
                                  : "lines not understood and kept");
    if (text.length > 0)
        dd_buf_printf(&text, "; %zu lesson%s in %s", counts->kept, counts->kept != 1 ? "s" : "",
                      DD_LESSONS_FILE);
    status = dd_buf_status(&text, err);
    if (status == DAYDREAM_OK && text.length > 0)
        status = dd_step_add_for(context, context->projects->home, CATEGORY, DAYDREAM_SEVERITY_NOTE,
                                 dd_buf_text(&text), &finding, err);
    if (finding != NULL && status == DAYDREAM_OK)
        status = daydream_finding_set_identity(finding, CATEGORY, err);
    dd_buf_free(&text);
    return status;
}

static enum daydream_status consolidate(struct dd_step_context *context, struct daydream_error *err)
{
    struct dd_reflection_rows reflections = {NULL, 0, 0};
    struct dd_lesson_counts counts = {0};
    enum daydream_status status;

    if ((status = dd_reflections_get(context->store, context->run->id, &reflections, err)) ==
            DAYDREAM_OK &&
        (status = update_locked(context, &reflections, &counts, err)) == DAYDREAM_OK)
        status = tell(context, &counts, err);
    dd_reflection_rows_free(&reflections);
    return status;
}

enum daydream_status dd_step_run_consolidate_memory(struct dd_step_context *context,
                                                    struct daydream_error *err)
{
    bool reflected = false;
    enum daydream_status status;

    if (context->projects->home == NULL)
        return dd_step_skip(context,
                            "no project here is home; see daydream.home in daydream-projects(5)");
    status = ask_reflected(context, &reflected, err);
    return status == DAYDREAM_OK && reflected ? consolidate(context, err) : status;
}

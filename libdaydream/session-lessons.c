/* SPDX-License-Identifier: MIT */
/* Owns the public view of the lessons. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/strings.h"
#include "model/lessons-file.h"
#include "model/lessons.h"
#include "model/projects.h"
#include "session.h"
#include "text/foreign.h"

#define SOURCE "lessons"

struct daydream_lessons {
    struct daydream_lesson *items;
    size_t count;
    size_t capacity;
    size_t unread;
    char *path;
};

void daydream_lessons_free(struct daydream_lessons *lessons)
{
    if (lessons == NULL)
        return;
    for (size_t i = 0; i < lessons->count; i++)
        dd_lesson_clear(&lessons->items[i]);
    free(lessons->items);
    free(lessons->path);
    free(lessons);
}

static enum daydream_status take(struct daydream_lessons *lessons, struct daydream_lesson *lesson,
                                 struct daydream_error *err)
{
    if (lessons->count == lessons->capacity) {
        size_t capacity = lessons->capacity == 0 ? 16 : lessons->capacity * 2;
        struct daydream_lesson *items = realloc(lessons->items, capacity * sizeof *items);

        if (items == NULL)
            return dd_fail_memory(err);
        lessons->items = items;
        lessons->capacity = capacity;
    }
    lessons->items[lessons->count++] = *lesson;
    *lesson = (struct daydream_lesson){0};
    return DAYDREAM_OK;
}

static enum daydream_status clean(char **text, const struct dd_redactor *redactor,
                                  struct daydream_error *err)
{
    struct dd_buf line = DD_BUF_INIT;
    enum daydream_status status = dd_foreign_line(redactor, *text, strlen(*text),
                                                  DD_LESSON_LINE_MAX, &line, err);

    if (status == DAYDREAM_OK)
        status = dd_string_set(text, dd_buf_text(&line), err);
    dd_buf_free(&line);
    return status;
}

/* Others write to the file, too: their secrets are not shown either. */
static enum daydream_status clean_all(struct daydream_lesson *lesson,
                                      const struct dd_redactor *redactor,
                                      struct daydream_error *err)
{
    char **const texts[] = {&lesson->category, &lesson->summary, &lesson->pattern,
                            &lesson->prevention, &lesson->source_session};
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && status == DAYDREAM_OK; i++)
        status = clean(texts[i], redactor, err);
    return status;
}

static enum daydream_status read_line(struct daydream_lessons *lessons,
                                      const struct dd_lesson_line *line, const char *since,
                                      const struct dd_redactor *redactor,
                                      struct daydream_error *err)
{
    struct daydream_lesson lesson;
    bool understood;
    enum daydream_status status = dd_lesson_read(line->text, line->length, &lesson, &understood,
                                                 err);

    if (!understood)
        lessons->unread += !dd_lesson_line_is_blank(line);
    else if (strcmp(lesson.last_seen, since) >= 0 &&
             (status = clean_all(&lesson, redactor, err)) == DAYDREAM_OK)
        status = take(lessons, &lesson, err);
    dd_lesson_clear(&lesson);
    return status;
}

/* The one seen last first, then the most frequent, then as in the file. */
static int compare(const void *a, const void *b)
{
    const struct daydream_lesson *first = *(const struct daydream_lesson *const *)a;
    const struct daydream_lesson *second = *(const struct daydream_lesson *const *)b;
    int order = strcmp(second->last_seen, first->last_seen);

    if (order == 0)
        order = (second->times > first->times) - (second->times < first->times);
    return order != 0 ? order : (first > second) - (first < second);
}

/* Pointers are sorted, which know where each stood. */
static enum daydream_status sort(struct daydream_lessons *lessons, struct daydream_error *err)
{
    struct daydream_lesson *sorted = calloc(lessons->count + 1, sizeof *sorted);
    struct daydream_lesson **order = calloc(lessons->count + 1, sizeof *order);
    enum daydream_status status = DAYDREAM_OK;

    if (sorted == NULL || order == NULL) {
        status = dd_fail_memory(err);
        free(sorted);
    } else {
        for (size_t i = 0; i < lessons->count; i++)
            order[i] = &lessons->items[i];
        qsort(order, lessons->count, sizeof *order, compare);
        for (size_t i = 0; i < lessons->count; i++)
            sorted[i] = *order[i];
        free(lessons->items);
        lessons->items = sorted;
    }
    free(order);
    return status;
}

static enum daydream_status fill(struct daydream_lessons *lessons, const char *home,
                                 const char *since, const struct dd_redactor *redactor,
                                 struct daydream_error *err)
{
    struct dd_buf text = DD_BUF_INIT;
    struct dd_lesson_line line;
    size_t at = 0;
    enum daydream_status status = dd_lessons_file_read(home, &text, err);

    while (status == DAYDREAM_OK &&
           dd_lesson_line_next(dd_buf_text(&text), text.length, &at, &line))
        status = read_line(lessons, &line, since, redactor, err);
    dd_buf_free(&text);
    return status == DAYDREAM_OK ? sort(lessons, err) : status;
}

static enum daydream_status name_file(struct daydream_lessons *lessons, const char *home,
                                      struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status;

    dd_lessons_file_path(&path, home);
    status = dd_buf_take(&path, &lessons->path, err);
    dd_buf_free(&path);
    return status;
}

static enum daydream_status load(struct daydream *dd, const char *home, const char *since,
                                 struct daydream_lessons **out, struct daydream_error *err)
{
    struct daydream_lessons *lessons = calloc(1, sizeof *lessons);
    enum daydream_status status;

    if (lessons == NULL)
        return dd_fail_memory(err);
    if ((status = dd_session_redactor(dd, err)) == DAYDREAM_OK &&
        (status = name_file(lessons, home, err)) == DAYDREAM_OK)
        status = fill(lessons, home, since, dd->redactor, err);
    if (status == DAYDREAM_OK)
        *out = lessons;
    else
        daydream_lessons_free(lessons);
    return status;
}

/* Without projects.json the repository of the current directory is home. */
static enum daydream_status load_projects(struct daydream *dd, struct daydream_projects **out,
                                          struct daydream_error *err)
{
    enum daydream_status status = dd_session_projects(dd, out, err);

    return status == DAYDREAM_OK && *out == NULL ? daydream_load_projects(dd, out, err) : status;
}

enum daydream_status daydream_lessons_load(struct daydream *dd, const char *since,
                                           struct daydream_lessons **out,
                                           struct daydream_error *err)
{
    struct daydream_projects *projects = NULL;
    enum daydream_status status;
    int64_t days;

    *out = NULL;
    if (since != NULL && !dd_date_parse(since, &days))
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE, "'%s' is no date, as 2026-02-18",
                       since);
    status = load_projects(dd, &projects, err);
    if (status == DAYDREAM_OK && projects->home == NULL)
        status = dd_fail(err, DAYDREAM_ERROR_NOT_FOUND, SOURCE,
                         "no project here is home; see daydream.home in daydream-projects(5)");
    if (status == DAYDREAM_OK)
        status = load(dd, projects->home->directory, since != NULL ? since : "", out, err);
    daydream_projects_free(projects);
    return status;
}

size_t daydream_lessons_count(const struct daydream_lessons *lessons)
{
    return lessons->count;
}

const struct daydream_lesson *daydream_lessons_at(const struct daydream_lessons *lessons,
                                                  size_t index)
{
    return index < lessons->count ? &lessons->items[index] : NULL;
}

const char *daydream_lessons_path(const struct daydream_lessons *lessons)
{
    return lessons->path;
}

size_t daydream_lessons_unread(const struct daydream_lessons *lessons)
{
    return lessons->unread;
}

enum daydream_status daydream_lessons_to_json(const struct daydream_lessons *lessons, char **out,
                                              struct daydream_error *err)
{
    struct dd_buf buf = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_puts(&buf, "{\"schema\":1,\"file\":");
    dd_json_quote(&buf, lessons->path);
    dd_buf_printf(&buf, ",\"unread\":%zu,\"lessons\":[", lessons->unread);
    for (size_t i = 0; i < lessons->count; i++) {
        dd_buf_puts(&buf, i > 0 ? "," : "");
        dd_lesson_write(&buf, &lessons->items[i]);
    }
    dd_buf_puts(&buf, "]}");
    status = dd_buf_take(&buf, out, err);
    dd_buf_free(&buf);
    return status;
}

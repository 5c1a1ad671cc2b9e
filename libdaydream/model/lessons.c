/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/lessons.h"
#include "text/wording.h"

#define NOWHERE SIZE_MAX

/* What is to become of a reflection. */
struct candidate {
    const struct dd_reflection *reflection;
    struct dd_wording wording;
    size_t line; /* the file's line that is most like it; NOWHERE: none */
    int likeness;
    bool repeats; /* one before it says the same */
};

struct learning {
    struct candidate *candidates;
    size_t count;
    const char *date;
    int64_t day; /* of the date */
    struct dd_buf *out;
    struct dd_lesson_counts *counts;
};

bool dd_lesson_line_next(const char *text, size_t length, size_t *at, struct dd_lesson_line *out)
{
    const char *begin;
    const char *feed;

    if (*at >= length)
        return false;
    begin = text + *at;
    feed = memchr(begin, '\n', length - *at);
    out->text = begin;
    out->length = feed != NULL ? (size_t)(feed - begin) : length - *at;
    out->end = feed != NULL;
    if (feed != NULL && feed > begin && feed[-1] == '\r') {
        out->length--;
        out->end++;
    }
    *at += out->length + out->end;
    return true;
}

bool dd_lesson_line_is_blank(const struct dd_lesson_line *line)
{
    for (size_t i = 0; i < line->length; i++)
        if (line->text[i] != ' ' && line->text[i] != '\t' && line->text[i] != '\r')
            return false;
    return true;
}

/* The reflections that have words, each with these. */
static enum daydream_status make_candidates(struct learning *learning,
                                            const struct dd_reflection_rows *reflections,
                                            struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    learning->candidates = calloc(reflections->count + 1, sizeof *learning->candidates);
    if (learning->candidates == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < reflections->count && status == DAYDREAM_OK; i++) {
        struct candidate *candidate = &learning->candidates[learning->count++];

        candidate->reflection = &reflections->items[i];
        candidate->line = NOWHERE;
        status = dd_wording_read(
            reflections->items[i].pattern != NULL ? reflections->items[i].pattern : "",
            &candidate->wording, err);
        candidate->repeats = dd_wording_is_empty(&candidate->wording);
    }
    return status;
}

static void free_candidates(struct learning *learning)
{
    for (size_t i = 0; i < learning->count; i++)
        dd_wording_free(&learning->candidates[i].wording);
    free(learning->candidates);
}

/* Let each reflection that this lesson is most like know its line. */
static enum daydream_status compare(struct learning *learning, const char *pattern, size_t line,
                                    struct daydream_error *err)
{
    struct dd_wording wording;
    enum daydream_status status = dd_wording_read(pattern, &wording, err);

    for (size_t i = 0; i < learning->count && status == DAYDREAM_OK; i++) {
        struct candidate *candidate = &learning->candidates[i];
        int likeness = dd_wording_likeness(&candidate->wording, &wording);

        if (candidate->repeats || likeness <= candidate->likeness)
            continue;
        candidate->line = line;
        candidate->likeness = likeness;
    }
    dd_wording_free(&wording);
    return status;
}

/* First pass: which line is each reflection's? */
static enum daydream_status find_lines(struct learning *learning, const char *text, size_t length,
                                       struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    struct dd_lesson_line line;
    size_t at = 0;

    for (size_t i = 0; status == DAYDREAM_OK && dd_lesson_line_next(text, length, &at, &line);
         i++) {
        struct daydream_lesson lesson;
        bool understood;

        status = dd_lesson_read(line.text, line.length, &lesson, &understood, err);
        if (status == DAYDREAM_OK && understood)
            status = compare(learning, lesson.pattern, i, err);
        dd_lesson_clear(&lesson);
    }
    return status;
}

static bool is_seen(const struct learning *learning, size_t line)
{
    for (size_t i = 0; i < learning->count; i++)
        if (learning->candidates[i].line == line)
            return true;
    return false;
}

static bool is_stale(const struct learning *learning, const struct daydream_lesson *lesson)
{
    int64_t last = 0;

    return dd_date_parse(lesson->last_seen, &last) && learning->day - last > DD_LESSON_DAYS;
}

/* The lesson was seen on this date; what this date, or a later one, has written already stays. */
static void see(struct learning *learning, const struct dd_lesson_line *line,
                const struct daydream_lesson *lesson)
{
    bool later = strcmp(lesson->last_seen, learning->date) < 0 && lesson->times < INT64_MAX;

    if (strcmp(lesson->date, learning->date) == 0)
        learning->counts->added++;
    else
        learning->counts->again++;
    learning->counts->kept++;
    if (later)
        dd_lesson_update(learning->out, line->text, line->length, learning->date,
                         lesson->times + 1);
    dd_buf_add(learning->out, line->text + (later ? line->length : 0),
               line->end + (later ? 0 : line->length));
}

static void keep(struct learning *learning, const struct dd_lesson_line *line, size_t *count)
{
    ++*count;
    dd_buf_add(learning->out, line->text, line->length + line->end);
}

static enum daydream_status copy_line(struct learning *learning, const struct dd_lesson_line *line,
                                      size_t index, struct daydream_error *err)
{
    struct daydream_lesson lesson;
    bool understood;
    size_t blank = 0;
    enum daydream_status status = dd_lesson_read(line->text, line->length, &lesson, &understood,
                                                 err);

    if (!understood)
        keep(learning, line, dd_lesson_line_is_blank(line) ? &blank : &learning->counts->unread);
    else if (is_seen(learning, index))
        see(learning, line, &lesson);
    else if (is_stale(learning, &lesson))
        learning->counts->pruned++;
    else
        keep(learning, line, &learning->counts->kept);
    dd_lesson_clear(&lesson);
    return status;
}

/* Second pass: all lines, those that were seen brought up to date. `*end` becomes how most lines
 * end: as the last that has an end. */
static enum daydream_status copy_lines(struct learning *learning, const char *text, size_t length,
                                       const char **end, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    struct dd_lesson_line line;
    size_t at = 0;

    for (size_t i = 0; status == DAYDREAM_OK && dd_lesson_line_next(text, length, &at, &line);
         i++) {
        status = copy_line(learning, &line, i, err);
        if (line.end > 0)
            *end = line.end == 2 ? "\r\n" : "\n";
    }
    return status;
}

/* Two reflections of one pattern are one lesson. */
static void find_repeats(struct learning *learning)
{
    for (size_t i = 1; i < learning->count; i++)
        for (size_t j = 0; j < i && !learning->candidates[i].repeats; j++)
            learning->candidates[i].repeats = !learning->candidates[j].repeats &&
                                              dd_wording_likeness(
                                                  &learning->candidates[i].wording,
                                                  &learning->candidates[j].wording) > 0;
}

static void add_lesson(struct learning *learning, const struct dd_reflection *from, const char *end)
{
    struct daydream_lesson lesson = {
        .category = from->category,
        .summary = from->summary,
        .pattern = from->pattern,
        .prevention = from->prevention,
        .source_session = from->source_session,
        .times = 1,
    };
    const struct dd_buf *out = learning->out;

    memcpy(lesson.date, learning->date, DD_DATE_SIZE);
    memcpy(lesson.last_seen, learning->date, DD_DATE_SIZE);
    if (out->length > 0 && out->data[out->length - 1] != '\n')
        dd_buf_puts(learning->out, end);
    dd_lesson_write(learning->out, &lesson);
    dd_buf_puts(learning->out, end);
    learning->counts->added++;
    learning->counts->kept++;
}

static enum daydream_status learn(struct learning *learning, const char *text, size_t length,
                                  struct daydream_error *err)
{
    const char *end = "\n";
    enum daydream_status status = find_lines(learning, text, length, err);

    if (status == DAYDREAM_OK)
        status = copy_lines(learning, text, length, &end, err);
    if (status != DAYDREAM_OK)
        return status;
    find_repeats(learning);
    for (size_t i = 0; i < learning->count; i++)
        if (!learning->candidates[i].repeats && learning->candidates[i].line == NOWHERE)
            add_lesson(learning, learning->candidates[i].reflection, end);
    return dd_buf_status(learning->out, err);
}

enum daydream_status dd_lessons_learn(const char *text, size_t length,
                                      const struct dd_reflection_rows *reflections,
                                      const char *date, struct dd_buf *out,
                                      struct dd_lesson_counts *counts, struct daydream_error *err)
{
    struct learning learning = {.date = date, .out = out, .counts = counts};
    enum daydream_status status;

    *counts = (struct dd_lesson_counts){0};
    if (!dd_date_parse(date, &learning.day))
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "lessons", "'%s' is no date", date);
    status = make_candidates(&learning, reflections, err);
    if (status == DAYDREAM_OK)
        status = learn(&learning, text, length, err);
    free_candidates(&learning);
    return status;
}

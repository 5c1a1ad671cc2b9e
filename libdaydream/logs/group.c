/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "logs/chars.h"
#include "logs/group.h"
#include "logs/template.h"

void dd_group_free(struct daydream_log_group *group)
{
    free(group->template);
    free(group->exception);
    free(group->sample);
    dd_strings_free(&group->files);
}

/* The text that is hashed is the template, a line feed, and the exception. */
static uint64_t hash_template(const char *template, size_t length)
{
    return dd_hash_more(dd_hash_more(DD_HASH_BEGIN, template, length), "\n", 1);
}

static uint64_t with_exception(uint64_t hash, const char *exception)
{
    return dd_hash_end(dd_hash_more(hash, exception, strlen(exception)));
}

enum daydream_status dd_group_name(struct daydream_log_group *group, const char *template,
                                   const char *exception, struct daydream_error *err)
{
    enum daydream_status status = dd_string_set(&group->template, template, err);

    if (status == DAYDREAM_OK && *exception != '\0')
        status = dd_string_set(&group->exception, exception, err);
    group->fingerprint = with_exception(hash_template(template, strlen(template)), exception);
    return status;
}

/* What was cut off in the middle of a word is cut off in front of it: no rule knows half of a
 * secret again, and no scanner half of a value. */
static size_t whole_words(const char *text, size_t length, size_t longest)
{
    size_t cut = length;

    if (length < longest)
        return length;
    while (cut > 0 && !dd_is_blank(text[cut - 1]))
        cut--;
    return cut > 0 ? cut : length;
}

static void make_template(const char *message, size_t length, const struct dd_event *event,
                          struct dd_template *out)
{
    static const char none[] = "(no text)";

    length = whole_words(message, length, DD_MESSAGE_MAX);
    out->length = dd_template_make(message, length, out->text);
    if (out->length > 0)
        return;
    snprintf(out->text, sizeof out->text, "%s",
             event->exception[0] != '\0' ? event->exception : none);
    out->length = strlen(out->text);
}

/* Of the template alone, so that it holds for all events that recall the same message. */
static uint64_t recall_template(const struct dd_event *event)
{
    struct dd_memo *memo = event->memo;
    struct dd_template template;
    uint64_t hash;

    if (memo != NULL && memo->known)
        return memo->hash;
    make_template(event->message, event->length, event, &template);
    hash = hash_template(template.text, template.length);
    if (memo != NULL)
        *memo = (struct dd_memo){true, hash};
    return hash;
}

uint64_t dd_group_key(const struct dd_event *event)
{
    return with_exception(recall_template(event), event->exception) + (uint64_t)event->level;
}

static enum daydream_status clean_text(const struct dd_cleaner *cleaner, const char *text,
                                       size_t length, struct dd_buf *out,
                                       struct daydream_error *err)
{
    if (cleaner->fn != NULL)
        return cleaner->fn(cleaner->user, text, length, out, err);
    dd_buf_add(out, text, length);
    return dd_buf_status(out, err);
}

/* A template is made of a masked message, in which no rule would know half of a token again. So
 * that what is kept has none, it is made anew, of a clean one; once for a group, as that takes its
 * time. */
static enum daydream_status keep_template(const struct dd_cleaner *cleaner,
                                          const struct dd_event *event,
                                          struct daydream_log_group *group,
                                          struct daydream_error *err)
{
    struct dd_buf clean = DD_BUF_INIT;
    struct dd_template template;
    enum daydream_status status = clean_text(
        cleaner, event->message, whole_words(event->message, event->length, DD_MESSAGE_MAX), &clean,
        err);

    if (status == DAYDREAM_OK) {
        make_template(dd_buf_text(&clean), clean.length, event, &template);
        status = dd_group_name(group, template.text, event->exception, err);
    }
    dd_buf_free(&clean);
    return status;
}

static enum daydream_status add_line(const struct dd_cleaner *cleaner, const char *text,
                                     size_t length, struct dd_buf *out, struct daydream_error *err)
{
    struct dd_buf clean = DD_BUF_INIT;
    enum daydream_status status = clean_text(cleaner, text, length, &clean, err);

    for (size_t i = 0; i < clean.length; i++)
        if (clean.data[i] == '\0' || clean.data[i] == '\n')
            clean.data[i] = ' ';
    dd_buf_add(out, clean.data, clean.length);
    dd_buf_free(&clean);
    return status == DAYDREAM_OK ? dd_buf_status(out, err) : status;
}

static enum daydream_status keep_sample(const struct dd_cleaner *cleaner,
                                        const struct dd_event *event,
                                        struct daydream_log_group *group,
                                        struct daydream_error *err)
{
    struct dd_buf lines = DD_BUF_INIT;
    size_t length = whole_words(event->sample, event->sample_length, DD_SAMPLE_MAX);
    enum daydream_status status = add_line(cleaner, event->sample, length, &lines, err);

    if (status == DAYDREAM_OK && event->cause_length > 0) {
        dd_buf_putc(&lines, '\n');
        length = whole_words(event->cause, event->cause_length, DD_CAUSE_MAX);
        status = add_line(cleaner, event->cause, length, &lines, err);
    }
    if (status == DAYDREAM_OK)
        status = dd_string_set(&group->sample, dd_buf_text(&lines), err);
    dd_buf_free(&lines);
    return status;
}

enum daydream_status dd_group_make(const struct dd_cleaner *cleaner, const struct dd_event *event,
                                   uint64_t key, struct daydream_log_group *out,
                                   struct daydream_error *err)
{
    enum daydream_status status;

    *out = (struct daydream_log_group){.files = DD_STRINGS_INIT, .level = event->level, .key = key};
    status = keep_template(cleaner, event, out, err);
    if (status == DAYDREAM_OK)
        status = keep_sample(cleaner, event, out, err);
    if (status != DAYDREAM_OK)
        dd_group_free(out);
    return status;
}

static enum daydream_status add_file(struct daydream_log_group *group, const char *file,
                                     struct daydream_error *err)
{
    /* most often it is the file of the event before */
    if (group->files.count > 0 && strcmp(group->files.items[group->files.count - 1], file) == 0)
        return DAYDREAM_OK;
    if (group->files.count >= DD_GROUP_FILES_MAX || dd_strings_has(&group->files, file))
        return DAYDREAM_OK;
    return dd_strings_add(&group->files, file, err);
}

enum daydream_status dd_group_add(struct daydream_log_group *group,
                                  const struct daydream_log_group *more, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    group->count += more->count;
    if (more->level > group->level)
        group->level = more->level;
    if (more->first != 0 && (group->first == 0 || more->first < group->first))
        group->first = more->first;
    if (more->last > group->last)
        group->last = more->last;
    for (size_t i = 0; i < more->files.count && status == DAYDREAM_OK; i++)
        status = add_file(group, more->files.items[i], err);
    return status;
}

enum daydream_status dd_group_count(struct daydream_log_group *group, int64_t time,
                                    const char *file, struct daydream_error *err)
{
    group->count++;
    if (time != 0 && (group->first == 0 || time < group->first))
        group->first = time;
    if (time > group->last)
        group->last = time;
    return add_file(group, file, err);
}

void dd_group_describe(const struct daydream_log_group *group, struct dd_buf *out)
{
    dd_buf_puts(out, group->template);
    if (group->exception != NULL && strstr(group->template, group->exception) == NULL)
        dd_buf_printf(out, " [%s]", group->exception);
}

static int compare(const void *a, const void *b)
{
    const struct daydream_log_group *left = a;
    const struct daydream_log_group *right = b;
    int order;

    if (left->level != right->level)
        return left->level > right->level ? -1 : 1;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    order = strcmp(left->template, right->template);
    if (order != 0)
        return order;
    return strcmp(left->exception != NULL ? left->exception : "",
                  right->exception != NULL ? right->exception : "");
}

void dd_groups_sort(struct daydream_log_group *items, size_t count)
{
    if (count > 1)
        qsort(items, count, sizeof *items, compare);
}

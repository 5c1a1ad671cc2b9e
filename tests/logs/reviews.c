/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/date.h"
#include "logs/family.h"
#include "logs/reviews.h"
#include "support/scratch.h"

void reviews_open(struct reviews *it)
{
    *it = (struct reviews){.folder = scratch_make(),
                           .zone = "UTC",
                           .known = DD_LOG_POSITIONS_INIT,
                           .written = FROM + DAY / 2};
    it->log_path = scratch_path(it->folder, "a.log");
}

void reviews_close(struct reviews *it)
{
    dd_positions_free(&it->known);
    free(it->log_path);
    scratch_remove(it->folder);
}

static void touch(const char *path, int64_t when)
{
    const struct timespec times[] = {{.tv_sec = (time_t)when}, {.tv_sec = (time_t)when}};

    ck_assert_int_eq(utimensat(AT_FDCWD, path, times, 0), 0);
}

void reviews_put(const struct reviews *it, const char *name, const void *bytes, size_t length)
{
    char *path = scratch_write_bytes(it->folder, name, bytes, length);

    touch(path, it->written);
    free(path);
}

void reviews_rename(const struct reviews *it, const char *from, const char *to)
{
    char *one = scratch_path(it->folder, from);
    char *two = scratch_path(it->folder, to);

    ck_assert_int_eq(rename(one, two), 0);
    free(one);
    free(two);
}

void reviews_touch(const struct reviews *it, const char *name)
{
    char *path = scratch_path(it->folder, name);

    touch(path, it->written);
    free(path);
}

void reviews_append_bytes(const struct reviews *it, const void *bytes, size_t length)
{
    FILE *file = fopen(it->log_path, "ab");

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

void reviews_append(const struct reviews *it, const char *text)
{
    reviews_append_bytes(it, text, strlen(text));
    touch(it->log_path, it->written);
}

void reviews_begin(const struct reviews *it, const char *message)
{
    char stamp[DD_RFC3339_SIZE];
    struct dd_buf line = DD_BUF_INIT;

    dd_rfc3339_format(it->written, stamp);
    dd_buf_printf(&line, it->stamped ? "%s ERROR %s" : "%.0sERROR: %s", stamp, message);
    reviews_append(it, dd_buf_text(&line));
    dd_buf_free(&line);
}

void reviews_say(const struct reviews *it, const char *message)
{
    reviews_begin(it, message);
    reviews_append(it, "\n");
}

struct dd_log_review *reviews_new(const struct reviews *it, const struct dd_zone *zone,
                                  int64_t from, size_t groups)
{
    const struct dd_log_options options = {.from = it->replay != 0 ? it->replay : from,
                                           .replay = it->replay != 0,
                                           .to = from + DAY,
                                           .earliest = from - 6 * DAY,
                                           .zone = zone,
                                           .minimum = DD_LEVEL_WARNING,
                                           .max_groups = groups};
    struct dd_log_review *review = NULL;

    ck_assert_int_eq(dd_log_review_new(&options, &review, NULL), DAYDREAM_OK);
    return review;
}

void reviews_list(struct dd_log_review *review, struct dd_buf *out)
{
    const struct daydream_log_group *groups = NULL;
    size_t count = 0;

    ck_assert_int_eq(dd_log_review_groups(review, &groups, &count, NULL), DAYDREAM_OK);
    for (size_t i = 0; i < count; i++)
        dd_buf_printf(out, "%" PRIu64 " %s;", groups[i].count, groups[i].template);
}

static enum daydream_status tell(void *user, const struct dd_log_file *file,
                                 struct daydream_error *err)
{
    (void)err;
    if (file->outcome == DD_LOG_UNREAD || file->outcome == DD_LOG_LEFT_OUT)
        dd_buf_printf(user, "(%s)", file->path);
    return DAYDREAM_OK;
}

/* As a project asks for its logs. */
static void review_all(const struct reviews *it, struct dd_log_review *review,
                       struct dd_log_positions *ends, struct dd_buf *out)
{
    struct dd_strings paths = DD_STRINGS_INIT;

    ck_assert_int_eq(dd_family_find(it->folder, "*.log", &paths, NULL), DAYDREAM_OK);
    ck_assert_int_eq(
        dd_log_review_project(review, it->folder, &paths, &it->known, ends, tell, out, NULL),
        DAYDREAM_OK);
    dd_strings_free(&paths);
}

/* A file is remembered once, under its name. */
static void expect_distinct(const struct dd_log_positions *ends)
{
    for (size_t i = 0; i < ends->count; i++)
        for (size_t j = i + 1; j < ends->count; j++)
            ck_assert_str_ne(ends->items[i].path, ends->items[j].path);
}

/* Owned: where the review ended. */
static struct dd_log_positions run(const struct reviews *it, int64_t from, struct dd_buf *out)
{
    struct dd_log_positions ends = DD_LOG_POSITIONS_INIT;
    struct dd_zone *zone = NULL;
    struct dd_log_review *review;

    ck_assert_int_eq(dd_zone_open(it->zone, &zone, NULL), DAYDREAM_OK);
    review = reviews_new(it, zone, from, 100);
    review_all(it, review, &ends, out);
    reviews_list(review, out);
    dd_log_review_free(review);
    dd_zone_free(zone);
    expect_distinct(&ends);
    return ends;
}

void reviews_run(struct reviews *it, int64_t from, struct dd_buf *out)
{
    struct dd_log_positions ends = run(it, from, out);

    dd_positions_free(&it->known);
    it->known = ends;
    it->written = from + DAY + DAY / 2;
}

static void compare(const struct dd_buf *got, const char *wanted)
{
    ck_assert_msg(strcmp(dd_buf_text(got), wanted) == 0, "\"%s\" instead of \"%s\"",
                  dd_buf_text(got), wanted);
}

void reviews_expect(struct reviews *it, int64_t from, const char *wanted)
{
    struct dd_buf got = DD_BUF_INIT;

    reviews_run(it, from, &got);
    compare(&got, wanted);
    dd_buf_free(&got);
}

void reviews_expect_and_forget(struct reviews *it, int64_t from, const char *wanted)
{
    struct dd_buf got = DD_BUF_INIT;
    struct dd_log_positions ends = run(it, from, &got);

    compare(&got, wanted);
    dd_positions_free(&ends);
    dd_buf_free(&got);
}

/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "daydream.h"
#include "model/comment.h"
#include "model/marker.h"
#include "model/parts.h"

#define NAME_MAX_BYTES 256 /* of a repository in a marker */

/* Headings that were met, and are written only when a finding follows. */
struct heads {
    struct dd_part project;
    struct dd_part section;
};

static bool is_known(const struct dd_part *part, const struct dd_strings *known)
{
    for (size_t i = 0; i < part->fingerprints.count; i++)
        if (dd_strings_has(known, part->fingerprints.items[i]))
            return true;
    return false;
}

static void copy(struct dd_buf *out, const char *body, const struct dd_part *part)
{
    if (part->start < part->end && part->end <= strlen(body))
        dd_buf_add(out, body + part->start, part->end - part->start);
}

static void write_head(struct dd_buf *out, const char *body, struct dd_part *head)
{
    copy(out, body, head);
    *head = (struct dd_part){.kind = '\0'};
}

/* Take in one part of the body; what it holds of fingerprints goes to `told` when it is written. */
static enum daydream_status take_part(struct dd_buf *out, const char *body,
                                      const struct dd_part *part, struct heads *heads,
                                      const struct dd_strings *known, struct dd_strings *told,
                                      struct daydream_error *err)
{
    const struct dd_part place = {.kind = part->kind, .start = part->start, .end = part->end};

    if (part->kind == DD_PART_PROJECT) {
        *heads = (struct heads){.project = place};
    } else if (part->kind == DD_PART_SECTION) {
        heads->section = place;
    } else if (part->fingerprints.count > 0 && !is_known(part, known)) {
        write_head(out, body, &heads->project);
        write_head(out, body, &heads->section);
        copy(out, body, part);
        return dd_strings_add(told, part->fingerprints.items[0], err);
    }
    return DAYDREAM_OK;
}

static enum daydream_status write_parts(struct dd_buf *out, const struct dd_comment_source *source,
                                        const struct dd_strings *known, struct dd_strings *told,
                                        struct daydream_error *err)
{
    struct heads heads = {.project = {.kind = '\0'}};
    const char *at = source->parts;
    enum daydream_status status = DAYDREAM_OK;
    bool done = false;

    while (!done && status == DAYDREAM_OK) {
        struct dd_part part;

        status = dd_parts_next(&at, &part, &done, err);
        if (status == DAYDREAM_OK && !done)
            status = take_part(out, source->body, &part, &heads, known, told, err);
        dd_part_free(&part);
    }
    return status;
}

/* Where nobody knows what stands where, all of it is said when any of it is news. */
static enum daydream_status write_whole(struct dd_buf *out, const struct dd_comment_source *source,
                                        const struct dd_strings *known, struct dd_strings *told,
                                        struct daydream_error *err)
{
    struct dd_strings all = DD_STRINGS_INIT;
    enum daydream_status status = dd_marker_fingerprints(source->body, &all, err);

    for (size_t i = 0; i < all.count && status == DAYDREAM_OK; i++)
        if (!dd_strings_has(known, all.items[i]))
            status = dd_strings_add(told, all.items[i], err);
    if (told->count > 0)
        dd_marker_strip(out, source->body);
    dd_strings_free(&all);
    return status;
}

static void write_marker(struct dd_buf *out, const char *body, const struct dd_strings *told)
{
    char date[DD_UUID_SIZE] = "";
    char repository[NAME_MAX_BYTES] = "";
    char machine[DD_UUID_SIZE] = "";
    char run[DD_UUID_SIZE] = "";
    const struct dd_marker marker = {date, repository, machine, run, told};

    if (dd_marker_member(body, "date", date, sizeof date) &&
        dd_marker_member(body, "repo", repository, sizeof repository) &&
        dd_marker_member(body, "machine", machine, sizeof machine) &&
        dd_marker_member(body, "run", run, sizeof run))
        dd_marker_write(out, &marker);
}

static void frame(struct dd_buf *out, const char *body, const struct dd_buf *inside,
                  const struct dd_strings *told)
{
    dd_buf_printf(out, "**%zu more**, not in the report above:\n\n%s", told->count,
                  dd_buf_text(inside));
    dd_buf_printf(out, "<sub>daydream %s</sub>\n\n", daydream_version());
    write_marker(out, body, told);
}

enum daydream_status dd_comment_write(struct dd_buf *out, const struct dd_comment_source *source,
                                      const struct dd_strings *known, size_t *count,
                                      struct daydream_error *err)
{
    bool has_parts = source->parts != NULL && *source->parts != '\0';
    struct dd_strings told = DD_STRINGS_INIT;
    struct dd_buf inside = DD_BUF_INIT;
    enum daydream_status status = (has_parts ? write_parts : write_whole)(&inside, source, known,
                                                                          &told, err);

    *count = told.count;
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&inside, err);
    if (status == DAYDREAM_OK && told.count > 0) {
        frame(out, source->body, &inside, &told);
        status = dd_buf_status(out, err);
    }
    dd_strings_free(&told);
    dd_buf_free(&inside);
    return status;
}

static void write_origin(struct dd_buf *out, int64_t number)
{
    dd_buf_printf(out, "From #%" PRId64 ", filed for the same date:", number);
}

void dd_comment_write_stray(struct dd_buf *out, int64_t number, const char *body)
{
    write_origin(out, number);
    dd_buf_printf(out, "\n\n%s", body);
}

void dd_comment_write_duplicate(struct dd_buf *out, int64_t number)
{
    dd_buf_printf(out, "Duplicate of #%" PRId64, number);
}

/* Does the comment begin with what `write` writes, and not with a longer number? */
static bool begins_with(const char *comment, void (*write)(struct dd_buf *out, int64_t number),
                        int64_t number)
{
    struct dd_buf wanted = DD_BUF_INIT;
    bool is = false;

    write(&wanted, number);
    is = !wanted.failed && strncmp(comment, dd_buf_text(&wanted), wanted.length) == 0 &&
         (comment[wanted.length] < '0' || comment[wanted.length] > '9');
    dd_buf_free(&wanted);
    return is;
}

bool dd_comment_is_stray(const char *comment, int64_t number)
{
    return begins_with(comment, write_origin, number);
}

bool dd_comment_is_duplicate(const char *comment, int64_t number)
{
    return begins_with(comment, dd_comment_write_duplicate, number);
}

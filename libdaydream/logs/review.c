/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "logs/reviewer.h"

/* Blocks of what is skimmed want to lie as no malloc() promises. */
static struct dd_log_review *alloc_review(void)
{
    struct dd_log_review *review = aligned_alloc(_Alignof(struct dd_log_review), sizeof *review);

    if (review != NULL)
        memset(review, 0, sizeof *review);
    return review;
}

enum daydream_status dd_log_review_new(const struct dd_log_options *options,
                                       struct dd_log_review **out, struct daydream_error *err)
{
    struct dd_log_review *review = alloc_review();

    *out = NULL;
    if (review == NULL || dd_reader_new(&review->reader, err) != DAYDREAM_OK) {
        free(review);
        return dd_fail_memory(err);
    }
    review->options = *options;
    dd_groups_init(&review->groups, options->max_groups);
    review->groups.cleaner = (struct dd_cleaner){options->clean, options->clean_user};
    *out = review;
    return DAYDREAM_OK;
}

void dd_log_review_free(struct dd_log_review *review)
{
    if (review == NULL)
        return;
    dd_reader_free(&review->reader);
    dd_seen_free(&review->seen);
    dd_groups_free(&review->groups);
    dd_merged_free(&review->merged);
    free(review);
}

struct dd_pass dd_review_pass(struct dd_log_review *review, const char *name)
{
    return (struct dd_pass){.options = &review->options,
                            .groups = &review->groups,
                            .events = &review->events,
                            .reader = &review->reader,
                            .name = name,
                            .since = review->options.from,
                            .fresh = UINT64_MAX};
}

enum daydream_status dd_review_read(struct dd_log_review *review, struct dd_pass *pass,
                                    struct daydream_error *err)
{
    enum daydream_status status = dd_pass_read(pass, err);

    review->totals.bytes += pass->bytes;
    review->totals.lines += pass->lines;
    review->totals.events += pass->count;
    return status;
}

static enum daydream_status review_open(struct dd_log_review *review, const char *name,
                                        struct daydream_error *err)
{
    struct dd_pass pass = dd_review_pass(review, name);
    const struct stat *info = &review->reader.source.info;
    bool before = false;
    enum daydream_status status = DAYDREAM_OK;

    if (S_ISREG(info->st_mode))
        status = dd_seen_add(&review->seen, (uint64_t)info->st_dev, (uint64_t)info->st_ino, &before,
                             err);
    if (status != DAYDREAM_OK || before)
        return status;
    pass.closed = true;
    dd_pass_begin(&pass);
    return dd_review_read(review, &pass, err);
}

enum daydream_status dd_log_review_file(struct dd_log_review *review, const char *path,
                                        const char *name, struct daydream_error *err)
{
    enum daydream_status status = dd_reader_open(&review->reader, path, err);

    if (status == DAYDREAM_OK)
        status = review_open(review, name, err);
    dd_reader_close(&review->reader);
    return status;
}

enum daydream_status dd_log_review_descriptor(struct dd_log_review *review, int fd,
                                              const char *name, struct daydream_error *err)
{
    enum daydream_status status = dd_reader_adopt(&review->reader, fd, name, err);

    if (status == DAYDREAM_OK)
        status = review_open(review, name, err);
    dd_reader_close(&review->reader);
    return status;
}

enum daydream_status dd_log_review_groups(struct dd_log_review *review,
                                          const struct daydream_log_group **groups, size_t *count,
                                          struct daydream_error *err)
{
    enum daydream_status status = dd_merge(&review->groups, &review->merged, err);

    *groups = review->merged.items;
    *count = review->merged.count;
    return status;
}

uint64_t dd_log_review_folded(const struct dd_log_review *review)
{
    return review->groups.other.count;
}

struct dd_log_totals dd_log_review_totals(const struct dd_log_review *review)
{
    return review->totals;
}

/* SPDX-License-Identifier: MIT */
/* A sequence of reviews of one project's logs, and what becomes of these in between. Every function
 * aborts the test when it cannot do its work. */
#ifndef TESTS_LOGS_REVIEWS_H
#define TESTS_LOGS_REVIEWS_H

#include "base/buf.h"
#include "logs/review.h"

#define FROM INT64_C(1784505600) /* 2026-07-20T00:00:00Z */
#define DAY  (24 * 60 * 60)

struct reviews {
    char *folder;
    char *log_path; /* of "a.log" in it */
    const char *zone;
    struct dd_log_positions known; /* what is remembered from one review to the next */
    int64_t written;               /* when what is written now is written */
    int64_t replay;                /* the window that is asked for begins here; 0: none is */
    bool stamped;                  /* what reviews_say() writes has stamps */
};

void reviews_open(struct reviews *it);
void reviews_close(struct reviews *it);

/* Make or change a file of the folder. */
void reviews_put(const struct reviews *it, const char *name, const void *bytes, size_t length);
void reviews_rename(const struct reviews *it, const char *from, const char *to);
void reviews_touch(const struct reviews *it, const char *name);

/* Write to "a.log"; the bytes leave its time alone. */
void reviews_append(const struct reviews *it, const char *text);
void reviews_append_bytes(const struct reviews *it, const void *bytes, size_t length);

/* Write an error to "a.log", as a line and as one that goes on. */
void reviews_say(const struct reviews *it, const char *message);
void reviews_begin(const struct reviews *it, const char *message);

/* A review of the day that begins at `from`; owned. */
struct dd_log_review *reviews_new(const struct reviews *it, const struct dd_zone *zone,
                                  int64_t from, size_t groups);

/* Append "COUNT TEMPLATE;" for each group. */
void reviews_list(struct dd_log_review *review, struct dd_buf *out);

/* Review the logs for the day that begins at `from`. Appends what counted, as reviews_list() does;
 * before it stands "(PATH)" for each file that was not wholly read. */
void reviews_run(struct reviews *it, int64_t from, struct dd_buf *out);

/* The same, compared with what is wanted. */
void reviews_expect(struct reviews *it, int64_t from, const char *wanted);

/* The same, but what was remembered is lost, as when the run fails later. */
void reviews_expect_and_forget(struct reviews *it, int64_t from, const char *wanted);

#endif

/* SPDX-License-Identifier: MIT */
/* A report issue: what the caller gets to see of one. */
#ifndef DD_MODEL_ISSUE_H
#define DD_MODEL_ISSUE_H

#include "base/buf.h"
#include "daydream.h"

/* Every text may be NULL; all are owned by the issue. */
struct daydream_issue {
    enum daydream_action action;
    int64_t number;
    char *url;
    char *repository; /* "host/org/repo" */
    char *title;
    char *label;
    char *body;
    char *reason;
    enum daydream_status cause; /* of waiting; DAYDREAM_OK where it does not */
    int64_t retry_at;           /* when it makes sense again; 0: unknown or no matter */
};

enum daydream_status dd_issue_new(enum daydream_action action, struct daydream_issue **out,
                                  struct daydream_error *err);

/* `*out` is an owned copy. */
enum daydream_status dd_issue_copy(const struct daydream_issue *issue, struct daydream_issue **out,
                                   struct daydream_error *err);

/* Many of them are held at once: the longest text of one that was written down need not be. */
void dd_issue_drop_body(struct daydream_issue *issue);

/* Append the issue as JSON: the object ISSUE of daydream(1); with title, labels and body where
 * `with_content`. */
void dd_issue_write_json(struct dd_buf *out, const struct daydream_issue *issue, bool with_content);

/* "created", "queued", ...: the words of daydream(1). */
const char *dd_action_name(enum daydream_action action);

#endif

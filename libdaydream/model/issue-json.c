/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "base/json.h"
#include "model/issue.h"

/* What is not known is null. */
static void write_member(struct dd_buf *out, const char *key, const char *text)
{
    dd_buf_printf(out, ",\"%s\":", key);
    dd_json_quote(out, text);
}

static void write_labels(struct dd_buf *out, const char *label)
{
    dd_buf_puts(out, ",\"labels\":[");
    if (label != NULL)
        dd_json_quote(out, label);
    dd_buf_putc(out, ']');
}

static void write_members(struct dd_buf *out, const struct daydream_issue *issue, bool with_content)
{
    dd_buf_printf(out, "\"action\":\"%s\"", dd_action_name(issue->action));
    write_member(out, "url", issue->url);
    dd_buf_printf(out, ",\"number\":");
    if (issue->number != 0)
        dd_buf_printf(out, "%" PRId64, issue->number);
    else
        dd_buf_puts(out, "null");
    write_member(out, "repository", issue->repository);
    write_member(out, "reason", issue->reason);
    if (!with_content)
        return;
    write_member(out, "title", issue->title);
    write_labels(out, issue->label);
    write_member(out, "body", issue->body);
}

void dd_issue_write_json(struct dd_buf *out, const struct daydream_issue *issue, bool with_content)
{
    dd_buf_putc(out, '{');
    write_members(out, issue, with_content);
    dd_buf_putc(out, '}');
}

enum daydream_status daydream_issue_to_json(const struct daydream_issue *issue, char **out,
                                            struct daydream_error *err)
{
    struct dd_buf buf = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_puts(&buf, "{\"schema\":1,");
    write_members(&buf, issue,
                  issue->action == DAYDREAM_ACTION_PLANNED ||
                      issue->action == DAYDREAM_ACTION_QUEUED);
    dd_buf_putc(&buf, '}');
    status = dd_buf_take(&buf, out, err);
    dd_buf_free(&buf);
    return status;
}

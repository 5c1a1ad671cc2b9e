/* SPDX-License-Identifier: MIT */
#include "base/json.h"
#include "model/report.h"

/* By hand: printf() would take the decimal point from the locale. */
static void write_seconds(struct dd_buf *out, double seconds)
{
    long milliseconds = (long)(seconds * 1000);

    dd_buf_printf(out, ",\"seconds\":%ld.%03ld", milliseconds / 1000, milliseconds % 1000);
}

static void write_steps(struct dd_buf *out, const struct dd_report *report, bool with_seconds)
{
    dd_buf_puts(out, ",\"steps\":[");
    for (size_t i = 0; i < report->step_count; i++) {
        const struct dd_report_step *step = &report->steps[i];

        dd_buf_printf(
            out, "%s{\"number\":%d,\"name\":\"%s\",\"status\":\"%s\",\"reason\":", i > 0 ? "," : "",
            step->number, step->name, dd_step_status_name(step->status));
        dd_json_quote(out, step->reason);
        if (with_seconds)
            write_seconds(out, step->seconds);
        dd_buf_putc(out, '}');
    }
    dd_buf_putc(out, ']');
}

static void write_gaps(struct dd_buf *out, const struct dd_gaps *gaps)
{
    dd_buf_puts(out, ",\"gaps\":[");
    for (size_t i = 0; i < gaps->count; i++) {
        dd_buf_printf(out, "%s{\"step\":\"%s\",\"status\":\"%s\",\"reason\":", i > 0 ? "," : "",
                      gaps->items[i].step, dd_step_status_name(gaps->items[i].status));
        dd_json_quote(out, gaps->items[i].reason);
        dd_buf_putc(out, '}');
    }
    dd_buf_putc(out, ']');
}

/* What the projects of a report are written to, one after another. */
struct writing {
    struct dd_buf *out;
    const struct dd_report *report;
};

static enum daydream_status write_project(void *user, size_t index,
                                          const struct dd_report_project *entry,
                                          struct daydream_error *err)
{
    const struct writing *it = user;
    struct dd_buf *out = it->out;

    dd_buf_puts(out, index > 0 ? "," : "");
    dd_buf_puts(out, "{\"slug\":");
    dd_json_quote(out, entry->project->slug);
    dd_buf_puts(out, ",\"findings\":[");
    for (size_t i = 0; i < entry->findings->count; i++) {
        dd_buf_puts(out, i > 0 ? "," : "");
        dd_finding_write_json(out, entry->findings->items[i]);
    }
    dd_buf_putc(out, ']');
    write_gaps(out, &entry->gaps);
    dd_buf_puts(out, ",\"issue\":");
    if (entry->issue != NULL)
        dd_issue_write_json(out, entry->issue, entry->issue->action == DAYDREAM_ACTION_PLANNED);
    else
        dd_buf_puts(out, "{\"action\":\"none\",\"url\":null}");
    dd_buf_putc(out, '}');
    return dd_report_drain(it->report, out, err);
}

static void write_waiting(struct dd_buf *out, const struct dd_report_waiting *waiting)
{
    char queued[DD_RFC3339_SIZE];

    dd_rfc3339_format(waiting->queued, queued);
    dd_buf_printf(out, "{\"date\":\"%s\",\"repository\":", waiting->date);
    dd_json_quote(out, waiting->repository);
    dd_buf_printf(out, ",\"queued_at\":\"%s\",\"url\":", queued);
    dd_json_quote(out, waiting->url);
    dd_buf_puts(out, ",\"reason\":");
    dd_json_quote(out, waiting->reason);
    dd_buf_putc(out, '}');
}

static void write_outbox(struct dd_buf *out, const struct dd_report *report)
{
    size_t count = report->outbox != NULL ? report->waiting : 0;

    dd_buf_puts(out, ",\"outbox\":[");
    for (size_t i = 0; i < count; i++) {
        dd_buf_puts(out, i > 0 ? "," : "");
        write_waiting(out, &report->outbox[i]);
    }
    dd_buf_putc(out, ']');
}

enum daydream_status dd_report_json(struct dd_buf *out, const struct dd_report *report,
                                    bool with_seconds, struct daydream_error *err)
{
    struct writing it = {out, report};
    enum daydream_status status;

    dd_buf_printf(out, "{\"schema\":1,\"date\":\"%s\",\"run\":\"%s\",\"waiting\":%zu", report->date,
                  report->run, report->waiting);
    write_steps(out, report, with_seconds);
    dd_buf_puts(out, ",\"projects\":[");
    status = dd_report_each(report, write_project, &it, err);
    dd_buf_putc(out, ']');
    dd_projects_write_skipped(out, report->left_out);
    write_outbox(out, report);
    dd_buf_putc(out, '}');
    return status == DAYDREAM_OK ? dd_buf_status(out, err) : status;
}

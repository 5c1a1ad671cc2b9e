/* SPDX-License-Identifier: MIT */
/* Owns going over a report without having all of it in memory. */
#include "model/report.h"

#define DRAIN_BYTES ((size_t)32 * 1024)

enum daydream_status dd_report_with(const struct dd_report *report, size_t index,
                                    dd_report_each_fn function, void *user,
                                    struct daydream_error *err)
{
    struct dd_report_project whole = report->projects[index];
    struct daydream_findings *loaded = NULL;
    enum daydream_status status = DAYDREAM_OK;

    if (whole.findings == NULL)
        status = report->source.load(report->source.user, whole.project, &loaded, err);
    if (loaded != NULL)
        whole.findings = loaded;
    if (status == DAYDREAM_OK)
        status = function(user, index, &whole, err);
    daydream_findings_free(loaded);
    return status;
}

enum daydream_status dd_report_each(const struct dd_report *report, dd_report_each_fn function,
                                    void *user, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < report->project_count && status == DAYDREAM_OK; i++)
        status = dd_report_with(report, i, function, user, err);
    return status;
}

enum daydream_status dd_report_drain(const struct dd_report *report, struct dd_buf *out,
                                     struct daydream_error *err)
{
    const struct dd_report_sink *sink = report->sink;
    enum daydream_status status = dd_buf_status(out, err);

    if (status != DAYDREAM_OK || sink == NULL || out->length < DRAIN_BYTES)
        return status;
    return sink->take(sink->user, out, err);
}

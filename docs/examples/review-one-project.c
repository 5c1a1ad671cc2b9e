/* SPDX-License-Identifier: MIT */
/*
 * Review the logs of one project and print what they say. No other step is done.
 *
 *   review-one-project SLUG
 */
#include <daydream.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const char *severity_name(enum daydream_severity severity)
{
    switch (severity) {
    case DAYDREAM_SEVERITY_ERROR:
        return "error";
    case DAYDREAM_SEVERITY_WARNING:
        return "warning";
    default:
        return "note";
    }
}

static void print_findings(const struct daydream_findings *findings)
{
    for (size_t i = 0; i < daydream_findings_count(findings); i++) {
        const struct daydream_finding *finding = daydream_findings_at(findings, i);

        printf("%s\t%" PRIu64 "\t%s\n", severity_name(daydream_finding_severity(finding)),
               daydream_finding_count(finding), daydream_finding_text(finding));
    }
}

/* The findings are borrowed from the run: they are printed before it goes. */
static enum daydream_status review(struct daydream *dd, const char *slug,
                                   struct daydream_error *err)
{
    struct daydream_run *run = NULL;
    const struct daydream_findings *findings = NULL;
    /* a dry run: it writes nothing, so this can be tried as often as you like */
    enum daydream_status status = daydream_run_new(dd, true, &run, err);

    if (status == DAYDREAM_OK)
        status = daydream_run_only_project(run, slug, err);
    if (status == DAYDREAM_OK)
        status = daydream_step_review_logs(run, err);
    if (status == DAYDREAM_OK)
        findings = daydream_run_findings(run, slug);
    if (findings != NULL)
        print_findings(findings);
    daydream_run_free(run);
    return status;
}

int main(int argc, char **argv)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream *dd = NULL;
    enum daydream_status status;

    if (argc != 2) {
        fprintf(stderr, "usage: review-one-project SLUG\n");
        return EXIT_FAILURE;
    }
    status = daydream_new(&dd, &err);
    if (status == DAYDREAM_OK)
        status = daydream_use_environment(dd, &err);
    if (status == DAYDREAM_OK)
        status = review(dd, argv[1], &err);
    daydream_free(dd);
    if (status != DAYDREAM_OK)
        fprintf(stderr, "review-one-project: %s\n", err.text);
    return status == DAYDREAM_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}

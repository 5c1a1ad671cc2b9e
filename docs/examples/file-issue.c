/* SPDX-License-Identifier: MIT */
/*
 * File a finding of your own as a repository's report of a date.
 *
 *   file-issue DATE [HOST/]ORG/REPO TEXT
 *
 * A second call for the same date and repository files nothing: the report is there. A call on
 * another machine adds a comment with what only that one saw. Without a token, or without a
 * network, the report waits in the outbox and goes out with the next run.
 */
#include <daydream.h>
#include <stdio.h>
#include <stdlib.h>

static enum daydream_status make_findings(const char *text, struct daydream_findings **out,
                                          struct daydream_error *err)
{
    struct daydream_finding *finding = NULL;
    enum daydream_status status = daydream_findings_new(out, err);

    if (status == DAYDREAM_OK)
        status = daydream_findings_add(*out, "backup", "backups", DAYDREAM_SEVERITY_ERROR, text,
                                       &finding, err);
    if (status == DAYDREAM_OK)
        status = daydream_finding_add_detail(finding, "Found by examples/file-issue.c", err);
    return status;
}

static void print_issue(const struct daydream_issue *issue)
{
    const char *url = daydream_issue_url(issue);
    const char *reason = daydream_issue_reason(issue);

    printf("%s\t%s\n", daydream_issue_action_name(issue), url != NULL ? url : "-");
    if (reason != NULL)
        fprintf(stderr, "file-issue: it waits: %s\n", reason);
}

int main(int argc, char **argv)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream_findings *findings = NULL;
    struct daydream_issue *issue = NULL;
    enum daydream_status status;

    if (argc != 4) {
        fprintf(stderr, "usage: file-issue DATE [HOST/]ORG/REPO TEXT\n");
        return EXIT_FAILURE;
    }
    status = make_findings(argv[3], &findings, &err);
    if (status == DAYDREAM_OK)
        status = create_daydream_issue(findings, argv[1], argv[2], &issue, &err);
    if (status == DAYDREAM_OK)
        print_issue(issue);
    else
        fprintf(stderr, "file-issue: %s\n", err.text);
    daydream_issue_free(issue);
    daydream_findings_free(findings);
    return status == DAYDREAM_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "steps/docs-fixture.h"
#include "support/repository.h"
#include "support/scratch.h"

#define HASH_DIGITS 10

#define HOME                                                                                       \
    "{\"projects\": {\"red\": {\"name\": \"Red\", \"working_directory\": \"../red\", \"github\": " \
    "{\"org\": \"acme\", \"repo\": \"red\"}}}, "                                                   \
    "\"daydream\": {\"timezone\": \"UTC0\", \"home\": \"red\"%s}}"

void docs_configure(struct fleet *it, const char *more)
{
    struct dd_buf json = DD_BUF_INIT;
    const char *at = strstr(HOME, "%s");

    dd_buf_add(&json, HOME, (size_t)(at - HOME));
    dd_buf_puts(&json, more);
    dd_buf_puts(&json, at + 2);
    fleet_configure(it, dd_buf_text(&json));
    dd_buf_free(&json);
}

void docs_put(struct fleet *it, const char *name, const char *text)
{
    char *red = scratch_path(it->folder, "red");

    free(scratch_write(red, name, text));
    free(red);
}

void docs_commit(struct fleet *it, const char *date)
{
    char *red = scratch_path(it->folder, "red");

    repository_commit(red, date, "Change");
    free(red);
}

void docs_git(struct fleet *it, const char *words)
{
    char *red = scratch_path(it->folder, "red");

    repository_git(red, words);
    free(red);
}

void docs_start(struct fleet *it)
{
    fleet_lay_out(it);
    it->offline = true;
    docs_configure(it, "");
    docs_put(it, "README.md", "# Red\n\n## Install\n");
    docs_put(it, "CLAUDE.md", "# Rules\n");
}

void docs_start_repository(struct fleet *it)
{
    char *red;

    docs_start(it);
    docs_put(it, ".gitignore", "logs/\nignored.md\n");
    red = scratch_path(it->folder, "red");
    repository_init(red);
    free(red);
}

void docs_look(struct fleet *it)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_open(it, false);
    ck_assert_msg(daydream_step_check_docs(it->run, &err) == DAYDREAM_OK, "%s", err.text);
}

static void print_text(struct dd_buf *out, const char *text)
{
    while (*text != '\0') {
        if (strspn(text, "0123456789abcdef") == HASH_DIGITS && text[HASH_DIGITS] == ' ') {
            dd_buf_puts(out, "COMMIT");
            text += HASH_DIGITS;
        } else {
            dd_buf_putc(out, *text++);
        }
    }
}

static void print_finding(struct dd_buf *out, const struct daydream_finding *finding)
{
    if (daydream_finding_evidence_count(finding) == 0) {
        print_text(out, daydream_finding_text(finding));
        dd_buf_putc(out, '\n');
    }
    for (size_t i = 0; i < daydream_finding_evidence_count(finding); i++) {
        dd_buf_printf(out, "%s ", daydream_finding_evidence(finding, i));
        print_text(out, daydream_finding_text(finding));
        dd_buf_putc(out, '\n');
    }
}

char *docs_faults(const struct fleet *it)
{
    const struct daydream_findings *findings = daydream_run_findings(it->run, "red");
    struct dd_buf out = DD_BUF_INIT;
    char *text = NULL;

    for (size_t i = 0; i < daydream_findings_count(findings); i++) {
        const struct daydream_finding *finding = daydream_findings_at(findings, i);

        if (daydream_finding_severity(finding) != DAYDREAM_SEVERITY_NOTE &&
            daydream_finding_state(finding) != DAYDREAM_STATE_RESOLVED)
            print_finding(&out, finding);
    }
    ck_assert_int_eq(dd_buf_take(&out, &text, NULL), DAYDREAM_OK);
    return text;
}

void docs_expect(const struct fleet *it, const char *name, const char *wanted)
{
    char *got = docs_faults(it);

    ck_assert_msg(strcmp(got, wanted) == 0, "%s: expected\n%s\ngot\n%s", name, wanted, got);
    free(got);
}

const struct daydream_finding *docs_find(const struct fleet *it, const char *part)
{
    const struct daydream_findings *findings = daydream_run_findings(it->run, "red");

    for (size_t i = 0; i < daydream_findings_count(findings); i++)
        if (strstr(daydream_finding_text(daydream_findings_at(findings, i)), part) != NULL)
            return daydream_findings_at(findings, i);
    return NULL;
}

const char *docs_reason(const struct fleet *it)
{
    return daydream_run_step_reason(it->run, "check-docs");
}

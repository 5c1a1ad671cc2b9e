/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "age.h"
#include "run-text.h"
#include "table.h"

/* Seconds; a younger issue has come with this run. */
#define WORTH_SAYING 3600

#define SEVERITIES   ((size_t)DAYDREAM_SEVERITY_ERROR + 1)

/* Kinds of findings, in the order in which they are told: what is worth an issue comes first. */
enum kind {
    KIND_NEW,
    KIND_WORSE,
    KIND_AGAIN,
    KIND_GONE,
    KINDS
};

static const char *const kind_words[KINDS] = {
    [KIND_NEW] = "new: ",
    [KIND_WORSE] = "worse: ",
    [KIND_AGAIN] = "again: ",
    [KIND_GONE] = "gone: ",
};

/* How many findings a project has of each kind. */
struct tally {
    size_t counts[KINDS][SEVERITIES];
};

static enum kind kind_of(const struct daydream_finding *finding)
{
    static const enum kind kinds[] = {
        [DAYDREAM_STATE_NEW] = KIND_NEW,
        [DAYDREAM_STATE_RECURRING] = KIND_AGAIN,
        [DAYDREAM_STATE_RESOLVED] = KIND_GONE,
    };
    enum kind kind = kinds[daydream_finding_state(finding)];

    /* what is gone is no longer worse, whatever it was when it was seen last */
    return kind == KIND_AGAIN && daydream_finding_is_worse(finding) ? KIND_WORSE : kind;
}

static struct tally count(const struct daydream_findings *findings)
{
    struct tally tally = {{{0}}};

    for (size_t i = 0; i < daydream_findings_count(findings); i++) {
        const struct daydream_finding *finding = daydream_findings_at(findings, i);

        tally.counts[kind_of(finding)][daydream_finding_severity(finding)]++;
    }
    return tally;
}

/* "2 errors, 1 warning" behind what `text` holds already; nothing where there is none. */
static void append_counts(char *text, size_t size, const size_t counts[SEVERITIES],
                          const char *kind)
{
    static const struct {
        enum daydream_severity severity;
        const char *word;
    } order[] = {{DAYDREAM_SEVERITY_ERROR, "error"}, {DAYDREAM_SEVERITY_WARNING, "warning"}};
    const char *lead = *text != '\0' ? "; " : "";

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        size_t n = counts[order[i].severity];
        size_t used = strlen(text);

        if (n == 0)
            continue;
        snprintf(text + used, size - used, "%s%s%zu %s%s", lead, *lead == ',' ? "" : kind, n,
                 order[i].word, n != 1 ? "s" : "");
        lead = ", ";
    }
}

static enum cli_style style_of(const struct tally *tally)
{
    const size_t *fresh = tally->counts[KIND_NEW];
    const size_t *worse = tally->counts[KIND_WORSE];

    if (fresh[DAYDREAM_SEVERITY_ERROR] + worse[DAYDREAM_SEVERITY_ERROR] > 0)
        return CLI_RED;
    if (fresh[DAYDREAM_SEVERITY_WARNING] + worse[DAYDREAM_SEVERITY_WARNING] > 0)
        return CLI_YELLOW;
    return CLI_DIM;
}

/* Silence means that all is well only where everybody has looked. */
static void add_findings(struct cli_table *table, const struct daydream_run *run, const char *slug)
{
    struct daydream_findings *findings = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct tally tally = {{{0}}};
    const char *silence = daydream_run_is_whole(run, slug) ? "nothing found"
                                                           : "not wholly looked at";
    char text[300] = "";

    if (daydream_run_load_findings(run, slug, &findings, &err) == DAYDREAM_OK)
        tally = count(findings);
    else
        silence = err.text;
    daydream_findings_free(findings);
    for (size_t kind = 0; kind < KINDS; kind++)
        append_counts(text, sizeof text, tally.counts[kind], kind_words[kind]);
    cli_table_add(table, style_of(&tally), "%s", *text != '\0' ? text : silence);
}

/* What became of an issue. */
static const struct {
    const char *words;
    enum cli_style style;
} actions[] = {
    [DAYDREAM_ACTION_NONE] = {"nothing to file", CLI_DIM},
    [DAYDREAM_ACTION_CREATED] = {"filed", CLI_GREEN},
    [DAYDREAM_ACTION_EXISTS] = {"filed before", CLI_DIM},
    [DAYDREAM_ACTION_COMMENTED] = {"commented on", CLI_GREEN},
    [DAYDREAM_ACTION_DUPLICATE] = {"duplicate of another machine's, closed", CLI_DIM},
    [DAYDREAM_ACTION_QUEUED] = {"waits in the outbox", CLI_YELLOW},
    [DAYDREAM_ACTION_UPDATED] = {"updated", CLI_GREEN},
    [DAYDREAM_ACTION_CLOSED] = {"closed", CLI_GREEN},
    [DAYDREAM_ACTION_PLANNED] = {"would be filed", CLI_YELLOW},
};

static void add_action(struct cli_table *table, const struct daydream_issue *issue)
{
    enum daydream_action action = daydream_issue_action(issue);
    const char *url = daydream_issue_url(issue);
    const char *reason = url == NULL ? daydream_issue_reason(issue) : NULL;

    cli_table_add(table, actions[action].style, "%s%s%s%s%s", actions[action].words,
                  url != NULL ? " " : "", url != NULL ? url : "", reason != NULL ? ": " : "",
                  reason != NULL ? reason : "");
}

static void add_issue(struct cli_table *table, const struct daydream_run *run,
                      const struct daydream_project *project)
{
    struct daydream_issue *issue = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    if (daydream_project_github_repo(project) == NULL)
        cli_table_add(table, CLI_DIM, "no GitHub repository");
    else if (daydream_run_load_issue(run, daydream_project_slug(project), &issue, &err) !=
             DAYDREAM_OK)
        cli_table_add(table, CLI_RED, "%s", err.text);
    else if (issue == NULL)
        cli_table_add(table, CLI_DIM, "issue not looked at");
    else
        add_action(table, issue);
    daydream_issue_free(issue);
}

static void print_projects(struct cli_ui *ui, const struct daydream_run *run)
{
    const struct daydream_projects *projects = daydream_run_projects(run);
    struct cli_table table = {.columns = 3};

    for (size_t i = 0; i < daydream_projects_count(projects); i++) {
        const struct daydream_project *project = daydream_projects_at(projects, i);
        const char *slug = daydream_project_slug(project);

        cli_table_add(&table, CLI_BOLD, "%s", slug);
        add_findings(&table, run, slug);
        add_issue(&table, run, project);
    }
    cli_table_print(&table, ui);
}

static void add_skipped_projects(struct cli_table *table, const struct daydream_projects *projects)
{
    for (size_t i = 0; i < daydream_projects_skipped_count(projects); i++) {
        cli_table_add(table, CLI_BOLD, "%s", daydream_projects_skipped_slug(projects, i));
        cli_table_add(table, CLI_YELLOW, "left out");
        cli_table_add(table, CLI_PLAIN, "%s", daydream_projects_skipped_reason(projects, i));
    }
}

/* How a step stands that has something to say: one that is done had to leave something out. */
static const struct {
    const char *words;
    enum cli_style style;
} standings[] = {
    [DAYDREAM_STEP_PENDING] = {"not done", CLI_DIM},
    [DAYDREAM_STEP_DONE] = {"partly", CLI_DIM},
    [DAYDREAM_STEP_SKIPPED] = {"skipped", CLI_YELLOW},
    [DAYDREAM_STEP_FAILED] = {"failed", CLI_RED},
};

static bool is_worth_a_line(enum daydream_step_status status, const char *reason)
{
    return reason != NULL || status == DAYDREAM_STEP_PENDING || status == DAYDREAM_STEP_FAILED;
}

static void add_steps(struct cli_table *table, const struct daydream_run *run)
{
    const struct daydream_step *step;

    for (size_t i = 0; (step = daydream_step_at(i)) != NULL; i++) {
        const char *name = daydream_step_name(step);
        enum daydream_step_status status = daydream_run_step_status(run, name);
        const char *reason = daydream_run_step_reason(run, name);

        if (!is_worth_a_line(status, reason))
            continue;
        cli_table_add(table, CLI_BOLD, "%s", name);
        cli_table_add(table, standings[status].style, "%s", standings[status].words);
        cli_table_add(table, CLI_PLAIN, "%s", reason != NULL ? reason : "");
    }
}

/* Projects and steps that could not be looked at: silence would mean that all is well. */
static void print_left_out(struct cli_ui *ui, const struct daydream_run *run)
{
    struct cli_table table = {.columns = 3};

    add_skipped_projects(&table, daydream_run_projects(run));
    add_steps(&table, run);
    if (table.count > 0)
        cli_print(ui, "\n");
    cli_table_print(&table, ui);
}

void cli_print_issue(struct cli_ui *ui, const struct daydream_issue *issue)
{
    const char *body = daydream_issue_body(issue);
    const char *label = daydream_issue_label(issue);

    cli_print_styled(ui, CLI_BOLD, "%s", daydream_issue_title(issue));
    cli_print(ui, "\n  for     %s\n", daydream_issue_repository(issue));
    cli_print(ui, "  labels  %s\n\n", label != NULL ? label : "none");
    cli_print_indented(ui, 2, body != NULL ? body : "");
}

/* Has a project before this one the same issue, because they share a repository? */
static bool is_shown(const struct daydream_run *run, size_t index,
                     const struct daydream_issue *issue)
{
    const struct daydream_projects *projects = daydream_run_projects(run);

    for (size_t i = 0; i < index; i++) {
        const char *slug = daydream_project_slug(daydream_projects_at(projects, i));
        const struct daydream_issue *other = daydream_run_issue(run, slug);

        if (other != NULL && daydream_issue_repository(other) != NULL &&
            strcmp(daydream_issue_repository(other), daydream_issue_repository(issue)) == 0)
            return true;
    }
    return false;
}

static void print_planned(struct cli_ui *ui, const struct daydream_run *run)
{
    const struct daydream_projects *projects = daydream_run_projects(run);

    for (size_t i = 0; i < daydream_projects_count(projects); i++) {
        const char *slug = daydream_project_slug(daydream_projects_at(projects, i));
        const struct daydream_issue *issue = daydream_run_issue(run, slug);

        if (issue == NULL || daydream_issue_action(issue) != DAYDREAM_ACTION_PLANNED ||
            is_shown(run, i, issue))
            continue;
        cli_print(ui, "\n");
        cli_print_issue(ui, issue);
    }
}

void cli_print_run(struct cli_ui *ui, const struct daydream_run *run, bool dry_run)
{
    cli_print_styled(ui, CLI_BOLD, "%s", daydream_run_date(run));
    cli_print(ui, "%s\n\n", dry_run ? ", a dry run: nothing was changed" : "");
    if (daydream_projects_count(daydream_run_projects(run)) == 0)
        cli_print(ui, "  No project of this machine.\n");
    print_projects(ui, run);
    print_left_out(ui, run);
    if (dry_run)
        print_planned(ui, run);
}

static int64_t age_of_oldest(const struct daydream_outbox *outbox)
{
    int64_t oldest = 0;

    for (size_t i = 0; i < daydream_outbox_count(outbox); i++)
        if (daydream_outbox_age(outbox, i) > oldest)
            oldest = daydream_outbox_age(outbox, i);
    return oldest;
}

/* How long is said where it is more than this run. */
static void print_waiting(struct cli_ui *ui, const struct daydream_outbox *outbox)
{
    size_t waiting = daydream_outbox_count(outbox);
    int64_t oldest = age_of_oldest(outbox);
    char age[CLI_AGE_SIZE];

    cli_age(oldest, age);
    cli_print(ui, "%zu issue%s in the outbox", waiting, waiting != 1 ? "s wait" : " waits");
    if (oldest >= WORTH_SAYING)
        cli_print(ui, ", %s %s", waiting != 1 ? "the oldest for" : "for", age);
    cli_print(ui, ": daydream outbox list\n");
}

void cli_print_end(struct cli_ui *ui, const struct daydream_run *run,
                   const struct daydream_outbox *outbox, bool dry_run)
{
    size_t waiting = daydream_outbox_count(outbox);
    bool reported = !dry_run &&
                    daydream_run_step_status(run, "produce-report") == DAYDREAM_STEP_DONE;

    if (waiting > 0 || reported)
        cli_print(ui, "\n");
    if (waiting > 0)
        print_waiting(ui, outbox);
    if (reported)
        cli_print(ui, "The whole report: daydream report %s\n", daydream_run_date(run));
}

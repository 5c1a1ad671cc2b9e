/* SPDX-License-Identifier: MIT */
/* Owns looking for and filing a single report, without a run. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "base/random.h"
#include "base/zone.h"
#include "model/issue.h"
#include "model/origin.h"
#include "model/report.h"
#include "run.h"
#include "session.h"
#include "steps/publishing.h"
#include "store/machine.h"
#include "store/runs.h"
#include "trackers/amend.h"

static enum daydream_status check_date(const char *date, struct daydream_error *err)
{
    int64_t days = 0;

    if (dd_date_parse(date, &days))
        return DAYDREAM_OK;
    return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "issue", "'%s' is no date YYYY-MM-DD", date);
}

enum daydream_status dd_session_repository(const char *text, struct dd_buf *out,
                                           struct daydream_error *err)
{
    struct dd_repository names;
    enum daydream_status status = text != NULL ? dd_repository_parse(text, &names, err)
                                               : dd_repository_from_origin(&names, err);

    if (status != DAYDREAM_OK)
        return status;
    dd_repository_write(out, names.host, names.org, names.repo);
    dd_repository_free(&names);
    return dd_buf_status(out, err);
}

enum daydream_status dd_session_trust_named(const struct daydream *dd,
                                            const struct daydream_projects *projects,
                                            const char *named, struct daydream_error *err)
{
    struct dd_repository names;
    enum daydream_status status = dd_session_trust(dd, projects, err);

    if (named == NULL || status != DAYDREAM_OK)
        return status;
    status = dd_repository_parse(named, &names, err);
    if (status == DAYDREAM_OK)
        status = dd_accounts_trust(dd->accounts, names.host, err);
    dd_repository_free(&names);
    return status;
}

enum daydream_status daydream_find_issue(struct daydream *dd, const char *date, const char *repo,
                                         struct daydream_issue **out, struct daydream_error *err)
{
    struct dd_buf repository = DD_BUF_INIT;
    struct daydream_projects *projects = NULL;
    struct dd_delivery delivery;
    enum daydream_status status;

    *out = NULL;
    if ((status = check_date(date, err)) == DAYDREAM_OK &&
        (status = dd_session_repository(repo, &repository, err)) == DAYDREAM_OK &&
        (status = dd_session_connect(dd, err)) == DAYDREAM_OK &&
        (status = dd_session_projects(dd, &projects, err)) == DAYDREAM_OK &&
        (status = dd_session_trust_named(dd, projects, repo, err)) == DAYDREAM_OK) {
        delivery = dd_session_delivery(dd, projects, NULL);
        status = dd_deliver_find(&delivery, dd_buf_text(&repository), date, out, err);
    }
    daydream_projects_free(projects);
    dd_buf_free(&repository);
    return status;
}

/* What filing one report needs. */
struct filing {
    struct daydream *dd;
    const char *date;
    const char *repository;             /* "host/org/repo" */
    const char *named;                  /* as the caller gave it; NULL: it is the origin */
    struct daydream_projects *projects; /* NULL: no projects.json */
    struct daydream_findings *findings; /* our redacted copy */
    struct dd_state state;
};

static enum daydream_status copy_findings(struct filing *filing,
                                          const struct daydream_findings *findings,
                                          struct daydream_error *err)
{
    enum daydream_status status = daydream_findings_new(&filing->findings, err);

    for (size_t i = 0; i < findings->count && status == DAYDREAM_OK; i++)
        status = dd_findings_add_copy(filing->findings, findings->items[i], err);
    return status == DAYDREAM_OK ? dd_findings_redact(filing->findings, filing->dd->redactor, err)
                                 : status;
}

/* The project that the repository belongs to, for its name; a nameless one where none does. */
static enum daydream_status make_project(const struct filing *filing, struct daydream_project *out,
                                         struct daydream_error *err)
{
    struct dd_repository names;
    enum daydream_status status = dd_repository_parse(filing->repository, &names, err);

    if (status != DAYDREAM_OK)
        return status;
    *out = (struct daydream_project){.host = names.host, .org = names.org, .repo = names.repo};
    for (size_t i = 0; filing->projects != NULL && i < filing->projects->count; i++)
        if (dd_projects_share(filing->projects->items[i], out)) {
            out->publish_samples = filing->projects->items[i]->publish_samples;
            return dd_string_set(&out->name, filing->projects->items[i]->name, err);
        }
    return dd_string_set(&out->name, names.repo, err);
}

static void free_project(struct daydream_project *project)
{
    free(project->host);
    free(project->org);
    free(project->repo);
    free(project->name);
}

static enum daydream_status write_texts(const struct filing *filing, const struct dd_report *report,
                                        struct dd_draft *out, struct daydream_error *err)
{
    struct dd_buf title = DD_BUF_INIT;
    struct dd_buf body = DD_BUF_INIT;
    struct dd_buf parts = DD_BUF_INIT;
    enum daydream_status status = dd_report_body_in_parts(&body, &parts, report, filing->repository,
                                                          err);

    dd_report_title(&title, filing->date, report->projects[0].project->name);
    if (status == DAYDREAM_OK && (status = dd_buf_take(&title, &out->title, err)) == DAYDREAM_OK &&
        (status = dd_buf_take(&body, &out->body, err)) == DAYDREAM_OK)
        status = dd_buf_take(&parts, &out->parts, err);
    dd_buf_free(&title);
    dd_buf_free(&body);
    dd_buf_free(&parts);
    return status;
}

static enum daydream_status compose(const struct filing *filing, const struct dd_zone *zone,
                                    const char *machine, struct dd_draft *out,
                                    struct daydream_error *err)
{
    struct daydream_project project = {0};
    struct dd_report_project entry = {.project = &project, .findings = filing->findings};
    struct dd_report report = {.date = filing->date,
                               .run = dd_session_option(filing->dd, DAYDREAM_OPTION_RUN_ID),
                               .machine = machine,
                               .alone = true,
                               .zone = zone,
                               .projects = &entry,
                               .project_count = 1};
    const struct dd_publishing publishing = {filing->state.store, filing->dd->accounts,
                                             &filing->dd->clock, &filing->dd->log};
    char uuid[DD_UUID_SIZE];
    enum daydream_status status = DAYDREAM_OK;

    if (report.run == NULL) {
        status = dd_random_uuid(uuid, err);
        report.run = uuid;
    }
    if (status == DAYDREAM_OK)
        status = make_project(filing, &project, err);
    if (status == DAYDREAM_OK)
        status = dd_publishing_decide(&publishing, &entry, 1, err);
    if (status == DAYDREAM_OK)
        status = write_texts(filing, &report, out, err);
    free_project(&project);
    return status;
}

static const struct dd_settings *settings_of(const struct filing *filing)
{
    return filing->projects != NULL ? &filing->projects->settings : NULL;
}

static enum daydream_status make_draft(const struct filing *filing, struct dd_draft *out,
                                       struct daydream_error *err)
{
    const struct dd_settings *settings = settings_of(filing);
    struct dd_zone *zone = NULL;
    char *machine = NULL;
    enum daydream_status status;

    if ((status = dd_zone_open(settings != NULL ? settings->timezone : NULL, &zone, err)) ==
            DAYDREAM_OK &&
        (status = dd_machine_id(filing->state.store,
                                dd_session_option(filing->dd, DAYDREAM_OPTION_MACHINE_ID), &machine,
                                err)) == DAYDREAM_OK)
        status = compose(filing, zone, machine, out, err);
    free(machine);
    dd_zone_free(zone);
    return status;
}

static enum daydream_status begin_row(const struct filing *filing, struct dd_draft *draft,
                                      struct dd_outbox_row *row, struct daydream_error *err)
{
    const struct dd_settings *settings = settings_of(filing);
    enum daydream_status status;

    memcpy(row->date, filing->date, DD_DATE_SIZE);
    row->queued = dd_clock_now(&filing->dd->clock);
    dd_amend(row, draft);
    if ((status = dd_string_set(&row->repository, filing->repository, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&row->slug, "", err)) == DAYDREAM_OK)
        status = dd_string_set(&row->label, settings != NULL ? settings->label : DD_SETTINGS_LABEL,
                               err);
    return status;
}

/* What was there before goes first; then what it lacks. */
static enum daydream_status deliver(const struct filing *filing, struct dd_draft *draft,
                                    struct dd_outbox_row *row, struct daydream_issue **out,
                                    struct daydream_error *err)
{
    struct dd_delivery delivery = dd_session_delivery(filing->dd, filing->projects,
                                                      filing->state.store);
    enum daydream_status status = dd_deliver(&delivery, row, out, err);

    if (status == DAYDREAM_OK && draft->body != NULL && row->state == DD_OUTBOX_FILED)
        status = dd_amend_filed(row, draft, err);
    if (status != DAYDREAM_OK || draft->body != NULL || row->state != DD_OUTBOX_SETTLING)
        return status;
    daydream_issue_free(*out);
    return dd_deliver(&delivery, row, out, err);
}

/* Who asks for it by hand wants it, although an earlier one was let go. */
static void begin_anew(struct dd_outbox_row *row)
{
    int64_t id = row->id;

    dd_outbox_row_free(row);
    row->id = id;
    row->state = DD_OUTBOX_WAITING;
}

static enum daydream_status file(const struct filing *filing, struct daydream_issue **out,
                                 struct daydream_error *err)
{
    struct dd_outbox_row row = {0};
    struct dd_draft draft = {NULL, NULL, NULL};
    enum daydream_status status = dd_outbox_find(filing->state.store, filing->repository,
                                                 filing->date, &row, err);

    if (status == DAYDREAM_OK && dd_outbox_is_dropped(&row))
        begin_anew(&row);
    if (status == DAYDREAM_OK)
        status = make_draft(filing, &draft, err);
    if (status == DAYDREAM_OK && (row.id == 0 || row.repository == NULL))
        status = begin_row(filing, &draft, &row, err);
    if (status == DAYDREAM_OK)
        status = deliver(filing, &draft, &row, out, err);
    dd_draft_free(&draft);
    dd_outbox_row_free(&row);
    return status;
}

/* No token may stand in what is filed, not even the one that it is filed with. */
static enum daydream_status learn_secrets(const struct filing *filing, struct daydream_error *err)
{
    struct dd_repository names;
    enum daydream_status status = dd_repository_parse(filing->repository, &names, err);

    if (status == DAYDREAM_OK)
        status = dd_run_learn_secrets(filing->dd->accounts, filing->dd->redactor, names.host, err);
    dd_repository_free(&names);
    return status;
}

static enum daydream_status open_and_file(struct filing *filing,
                                          const struct daydream_findings *findings,
                                          struct daydream_issue **out, struct daydream_error *err)
{
    enum daydream_status status;

    if ((status = dd_session_connect(filing->dd, err)) == DAYDREAM_OK &&
        (status = dd_session_projects(filing->dd, &filing->projects, err)) == DAYDREAM_OK &&
        (status = dd_session_trust_named(filing->dd, filing->projects, filing->named, err)) ==
            DAYDREAM_OK &&
        (status = learn_secrets(filing, err)) == DAYDREAM_OK &&
        (status = copy_findings(filing, findings, err)) == DAYDREAM_OK &&
        (status = dd_state_open(filing->dd, filing->projects, &filing->state, err)) == DAYDREAM_OK)
        status = file(filing, out, err);
    dd_state_close(&filing->state);
    daydream_projects_free(filing->projects);
    daydream_findings_free(filing->findings);
    return status;
}

enum daydream_status daydream_create_issue(struct daydream *dd,
                                           const struct daydream_findings *findings,
                                           const char *date, const char *repo,
                                           struct daydream_issue **out, struct daydream_error *err)
{
    struct dd_buf repository = DD_BUF_INIT;
    struct filing filing = {.dd = dd, .date = date, .named = repo, .state = DD_STATE_INIT};
    enum daydream_status status = check_date(date, err);

    *out = NULL;
    if (status == DAYDREAM_OK && findings->count == 0)
        status = dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "issue", "there are no findings to file");
    if (status == DAYDREAM_OK)
        status = dd_session_repository(repo, &repository, err);
    if (status == DAYDREAM_OK) {
        filing.repository = dd_buf_text(&repository);
        status = open_and_file(&filing, findings, out, err);
    }
    dd_buf_free(&repository);
    return status;
}

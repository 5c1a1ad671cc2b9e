/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "model/parts.h"
#include "store/fixture.h"
#include "support/scratch.h"
#include "trackers/machines.h"

static void connect_machine(struct machines *all, struct machine *machine)
{
    struct dd_accounts_options options = {.http = all->github.hub.http,
                                          .clock = &all->github.clock,
                                          .log = &all->github.log,
                                          .token = HUB_TOKEN,
                                          .api_url = hub_url(&all->github.hub)};

    ck_assert_int_eq(dd_accounts_new(&options, &machine->accounts, NULL), DAYDREAM_OK);
    machine->delivery.accounts = machine->accounts;
}

void machine_restart(struct machines *machines, struct machine *machine)
{
    dd_accounts_free(machine->accounts);
    connect_machine(machines, machine);
}

static void start(struct machines *all, struct machine *machine, const char *id, const char *run)
{
    machine->folder = scratch_make();
    machine->id = id;
    machine->run = run;
    machine->delivery = (struct dd_delivery){.store = fixture_open(machine->folder),
                                             .clock = &all->github.clock,
                                             .log = &all->github.log};
    connect_machine(all, machine);
}

static void stop(struct machine *machine)
{
    dd_store_close(machine->delivery.store);
    dd_accounts_free(machine->accounts);
    scratch_remove(machine->folder);
}

void machines_start(struct machines *machines)
{
    fixture_start(&machines->github);
    start(machines, &machines->first, "1111111111111111", "11111111-1111-4111-8111-111111111111");
    start(machines, &machines->second, "2222222222222222", "22222222-2222-4222-8222-222222222222");
}

void machines_stop(struct machines *machines)
{
    stop(&machines->first);
    stop(&machines->second);
    fixture_stop(&machines->github);
}

static void write_findings(const char *findings, struct dd_buf *body, struct dd_buf *parts)
{
    size_t before = body->length;

    dd_buf_puts(body, "## Logs\n\n");
    dd_parts_add(parts, DD_PART_SECTION, before, body->length, NULL);
    for (const char *letter = findings; *letter != '\0'; letter++) {
        char fingerprint[17] = "";
        struct dd_strings fingerprints = DD_STRINGS_INIT;

        memset(fingerprint, *letter, 16);
        ck_assert_int_eq(dd_strings_add(&fingerprints, fingerprint, NULL), DAYDREAM_OK);
        before = body->length;
        dd_buf_printf(body, "**new** `finding %c`\n\n", *letter);
        dd_parts_add(parts, DD_PART_FINDING, before, body->length, &fingerprints);
        dd_strings_free(&fingerprints);
    }
}

static void write_marker(struct dd_buf *body, const struct machine *machine, const char *findings)
{
    dd_buf_printf(body, "<!-- daydream:1 date=" DATE " repo=" ROCKET " machine=%s run=%s fp=",
                  machine->id, machine->run);
    for (const char *letter = findings; *letter != '\0'; letter++) {
        dd_buf_puts(body, letter > findings ? "," : "");
        for (int i = 0; i < 16; i++)
            dd_buf_putc(body, *letter);
    }
    dd_buf_puts(body, " -->\n");
}

struct dd_outbox_row machine_row(const struct machine *machine, const char *findings)
{
    struct dd_outbox_row row = {.date = DATE, .queued = 1771394400};
    struct dd_buf body = DD_BUF_INIT;
    struct dd_buf parts = DD_BUF_INIT;

    write_findings(findings, &body, &parts);
    write_marker(&body, machine, findings);
    row.repository = strdup(ROCKET);
    row.title = strdup("Daydream Report - " DATE " - Rocket");
    row.slug = strdup("rocket");
    row.label = strdup("daydream");
    ck_assert_int_eq(dd_buf_take(&body, &row.body, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_buf_take(&parts, &row.parts, NULL), DAYDREAM_OK);
    return row;
}

enum daydream_action machine_deliver(struct machine *machine, struct dd_outbox_row *row,
                                     enum daydream_status *cause)
{
    struct daydream_issue *issue = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    enum daydream_action action;

    ck_assert_msg(dd_deliver(&machine->delivery, row, &issue, &err) == DAYDREAM_OK, "%s", err.text);
    action = daydream_issue_action(issue);
    if (cause != NULL)
        *cause = daydream_issue_cause(issue);
    daydream_issue_free(issue);
    return action;
}

enum daydream_action machine_file(struct machine *machine, const char *findings)
{
    struct dd_outbox_row row = machine_row(machine, findings);
    enum daydream_action action = machine_deliver(machine, &row, NULL);

    dd_outbox_row_free(&row);
    return action;
}

enum daydream_action machine_again(struct machine *machine)
{
    struct dd_outbox_row row = {0};
    enum daydream_action action;

    ck_assert_int_eq(dd_outbox_find(machine->delivery.store, ROCKET, DATE, &row, NULL),
                     DAYDREAM_OK);
    ck_assert_int_gt(row.id, 0);
    action = machine_deliver(machine, &row, NULL);
    dd_outbox_row_free(&row);
    return action;
}

struct json_object *machines_issues(struct machines *machines)
{
    struct json_object *repository = hub_state(&machines->github.hub);
    struct json_object *issues = NULL;

    ck_assert_int_eq(dd_json_array(repository, "issues", &issues), DD_JSON_OK);
    json_object_get(issues);
    json_object_put(repository);
    return issues;
}

static struct json_object *issue_of(struct json_object *issues, size_t number)
{
    for (size_t i = 0; i < json_object_array_length(issues); i++) {
        struct json_object *issue = json_object_array_get_idx(issues, i);
        int64_t its = 0;

        if (dd_json_int(issue, "number", &its) == DD_JSON_OK && its == (int64_t)number)
            return issue;
    }
    return NULL;
}

void machines_expect_state(struct machines *machines, size_t number, const char *state)
{
    struct json_object *issues = machines_issues(machines);
    struct json_object *issue = issue_of(issues, number);
    struct dd_buf text = DD_BUF_INIT;

    if (issue == NULL) {
        dd_buf_puts(&text, "-");
    } else {
        dd_buf_puts(&text, dd_json_text(issue, "state", ""));
        if (strcmp(dd_buf_text(&text), "closed") == 0)
            dd_buf_printf(&text, " %s", dd_json_text(issue, "state_reason", ""));
    }
    ck_assert_msg(strcmp(dd_buf_text(&text), state) == 0, "#%zu is %s, not %s", number,
                  dd_buf_text(&text), state);
    dd_buf_free(&text);
    json_object_put(issues);
}

static void write_told(struct dd_buf *out, const char *text)
{
    static const char before[] = "`finding ";

    if (strncmp(text, "Duplicate of #", 14) == 0)
        dd_buf_printf(out, "=%s", text + 14);
    while ((text = strstr(text, before)) != NULL) {
        text += strlen(before);
        dd_buf_putc(out, *text);
    }
}

void machines_expect_told(struct machines *machines, size_t number, const char *told)
{
    struct json_object *issues = machines_issues(machines);
    struct json_object *issue = issue_of(issues, number);
    struct json_object *comments = NULL;
    struct dd_buf text = DD_BUF_INIT;

    ck_assert_msg(issue != NULL, "there is no #%zu", number);
    write_told(&text, dd_json_text(issue, "body", ""));
    ck_assert_int_eq(dd_json_array(issue, "comments", &comments), DD_JSON_OK);
    for (size_t i = 0; i < json_object_array_length(comments); i++) {
        dd_buf_putc(&text, '|');
        write_told(&text, dd_json_text(json_object_array_get_idx(comments, i), "body", ""));
    }
    ck_assert_msg(strcmp(dd_buf_text(&text), told) == 0, "#%zu tells %s, not %s", number,
                  dd_buf_text(&text), told);
    dd_buf_free(&text);
    json_object_put(issues);
}

int machines_requests(struct machines *machines, const char *method, const char *end)
{
    char *text = scratch_read(machines->github.hub.traffic);
    char *rest = NULL;
    int count = 0;

    for (char *line = strtok_r(text, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        struct json_object *exchange = json_tokener_parse(line);
        const char *path = dd_json_text(exchange, "path", "");
        size_t length = strlen(path);

        count += strcmp(dd_json_text(exchange, "method", ""), method) == 0 &&
                 length >= strlen(end) && strcmp(path + length - strlen(end), end) == 0;
        json_object_put(exchange);
    }
    free(text);
    return count;
}

void machines_tell(struct machines *machines, const char *path, const char *json)
{
    hub_tell(&machines->github.hub, path, json);
}

/* SPDX-License-Identifier: MIT */
/* Sessions of agents: which count, who was corrected, what failed. */
#include <stdlib.h>
#include <string.h>

#include "support/fleet.h"
#include "support/scratch.h"
#include "support/suite.h"

#define NIGHT  "2026-02-18T03:00:00Z" /* of the window that ends at FLEET_NOW */
#define BEFORE "2026-02-16T12:00:00Z"

static void configure(struct fleet *it, const char *zone, const char *more)
{
    struct dd_buf json = DD_BUF_INIT;

    dd_buf_printf(&json,
                  "{\"projects\": {\"blue\": {\"working_directory\": \"../blue\"}, \"plain\": "
                  "{\"working_directory\": \"../plain\"}}, \"daydream\": {\"timezone\": \"%s\", "
                  "\"home\": \"plain\"%s}}",
                  zone, more);
    fleet_configure(it, dd_buf_text(&json));
    dd_buf_free(&json);
}

static void start(struct fleet *it)
{
    fleet_lay_out(it);
    it->offline = true;
    it->run_id = NULL;
    configure(it, "UTC0", "");
}

/* Write a file of a session. */
static void put(const struct fleet *it, const char *session, const char *file, const char *text)
{
    struct dd_buf path = DD_BUF_INIT;

    dd_buf_printf(&path, "plain/logs/sessions/%s/%s", session, file);
    free(scratch_write(it->folder, dd_buf_text(&path), text));
    dd_buf_free(&path);
}

/* The plain shape, `text` being JSON: a text or a list of parts. */
static void put_chat(const struct fleet *it, const char *session, const char *time,
                     const char *text, int rounds)
{
    struct dd_buf json = DD_BUF_INIT;

    dd_buf_puts(&json, "{\"session_id\": \"x\", \"messages\": [");
    for (int i = 0; i < rounds; i++)
        dd_buf_printf(&json,
                      "%s{\"role\": \"user\", \"content\": %s, \"timestamp\": \"%s\"}, {\"role\": "
                      "\"assistant\", \"content\": \"Done. I said that's wrong.\", \"timestamp\": "
                      "\"%s\"}",
                      i > 0 ? ", " : "", i == 0 ? text : "\"go on\"", time, time);
    dd_buf_puts(&json, "]}\n");
    put(it, session, "chat.json", dd_buf_text(&json));
    dd_buf_free(&json);
}

/* The transcript of an agent, one entry per line. */
static void put_lines(const struct fleet *it, const char *session, const char *time,
                      const char *text, int rounds)
{
    struct dd_buf lines = DD_BUF_INIT;

    dd_buf_puts(&lines, "{\"type\":\"summary\",\"summary\":\"that's wrong\"}\n");
    for (int i = 0; i < rounds; i++)
        dd_buf_printf(
            &lines,
            "{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":%s},\"timestamp\":"
            "\"%s\"}\n{\"type\":\"assistant\",\"message\":{\"role\":\"assistant\",\"content\":"
            "[{\"type\":\"text\",\"text\":\"no, I meant it\"},{\"type\":\"tool_use\",\"id\":\"t\","
            "\"name\":\"Bash\",\"input\":{}}]},\"timestamp\":\"%s\"}\n{\"type\":\"user\","
            "\"message\":{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"content\":"
            "\"wrong file\"}]},\"timestamp\":\"%s\"}\n",
            i == 0 ? text : "\"go on\"", time, time, time);
    put(it, session, "chat.json", dd_buf_text(&lines));
    dd_buf_free(&lines);
}

static void analyze(struct fleet *it)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_open(it, false);
    ck_assert_msg(daydream_step_analyze_sessions(it->run, &err) == DAYDREAM_OK, "%s", err.text);
}

static size_t count(const struct fleet *it)
{
    return daydream_findings_count(daydream_run_findings(it->run, "plain"));
}

/* The finding with that text. */
static const struct daydream_finding *find(const struct fleet *it, const char *text)
{
    const struct daydream_findings *findings = daydream_run_findings(it->run, "plain");

    for (size_t i = 0; i < daydream_findings_count(findings); i++)
        if (strcmp(daydream_finding_text(daydream_findings_at(findings, i)), text) == 0)
            return daydream_findings_at(findings, i);
    return NULL;
}

static const struct daydream_finding *expect(const struct fleet *it, const char *text)
{
    const struct daydream_finding *finding = find(it, text);

    ck_assert_msg(finding != NULL, "%s", text);
    ck_assert_str_eq(daydream_finding_key(finding), "plain:sessions");
    return finding;
}

static bool has_detail(const struct daydream_finding *finding, const char *text)
{
    for (size_t i = 0; i < daydream_finding_detail_count(finding); i++)
        if (strcmp(daydream_finding_detail(finding, i), text) == 0)
            return true;
    return false;
}

/* Fifteen of both shapes: two malformed, three of another day, ten that are looked at. Transcripts
 * of the real shape were "malformed", a list as message content ended the step, and so did a JSON
 * object where a list was expected. */
START_TEST(finds_the_right_sessions_and_corrections)
{
    struct fleet it;
    const struct daydream_finding *finding;

    start(&it);
    put_chat(&it, "a01", NIGHT, "\"no, I meant the other file\"", 1);
    put_chat(&it, "a02", NIGHT, "[{\"type\": \"text\", \"text\": \"that's wrong\"}]", 2);
    put_chat(&it, "a03", NIGHT, "\"actually, that is great\"", 3);
    put_chat(&it, "a04", NIGHT, "\"please write a test\"", 4);
    put_chat(&it, "a05", NIGHT, "\"Thanks, that's perfect\"", 5);
    put_lines(&it, "b01", NIGHT, "\"not what I asked for\"", 6);
    put_lines(&it, "b02", NIGHT,
              "[{\"type\":\"text\",\"text\":\"Hm. Stop mocking, run it "
              "instead!\"}]",
              7);
    put_lines(&it, "b03", NIGHT, "\"great, thanks\"", 8);
    put_lines(&it, "b04", NIGHT, "\"please don't push\"", 9);
    put_lines(&it, "b05", NIGHT, "\"as I said: nice work\"", 10);
    put(&it, "c01", "chat.json", "{\"messages\": [{\"role\": \"user\", \"content\": \"cut o");
    put(&it, "c02", "chat.json",
        "{\"messages\": {\"role\": \"user\", \"content\": \"wrong file\"}}");
    put_chat(&it, "d01", BEFORE, "\"that's wrong\"", 90);
    put_lines(&it, "d02", BEFORE, "\"wrong file\"", 90);
    put_chat(&it, "d03", "2026-02-18T06:00:00Z", "\"I said no\"", 90);
    analyze(&it);
    finding = expect(&it, "10 agent sessions");
    ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_NOTE);
    ck_assert_uint_eq(daydream_finding_detail_count(finding), 10);
    ck_assert_str_eq(daydream_finding_detail(finding, 0), "b05: 20 messages, 10 tool calls");
    ck_assert(has_detail(finding, "b01: 12 messages, 6 tool calls, 1 corrected"));
    ck_assert_str_eq(daydream_finding_detail(finding, 9),
                     "a01: 2 messages, 0 tool calls, 1 corrected");
    finding = expect(&it, "1 user correction in session a01");
    ck_assert_int_eq(daydream_finding_severity(finding), DAYDREAM_SEVERITY_WARNING);
    ck_assert_str_eq(daydream_finding_detail(finding, 0), "no, I meant the other file");
    ck_assert_str_eq(daydream_finding_evidence(finding, 0), "logs/sessions/a01");
    expect(&it, "1 user correction in session a02");
    expect(&it, "1 user correction in session b01");
    finding = expect(&it, "1 user correction in session b02");
    ck_assert_str_eq(daydream_finding_detail(finding, 0), "Stop mocking, run it instead!");
    expect(&it, "1 user correction in session b04");
    finding = expect(&it, "2 agent sessions could not be read");
    ck_assert(has_detail(finding, "c01: it is no transcript"));
    ck_assert(has_detail(finding, "c02: its messages are no list"));
    ck_assert_uint_eq(count(&it), 7);
    fleet_stop(&it);
}
END_TEST

START_TEST(names_the_ten_busiest)
{
    struct fleet it;
    const struct daydream_finding *finding;

    start(&it);
    for (int i = 1; i <= 12; i++) {
        struct dd_buf name = DD_BUF_INIT;

        dd_buf_printf(&name, "s%02d", i);
        put_chat(&it, dd_buf_text(&name), NIGHT, "\"go\"", i);
        dd_buf_free(&name);
    }
    analyze(&it);
    finding = expect(&it, "12 agent sessions, the 10 busiest:");
    ck_assert_uint_eq(daydream_finding_detail_count(finding), 10);
    ck_assert_str_eq(daydream_finding_detail(finding, 0), "s12: 24 messages, 0 tool calls");
    ck_assert_str_eq(daydream_finding_detail(finding, 9), "s03: 6 messages, 0 tool calls");
    fleet_stop(&it);
}
END_TEST

#define CALL(more) "{\"tool_name\":\"Bash\",\"timestamp\":\"" NIGHT "\"" more "}\n"
#define FAILED     ",\"success\":false"
#define WORKED     ",\"success\":true"
#define PRE        ",\"event\":\"pre_tool_use\""
#define POST       ",\"event\":\"post_tool_use\""

static const struct {
    const char *calls;
    const char *busy;
    const char *thrash; /* NULL: none */
} tools[] = {
    /* tool entries without a success field counted as failures */
    {CALL("") CALL("") CALL("") CALL("") CALL(""), "s: 2 messages, 5 tool calls", NULL},
    {CALL(FAILED) CALL(FAILED) CALL(FAILED) CALL(WORKED) CALL(WORKED),
     "s: 2 messages, 5 tool calls, 3 failed", "3 of 5 tool calls failed in session s"},
    {CALL(FAILED) CALL(FAILED) CALL(FAILED) CALL(FAILED), "s: 2 messages, 4 tool calls, 4 failed",
     NULL},
    {CALL(FAILED) CALL(FAILED) CALL(FAILED) CALL("") CALL("") CALL(""),
     "s: 2 messages, 6 tool calls, 3 failed", NULL},
    /* the halves of a call are one */
    {CALL(PRE) CALL(POST FAILED) CALL(PRE) CALL(PRE) CALL(POST FAILED) CALL(POST FAILED) CALL(PRE)
         CALL(POST WORKED) CALL(POST WORKED),
     "s: 2 messages, 5 tool calls, 3 failed", "3 of 5 tool calls failed in session s"},
    {"no json\n[]\n7\n" CALL(WORKED) "{\"tool_na", "s: 2 messages, 1 tool call", NULL},
    {"{\"success\":false,\"timestamp\":\"" BEFORE "\"}\n" CALL(",\"success\":\"false\""),
     "s: 2 messages, 1 tool call", NULL},
};

START_TEST(counts_failures_where_they_are_recorded)
{
    for (size_t i = 0; i < sizeof tools / sizeof tools[0]; i++) {
        struct fleet it;

        start(&it);
        put_chat(&it, "s", NIGHT, "\"go\"", 1);
        put(&it, "s", "tool_use.jsonl", tools[i].calls);
        analyze(&it);
        ck_assert_msg(has_detail(expect(&it, "1 agent session"), tools[i].busy), "%zu: %s", i,
                      daydream_finding_detail(expect(&it, "1 agent session"), 0));
        if (tools[i].thrash != NULL)
            expect(&it, tools[i].thrash);
        ck_assert_uint_eq(count(&it), tools[i].thrash != NULL ? 2 : 1);
        fleet_stop(&it);
    }
}
END_TEST

/* Where there is no transcript, and where there is no list that can be read: silence would mean
 * that no call had failed. */
START_TEST(misses_no_failed_call)
{
    struct fleet it;

    start(&it);
    put(&it, "s", "tool_use.jsonl", CALL(FAILED) CALL(FAILED) CALL(FAILED) CALL("") CALL(""));
    put_chat(&it, "t", NIGHT, "\"wrong file\"", 1);
    put(&it, "t", "tool_use.jsonl/no-file", "");
    analyze(&it);
    ck_assert(has_detail(expect(&it, "2 agent sessions"), "s: 0 messages, 5 tool calls, 3 failed"));
    expect(&it, "3 of 5 tool calls failed in session s");
    expect(&it, "1 user correction in session t");
    ck_assert(has_detail(expect(&it, "1 agent session could not be read"),
                         "t: its tool_use.jsonl cannot be read, or is larger than 32 MiB"));
    fleet_stop(&it);
}
END_TEST

/* Local date compared with UTC stamps: 23:30 in Honolulu is 09:30 UTC of the next day. */
START_TEST(reads_stamps_in_the_home_zone)
{
    static const struct {
        const char *zone;
        const char *stamp;
        bool counts;
    } stamps[] = {
        {"HST10", "2026-02-17T19:59:59", true}, /* 05:59:59 UTC */
        {"HST10", "2026-02-17T20:00:00", false}, {"HST10", "2026-02-16T20:00:00.25", true},
        {"HST10", "2026-02-16T19:59:59", false}, {"HST10", "2026-02-17T19:00:00-10:00", true},
        {"UTC0", "2026-02-17 06:00:00", true},   {"UTC0", "2026-02-17T05:59:59+00:00", false},
    };

    for (size_t i = 0; i < sizeof stamps / sizeof stamps[0]; i++) {
        struct fleet it;

        start(&it);
        configure(&it, stamps[i].zone, "");
        put_chat(&it, "s", stamps[i].stamp, "\"go\"", 1);
        analyze(&it);
        ck_assert_msg((find(&it, "1 agent session") != NULL) == stamps[i].counts, "%s %s",
                      stamps[i].zone, stamps[i].stamp);
        fleet_stop(&it);
    }
}
END_TEST

/* A second look at the same sessions counts nothing twice, and a night that was missed is made up
 * for. */
START_TEST(goes_on_where_the_last_one_ended)
{
    struct fleet it;

    start(&it);
    put_chat(&it, "s", NIGHT, "\"that's wrong\"", 1);
    analyze(&it);
    expect(&it, "1 user correction in session s");
    it.now += 3 * FLEET_DAY;
    put_chat(&it, "t", "2026-02-19T12:00:00Z", "\"wrong file\"", 1);
    analyze(&it);
    expect(&it, "1 user correction in session t");
    ck_assert_ptr_null(find(&it, "1 user correction in session s"));
    ck_assert_uint_eq(count(&it), 2);
    fleet_stop(&it);
}
END_TEST

/* What programs wrote in the user's name corrects nobody. */
START_TEST(listens_to_people_only)
{
    struct fleet it;

    start(&it);
    put(&it, "s", "chat.json",
        "{\"type\":\"user\",\"isMeta\":true,\"message\":{\"role\":\"user\",\"content\":\"that's "
        "wrong\"},\"timestamp\":\"" NIGHT "\"}\n"
        "{\"type\":\"user\",\"isSidechain\":true,\"message\":{\"role\":\"user\",\"content\":\"I "
        "said no\"},\"timestamp\":\"" NIGHT "\"}\n"
        "{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":\"<hook>wrong file</hook>"
        "\"},\"timestamp\":\"" NIGHT "\"}\n"
        "{\"type\":\"file-history-snapshot\",\"snapshot\":{}}\n"
        "{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":\"wrong fi");
    analyze(&it);
    expect(&it, "1 agent session");
    ck_assert_uint_eq(count(&it), 1);
    fleet_stop(&it);
}
END_TEST

START_TEST(redacts_and_cuts_quotes)
{
    struct fleet it;
    struct dd_buf text = DD_BUF_INIT;
    const char *quote;

    start(&it);
    dd_buf_puts(&text, "\"that's wrong, the token is ghp_0123456789abcdefghijABCDEFGHIJ012345");
    for (int i = 0; i < 200; i++)
        dd_buf_puts(&text, " and so on");
    dd_buf_putc(&text, '"');
    put_chat(&it, "s", NIGHT, dd_buf_text(&text), 1);
    analyze(&it);
    quote = daydream_finding_detail(expect(&it, "1 user correction in session s"), 0);
    ck_assert_ptr_nonnull(strstr(quote, "[redacted:"));
    ck_assert_ptr_null(strstr(quote, "ghp_"));
    ck_assert_uint_le(strlen(quote), 200);
    ck_assert(!fleet_folder_holds(it.state, "ghp_0123456789"));
    dd_buf_free(&text);
    fleet_stop(&it);
}
END_TEST

START_TEST(takes_patterns_from_the_configuration)
{
    struct fleet it;

    start(&it);
    configure(&it, "UTC0", ", \"sessions\": {\"corrections\": [\"\\\\bnein\\\\b\"]}");
    put_chat(&it, "s", NIGHT, "\"Nein!\"", 1);
    put_chat(&it, "t", NIGHT, "\"that's wrong\"", 1);
    analyze(&it);
    expect(&it, "1 user correction in session s");
    ck_assert_uint_eq(count(&it), 2);
    configure(&it, "UTC0", ", \"sessions\": {\"corrections\": [\"(\"]}");
    it.now += FLEET_DAY;
    fleet_run(&it);
    ck_assert_int_eq(daydream_run_step_status(it.run, "analyze-sessions"), DAYDREAM_STEP_FAILED);
    ck_assert_ptr_nonnull(
        strstr(daydream_run_step_reason(it.run, "analyze-sessions"), "correction"));
    fleet_stop(&it);
}
END_TEST

START_TEST(says_that_there_are_none)
{
    struct fleet it;

    start(&it);
    fleet_run(&it);
    ck_assert_int_eq(daydream_run_step_status(it.run, "analyze-sessions"), DAYDREAM_STEP_DONE);
    ck_assert_int_eq(daydream_finding_severity(expect(&it, "No agent sessions")),
                     DAYDREAM_SEVERITY_NOTE);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        finds_the_right_sessions_and_corrections,
        names_the_ten_busiest,
        counts_failures_where_they_are_recorded,
        misses_no_failed_call,
        reads_stamps_in_the_home_zone,
        goes_on_where_the_last_one_ended,
        listens_to_people_only,
        redacts_and_cuts_quotes,
        takes_patterns_from_the_configuration,
        says_that_there_are_none,
    };

    return suite_run("steps/analyze-sessions", tests, sizeof tests / sizeof tests[0]);
}

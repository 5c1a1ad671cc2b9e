/* SPDX-License-Identifier: MIT */
/* Every field of an answer is checked. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "run.h"
#include "steps/reflect-reply.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/suite.h"

#define FIELDS(category, summary, pattern, session, projects)                                      \
    "{\"category\": " category ", \"summary\": " summary ", \"pattern\": " pattern                 \
    ", \"prevention\": \"p\", \"source_session\": " session ", \"projects\": " projects "}"
#define GOOD FIELDS("\"code_bug\"", "\"s\"", "\"t\"", "\"\"", "[\"red\"]")

static const struct {
    const char *items;
    size_t taken;
    const char *refused; /* "": nothing */
} cases[] = {
    {"", 0, ""},
    {GOOD, 1, ""},
    {GOOD ", 7, [], null, {}", 1, "4 of another shape"},
    {FIELDS("\"sloth\"", "\"s\"", "\"t\"", "\"\"", "[\"red\"]"), 0, "1 of an unknown category"},
    {FIELDS("\"Code_Bug\"", "\"s\"", "\"t\"", "\"\"", "[\"red\"]"), 0, "1 of an unknown category"},
    {FIELDS("7", "\"s\"", "\"t\"", "\"\"", "[\"red\"]"), 0, "1 of another shape"},
    {FIELDS("\"code_bug\"", "[\"s\"]", "\"t\"", "\"\"", "[\"red\"]"), 0, "1 of another shape"},
    {FIELDS("\"code_bug\"", "\"s\"", "\"a\\u0000b\"", "\"\"", "[\"red\"]"), 0,
     "1 of another shape"},
    {FIELDS("\"code_bug\"", "\"s\"", "\"t\"", "null", "[\"red\"]"), 0, "1 of another shape"},
    {FIELDS("\"code_bug\"", "\"s\"", "\"t\"", "\"\"", "\"red\""), 0, "1 of another shape"},
    {FIELDS("\"code_bug\"", "\"s\"", "\"t\"", "\"\"", "[]"), 0, ""},
    {FIELDS("\"code_bug\"", "\"s\"", "\"t\"", "\"\"", "[\"red\", \"red\", \"ghost\", 7]"), 1,
     "2 about an unknown project"},
    {FIELDS("\"code_bug\"", "\"s\"", "\"t\"", "\"\"", "[\"acme/red\"]"), 0,
     "1 about an unknown project"},
    {FIELDS("\"code_bug\"", "\"s\"", "\"\\u200b \\u202e\"", "\"\"", "[\"red\"]"), 0,
     "1 without words"},
    {GOOD "," GOOD "," GOOD "," GOOD "," GOOD "," GOOD "," GOOD "," GOOD "," GOOD "," GOOD "," GOOD
          ", 7",
     10, "2 beyond the tenth"},
};

static enum daydream_status read_text(struct fleet *it, const char *text,
                                      struct dd_reflect_reply *out)
{
    struct dd_step_context context = dd_run_context(it->run);
    struct json_object *json = NULL;
    enum daydream_status status;

    *out = (struct dd_reflect_reply){.rows = {NULL, 0, 0}};
    ck_assert_int_eq(
        dd_json_parse(text, strlen(text), "case", DAYDREAM_ERROR_PROTOCOL, &json, NULL),
        DAYDREAM_OK);
    status = dd_reflect_reply_read(&context, json, out, NULL);
    json_object_put(json);
    return status;
}

static void read_items(struct fleet *it, const char *items, struct dd_reflect_reply *out)
{
    struct dd_buf text = DD_BUF_INIT;

    dd_buf_printf(&text, "{\"reflections\": [%s], \"label\": \"evil\"}", items);
    ck_assert_int_eq(read_text(it, dd_buf_text(&text), out), DAYDREAM_OK);
    dd_buf_free(&text);
}

START_TEST(takes_what_is_good_and_says_what_is_not)
{
    struct fleet it;

    fleet_lay_out(&it);
    fleet_open(&it, false);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_reflect_reply reply;

        read_items(&it, cases[i].items, &reply);
        ck_assert_msg(reply.rows.count == cases[i].taken, "%zu: %zu", i, reply.rows.count);
        for (size_t j = 0; j < reply.rows.count; j++) {
            ck_assert_uint_eq(reply.rows.items[j].projects.count, 1);
            ck_assert_str_eq(reply.rows.items[j].projects.items[0], "red");
        }
        ck_assert_msg(strstr(dd_buf_text(&reply.refused), cases[i].refused) != NULL &&
                          (reply.refused.length > 0) == (*cases[i].refused != '\0'),
                      "%zu: %s", i, dd_buf_text(&reply.refused));
        dd_reflect_reply_free(&reply);
    }
    fleet_stop(&it);
}
END_TEST

/* A JSON object where a list was expected is one of them. */
START_TEST(refuses_what_is_no_answer)
{
    static const char *const texts[] = {"null",
                                        "[]",
                                        "7",
                                        "{}",
                                        "{\"reflections\": {}}",
                                        "{\"reflections\": null}",
                                        "{\"Reflections\": []}"};
    struct fleet it;

    fleet_lay_out(&it);
    fleet_open(&it, false);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct dd_reflect_reply reply;

        ck_assert_msg(read_text(&it, texts[i], &reply) == DAYDREAM_ERROR_PROTOCOL, "%s", texts[i]);
        dd_reflect_reply_free(&reply);
    }
    fleet_stop(&it);
}
END_TEST

/* A secret, escape sequences and what hides go; the text is one line, and not longer than it may
 * be. */
START_TEST(cleans_what_is_said)
{
    struct fleet it;
    struct dd_reflect_reply reply;
    const struct dd_reflection *row;
    struct dd_buf items = DD_BUF_INIT;

    fleet_lay_out(&it);
    fleet_open(&it, false);
    dd_buf_puts(&items, "{\"category\": \"code_bug\", \"projects\": [\"red\"], \"prevention\": "
                        "\"a\\nb \\u001b]0;x\\u0007\\u202ec\", \"source_session\": \"\", "
                        "\"summary\": \"use gh"
                        "p_0123456789abcdefghijklmnopqrstuvwxyzAB now\", \"pattern\": \"");
    for (int i = 0; i < 200; i++)
        dd_buf_puts(&items, "long ");
    dd_buf_puts(&items, "\"}");
    read_items(&it, dd_buf_text(&items), &reply);
    ck_assert_uint_eq(reply.rows.count, 1);
    row = &reply.rows.items[0];
    ck_assert_str_eq(row->prevention, "a b c");
    ck_assert_str_eq(row->summary, "use [redacted:github-token] now");
    ck_assert_uint_le(strlen(row->pattern), 400);
    dd_reflect_reply_free(&reply);
    dd_buf_free(&items);
    fleet_stop(&it);
}
END_TEST

static const char home_config[] = "{\"projects\": {\"red\": {\"working_directory\": \"../red\"}}, "
                                  "\"daydream\": {\"timezone\": \"UTC0\", \"home\": \"red\"}}";

/* A session that there was, or none. */
START_TEST(knows_the_sessions_that_there_were)
{
    static const struct {
        const char *said;
        const char *kept;
    } names[] = {{"s-1", "s-1"}, {"s-2", ""}, {"", ""}, {"s", ""}, {"../s-1", ""}};
    struct fleet it;

    fleet_lay_out(&it);
    fleet_configure(&it, home_config);
    free(scratch_write(it.folder, "red/logs/sessions/s-1/chat.json",
                       "{\"messages\": [{\"role\": \"user\", \"content\": \"Hello\", "
                       "\"timestamp\": \"2026-02-18T01:00:00Z\"}]}"));
    fleet_open(&it, false);
    ck_assert_int_eq(daydream_step_analyze_sessions(it.run, NULL), DAYDREAM_OK);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct dd_reflect_reply reply;
        struct dd_buf items = DD_BUF_INIT;

        dd_buf_printf(&items, FIELDS("\"code_bug\"", "\"s\"", "\"t\"", "\"%s\"", "[\"red\"]"),
                      names[i].said);
        read_items(&it, dd_buf_text(&items), &reply);
        ck_assert_uint_eq(reply.rows.count, 1);
        ck_assert_str_eq(reply.rows.items[0].source_session, names[i].kept);
        dd_reflect_reply_free(&reply);
        dd_buf_free(&items);
    }
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        takes_what_is_good_and_says_what_is_not,
        refuses_what_is_no_answer,
        cleans_what_is_said,
        knows_the_sessions_that_there_were,
    };

    return suite_run("steps/reflect-reply", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
/* What a model is shown: the gravest first, of each project in turn, within its budget. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "model/history.h"
#include "run.h"
#include "steps/reflect-input.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/suite.h"

static void write_input(struct fleet *it, size_t room, struct dd_reflect_input *out)
{
    struct dd_step_context context = dd_run_context(it->run);
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    *out = (struct dd_reflect_input){.text = DD_BUF_INIT};
    ck_assert_msg(dd_reflect_input_write(&context, room, out, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_uint_le(out->text.length, room);
}

static void open_reviewed(struct fleet *it)
{
    fleet_open(it, false);
    ck_assert_int_eq(daydream_step_review_logs(it->run, NULL), DAYDREAM_OK);
}

/* So many findings of one severity, in the place of those of the project's logs. */
static void find(struct fleet *it, const char *slug, enum daydream_severity severity, int count)
{
    struct daydream_findings *findings = NULL;
    struct dd_buf text = DD_BUF_INIT;

    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    for (int i = 0; i < count; i++) {
        dd_buf_reset(&text);
        dd_buf_printf(&text, "%s breaks for the %d. time", slug, i);
        ck_assert_int_eq(
            daydream_findings_add(findings, slug, "logs", severity, dd_buf_text(&text), NULL, NULL),
            DAYDREAM_OK);
    }
    ck_assert_int_eq(
        dd_history_save(it->run->store, it->run->row.id, "review-logs", slug, findings, NULL),
        DAYDREAM_OK);
    daydream_findings_free(findings);
    dd_buf_free(&text);
}

static size_t count(const char *text, const char *word)
{
    size_t found = 0;

    for (; (text = strstr(text, word)) != NULL; text++)
        found++;
    return found;
}

START_TEST(is_json_with_the_findings_of_all_projects)
{
    struct fleet it;
    struct dd_reflect_input input;
    struct json_object *json = NULL;
    struct json_object *list = NULL;
    struct json_object *findings = NULL;

    fleet_lay_out(&it);
    open_reviewed(&it);
    write_input(&it, 60000, &input);
    ck_assert(input.due);
    ck_assert_uint_eq(input.found, 3);
    ck_assert_uint_eq(input.shown, 3);
    ck_assert_uint_eq(input.projects, 3);
    ck_assert_int_eq(dd_json_parse(dd_buf_text(&input.text), input.text.length, "input",
                                   DAYDREAM_ERROR_PROTOCOL, &json, NULL),
                     DAYDREAM_OK);
    ck_assert_str_eq(dd_json_text(json, "date", ""), FLEET_DATE);
    ck_assert_int_eq(dd_json_array(json, "projects", &list), DD_JSON_OK);
    ck_assert_uint_eq(json_object_array_length(list), 3);
    list = json_object_array_get_idx(list, 0);
    ck_assert_str_eq(dd_json_text(list, "slug", ""), "red");
    ck_assert_int_eq(dd_json_array(list, "findings", &findings), DD_JSON_OK);
    ck_assert_str_eq(dd_json_text(json_object_array_get_idx(findings, 0), "text", ""),
                     "Only red breaks at <*>");
    json_object_put(json);
    dd_buf_free(&input.text);
    fleet_stop(&it);
}
END_TEST

/* Neither who has much to tell nor who comes first takes the room of the others. */
START_TEST(shares_its_room)
{
    struct fleet it;
    struct dd_reflect_input input;

    fleet_lay_out(&it);
    open_reviewed(&it);
    find(&it, "red", DAYDREAM_SEVERITY_ERROR, 60);
    write_input(&it, 3000, &input);
    ck_assert_uint_lt(input.shown, input.found);
    ck_assert_uint_eq(input.projects, 3);
    ck_assert_ptr_nonnull(strstr(dd_buf_text(&input.text), "Only plain breaks"));
    ck_assert_uint_eq(count(dd_buf_text(&input.text), "\"category\""), input.shown);
    {
        struct dd_buf left = DD_BUF_INIT;

        dd_buf_printf(&left, "\"findings_left_out\":%zu}", input.found - input.shown);
        ck_assert_ptr_nonnull(strstr(dd_buf_text(&input.text), dd_buf_text(&left)));
        dd_buf_free(&left);
    }
    dd_buf_free(&input.text);
    fleet_stop(&it);
}
END_TEST

/* Errors come before warnings, whoever has them; and never more than there is room for. */
START_TEST(shows_the_gravest_first)
{
    static const size_t rooms[] = {1000, 1500, 2000, 5000, 60000};
    size_t before = 0;
    struct fleet it;

    fleet_lay_out(&it);
    open_reviewed(&it);
    find(&it, "red", DAYDREAM_SEVERITY_WARNING, 30);
    find(&it, "plain", DAYDREAM_SEVERITY_ERROR, 8);
    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
        struct dd_reflect_input input;
        const char *text;

        write_input(&it, rooms[i], &input);
        text = dd_buf_text(&input.text);
        ck_assert_uint_ge(input.shown, before);
        before = input.shown;
        if (count(text, "\"severity\":\"warning\"") > 0)
            ck_assert_uint_eq(count(text, "\"severity\":\"error\""), 9);
        dd_buf_free(&input.text);
    }
    ck_assert_uint_eq(before, 39);
    fleet_stop(&it);
}
END_TEST

/* What was no secret when it was found may be one now; it goes before anything is cut. */
START_TEST(shows_no_secret)
{
    static const char secret[] = "Zq81vTn3LwKx95Rb";
    struct fleet it;
    struct dd_reflect_input input;

    fleet_lay_out(&it);
    fleet_log(&it, "red", 0, 5, "ERROR", "The widget Zq81vTn3LwKx95Rb is lost");
    open_reviewed(&it);
    write_input(&it, 60000, &input);
    ck_assert_ptr_nonnull(strstr(dd_buf_text(&input.text), secret));
    dd_buf_free(&input.text);
    ck_assert_int_eq(dd_redactor_add_value(it.run->options.redactor, secret, NULL), DAYDREAM_OK);
    write_input(&it, 60000, &input);
    ck_assert_ptr_null(strstr(dd_buf_text(&input.text), secret));
    dd_buf_free(&input.text);
    fleet_stop(&it);
}
END_TEST

START_TEST(knows_a_quiet_day)
{
    static const char *const logs[] = {"red/logs/app.log", "blue/logs/app.log",
                                       "plain/logs/app.log"};
    struct fleet it;
    struct dd_reflect_input input;

    fleet_lay_out(&it);
    for (size_t i = 0; i < sizeof logs / sizeof logs[0]; i++)
        free(scratch_write(it.folder, logs[i], ""));
    open_reviewed(&it);
    write_input(&it, 1000, &input);
    ck_assert(!input.due);
    dd_buf_free(&input.text);
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        is_json_with_the_findings_of_all_projects,
        shares_its_room,
        shows_the_gravest_first,
        shows_no_secret,
        knows_a_quiet_day,
    };

    return suite_run("steps/reflect-input", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
/* What expected bodies (test-report.c) cannot show: limits, and what is left out because of them.
 */
#include <stdlib.h>
#include <string.h>

#include "model/many.h"
#include "model/marker.h"
#include "support/suite.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define DATE         MANY_DATE
#define REPOSITORY   "github.com/acme/rocket"

#define ERROR        DAYDREAM_SEVERITY_ERROR
#define NOTE         DAYDREAM_SEVERITY_NOTE
#define NEW          DAYDREAM_STATE_NEW
#define RECURRING    DAYDREAM_STATE_RECURRING
#define RESOLVED     DAYDREAM_STATE_RESOLVED

/* ---- Title ------------------------------------------------------------------------------- */

#define PREFIX "Daydream Report - " DATE
#define BEFORE "before " PREFIX " - "
#define TEN    "0123456789"
#define FIFTY  TEN TEN TEN TEN TEN
#define MANY   FIFTY FIFTY FIFTY TEN /* with what stands before it, 8 bytes less than fit */

static const struct {
    const char *name;
    const char *shown;
} names[] = {
    {"Popoto", "Popoto"},
    {"", ""},
    {"Caf\xc3\xa9 <b>*x*</b>", "Caf\xc3\xa9 <b>*x*</b>"}, /* a title is plain text */
    {MANY "abcdefgh", MANY "abcdefgh"},                   /* 199 bytes altogether */
    {MANY "abcdefghi", MANY "abcdefgh"},
    {MANY MANY, MANY "01234567"},
    {MANY "abcdef\xc3\xa9", MANY "abcdef\xc3\xa9"},
    {MANY "abcdefg\xc3\xa9", MANY "abcdefg"}, /* the 199th byte is half of a character */
    {MANY "abcde\xf0\x9f\x9a\x80", MANY "abcde"},
};

START_TEST(a_title_is_cut_between_characters)
{
    for (size_t i = 0; i < COUNT(names); i++) {
        struct dd_buf title = DD_BUF_INIT;

        dd_buf_puts(&title, "before ");
        dd_report_title(&title, DATE, names[i].name);
        ck_assert(strncmp(dd_buf_text(&title), BEFORE, strlen(BEFORE)) == 0);
        ck_assert_str_eq(dd_buf_text(&title) + strlen(BEFORE), names[i].shown);
        dd_buf_free(&title);
    }
}
END_TEST

/* By it a report is known whatever name the project has on another machine. */
START_TEST(a_title_begins_with_its_date)
{
    struct dd_buf prefix = DD_BUF_INIT;

    dd_report_title_prefix(&prefix, DATE);
    ck_assert_str_eq(dd_buf_text(&prefix), PREFIX);
    dd_buf_free(&prefix);
}
END_TEST

/* ---- Limits ------------------------------------------------------------------------------ */

static void write_body(struct dd_buf *out, const struct many *many)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_report_body(out, &many->report, REPOSITORY, &err) == DAYDREAM_OK, "%s",
                  err.text);
}

/* GitHub takes so much; and a body that leaves findings out has to be nearly full. */
#define BODY_MAX  65536
#define BODY_FULL 60000

/* Each is written as "&amp;", which is five times as long. */
#define AMPERSANDS "&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&"

static const struct many_shape shapes[] = {
    {"logs", ERROR, NEW, "", 0},
    {"logs", ERROR, RECURRING, FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY, 0},
    {"logs", ERROR, RESOLVED, "", 0},
    {"bugs", ERROR, RESOLVED, AMPERSANDS AMPERSANDS AMPERSANDS AMPERSANDS, 0},
    {"todo", NOTE, NEW, FIFTY, 0},
    {"own", ERROR, NEW, AMPERSANDS AMPERSANDS AMPERSANDS AMPERSANDS AMPERSANDS, 0},
    {"bugs", ERROR, NEW, "", 3},
};

static size_t count_shown(const char *body)
{
    size_t count = 0;

    for (; (body = strstr(body, "Thing ")) != NULL; body++)
        count++;
    return count;
}

/* What the body says of those that it left out: all, and those of each section. */
static size_t count_omitted(const char *body)
{
    const char *said = strstr(body, " more** did not fit here (");
    size_t sum = 0;
    size_t all;

    if (said == NULL)
        return 0;
    ck_assert_ptr_nonnull(strstr(said, "): `daydream report " DATE "` "));
    for (const char *of = strstr(said, " of "); of != NULL; of = strstr(of + 1, " of ")) {
        const char *number = of;

        while (number[-1] >= '0' && number[-1] <= '9')
            number--;
        sum += (size_t)strtoul(number, NULL, 10);
    }
    while (said[-1] != '*')
        said--;
    all = (size_t)strtoul(said, NULL, 10);
    ck_assert_uint_eq(sum, all);
    return all;
}

/* The footer stands behind everything else, and behind it only the marker. */
static void check_end(const char *body)
{
    const char *footer = strstr(body, "\n<sub>daydream ");
    const char *marker = strstr(body, "\n<!-- daydream:1 ");

    ck_assert_ptr_nonnull(footer);
    ck_assert_ptr_nonnull(marker);
    ck_assert_ptr_eq(strchr(footer + 1, '\n') + 1, marker);
    ck_assert_str_eq(strchr(marker + 1, '\n'), "\n");
    ck_assert(dd_marker_matches(body, DATE, REPOSITORY));
    ck_assert(dd_marker_has_run(body, MANY_RUN));
}

static void check_limits(const struct many *many, size_t findings)
{
    struct dd_buf body = DD_BUF_INIT;
    size_t shown;
    size_t omitted;

    write_body(&body, many);
    shown = count_shown(dd_buf_text(&body));
    omitted = count_omitted(dd_buf_text(&body));
    ck_assert_uint_le(body.length, BODY_MAX);
    ck_assert_uint_ge(body.length, BODY_FULL);
    ck_assert_uint_gt(shown, 0);
    ck_assert_uint_gt(omitted, 0);
    ck_assert_uint_eq(shown + omitted, findings);
    check_end(dd_buf_text(&body));
    dd_buf_free(&body);
}

START_TEST(five_thousand_findings_fit_or_are_counted)
{
    for (size_t projects = 1; projects <= 2; projects++)
        for (size_t i = 0; i < COUNT(shapes); i++) {
            struct many many;

            many_open(&many, projects);
            many_add(&many, &shapes[i], 5000);
            check_limits(&many, 5000);
            many_close(&many);
        }
}
END_TEST

START_TEST(findings_of_all_kinds_share_the_room)
{
    struct many many;

    many_open(&many, 2);
    for (size_t i = 0; i < COUNT(shapes); i++)
        many_add(&many, &shapes[i], 1000);
    check_limits(&many, COUNT(shapes) * 1000);
    many_close(&many);
}
END_TEST

/* Every heading of a project has something of that project below it. */
static void check_headings(const char *body)
{
    while ((body = strstr(body, "\n## ")) != NULL) {
        body = strchr(body + 1, '\n');
        ck_assert_msg(strncmp(body, "\n\n### ", 6) == 0 || strncmp(body, "\n\n<details>", 11) == 0,
                      "%.400s", body);
    }
}

START_TEST(headings_take_room_and_do_not_stand_alone)
{
    static const char *const their_names[] = {"An ordinary name", AMPERSANDS AMPERSANDS AMPERSANDS};
    static const struct many_shape shape = {"bugs", ERROR, NEW, FIFTY, 0};

    for (size_t i = 0; i < COUNT(their_names); i++) {
        struct dd_buf body = DD_BUF_INIT;
        struct many many;

        many_open(&many, MANY_PROJECTS_MAX);
        for (size_t j = 1; j < MANY_PROJECTS_MAX; j++)
            ck_assert_int_eq(dd_string_set(&many.projects[j].name, their_names[i], NULL),
                             DAYDREAM_OK);
        many_add(&many, &shape, 2000);
        check_limits(&many, 2000);
        write_body(&body, &many);
        check_headings(dd_buf_text(&body));
        dd_buf_free(&body);
        many_close(&many);
    }
}
END_TEST

/* One project of those that share a repository has nothing to say today. */
START_TEST(a_project_without_findings_has_no_heading)
{
    static const struct many_shape shape = {"bugs", ERROR, NEW, "", 0};
    struct dd_buf body = DD_BUF_INIT;
    struct many many;

    many_open(&many, 2);
    many_add(&many, &shape, 1); /* the first one's */
    write_body(&body, &many);
    ck_assert_ptr_nonnull(strstr(dd_buf_text(&body), "## Rocket"));
    ck_assert_ptr_null(strstr(dd_buf_text(&body), "## Booster"));
    dd_buf_free(&body);
    many_close(&many);
}
END_TEST

/* One that is longer than a body does not keep those behind it from being shown. */
START_TEST(a_finding_longer_than_a_body_is_counted_too)
{
    static const struct many_shape huge = {"logs", ERROR, NEW, "", DD_FINDING_LINES_MAX};
    static const struct many_shape small = {"todo", ERROR, NEW, "", 0};
    struct dd_buf body = DD_BUF_INIT;
    struct many many;

    many_open(&many, 1);
    many_add(&many, &huge, 3);
    many_add(&many, &small, 2);
    write_body(&body, &many);
    ck_assert_uint_eq(count_shown(dd_buf_text(&body)), 2);
    ck_assert_uint_eq(count_omitted(dd_buf_text(&body)), 3);
    check_end(dd_buf_text(&body));
    dd_buf_free(&body);
    many_close(&many);
}
END_TEST

/* ---- Marker ------------------------------------------------------------------------------ */

/* Of each project; and how many the marker names altogether. */
static const struct {
    size_t projects;
    size_t open;
    size_t notes;
    size_t resolved;
    size_t named;
} markers[] = {
    {1, 0, 0, 0, 0},     {1, 1, 0, 0, 1},       {1, 1, 2, 3, 1},       {2, 2, 3, 4, 4},
    {1, 999, 0, 0, 999}, {1, 1000, 5, 5, 1000}, {1, 1001, 0, 0, 1000}, {2, 600, 0, 0, 1000},
};

static size_t count_named(const char *body)
{
    const char *name = strstr(strstr(body, "\n<!-- daydream:1 "), " fp=") + strlen(" fp=");
    size_t count = 0;

    for (; strspn(name, "0123456789abcdef") == 16; name += 17) {
        count++;
        if (name[16] != ',')
            break;
    }
    return count;
}

START_TEST(the_marker_names_what_is_open_up_to_a_thousand)
{
    static const struct many_shape open = {"bugs", ERROR, RECURRING, "open", 0};
    static const struct many_shape note = {"bugs", NOTE, NEW, "noted", 0};
    static const struct many_shape resolved = {"bugs", ERROR, RESOLVED, "resolved", 0};

    for (size_t i = 0; i < COUNT(markers); i++) {
        struct dd_buf body = DD_BUF_INIT;
        struct many many;

        many_open(&many, markers[i].projects);
        many_add(&many, &resolved, markers[i].resolved * markers[i].projects);
        many_add(&many, &note, markers[i].notes * markers[i].projects);
        many_add(&many, &open, markers[i].open * markers[i].projects);
        write_body(&body, &many);
        ck_assert_uint_eq(count_named(dd_buf_text(&body)), markers[i].named);
        check_end(dd_buf_text(&body));
        dd_buf_free(&body);
        many_close(&many);
    }
}
END_TEST

START_TEST(the_marker_names_a_fingerprint_once)
{
    static const struct many_shape shape = {"bugs", ERROR, NEW, "", 0};
    struct dd_buf body = DD_BUF_INIT;
    struct many many;

    many_open(&many, 1);
    many_add(&many, &shape, 1);
    many_add(&many, &shape, 1);
    write_body(&body, &many);
    ck_assert_uint_eq(count_named(dd_buf_text(&body)), 1);
    dd_buf_free(&body);
    many_close(&many);
}
END_TEST

/* ---- Sameness ---------------------------------------------------------------------------- */

START_TEST(the_same_report_gives_the_same_bytes)
{
    struct dd_buf bodies[2] = {DD_BUF_INIT, DD_BUF_INIT};

    for (size_t i = 0; i < COUNT(bodies); i++) {
        struct many many;

        many_open(&many, 2);
        for (size_t j = 0; j < COUNT(shapes); j++)
            many_add(&many, &shapes[j], 100);
        write_body(&bodies[i], &many);
        many_close(&many);
    }
    ck_assert_uint_gt(bodies[0].length, 0);
    ck_assert_str_eq(dd_buf_text(&bodies[0]), dd_buf_text(&bodies[1]));
    dd_buf_free(&bodies[0]);
    dd_buf_free(&bodies[1]);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_title_is_cut_between_characters,           a_title_begins_with_its_date,
        five_thousand_findings_fit_or_are_counted,   findings_of_all_kinds_share_the_room,
        headings_take_room_and_do_not_stand_alone,   a_project_without_findings_has_no_heading,
        a_finding_longer_than_a_body_is_counted_too, the_marker_names_what_is_open_up_to_a_thousand,
        the_marker_names_a_fingerprint_once,         the_same_report_gives_the_same_bytes,
    };

    return suite_run("model/body", tests, COUNT(tests));
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/marker.h"
#include "support/suite.h"

#define RUN     "0c9a4a1f-2b3c-4a0e-9d5f-5b1c7b0e6f0e"
#define OTHER   "11111111-2222-4333-8444-555555555555"
#define OPENING "<!-- daydream:1 "
#define FIELDS  "date=2026-02-18 repo=github.com/tom/popoto machine=9f00 run=" RUN " fp=3f,a1"
#define MARKER  OPENING FIELDS " -->\n"

START_TEST(it_is_one_line)
{
    struct dd_strings fingerprints = DD_STRINGS_INIT;
    struct dd_marker marker = {"2026-02-18", "github.com/tom/popoto", "9f00", RUN, &fingerprints};
    struct dd_buf out = DD_BUF_INIT;
    char run[DD_UUID_SIZE];

    dd_marker_write(&out, &marker);
    ck_assert_str_eq(dd_buf_text(&out),
                     OPENING "date=2026-02-18 repo=github.com/tom/popoto machine=9f00 run=" RUN
                             " fp= -->\n");
    dd_buf_reset(&out);
    ck_assert_int_eq(dd_strings_add(&fingerprints, "3f", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_strings_add(&fingerprints, "a1", NULL), DAYDREAM_OK);
    dd_marker_write(&out, &marker);
    ck_assert_str_eq(dd_buf_text(&out), MARKER);
    ck_assert(dd_marker_matches(dd_buf_text(&out), "2026-02-18", "github.com/tom/popoto"));
    ck_assert(dd_marker_has_run(dd_buf_text(&out), RUN));
    ck_assert(dd_marker_run(dd_buf_text(&out), run));
    ck_assert_str_eq(run, RUN);
    ck_assert(!dd_marker_run("no marker", run));
    dd_strings_free(&fingerprints);
    dd_buf_free(&out);
}
END_TEST

static const struct {
    const char *name;
    const char *body;
    bool matches; /* 2026-02-18 and github.com/tom/popoto */
    bool has_run;
} bodies[] = {
    {"alone", MARKER, true, true},
    {"behind text", "## Logs\n\ntext\n\n" MARKER, true, true},
    {"CR LF, as a browser's form sends it", "text\r\n" OPENING FIELDS " -->\r\n", true, true},
    {"CR LF behind a value", OPENING "date=2026-02-18 repo=github.com/tom/popoto\r\n", true, false},
    {"no line end", OPENING FIELDS " -->", true, true},
    {"other spelling", OPENING "date=2026-02-18 repo=GitHub.com/Tom/POPOTO run=" RUN " -->", true,
     true},
    {"other order, more fields",
     OPENING "v=2 run=" RUN " repo=github.com/tom/popoto x "
             "date=2026-02-18 -->",
     true, true},
    {"other date", OPENING "date=2026-02-17 repo=github.com/tom/popoto run=" RUN " -->", false,
     true},
    {"longer date", OPENING "date=2026-02-181 repo=github.com/tom/popoto -->", false, false},
    {"other repository", OPENING "date=2026-02-18 repo=github.com/tom/popoto2 -->", false, false},
    {"shorter repository", OPENING "date=2026-02-18 repo=tom/popoto -->", false, false},
    {"other run", OPENING "date=2026-02-18 repo=github.com/tom/popoto run=" OTHER " -->", true,
     false},
    {"the second of two", OPENING "date=2026-02-17 repo=github.com/a/b run=" OTHER " -->\n" MARKER,
     true, true},
    {"fields in the line below", OPENING "\ndate=2026-02-18 repo=github.com/tom/popoto\n", false,
     false},
    {"fields of two markers",
     OPENING "date=2026-02-18 -->\n" OPENING "repo=github.com/tom/popoto -->", false, false},
    {"within a line", "text " MARKER, false, false},
    {"indented", " " MARKER, false, false},
    {"quoted", "> " MARKER, false, false},
    {"behind CR alone", "text\r" MARKER, false, false},
    {"escaped", "&lt;!-- daydream:1 " FIELDS " --&gt;", false, false},
    {"other version", "<!-- daydream:2 " FIELDS " -->", false, false},
    {"no blank", "<!-- daydream:1" FIELDS " -->", false, false},
    {"other key", OPENING "update=2026-02-18 repo=github.com/tom/popoto -->", false, false},
    {"cut", OPENING "date=2026-02-18 repo=", false, false},
    {"opening only", OPENING, false, false},
    {"empty", "", false, false},
};

START_TEST(it_is_found_only_where_it_can_stand)
{
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        ck_assert_msg(dd_marker_matches(bodies[i].body, "2026-02-18", "github.com/tom/popoto") ==
                          bodies[i].matches,
                      "%s", bodies[i].name);
        ck_assert_msg(dd_marker_has_run(bodies[i].body, RUN) == bodies[i].has_run, "%s",
                      bodies[i].name);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {it_is_one_line, it_is_found_only_where_it_can_stand};

    return suite_run("model/marker", tests, sizeof tests / sizeof tests[0]);
}

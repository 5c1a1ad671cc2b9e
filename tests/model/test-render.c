/* SPDX-License-Identifier: MIT */
/* In which order findings are written, and how much of them. */
#include <string.h>

#include "model/render.h"
#include "model/samples.h"
#include "support/suite.h"

/* Returns how many found no room. The samples have no times, so that no zone is asked. */
static size_t render(struct dd_buf *out, const struct daydream_findings *findings, size_t room)
{
    struct dd_render how = {.date = DATE, .heading = 2, .room = room};
    struct dd_tally tally = {0};
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_render_findings(out, &how, findings, &tally, &err) == DAYDREAM_OK, "%s",
                  err.text);
    return tally.omitted;
}

static size_t occurrences(const char *text, const char *of)
{
    size_t count = 0;

    for (; (text = strstr(text, of)) != NULL; text += strlen(of))
        count++;
    return count;
}

/* ---- Order ------------------------------------------------------------------------------- */

/* Each stands before the next for one reason, against most of those that matter less. Their number
 * is prime, so that every step through them comes to all. */
static const struct sample in_order[] = {
    {"logs", ERROR, NEW, false, 9, "z more frequent"},
    {"logs", ERROR, NEW, false, 2, "m of two alike the first by text"},
    {"logs", ERROR, NEW, false, 2, "y of two alike the second by text"},
    {"logs", WARNING, NEW, false, 90, "l less grave"},
    {"logs", ERROR, RECURRING, true, 1000, "k grave and worse and still not new"},
    {"logs", WARNING, RECURRING, true, 1, "x less grave but worse"},
    {"logs", ERROR, RECURRING, false, 2000, "j grave and not worse"},
    {"logs", NOTE, NEW, false, 3000, "i new but a note"},
    {"logs", NOTE, RECURRING, false, 4000, "h a note and not new"},
    {"log-files", NOTE, RECURRING, false, 1, "w of the next section"},
    {"bugs", ERROR, NEW, false, 5000, "g of a section behind it"},
    {"todo", WARNING, NEW, false, 1, "v of the last section with a place"},
    {"ant", NOTE, RECURRING, false, 1, "u of a section without a place"},
    {"zebra", ERROR, NEW, false, 6000, "f of another such section"},
    {"logs", ERROR, RESOLVED, false, 9, "t resolved"},
    {"logs", WARNING, RESOLVED, false, 99, "e resolved and less grave"},
    {"bugs", ERROR, RESOLVED, false, 999, "d resolved in a later section"},
};

#define SECTIONS 6

static struct daydream_findings *make_shuffled(size_t step)
{
    struct sample shuffled[COUNT(in_order)];

    for (size_t i = 0; i < COUNT(in_order); i++)
        shuffled[i] = in_order[(i * step + step) % COUNT(in_order)];
    return samples_new(shuffled, COUNT(in_order));
}

/* Each in its place, and one heading for each section. */
static void check_order(const char *text)
{
    const char *at = text;

    ck_assert_msg(occurrences(text, "## ") == SECTIONS, "%s", text);
    for (size_t i = 0; i < COUNT(in_order); i++) {
        at = strstr(at, in_order[i].text);
        ck_assert_msg(at != NULL, "\"%s\" is not in its place:\n%s", in_order[i].text, text);
    }
}

START_TEST(the_order_does_not_depend_on_the_input)
{
    for (size_t step = 1; step < COUNT(in_order); step++) {
        struct daydream_findings *findings = make_shuffled(step);
        struct dd_buf out = DD_BUF_INIT;

        ck_assert_uint_eq(render(&out, findings, 0), 0);
        check_order(dd_buf_text(&out));
        dd_buf_free(&out);
        daydream_findings_free(findings);
    }
}
END_TEST

/* ---- What is written --------------------------------------------------------------------- */

#define LOGS           "## Logs\n\n"
#define BUGS           "## Open bugs\n\n"
#define TODO           "## To-do lists\n\n"
#define RESOLVED_OPEN  "<details><summary>Resolved</summary>\n\n"
#define RESOLVED_CLOSE "\n</details>\n\n"
#define TIGHT          80
#define LONG_TEXT      "as long as a room that is tight, with no more than a heading in it"

static const struct {
    struct sample of[4];
    const char *is;
    size_t omitted; /* of a room of TIGHT bytes; 0: there is no limit */
} renderings[] = {
    {.is = ""},
    {.of = {{"logs", ERROR, NEW, false, 1, "a *b*"}}, .is = LOGS "**new · error** `a *b*`\n\n"},
    {.of = {{"logs", ERROR, NEW, false, 0, "a"}}, .is = LOGS "**new · error** `a`\n\n"},
    {.of = {{"logs", WARNING, NEW, false, 2, "a"}}, .is = LOGS "**new · warning · 2×** `a`\n\n"},
    {.of = {{"logs", ERROR, RECURRING, false, 1, "a"}},
     .is = LOGS "**recurring, day 3 · error** `a`\n\n"},
    {.of = {{"logs", ERROR, RECURRING, true, 4, "a"}},
     .is = LOGS "**worse, day 3 · error · 4×** `a`\n\n"},
    {.of = {{"logs", NOTE, NEW, false, 4, "a *b*"}}, .is = LOGS "a \\*b\\*\n\n"},
    {.of = {{"bugs", ERROR, NEW, false, 1, "a *b*"}}, .is = BUGS "**new · error** a \\*b\\*\n\n"},
    {.of = {{"own", NOTE, RECURRING, false, 1, "a"}}, .is = "## Own\n\na\n\n"},
    /* resolved ones are folded, without a heading */
    {.of = {{"logs", ERROR, RESOLVED, true, 7, "a *b*"},
            {"bugs", ERROR, RESOLVED, false, 7, "_c_"}},
     .is = RESOLVED_OPEN "- `a *b*`\n- \\_c\\_\n" RESOLVED_CLOSE},
    /* what does not fit takes its heading along, and what is shorter still comes */
    {.of = {{"logs", ERROR, NEW, false, 1, "a"},
            {"bugs", ERROR, NEW, false, 1, LONG_TEXT},
            {"todo", ERROR, NEW, false, 1, "c"}},
     .is = LOGS "**new · error** `a`\n\n" TODO "**new · error** c\n\n",
     .omitted = 1},
    {.of = {{"logs", ERROR, NEW, false, 1, LONG_TEXT}, {"logs", WARNING, NEW, false, 1, "b"}},
     .is = LOGS "**new · warning** `b`\n\n",
     .omitted = 1},
    {.of = {{"logs", ERROR, RESOLVED, false, 1, LONG_TEXT},
            {"todo", ERROR, RESOLVED, false, 1, "c"}},
     .is = RESOLVED_OPEN "- c\n" RESOLVED_CLOSE,
     .omitted = 1},
    {.of = {{"logs", ERROR, RESOLVED, false, 1, LONG_TEXT}}, .is = "", .omitted = 1},
};

static size_t count_samples(const struct sample samples[4])
{
    size_t count = 0;

    while (count < 4 && samples[count].category != NULL)
        count++;
    return count;
}

START_TEST(a_finding_is_written_whole_or_not_at_all)
{
    for (size_t i = 0; i < COUNT(renderings); i++) {
        const struct sample *samples = renderings[i].of;
        struct daydream_findings *findings = samples_new(samples, count_samples(samples));
        struct dd_buf out = DD_BUF_INIT;

        ck_assert_uint_eq(render(&out, findings, renderings[i].omitted > 0 ? TIGHT : 0),
                          renderings[i].omitted);
        ck_assert_str_eq(dd_buf_text(&out), renderings[i].is);
        dd_buf_free(&out);
        daydream_findings_free(findings);
    }
}
END_TEST

/* Is there a heading with nothing below it? */
static bool has_lonely_heading(const char *text)
{
    for (; (text = strstr(text, "## ")) != NULL; text++) {
        const char *below = strstr(text, "\n\n");

        if (below == NULL || strchr("#<", below[2]) != NULL) /* its end counts as one of them */
            return true;
    }
    return false;
}

/* Returns how many found no room. */
static size_t check_room(const struct daydream_findings *findings, size_t room)
{
    struct dd_buf out = DD_BUF_INIT;
    size_t omitted = render(&out, findings, room);
    const char *text = dd_buf_text(&out);
    size_t shown = 0;

    for (size_t i = 0; i < findings->count; i++)
        shown += strstr(text, findings->items[i]->text) != NULL;
    ck_assert_msg(shown + omitted == findings->count, "%zu of %zu:\n%s", shown, omitted, text);
    ck_assert_msg(out.length <= room, "%zu bytes, not %zu:\n%s", out.length, room, text);
    ck_assert_msg(!has_lonely_heading(text), "%s", text);
    ck_assert_msg(occurrences(text, RESOLVED_OPEN) == occurrences(text, RESOLVED_CLOSE), "%s",
                  text);
    dd_buf_free(&out);
    return omitted;
}

START_TEST(any_room_holds_whole_findings)
{
    struct daydream_findings *findings = samples_new(in_order, COUNT(in_order));
    struct dd_buf all = DD_BUF_INIT;

    render(&all, findings, 0);
    for (size_t room = 1; room < all.length; room++)
        check_room(findings, room);
    ck_assert_uint_eq(check_room(findings, all.length + 1), 0);
    dd_buf_free(&all);
    daydream_findings_free(findings);
}
END_TEST

/* The room is that of the whole text, of which findings are a part. */
START_TEST(what_was_written_before_takes_room)
{
    struct daydream_findings *findings = samples_new(in_order, COUNT(in_order));
    struct dd_buf out = DD_BUF_INIT;

    dd_buf_puts(&out, LONG_TEXT);
    ck_assert_uint_eq(render(&out, findings, strlen(LONG_TEXT)), COUNT(in_order));
    ck_assert_str_eq(dd_buf_text(&out), LONG_TEXT);
    dd_buf_free(&out);
    daydream_findings_free(findings);
}
END_TEST

START_TEST(want_of_memory_is_an_error)
{
    struct daydream_findings *findings = samples_new(in_order, COUNT(in_order));
    struct dd_render how = {.date = DATE, .heading = 2};
    struct dd_tally tally = {0};
    struct dd_buf out = {.limit = 100};

    ck_assert_int_eq(dd_render_findings(&out, &how, findings, &tally, NULL), DAYDREAM_ERROR_MEMORY);
    dd_buf_free(&out);
    daydream_findings_free(findings);
}
END_TEST

/* Without a project no page is its own. */
START_TEST(without_a_project_nothing_is_a_link)
{
    static const struct sample bug = {"bugs", ERROR, NEW, false, 9, "z"};
    struct daydream_findings *findings = samples_new(&bug, 1);
    struct daydream_finding *finding = findings->items[0];
    struct dd_buf out = DD_BUF_INIT;

    ck_assert_int_eq(daydream_finding_add_detail(finding, "page", NULL), DAYDREAM_OK);
    ck_assert_int_eq(
        daydream_finding_add_evidence(finding, "https://github.com/o/r/issues/1", NULL),
        DAYDREAM_OK);
    render(&out, findings, 0);
    ck_assert_str_eq(dd_buf_text(&out), BUGS "**new · error · 9×** z\n\n"
                                             "- page — `https://github.com/o/r/issues/1`\n\n");
    dd_buf_free(&out);
    daydream_findings_free(findings);
}
END_TEST

/* Lines of a log are shown below messages that nobody knows yet. */
START_TEST(news_of_a_log_have_a_sample)
{
    static const struct {
        enum daydream_state state;
        bool worse;
        const char *is;
    } cases[] = {
        {NEW, false, LOGS "**new · error** `a`\n```\n[link](x) `b` ERROR a\n```\n\n"},
        {RECURRING, true, LOGS "**worse, day 3 · error** `a`\n```\n[link](x) `b` ERROR a\n```\n\n"},
        {RECURRING, false, LOGS "**recurring, day 3 · error** `a`\n\n"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct sample sample = {"logs", ERROR, cases[i].state, cases[i].worse, 1, "a"};
        struct daydream_findings *findings = samples_new(&sample, 1);
        struct dd_buf out = DD_BUF_INIT;

        ck_assert_int_eq(
            daydream_finding_add_detail(findings->items[0], "[link](x) `b` ERROR a", NULL),
            DAYDREAM_OK);
        render(&out, findings, 0);
        ck_assert_str_eq(dd_buf_text(&out), cases[i].is);
        dd_buf_free(&out);
        daydream_findings_free(findings);
    }
}
END_TEST

START_TEST(rare_messages_of_a_log_are_folded)
{
    static const struct sample samples[] = {
        {"logs", NOTE, NEW, false, 2, "a `b`"},
        {"logs", ERROR, NEW, false, 1, "c"},
        {"logs", NOTE, NEW, false, 1, "And 3 more"},
    };
    struct daydream_findings *findings = samples_new(samples, COUNT(samples));
    struct dd_buf out = DD_BUF_INIT;

    ck_assert_int_eq(daydream_finding_add_evidence(findings->items[0], "logs/app.log", NULL),
                     DAYDREAM_OK);
    render(&out, findings, 0);
    ck_assert_str_eq(dd_buf_text(&out), LOGS "**new · error** `c`\n\n"
                                             "And 3 more\n\n"
                                             "<details><summary>Rare warnings</summary>\n\n"
                                             "- 2× `` a `b` `` — `logs/app.log`\n"
                                             "\n</details>\n\n");
    dd_buf_free(&out);
    daydream_findings_free(findings);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        the_order_does_not_depend_on_the_input,
        a_finding_is_written_whole_or_not_at_all,
        any_room_holds_whole_findings,
        what_was_written_before_takes_room,
        want_of_memory_is_an_error,
        news_of_a_log_have_a_sample,
        rare_messages_of_a_log_are_folded,
        without_a_project_nothing_is_a_link,
    };

    return suite_run("model/render", tests, COUNT(tests));
}

/* SPDX-License-Identifier: MIT */
/* Some of a report's findings as a comment. */
#include <stdlib.h>
#include <string.h>

#include "model/blocks.h"
#include "model/comment.h"
#include "model/marker.h"
#include "model/parts.h"
#include "support/suite.h"

#define A      "aaaaaaaaaaaaaaaa"
#define B      "bbbbbbbbbbbbbbbb"
#define C      "cccccccccccccccc"
#define HEAD   "<!-- daydream:1 date=2026-02-18 repo=github.com/o/r machine=1 run=2 fp="
#define MARKER HEAD A "," B "," C " -->\n"

/* Each part is a letter, so that it can be seen where it went. */
static const char body[] = "Sxa\nYb\nRTc\n" MARKER;
static const char parts[] = "1 0 1\n2 1 2\nf 2 4 " A "\n2 4 5\nf 5 7 " B "," C
                            "\n1 7 8\n2 8 9\nf 9 11 " C "\n";

START_TEST(tells_what_is_not_known_under_its_headings)
{
    static const struct {
        const char *known;
        size_t count;
        const char *told;
    } cases[] = {
        {"", 3, "Sxa\nYb\nRTc\n"}, {A, 2, "SYb\nRTc\n"}, {B, 2, "Sxa\nRTc\n"},
        {C, 1, "Sxa\n"},           {A "," C, 0, NULL},   {"x", 3, "Sxa\nYb\nRTc\n"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct dd_comment_source source = {body, parts};
        struct dd_strings known = DD_STRINGS_INIT;
        struct dd_buf marker = DD_BUF_INIT;
        struct dd_buf out = DD_BUF_INIT;
        size_t count = 9;

        dd_buf_printf(&marker, HEAD "%s -->\n", cases[i].known);
        ck_assert_int_eq(dd_marker_fingerprints(dd_buf_text(&marker), &known, NULL), DAYDREAM_OK);
        ck_assert_int_eq(dd_comment_write(&out, &source, &known, &count, NULL), DAYDREAM_OK);
        ck_assert_msg(count == cases[i].count, "%zu: %zu", i, count);
        if (cases[i].told == NULL)
            ck_assert_uint_eq(out.length, 0);
        else
            ck_assert_msg(strstr(dd_buf_text(&out), cases[i].told) != NULL, "%s",
                          dd_buf_text(&out));
        ck_assert(out.length == 0 || dd_marker_has_run(dd_buf_text(&out), "2"));
        dd_strings_free(&known);
        dd_buf_free(&marker);
        dd_buf_free(&out);
    }
}
END_TEST

/* A list of parts that is not ours, or of another body, breaks nothing. */
START_TEST(survives_any_list_of_parts)
{
    static const char *const lists[] = {"x",
                                        "f",
                                        "f 1",
                                        "f 1 2",
                                        "f 99999999999999999999 1 " A "\n",
                                        "f 5 1 " A "\n",
                                        "f 0 999 " A "\n",
                                        "\n\n",
                                        "f -1 2 " A "\n"};

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        const struct dd_comment_source source = {body, lists[i]};
        const struct dd_strings known = DD_STRINGS_INIT;
        struct dd_buf out = DD_BUF_INIT;
        size_t count = 0;

        ck_assert_int_eq(dd_comment_write(&out, &source, &known, &count, NULL), DAYDREAM_OK);
        ck_assert_uint_le(count, 1);
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(knows_its_own_words)
{
    ck_assert(dd_comment_is_duplicate("Duplicate of #12", 12));
    ck_assert(dd_comment_is_duplicate("Duplicate of #12\n\nas agreed", 12));
    ck_assert(!dd_comment_is_duplicate("Duplicate of #123", 12));
    ck_assert(!dd_comment_is_duplicate("Is it a Duplicate of #12", 12));
    ck_assert(dd_comment_is_stray("From #7, filed for the same date:\n\nx", 7));
    ck_assert(!dd_comment_is_stray("From #7, filed for the same date:\n\nx", 77));
}
END_TEST

#define BLOCK(machine, text, fp)                                                                   \
    text "\n<!-- daydream:1 date=rolling repo=github.com/o/r machine=" machine " run=9 fp=" fp     \
         " -->\n"

START_TEST(each_machine_has_its_own_block)
{
    static const struct {
        const char *body;
        const char *block;
        const char *merged;
    } cases[] = {
        {"", BLOCK("1", "one", A), BLOCK("1", "one", A)},
        {BLOCK("1", "one", A), BLOCK("1", "uno", B), BLOCK("1", "uno", B)},
        {BLOCK("1", "one", A), BLOCK("2", "two", B),
         BLOCK("1", "one", A) "\n---\n\n" BLOCK("2", "two", B)},
        {BLOCK("1", "one", A) "\n---\n\n" BLOCK("2", "two", B), BLOCK("1", "uno", ""),
         BLOCK("1", "uno", "") "\n---\n\n" BLOCK("2", "two", B)},
        {BLOCK("1", "one", A) "\n---\n\n" BLOCK("2", "two", B), BLOCK("2", "due", ""),
         BLOCK("1", "one", A) "\n---\n\n" BLOCK("2", "due", "")},
        /* the same words: not even the marker changes */
        {BLOCK("1", "one", A), BLOCK("1", "one", B), BLOCK("1", "one", A)},
        {BLOCK("1", "one\r", A), BLOCK("1", "one", A), BLOCK("1", "one\r", A)},
        {BLOCK("1", "one", A) "a person's words", BLOCK("1", "uno", A),
         BLOCK("1", "uno", A) "a person's words"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_blocks_merge(&out, cases[i].body, cases[i].block);
        ck_assert_msg(strcmp(dd_buf_text(&out), cases[i].merged) == 0, "%zu: %s", i,
                      dd_buf_text(&out));
        dd_buf_free(&out);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        tells_what_is_not_known_under_its_headings,
        survives_any_list_of_parts,
        knows_its_own_words,
        each_machine_has_its_own_block,
    };

    return suite_run("model/comment", tests, sizeof tests / sizeof tests[0]);
}

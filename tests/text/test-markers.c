/* SPDX-License-Identifier: MIT */
/* What counts as a marker of unfinished work. */
#include <stdlib.h>
#include <string.h>

#include "support/suite.h"
#include "text/markers.h"

static const struct {
    const char *path;
    const char *text;
    size_t counts[DD_MARKERS]; /* TODO FIXME HACK XXX */
    size_t line;
} cases[] = {
    {"a.py", "# TODO: one\n# FIXME(me) two\n# HACK\n# XXX\n", {1, 1, 1, 1}, 1},
    {"a.py", "x = 1\n\n# later TODO", {1, 0, 0, 0}, 3},
    {"a.c", "/* TODO\n * TODO\n */ // TODO\n", {3, 0, 0, 0}, 1},
    /* words, in capitals, in comments */
    {"a.py", "# TODOS todo Todo _TODO TODO_LIST TODO2 XTODO XXXX HACKS\n", {0, 0, 0, 0}, 0},
    {"a.py", "TODO = 1\ns = 'TODO'\n", {0, 0, 0, 0}, 0},
    {"a.py", "#TODO\n", {1, 0, 0, 0}, 1},
    {"a.py", "# see [TODO] (FIXME)\n", {1, 0, 0, 0}, 1},
    /* one a line, and a list of them is none */
    {"a.py", "# TODO: drop this HACK, TODO\n", {1, 0, 0, 0}, 1},
    {"a.py", "# markers (TODO FIXME HACK XXX)\n", {0, 0, 0, 0}, 0},
    {"a.py", "# TODO, FIXME and HACK are found\n", {0, 0, 0, 0}, 0},
    {"a.py", "MARKERS = ['TODO', 'FIXME', 'HACK', 'XXX']\n", {0, 0, 0, 0}, 0},
    {"a.json", "{\"TODO\": \"# TODO\"}\n", {0, 0, 0, 0}, 0},
    {"a.md", "TODO write this\n<!-- TODO: and this -->\n", {1, 0, 0, 0}, 2},
    {"a.py", "# caf\xe9 TODO \xff\n", {1, 0, 0, 0}, 1},
    {"a.py", "", {0, 0, 0, 0}, 0},
};

START_TEST(counts_words_in_comments)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_markers found = {{0}, 0, 0};
        size_t total = 0;

        dd_markers_count(cases[i].path, cases[i].text, strlen(cases[i].text), &found);
        for (size_t kind = 0; kind < DD_MARKERS; kind++) {
            ck_assert_msg(found.counts[kind] == cases[i].counts[kind], "%zu: %zu %s", i,
                          found.counts[kind], dd_marker_name((enum dd_marker)kind));
            total += found.counts[kind];
        }
        ck_assert_msg(found.total == total && found.line == cases[i].line, "%zu: line %zu", i,
                      found.line);
    }
}
END_TEST

/* Wherever it stands in the file: what is passed over quickly must not pass over one. */
START_TEST(finds_one_at_any_place)
{
    for (size_t kind = 0; kind < DD_MARKERS; kind++)
        for (size_t before = 0; before < 12; before++)
            for (size_t after = 0; after < 4; after++) {
                struct dd_markers found = {{0}, 0, 0};
                char text[40] = "#";
                size_t length = 1 + before;
                const char *name = dd_marker_name((enum dd_marker)kind);

                memset(text + 1, ' ', sizeof text - 1);
                memcpy(text + length, name, strlen(name));
                dd_markers_count("a.py", text, length + strlen(name) + after, &found);
                ck_assert_msg(found.counts[kind] == 1, "%s behind %zu", name, before);
            }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {counts_words_in_comments, finds_one_at_any_place};

    return suite_run("text/markers", tests, sizeof tests / sizeof tests[0]);
}

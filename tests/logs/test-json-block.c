/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "logs/json-block.h"
#include "support/suite.h"

static struct dd_line make_line(const char *text)
{
    return (struct dd_line){text, strlen(text), 7, 3, true};
}

/* Add the lines behind the first; what the last of them was. */
static enum dd_json_block_part add_all(struct dd_json_block *block, const char *const *lines)
{
    enum dd_json_block_part part = DD_BLOCK_MORE;
    struct dd_line line = make_line("{");

    ck_assert(dd_json_block_begin(block, &line));
    for (; *lines != NULL; lines++) {
        ck_assert_int_eq(part, DD_BLOCK_MORE);
        ck_assert(block->open);
        line = make_line(*lines);
        part = dd_json_block_add(block, &line);
    }
    dd_json_block_close(block);
    ck_assert(!block->open);
    return part;
}

START_TEST(test_blocks)
{
    static const struct {
        const char *lines[8];
        const char *text;
        enum dd_json_block_part part;
    } cases[] = {
        {{"  \"a\": 1,", "  \"b\": 2 ", "}"}, "{\"a\": 1, \"b\": 2}", DD_BLOCK_LAST},
        {{"\t\"a\": {", "\t\t\"b\": 2", "\t},", "\t\"c\": [", "\t]", "},"},
         "{\"a\": { \"b\": 2 }, \"c\": [ ] },}",
         DD_BLOCK_MORE},
        {{"\"a\": 1", "}  "}, "{\"a\": 1}", DD_BLOCK_LAST},
        {{"  \"a\": 1", "} text"}, "{\"a\": 1}", DD_BLOCK_LAST},
        {{"  \"a\": 1", "", "}"}, "{\"a\": 1}", DD_BLOCK_LAST},
        {{"  \"a\": 1", "text"}, "{\"a\": 1}", DD_BLOCK_BROKEN},
        {{"}"}, "{}", DD_BLOCK_LAST},
    };
    struct dd_json_block *block = calloc(1, sizeof *block);

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_int_eq(add_all(block, cases[i].lines), cases[i].part);
        ck_assert_msg(block->length == strlen(cases[i].text) &&
                          memcmp(block->text, cases[i].text, block->length) == 0,
                      "%.*s instead of %s", (int)block->length, block->text, cases[i].text);
        ck_assert_uint_eq(block->offset, 7);
        ck_assert_uint_eq(block->number, 3);
    }
    free(block);
}
END_TEST

START_TEST(test_beginnings)
{
    static const struct {
        const char *line;
        bool begins;
    } cases[] = {{"{", true},   {"{ \t", true}, {" {", false},
                 {"{}", false}, {"[{", false},  {"", false}};
    struct dd_json_block *block = calloc(1, sizeof *block);

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_line line = make_line(cases[i].line);

        block->open = false;
        ck_assert_int_eq(dd_json_block_begin(block, &line), cases[i].begins);
        ck_assert_int_eq(block->open, cases[i].begins);
    }
    free(block);
}
END_TEST

START_TEST(test_bound)
{
    struct dd_json_block *block = calloc(1, sizeof *block);
    struct dd_line line = make_line("{");

    ck_assert(dd_json_block_begin(block, &line));
    line = make_line("    \"a member of some length\": [1, 2, 3, 4, 5, 6, 7, 8, 9],");
    for (size_t i = 0; i < DD_JSON_BLOCK_MAX; i++)
        ck_assert_int_eq(dd_json_block_add(block, &line), DD_BLOCK_MORE);
    ck_assert_uint_le(block->length, DD_JSON_BLOCK_MAX);
    ck_assert_uint_gt(block->length, DD_JSON_BLOCK_MAX - 100);
    line = make_line("}");
    ck_assert_int_eq(dd_json_block_add(block, &line), DD_BLOCK_LAST);
    dd_json_block_close(block);
    ck_assert_uint_le(block->length, DD_JSON_BLOCK_MAX);
    ck_assert_int_eq(block->text[block->length - 1], '}');
    free(block);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_blocks, test_beginnings, test_bound};

    return suite_run("logs/json-block", tests, sizeof tests / sizeof tests[0]);
}

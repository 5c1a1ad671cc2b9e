/* SPDX-License-Identifier: MIT */
#include "model/table.h"
#include "support/suite.h"

static void add(struct dd_table *table, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        dd_buf_puts(&table->text, cells[i]);
        dd_table_end_cell(table);
    }
}

static const struct {
    const char *columns;
    const char *cells[9];
    size_t count;
    const char *expected;
} cases[] = {
    {"lr", {"name", "#"}, 2, "| name | # |\n|------|--:|\n"},
    {"lr",
     {"name", "#", "a", "10", "longer", ""},
     6,
     "| name   |  # |\n|--------|---:|\n| a      | 10 |\n| longer |    |\n"},
    /* characters count, not bytes */
    {"l",
     {"caf\xc3\xa9", "\xf0\x9f\x9a\x80", "cafe"},
     3,
     "| caf\xc3\xa9 |\n|------|\n| \xf0\x9f\x9a\x80    |\n| cafe |\n"},
    {"lll", {"a", "b", "c", "", "", ""}, 6, "| a | b | c |\n|---|---|---|\n|   |   |   |\n"},
};

START_TEST(columns_are_aligned)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_table table = {cases[i].columns, DD_BUF_INIT};
        struct dd_buf out = DD_BUF_INIT;

        add(&table, cases[i].cells, cases[i].count);
        dd_table_write(&out, &table);
        ck_assert_str_eq(dd_buf_text(&out), cases[i].expected);
        dd_buf_free(&out);
    }
}
END_TEST

/* A part must not pass for the whole. */
START_TEST(a_lost_cell_is_an_error)
{
    struct dd_table table = {"l", {.limit = 4}};
    struct dd_buf out = DD_BUF_INIT;

    add(&table, (const char *const[]){"four", "five"}, 2);
    dd_table_write(&out, &table);
    ck_assert_int_eq(dd_buf_status(&out, NULL), DAYDREAM_ERROR_MEMORY);
    dd_buf_free(&out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {columns_are_aligned, a_lost_cell_is_an_error};

    return suite_run("model/table", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "logs/recall.h"
#include "support/suite.h"

static struct dd_recall *make(void)
{
    struct dd_recall *recall = malloc(sizeof *recall);

    ck_assert_ptr_nonnull(recall);
    dd_recall_init(recall);
    return recall;
}

static struct dd_recalled *find(struct dd_recall *recall, unsigned shape, const char *text)
{
    return dd_recall_find(recall, shape, text, strlen(text));
}

static struct dd_recalled *keep(struct dd_recall *recall, unsigned shape, const char *text)
{
    return dd_recall_keep(recall, shape, text, strlen(text));
}

START_TEST(finds_what_is_like_what_was_kept)
{
    struct dd_recall *recall = make();
    struct dd_recalled *line;

    ck_assert_ptr_null(find(recall, 1, " ERROR took 31 ms"));
    line = keep(recall, 1, " ERROR took 31 ms");
    ck_assert_ptr_nonnull(line);
    ck_assert(!line->memo.known);
    ck_assert_ptr_eq(find(recall, 1, " ERROR took 31 ms"), line);
    ck_assert_ptr_eq(find(recall, 1, " ERROR took 4711 ms"), line);
    ck_assert_ptr_null(find(recall, 2, " ERROR took 31 ms")); /* behind another kind of stamp */
    ck_assert_ptr_null(find(recall, 1, " ERROR took 31 s"));
    ck_assert_ptr_null(find(recall, 1, " ERROR took 31 ms "));
    dd_recall_init(recall);
    ck_assert_ptr_null(find(recall, 1, " ERROR took 31 ms"));
    free(recall);
}
END_TEST

START_TEST(forgets_what_was_worked_out_for_another)
{
    struct dd_recall *recall = make();
    char text[40];

    for (int i = 0; i < 10 * DD_RECALL_LINES; i++) {
        struct dd_recalled *line;

        snprintf(text, sizeof text, " ERROR k%d", i);
        line = keep(recall, 1, text);
        ck_assert_ptr_nonnull(line);
        ck_assert(!line->memo.known);
        line->memo.known = true;
        ck_assert_ptr_eq(find(recall, 1, text), line);
    }
    free(recall);
}
END_TEST

START_TEST(keeps_nothing_that_cannot_be_folded)
{
    struct dd_recall *recall = make();

    ck_assert_ptr_null(keep(recall, 1, " ERROR at 10:11"));
    ck_assert_ptr_null(find(recall, 1, " ERROR at 10:11"));
    free(recall);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        finds_what_is_like_what_was_kept,
        forgets_what_was_worked_out_for_another,
        keeps_nothing_that_cannot_be_folded,
    };

    return suite_run("logs/recall", tests, sizeof tests / sizeof tests[0]);
}

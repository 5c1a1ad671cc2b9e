/* SPDX-License-Identifier: MIT */
/* Remembered pages of a bug list. */
#include <stdlib.h>

#include "store/fixture.h"
#include "store/pages.h"
#include "support/scratch.h"
#include "support/suite.h"

static struct dd_page_row row(const char *url, const char *next)
{
    return (struct dd_page_row){(char *)url, (char *)"W/\"1\"", (char *)next,
                                (char *)"[[1,\"x\"]]"};
}

static void put(struct dd_store *store, const char *slug, const char *const *urls)
{
    struct dd_page_rows rows = {NULL, 0};

    for (size_t i = 0; urls[i] != NULL; i++) {
        struct dd_page_row added = row(urls[i], urls[i + 1]);

        ck_assert_int_eq(dd_page_rows_add(&rows, &added, NULL), DAYDREAM_OK);
    }
    ck_assert_int_eq(dd_pages_put(store, slug, &rows, NULL), DAYDREAM_OK);
    dd_page_rows_free(&rows);
}

static void expect(struct dd_store *store, const char *slug, const char *const *urls)
{
    struct dd_page_rows rows;
    size_t count = 0;

    ck_assert_int_eq(dd_pages_get(store, slug, &rows, NULL), DAYDREAM_OK);
    for (; urls[count] != NULL; count++) {
        ck_assert_uint_lt(count, rows.count);
        ck_assert_str_eq(rows.items[count].url, urls[count]);
        ck_assert_str_eq(rows.items[count].etag, "W/\"1\"");
        ck_assert_str_eq(rows.items[count].items, "[[1,\"x\"]]");
        if (urls[count + 1] != NULL)
            ck_assert_str_eq(rows.items[count].next, urls[count + 1]);
        else
            ck_assert_ptr_null(rows.items[count].next);
    }
    ck_assert_uint_eq(rows.count, count);
    dd_page_rows_free(&rows);
}

START_TEST(keeps_the_last_that_were_put)
{
    static const char *const none[] = {NULL};
    static const char *const three[] = {"c", "a", "b", NULL};
    static const char *const one[] = {"d", NULL};
    char *folder = scratch_make();
    struct dd_store *store = fixture_open(folder);

    expect(store, "red", none);
    put(store, "red", three);
    put(store, "blue", one);
    expect(store, "red", three);
    put(store, "red", one);
    expect(store, "red", one);
    put(store, "red", none);
    expect(store, "red", none);
    expect(store, "blue", one);
    dd_store_close(store);
    scratch_remove(folder);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {keeps_the_last_that_were_put};

    return suite_run("store/pages", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
/* Which files of a project are reviewed, under which names, and for how long a log is missed. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "logs/reviews.h"
#include "support/scratch.h"
#include "support/suite.h"

/* One file under several names counts once. */
START_TEST(test_several_names)
{
    struct reviews it;
    char *link_path;
    char *hard_path;

    reviews_open(&it);
    reviews_append(&it, "ERROR: one\n");
    link_path = scratch_path(it.folder, "0-current.log");
    hard_path = scratch_path(it.folder, "b.log");
    ck_assert_int_eq(symlink("a.log", link_path), 0);
    ck_assert_int_eq(link(it.log_path, hard_path), 0);
    reviews_expect(&it, FROM, "1 one;");
    reviews_append(&it, "ERROR: two\n");
    reviews_expect(&it, FROM + DAY, "1 two;");
    free(link_path);
    free(hard_path);
    reviews_close(&it);
}
END_TEST

/* A log that is not there, or may not be read, for a day. */
START_TEST(test_absence)
{
    struct reviews it;

    for (size_t i = 0; i < 2; i++) {
        char *link_path;

        reviews_open(&it);
        it.stamped = i == 0;
        link_path = scratch_path(it.folder, "z.log");
        ck_assert_int_eq(mkfifo(link_path, 0600), 0);
        reviews_say(&it, "one");
        reviews_expect(&it, FROM, "(z.log)1 one;");
        reviews_say(&it, "two");
        reviews_rename(&it, "a.log", "elsewhere");
        reviews_expect(&it, FROM + DAY, "(z.log)");
        reviews_rename(&it, "elsewhere", "a.log");
        reviews_say(&it, "three");
        reviews_expect(&it, FROM + 2 * DAY, "(z.log)1 three;1 two;");
        ck_assert_int_eq(unlink(it.log_path), 0);
        for (int day = 3; day < 12; day++)
            reviews_expect(&it, FROM + day * DAY, "(z.log)");
        ck_assert_uint_eq(it.known.count, 0);
        free(link_path);
        reviews_close(&it);
    }
}
END_TEST

/* The first line of a FIFO would be waited for; a device never ends; a folder is no log. */
START_TEST(test_what_is_no_file)
{
    struct reviews it;
    char *paths[5];

    reviews_open(&it);
    paths[0] = scratch_path(it.folder, "b.log");
    paths[1] = scratch_path(it.folder, "c.log");
    paths[2] = scratch_path(it.folder, "d.log");
    paths[3] = scratch_path(it.folder, "e.log");
    paths[4] = scratch_path(it.folder, "f.log");
    ck_assert_int_eq(mkfifo(paths[0], 0600), 0);
    ck_assert_int_eq(symlink("/dev/zero", paths[1]), 0);
    ck_assert_int_eq(mkdir(paths[2], 0700), 0);
    ck_assert_int_eq(symlink("f.log", paths[4]), 0);
    ck_assert_int_eq(symlink("nowhere", paths[3]), 0);
    reviews_append(&it, "2026-07-20 10:00:00 ERROR one\n");
    reviews_expect(&it, FROM, "(b.log)(c.log)(d.log)(e.log)(f.log)1 one;");
    for (size_t i = 0; i < 5; i++)
        free(paths[i]);
    reviews_close(&it);
}
END_TEST

/* A link may point out of the project, and to another file each day. */
START_TEST(test_link_that_moves_on)
{
    struct reviews it;
    char *elsewhere = scratch_make();
    char *one = scratch_write(elsewhere, "one.log", "2026-07-20 10:00:00 ERROR one\n");
    char *two = scratch_write(elsewhere, "two.log", "2026-07-21 10:00:00 ERROR two\n");

    reviews_open(&it);
    ck_assert_int_eq(symlink(one, it.log_path), 0);
    reviews_expect(&it, FROM, "1 one;");
    ck_assert_int_eq(unlink(it.log_path), 0);
    ck_assert_int_eq(symlink(two, it.log_path), 0);
    reviews_expect(&it, FROM + DAY, "1 two;");
    reviews_expect(&it, FROM + 2 * DAY, "");
    free(one);
    free(two);
    reviews_close(&it);
    scratch_remove(elsewhere);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_several_names, test_absence, test_what_is_no_file,
                                  test_link_that_moves_on};

    return suite_run("logs/project", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
/* Promise 5: what a run holds in memory does not grow with what it finds. */
#include <malloc.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "support/fleet.h"
#include "support/suite.h"

#define FEW  10
#define MANY 40

/* What is left is the project itself and a row of what became of it. */
#define BYTES_PER_PROJECT 2000

#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)

/* In use now, without the cache of pages, which has a bound of its own. */
static size_t in_use(void)
{
    return mallinfo2().uordblks - (size_t)sqlite3_memory_used();
}

static void keep_most(void *user, int number, const char *step, const char *slug, int done)
{
    size_t *most = user;
    size_t now = in_use();

    (void)number;
    (void)step;
    (void)slug;
    (void)done;
    if (now > *most)
        *most = now;
}

static void configure(struct fleet *it, int count)
{
    struct dd_buf json = DD_BUF_INIT;

    dd_buf_puts(&json, "{\"projects\": {");
    for (int i = 0; i < count; i++)
        dd_buf_printf(&json,
                      "%s\"p%d\": {\"working_directory\": \"../p%d\","
                      " \"github\": {\"org\": \"acme\", \"repo\": \"p%d\"}}",
                      i > 0 ? "," : "", i, i, i);
    dd_buf_puts(&json, "}, \"daydream\": {\"timezone\": \"UTC0\"}}");
    fleet_configure(it, dd_buf_text(&json));
    dd_buf_free(&json);
}

/* A project with a repository and a few things to tell of. */
static void add_project(struct fleet *it, int index)
{
    static const char *const errors[] = {"the first of the things that break, at 17 ms",
                                         "the second thing is lost for 18 ms",
                                         "a third one that nobody expected at 19"};
    struct dd_buf slug = DD_BUF_INIT;
    struct dd_buf seed = DD_BUF_INIT;

    dd_buf_printf(&slug, "p%d", index);
    dd_buf_printf(&seed, "{\"repo\": \"acme/p%d\"}", index);
    for (int i = 0; i < 3; i++)
        fleet_log(it, dd_buf_text(&slug), 0, i, "ERROR", errors[i]);
    hub_tell(&it->hub, "/_seed", dd_buf_text(&seed));
    dd_buf_free(&seed);
    dd_buf_free(&slug);
}

/* The most that a run over so many projects holds, at the beginning and the end of each step. */
static size_t most_of(int count)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct fleet it;
    size_t before;
    size_t most = 0;

    fleet_start(&it);
    configure(&it, count);
    for (int i = 0; i < count; i++)
        add_project(&it, i);
    it.dd = fleet_session(&it);
    daydream_set_log(it.dd, NULL, NULL);
    daydream_set_progress(it.dd, keep_most, &most);
    before = in_use();
    ck_assert_int_eq(daydream_run_new(it.dd, false, &it.run, NULL), DAYDREAM_OK);
    ck_assert_msg(daydream_run_all(it.run, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert(!daydream_run_failed(it.run));
    ck_assert_uint_eq(fleet_issues(&it, "acme/p0"), 1);
    fleet_stop(&it);
    return most - before;
}

START_TEST(hardly_grows_with_the_projects)
{
    size_t few;
    size_t many;
    size_t each;

    most_of(1); /* what the libraries make once and keep */
    few = most_of(FEW);
    many = most_of(MANY);
    each = many > few ? (many - few) / (MANY - FEW) : 0;
    ck_assert_msg(each < BYTES_PER_PROJECT, "%zu bytes for each project", each);
}
END_TEST

/* Under the sanitizers, and valgrind, memory is not libc's, and it does not count. */
static bool is_counted(void)
{
    size_t before = in_use();
    void *volatile some = malloc(100000); /* volatile: or nobody would allocate it */
    bool counted = in_use() > before;

    free(some);
    return counted;
}

int main(void)
{
    const TTest *const tests[] = {
        hardly_grows_with_the_projects,
    };

    if (!is_counted())
        return suite_skip("run-memory", "another allocator than libc's");
    return suite_run("run-memory", tests, sizeof tests / sizeof tests[0]);
}

#else

int main(void)
{
    return suite_skip("run-memory", "this libc does not count what is in use");
}

#endif

/* SPDX-License-Identifier: MIT */
/* Where a session keeps its state, and opening it outside of a run. */
#include <stdlib.h>
#include <string.h>

#include "model/projects.h"
#include "session.h"
#include "support/fleet.h"
#include "support/scratch.h"
#include "support/suite.h"

/* Option, projects.json, the environment's default: the first that is there. */
static const struct {
    const char *option;
    const char *configured; /* in projects.json; NULL: nothing there */
    const char *fallback;
    const char *wanted; /* "+": below the fleet's folder; NULL: there is none */
} places[] = {
    {"/option", "/configured", "/default", "/option"},
    {NULL, "/configured", "/default", "/configured"},
    {NULL, "../mine", "/default", "+mine"},
    {NULL, "~/mine", "/default", "+home/mine"},
    {NULL, NULL, "/default", "/default"},
    {NULL, NULL, NULL, NULL},
};

static char *expected(const struct fleet *it, const char *wanted)
{
    char *folder = wanted[0] == '+' ? realpath(it->folder, NULL) : strdup("");
    char *path = wanted[0] == '+' ? scratch_path(folder, wanted + 1) : strdup(wanted);

    free(folder);
    return path;
}

START_TEST(has_its_place)
{
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        struct fleet it;
        struct daydream_projects *projects = NULL;
        char *directory = NULL;
        char *home;
        char *wanted;
        enum daydream_status status;

        fleet_lay_out(&it);
        home = realpath(it.folder, NULL);
        wanted = scratch_path(home, "home");
        ck_assert_int_eq(setenv("HOME", wanted, 1), 0);
        free(wanted);
        free(home);
        it.dd = fleet_session(&it);
        ck_assert_int_eq(daydream_load_projects(it.dd, &projects, NULL), DAYDREAM_OK);
        ck_assert_int_eq(daydream_set(it.dd, DAYDREAM_OPTION_STATE_DIR, places[i].option, NULL),
                         DAYDREAM_OK);
        ck_assert_int_eq(dd_string_set(&projects->settings.state_dir, places[i].configured, NULL),
                         DAYDREAM_OK);
        ck_assert_int_eq(dd_string_set(&it.dd->default_state_dir, places[i].fallback, NULL),
                         DAYDREAM_OK);
        status = dd_session_state_directory(it.dd, projects, &directory, NULL);
        if (places[i].wanted == NULL) {
            ck_assert_int_eq(status, DAYDREAM_ERROR_ARGUMENT);
            ck_assert_ptr_null(directory);
        } else {
            wanted = expected(&it, places[i].wanted);
            ck_assert_int_eq(status, DAYDREAM_OK);
            ck_assert_str_eq(directory, wanted);
            free(wanted);
        }
        free(directory);
        daydream_projects_free(projects);
        fleet_stop(&it);
    }
}
END_TEST

START_TEST(is_locked_while_it_is_open)
{
    struct fleet it;
    struct dd_state first;
    struct dd_state second;

    fleet_lay_out(&it);
    it.dd = fleet_session(&it);
    ck_assert_int_eq(dd_state_open(it.dd, NULL, &first, NULL), DAYDREAM_OK);
    ck_assert_ptr_nonnull(first.store);
    ck_assert_int_eq(dd_state_open(it.dd, NULL, &second, NULL), DAYDREAM_ERROR_LOCKED);
    dd_state_close(&second);
    dd_state_close(&first);
    ck_assert_int_eq(dd_state_open(it.dd, NULL, &second, NULL), DAYDREAM_OK);
    dd_state_close(&second);
    fleet_stop(&it);
}
END_TEST

START_TEST(is_not_made_for_a_copy)
{
    struct fleet it;
    struct dd_state copy;

    fleet_lay_out(&it);
    it.dd = fleet_session(&it);
    ck_assert_int_eq(dd_state_open_copy(it.dd, NULL, &copy, NULL), DAYDREAM_OK);
    ck_assert_ptr_nonnull(copy.store);
    dd_state_close(&copy);
    ck_assert(!scratch_exists(it.state));
    fleet_stop(&it);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {has_its_place, is_locked_while_it_is_open,
                                  is_not_made_for_a_copy};

    return suite_run("session-state", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/fixture.h"
#include "store/machine.h"
#include "support/scratch.h"
#include "support/suite.h"

static char *id_of(const char *directory, const char *wanted)
{
    struct dd_store *store = fixture_open(directory);
    char *id = NULL;

    ck_assert_int_eq(dd_machine_id(store, wanted, &id, NULL), DAYDREAM_OK);
    ck_assert_ptr_nonnull(id);
    dd_store_close(store);
    return id;
}

START_TEST(a_state_remembers_who_it_is)
{
    char *scratch = scratch_make();
    char *first = id_of(scratch, NULL);
    char *again = id_of(scratch, NULL);

    ck_assert_uint_eq(strlen(first), DD_MACHINE_DIGITS);
    ck_assert_uint_eq(strspn(first, "0123456789abcdef"), DD_MACHINE_DIGITS);
    ck_assert_str_eq(again, first);
    free(again);
    free(first);
    scratch_remove(scratch);
}
END_TEST

START_TEST(two_states_are_two_machines)
{
    char *here = scratch_make();
    char *there = scratch_make();
    char *one = id_of(here, NULL);
    char *other = id_of(there, NULL);

    ck_assert_str_ne(one, other);
    free(other);
    free(one);
    scratch_remove(there);
    scratch_remove(here);
}
END_TEST

/* Whoever replays a night as another machine does not change who this one is. */
START_TEST(a_wanted_id_is_not_remembered)
{
    char *scratch = scratch_make();
    char *own = id_of(scratch, NULL);
    char *wanted = id_of(scratch, "00000000000000ff");
    char *after = id_of(scratch, NULL);

    ck_assert_str_eq(wanted, "00000000000000ff");
    ck_assert_str_eq(after, own);
    free(after);
    free(wanted);
    free(own);
    scratch_remove(scratch);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_state_remembers_who_it_is,
        two_states_are_two_machines,
        a_wanted_id_is_not_remembered,
    };

    return suite_run("store/machine", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "support/scratch.h"
#include "support/suite.h"

/* A network file system cannot be mounted here. */
START_TEST(what_the_kernel_itself_keeps_is_local)
{
    static const char *const paths[] = {"/dev", "/proc/self", "/sys"};

    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        bool network = true;

        if (!dd_fs_is_directory(paths[i]))
            continue;
        ck_assert_int_eq(dd_fs_is_network(paths[i], &network, NULL), DAYDREAM_OK);
        ck_assert_msg(!network, "%s", paths[i]);
    }
}
END_TEST

START_TEST(a_file_stands_for_its_folder)
{
    char *directory = scratch_make();
    char *file = scratch_write(directory, "file", "x");
    bool of_file = false;
    bool of_directory = true;

    ck_assert_int_eq(dd_fs_is_network(file, &of_file, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_fs_is_network(directory, &of_directory, NULL), DAYDREAM_OK);
    ck_assert(of_file == of_directory);
    free(file);
    scratch_remove(directory);
}
END_TEST

START_TEST(what_is_not_there_cannot_be_told)
{
    char *directory = scratch_make();
    char *missing = scratch_path(directory, "missing");
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    bool network = true;

    ck_assert_int_eq(dd_fs_is_network(missing, &network, &err), DAYDREAM_ERROR_FILE);
    ck_assert_ptr_nonnull(strstr(err.text, missing));
    ck_assert(network);
    free(missing);
    scratch_remove(directory);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {what_the_kernel_itself_keeps_is_local,
                                  a_file_stands_for_its_folder, what_is_not_there_cannot_be_told};

    return suite_run("base/mount", tests, sizeof tests / sizeof tests[0]);
}

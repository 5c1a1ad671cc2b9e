/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/nobody.h"

#define NOBODY 65534

void nobody_begin(const char *scratch)
{
    if (scratch != NULL)
        ck_assert_int_eq(chmod(scratch, 0755), 0);
    if (getuid() == 0)
        ck_assert_int_eq(seteuid(NOBODY), 0);
}

void nobody_end(void)
{
    ck_assert_int_eq(seteuid(getuid()), 0);
}

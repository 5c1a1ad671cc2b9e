/* SPDX-License-Identifier: MIT */
/* One test program is one suite: an array of tests, and main() hands it over. */
#ifndef TESTS_SUPPORT_SUITE_H
#define TESTS_SUPPORT_SUITE_H

#include <check.h>
#include <stddef.h>

/* Automake's exit status for a test that could not run here. */
#define SUITE_SKIPPED 77

/* Run the tests and return main()'s exit status. */
int suite_run(const char *name, const TTest *const *tests, size_t count);

/* Say on standard output why this program tests nothing here, and return SUITE_SKIPPED. */
int suite_skip(const char *name, const char *reason);

#endif

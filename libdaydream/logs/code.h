/* SPDX-License-Identifier: MIT */
/* Small numbers that say what happened, and so are no variables: "502", "exit code 137". */
#ifndef DD_LOGS_CODE_H
#define DD_LOGS_CODE_H

#include <stdbool.h>
#include <stddef.h>

/* The length of the code that begins at `at`, as what stands between `begin` and it tells; 0 when
 * none does. */
size_t dd_code_length(const char *begin, const char *at, const char *end);

/* May what stands between `begin` and `at` announce a code, if a number follows? True in some cases
 * in which it does not. */
bool dd_code_may_follow(const char *begin, const char *at);

#endif

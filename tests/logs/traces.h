/* SPDX-License-Identifier: MIT */
/* Stack traces to put into logs. */
#ifndef TESTS_LOGS_TRACES_H
#define TESTS_LOGS_TRACES_H

#define PYTHON_CUT "Traceback (most recent call last):\n  File \"x\", line 1, in f\n"
#define PYTHON     PYTHON_CUT "KeyError: 1\n"
#define JAVA       "java.lang.Boom: x\n\tat a.B.c(B.java:1)\n"

#endif

/* SPDX-License-Identifier: MIT */
/* The types of exceptions, as the languages write them in the lines of their traces. */
#ifndef DD_LOGS_EXCEPTION_H
#define DD_LOGS_EXCEPTION_H

#include <stdbool.h>
#include <stddef.h>

#define DD_EXCEPTION_SIZE 128

/* All of these write the type to `out`; false, and `out` empty, when the text names none. */

/* A text that is a type and nothing else. */
bool dd_exception_copy(char out[DD_EXCEPTION_SIZE], const char *type, size_t length);

/* The line that ends a Python traceback: "KeyError: 'x'", "queue.Empty", "SystemExit". */
bool dd_exception_python(const char *text, size_t length, char out[DD_EXCEPTION_SIZE]);

/* The line above the frames of Java, Node, PHP or .NET: "java.lang.Boom: x", "Exception in thread
 * "main" a.B", "Uncaught TypeError [ERR_X]: x". */
bool dd_exception_head(const char *text, size_t length, char out[DD_EXCEPTION_SIZE]);

/* A line that needs no frames below it to be known: "sqlite3.OperationalError: locked", "Exception
 * in thread "main" a.BException: x". */
bool dd_exception_alone(const char *text, size_t length, char out[DD_EXCEPTION_SIZE]);

/* The end of a line of Ruby: "undefined method 'x' (NoMethodError)". `*length` becomes that of the
 * text in front. */
bool dd_exception_in_parentheses(const char *text, size_t *length, char out[DD_EXCEPTION_SIZE]);

/* Does a text begin with a type that is neither the name of a level nor of a logger? */
bool dd_exception_is_certain(const char *text, size_t length);

#endif

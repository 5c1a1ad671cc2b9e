/* SPDX-License-Identifier: MIT */
/* Inside of the store: statements that were prepared and may be needed again. Making one takes as
 * long as carrying it out, and a run over many projects repeats the same few for each of them. */
#ifndef DD_STORE_STATEMENTS_H
#define DD_STORE_STATEMENTS_H

#include <sqlite3.h>
#include <stddef.h>

#define DD_STATEMENTS_MAX 64

struct dd_statements {
    sqlite3_stmt *items[DD_STATEMENTS_MAX]; /* idle ones, the one used last at the end */
    size_t count;
};

/* One that was made from this text, now the caller's; NULL when there is none. */
sqlite3_stmt *dd_statements_take(struct dd_statements *statements, const char *text);

/* Keep a statement whose work is done and went well; without its values. */
void dd_statements_keep(struct dd_statements *statements, sqlite3_stmt *statement);

void dd_statements_free(struct dd_statements *statements);

#endif

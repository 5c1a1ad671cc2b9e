/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/statements.h"

static void remove_at(struct dd_statements *statements, size_t index)
{
    statements->count--;
    memmove(&statements->items[index], &statements->items[index + 1],
            (statements->count - index) * sizeof statements->items[0]);
}

sqlite3_stmt *dd_statements_take(struct dd_statements *statements, const char *text)
{
    for (size_t i = statements->count; i-- > 0;) {
        sqlite3_stmt *statement = statements->items[i];

        if (strcmp(sqlite3_sql(statement), text) != 0)
            continue;
        remove_at(statements, i);
        return statement;
    }
    return NULL;
}

/* Some pragmas act when they are prepared, and not when they are carried out. */
static int is_pragma(sqlite3_stmt *statement)
{
    return sqlite3_strnicmp(sqlite3_sql(statement), "PRAGMA", 6) == 0;
}

void dd_statements_keep(struct dd_statements *statements, sqlite3_stmt *statement)
{
    if (statement == NULL)
        return;
    /* resetting repeats the result of the last step, which went well */
    if (is_pragma(statement) || sqlite3_reset(statement) != SQLITE_OK ||
        sqlite3_clear_bindings(statement) != SQLITE_OK) {
        (void)sqlite3_finalize(statement);
        return;
    }
    if (statements->count == DD_STATEMENTS_MAX) {
        (void)sqlite3_finalize(statements->items[0]);
        remove_at(statements, 0);
    }
    statements->items[statements->count++] = statement;
}

void dd_statements_free(struct dd_statements *statements)
{
    while (statements->count > 0)
        (void)sqlite3_finalize(statements->items[--statements->count]);
}

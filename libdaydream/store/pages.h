/* SPDX-License-Identifier: MIT */
/* Pages of a project's bug list as the server gave them last, so that it need not give them again.
 * Titles in them have lost their secrets. */
#ifndef DD_STORE_PAGES_H
#define DD_STORE_PAGES_H

#include "store/store.h"

struct dd_page_row {
    char *url;
    char *etag;  /* "": the server gave none */
    char *next;  /* URL of the page behind it; NULL: it is the last */
    char *items; /* JSON: [[88,"title"],[87,"title"],[70]] */
};

struct dd_page_rows {
    struct dd_page_row *items; /* in their order */
    size_t count;
};

/* Append a row; its texts are copied. */
enum daydream_status dd_page_rows_add(struct dd_page_rows *rows, const struct dd_page_row *row,
                                      struct daydream_error *err);
void dd_page_rows_free(struct dd_page_rows *rows);

/* Those of a project. Owned, also after a failure. */
enum daydream_status dd_pages_get(struct dd_store *store, const char *slug,
                                  struct dd_page_rows *out, struct daydream_error *err);

/* Put new ones in the place of all that the project has. */
enum daydream_status dd_pages_put(struct dd_store *store, const char *slug,
                                  const struct dd_page_rows *rows, struct daydream_error *err);

#endif

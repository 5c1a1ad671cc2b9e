/* SPDX-License-Identifier: MIT */
/* What documents refer to and is not there, each with the places that do. */
#ifndef DD_STEPS_DOC_MISSING_H
#define DD_STEPS_DOC_MISSING_H

#include <stdint.h>

#include "base/strings.h"
#include "daydream.h"

#define DD_DOC_PLACES_MAX 50

enum dd_doc_fault {
    DD_DOC_NO_FILE,   /* a link or an image */
    DD_DOC_NO_ANCHOR, /* the file is there, the place in it is not */
    DD_DOC_NO_PATH    /* a code span: a fault only when git knows the path */
};

/* Where it went, as far as git knows. */
struct dd_doc_past {
    char *commit; /* that removed or renamed it, short; NULL: git does not know the path */
    int64_t time;
    char *path; /* what the path was called then, from the project's directory */
    char *to;   /* NULL: it was removed */
    char *now;  /* what `to` is called now, where that is another; NULL */
    bool to_gone;
};

struct dd_doc_missing {
    enum dd_doc_fault fault;
    char *path;               /* as it was meant, from the project's directory; of a code span: as
                                 it is written */
    char *fragment;           /* of NO_ANCHOR */
    struct dd_strings places; /* "docs/a.md:12", no two alike */
    size_t count;             /* of references */
    struct dd_doc_past past;
};

struct dd_doc_missings {
    struct dd_doc_missing *items;
    size_t count;
    size_t capacity;
    uint32_t *slots; /* open addressing, `room` of them */
    size_t room;
    size_t passed_over; /* references beyond what is kept */
};

void dd_doc_missings_free(struct dd_doc_missings *list);

/* Add a reference; `fragment` may be NULL. */
enum daydream_status dd_doc_missings_add(struct dd_doc_missings *list, enum dd_doc_fault fault,
                                         const char *path, const char *fragment,
                                         const char *document, size_t line,
                                         struct daydream_error *err);

/* Add the references of another one as such a fault of `path`, with its fragment, and take over its
 * past where nothing is known here. */
enum daydream_status dd_doc_missings_join(struct dd_doc_missings *list, struct dd_doc_missing *from,
                                          enum dd_doc_fault fault, const char *path,
                                          struct daydream_error *err);

#endif

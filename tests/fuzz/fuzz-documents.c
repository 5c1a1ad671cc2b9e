/* SPDX-License-Identifier: MIT */
/* Any bytes as a document: whatever it refers to, each part is on a line that there is, and every
 * name that it gives is found again. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "text/document.h"
#include "text/slug.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct reading {
    struct dd_slugs *slugs;
    size_t lines;
};

static void insist(bool holds)
{
    if (!holds)
        abort();
}

static enum daydream_status take(void *user, enum dd_part part, size_t line, const char *text,
                                 struct daydream_error *err)
{
    struct reading *reading = user;
    bool known = false;

    insist(line >= 1 && line <= reading->lines);
    if (part == DD_PART_HEADING)
        return dd_slugs_add_heading(reading->slugs, text, err);
    if (part == DD_PART_ANCHOR) {
        insist(dd_slugs_add_name(reading->slugs, text, err) == DAYDREAM_OK);
        insist(dd_slugs_have(reading->slugs, text, &known, err) == DAYDREAM_OK);
        insist(known);
    }
    return dd_slugs_have(reading->slugs, text, &known, err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct reading reading = {NULL, 1};
    char *text = malloc(size + 1);

    insist(text != NULL && dd_slugs_new(&reading.slugs, NULL) == DAYDREAM_OK);
    for (size_t i = 0; i < size; i++) {
        text[i] = (char)data[i];
        reading.lines += data[i] == '\n';
    }
    text[size] = '\0';
    dd_slugs_begin(reading.slugs, DD_SLUG_GITHUB);
    insist(dd_document_markdown(text, size, take, &reading, NULL) == DAYDREAM_OK);
    dd_slugs_begin(reading.slugs, DD_SLUG_DOCUTILS);
    insist(dd_document_rst(text, size, take, &reading, NULL) == DAYDREAM_OK);
    dd_slugs_free(reading.slugs);
    free(text);
    return 0;
}

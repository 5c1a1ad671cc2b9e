/* SPDX-License-Identifier: MIT */
/* json-c with bounds, positions in error texts, and getters that check types. */
#ifndef DD_BASE_JSON_H
#define DD_BASE_JSON_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "daydream.h"

#define DD_JSON_MAX_DEPTH 64

/* Parse one strict JSON text (RFC 8259, valid UTF-8, a byte order mark in front allowed) that is
 * within the bounds of dd_json_scan().
 * `*out` is owned: json_object_put(); it is NULL for the text "null". The error, with code `code`,
 * names `source`, line and column (both from 1, the column in bytes). */
enum daydream_status dd_json_parse(const char *text, size_t length, const char *source,
                                   enum daydream_status code, struct json_object **out,
                                   struct daydream_error *err);

enum dd_json_result {
    DD_JSON_OK,
    DD_JSON_ABSENT,    /* no such member, or null */
    DD_JSON_WRONG_TYPE /* the member is of another type; *out is untouched */
};

/* Typed members of an object. Texts and objects are borrowed from it. `object` may be NULL or of
 * another type: then everything is absent. Of members with the same name the last one counts. A
 * text that holds U+0000 and a number that is not between -INT64_MAX and INT64_MAX are of the
 * wrong type. */
enum dd_json_result dd_json_string(struct json_object *object, const char *key, const char **out);
enum dd_json_result dd_json_int(struct json_object *object, const char *key, int64_t *out);
enum dd_json_result dd_json_bool(struct json_object *object, const char *key, bool *out);
enum dd_json_result dd_json_object(struct json_object *object, const char *key,
                                   struct json_object **out);
enum dd_json_result dd_json_array(struct json_object *object, const char *key,
                                  struct json_object **out);

/* The member's text, or `fallback` when it is absent or no text. */
const char *dd_json_text(struct json_object *object, const char *key, const char *fallback);

/* "an object", "a list", "a text", "a number", "a boolean" or "null", for error texts. */
const char *dd_json_type(struct json_object *value);

/* Append `text` as a JSON string with its quotes; NULL as null. Bytes that are not UTF-8 become
 * U+FFFD. */
void dd_json_quote(struct dd_buf *out, const char *text);

#endif

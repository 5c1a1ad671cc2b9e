/* SPDX-License-Identifier: MIT */
#include "text/redact-case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/proc.h"
#include "support/scratch.h"
#include "support/suite.h"

#define SAMPLES        "../shared/data/redaction/samples.jsonl.xz"
#define RUN_MIN        16
#define DIGITS         "0123456789"
#define LOWER          "abcdefghijklmnopqrstuvwxyz"
#define UPPER          "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define RUN_CHARACTERS LOWER UPPER DIGITS "+/=_-"

struct dd_redactor *redact_make(void)
{
    struct dd_redactor *redactor = NULL;
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    ck_assert_msg(dd_redactor_new(&redactor, &err) == DAYDREAM_OK, "%s", err.text);
    return redactor;
}

static char *redact_once(const struct dd_redactor *redactor, const char *text)
{
    struct dd_buf out = DD_BUF_INIT;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    char *result = NULL;

    ck_assert_msg(dd_redact(redactor, text, strlen(text), &out, &err) == DAYDREAM_OK, "'%s': %s",
                  text, err.text);
    ck_assert_int_eq(dd_buf_take(&out, &result, NULL), DAYDREAM_OK);
    return result;
}

char *redact_text(const struct dd_redactor *redactor, const char *text)
{
    char *once = redact_once(redactor, text);
    char *twice = redact_once(redactor, once);

    ck_assert_msg(strcmp(once, twice) == 0, "'%s' became '%s' and then '%s'", text, once, twice);
    free(twice);
    return once;
}

static const char *set_of(char letter)
{
    switch (letter) {
    case 'A':
        return LOWER UPPER DIGITS;
    case 'H':
        return DIGITS "abcdef";
    case 'D':
        return DIGITS;
    case 'U':
        return LOWER UPPER DIGITS LOWER UPPER DIGITS "_-";
    case 'C':
        return UPPER DIGITS;
    case 'L':
        return LOWER DIGITS;
    default:
        return LOWER UPPER DIGITS "+/";
    }
}

static void write_part(const char *part, unsigned short seed[3], struct dd_buf *out)
{
    const char *set = set_of(part[1]);

    for (long i = strtol(part + 2, NULL, 10); i > 0; i--)
        dd_buf_putc(out, set[(size_t)nrand48(seed) % strlen(set)]);
}

char *redact_shape(const char *shape, unsigned short seed[3])
{
    struct dd_buf out = DD_BUF_INIT;
    char *result = NULL;

    while (*shape != '\0') {
        if (shape[0] == '{' && strspn(shape + 2, DIGITS) > 0) {
            write_part(shape, seed, &out);
            shape = strchr(shape, '}') + 1;
        } else if (shape[0] == '\\' && shape[1] == 'n') {
            dd_buf_putc(&out, '\n');
            shape += 2;
        } else {
            dd_buf_putc(&out, *shape++);
        }
    }
    ck_assert_int_eq(dd_buf_take(&out, &result, NULL), DAYDREAM_OK);
    return result;
}

char *redact_frame(const char *frame, const char *text)
{
    struct dd_buf out = DD_BUF_INIT;
    char *result = NULL;

    for (; *frame != '\0'; frame++) {
        if (strncmp(frame, "@@", 2) == 0) {
            dd_buf_puts(&out, text);
            frame++;
        } else {
            dd_buf_putc(&out, *frame);
        }
    }
    ck_assert_int_eq(dd_buf_take(&out, &result, NULL), DAYDREAM_OK);
    return result;
}

void redact_each_line(const char *name, void (*fn)(char *line, void *user), void *user)
{
    char path[256];
    char *file;
    char *text;

    snprintf(path, sizeof path, "tests/data/text/redact/%s", name);
    file = test_path(path);
    text = scratch_read(file);
    for (char *line = text; *line != '\0';) {
        char *end = line + strcspn(line, "\n");
        bool last = *end == '\0';

        *end = '\0';
        if (*line != '#' && *line != '\0')
            fn(line, user);
        line = last ? end : end + 1;
    }
    free(text);
    free(file);
}

static bool read_samples(struct dd_buf *samples)
{
    char *path = test_path(SAMPLES);
    const char *const argv[] = {"xz", "-dc", path, NULL};
    const struct dd_proc proc = {argv, 60000, (size_t)16 * 1024 * 1024};
    int status = 0;
    bool read = scratch_exists(path) && dd_proc_run(&proc, samples, &status, NULL) == DAYDREAM_OK &&
                status == 0;

    free(path);
    return read;
}

static void read_sample(const char *line, size_t length,
                        void (*fn)(const struct redact_sample *sample, void *user), void *user)
{
    struct json_object *object = NULL;
    struct redact_sample sample = {NULL, NULL, false};

    ck_assert_int_eq(dd_json_parse(line, length, "sample", DAYDREAM_ERROR_FILE, &object, NULL),
                     DAYDREAM_OK);
    sample.kind = dd_json_text(object, "kind", "");
    sample.text = dd_json_text(object, "text", "");
    ck_assert_int_eq(dd_json_bool(object, "secret", &sample.secret), DD_JSON_OK);
    fn(&sample, user);
    json_object_put(object);
}

bool redact_each_sample(const char *suite,
                        void (*fn)(const struct redact_sample *sample, void *user), void *user)
{
    struct dd_buf samples = DD_BUF_INIT;
    bool read = read_samples(&samples);

    if (!read)
        printf("%s: samples skipped: no %s or no xz\n", suite, SAMPLES);
    for (const char *line = dd_buf_text(&samples); read && *line != '\0';) {
        size_t length = strcspn(line, "\n");

        read_sample(line, length, fn, user);
        line += length + (line[length] == '\n');
    }
    dd_buf_free(&samples);
    return read;
}

static bool is_random_looking(const char *run, size_t length)
{
    return length >= RUN_MIN && strcspn(run, DIGITS) < length && strcspn(run, LOWER UPPER) < length;
}

bool redact_lost_a_run(const char *text, const char *redacted)
{
    bool any = false;

    while (*(text += strcspn(text, RUN_CHARACTERS)) != '\0') {
        size_t length = strspn(text, RUN_CHARACTERS);
        char *run = strndup(text, length);
        bool random = is_random_looking(text, length);
        bool gone;

        ck_assert_ptr_nonnull(run);
        gone = strstr(redacted, run) == NULL;
        free(run);
        if (random && gone)
            return true;
        any = any || random;
        text += length;
    }
    return !any;
}

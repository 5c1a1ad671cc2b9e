/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "logs/packed.h"
#include "logs/source.h"
#include "support/scratch.h"
#include "support/suite.h"

static char *folder;

static void set_up(void)
{
    folder = scratch_make();
}

static void tear_down(void)
{
    scratch_remove(folder);
}

/* Bytes that do not compress much and are the same each time. */
static void fill_noise(struct dd_buf *out, size_t length)
{
    uint32_t state = 1;

    while (out->length < length) {
        state = state * 1664525 + 1013904223;
        dd_buf_printf(out, "%08x\n", state);
    }
    dd_buf_truncate(out, length);
}

/* Read in pieces of odd sizes until the end or an error. */
static enum daydream_status read_all(struct dd_source *source, struct dd_buf *out,
                                     struct daydream_error *err)
{
    char piece[7777];
    size_t got = 1;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t room = 1; status == DAYDREAM_OK && got > 0; room = room * 3 % sizeof piece + 1) {
        status = dd_source_read(source, piece, room, &got, err);
        dd_buf_add(out, piece, got);
    }
    return status;
}

static void expect(struct dd_source *source, const struct dd_buf *wanted)
{
    struct dd_buf got = DD_BUF_INIT;

    ck_assert_int_eq(read_all(source, &got, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(got.length, wanted->length);
    ck_assert_int_eq(memcmp(dd_buf_text(&got), dd_buf_text(wanted), wanted->length), 0);
    dd_buf_free(&got);
}

/* How a text is kept; `parts` of it are compressed each for itself. */
enum form {
    PLAIN,
    GZIP,
    ZSTD
};

static const struct {
    const char *name;
    enum form form;
    size_t length;
    size_t parts;
} forms[] = {
    {"plain", PLAIN, 300000, 1},      {"empty", PLAIN, 0, 1},
    {"gzip", GZIP, 300000, 1},        {"gzip of nothing", GZIP, 0, 1},
    {"gzip members", GZIP, 90000, 9}, {"gzip of a little", GZIP, 5, 1},
    {"zstd", ZSTD, 300000, 1},        {"zstd of nothing", ZSTD, 0, 1},
    {"zstd frames", ZSTD, 90000, 9},  {"zstd of a head", ZSTD, DD_HEAD_MAX, 1},
};

static void keep(size_t form, const struct dd_buf *text, struct dd_buf *out)
{
    size_t part = text->length / forms[form].parts;

    for (size_t i = 0; i < forms[form].parts; i++) {
        if (forms[form].form == GZIP)
            packed_gzip(out, dd_buf_text(text) + i * part, part);
        else if (forms[form].form == ZSTD)
            packed_zstd(out, dd_buf_text(text) + i * part, part, 0);
        else
            dd_buf_add(out, dd_buf_text(text) + i * part, part);
    }
}

static char *write_form(size_t form, struct dd_buf *text)
{
    struct dd_buf bytes = DD_BUF_INIT;
    char *path;

    fill_noise(text, forms[form].length);
    keep(form, text, &bytes);
    path = scratch_write_bytes(folder, "app.log", dd_buf_text(&bytes), bytes.length);
    dd_buf_free(&bytes);
    return path;
}

static void check_file(size_t form)
{
    struct dd_buf text = DD_BUF_INIT;
    struct dd_source source;
    char *path;

    set_up();
    path = write_form(form, &text);
    ck_assert_int_eq(dd_source_open(&source, path, NULL), DAYDREAM_OK);
    ck_assert_uint_eq(source.head_length, text.length < DD_HEAD_MAX ? text.length : DD_HEAD_MAX);
    ck_assert_int_eq(memcmp(source.head, dd_buf_text(&text), source.head_length), 0);
    expect(&source, &text);
    dd_source_seek(&source, 0);
    expect(&source, &text);
    dd_source_close(&source);
    dd_buf_free(&text);
    free(path);
    tear_down();
}

START_TEST(test_files)
{
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        check_file(i);
}
END_TEST

/* A pipe whose writer is slow: bytes come one by one at first. */
static int begin_pipe(const char *path)
{
    char piece[4096];
    FILE *file = fopen(path, "rb");
    int ends[2];
    size_t got;

    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(pipe(ends), 0);
    if (fork() == 0) {
        close(ends[0]);
        for (size_t i = 0; (got = fread(piece, 1, i < 10 ? 1 : sizeof piece, file)) > 0; i++)
            if (write(ends[1], piece, got) < 0)
                break;
        _exit(0);
    }
    close(ends[1]);
    fclose(file);
    return ends[0];
}

static void check_descriptor(size_t form)
{
    struct dd_buf text = DD_BUF_INIT;
    struct dd_source source;
    char *path;
    int fd;

    set_up();
    path = write_form(form, &text);
    fd = begin_pipe(path);
    ck_assert_int_eq(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
    ck_assert_int_eq(dd_source_adopt(&source, fd, "standard input", NULL), DAYDREAM_OK);
    expect(&source, &text);
    dd_source_close(&source);
    ck_assert_int_eq(close(fd), 0); /* it was left open */
    dd_buf_free(&text);
    free(path);
    tear_down();
}

START_TEST(test_descriptors)
{
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        check_descriptor(i);
}
END_TEST

static void damage(size_t kind, struct dd_buf *bytes)
{
    static const char rubbish[] = "no part of it";

    if (kind == 0)
        dd_buf_truncate(bytes, bytes->length / 2);
    else if (kind == 1)
        dd_buf_add(bytes, rubbish, sizeof rubbish);
    else
        bytes->data[bytes->length / 2] ^= 0x55;
}

/* What was decoded before the damage is handed out, then the error is said, as often as asked. */
START_TEST(test_damage)
{
    static const size_t packed[] = {2, 6};

    for (size_t i = 0; i < 6; i++) {
        struct dd_buf text = DD_BUF_INIT;
        struct dd_buf bytes = DD_BUF_INIT;
        struct dd_buf got = DD_BUF_INIT;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        struct dd_source source;
        char *path;

        set_up();
        fill_noise(&text, 600000);
        keep(packed[i % 2], &text, &bytes);
        damage(i / 2, &bytes);
        path = scratch_write_bytes(folder, "app.log", dd_buf_text(&bytes), bytes.length);
        ck_assert_int_eq(dd_source_open(&source, path, NULL), DAYDREAM_OK);
        ck_assert_int_eq(read_all(&source, &got, &err), DAYDREAM_ERROR_FILE);
        ck_assert_msg(strstr(err.text, path) != NULL && strstr(err.text, "wholly") != NULL, "%s",
                      err.text);
        ck_assert_uint_gt(got.length, 100000);
        if (i / 2 < 2)
            ck_assert_int_eq(memcmp(dd_buf_text(&got), dd_buf_text(&text), got.length), 0);
        ck_assert_int_eq(read_all(&source, &got, NULL), DAYDREAM_ERROR_FILE);
        dd_source_close(&source);
        dd_buf_free(&text);
        dd_buf_free(&bytes);
        dd_buf_free(&got);
        free(path);
        tear_down();
    }
}
END_TEST

/* 40 MB of zeros that are 40 kB on the disk. */
START_TEST(test_bombs)
{
    const size_t length = (size_t)40 * 1000 * 1000;
    char *zeros = calloc(1, length);

    ck_assert_ptr_nonnull(zeros);
    for (int i = 0; i < 4; i++) {
        struct dd_buf bytes = DD_BUF_INIT;
        struct dd_buf got = DD_BUF_INIT;
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        struct dd_source source;
        bool bounded = i >= 2;
        char *path;

        set_up();
        if (i % 2 == 0)
            packed_gzip(&bytes, zeros, length);
        else
            packed_zstd(&bytes, zeros, length, 0);
        path = scratch_write_bytes(folder, "app.log", dd_buf_text(&bytes), bytes.length);
        ck_assert_int_eq(dd_source_open(&source, path, NULL), DAYDREAM_OK);
        if (bounded)
            source.earned = 1000 * 1000;
        ck_assert_int_eq(read_all(&source, &got, &err),
                         bounded ? DAYDREAM_ERROR_FILE : DAYDREAM_OK);
        if (bounded)
            ck_assert_uint_lt(got.length, 1100 * 1000 + DD_DECODED_RATIO * bytes.length);
        else
            ck_assert_uint_eq(got.length, length);
        dd_source_close(&source);
        dd_buf_free(&bytes);
        dd_buf_free(&got);
        free(path);
        tear_down();
    }
    free(zeros);
}
END_TEST

START_TEST(test_refusals)
{
    struct dd_buf windows[2] = {DD_BUF_INIT, DD_BUF_INIT};
    struct dd_buf text = DD_BUF_INIT;
    const struct {
        const void *bytes;
        size_t length;
        const char *why; /* NULL: it can be read */
    } * one, cases[] = {
                 {"\xfd\x37zXZ\0rest", 10, "xz"},
                 {"BZh91AY&SYrest", 14, "bzip2"},
                 {"\xff\xfeR\0U\0N\0", 8, "UTF-16"},
                 {"\xfe\xff\0R\0U\0N", 8, "UTF-16"},
                 {"\xef\xbb\xbfRUN", 6, NULL},
                 {(fill_noise(&text, 20000000),
                   packed_zstd(&windows[0], text.data, text.length, 22), windows[0].data),
                  windows[0].length, NULL},
                 {(packed_zstd(&windows[1], text.data, text.length, 23), windows[1].data),
                  windows[1].length, "window"},
                 {"\x1f\x8b is no gzip\n", 14, NULL},
                 {"\x1f", 1, NULL},
             };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        struct dd_buf got = DD_BUF_INIT;
        struct dd_source source;
        enum daydream_status status;
        char *path;

        one = &cases[i];
        set_up();
        path = scratch_write_bytes(folder, "app.log", one->bytes, one->length);
        status = dd_source_open(&source, path, &err);
        if (status == DAYDREAM_OK)
            status = read_all(&source, &got, &err);
        ck_assert_msg((status == DAYDREAM_OK) == (one->why == NULL), "case %zu: %s", i, err.text);
        if (one->why != NULL)
            ck_assert_msg(strstr(err.text, one->why) != NULL, "%s", err.text);
        dd_source_close(&source);
        dd_buf_free(&got);
        free(path);
        tear_down();
    }
    dd_buf_free(&windows[0]);
    dd_buf_free(&windows[1]);
    dd_buf_free(&text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_files, test_descriptors, test_damage, test_bombs,
                                  test_refusals};

    return suite_run("logs/source", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
/* Every tests/data/text/documents/NAME.case, Markdown where NAME begins with "md-" and
 * reStructuredText where it begins with "rst-", has the parts that NAME.expected lists. One more
 * case is one more pair of files. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "support/scratch.h"
#include "support/suite.h"
#include "text/document.h"

#define CASES  "tests/data/text/documents"
#define FEWEST 10 /* a folder with less is not the one that was meant */

static const char *const names[] = {
    [DD_PART_LINK] = "link", [DD_PART_IMAGE] = "image",     [DD_PART_DOCUMENT] = "document",
    [DD_PART_CODE] = "code", [DD_PART_HEADING] = "heading", [DD_PART_ANCHOR] = "anchor",
};

static enum daydream_status print_part(void *user, enum dd_part part, size_t line, const char *text,
                                       struct daydream_error *err)
{
    struct dd_buf *out = user;

    (void)err;
    dd_buf_printf(out, "%zu %s %s\n", line, names[part], text);
    return DAYDREAM_OK;
}

static enum daydream_status read_document(const char *name, const char *text, size_t length,
                                          dd_part_fn take, void *user, struct daydream_error *err)
{
    return strncmp(name, "rst-", 4) == 0 ? dd_document_rst(text, length, take, user, err)
                                         : dd_document_markdown(text, length, take, user, err);
}

static char *read_file(const char *name, size_t stem, const char *ending)
{
    struct dd_buf file = DD_BUF_INIT;
    char *path;
    char *text;

    dd_buf_printf(&file, CASES "/%.*s%s", (int)stem, name, ending);
    path = test_path(dd_buf_text(&file));
    text = scratch_read(path);
    free(path);
    dd_buf_free(&file);
    return text;
}

static void check_case(const char *name, size_t stem)
{
    char *text = read_file(name, stem, ".case");
    char *wanted = read_file(name, stem, ".expected");
    struct dd_buf got = DD_BUF_INIT;

    ck_assert_int_eq(read_document(name, text, strlen(text), print_part, &got, NULL), DAYDREAM_OK);
    ck_assert_msg(strcmp(dd_buf_text(&got), wanted) == 0, "%s: expected\n%s\ngot\n%s", name, wanted,
                  dd_buf_text(&got));
    dd_buf_free(&got);
    free(wanted);
    free(text);
}

START_TEST(has_the_parts_of_every_case)
{
    char *path = test_path(CASES);
    DIR *directory = opendir(path);
    struct dirent *entry;
    int cases = 0;

    ck_assert_msg(directory != NULL, "%s is missing", path);
    while ((entry = readdir(directory)) != NULL) {
        const char *ending = strstr(entry->d_name, ".case");

        if (ending == NULL)
            continue;
        check_case(entry->d_name, (size_t)(ending - entry->d_name));
        cases++;
    }
    closedir(directory);
    free(path);
    ck_assert_int_ge(cases, FEWEST);
}
END_TEST

static enum daydream_status refuse(void *user, enum dd_part part, size_t line, const char *text,
                                   struct daydream_error *err)
{
    (void)part;
    (void)line;
    (void)text;
    ++*(int *)user;
    return dd_fail(err, DAYDREAM_ERROR_FILE, "test", "enough");
}

/* The first failure ends it, and is handed on. */
START_TEST(ends_where_nobody_takes_more)
{
    static const char *const documents[][2] = {
        {"md-", "[a](b) [c](d)\n"},
        {"md-", "<a href=b> <a href=c>\n"},
        {"md-", "# a\n# b\n"},
        {"md-", "![a](b) `c`"},
        {"rst-", "`a <b>`_ and ``c``\n"},
        {"rst-", ".. image:: a\n.. image:: b\n"},
        {"rst-", "a\n===\n\nb\n===\n"},
    };

    for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++) {
        struct daydream_error err = DAYDREAM_ERROR_INIT;
        int times = 0;

        ck_assert_int_eq(read_document(documents[i][0], documents[i][1], strlen(documents[i][1]),
                                       refuse, &times, &err),
                         DAYDREAM_ERROR_FILE);
        ck_assert_msg(times == 1, "%s: taken %d times", documents[i][1], times);
        ck_assert_str_eq(err.text, "enough");
    }
}
END_TEST

/* Whatever the bytes are, and wherever the text ends. */
START_TEST(takes_any_bytes)
{
    static const char all[] = "---\na: b\n---\n# [x](y \"z\") `c`\n<!-- --><a href='q' id=r>\n"
                              "| a | ![b](c) |\n|---|---|\n\xff\xfe&#x110000;&amp;\n"
                              ".. image:: a\n.. |b| image:: c\n`d <e>`__ ``f`` :doc:`g`\nh\n===\n";
    struct dd_buf got = DD_BUF_INIT;

    for (size_t length = 0; length <= sizeof all - 1; length++) {
        char *text = strndup(all, length);

        ck_assert_int_eq(dd_document_markdown(text, length, print_part, &got, NULL), DAYDREAM_OK);
        ck_assert_int_eq(dd_document_rst(text, length, print_part, &got, NULL), DAYDREAM_OK);
        free(text);
    }
    dd_buf_free(&got);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {has_the_parts_of_every_case, ends_where_nobody_takes_more,
                                  takes_any_bytes};

    return suite_run("text/document", tests, sizeof tests / sizeof tests[0]);
}

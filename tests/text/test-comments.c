/* SPDX-License-Identifier: MIT */
/* What is a comment, language by language. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "support/suite.h"
#include "text/comments.h"

static const struct {
    const char *path;
    const char *text;
    const char *comments; /* "LINE:TEXT|" of each; NULL: no language is known */
} cases[] = {
    {"a.c", "int a; // one\nint b; /* two */ /* three */\n", "1: one|2: two |2: three |"},
    {"a.c", "/* one\n * two\n */\n// three", "1: one|2: * two|3: |4: three|"},
    {"a.c", "s = \"// no /* no */\"; // yes\n", "1: yes|"},
    {"a.c", "s = \"a \\\" // no\"; c = '\"'; // yes \"\n", "1: yes \"|"},
    {"a.c", "c = '\\''; d = '/'; // yes\n", "1: yes|"},
    {"a.c", "s = \"open\n// yes\n", "2: yes|"},
    {"a.c", "/* open\n", "1: open|"},
    {"a.c", "/* a /* b */ c */ // d\n", "1: a /* b |1: d|"},
    {"a.rs", "/* a /* b */ c */ // d\n", "1: a /* b */ c |1: d|"},
    {"a.rs", "fn f<'a>(x: &'a str) // yes\n", "1: yes|"},
    {"a.c", "#define x \\\n // yes\n", "2: yes|"},
    {"a.go", "s := `\n// no\n` // yes\n", "3: yes|"},
    {"a.ts", "s = `// no` + '// no' // yes\n", "1: yes|"},
    {"a.py", "x = 1  # one\ns = '# no' + \"# no\"\n", "1: one|"},
    {"a.py", "\"\"\"doc\n# no\n\"\"\"\n# yes\n", "4: yes|"},
    {"a.py", "x = '''\n# no '' \n''' #yes\n", "3:yes|"},
    {"a.sh", "echo $# ${x#y} a#b # yes\n#also\n", "1: yes|2:also|"},
    {"a.sh", "echo it's # yes\n", "1: yes|"},
    {"a.sh", "echo '# no' \"# no\"\n", ""},
    {"a.yml", "key: it's # yes\n", "1: yes|"},
    {"Makefile", "all: # yes\n", "1: yes|"},
    {"sub/Dockerfile", "# yes\n", "1: yes|"},
    {"a.sql", "select '-- no' -- yes\n", "1: yes|"},
    {"a.lua", "--[[ one\ntwo ]] x = 1 -- three\n", "1: one|2:two |2: three|"},
    {"a.html", "<p>// no # no</p><!-- yes\nalso -->\n", "1: yes|2:also |"},
    {"a.md", "# Heading\n<!-- yes -->\n", "2: yes |"},
    {"a.css", "a { color: red } /* yes */ // no\n", "1: yes |"},
    {"a.php", "$a = 1; # one\n$b = 2; // two\n", "1: one|2: two|"},
    {"a.hs", "x = 1 -- one {- two\n{- a {- b -} c -}\n", "1: one {- two|2: a {- b -} c |"},
    {"a.el", "(message \"; no\") ; yes\n", "1: yes|"},
    {"a.tex", "50\\% no % yes\n", "1: yes|"},
    {"configure.ac", "dnl one\nAC_INIT # two\n", "1: one|2: two|"},
    {"run", "#!/usr/bin/env python3\n# yes\n", "1:!/usr/bin/env python3|2: yes|"},
    {"run", "#!/bin/sh\n# yes\n", "1:!/bin/sh|2: yes|"},
    {"run", "# nobody knows\n", NULL},
    {"a.json", "// none\n", NULL},
    {"a.txt", "# none\n", NULL},
    {"a b.c c", "// none\n", NULL},
    {".c x", "// none\n", NULL},
    {"", "", NULL},
    {"a.c", "", ""},
};

static void keep(void *user, size_t line, const char *text, size_t length)
{
    dd_buf_printf(user, "%zu:%.*s|", line, (int)length, text);
}

START_TEST(finds_what_each_language_calls_a_comment)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t length = strlen(cases[i].text);
        const struct dd_language *language = dd_language_of(cases[i].path, cases[i].text, length);
        struct dd_buf found = DD_BUF_INIT;

        ck_assert_msg((language != NULL) == (cases[i].comments != NULL), "%zu: %s", i,
                      cases[i].path);
        if (language != NULL) {
            dd_comments_each(language, cases[i].text, length, keep, &found);
            ck_assert_msg(strcmp(dd_buf_text(&found), cases[i].comments) == 0, "%zu: %s", i,
                          dd_buf_text(&found));
        }
        dd_buf_free(&found);
    }
}
END_TEST

/* Every beginning of every text: nothing is read behind its end. */
START_TEST(reads_what_breaks_off)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (size_t length = strlen(cases[i].text); length > 0; length--) {
            char *copy = strndup(cases[i].text, length);
            const struct dd_language *language = dd_language_of(cases[i].path, copy, length);
            struct dd_buf found = DD_BUF_INIT;

            ck_assert_ptr_nonnull(copy);
            if (language != NULL)
                dd_comments_each(language, copy, length, keep, &found);
            ck_assert(!found.failed);
            dd_buf_free(&found);
            free(copy);
        }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {finds_what_each_language_calls_a_comment, reads_what_breaks_off};

    return suite_run("text/comments", tests, sizeof tests / sizeof tests[0]);
}

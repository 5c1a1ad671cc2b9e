/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "support/suite.h"
#include "text/markdown.h"

/* How a text reads in the raw Markdown, for those who see it so (mails, terminals). */
static const struct {
    const char *text, *wanted;
} texts[] = {
    {"", ""},
    {"  ", ""},
    {"Cache never expires", "Cache never expires"},
    {"  two   blanks ", "two blanks"},
    {"Connection refused (after 31 ms), 3 times!", "Connection refused (after 31 ms), 3 times!"},
    {"a\nb\tc", "a b c"},
    {"#88 Cache never expires", "`#88` Cache never expires"},
    {"ask @user or @org/team", "ask `@user` or `@org/team`"},
    {"see https://x.example/a_b.", "see `https://x.example/a_b.`"},
    {"snake_case *bold* ~~gone~~", "snake_case \\*bold\\* \\~\\~gone\\~\\~"},
    {"_it_ a__b x_ _ caf\xc3\xa9_s", "\\_it\\_ a\\_\\_b x\\_ \\_ caf\xc3\xa9\\_s"},
    {"GH_TOKEN_2", "GH_TOKEN_2"},
    {"/var/log (x): 401: no", "/var/log (x): 401: no"},
    {"12: 1/2 \"3\" .", "12: 1/2 \"3\" ."},
    {"[text](url) ![alt][ref]", "\\[text\\](url) !\\[alt\\]\\[ref\\]"},
    {"<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"},
    {"`code` \\ back", "\\`code\\` \\\\ back"},
    {"a|b", "a\\|b"},
    {"|", "\\|"},
    {"a@b|c@d", "`a@b`\\|`c@d`"},
    {"- item", "\\- item"},
    {"1. item", "1\\. item"},
    {"10) item", "10\\) item"},
    {"1", "1"},
    {"+ item", "\\+ item"},
    {"===", "\\==="},
    {"---", "\\---"},
    {"> quote", "&gt; quote"},
    {":-", "\\:-"},
    {"a `@b`` c", "a ``` `@b`` ``` c"},
    {"costs $5", "costs ` $5 `"},
    {"caf\xc3\xa9 \xf0\x9f\x8c\x99", "caf\xc3\xa9 \xf0\x9f\x8c\x99"},
    {"caf\xe9", "caf\xef\xbf\xbd"},
};

static const struct {
    const char *text, *wanted;
} codes[] = {
    {"", ""},
    {"KeyError: <*>", "`KeyError: <*>`"},
    {"@user #1", "`@user #1`"},
    {"a`b", "``a`b``"},
    {"``", "``` `` ```"},
    {"`a", "`` `a ``"},
    {"$x$", "` $x$ `"},
    {" a ", "`  a  `"},
    {"a\n\n# b", "`a  # b`"},
    {"\na\t", "`  a  `"},
    {" \n", "`  `"},
    {"caf\xe9", "`caf\xef\xbf\xbd`"},
};

static const struct {
    const char *before, *text, *wanted;
} fences[] = {
    {"", "", "```\n```\n"},
    {"", "one", "```\none\n```\n"},
    {"x", "one\n", "x\n```\none\n```\n"},
    {"x\n", "one\n\n\ttwo\n", "x\n```\none\n\n\ttwo\n```\n"},
    {"", "a\r\nb\rc", "```\na\nb\nc\n```\n"},
    {"", "```\n@user\n```", "````\n```\n@user\n```\n````\n"},
    {"", "x ````` y", "``````\nx ````` y\n``````\n"},
    {"", "~~~", "```\n~~~\n```\n"},
    {"", "<!-- daydream:1 date=2026-02-18 -->", "```\n <!-- daydream:1 date=2026-02-18 -->\n```\n"},
    {"", "a\x1b[31m", "```\na [31m\n```\n"},
    {"", "caf\xe9", "```\ncaf\xef\xbf\xbd\n```\n"},
};

static const struct {
    const char *text, *url, *wanted;
} links[] = {
    {"Cache ]( never", "https://github.com/o/r/issues/88",
     "[Cache \\]( never](https://github.com/o/r/issues/88)"},
    {"#88 Cache", "https://github.com/o/r/issues/88",
     "[`#88` Cache](https://github.com/o/r/issues/88)"},
    /* a definition of a link, if "]" stood there unescaped (CommonMark 0.31, section 4.7) */
    {"#88 crash, dup of #1]:x", "https://github.com/o/r/issues/88",
     "[`#88` crash, dup of `#1`\\]:x](https://github.com/o/r/issues/88)"},
    {"^1]: x", "https://x.example", "[\\^1\\]: x](https://x.example)"},
    {"a[#1]@b|#2", "https://x.example", "[a\\[`#1`\\]`@b`\\|`#2`](https://x.example)"},
    {"text", "http://github.com/o/r", "text"},
    {"text", "javascript:alert", "text"},
    {"text", "HTTPS://github.com", "text"},
    {"text", "https://x.example/)", "text"},
    {"text", "https://x.example/(", "text"},
    {"text", "https://x.example/ y", "text"},
    {"text", "https://x.example/<y", "text"},
    {"text", "https://x.example/>y", "text"},
    {"text", "https://x.example/\"y", "text"},
    {"text", "https://x.example/'y", "text"},
    {"text", "https://x.example/\\y", "text"},
    {"text", "https://x.example/`y", "text"},
    {"text", "https://x.example/\ny", "text"},
    {"text", "https://x.example/\x7f", "text"},
    {"@user", "", "`@user`"},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

START_TEST(test_text)
{
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_markdown_text(&out, texts[i].text);
        ck_assert_msg(strcmp(dd_buf_text(&out), texts[i].wanted) == 0, "'%s': '%s'", texts[i].text,
                      dd_buf_text(&out));
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(test_code)
{
    for (size_t i = 0; i < COUNT(codes); i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_markdown_code(&out, codes[i].text);
        ck_assert_msg(strcmp(dd_buf_text(&out), codes[i].wanted) == 0, "'%s': '%s'", codes[i].text,
                      dd_buf_text(&out));
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(test_fence)
{
    for (size_t i = 0; i < COUNT(fences); i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_buf_puts(&out, fences[i].before);
        dd_markdown_fence(&out, fences[i].text);
        ck_assert_msg(strcmp(dd_buf_text(&out), fences[i].wanted) == 0, "'%s': '%s'",
                      fences[i].text, dd_buf_text(&out));
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(test_link)
{
    for (size_t i = 0; i < COUNT(links); i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_markdown_link(&out, links[i].text, links[i].url);
        ck_assert_msg(strcmp(dd_buf_text(&out), links[i].wanted) == 0, "'%s', '%s': '%s'",
                      links[i].text, links[i].url, dd_buf_text(&out));
        dd_buf_free(&out);
    }
}
END_TEST

static const char *const pieces[] = {
    "`",        "``",
    "```",      "~~~",
    "$",        "@a",
    "#1",       "<!--",
    "-->",      "<b>",
    "&lt;",     "\\",
    "|",        "[",
    "](",       ")",
    "!",        "*",
    "_",        " ",
    "\n",       "\r",
    "\t",       "- ",
    "1.",       "deadbeef",
    "www.x.y",  "https://x",
    ":tada:",   "word",
    "\xc3\xa9", "\xc3",
    "\xff",     "\xf0\x9f\x8c\x99",
};

static void write_random(unsigned short seed[3], struct dd_buf *text)
{
    size_t count = (size_t)nrand48(seed) % 12;

    for (size_t i = 0; i < count; i++)
        dd_buf_puts(text, pieces[(size_t)nrand48(seed) % COUNT(pieces)]);
}

static bool is_utf8(const struct dd_buf *text)
{
    size_t at = 0;
    uint32_t code;

    while (at < text->length) {
        size_t size = dd_utf8_decode(text->data + at, text->length - at, &code);

        if (size == 0)
            return false;
        at += size;
    }
    return true;
}

static size_t longest_run(const char *text)
{
    size_t longest = 0;

    for (; *text != '\0'; text++) {
        size_t run = strspn(text, "`");

        longest = run > longest ? run : longest;
    }
    return longest;
}

typedef void (*write_fn)(struct dd_buf *out, const char *text);

/* Valid UTF-8 whatever comes in; never a line that begins like our own mark; a delimiter longer
 * than what is inside, which is as long as the text says. */
START_TEST(test_random_texts)
{
    static const write_fn writers[] = {dd_markdown_text, dd_markdown_code, dd_markdown_fence};
    unsigned short seed[3] = {3, 2, 1};

    for (int round = 0; round < 20000; round++) {
        struct dd_buf text = DD_BUF_INIT;

        write_random(seed, &text);
        for (size_t i = 0; i < COUNT(writers); i++) {
            struct dd_buf out = DD_BUF_INIT;
            const char *written;

            writers[i](&out, dd_buf_text(&text));
            written = dd_buf_text(&out);
            ck_assert_msg(is_utf8(&out), "'%s'", written);
            ck_assert_msg(strncmp(written, "<!--", 4) != 0 && strstr(written, "\n<!--") == NULL,
                          "'%s'", written);
            if (i == 1 && text.length > 0)
                ck_assert_uint_eq(strspn(written, "`"), longest_run(dd_buf_text(&text)) + 1);
            if (i == 2)
                ck_assert_uint_gt(strspn(written, "`"), longest_run(dd_buf_text(&text)));
            dd_buf_free(&out);
        }
        dd_buf_free(&text);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_text, test_code, test_fence, test_link, test_random_texts};

    return suite_run("text/markdown", tests, sizeof tests / sizeof tests[0]);
}

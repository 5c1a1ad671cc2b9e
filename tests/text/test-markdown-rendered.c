/* SPDX-License-Identifier: MIT */
/*
 * Foreign text as GitHub's readers get it: rendered by GitHub's own Markdown program, then looked
 * at as GitHub's filters do. The elements must be those that a harmless word gets in the same
 * place, nothing outside <code> and <pre> may be what a filter acts on, and what people read must
 * be the text.
 */
#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/proc.h"
#include "base/strings.h"
#include "support/scratch.h"
#include "support/suite.h"
#include "text/markdown.h"

#define NAME         "text/markdown-rendered"
#define HARMLESS     "harmless"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Where texts stand in our reports. In the cell of a table a "|" within a code span would be the
 * table's, therefore no code stands there. */
static const struct {
    const char *name, *before, *after;
    bool no_code;
} places[] = {
    {"a line", "", "\n", false},
    {"a second line", "one\n", "\n", false},
    {"a first line", "", "\n===\n", false},
    {"within a line", "**new** ", " \xe2\x80\x94 03\n", false},
    {"brackets", "Issue: queued (", ")\n", false},
    {"an item", "- ", "\n- next\n", false},
    {"a heading", "## ", "\n\ntext\n", false},
    {"a quote", "> ", "\n", false},
    {"details", "<details><summary>R</summary>\n\n- ", "\n\n</details>\n", false},
    {"a cell", "| n | why |\n|--:|---|\n| 1 | ", " |\n| 2 | |\n", true},
    {"where footnotes and references are", "[ref]: /x\n[^1]: y\n\n", "\n", false},
};

/* What GitHub's filters look for in text that is neither <code> nor <pre>; html-pipeline has their
 * older ones (mentions, issues, commits, emoji), docs.github.com describes formulas and autolinks.
 */
static const char *const effects[] = {
    "@[A-Za-z0-9]",
    "#[0-9]",
    "(^|[^A-Za-z0-9_])[Gg][Hh]-[0-9]",
    "[A-Z]-[0-9]",
    "[Gg][Hh][Ss][Aa]-",
    "(^|[^A-Za-z0-9_])[0-9a-fA-F]{7,40}($|[^A-Za-z0-9_])",
    "://",
    "[Ww][Ww][Ww]\\.",
    ":[a-z0-9_+-]+:",
    "\\$",
};

/* What a document shows. */
struct page {
    struct dd_buf tags;  /* of all elements but <code>, without attributes: "<p></p>" */
    struct dd_buf words; /* all text */
    struct dd_buf plain; /* the text outside <code> and <pre>, "\x01" where an element was */
};

#define PAGE_INIT                                                                                  \
    {                                                                                              \
        DD_BUF_INIT, DD_BUF_INIT, DD_BUF_INIT                                                      \
    }

static void page_free(struct page *page)
{
    dd_buf_free(&page->tags);
    dd_buf_free(&page->words);
    dd_buf_free(&page->plain);
}

static const struct {
    const char *name;
    char c;
} entities[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}};

/* One character of text, and how long it is in HTML. */
static size_t read_character(const char *html, char *c)
{
    for (size_t i = 0; i < COUNT(entities); i++)
        if (strncmp(html, entities[i].name, strlen(entities[i].name)) == 0) {
            *c = entities[i].c;
            return strlen(entities[i].name);
        }
    *c = *html;
    return 1;
}

static bool is_tag(const char *html, const char *name)
{
    size_t length = strlen(name);

    return strncmp(html, name, length) == 0 && strchr(" >", html[length]) != NULL;
}

/* The program writes a ">" within an attribute as an entity. */
static const char *read_tag(struct page *page, const char *html, int *verbatim)
{
    size_t name = strcspn(html, " >");

    *verbatim += is_tag(html, "<code") || is_tag(html, "<pre");
    *verbatim -= is_tag(html, "</code") || is_tag(html, "</pre");
    if (!is_tag(html, "<code") && !is_tag(html, "</code")) {
        dd_buf_add(&page->tags, html, name);
        dd_buf_putc(&page->tags, '>');
    }
    dd_buf_putc(&page->plain, '\x01');
    html += strcspn(html, ">");
    return *html != '\0' ? html + 1 : html;
}

static void read_page(struct page *page, const char *html)
{
    int verbatim = 0;

    while (*html != '\0') {
        char c;

        if (*html == '<') {
            html = read_tag(page, html, &verbatim);
            continue;
        }
        html += read_character(html, &c);
        dd_buf_putc(&page->words, c);
        if (verbatim == 0)
            dd_buf_putc(&page->plain, c);
    }
}

/* Renders everything: what a sanitizer would take out later shall not be there at all. */
static void render(const char *markdown, struct dd_buf *html)
{
    char *directory = scratch_make();
    char *path = scratch_write(directory, "page.md", markdown);
    const char *const argv[] = {"cmark-gfm", "--unsafe",  "-e", "table",     "-e", "strikethrough",
                                "-e",        "autolink",  "-e", "tagfilter", "-e", "tasklist",
                                "-e",        "footnotes", path, NULL};
    const struct dd_proc proc = {argv, 60000, (size_t)16 * 1024 * 1024};
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    int status = 0;

    ck_assert_msg(dd_proc_run(&proc, html, &status, &err) == DAYDREAM_OK, "%s", err.text);
    ck_assert_int_eq(status, 0);
    free(path);
    scratch_remove(directory);
}

/* What people read of a text: blanks in a row are one. */
static void collapse(const char *text, struct dd_buf *out)
{
    for (text += strspn(text, " \t\n"); *text != '\0';) {
        size_t word = strcspn(text, " \t\n");

        dd_buf_add(out, text, word);
        text += word;
        text += strspn(text, " \t\n");
        if (*text != '\0')
            dd_buf_putc(out, ' ');
    }
}

/* `words` with `text` where the harmless word stands, blanks collapsed. */
static void expect(const char *words, const char *text, struct dd_buf *out)
{
    struct dd_buf whole = DD_BUF_INIT;
    const char *place = strstr(words, HARMLESS);

    ck_assert_msg(place != NULL, "'%s'", words);
    dd_buf_add(&whole, words, (size_t)(place - words));
    dd_buf_puts(&whole, text);
    dd_buf_puts(&whole, place + strlen(HARMLESS));
    collapse(dd_buf_text(&whole), out);
    dd_buf_free(&whole);
}

static void check_no_effect(const char *plain, const char *what)
{
    for (size_t i = 0; i < COUNT(effects); i++) {
        regex_t regex;

        ck_assert_int_eq(regcomp(&regex, effects[i], REG_EXTENDED | REG_NOSUB), 0);
        ck_assert_msg(regexec(&regex, plain, 0, NULL, 0) != 0, "%s: %s in '%s'", what, effects[i],
                      plain);
        regfree(&regex);
    }
}

static void check_page(const struct page *page, const struct page *harmless, const char *text,
                       const char *what)
{
    struct dd_buf expected = DD_BUF_INIT;
    struct dd_buf words = DD_BUF_INIT;

    ck_assert_msg(strcmp(dd_buf_text(&page->tags), dd_buf_text(&harmless->tags)) == 0,
                  "%s: %s instead of %s", what, dd_buf_text(&page->tags),
                  dd_buf_text(&harmless->tags));
    expect(dd_buf_text(&harmless->words), text, &expected);
    collapse(dd_buf_text(&page->words), &words);
    ck_assert_msg(strcmp(dd_buf_text(&words), dd_buf_text(&expected)) == 0, "%s: '%s'", what,
                  dd_buf_text(&words));
    check_no_effect(dd_buf_text(&page->plain), what);
    dd_buf_free(&expected);
    dd_buf_free(&words);
}

typedef void (*write_fn)(struct dd_buf *out, const char *text);

static void write_link(struct dd_buf *out, const char *text)
{
    dd_markdown_link(out, text, "https://github.com/o/r/issues/1");
}

/* Blanks in a row are not kept. */
static bool is_inline(write_fn write)
{
    return write == dd_markdown_text || write == write_link;
}

/* Keeps one text's part of the page from the next one's. */
#define SEPARATOR "<!-- next -->"

static void write_part(struct dd_buf *markdown, size_t place, write_fn write, const char *text)
{
    dd_buf_puts(markdown, places[place].before);
    write(markdown, text);
    dd_buf_puts(markdown, places[place].after);
    dd_buf_puts(markdown, "\n" SEPARATOR "\n\n");
}

/* The next part of a page; moves `*html` behind it. */
static void read_part(const char **html, const char *text, struct page *page)
{
    const char *end = strstr(*html, SEPARATOR);
    char *part;

    ck_assert_msg(end != NULL, "'%s' or one before took away what follows", text);
    part = strndup(*html, (size_t)(end - *html));
    ck_assert_ptr_nonnull(part);
    read_page(page, part);
    free(part);
    *html = end + strlen(SEPARATOR);
}

static void check_parts(const char *html, size_t place, write_fn write,
                        const struct dd_strings *texts)
{
    struct page harmless = PAGE_INIT;

    read_part(&html, HARMLESS, &harmless);
    for (size_t i = 0; i < texts->count; i++) {
        struct page page = PAGE_INIT;
        struct dd_buf shown = DD_BUF_INIT;
        char what[256];

        snprintf(what, sizeof what, "'%s' as %s", texts->items[i], places[place].name);
        read_part(&html, texts->items[i], &page);
        if (is_inline(write))
            collapse(texts->items[i], &shown);
        else
            dd_buf_puts(&shown, texts->items[i]);
        check_page(&page, &harmless, dd_buf_text(&shown), what);
        page_free(&page);
        dd_buf_free(&shown);
    }
    page_free(&harmless);
}

/* Every text in a place of its own of that kind, and a harmless word in front of all. */
static void check(size_t place, write_fn write, const struct dd_strings *texts)
{
    struct dd_buf markdown = DD_BUF_INIT;
    struct dd_buf html = DD_BUF_INIT;

    write_part(&markdown, place, write, HARMLESS);
    for (size_t i = 0; i < texts->count; i++)
        write_part(&markdown, place, write, texts->items[i]);
    render(dd_buf_text(&markdown), &html);
    check_parts(dd_buf_text(&html), place, write, texts);
    dd_buf_free(&html);
    dd_buf_free(&markdown);
}

static void read_attacks(struct dd_strings *attacks)
{
    char *path = test_path("tests/data/text/attacks.txt");
    char *text = scratch_read(path);

    for (char *line = text; *line != '\0';) {
        size_t length = strcspn(line, "\n");

        ck_assert_msg(line[length] == '\n', "%s: no final line feed", path);
        line[length] = '\0';
        ck_assert_int_eq(dd_strings_add(attacks, line, NULL), DAYDREAM_OK);
        line += length + 1;
    }
    free(text);
    free(path);
}

START_TEST(test_text)
{
    struct dd_strings attacks = DD_STRINGS_INIT;

    read_attacks(&attacks);
    for (size_t place = 0; place < COUNT(places); place++)
        check(place, dd_markdown_text, &attacks);
    dd_strings_free(&attacks);
}
END_TEST

START_TEST(test_link)
{
    struct dd_strings attacks = DD_STRINGS_INIT;

    read_attacks(&attacks);
    for (size_t place = 0; place < COUNT(places); place++)
        check(place, write_link, &attacks);
    dd_strings_free(&attacks);
}
END_TEST

START_TEST(test_code)
{
    struct dd_strings attacks = DD_STRINGS_INIT;

    read_attacks(&attacks);
    for (size_t place = 0; place < COUNT(places); place++)
        if (!places[place].no_code)
            check(place, dd_markdown_code, &attacks);
    dd_strings_free(&attacks);
}
END_TEST

START_TEST(test_fence)
{
    static const char *const blocks[] = {
        "a\n```\n@user #1\n```\n# heading\n\n- item\n",
        "a\n\n</code></pre>\n\n~~~\n`````\n",
    };
    struct dd_strings texts = DD_STRINGS_INIT;

    read_attacks(&texts);
    for (size_t i = 0; i < COUNT(blocks); i++)
        ck_assert_int_eq(dd_strings_add(&texts, blocks[i], NULL), DAYDREAM_OK);
    check(0, dd_markdown_fence, &texts);
    check(1, dd_markdown_fence, &texts);
    dd_strings_free(&texts);
}
END_TEST

/* ---- Random texts, all on one page --------------------------------------------------------- */

#define RANDOM_TEXTS 10000

static const char *const pieces[] = {
    "`",   "``",   "$",    "@",    "#",  "1",        "1.",       "<", ">",  "<!--", "-->",
    "&",   "&lt;", "\\",   "|",    "[",  "]",        "(",        ")", "![", "](",   "*",
    "**",  "_",    "~",    "~~",   " ",  " ",        " ",        "-", "+",  "=",    ":",
    "://", "www.", "http", "x.yz", "gh", "GH-",      "deadbeef", "a", "b",  "0",    "tada",
    "^",   "!",    "\"",   "'",    ";",  "\xc3\xa9", "{",        "}", "/",
};

static void write_random(unsigned short seed[3], struct dd_buf *text)
{
    size_t count = 1 + (size_t)nrand48(seed) % 14;

    for (size_t i = 0; i < count; i++)
        dd_buf_puts(text, pieces[(size_t)nrand48(seed) % COUNT(pieces)]);
    dd_buf_puts(text, "z");
}

static void write_many(write_fn write, struct dd_buf *markdown, struct dd_buf *words)
{
    unsigned short seed[3] = {1, 2, 3};

    for (int i = 0; i < RANDOM_TEXTS; i++) {
        struct dd_buf text = DD_BUF_INIT;

        write_random(seed, &text);
        write(markdown, dd_buf_text(&text));
        dd_buf_puts(markdown, "\n\n");
        if (i > 0)
            dd_buf_putc(words, ' ');
        collapse(dd_buf_text(&text), words);
        dd_buf_free(&text);
    }
}

static void check_random(write_fn write, const char *tags)
{
    struct dd_buf markdown = DD_BUF_INIT;
    struct dd_buf html = DD_BUF_INIT;
    struct dd_buf expected = DD_BUF_INIT;
    struct dd_buf words = DD_BUF_INIT;
    struct page page = PAGE_INIT;

    write_many(write, &markdown, &expected);
    render(dd_buf_text(&markdown), &html);
    read_page(&page, dd_buf_text(&html));
    collapse(dd_buf_text(&page.words), &words);
    ck_assert_str_eq(dd_buf_text(&words), dd_buf_text(&expected));
    ck_assert_uint_eq(page.tags.length, RANDOM_TEXTS * strlen(tags));
    for (size_t at = 0; at < page.tags.length; at += strlen(tags))
        ck_assert_msg(strncmp(page.tags.data + at, tags, strlen(tags)) == 0, "'%.40s'",
                      page.tags.data + at);
    check_no_effect(dd_buf_text(&page.plain), "random texts");
    page_free(&page);
    dd_buf_free(&words);
    dd_buf_free(&expected);
    dd_buf_free(&html);
    dd_buf_free(&markdown);
}

START_TEST(test_random_texts)
{
    check_random(dd_markdown_text, "<p></p>");
    check_random(write_link, "<p><a></a></p>");
    check_random(dd_markdown_code, "<p></p>");
    check_random(dd_markdown_fence, "<pre></pre>");
}
END_TEST

static bool has_program(void)
{
    const char *const argv[] = {"cmark-gfm", "--version", NULL};
    const struct dd_proc proc = {argv, 60000, 65536};
    struct dd_buf out = DD_BUF_INIT;
    int status = 0;
    bool has = dd_proc_run(&proc, &out, &status, NULL) == DAYDREAM_OK && status == 0;

    dd_buf_free(&out);
    return has;
}

int main(void)
{
    const TTest *const tests[] = {test_text, test_link, test_code, test_fence, test_random_texts};

    if (!has_program())
        return suite_skip(NAME, "no cmark-gfm here, GitHub's Markdown program");
    return suite_run(NAME, tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <string.h>

#include "base/path.h"
#include "text/bytes.h"
#include "text/comments.h"

enum {
    SPACED = 1,     /* begins a line or follows a blank, and so does a quote: ${x#y}, it's */
    CHARACTERS = 2, /* ' stands around one character, or around none: a lifetime */
    NESTED = 4,     /* a comment inside of one has its own end */
};

struct dd_language {
    const char *names;          /* endings and whole names, a blank around each */
    const char *lines[3];       /* what begins a comment that its line ends */
    const char *open, *close;   /* of one that goes over lines; NULL: none */
    const char *quotes;         /* of strings that end on their line */
    const char *long_quotes[2]; /* of those that need not */
    unsigned flags;
};

#define C_QUOTES "\""

static const struct dd_language languages[] = {
    {" .c .h .cc .cpp .cxx .hh .hpp .hxx .inl .m .mm .cs .java .kt .kts .scala .proto .cu .zig .v "
     ".sv"
     " .glsl .hlsl .idl .thrift .jsonc .json5 .sol ",
     {"//"},
     "/*",
     "*/",
     C_QUOTES,
     {NULL},
     CHARACTERS},
    {" .rs .swift .d .dart ", {"//"}, "/*", "*/", C_QUOTES, {NULL}, CHARACTERS | NESTED},
    {" .go ", {"//"}, "/*", "*/", C_QUOTES, {"`"}, CHARACTERS},
    {" .js .jsx .mjs .cjs .ts .tsx .mts .cts ", {"//"}, "/*", "*/", "\"'", {"`"}, 0},
    {" .groovy .gradle Jenkinsfile .scss .less .styl ", {"//"}, "/*", "*/", "\"'", {NULL}, 0},
    {" .css ", {NULL}, "/*", "*/", "\"'", {NULL}, 0},
    {" .php ", {"//", "#"}, "/*", "*/", "\"'", {NULL}, 0},
    {" .tf .tfvars .hcl .nix ", {"#", "//"}, "/*", "*/", C_QUOTES, {NULL}, SPACED},
    {" .py .pyi .pyx .pxd .bzl SConstruct SConscript BUILD WORKSPACE .star ",
     {"#"},
     NULL,
     NULL,
     "\"'",
     {"\"\"\"", "'''"},
     0},
    {" .sh .bash .zsh .ksh .fish .rb .rake .pl .pm .t .r .R .ex .exs .cr .nim .tcl .awk .sed"
     " .yml .yaml .toml .mk .am .cmake .graphql .gql .pp .po Makefile makefile GNUmakefile"
     " CMakeLists.txt Dockerfile Containerfile Rakefile Gemfile Vagrantfile Justfile justfile"
     " .gitignore .gitattributes .dockerignore .env .editorconfig requirements.txt ",
     {"#"},
     NULL,
     NULL,
     "\"'",
     {NULL},
     SPACED},
    {" .jl ", {"#"}, "#=", "=#", C_QUOTES, {"\"\"\""}, SPACED},
    {" .ps1 .psm1 .psd1 ", {"#"}, "<#", "#>", "\"'", {NULL}, SPACED},
    {" .ini .cfg .conf .properties .service .timer .desktop ",
     {"#", ";"},
     NULL,
     NULL,
     C_QUOTES,
     {NULL},
     SPACED},
    {" .ac .m4 ", {"dnl", "#"}, NULL, NULL, C_QUOTES, {NULL}, SPACED},
    {" .sql ", {"--"}, "/*", "*/", "'", {NULL}, 0},
    {" .lua ", {"--"}, "--[[", "]]", "\"'", {NULL}, 0},
    {" .hs .elm .purs ", {"--"}, "{-", "-}", C_QUOTES, {NULL}, CHARACTERS | NESTED},
    {" .adb .ads .vhd .vhdl ", {"--"}, NULL, NULL, C_QUOTES, {NULL}, CHARACTERS},
    {" .ml .mli .fs .fsi .fsx ", {"//"}, "(*", "*)", C_QUOTES, {NULL}, CHARACTERS | NESTED},
    {" .pas .dpr ", {"//"}, "{", "}", "'", {NULL}, 0},
    {" .lisp .lsp .el .clj .cljs .cljc .edn .scm .ss .rkt .hy ",
     {";"},
     NULL,
     NULL,
     C_QUOTES,
     {NULL},
     0},
    {" .erl .hrl .tex .sty .cls .pro ", {"%"}, NULL, NULL, "", {NULL}, 0},
    {" .f90 .f95 .f03 .f08 ", {"!"}, NULL, NULL, "\"'", {NULL}, 0},
    {" .asm .nasm ", {";"}, NULL, NULL, "\"'", {NULL}, 0},
    {" .s .S ", {"//", "#", "@"}, "/*", "*/", C_QUOTES, {NULL}, SPACED},
    {" .vb .bas .vbs ", {"'"}, NULL, NULL, C_QUOTES, {NULL}, 0},
    {" .vim .vimrc ", {"\""}, NULL, NULL, "", {NULL}, SPACED},
    {" .bat .cmd ", {"REM ", "rem ", "::"}, NULL, NULL, "", {NULL}, SPACED},
    {" .html .htm .xhtml .xml .svg .xsl .xslt .vue .svelte .md .markdown .mdx .plist .csproj"
     " .storyboard .xib ",
     {NULL},
     "<!--",
     "-->",
     "",
     {NULL},
     0},
};

/* Of a script: the program in its first line, and a file's name that stands for its language. */
static const struct {
    const char *program;
    const char *name;
} programs[] = {
    {"python", ".py"}, {"node", ".js"}, {"deno", ".js"},  {"php", ".php"},
    {"lua", ".lua"},   {"sh", ".sh"},   {"ruby", ".rb"},  {"perl", ".pl"},
    {"awk", ".awk"},   {"fish", ".sh"}, {"tclsh", ".sh"}, {"Rscript", ".r"},
};

static const struct dd_language *find(const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; length > 0 && i < DD_COUNT(languages); i++)
        for (const char *at = languages[i].names; (at = strstr(at, name)) != NULL; at += length)
            if (at[-1] == ' ' && at[length] == ' ')
                return &languages[i];
    return NULL;
}

static const struct dd_language *of_script(const char *text, size_t length)
{
    const char *end = memchr(text, '\n', length);
    char line[128];
    size_t size = end != NULL ? (size_t)(end - text) : length;

    if (length < 2 || memcmp(text, "#!", 2) != 0 || size >= sizeof line)
        return NULL;
    memcpy(line, text, size);
    line[size] = '\0';
    for (size_t i = 0; i < DD_COUNT(programs); i++)
        if (strstr(line, programs[i].program) != NULL)
            return find(programs[i].name);
    return NULL;
}

const struct dd_language *dd_language_of(const char *path, const char *text, size_t length)
{
    const char *name = dd_path_name(path);
    const char *ending = strrchr(name, '.');
    const struct dd_language *language = strchr(name, ' ') == NULL ? find(name) : NULL;

    if (language == NULL && ending != NULL && strchr(ending, ' ') == NULL)
        language = find(ending);
    return language != NULL || ending != NULL ? language : of_script(text, length);
}

/* A walk over a file. */
struct walk {
    const struct dd_language *language;
    const char *text;
    size_t length;
    size_t at;
    size_t line;
    dd_comment_fn take;
    void *user;
};

static bool has(const struct walk *walk, const char *word)
{
    size_t length = word != NULL ? strlen(word) : 0;

    return length > 0 && length <= walk->length - walk->at &&
           memcmp(walk->text + walk->at, word, length) == 0;
}

static size_t line_end(const struct walk *walk)
{
    const char *end = memchr(walk->text + walk->at, '\n', walk->length - walk->at);

    return end != NULL ? (size_t)(end - walk->text) : walk->length;
}

/* One byte on, over the end of a line too. */
static void step(struct walk *walk)
{
    walk->line += walk->text[walk->at] == '\n';
    walk->at++;
}

static void hand_on(const struct walk *walk, size_t begin, size_t end)
{
    if (end > begin)
        walk->take(walk->user, walk->line, walk->text + begin, end - begin);
}

static void skip_line_comment(struct walk *walk, size_t opening)
{
    size_t end = line_end(walk);

    hand_on(walk, walk->at + opening, end);
    walk->at = end;
}

static void skip_block_comment(struct walk *walk)
{
    const struct dd_language *language = walk->language;
    size_t depth = 1;
    size_t begin;

    walk->at += strlen(language->open);
    begin = walk->at;
    while (walk->at < walk->length) {
        if (has(walk, language->close) && --depth == 0)
            break;
        if ((language->flags & NESTED) != 0 && has(walk, language->open))
            depth++;
        if (walk->text[walk->at] == '\n') {
            hand_on(walk, begin, walk->at);
            begin = walk->at + 1;
        }
        step(walk);
    }
    hand_on(walk, begin, walk->at);
    if (walk->at < walk->length)
        walk->at += strlen(language->close);
}

/* A string, to its end; where it may not go over lines, at most to the end of its line. */
static void skip_string(struct walk *walk, const char *quote, bool is_long)
{
    walk->at += strlen(quote);
    while (walk->at < walk->length && !has(walk, quote)) {
        if (walk->text[walk->at] == '\n' && !is_long)
            return;
        if (walk->text[walk->at] == '\\' && walk->at + 1 < walk->length &&
            walk->text[walk->at + 1] != '\n')
            walk->at++;
        step(walk);
    }
    if (walk->at < walk->length)
        walk->at += strlen(quote);
}

/* 'x' or '\x', of which nothing is a comment; a lone quote is nothing. */
static void skip_character(struct walk *walk)
{
    const char *rest = walk->text + walk->at;
    size_t left = walk->length - walk->at;
    size_t end = left > 2 && rest[1] == '\\' ? 3 : 2;

    walk->at += end < left && rest[end] == '\'' ? end + 1 : 1;
}

static bool may_begin(const struct walk *walk)
{
    char before = walk->at > 0 ? walk->text[walk->at - 1] : '\n';

    return (walk->language->flags & SPACED) == 0 || before == '\n' || dd_is_blank(before);
}

static bool try_comment(struct walk *walk)
{
    const struct dd_language *language = walk->language;

    if (has(walk, language->open)) {
        skip_block_comment(walk);
        return true;
    }
    for (size_t i = 0; i < DD_COUNT(language->lines) && language->lines[i] != NULL; i++)
        if (has(walk, language->lines[i]) && may_begin(walk)) {
            skip_line_comment(walk, strlen(language->lines[i]));
            return true;
        }
    return false;
}

static bool opens_string(const struct walk *walk)
{
    char before = walk->at > 0 ? walk->text[walk->at - 1] : '\n';

    return dd_is_in(walk->language->quotes, walk->text[walk->at]) &&
           ((walk->language->flags & SPACED) == 0 || !dd_is_alnum(before));
}

static bool try_string(struct walk *walk)
{
    const struct dd_language *language = walk->language;
    const char quote[] = {walk->text[walk->at], '\0'};

    for (size_t i = 0; i < DD_COUNT(language->long_quotes); i++)
        if (has(walk, language->long_quotes[i])) {
            skip_string(walk, language->long_quotes[i], true);
            return true;
        }
    if (opens_string(walk)) {
        skip_string(walk, quote, false);
        return true;
    }
    if ((language->flags & CHARACTERS) != 0 && quote[0] == '\'') {
        skip_character(walk);
        return true;
    }
    return false;
}

void dd_comments_each(const struct dd_language *language, const char *text, size_t length,
                      dd_comment_fn take, void *user)
{
    struct walk walk = {language, text, length, 0, 1, take, user};

    while (walk.at < walk.length) {
        if (try_comment(&walk) || try_string(&walk))
            continue;
        if (text[walk.at] == '\\' && walk.at + 1 < length && text[walk.at + 1] != '\n')
            walk.at++;
        step(&walk);
    }
}

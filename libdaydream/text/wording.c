/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "text/wording.h"

/* A pattern has ten words; only something else has more than these, and is known by all of it. */
#define WORDS_MAX 200

/* Room for a word; what a longer one has behind that is taken for the next. */
#define WORD_SIZE 64

/* How much of the longer one the shorter must have, in percent. */
#define LEAST 75

/* Words that differ between two wordings of the same, and change nothing. Who did it goes without
 * saying. */
static const char *const fillers[] = {
    "a",      "about",     "agent", "all",   "also", "although", "an",     "and",  "any",  "are",
    "as",     "assistant", "at",    "be",    "been", "being",    "by",     "did",  "do",   "does",
    "during", "for",       "from",  "had",   "has",  "have",     "having", "he",   "her",  "his",
    "i",      "in",        "into",  "is",    "it",   "its",      "of",     "on",   "or",   "our",
    "she",    "so",        "some",  "still", "that", "the",      "their",  "them", "then", "there",
    "these",  "they",      "this",  "those", "to",   "very",     "was",    "we",   "were", "when",
    "where",  "which",     "while", "who",   "with", "you",      "your",
};

/* Words that say the opposite of what is said without them. */
static const char *const turns[] = {"after", "before", "cannot", "instead", "neither", "never",
                                    "no",    "nor",    "not",    "only",    "without"};

/* Endings that go, the longer ones first. */
static const char *const endings[] = {"ing", "ed", "es", "s"};

static bool is_in(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, list[i]) == 0)
            return true;
    return false;
}

/* "reads", "reading" and "read" are one, and so are "close" and "closing", "stop" and "stopped". */
static void make_stem(char *word)
{
    size_t length = strlen(word);

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t size = strlen(endings[i]);

        if (length >= size + 3 && strcmp(word + length - size, endings[i]) == 0) {
            length -= size;
            break;
        }
    }
    if (length > 3 && word[length - 1] == 'e')
        length--;
    else if (length > 3 && word[length - 1] == word[length - 2] &&
             strchr("aeiouls", word[length - 1]) == NULL)
        length--;
    word[length] = '\0';
}

static enum daydream_status add_once(struct dd_strings *list, const char *word,
                                     struct daydream_error *err)
{
    return dd_strings_has(list, word) ? DAYDREAM_OK : dd_strings_add(list, word, err);
}

static enum daydream_status add_word(struct dd_wording *out, char *word, struct daydream_error *err)
{
    dd_buf_printf(&out->normal, "%s%s", out->normal.length > 0 ? " " : "", word);
    out->too_long = out->stems.count + out->turns.count >= WORDS_MAX;
    if (out->too_long || is_in(word, fillers, sizeof fillers / sizeof fillers[0]))
        return DAYDREAM_OK;
    if (is_in(word, turns, sizeof turns / sizeof turns[0]))
        return add_once(&out->turns, word, err);
    make_stem(word);
    return add_once(&out->stems, word, err);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Everything beyond ASCII belongs to words: what is a letter there takes tables to know. */
static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || (c & 0x80) != 0;
}

#define CURLY "\xe2\x80\x99" /* U+2019 */

/* The bytes of an apostrophe here; 0: there is none. */
static size_t apostrophe(const char *at)
{
    if (*at == '\'')
        return 1;
    return strncmp(at, CURLY, strlen(CURLY)) == 0 ? strlen(CURLY) : 0;
}

/* Read the word at `*at`, in lower case, with each number as one "0". True when an apostrophe
 * ended it. */
static bool read_word(const char **at, char word[WORD_SIZE])
{
    size_t length = 0;

    for (; is_word(**at) && apostrophe(*at) == 0 && length + 1 < WORD_SIZE; ++*at) {
        char c = is_digit(**at) ? '0' : **at;

        if (c != '0' || length == 0 || word[length - 1] != '0')
            word[length++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    word[length] = '\0';
    return length > 0 && apostrophe(*at) > 0;
}

/* "isn't" is "is not"; of "agent's" and "it's" the end goes. */
static enum daydream_status add_short_form(struct dd_wording *out, const char **at, char *word,
                                           struct daydream_error *err)
{
    char end[WORD_SIZE];
    size_t length = strlen(word);
    bool negates;
    enum daydream_status status;

    *at += apostrophe(*at);
    (void)read_word(at, end);
    negates = strcmp(end, "t") == 0 && length > 1 && word[length - 1] == 'n';
    if (negates)
        word[length - 1] = '\0';
    status = add_word(out, word, err);
    if (negates && status == DAYDREAM_OK) {
        char negation[] = "not";

        status = add_word(out, negation, err);
    }
    return status;
}

enum daydream_status dd_wording_read(const char *text, struct dd_wording *out,
                                     struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;
    char word[WORD_SIZE];

    *out = (struct dd_wording){DD_BUF_INIT, DD_STRINGS_INIT, DD_STRINGS_INIT, false};
    while (*text != '\0' && status == DAYDREAM_OK) {
        if (read_word(&text, word))
            status = add_short_form(out, &text, word, err);
        else if (word[0] != '\0')
            status = add_word(out, word, err);
        else
            text++;
    }
    return status == DAYDREAM_OK ? dd_buf_status(&out->normal, err) : status;
}

void dd_wording_free(struct dd_wording *wording)
{
    dd_buf_free(&wording->normal);
    dd_strings_free(&wording->stems);
    dd_strings_free(&wording->turns);
}

bool dd_wording_is_empty(const struct dd_wording *wording)
{
    return wording->normal.length == 0;
}

static bool has_all(const struct dd_strings *list, const struct dd_strings *of)
{
    for (size_t i = 0; i < of->count; i++)
        if (!dd_strings_has(list, of->items[i]))
            return false;
    return true;
}

int dd_wording_likeness(const struct dd_wording *a, const struct dd_wording *b)
{
    const struct dd_wording *less = a->stems.count < b->stems.count ? a : b;
    const struct dd_wording *more = less == a ? b : a;

    if (strcmp(dd_buf_text(&a->normal), dd_buf_text(&b->normal)) == 0)
        return DD_WORDING_SAME;
    if (a->too_long || b->too_long || less->stems.count * 100 < more->stems.count * LEAST)
        return 0;
    if (a->turns.count != b->turns.count || !has_all(&a->turns, &b->turns) ||
        !has_all(&more->stems, &less->stems) || more->stems.count == 0)
        return 0;
    return (int)(less->stems.count * (DD_WORDING_SAME - 1) / more->stems.count);
}

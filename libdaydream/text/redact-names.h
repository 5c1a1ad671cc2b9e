/* SPDX-License-Identifier: MIT */
/*
 * Names that say that their value is a secret: a table of words, and what may stand around them.
 */
#ifndef DD_TEXT_REDACT_NAMES_H
#define DD_TEXT_REDACT_NAMES_H

#include <stdbool.h>
#include <stddef.h>

/* How much a name says by itself. */
enum dd_telling {
    DD_TELLS_NOTHING,
    DD_TELLS_SERVICE, /* names a service that gives out keys: noise of any kind */
    DD_TELLS_KEY,     /* a key of any kind, also of a table: noise that is no hash */
    DD_TELLS_MEDIUM,  /* often a secret: what holds digits and letters */
    DD_TELLS_SECRET   /* whatever is not a placeholder */
};

struct dd_telling_word {
    const char *word; /* lower case, three bytes or more */
    enum dd_telling telling;
};

extern const struct dd_telling_word dd_telling_words[];
extern const size_t dd_telling_words_count;

/* A name that was found around a telling word. */
struct dd_name {
    size_t start, end;
    enum dd_telling telling;
    bool plural;
    bool bare;   /* the word is its end */
    bool logger; /* "TokenStore": a telling word with another behind it, in camel case */
};

/* The name in which the word at `at` stands. It tells nothing where the word is a part of another
 * one ("tokenizer", "monkey"), or where what is behind it says otherwise ("token_type"). */
struct dd_name dd_name_read(const char *text, size_t length, size_t at,
                            const struct dd_telling_word *word);

/* Does the name of a variable, as it stands in an environment, say that its value is a secret, and
 * can the value be one? "postgres" is none: that would hide the word wherever it stands. */
bool dd_name_holds_secret(const char *name, size_t length, const char *value, size_t value_length);

#endif

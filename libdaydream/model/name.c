/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "model/name.h"

#define SLUG_MAX 64
#define ORG_MAX  39
#define REPO_MAX 100
#define HOST_MAX 253

#define LOWER    "abcdefghijklmnopqrstuvwxyz"
#define UPPER    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS   "0123456789"

/* RIGHT SINGLE QUOTATION MARK, which macOS puts into "Tom's Mac" */
#define CURLY_APOSTROPHE "\xe2\x80\x99"

static bool made_of(const char *text, const char *allowed, size_t max)
{
    size_t length = strlen(text);

    return length > 0 && length <= max && strspn(text, allowed) == length;
}

bool dd_name_is_slug(const char *text)
{
    return made_of(text, LOWER UPPER DIGITS "._-", SLUG_MAX) && text[0] != '.' && text[0] != '-';
}

bool dd_name_is_category(const char *text)
{
    return dd_name_is_slug(text) && made_of(text, LOWER DIGITS "._-", SLUG_MAX);
}

bool dd_name_is_org(const char *text)
{
    return made_of(text, LOWER UPPER DIGITS "-_", ORG_MAX) && text[0] != '-' &&
           text[strlen(text) - 1] != '-';
}

bool dd_name_is_repo(const char *text)
{
    return made_of(text, LOWER UPPER DIGITS "._-", REPO_MAX) && strcmp(text, ".") != 0 &&
           strcmp(text, "..") != 0;
}

bool dd_name_is_host(const char *text)
{
    const char *colon = strchr(text, ':');
    size_t name = colon != NULL ? (size_t)(colon - text) : strlen(text);

    if (name == 0 || name > HOST_MAX || strspn(text, LOWER UPPER DIGITS ".-") != name ||
        text[0] == '-' || text[0] == '.')
        return false;
    return colon == NULL || made_of(colon + 1, DIGITS, 5);
}

/* The next character of a machine's name, folded. */
static int next_folded(const char **text)
{
    int c;

    if (strncmp(*text, CURLY_APOSTROPHE, strlen(CURLY_APOSTROPHE)) == 0) {
        *text += strlen(CURLY_APOSTROPHE);
        return '\'';
    }
    c = tolower((unsigned char)**text);
    if (c != '\0')
        (*text)++;
    return c;
}

static bool is_end(const char *text)
{
    return *text == '\0' || strcasecmp(text, ".local") == 0;
}

bool dd_name_same_machine(const char *a, const char *b)
{
    while (!is_end(a) && !is_end(b))
        if (next_folded(&a) != next_folded(&b))
            return false;
    return is_end(a) && is_end(b);
}

/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "text/bytes.h"
#include "text/matcher.h"
#include "text/slug.h"

#define FIRST_ROOM ((size_t)64)
#define MOST_NAMES ((size_t)200000)

/* What GitHub drops of a heading: all but word characters, hyphens and blanks. Beyond that what
 * cannot be seen (joiners, variants of emoji), which no two programs write alike. */
#define DROPPED "[^\\p{L}\\p{M}\\p{Nd}\\p{Pc}\\- ]|[\\x{200d}\\x{fe0e}\\x{fe0f}]"

struct slot {
    uint64_t hash; /* of a name; 0: free */
    size_t times;  /* how many headings asked for it */
};

struct dd_slugs {
    enum dd_slug_style style;
    struct dd_matcher dropped;
    struct dd_matcher whole;
    struct slot *slots; /* open addressing, a power of 2 of them, at most half of them taken */
    size_t room;
    size_t count;
    struct dd_buf name;
    struct dd_buf lower;
};

enum daydream_status dd_slugs_new(struct dd_slugs **out, struct daydream_error *err)
{
    struct dd_slugs *slugs = calloc(1, sizeof *slugs);
    enum daydream_status status;

    *out = NULL;
    if (slugs == NULL)
        return dd_fail_memory(err);
    slugs->dropped.name = "punctuation";
    slugs->whole.name = "capitals";
    slugs->room = FIRST_ROOM;
    slugs->slots = calloc(slugs->room, sizeof *slugs->slots);
    if (slugs->slots == NULL)
        status = dd_fail_memory(err);
    else if ((status = dd_matcher_compile_utf8(&slugs->dropped, DROPPED, err)) == DAYDREAM_OK)
        status = dd_matcher_compile_utf8(&slugs->whole, "(?s)^.+$", err);
    if (status == DAYDREAM_OK)
        *out = slugs;
    else
        dd_slugs_free(slugs);
    return status;
}

void dd_slugs_free(struct dd_slugs *slugs)
{
    if (slugs == NULL)
        return;
    dd_matcher_free(&slugs->dropped);
    dd_matcher_free(&slugs->whole);
    dd_buf_free(&slugs->name);
    dd_buf_free(&slugs->lower);
    free(slugs->slots);
    free(slugs);
}

void dd_slugs_begin(struct dd_slugs *slugs, enum dd_slug_style style)
{
    slugs->style = style;
    if (slugs->count > 0)
        memset(slugs->slots, 0, slugs->room * sizeof *slugs->slots);
    slugs->count = 0;
}

/* ---- the table ---- */

static struct slot *find(const struct dd_slugs *slugs, uint64_t hash)
{
    size_t at = (size_t)hash & (slugs->room - 1);

    while (slugs->slots[at].hash != 0 && slugs->slots[at].hash != hash)
        at = (at + 1) & (slugs->room - 1);
    return &slugs->slots[at];
}

static enum daydream_status grow(struct dd_slugs *slugs, struct daydream_error *err)
{
    struct slot *old = slugs->slots;
    size_t old_room = slugs->room;
    struct slot *slots = calloc(old_room * 2, sizeof *slots);

    if (slots == NULL)
        return dd_fail_memory(err);
    slugs->slots = slots;
    slugs->room = old_room * 2;
    for (size_t i = 0; i < old_room; i++)
        if (old[i].hash != 0)
            *find(slugs, old[i].hash) = old[i];
    free(old);
    return DAYDREAM_OK;
}

static uint64_t hash_of(const struct dd_buf *name)
{
    uint64_t hash = dd_hash(dd_buf_text(name), name->length);

    return hash != 0 ? hash : 1;
}

/* The slot of the name at hand, which may be a new one. */
static enum daydream_status enter(struct dd_slugs *slugs, const struct dd_buf *name,
                                  struct slot **out, struct daydream_error *err)
{
    enum daydream_status status = dd_buf_status(name, err);

    *out = NULL;
    if (status == DAYDREAM_OK && slugs->count * 2 >= slugs->room)
        status = grow(slugs, err);
    if (status != DAYDREAM_OK)
        return status;
    if (slugs->count >= MOST_NAMES)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "slug", "more than %zu headings", MOST_NAMES);
    *out = find(slugs, hash_of(name));
    if ((*out)->hash == 0) {
        (*out)->hash = hash_of(name);
        slugs->count++;
    }
    return DAYDREAM_OK;
}

/* ---- how a name is made ---- */

static bool is_ascii(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0x80)
        text++;
    return *text == '\0';
}

/* Small letters, as Unicode has them. What is no UTF-8 stays as it is. */
static enum daydream_status lower(const struct dd_slugs *slugs, const char *text,
                                  struct dd_buf *out, struct daydream_error *err)
{
    dd_buf_reset(out);
    if (!is_ascii(text))
        return dd_matcher_replace(&slugs->whole, text, "\\L$0", out, err);
    for (; *text != '\0'; text++)
        dd_buf_putc(out, dd_lower(*text));
    return DAYDREAM_OK;
}

static enum daydream_status drop(const struct dd_slugs *slugs, const char *text, struct dd_buf *out,
                                 struct daydream_error *err)
{
    dd_buf_reset(out);
    if (!is_ascii(text))
        return dd_matcher_replace(&slugs->dropped, text, "", out, err);
    for (; *text != '\0'; text++)
        if (dd_is_alnum(*text) || dd_is_in("_- ", *text))
            dd_buf_putc(out, *text);
    return DAYDREAM_OK;
}

/* "What's new?" into "whats-new". */
static enum daydream_status make_github(struct dd_slugs *slugs, const char *words,
                                        struct daydream_error *err)
{
    enum daydream_status status = lower(slugs, words, &slugs->lower, err);

    if (status != DAYDREAM_OK)
        return status;
    status = drop(slugs, dd_buf_text(&slugs->lower), &slugs->name, err);
    for (size_t i = 0; i < slugs->name.length; i++)
        if (slugs->name.data[i] == ' ')
            slugs->name.data[i] = '-';
    return status;
}

/* "What's new?" into "what-s-new". Letters beyond ASCII stay, where docutils writes the nearest
 * ones: what is compared is made the same way. */
static enum daydream_status make_docutils(struct dd_slugs *slugs, const char *words,
                                          struct daydream_error *err)
{
    enum daydream_status status = lower(slugs, words, &slugs->lower, err);
    const char *text = dd_buf_text(&slugs->lower);

    dd_buf_reset(&slugs->name);
    for (; *text != '\0'; text++) {
        if (dd_is_alnum(*text) || (unsigned char)*text >= 0x80)
            dd_buf_putc(&slugs->name, *text);
        else if (slugs->name.length > 0 && slugs->name.data[slugs->name.length - 1] != '-')
            dd_buf_putc(&slugs->name, '-');
    }
    if (slugs->name.length > 0 && slugs->name.data[slugs->name.length - 1] == '-')
        dd_buf_truncate(&slugs->name, slugs->name.length - 1);
    return status;
}

static enum daydream_status make(struct dd_slugs *slugs, const char *words,
                                 struct daydream_error *err)
{
    return slugs->style == DD_SLUG_GITHUB ? make_github(slugs, words, err)
                                          : make_docutils(slugs, words, err);
}

/* ---- the public part ---- */

static enum daydream_status add_heading(struct dd_slugs *slugs, const char *words,
                                        struct daydream_error *err)
{
    struct slot *slot = NULL;
    enum daydream_status status = make(slugs, words, err);

    if (status != DAYDREAM_OK || (status = enter(slugs, &slugs->name, &slot, err)) != DAYDREAM_OK ||
        slot->times++ == 0)
        return status;
    dd_buf_printf(&slugs->name, "-%zu", slot->times - 1);
    status = enter(slugs, &slugs->name, &slot, err);
    if (status == DAYDREAM_OK)
        slot->times++;
    return status;
}

/* What stands behind a picture begins with a blank, of which GitHub makes a hyphen and other tools
 * nothing. */
enum daydream_status dd_slugs_add_heading(struct dd_slugs *slugs, const char *words,
                                          struct daydream_error *err)
{
    const char *trimmed = words + strspn(words, " ");
    enum daydream_status status = add_heading(slugs, words, err);

    if (status == DAYDREAM_OK && trimmed != words)
        status = add_heading(slugs, trimmed, err);
    return status;
}

enum daydream_status dd_slugs_add_name(struct dd_slugs *slugs, const char *name,
                                       struct daydream_error *err)
{
    struct slot *slot;
    enum daydream_status status = slugs->style == DD_SLUG_GITHUB
                                      ? lower(slugs, name, &slugs->name, err)
                                      : make_docutils(slugs, name, err);

    return status == DAYDREAM_OK ? enter(slugs, &slugs->name, &slot, err) : status;
}

static bool is_known(const struct dd_slugs *slugs, const struct dd_buf *name)
{
    return find(slugs, hash_of(name))->hash != 0;
}

/* As it is, and without what cannot be seen in it; docutils' names may be asked for by the words of
 * a heading, too. */
enum daydream_status dd_slugs_have(struct dd_slugs *slugs, const char *fragment, bool *out,
                                   struct daydream_error *err)
{
    enum daydream_status status = lower(slugs, fragment, &slugs->name, err);

    *out = false;
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&slugs->name, err);
    if (status != DAYDREAM_OK || (*out = is_known(slugs, &slugs->name)))
        return status;
    if (slugs->style == DD_SLUG_GITHUB && is_ascii(fragment))
        return DAYDREAM_OK; /* there is nothing in it that could be left out */
    status = slugs->style == DD_SLUG_GITHUB ? drop(slugs, fragment, &slugs->lower, err)
                                            : DAYDREAM_OK;
    if (status == DAYDREAM_OK && slugs->style == DD_SLUG_GITHUB)
        status = lower(slugs, dd_buf_text(&slugs->lower), &slugs->name, err);
    else if (status == DAYDREAM_OK)
        status = make_docutils(slugs, fragment, err);
    if (status == DAYDREAM_OK && (status = dd_buf_status(&slugs->name, err)) == DAYDREAM_OK)
        *out = is_known(slugs, &slugs->name);
    return status;
}

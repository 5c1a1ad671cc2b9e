/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "logs/chars.h"
#include "logs/code.h"
#include "logs/fold.h"
#include "logs/skim-index.h"

/* In the place of a number, as if it were nought. Whether one is folded depends on nothing but what
 * is around it, so that one that is not folded is never taken for one that is. */
#define NUMBER '0'

/* A longer number may be seconds since the epoch, and those are stamps. */
#define LONGEST_NUMBER 9

/* Does a digit behind it, or in front of it, belong to the same word? */
static bool is_of_word(char c)
{
    return dd_is_alnum(c) || c == '_' || (c & 0x80) != 0;
}

/* Is it a number, and no part of a word, and not one that says what happened? */
static bool is_free(const char *begin, const char *at, const char *behind, const char *end)
{
    if (behind - at > LONGEST_NUMBER)
        return false;
    if (at > begin && (is_of_word(at[-1]) || at[-1] == '$' || at[-1] == '\\' || at[-1] == '%'))
        return false;
    if (behind < end && is_of_word(*behind))
        return false;
    return !dd_code_may_follow(begin, at);
}

/* Part of "10:11", without which there is no stamp. */
static bool is_time(const char *at, const char *behind, const char *end)
{
    return behind - at <= 2 && end - behind >= 3 && *behind == ':' && dd_is_digit(behind[1]) &&
           dd_is_digit(behind[2]) && (end - behind == 3 || !dd_is_digit(behind[3]));
}

static bool put_number(struct dd_folded *folded, const char *begin, const char *at,
                       const char *behind, const char *end)
{
    size_t length = (size_t)(behind - at);

    if (is_time(at, behind, end))
        return false;
    if (!is_free(begin, at, behind, end)) {
        memcpy(folded->text + folded->length, at, length);
        folded->length += length;
        return true;
    }
    folded->text[folded->length++] = NUMBER;
    if (length == 1)
        return true;
    if (folded->count == DD_FOLD_NUMBERS)
        return false;
    folded->numbers[folded->count].here = (unsigned short)folded->length;
    folded->numbers[folded->count++].there = (unsigned short)(behind - begin);
    return true;
}

/* Copy up to the next digit. */
static const char *copy_rest(struct dd_folded *folded, const char *at, const char *end)
{
    while ((size_t)(end - at) >= DD_SKIM_WORD) {
        uint64_t word = dd_skim_load(at);
        size_t count = dd_skim_before_digit(word);

        memcpy(folded->text + folded->length, &word, DD_SKIM_WORD);
        folded->length += count;
        at += count;
        if (count < DD_SKIM_WORD)
            return at;
    }
    while (at < end && !dd_is_digit(*at))
        folded->text[folded->length++] = *at++;
    return at;
}

bool dd_fold(struct dd_folded *folded, const char *text, size_t length)
{
    const char *at = text;
    const char *end = text + length;

    folded->length = folded->count = 0;
    if (length > DD_FOLD_MAX)
        return false;
    while ((at = copy_rest(folded, at, end)) < end) {
        const char *behind = dd_skip_digits(at, end);

        if (!put_number(folded, text, at, behind, end))
            return false;
        at = behind;
    }
    memset(folded->text + folded->length, 0, DD_SKIM_WORD);
    return true;
}

size_t dd_fold_there(const struct dd_folded *folded, size_t at)
{
    size_t count = 0;

    while (count < folded->count && folded->numbers[count].here <= at)
        count++;
    if (count == 0)
        return at;
    return at - folded->numbers[count - 1].here + folded->numbers[count - 1].there;
}

size_t dd_fold_here(const struct dd_folded *folded, size_t at)
{
    size_t count = folded->count;
    size_t here;

    while (count > 0 && folded->numbers[count - 1].there > at)
        count--;
    here = count == 0 ? at
                      : at - folded->numbers[count - 1].there + folded->numbers[count - 1].here;
    if (count < folded->count && here >= folded->numbers[count].here)
        here = folded->numbers[count].here - 1u;
    return here;
}

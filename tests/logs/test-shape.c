/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <string.h>

#include "logs/shape.h"
#include "support/suite.h"

START_TEST(test_kinds)
{
    enum {
        WORD = DD_PART_WORD,
        NOUN = DD_PART_WORD | DD_PART_NOUN,
        VARIES = DD_PART_VARIES
    };
    static const struct {
        const char *part;
        int kind;
    } cases[] = {
        {"<*>", DD_PART_VALUE | VARIES},
        {"(<*>),", DD_PART_VALUE | VARIES},
        {"<<*>.<*>%>", DD_PART_VALUE | VARIES},
        {"()", DD_PART_VALUE | VARIES},
        {"--", 0},
        {"cart", NOUN},
        {"(cart):", NOUN},
        {"isn't", NOUN},
        {"started", WORD},
        {"starting.", WORD},
        {"org.x.Cart", DD_PART_NAME | VARIES},
        {"[a_b]", DD_PART_NAME | VARIES},
        {"<*>_tmp", DD_PART_NAME | VARIES},
        {"<*>-B", DD_PART_NAME | VARIES},
        {"Main$Run", DD_PART_NAME | VARIES},
        {"IN_CAPITALS", 0},
        {"java.io.IOException", 0},
        {"key=<*>", 0},
        {"a.b=<*>", 0},
        {"node-<*>", VARIES},
        {"eth<*>", VARIES},
        {"port:<*>", VARIES},
        {"caf\xc3\xa9", 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_shape shape;
        char text[64] = "x ";

        memcpy(text + 2, cases[i].part, strlen(cases[i].part) + 1);
        dd_shape_read(text, 0, &shape);
        ck_assert_uint_eq(shape.count, 2);
        ck_assert_msg(shape.kinds[1] == cases[i].kind, "%s: %d", cases[i].part, shape.kinds[1]);
    }
}
END_TEST

START_TEST(test_equal)
{
    static const struct {
        const char *one;
        const char *other;
        bool key;
    } cases[] = {
        {"a b", "a b", true},
        {"a b", "a c", false},
        {"a <*> b", "a b", true},
        {"a b.c", "a d.e", true},
        {"b.c a", "d.e a", false},
        {"n blk_<*>x is", "n blk_<*>x blk_<*>x is", true},
        {"s <*>_a <ok> <*>_b <ok> <*>_c <ok>", "s <*>_a <ok>", true},
        {"a a b", "a b", false},
        {"", "", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_shape one;
        struct dd_shape other;

        dd_shape_read(cases[i].one, 1, &one);
        dd_shape_read(cases[i].other, 1, &other);
        ck_assert_msg((one.key == other.key) == cases[i].key, "%s | %s", cases[i].one,
                      cases[i].other);
        dd_shape_read(cases[i].one, 2, &other);
        ck_assert_uint_ne(one.key, other.key);
    }
}
END_TEST

START_TEST(test_without)
{
    struct dd_shape one;
    struct dd_shape other;

    dd_shape_read("a b c", 0, &one);
    dd_shape_read("a x c", 0, &other);
    ck_assert_uint_ne(one.whole, other.whole);
    ck_assert_uint_eq(dd_shape_without(&one, 1), dd_shape_without(&other, 1));
    ck_assert_uint_ne(dd_shape_without(&one, 2), dd_shape_without(&other, 2));
    ck_assert_uint_ne(dd_shape_frame(&one), dd_shape_frame(&other));
    one.rare = other.rare = 2;
    ck_assert_uint_eq(dd_shape_frame(&one), dd_shape_frame(&other));
    ck_assert_uint_eq(dd_shape_words(&one), 2);
    other.rare = 6;
    ck_assert_uint_ne(dd_shape_frame(&one), dd_shape_frame(&other));
}
END_TEST

/* A template has at most DD_TEMPLATE_MAX bytes, and so many parts. */
START_TEST(test_many_parts)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    struct dd_shape shape;
    char text[401];

    for (size_t i = 0; i < 400; i++)
        text[i] = i % 2 == 0 ? letters[i / 2 % 26] : ' ';
    text[400] = '\0';
    dd_shape_read(text, 0, &shape);
    ck_assert_uint_eq(shape.count, DD_SHAPE_PARTS);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_kinds, test_equal, test_without, test_many_parts};

    return suite_run("logs/shape", tests, sizeof tests / sizeof tests[0]);
}

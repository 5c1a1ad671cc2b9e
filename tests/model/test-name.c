/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/name.h"
#include "support/suite.h"

#define TEN     "abcdefghij"
#define S39     TEN TEN TEN "abcdefghi"
#define S64     TEN TEN TEN TEN TEN TEN "abcd"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static const struct {
    const char *text;
    bool slug, category, org, repo, host;
} names[] = {
    {"popoto", true, true, true, true, true},
    {"a", true, true, true, true, true},
    {"9", true, true, true, true, true},
    {"Popoto", true, false, true, true, true},
    {"log-files", true, true, true, true, true},
    {"a_b", true, true, true, true, false},
    {"_b", true, true, true, true, false},
    {"a.b", true, true, false, true, true},
    {"a-", true, true, false, true, true},
    {"-a", false, false, false, true, false},
    {".github", false, false, false, true, false},
    {".", false, false, false, false, false},
    {"..", false, false, false, false, false},
    {"...", false, false, false, true, false},
    {"", false, false, false, false, false},
    {S39, true, true, true, true, true},
    {S39 "x", true, true, false, true, true},
    {S64, true, true, false, true, true},
    {S64 "x", false, false, false, true, true},
    {HUNDRED, false, false, false, true, true},
    {HUNDRED "x", false, false, false, false, true},
    {HUNDRED HUNDRED TEN TEN TEN TEN TEN "abc", false, false, false, false, true},
    {HUNDRED HUNDRED TEN TEN TEN TEN TEN "abcd", false, false, false, false, false},
    {"a b", false, false, false, false, false},
    {"a/b", false, false, false, false, false},
    {"a\nb", false, false, false, false, false},
    {"a:b", false, false, false, false, false},
    {"a@b", false, false, false, false, false},
    {"gr\xc3\xb6\xc3\x9f"
     "e",
     false, false, false, false, false},
    {"\xff", false, false, false, false, false},
    {"localhost:8443", false, false, false, false, true},
    {"a:1", false, false, false, false, true},
    {"a:", false, false, false, false, false},
    {":443", false, false, false, false, false},
    {"a:123456", false, false, false, false, false},
    {"a:4 3", false, false, false, false, false},
    {"a:1:2", false, false, false, false, false},
    {"a?x=1", false, false, false, false, false},
    {"https://github.com", false, false, false, false, false},
};

START_TEST(each_kind_of_name_has_its_characters)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *text = names[i].text;

        ck_assert_msg(dd_name_is_slug(text) == names[i].slug, "slug '%s'", text);
        ck_assert_msg(dd_name_is_category(text) == names[i].category, "category '%s'", text);
        ck_assert_msg(dd_name_is_org(text) == names[i].org, "org '%s'", text);
        ck_assert_msg(dd_name_is_repo(text) == names[i].repo, "repo '%s'", text);
        ck_assert_msg(dd_name_is_host(text) == names[i].host, "host '%s'", text);
    }
}
END_TEST

START_TEST(machines_are_known_by_any_spelling)
{
    static const struct {
        const char *a;
        const char *b;
        bool same;
    } cases[] = {
        {"studio", "studio", true},
        {"Studio", "sTUDIO", true},
        {"studio", "studio.local", true},
        {"STUDIO.LOCAL", "studio", true},
        {"studio.local", "Studio.Local", true},
        {"Tom's MacBook", "tom\xe2\x80\x99s macbook.local", true},
        {"tom\xe2\x80\x99s", "TOM\xe2\x80\x99S", true},
        {"tom's", "tom\xe2\x80\x98s", false}, /* the opening quotation mark is another one */
        {"toms", "tom's", false},
        {"studio", "studio2", false},
        {"studio", "stud", false},
        {"studio", "studio.lan", false},
        {"studio", "studio.local.lan", false},
        {"studio", "studio.locally", false},
        {"studio", "", false},
        {"", "", true},
        {"\xc3\xa9t\xc3\xa9", "\xc3\xa9t\xc3\xa9", true},
        {"\xc3\xa9", "\xc3", false},
        {"I", "i", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_msg(dd_name_same_machine(cases[i].a, cases[i].b) == cases[i].same, "%s, %s",
                      cases[i].a, cases[i].b);
        ck_assert_msg(dd_name_same_machine(cases[i].b, cases[i].a) == cases[i].same, "%s, %s",
                      cases[i].b, cases[i].a);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        each_kind_of_name_has_its_characters,
        machines_are_known_by_any_spelling,
    };

    return suite_run("model/name", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
/* Which paths a pattern of projects.json is for. */
#include "base/path.h"
#include "support/suite.h"

static const struct {
    const char *path;
    const char *pattern;
    bool fits;
} cases[] = {
    {"a.py", "*.py", true},
    {"src/deep/a.py", "*.py", true},
    {"a.pyc", "*.py", false},
    {"a.py", "*", true},
    {".hidden", "*", true},
    /* a name, of a file or of a folder above it */
    {"vendor/x/a.c", "vendor", true},
    {"src/vendor/a.c", "vendor", true},
    {"src/vendored/a.c", "vendor", false},
    {"src/a.c", "SRC", false},
    /* a path, or its beginning */
    {"docs/old/a.md", "docs/old", true},
    {"docs/old/a.md", "docs/old/", true},
    {"docs/older/a.md", "docs/old", false},
    {"x/docs/old/a.md", "docs/old", false},
    {"docs/old/a.md", "docs/*.md", true},
    {"docs/a.md", "*/a.md", true},
    {"a.md", "*/a.md", false},
    {"a.md", "", false},
    {"a.md", "/", false},
    {"", "*", false},
};

START_TEST(fits_names_and_paths)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_path_fits_one(cases[i].path, cases[i].pattern) == cases[i].fits, "%s, %s",
                      cases[i].path, cases[i].pattern);
}
END_TEST

START_TEST(fits_one_of_several)
{
    struct dd_strings patterns = DD_STRINGS_INIT;

    ck_assert(!dd_path_fits("a.md", &patterns));
    ck_assert_int_eq(dd_strings_add(&patterns, "*.rst", NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_strings_add(&patterns, "*.md", NULL), DAYDREAM_OK);
    ck_assert(dd_path_fits("a.md", &patterns));
    ck_assert(!dd_path_fits("a.txt", &patterns));
    dd_strings_free(&patterns);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {fits_names_and_paths, fits_one_of_several};

    return suite_run("base/path-fits", tests, sizeof tests / sizeof tests[0]);
}

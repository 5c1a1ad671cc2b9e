/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "services/link.h"
#include "support/suite.h"

static const struct {
    const char *header;
    const char *next; /* NULL: none */
} cases[] = {
    {NULL, NULL},
    {"", NULL},
    {"<https://h/a?page=2>; rel=\"next\"", "https://h/a?page=2"},
    {"<https://h/repositories/7/issues?page=2>; rel=\"next\", <https://h/x>; rel=\"last\"",
     "https://h/repositories/7/issues?page=2"},
    {"<https://h/1>; rel=\"prev\", <https://h/3>; rel=\"next\"", "https://h/3"},
    {"<https://h/1>; rel=\"prev\", <https://h/1>; rel=\"first\"", NULL},
    {"<https://h/a,b;c>; rel=next", "https://h/a,b;c"},
    {"<https://h/2>;rel=NEXT,<https://h/9>;rel=last", "https://h/2"},
    {"<https://h/2>; title=\"a, b; rel=next\"; rel=\"last\"", NULL},
    {"<https://h/2>; title=\"say \\\"hi\\\"\"; rel=\"last next\"", "https://h/2"},
    {"<https://h/2>; rel = \"next\" ", "https://h/2"},
    {"<https://h/2>; rel=\"nextpage\"", NULL},
    {"<https://h/2>; xrel=\"next\"", NULL},
    {"<https://h/2>; rel; title=next", NULL},
    {"<https://h/2>", NULL},
    {"<https://h/2>; rel=\"next", "https://h/2"},
    {"<https://h/2", NULL},
    {"<", NULL},
    {"<>;", NULL},
    {";;;,,,=", NULL},
    {"https://h/2; rel=\"next\"", NULL},
    {"<https://h/2>; rel=\"\\", NULL},
    {" , <https://h/2>; rel=next", "https://h/2"},
    {"<https://h/1>; rel=\"previous\"; results=\"false\"; cursor=\"0:0:1\", "
     "<https://h/2>; rel=\"next\"; results=\"true\"; cursor=\"0:100:0\"",
     "https://h/2"},
    {"<https://h/1>; rel=\"previous\"; results=\"true\"; cursor=\"0:0:1\", "
     "<https://h/2>; rel=\"next\"; results=\"false\"; cursor=\"0:100:0\"",
     NULL},
};

START_TEST(finds_the_next_page)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;
        bool found = dd_link_next(cases[i].header, &out);

        ck_assert_msg(found == (cases[i].next != NULL), "%s", cases[i].header);
        ck_assert_msg(!found || strcmp(dd_buf_text(&out), cases[i].next) == 0, "%s: %s",
                      cases[i].header, dd_buf_text(&out));
        dd_buf_free(&out);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {finds_the_next_page};

    return suite_run("services/link", tests, sizeof tests / sizeof tests[0]);
}

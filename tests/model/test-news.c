/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/news.h"
#include "support/suite.h"

#define NOTE      DAYDREAM_SEVERITY_NOTE
#define WARNING   DAYDREAM_SEVERITY_WARNING
#define ERROR     DAYDREAM_SEVERITY_ERROR
#define NEW       DAYDREAM_STATE_NEW
#define RECURRING DAYDREAM_STATE_RECURRING
#define RESOLVED  DAYDREAM_STATE_RESOLVED

struct one {
    enum daydream_severity severity;
    enum daydream_state state;
    bool worse;
};

static const struct {
    const char *name;
    enum dd_news news;
    size_t count;
    struct one findings[3];
} lists[] = {
    {"nothing", DD_NEWS_NOTHING, 0, {{0}}},
    {"a new note", DD_NEWS_NOTHING, 1, {{NOTE, NEW, false}}},
    {"a note that grew", DD_NEWS_NOTHING, 1, {{NOTE, RECURRING, true}}},
    {"resolved", DD_NEWS_NOTHING, 2, {{ERROR, RESOLVED, false}, {WARNING, RESOLVED, true}}},
    {"recurring", DD_NEWS_RECURRING, 1, {{WARNING, RECURRING, false}}},
    {"worse", DD_NEWS_FRESH, 1, {{WARNING, RECURRING, true}}},
    {"a new warning", DD_NEWS_FRESH, 1, {{WARNING, NEW, false}}},
    {"a new error", DD_NEWS_FRESH, 1, {{ERROR, NEW, false}}},
    {"new among others",
     DD_NEWS_FRESH,
     3,
     {{NOTE, NEW, false}, {ERROR, NEW, false}, {ERROR, RECURRING, false}}},
    {"recurring among others",
     DD_NEWS_RECURRING,
     3,
     {{NOTE, NEW, false}, {ERROR, RECURRING, false}, {ERROR, RESOLVED, false}}},
};

START_TEST(the_greatest_news_counts)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct daydream_findings *findings = NULL;

        ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
        for (size_t j = 0; j < lists[i].count; j++) {
            const struct one *one = &lists[i].findings[j];
            struct daydream_finding *finding = NULL;

            ck_assert_int_eq(daydream_findings_add(findings, "popoto", "logs", one->severity, "it",
                                                   &finding, NULL),
                             DAYDREAM_OK);
            finding->state = one->state;
            finding->worse = one->worse;
        }
        ck_assert_msg(dd_news_of(findings) == lists[i].news, "%s", lists[i].name);
        daydream_findings_free(findings);
    }
}
END_TEST

START_TEST(what_is_worth_an_issue)
{
    static const struct {
        enum dd_news news;
        enum dd_issue_when when;
        const char *date;
        const char *last;
        bool worth;
    } cases[] = {
        {DD_NEWS_NOTHING, DD_WHEN_NEW, "2026-02-18", "", false},
        {DD_NEWS_NOTHING, DD_WHEN_ANY, "2026-02-18", "", false},
        {DD_NEWS_NOTHING, DD_WHEN_ANY, "2026-02-18", "2025-02-18", false},
        {DD_NEWS_FRESH, DD_WHEN_NEW, "2026-02-18", "", true},
        {DD_NEWS_FRESH, DD_WHEN_NEW, "2026-02-18", "2026-02-17", true},
        {DD_NEWS_FRESH, DD_WHEN_ANY, "2026-02-18", "2026-02-17", true},
        {DD_NEWS_RECURRING, DD_WHEN_ANY, "2026-02-18", "2026-02-17", true},
        {DD_NEWS_RECURRING, DD_WHEN_NEW, "2026-02-18", "2026-02-17", false},
        {DD_NEWS_RECURRING, DD_WHEN_NEW, "2026-02-18", "2026-02-12", false}, /* six days */
        {DD_NEWS_RECURRING, DD_WHEN_NEW, "2026-02-18", "2026-02-11", true},  /* seven */
        {DD_NEWS_RECURRING, DD_WHEN_NEW, "2026-02-18", "2026-01-01", true},
        {DD_NEWS_RECURRING, DD_WHEN_NEW, "2026-03-03", "2026-02-25", false},
        {DD_NEWS_RECURRING, DD_WHEN_NEW, "2026-03-04", "2026-02-25", true},
        {DD_NEWS_RECURRING, DD_WHEN_NEW, "2028-03-03", "2028-02-25", true}, /* a leap year */
        {DD_NEWS_RECURRING, DD_WHEN_NEW, "2026-02-18", "", true},           /* never told */
        {DD_NEWS_RECURRING, DD_WHEN_NEW, "2026-02-18", "2026-02-18", false},
        {DD_NEWS_RECURRING, DD_WHEN_NEW, "2026-02-18", "2026-02-20", false}, /* a later one */
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(dd_news_is_worth(cases[i].news, cases[i].when, cases[i].date,
                                       cases[i].last) == cases[i].worth,
                      "case %zu: %s after '%s'", i, cases[i].date, cases[i].last);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {the_greatest_news_counts, what_is_worth_an_issue};

    return suite_run("model/news", tests, sizeof tests / sizeof tests[0]);
}

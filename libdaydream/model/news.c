/* SPDX-License-Identifier: MIT */
#include "model/news.h"

static enum dd_news news_of_one(const struct daydream_finding *finding)
{
    if (!dd_finding_is_open(finding))
        return DD_NEWS_NOTHING;
    return finding->state == DAYDREAM_STATE_NEW || finding->worse ? DD_NEWS_FRESH
                                                                  : DD_NEWS_RECURRING;
}

enum dd_news dd_news_of(const struct daydream_findings *findings)
{
    enum dd_news greatest = DD_NEWS_NOTHING;

    for (size_t i = 0; i < findings->count; i++) {
        enum dd_news news = news_of_one(findings->items[i]);

        if (news > greatest)
            greatest = news;
    }
    return greatest;
}

static bool is_week_old(const char *date, const char *last_report)
{
    int64_t today = 0;
    int64_t last = 0;

    if (!dd_date_parse(date, &today) || !dd_date_parse(last_report, &last))
        return true;
    return today - last >= DD_NEWS_REMINDER_DAYS;
}

bool dd_news_is_worth(enum dd_news news, enum dd_issue_when when, const char *date,
                      const char *last_report)
{
    if (news == DD_NEWS_RECURRING)
        return when == DD_WHEN_ANY || is_week_old(date, last_report);
    return news == DD_NEWS_FRESH;
}

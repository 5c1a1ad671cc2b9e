/* SPDX-License-Identifier: MIT */
/* Is there anything in the findings that deserves an issue today? */
#ifndef DD_MODEL_NEWS_H
#define DD_MODEL_NEWS_H

#include "model/finding.h"
#include "model/settings.h"

/* After so many days without a report, what only recurs is worth one again. */
#define DD_NEWS_REMINDER_DAYS 7

enum dd_news {
    DD_NEWS_NOTHING,   /* notes, resolved ones, or nothing at all */
    DD_NEWS_RECURRING, /* something is open, but nothing of it is new or worse */
    DD_NEWS_FRESH
};

/* The greatest news in the findings. */
enum dd_news dd_news_of(const struct daydream_findings *findings);

/* Is that worth an issue on `date`? `last_report` is the date of the last one, "" for never. */
bool dd_news_is_worth(enum dd_news news, enum dd_issue_when when, const char *date,
                      const char *last_report);

#endif

/* SPDX-License-Identifier: MIT */
/* Lines like ones that were read make the same events as if they were read themselves. */
#include "logs/event-case.h"
#include "logs/traces.h"
#include "support/suite.h"

#define LOGGER "2026-07-20 10:11:12,345 - app.db - ERROR - "

START_TEST(makes_the_same_events)
{
    static const struct event_case cases[] = {
        {"numbers of other lengths",
         STAMP "ERROR [7] took 31 ms\n" STAMP "ERROR [4121] took 4711 ms\n",
         "error@0:took 31 ms[];error@41:took 4711 ms[];"},
        {"another stamp of the hour",
         LOGGER "pool 1\n2026-07-20 10:59:59,999 - app.db - ERROR - pool 12\n",
         "error@0:pool 1[];error@50:pool 12[];"},
        {"another hour", LOGGER "pool 1\n2026-07-20 11:00:00,000 - app.db - ERROR - pool 12\n",
         "error@0:pool 1[];error@50:pool 12[];"},
        {"a level that says less",
         LOGGER "pool 1\n2026-07-20 10:11:12,345 - app.db - INFO - pool 1\n", "error@0:pool 1[];"},
        {"a trace below each", LOGGER "pool 1\n" PYTHON LOGGER "pool 2\n" PYTHON,
         "error@0:pool 1[KeyError];error@122:pool 2[KeyError];"},
        {"a trace below the second", LOGGER "pool 1\n" LOGGER "pool 2\n" PYTHON,
         "error@0:pool 1[];error@50:pool 2[KeyError];"},
        {"with a header in each line of the trace",
         LOGGER "pool 1\n" LOGGER "pool 2\n" LOGGER "Traceback (most recent call last):\n" LOGGER
                "  File \"/app/x.py\", line 3, in f\n" LOGGER "    g()\n" LOGGER
                "KeyError: 1\n" LOGGER "pool 3\n",
         "error@0:pool 1[];error@50:pool 2[KeyError];error@360:pool 3[];"},
        {"what may head a trace", LOGGER "ValueError: 1\n" LOGGER "ValueError: 2\n",
         "error@0:ValueError: 1[];error@57:ValueError: 2[];"},
        {"what is in quotes, with a line feed",
         "{\"log\":\"ERROR pool 1\\n\",\"time\":\"2026-07-20T10:11:12Z\"}\n"
         "{\"log\":\"ERROR pool 2\\n\",\"time\":\"2026-07-20T10:11:12Z\"}\n",
         "error@0:pool 1[];error@55:pool 2[];"},
        {"members of an object",
         "{\"time\":\"2026-07-20T10:11:12Z\",\"level\":\"error\",\"message\":\"pool 1\",\"n\":1}\n"
         "{\"time\":\"2026-07-20T10:11:12Z\",\"level\":\"error\",\"message\":\"pool "
         "22\",\"n\":12}\n",
         "error@0:pool 1[];error@73:pool 22[];"},
        {"levels that are numbers",
         "{\"time\":1784542272345,\"level\":50,\"message\":\"pool 1\"}\n"
         "{\"time\":1784542272345,\"level\":30,\"message\":\"pool 1\"}\n"
         "{\"time\":1784542272345,\"level\":40,\"message\":\"pool 1\"}\n",
         "error@0:pool 1[];warning@106:pool 1[];"},
        {"levels in front of the stamp",
         "{\"level\":50,\"time\":1784542272345,\"message\":\"pool 1\"}\n"
         "{\"level\":30,\"time\":1784542272345,\"message\":\"pool 1\"}\n"
         "{\"level\":40,\"time\":1784542272345,\"message\":\"pool 1\"}\n",
         "error@0:pool 1[];warning@106:pool 1[];"},
        {"below an object of many lines", LOGGER "pool 1\n{\n\"a\": 1,\n" LOGGER "pool 2\n}\n",
         "error@0:pool 1[];error@60:pool 2[];"},
    };

    event_case_check(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

static enum daydream_status collect_time(void *user, const struct dd_event *event,
                                         struct daydream_error *err)
{
    (void)err;
    dd_buf_printf(user, "%lld ", (long long)event->time);
    return DAYDREAM_OK;
}

/* A file tells once which of two numbers is the day; what was learnt before is read anew. */
START_TEST(forgets_what_was_read_in_another_order)
{
    static const char text[] = "07/10/2026 10:11:12 ERROR pool 1\n"
                               "07/10/2026 10:11:12 ERROR pool 2\n"
                               "20/07/2026, 10:11:12 ERROR queue\n"
                               "07/10/2026 10:11:12 ERROR pool 3\n";

    for (int skims = 0; skims < 2; skims++) {
        const struct event_case_options options = {
            .fn = collect_time, .minimum = DD_LEVEL_WARNING, .skims = skims != 0};
        struct dd_buf times = DD_BUF_INIT;

        event_case_run(&options, text, &times);
        ck_assert_str_eq(dd_buf_text(&times), "1783678272 1783678272 1784542272 1791367872 ");
        dd_buf_free(&times);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        makes_the_same_events,
        forgets_what_was_read_in_another_order,
    };

    return suite_run("logs/event-known", tests, sizeof tests / sizeof tests[0]);
}

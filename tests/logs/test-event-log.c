/* SPDX-License-Identifier: MIT */
#include "logs/event-log.h"
#include "support/suite.h"

#define MANY 10000

START_TEST(gives_back_what_was_added)
{
    struct dd_event_log *log = NULL;
    struct dd_event_record record;
    bool more;

    ck_assert_int_eq(dd_event_log_new(&log, NULL), DAYDREAM_OK);
    for (uint64_t i = 0; i < MANY; i++)
        ck_assert_int_eq(dd_event_log_add(log, i * 3, DD_LEVEL_ERROR, ~i, NULL), DAYDREAM_OK);
    for (int time = 0; time < 2; time++) {
        ck_assert_int_eq(dd_event_log_rewind(log, NULL), DAYDREAM_OK);
        for (uint64_t i = 0; i < MANY; i++) {
            ck_assert_int_eq(dd_event_log_next(log, &record, &more, NULL), DAYDREAM_OK);
            ck_assert(more);
            ck_assert_uint_eq(record.line, i * 3);
            ck_assert_uint_eq(record.fingerprint, ~i);
            ck_assert_int_eq(record.level, DD_LEVEL_ERROR);
        }
        ck_assert_int_eq(dd_event_log_next(log, &record, &more, NULL), DAYDREAM_OK);
        ck_assert(!more);
    }
    dd_event_log_free(log);
    dd_event_log_free(NULL);
}
END_TEST

START_TEST(an_empty_one_has_no_event)
{
    struct dd_event_log *log = NULL;
    struct dd_event_record record;
    bool more = true;

    ck_assert_int_eq(dd_event_log_new(&log, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_event_log_rewind(log, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_event_log_next(log, &record, &more, NULL), DAYDREAM_OK);
    ck_assert(!more);
    dd_event_log_free(log);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {gives_back_what_was_added, an_empty_one_has_no_event};

    return suite_run("logs/event-log", tests, sizeof tests / sizeof tests[0]);
}

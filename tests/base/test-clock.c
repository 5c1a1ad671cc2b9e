/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

#include "base/clock.h"
#include "support/suite.h"

/* What a replay hands in, and what it was asked for. */
struct replay {
    int64_t now;
    int64_t slept;
    int calls;
};

static int64_t replay_now(void *user)
{
    return ((struct replay *)user)->now;
}

static void replay_sleep(void *user, int64_t milliseconds)
{
    struct replay *replay = user;

    replay->slept += milliseconds;
    replay->calls++;
}

START_TEST(without_a_clock_it_is_the_systems_time)
{
    struct dd_clock clock = {NULL, NULL, NULL};
    int64_t before = (int64_t)time(NULL);
    int64_t first = dd_clock_now(NULL);
    int64_t second = dd_clock_now(&clock);
    int64_t after = (int64_t)time(NULL);

    ck_assert_int_le(before, first);
    ck_assert_int_le(first, second);
    ck_assert_int_le(second, after);
}
END_TEST

START_TEST(a_set_clock_is_asked)
{
    struct replay replay = {1771423500, 0, 0};
    struct dd_clock clock = {replay_now, replay_sleep, &replay};

    ck_assert_int_eq(dd_clock_now(&clock), 1771423500);
    dd_clock_sleep(&clock, 3600000);
    ck_assert_int_eq(replay.slept, 3600000);
}
END_TEST

START_TEST(no_time_is_no_sleep)
{
    struct replay replay = {0, 0, 0};
    struct dd_clock clock = {replay_now, replay_sleep, &replay};

    dd_clock_sleep(&clock, 0);
    dd_clock_sleep(&clock, -5);
    dd_clock_sleep(NULL, -5);
    ck_assert_int_eq(replay.calls, 0);
}
END_TEST

static void on_alarm(int number)
{
    (void)number;
}

/* A timer goes off in the middle of the sleep; only that it was not cut short is asked. */
START_TEST(a_signal_does_not_shorten_a_sleep)
{
    struct sigaction action;
    struct itimerval timer = {{0, 0}, {0, 20000}};
    int64_t start = dd_clock_monotonic_ms();

    memset(&action, 0, sizeof action);
    action.sa_handler = on_alarm;
    ck_assert_int_eq(sigaction(SIGALRM, &action, NULL), 0);
    ck_assert_int_eq(setitimer(ITIMER_REAL, &timer, NULL), 0);
    dd_clock_sleep(NULL, 100);
    ck_assert_int_ge(dd_clock_monotonic_ms() - start, 99);
}
END_TEST

START_TEST(the_monotonic_clock_never_goes_back)
{
    int64_t last = dd_clock_monotonic_ms();

    for (int i = 0; i < 1000; i++) {
        int64_t now = dd_clock_monotonic_ms();

        ck_assert_int_ge(now, last);
        last = now;
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        without_a_clock_it_is_the_systems_time,
        a_set_clock_is_asked,
        no_time_is_no_sleep,
        a_signal_does_not_shorten_a_sleep,
        the_monotonic_clock_never_goes_back,
    };

    return suite_run("base/clock", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "logs/cluster.h"
#include "logs/template.h"
#include "support/suite.h"

#define MOST 2000

static struct daydream_log_group groups[MOST];
static char templates[MOST][DD_TEMPLATE_SIZE];
static size_t of[MOST];

static void take(size_t at, const char *message)
{
    dd_template_make(message, strlen(message), templates[at]);
    groups[at] = (struct daydream_log_group){
        .template = templates[at], .fingerprint = dd_hash(templates[at], strlen(templates[at]))};
}

static size_t cluster(size_t count)
{
    size_t clusters = 0;

    ck_assert_int_eq(dd_cluster(groups, count, of, &clusters, NULL), DAYDREAM_OK);
    return clusters;
}

/* Messages, of which those with the same letter in front belong together. */
static const struct {
    const char *messages[12];
} cases[] = {
    /* words make a difference */
    {{"a VM Started (Lifecycle Event)", "b VM Paused (Lifecycle Event)",
      "c VM Resumed (Lifecycle Event)", "d VM Stopped (Lifecycle Event)"}},
    {{"a block blk_1 is added to set", "b block blk_1 is deleted from set"}},
    {{"a session opened for user ann", "b session closed for user ann"}},
    {{"a cannot open file: Permission denied", "b cannot open file: Input/output error"}},
    {{"a request failed: java.io.IOException", "b request failed: java.net.SocketException"}},
    {{"a changed from NEW to JOB_SETUP", "b changed from NEW to JOB_ABORT"}},
    {{"a found on interface eth0 of it", "b found on interface alt1 of it"}},
    {{"a totalCalories=17", "b totalAltitude=17"}},
    {{"a worker-3 is gone", "b node-3 is gone"}},
    {{"a task one two", "b job one two"}},
    /* verbs do, however many there are */
    {{"a the job was started by cron", "b the job was stopped by cron",
      "c the job was killed by cron", "d the job was retried by cron",
      "e the job was skipped by cron", "f the job was resumed by cron",
      "g the job was queued by cron"}},
    /* names and values do not */
    {{"a connection from alpha was refused", "a connection from beta was refused",
      "a connection from gamma was refused", "a connection from delta was refused",
      "a connection from zeta was refused", "a connection from theta was refused",
      "b connection to theta was refused"}},
    {{"a move ann from alpha to berlin now", "a move bob from beta to paris now",
      "a move cat from gamma to rome now", "a move dan from delta to oslo now",
      "a move eve from zeta to bonn now", "a move flo from theta to kiel now",
      "b drop gus from eta to graz now"}},
    {{"a registering class org.x.job.Event for org.x.Main$Run",
      "a registering class org.x.task.Kind for org.x.Other$Run"}},
    {{"a domain root9_local is full", "a domain storage17 is full", "a domain root_tmp is full"}},
    {{"a could not reach wpad:80 in time", "a could not reach www.example.com:443 in time"}},
    {{"a close, 4 bytes (1.2 KB) sent, lifetime 00:05", "a close, 4 bytes sent, lifetime <1 sec",
      "b close, 4 bytes received, lifetime <1 sec"}},
    {{"a sets node-1 <ok> node-2 <ok> differ", "a sets node-1 <ok> node-2 <ok> node-3 <ok> differ",
      "b sets node-1 <bad> differ"}},
    {{"a connection from 1.2.3.4 () at 17", "a connection from 1.2.3.4 (x.example.com) at 17"}},
    {{"a lookup of the name for localhost [::1] has failed",
      "a lookup of the name for x.example.com [::1] has failed"}},
    {{"a found 17", "b found nothing"}},
    /* what is about nothing else */
    {{"a 17", "a 17 (18)", "b - 17"}},
};

START_TEST(test_cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *const *messages = cases[i].messages;
        size_t count = 0;

        for (; count < 12 && messages[count] != NULL; count++)
            take(count, messages[count] + 2);
        cluster(count);
        for (size_t j = 0; j < count; j++)
            for (size_t k = 0; k < j; k++)
                ck_assert_msg((of[j] == of[k]) == (*messages[j] == *messages[k]), "%s\n%s",
                              templates[j], templates[k]);
    }
}
END_TEST

/* Of other exceptions are other groups, of other levels not; nor with one fingerprint. */
START_TEST(test_kin)
{
    for (size_t i = 0; i < 5; i++) {
        take(i, i % 2 == 0 ? "close (17) it" : "close it");
        groups[i].fingerprint = i;
    }
    groups[1].level = DD_LEVEL_ERROR;
    groups[3].exception = groups[4].exception = (char[]){"KeyError"};
    ck_assert_uint_eq(cluster(5), 2);
    for (size_t i = 0; i < 5; i++)
        ck_assert_uint_eq(of[i], i < 3 ? 0 : 1);
    groups[4].fingerprint = 0;
    ck_assert_uint_eq(cluster(5), 2);
    ck_assert_uint_eq(of[4], 0);
    ck_assert_uint_eq(cluster(0), 0);
}
END_TEST

static uint64_t state = 17; /* of Lehmer's generator */

static size_t random_below(size_t limit)
{
    state = state * 48271 % 2147483647;
    return (size_t)(state % limit);
}

/* Words, names and values by chance. */
static void make_message(char out[256])
{
    static const char *const words[] = {"one", "two", "is",  "blk_17", "a.b.c", "17",
                                        "x_y", "was", "(4)", "k=v",    "E_A",   "3 ms"};
    size_t length = 0;

    out[0] = '\0';
    for (size_t i = 0; i < 2 + random_below(6); i++)
        length += (size_t)snprintf(out + length, 256 - length, "%s ", words[random_below(12)]);
}

/* The same templates are together, in whatever order they come. */
START_TEST(test_order)
{
    size_t before[MOST];
    size_t position[MOST];
    size_t clusters;

    for (size_t i = 0; i < MOST; i++) {
        char message[256];

        make_message(message);
        take(i, message);
        position[i] = i;
    }
    clusters = cluster(MOST);
    ck_assert_uint_gt(clusters, 10);
    ck_assert_uint_lt(clusters, MOST);
    memcpy(before, of, sizeof before);
    for (size_t i = MOST - 1; i > 0; i--) {
        size_t j = random_below(i + 1);
        struct daydream_log_group group = groups[i];
        size_t at = position[i];

        groups[i] = groups[j];
        groups[j] = group;
        position[i] = position[j];
        position[j] = at;
    }
    ck_assert_uint_eq(cluster(MOST), clusters);
    for (size_t i = 1; i < MOST; i++)
        for (size_t j = i - 1; j < i; j++)
            ck_assert((of[i] == of[j]) == (before[position[i]] == before[position[j]]));
}
END_TEST

/* Long ones that nothing bounds but their size. */
START_TEST(test_many)
{
    for (size_t i = 0; i < MOST; i++) {
        char message[DD_TEMPLATE_SIZE];
        size_t length = 0;

        for (size_t j = 0; j < 200; j++)
            length += (size_t)snprintf(message + length, sizeof message - length, "%c ",
                                       (char)('a' + random_below(3)));
        take(i, message);
    }
    ck_assert_uint_gt(cluster(MOST), MOST - 10);
}
END_TEST

START_TEST(test_template)
{
    static const char *const rows[][3] = {
        {"a b c", "a b c", "a b c"},
        {"a x c", "a y c", "a <*> c"},
        {"a x", "a yy", "a <*>"},
        {"close <*> it", "close it", "close <*> it"},
        {"x <*> z", "y <*> z", "<*> <*> z"},
        {"", "", ""},
        {"x [a_b], z", "x [a_c], z", "x [a_<*>], z"},
        {"x a.b.c", "x a.b", "x a.<*>"},
        {"x f(R<*>), z", "x f(R<*>-B), z", "x f(<*>), z"},
        {"x (a) z", "x () z", "x (<*>) z"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_cluster_template(&out, rows[i][0], rows[i][1]);
        ck_assert_str_eq(dd_buf_text(&out), rows[i][2]);
        dd_buf_free(&out);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_cases, test_kin, test_order, test_many, test_template};

    return suite_run("logs/cluster", tests, sizeof tests / sizeof tests[0]);
}

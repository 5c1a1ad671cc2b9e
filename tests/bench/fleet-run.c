/* SPDX-License-Identifier: MIT */
/* One run of daydream, as `daydream run --now TIME` does it, but for the pauses between requests
 * that GitHub asks for: they are none. For tests/bench/fleet, against a server of its own. */
#include <stdio.h>
#include <time.h>

#include "daydream.h"

struct shift {
    int64_t seconds; /* from the system's time to that of the run */
};

static int64_t now(void *user)
{
    const struct shift *shift = user;

    return (int64_t)time(NULL) + shift->seconds;
}

static void no_pause(void *user, int64_t milliseconds)
{
    (void)user;
    (void)milliseconds;
}

static int fail(const struct daydream_error *err)
{
    fprintf(stderr, "%s\n", err->text);
    return 1;
}

static int run(struct daydream *dd, struct shift *shift, int64_t start, struct daydream_error *err)
{
    struct daydream_run *run = NULL;
    int status = 0;

    if (daydream_use_environment(dd, err) != DAYDREAM_OK)
        return fail(err);
    shift->seconds = start - (int64_t)time(NULL);
    daydream_set_clock(dd, now, no_pause, shift);
    if (daydream_run_new(dd, false, &run, err) != DAYDREAM_OK)
        return fail(err);
    if (daydream_run_all(run, err) != DAYDREAM_OK)
        status = fail(err);
    else if (daydream_run_failed(run))
        status = 1;
    daydream_run_free(run);
    return status;
}

int main(int argc, char **argv)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct daydream *dd = NULL;
    struct shift shift = {0};
    int64_t start = 0;
    int status;

    if (argc != 2 || daydream_parse_time(argv[1], &start, &err) != DAYDREAM_OK) {
        fprintf(stderr, "usage: fleet-run TIME\n");
        return 2;
    }
    if (daydream_new(&dd, &err) != DAYDREAM_OK)
        return fail(&err);
    status = run(dd, &shift, start, &err);
    daydream_free(dd);
    return status;
}

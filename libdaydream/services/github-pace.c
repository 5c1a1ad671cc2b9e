/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "base/random.h"
#include "services/github-limit.h"
#include "services/github-pace.h"

#define WRITE_DISTANCE_MS 1000
#define ATTEMPTS          3
#define FIRST_PAUSE_MS    1000
#define PAUSE_GROWS_BY    3
#define PATIENCE_MS       ((int64_t)120 * 1000) /* a longer pause is for a later run */

/* Who took so long to fail is not asked again: each time would cost the others their turn. */
#define SLOW_MS 20000

/* Of retries there are so many at once, and one more for every ten requests that went well, so that
 * a server that is down costs no more than a server that is up. */
#define CREDIT_FULL  60
#define CREDIT_RETRY 10

/* So many repositories in a row without an answer, and the host is left alone for a while. */
#define DOWN_AFTER   3
#define DOWN_SECONDS 300

static bool is_write(const struct dd_github_call *call)
{
    return strcmp(call->method, "GET") != 0;
}

/* A part of `most`, a different one each time. Without random numbers half of it has to do. */
static int64_t random_part(int64_t most)
{
    uint32_t number = UINT32_MAX / 2;

    if (dd_random_bytes(&number, sizeof number, NULL) != DAYDREAM_OK)
        number = UINT32_MAX / 2;
    return (int64_t)((double)most * ((double)number / (double)UINT32_MAX));
}

static void spend(struct dd_github *github, int64_t milliseconds)
{
    if (github->budget != NULL)
        github->budget->left_ms -= milliseconds;
}

static void rest(struct dd_github *github, int64_t milliseconds)
{
    if (milliseconds <= 0)
        return;
    dd_clock_sleep(github->clock, milliseconds);
    spend(github, milliseconds);
}

void dd_github_pace_begin(struct dd_github_pace *pace)
{
    pace->credit = CREDIT_FULL;
    dd_strings_free(&pace->silent);
    dd_strings_free(&pace->slow);
    if (pace->why == DAYDREAM_ERROR_NETWORK)
        pace->not_before = 0;
}

void dd_github_pace_free(struct dd_github_pace *pace)
{
    dd_strings_free(&pace->silent);
    dd_strings_free(&pace->slow);
}

/* ---- before a request ---- */

static void name_repository(struct dd_buf *out, const struct dd_github_call *call)
{
    if (call->org != NULL)
        dd_buf_printf(out, "%s/%s", call->org, call->repo);
}

static bool is_slow(const struct dd_github_pace *pace, const struct dd_github_call *call)
{
    struct dd_buf name = DD_BUF_INIT;
    bool slow;

    name_repository(&name, call);
    slow = name.length > 0 && dd_strings_has(&pace->slow, dd_buf_text(&name));
    dd_buf_free(&name);
    return slow;
}

/* Milliseconds until the server may be asked. A pause that is over is forgotten. */
static int64_t pause_left(struct dd_github *github)
{
    int64_t seconds = github->pace.not_before - dd_clock_now(github->clock);

    if (github->pace.not_before == 0 || seconds <= 0) {
        github->pace.not_before = 0;
        return 0;
    }
    return seconds > INT64_MAX / 1000 ? INT64_MAX : seconds * 1000;
}

static enum daydream_status refuse_until(const struct dd_github *github,
                                         const struct dd_github_call *call,
                                         struct daydream_error *err)
{
    struct dd_github_asked asked = dd_github_asked_by(github, call);
    const struct dd_github_pace *pace = &github->pace;
    char until[DD_RFC3339_SIZE];
    struct dd_buf why = DD_BUF_INIT;
    enum daydream_status status;

    dd_rfc3339_format(pace->not_before, until);
    if (pace->why == DAYDREAM_ERROR_NETWORK)
        dd_buf_printf(&why,
                      "%s gave %d repositories in a row no answer; see whether it can be "
                      "reached",
                      github->host, DOWN_AFTER);
    else
        dd_buf_printf(&why, "%s wants to be left alone until %s; try again then", github->host,
                      until);
    status = dd_buf_status(&why, err);
    if (status == DAYDREAM_OK)
        status = dd_github_not_asked(&asked, pace->why, dd_buf_text(&why), pace->not_before, err);
    dd_buf_free(&why);
    return status;
}

/* Is there a reason, other than a pause, not to ask at all? */
static enum daydream_status check(const struct dd_github *github, const struct dd_github_call *call,
                                  struct daydream_error *err)
{
    struct dd_github_asked asked = dd_github_asked_by(github, call);

    if (github->pace.refused)
        return dd_github_not_asked(&asked, DAYDREAM_ERROR_AUTH,
                                   "the token was refused before (401); renew it", 0, err);
    if (is_slow(&github->pace, call))
        return dd_github_not_asked(&asked, DAYDREAM_ERROR_NETWORK,
                                   "this repository took too long to answer before; try again "
                                   "later",
                                   0, err);
    if (github->budget != NULL && github->budget->left_ms <= 0)
        return dd_github_not_asked(&asked, DAYDREAM_ERROR_NETWORK,
                                   "the time that a run has for GitHub is used up; the next run "
                                   "goes on",
                                   0, err);
    return DAYDREAM_OK;
}

static bool is_too_long(const struct dd_github *github, int64_t pause)
{
    return pause > 0 && (github->pace.why == DAYDREAM_ERROR_NETWORK || pause > PATIENCE_MS ||
                         (github->budget != NULL && pause > github->budget->left_ms));
}

/* Bursts of writes run into the secondary rate limit. */
static void keep_distance(struct dd_github *github)
{
    int64_t elapsed = dd_clock_monotonic_ms() - github->pace.last_write;

    if (github->pace.has_written && elapsed < WRITE_DISTANCE_MS)
        rest(github, WRITE_DISTANCE_MS - elapsed);
}

enum daydream_status dd_github_pace_enter(struct dd_github *github,
                                          const struct dd_github_call *call,
                                          struct daydream_error *err)
{
    int64_t pause = pause_left(github);
    enum daydream_status status = check(github, call, err);

    if (status != DAYDREAM_OK)
        return status;
    if (is_too_long(github, pause))
        return refuse_until(github, call, err);
    /* all that wait for the same moment must not come at the same moment */
    rest(github, pause + random_part(pause / 10));
    github->pace.not_before = 0;
    if (is_write(call))
        keep_distance(github);
    return DAYDREAM_OK;
}

/* ---- after a request ---- */

static void pause_until(struct dd_github *github, int64_t time, enum daydream_status why)
{
    if (time <= github->pace.not_before)
        return;
    github->pace.not_before = time;
    github->pace.why = why;
}

static void note_name(struct dd_github *github, struct dd_strings *list, const char *name)
{
    if (!dd_strings_has(list, name) && dd_strings_add(list, name, NULL) != DAYDREAM_OK)
        dd_log(github->log, DAYDREAM_LOG_DEBUG, "no memory to remember a repository");
}

/* No answer: from one repository alone that says nothing about the host. */
static void note_silence(struct dd_github *github, const struct dd_github_call *call,
                         const struct dd_github_attempt *attempt)
{
    struct dd_github_pace *pace = &github->pace;
    struct dd_buf name = DD_BUF_INIT;

    name_repository(&name, call);
    if (name.length > 0)
        note_name(github, &pace->silent, dd_buf_text(&name));
    if (pace->silent.count >= DOWN_AFTER)
        pause_until(github, dd_clock_now(github->clock) + DOWN_SECONDS, DAYDREAM_ERROR_NETWORK);
    if (name.length > 0 && !is_write(call) && attempt->took >= SLOW_MS)
        note_name(github, &pace->slow, dd_buf_text(&name));
    dd_buf_free(&name);
}

static void note_refusal(struct dd_github *github, const struct daydream_error *cause)
{
    if (cause->code == DAYDREAM_ERROR_AUTH)
        github->pace.refused = true;
    if (cause->code == DAYDREAM_ERROR_RATE_LIMIT)
        github->pace.limits++;
    if (cause->retry_at != 0)
        pause_until(github, cause->retry_at, cause->code);
}

static void note_success(struct dd_github *github)
{
    github->pace.limits = 0;
    if (github->pace.credit < CREDIT_FULL)
        github->pace.credit++;
}

void dd_github_pace_leave(struct dd_github *github, const struct dd_github_call *call,
                          const struct dd_github_attempt *attempt,
                          const struct daydream_http_response *response,
                          const struct daydream_error *cause)
{
    int64_t reset = 0;

    spend(github, attempt->took);
    if (is_write(call)) {
        github->pace.has_written = true;
        github->pace.last_write = dd_clock_monotonic_ms();
    }
    if (response->status == 0) {
        note_silence(github, call, attempt);
        return;
    }
    dd_strings_free(&github->pace.silent);
    if (cause->code == DAYDREAM_OK)
        note_success(github);
    else
        note_refusal(github, cause);
    if (dd_github_exhausted_until(response, &reset))
        pause_until(github, reset, DAYDREAM_ERROR_RATE_LIMIT);
}

/* ---- and again? ---- */

static bool had_no_effect(const struct dd_github_call *call, const struct daydream_error *cause)
{
    return cause->code == DAYDREAM_ERROR_NETWORK ||
           (cause->code == DAYDREAM_ERROR_SERVER && !is_write(call));
}

bool dd_github_pace_again(struct dd_github *github, const struct dd_github_call *call,
                          const struct dd_github_attempt *attempt,
                          const struct daydream_error *cause)
{
    int64_t pause = FIRST_PAUSE_MS;

    if (!attempt->asked || attempt->number + 1 >= ATTEMPTS || attempt->took >= SLOW_MS)
        return false;
    /* dd_github_pace_enter() waits for the limit's end, or says why it does not */
    if (cause->code == DAYDREAM_ERROR_RATE_LIMIT)
        return !is_too_long(github, pause_left(github));
    if (!had_no_effect(call, cause) || github->pace.credit < CREDIT_RETRY)
        return false;
    github->pace.credit -= CREDIT_RETRY;
    for (int i = 0; i < attempt->number; i++)
        pause *= PAUSE_GROWS_BY;
    rest(github, pause / 2 + random_part(pause));
    return true;
}

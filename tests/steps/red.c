/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <string.h>

#include "steps/red.h"

void red_start(struct fleet *it)
{
    fleet_lay_out(it);
    it->offline = true;
}

void red_review(struct fleet *it)
{
    struct daydream_error err = DAYDREAM_ERROR_INIT;

    fleet_open(it, false);
    ck_assert_msg(daydream_step_review_logs(it->run, &err) == DAYDREAM_OK, "%s", err.text);
}

const struct daydream_finding *red_find(const struct fleet *it, const char *text)
{
    const struct daydream_findings *red = daydream_run_findings(it->run, "red");

    for (size_t i = 0; i < daydream_findings_count(red); i++)
        if (strstr(daydream_finding_text(daydream_findings_at(red, i)), text) != NULL)
            return daydream_findings_at(red, i);
    return NULL;
}

size_t red_count(const struct fleet *it)
{
    return daydream_findings_count(daydream_run_findings(it->run, "red"));
}

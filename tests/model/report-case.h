/* SPDX-License-Identifier: MIT */
/*
 * A report as a file: what a run would know, written down.
 *
 * {"date","run","machine","previous","waiting","zone","home",
 *  "projects":[{"slug","name","directory","github":"[host/]org/repo",
 *               "findings":[FINDING],"issue":ISSUE,"gaps":[{"step","status","reason"}],
 *               "samples":"public|unknown"}],
 *  "steps":[{"number","name","status","reason","ms"}],
 *  "outbox":[{"date","repository","url","reason","queued_at"}], in the place of "waiting"
 *  "skipped":[{"slug","reason"}],"alone":0|1}
 *
 * FINDING and ISSUE are those of daydream(1); here a finding's "state" and "days" count, and it may
 * be "worse". An issue may have one label only. What is missing is unknown, 0 or empty; a report
 * tells of durations when a step has "ms". Whatever is wrong with the file aborts the test.
 */
#ifndef TESTS_MODEL_REPORT_CASE_H
#define TESTS_MODEL_REPORT_CASE_H

#include <json-c/json.h>

#include "model/report.h"

struct report_case {
    struct dd_report report; /* borrows from all below */
    struct json_object *json;
    struct dd_zone *zone;
    struct daydream_projects *projects;
    struct dd_report_project *entries;
    struct dd_report_step *steps;
    struct dd_report_waiting *outbox;
};

void report_case_load(struct report_case *it, const char *path);
void report_case_free(struct report_case *it);

#endif

/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "model/many.h"

void many_open(struct many *many, size_t projects)
{
    *many = (struct many){.zone = NULL};
    ck_assert_int_eq(dd_zone_open("UTC", &many->zone, NULL), DAYDREAM_OK);
    for (size_t i = 0; i < projects; i++) {
        ck_assert_int_eq(
            dd_string_set(&many->projects[i].name, i == 0 ? "Rocket" : "Booster", NULL),
            DAYDREAM_OK);
        many->entries[i].project = &many->projects[i];
        ck_assert_int_eq(daydream_findings_new(&many->entries[i].findings, NULL), DAYDREAM_OK);
    }
    many->report = (struct dd_report){.date = MANY_DATE,
                                      .run = MANY_RUN,
                                      .machine = MANY_MACHINE,
                                      .zone = many->zone,
                                      .projects = many->entries,
                                      .project_count = projects};
}

void many_close(struct many *many)
{
    for (size_t i = 0; i < many->report.project_count; i++) {
        daydream_findings_free(many->entries[i].findings);
        free(many->projects[i].name);
    }
    dd_zone_free(many->zone);
}

static void add_details(struct daydream_finding *finding, size_t count)
{
    char line[DD_FINDING_LINE_MAX + 1] = "";

    memset(line, 'd', DD_FINDING_LINE_MAX);
    for (size_t i = 0; i < count; i++)
        ck_assert_int_eq(daydream_finding_add_detail(finding, line, NULL), DAYDREAM_OK);
}

void many_add(struct many *many, const struct many_shape *shape, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct daydream_findings *findings = many->entries[i % many->report.project_count].findings;
        struct daydream_finding *finding = NULL;
        struct dd_buf text = DD_BUF_INIT;

        dd_buf_printf(&text, "Thing %zu %s", i, shape->text);
        ck_assert_int_eq(daydream_findings_add(findings, "rocket", shape->category, shape->severity,
                                               dd_buf_text(&text), &finding, NULL),
                         DAYDREAM_OK);
        finding->state = shape->state;
        add_details(finding, shape->details);
        dd_buf_free(&text);
    }
}

/* SPDX-License-Identifier: MIT */
#include <check.h>

#include "model/samples.h"

static void add(struct daydream_findings *findings, const struct sample *sample)
{
    struct daydream_finding *finding = NULL;

    ck_assert_int_eq(daydream_findings_add(findings, "popoto", sample->category, sample->severity,
                                           sample->text, &finding, NULL),
                     DAYDREAM_OK);
    finding->state = sample->state;
    finding->worse = sample->worse;
    finding->days = 3;
    daydream_finding_set_count(finding, sample->count);
}

struct daydream_findings *samples_new(const struct sample *samples, size_t count)
{
    struct daydream_findings *findings = NULL;

    ck_assert_int_eq(daydream_findings_new(&findings, NULL), DAYDREAM_OK);
    for (size_t i = 0; i < count; i++)
        add(findings, &samples[i]);
    return findings;
}

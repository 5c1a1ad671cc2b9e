/* SPDX-License-Identifier: MIT */
/* Findings that are written down in a line. Every function aborts the test when it cannot do its
 * work. */
#ifndef TESTS_MODEL_SAMPLES_H
#define TESTS_MODEL_SAMPLES_H

#include "model/finding.h"

#define DATE         "2026-02-18" /* of the report that they are for */
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define ERROR        DAYDREAM_SEVERITY_ERROR
#define WARNING      DAYDREAM_SEVERITY_WARNING
#define NOTE         DAYDREAM_SEVERITY_NOTE
#define NEW          DAYDREAM_STATE_NEW
#define RECURRING    DAYDREAM_STATE_RECURRING
#define RESOLVED     DAYDREAM_STATE_RESOLVED

struct sample {
    const char *category;
    enum daydream_severity severity;
    enum daydream_state state;
    bool worse;
    uint64_t count;
    const char *text;
};

/* Owned: daydream_findings_free(). */
struct daydream_findings *samples_new(const struct sample *samples, size_t count);

#endif

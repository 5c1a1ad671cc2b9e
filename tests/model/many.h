/* SPDX-License-Identifier: MIT */
/* Reports of many findings. Every function aborts the test when it cannot do its work. */
#ifndef TESTS_MODEL_MANY_H
#define TESTS_MODEL_MANY_H

#include "model/report.h"

#define MANY_DATE         "2026-02-18"
#define MANY_RUN          "0b8f4ad5-3f0e-4c53-9d0a-6e1f2a3b4c5d"
#define MANY_MACHINE      "0123456789abcdef"
#define MANY_PROJECTS_MAX 40

/* What many findings have in common. */
struct many_shape {
    const char *category;
    enum daydream_severity severity;
    enum daydream_state state;
    const char *text; /* behind the number of each */
    size_t details;   /* of each, as long as a detail may be */
};

struct many {
    struct dd_report report;
    struct daydream_project projects[MANY_PROJECTS_MAX]; /* "Rocket", "Booster", "Booster", ... */
    struct dd_report_project entries[MANY_PROJECTS_MAX];
    struct dd_zone *zone;
};

void many_open(struct many *many, size_t projects);
void many_close(struct many *many);

/* Spread findings over the projects. Every one of them says "Thing" once. */
void many_add(struct many *many, const struct many_shape *shape, size_t count);

#endif

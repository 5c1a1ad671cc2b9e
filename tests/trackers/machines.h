/* SPDX-License-Identifier: MIT */
/* Two machines with a state of their own each, and one repository, "acme/rocket", on the loopback
 * GitHub. Every function aborts the test when it cannot do its work. */
#ifndef TESTS_TRACKERS_MACHINES_H
#define TESTS_TRACKERS_MACHINES_H

#include <json-c/json.h>

#include "support/github-fixture.h"
#include "trackers/deliver.h"

#define DATE   "2026-02-18"
#define ROCKET "github.com/acme/rocket"

struct machine {
    char *folder;
    struct dd_accounts *accounts;
    struct dd_delivery delivery;
    const char *id;  /* 16 hex digits */
    const char *run; /* UUID */
};

struct machines {
    struct fixture github;
    struct machine first;
    struct machine second;
};

void machines_start(struct machines *machines);
void machines_stop(struct machines *machines);

/* Let the machine forget all but its state. */
void machine_restart(struct machines *machines, struct machine *machine);

/* A report with a finding for each letter of "ab": its text "finding a", its fingerprint sixteen of
 * the letter ('a' to 'f'). Owned. */
struct dd_outbox_row machine_row(const struct machine *machine, const char *findings);

/* Deliver, and say what became of it; `cause` may be NULL. */
enum daydream_action machine_deliver(struct machine *machine, struct dd_outbox_row *row,
                                     enum daydream_status *cause);

/* Make a row, deliver it, free it. */
enum daydream_action machine_file(struct machine *machine, const char *findings);

/* Deliver what the machine's outbox holds of the date, as its next run does. */
enum daydream_action machine_again(struct machine *machine);

/* A list of the repository's issues; owned: json_object_put(). */
struct json_object *machines_issues(struct machines *machines);

/* "open", "closed completed", ... of an issue; "-" when there is none. */
void machines_expect_state(struct machines *machines, size_t number, const char *state);

/* The letters of the findings that an issue and its comments tell, "|" before each comment:
 * "ab|c||"; a comment "Duplicate of #N" is "=N". */
void machines_expect_told(struct machines *machines, size_t number, const char *told);

/* How many requests had that method and a path that ends so. */
int machines_requests(struct machines *machines, const char *method, const char *end);

void machines_tell(struct machines *machines, const char *path, const char *json);

#endif

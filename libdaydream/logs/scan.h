/* SPDX-License-Identifier: MIT */
/* Reading the header of a line: the scanners of its kinds, and what they share. */
#ifndef DD_LOGS_SCAN_H
#define DD_LOGS_SCAN_H

#include "logs/format.h"

struct dd_scan {
    struct dd_stamps *stamps;
    const char *line;  /* offsets in the header count from here */
    const char *start; /* of the line at hand: `line`, or one inside of it */
    const char *at;    /* where the header begins: `start`, or behind a colour or other fields */
    const char *end;
    int depth;   /* lines around this one */
    bool led;    /* fields stand in front of `at` */
    bool strict; /* the sender gave a level: one that stands alone is a word of the message */
    struct dd_header *header;
};

/* Each reads a header that begins at `scan->at`, or returns false. */

/* Any of the below. */
bool dd_scan_line(struct dd_scan *scan);

/* A line with a stamp, alone or in a bracket, at its beginning. */
bool dd_scan_stamped(struct dd_scan *scan);

/* What stands behind a stamp, or the bracket around it. `open`: the bracket goes on. */
bool dd_scan_fields(struct dd_scan *scan, const char *at, bool open);

/* The same for what is not made of fields: access logs, Redis, containers, syslog, JSON. `next`:
 * behind the separators at `at`. */
bool dd_scan_special(struct dd_scan *scan, const char *at, const char *next);

/* The time of day alone, which is no stamp, and a level. */
bool dd_scan_time_of_day(struct dd_scan *scan);

/* A level at the beginning, perhaps with a stamp behind it. */
bool dd_scan_bare_level(struct dd_scan *scan);

/* A letter in front of a stamp: klog and glog, Ruby, Tornado. */
bool dd_scan_letter(struct dd_scan *scan);

/* A few fields, and then a stamp: docker compose, access logs, tables. */
bool dd_scan_led(struct dd_scan *scan);

/* "key=value" pairs. */
bool dd_scan_logfmt(struct dd_scan *scan);

/* "<34>" of syslog, and what comes behind it. */
bool dd_scan_priority(struct dd_scan *scan);

/* A line that stands inside of another one, behind the header that was read so far. Its level and
 * its message are those of the outer one, and its stamp where that has none. */
bool dd_scan_inner(struct dd_scan *outer, const char *at);

/* The message goes from here to the end of the line. */
void dd_scan_message(struct dd_scan *scan, const char *message);

#endif

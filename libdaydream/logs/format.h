/* SPDX-License-Identifier: MIT */
/* What stands in front of a message: stamp, level, and the names and numbers around them. */
#ifndef DD_LOGS_FORMAT_H
#define DD_LOGS_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "logs/level.h"
#include "logs/stamp.h"

struct dd_header {
    bool stamped;
    bool first;   /* the line begins with its stamp */
    bool firm;    /* begins an event wherever it stands; otherwise it may go on with a message */
    bool escaped; /* the message stands in a quoted text: "\\n" in it is a line feed */
    int64_t time;
    enum dd_log_level level;
    size_t message; /* offset of the message in the line */
    size_t length;  /* of the message */
    /* Where the stamp ends, and behind it all that decides the level, when every line that begins
     * so and goes on with the same byte has that level (of JSON, every line that is whole); else 0.
     */
    size_t stamp_end;
    size_t level_end;
};

/* Recognise the header of a line; false when it has none. The level is the one of the field that
 * holds it, and never a word of the message. */
bool dd_header_read(struct dd_stamps *stamps, const char *line, size_t length,
                    struct dd_header *header);

#endif

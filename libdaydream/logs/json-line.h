/* SPDX-License-Identifier: MIT */
/* Lines that are a JSON object, read for their header only. The line is not parsed: strings and
 * nested values are stepped over, and what is behind the last member needed is not looked at. */
#ifndef DD_LOGS_JSON_LINE_H
#define DD_LOGS_JSON_LINE_H

#include "logs/format.h"

/* False when it is no JSON object, or one without a level or a time. The message is escaped. */
bool dd_json_line_read(struct dd_stamps *stamps, const char *line, size_t length,
                       struct dd_header *header);

#endif

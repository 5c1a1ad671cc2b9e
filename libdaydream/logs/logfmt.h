/* SPDX-License-Identifier: MIT */
/* Lines of "key=value" pairs: Go's slog, logrus, Heroku. */
#ifndef DD_LOGS_LOGFMT_H
#define DD_LOGS_LOGFMT_H

#include "logs/format.h"

/* False when there is not a pair after the other, or none is a level or a time. */
bool dd_logfmt_read(struct dd_stamps *stamps, const char *line, size_t length,
                    struct dd_header *header);

#endif

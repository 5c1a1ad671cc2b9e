/* SPDX-License-Identifier: MIT */
/* What a redactor knows; for the files that are one. */
#ifndef DD_TEXT_REDACTOR_H
#define DD_TEXT_REDACTOR_H

#include "base/strings.h"
#include "text/literals.h"
#include "text/redact-custom.h"
#include "text/redact.h"

/* What a literal leads to: an index beyond one of these. They are the ranks of what is found, too:
 * at one place the lower one names it. */
enum {
    DD_REDACT_KNOWN = 0, /* one id for all: the literal is the value */
    DD_REDACT_CUSTOM = 1,
    DD_REDACT_TOKENS = 1000,
    DD_REDACT_RULES = 2000,
    DD_REDACT_KUBERNETES = 3000,
    DD_REDACT_KEY_END = 3001,
    DD_REDACT_NAMES = 4000
};

struct dd_redactor {
    struct dd_engine *engine;
    struct dd_matcher *rules; /* one a row; compiled when first needed */
    struct dd_literals literals;
    struct dd_strings values; /* in all their forms */
    struct dd_custom custom;
};

#endif

/* SPDX-License-Identifier: MIT */
/* What takes compressed bytes apart. One more format is one more file and a row in source.c. */
#ifndef DD_LOGS_DECODER_H
#define DD_LOGS_DECODER_H

#include <stdbool.h>
#include <stddef.h>

#include "daydream.h"

/* Bytes in and out of one step. The decoder moves both on. */
struct dd_decoding {
    const unsigned char *in;
    size_t in_length;
    char *out;
    size_t out_length;
    bool last; /* nothing comes behind `in` */
};

enum dd_decoded {
    DD_DECODED_MORE, /* give it more room or more bytes */
    DD_DECODED_END,  /* everything was decoded */
    DD_DECODED_BAD   /* the bytes are damaged, cut off or refused */
};

struct dd_decoder_ops {
    enum daydream_status (*open)(void **state, struct daydream_error *err);
    void (*close)(void *state);
    /* Begin anew with another stream of bytes. */
    void (*reset)(void *state);
    /* `*why`: says why it is bad, and lives for ever. */
    enum dd_decoded (*step)(void *state, struct dd_decoding *step, const char **why);
};

extern const struct dd_decoder_ops dd_gzip_ops; /* RFC 1952, several members one after another */
extern const struct dd_decoder_ops dd_zstd_ops; /* RFC 8878, several frames one after another */

#endif

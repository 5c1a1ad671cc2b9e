/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

#include "base/error.h"
#include "logs/decoder.h"

#define GZIP_ONLY (MAX_WBITS + 16) /* zlib.h: a gzip header and trailer */

struct gzip {
    z_stream stream;
    bool between; /* a member has ended; another one, or nothing, follows */
};

static enum daydream_status gzip_open(void **state, struct daydream_error *err)
{
    struct gzip *gzip = calloc(1, sizeof *gzip);

    *state = gzip;
    if (gzip == NULL)
        return dd_fail_memory(err);
    if (inflateInit2(&gzip->stream, GZIP_ONLY) == Z_OK)
        return DAYDREAM_OK;
    free(gzip);
    *state = NULL;
    return dd_fail_memory(err);
}

static void gzip_close(void *state)
{
    struct gzip *gzip = state;

    inflateEnd(&gzip->stream);
    free(gzip);
}

static void gzip_reset(void *state)
{
    struct gzip *gzip = state;

    inflateReset(&gzip->stream);
    gzip->between = false;
}

/* Behind a member nothing may stand but another one, or zeros (of a tape's or a disk's block). */
static bool begin_member(struct gzip *gzip, struct dd_decoding *step)
{
    while (step->in_length > 0 && *step->in == 0) {
        step->in++;
        step->in_length--;
    }
    if (step->in_length == 0)
        return false;
    inflateReset(&gzip->stream);
    gzip->between = false;
    return true;
}

static int inflate_step(struct gzip *gzip, struct dd_decoding *step)
{
    z_stream *stream = &gzip->stream;
    uInt in = step->in_length < UINT_MAX ? (uInt)step->in_length : UINT_MAX;
    uInt out = step->out_length < UINT_MAX ? (uInt)step->out_length : UINT_MAX;
    int result;

    stream->next_in = step->in;
    stream->avail_in = in;
    stream->next_out = (Bytef *)step->out;
    stream->avail_out = out;
    result = inflate(stream, Z_NO_FLUSH);
    step->in += in - stream->avail_in;
    step->in_length -= in - stream->avail_in;
    step->out += out - stream->avail_out;
    step->out_length -= out - stream->avail_out;
    return result;
}

static enum dd_decoded gzip_step(void *state, struct dd_decoding *step, const char **why)
{
    struct gzip *gzip = state;
    size_t room = step->out_length;
    int result;

    if (gzip->between && !begin_member(gzip, step))
        return step->last ? DD_DECODED_END : DD_DECODED_MORE;
    result = inflate_step(gzip, step);
    gzip->between = result == Z_STREAM_END;
    if (gzip->between)
        return step->last && step->in_length == 0 ? DD_DECODED_END : DD_DECODED_MORE;
    if (result == Z_OK || result == Z_BUF_ERROR) {
        if (!step->last || step->in_length > 0 || step->out_length < room)
            return DD_DECODED_MORE;
        *why = "it ends in the middle";
        return DD_DECODED_BAD;
    }
    *why = result == Z_MEM_ERROR ? "no memory" : "its gzip data is damaged";
    return DD_DECODED_BAD;
}

const struct dd_decoder_ops dd_gzip_ops = {gzip_open, gzip_close, gzip_reset, gzip_step};

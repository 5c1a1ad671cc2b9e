/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/error.h"
#include "logs/decoder.h"

/* What zstd -16 needs, so that a review stays within its 8 MiB; -19 asks for 8 MiB alone, and
 * --long for up to 2 GiB. */
#define WINDOW_LOG_MAX 22

struct zstd {
    ZSTD_DCtx *context;
    bool between; /* a frame has ended; another one, or nothing, follows */
};

static enum daydream_status zstd_open(void **state, struct daydream_error *err)
{
    struct zstd *zstd = calloc(1, sizeof *zstd);

    *state = zstd;
    if (zstd == NULL)
        return dd_fail_memory(err);
    zstd->context = ZSTD_createDCtx();
    if (zstd->context != NULL &&
        !ZSTD_isError(ZSTD_DCtx_setParameter(zstd->context, ZSTD_d_windowLogMax, WINDOW_LOG_MAX)))
        return DAYDREAM_OK;
    ZSTD_freeDCtx(zstd->context);
    free(zstd);
    *state = NULL;
    return dd_fail_memory(err);
}

static void zstd_close(void *state)
{
    struct zstd *zstd = state;

    ZSTD_freeDCtx(zstd->context);
    free(zstd);
}

static void zstd_reset(void *state)
{
    struct zstd *zstd = state;

    ZSTD_DCtx_reset(zstd->context, ZSTD_reset_session_only);
    zstd->between = false;
}

static const char *explain(size_t result)
{
    switch (ZSTD_getErrorCode(result)) {
    case ZSTD_error_frameParameter_windowTooLarge:
        return "it was compressed with a window over 4 MiB; zstd -16 or less has none";
    case ZSTD_error_memory_allocation:
        return "no memory";
    default:
        return "its zstd data is damaged";
    }
}

static enum dd_decoded zstd_step(void *state, struct dd_decoding *step, const char **why)
{
    struct zstd *zstd = state;
    ZSTD_inBuffer in = {step->in, step->in_length, 0};
    ZSTD_outBuffer out = {step->out, step->out_length, 0};
    size_t result;

    if (zstd->between && step->in_length == 0)
        return step->last ? DD_DECODED_END : DD_DECODED_MORE;
    result = ZSTD_decompressStream(zstd->context, &out, &in);
    step->in += in.pos;
    step->in_length -= in.pos;
    step->out += out.pos;
    step->out_length -= out.pos;
    if (ZSTD_isError(result)) {
        *why = explain(result);
        return DD_DECODED_BAD;
    }
    zstd->between = result == 0;
    if (zstd->between || !step->last || step->in_length > 0 || out.pos > 0)
        return DD_DECODED_MORE;
    *why = "it ends in the middle";
    return DD_DECODED_BAD;
}

const struct dd_decoder_ops dd_zstd_ops = {zstd_open, zstd_close, zstd_reset, zstd_step};

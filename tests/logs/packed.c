/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "logs/packed.h"

void packed_gzip(struct dd_buf *out, const void *text, size_t length)
{
    z_stream stream = {0};
    size_t room = length + length / 100 + 1000;
    unsigned char *bytes = malloc(room);

    ck_assert_ptr_nonnull(bytes);
    ck_assert_int_eq(deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY),
                     Z_OK);
    stream.next_in = (Bytef *)(uintptr_t)text;
    stream.avail_in = (uInt)length;
    stream.next_out = bytes;
    stream.avail_out = (uInt)room;
    ck_assert_int_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
    dd_buf_add(out, bytes, room - stream.avail_out);
    ck_assert_int_eq(deflateEnd(&stream), Z_OK);
    free(bytes);
}

void packed_zstd(struct dd_buf *out, const void *text, size_t length, int window_log)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    size_t room = ZSTD_compressBound(length);
    char *bytes = malloc(room);
    ZSTD_inBuffer in = {text, length, 0};
    ZSTD_outBuffer packed = {bytes, room, 0};

    ck_assert_ptr_nonnull(context);
    ck_assert_ptr_nonnull(bytes);
    ck_assert(!ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log)));
    ck_assert(!ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)));
    /* as a stream, whose length nobody knows before: the window is not made smaller */
    ck_assert(!ZSTD_isError(ZSTD_compressStream2(context, &packed, &in, ZSTD_e_continue)));
    ck_assert_uint_eq(ZSTD_compressStream2(context, &packed, &in, ZSTD_e_end), 0);
    dd_buf_add(out, bytes, packed.pos);
    ZSTD_freeCCtx(context);
    free(bytes);
}

/* SPDX-License-Identifier: MIT */
/* The part of base/fs.h that looks for holes: SEEK_DATA is of POSIX.1-2024, and glibc hides it. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <unistd.h>

#include "base/fs.h"

off_t dd_fs_skip_hole(int fd, off_t offset, off_t size)
{
#ifdef SEEK_DATA
    off_t data = lseek(fd, offset, SEEK_DATA);

    if (data >= offset)
        return data < size ? data : size;
    return errno == ENXIO ? size : offset; /* ENXIO: the hole goes to the end */
#else
    (void)fd;
    (void)size;
    return offset;
#endif
}

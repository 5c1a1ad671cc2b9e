/* SPDX-License-Identifier: MIT */
/* The part of base/fs.h that asks for the kind of a file system: each system in its own way. */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#if defined(__linux__)
#include <sys/vfs.h>
#else
#include <sys/mount.h>
#include <sys/param.h>
#endif

#include "base/error.h"
#include "base/fs.h"

#if defined(__linux__)
/* statfs(2) and linux/magic.h. FUSE is not among them: it is a local disk (NTFS, encrypted folders)
 * as often as a remote one, and the number does not tell. */
static bool is_network(const struct statfs *info)
{
    static const uint32_t types[] = {
        0x00006969, /* NFS */
        0x0000517b, /* SMB */
        0xff534d42, /* CIFS */
        0xfe534d42, /* SMB 2 */
        0x5346414f, /* AFS (OpenAFS) */
        0x6b414653, /* AFS (kernel) */
        0x01021997, /* 9P */
        0x00c36400, /* Ceph */
        0x73757245, /* Coda */
        0x0000564c, /* NCP */
        0x0bd00bd0, /* Lustre */
        0x47504653, /* GPFS */
        0x19830326, /* BeeGFS */
    };

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if ((uint32_t)info->f_type == types[i])
            return true;
    return false;
}
#else
static bool is_network(const struct statfs *info)
{
    return (info->f_flags & MNT_LOCAL) == 0;
}
#endif

enum daydream_status dd_fs_is_network(const char *path, bool *out, struct daydream_error *err)
{
    struct statfs info;
    int result;

    do
        result = statfs(path, &info);
    while (result != 0 && errno == EINTR);
    if (result != 0)
        return dd_fail_errno(err, DAYDREAM_ERROR_FILE, "file", errno, "%s", path);
    *out = is_network(&info);
    return DAYDREAM_OK;
}

/* SPDX-License-Identifier: MIT */
/* Paths as text; nothing here touches the disk. Results are appended to a buffer. */
#ifndef DD_BASE_PATH_H
#define DD_BASE_PATH_H

#include "base/buf.h"
#include "base/strings.h"

/* directory + "/" + name, or name alone when it is absolute. */
void dd_path_join(struct dd_buf *out, const char *directory, const char *name);

/* What is before the last slash ("." when there is none, "/" at the root). */
void dd_path_directory(struct dd_buf *out, const char *path);

/* What is behind the last slash; borrowed from `path`. */
const char *dd_path_name(const char *path);

/* Expand a leading "~" or "~/" by $HOME and "$NAME" or "${NAME}" anywhere from the environment,
 * then make the result absolute from `base`, which is a real path (realpath(3)): a leading "../"
 * goes up from it. DAYDREAM_ERROR_ARGUMENT when a variable is not set. */
enum daydream_status dd_path_expand(struct dd_buf *out, const char *text, const char *base,
                                    struct daydream_error *err);

/* Does a relative path fit one of these shell patterns? One without a slash is for the name of the
 * file or of a folder above it, one with a slash for the path or the beginning of it. A "*" goes
 * over slashes. */
bool dd_path_fits(const char *path, const struct dd_strings *patterns);
bool dd_path_fits_one(const char *path, const char *pattern);

/* Append a text with its paths made short: below `directory` relative to it, below $HOME with "~".
 */
void dd_path_shorten(struct dd_buf *out, const char *text, const char *directory);

#endif

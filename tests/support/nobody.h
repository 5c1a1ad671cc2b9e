/* SPDX-License-Identifier: MIT */
/* Root may read and write everything: where a test is about what one may not, it is somebody else
 * for a while. Whoever is not root stays. */
#ifndef TESTS_SUPPORT_NOBODY_H
#define TESTS_SUPPORT_NOBODY_H

/* `scratch` is a folder of scratch_make(), which others may not enter until now; NULL when nothing
 * was made yet. */
void nobody_begin(const char *scratch);
void nobody_end(void);

#endif

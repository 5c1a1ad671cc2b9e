/* SPDX-License-Identifier: MIT */
/* Folders of logs, in which one more case is one more file. */
#ifndef TESTS_LOGS_EACH_LOG_H
#define TESTS_LOGS_EACH_LOG_H

/* Call `check` with the name of each file of a folder of the source tree that ends in ".log". */
void each_log(const char *folder, void (*check)(const char *name));

#endif

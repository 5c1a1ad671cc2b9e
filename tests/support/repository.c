/* SPDX-License-Identifier: MIT */
#if !defined(_GNU_SOURCE)
#define _GNU_SOURCE 1
#endif
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/proc.h"
#include "support/repository.h"

#define MAX_WORDS 32

static bool run(const char *const *argv)
{
    const struct dd_proc proc = {argv, 60000, (size_t)1024 * 1024};
    struct dd_buf out = DD_BUF_INIT;
    int exit_status = -1;
    bool started = dd_proc_run(&proc, &out, &exit_status, NULL) == DAYDREAM_OK;

    dd_buf_free(&out);
    return started && exit_status == 0;
}

bool repository_available(void)
{
    static const char *const argv[] = {"git", "--version", NULL};

    return run(argv);
}

static void git(const char *folder, const char *const *words)
{
    const char *argv[MAX_WORDS + 16] = {"git",
                                        "-C",
                                        folder,
                                        "-c",
                                        "user.name=Nobody",
                                        "-c",
                                        "user.email=nobody@example.com",
                                        "-c",
                                        "commit.gpgsign=false",
                                        "-c",
                                        "core.hooksPath=/dev/null"};
    size_t count = 11;

    ck_assert_int_eq(setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1), 0);
    ck_assert_int_eq(setenv("GIT_CONFIG_NOSYSTEM", "1", 1), 0);
    while (*words != NULL)
        argv[count++] = *words++;
    argv[count] = NULL;
    ck_assert_msg(run(argv), "git %s fails in %s", argv[11], folder);
}

void repository_init(const char *folder)
{
    static const char *const words[] = {"init", "-q", NULL};

    git(folder, words);
}

void repository_commit(const char *folder, const char *date, const char *message)
{
    static const char *const add[] = {"add", "-A", NULL};
    const char *const commit[] = {"commit", "-q", "--allow-empty", "-m", message, NULL};
    char stamp[32];

    snprintf(stamp, sizeof stamp, "%sT06:00:00Z", date);
    ck_assert_int_eq(setenv("GIT_AUTHOR_DATE", stamp, 1), 0);
    ck_assert_int_eq(setenv("GIT_COMMITTER_DATE", stamp, 1), 0);
    git(folder, add);
    git(folder, commit);
}

void repository_git(const char *folder, const char *words)
{
    char copy[256];
    const char *list[MAX_WORDS + 1];
    size_t count = 0;
    char *rest = copy;

    ck_assert_uint_lt(strlen(words), sizeof copy);
    snprintf(copy, sizeof copy, "%s", words);
    while (*rest != '\0' && count < MAX_WORDS) {
        list[count++] = rest;
        rest += strcspn(rest, " ");
        if (*rest == ' ')
            *rest++ = '\0';
    }
    list[count] = NULL;
    git(folder, list);
}

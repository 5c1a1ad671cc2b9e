/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "services/git-history.h"
#include "services/git.h"

#define HASH_SIZE 72 /* SHA-256 and its end */
#define FORMAT    "--format=%x01%H%x09%ct"

/* git-log(1) with -z: "\1HASH\tTIME", then for each file a status and one path or two. */
struct reader {
    dd_git_change_fn take;
    void *user;
    char commit[HASH_SIZE];
    int64_t time;
    char kind;  /* of the file whose paths come next; 0: none */
    char *from; /* the first of two */
    int commits;
    bool enough;
};

static void read_commit(struct reader *reader, const char *record)
{
    const char *tab = strchr(record, '\t');
    size_t length = tab != NULL ? (size_t)(tab - record) : strlen(record);

    if (length >= sizeof reader->commit)
        length = sizeof reader->commit - 1;
    memcpy(reader->commit, record, length);
    reader->commit[length] = '\0';
    reader->commits++;
    reader->time = tab != NULL ? strtoll(tab + 1, NULL, 10) : 0;
}

static enum daydream_status hand_on(struct reader *reader, const char *path, const char *to,
                                    struct daydream_error *err)
{
    const struct dd_git_change change = {reader->commit, reader->time, reader->kind, path, to};
    enum daydream_status status = reader->take(reader->user, &change, &reader->enough, err);

    reader->kind = '\0';
    free(reader->from);
    reader->from = NULL;
    if (status == DAYDREAM_OK && reader->enough)
        status = DAYDREAM_ERROR_PROGRAM; /* so that git is ended; nobody hears of it */
    return status;
}

static enum daydream_status take_record(void *user, const char *record, struct daydream_error *err)
{
    struct reader *reader = user;
    bool has_two = reader->kind == 'R' || reader->kind == 'C';

    if (reader->kind == '\0') {
        record += *record == '\n';
        if (*record == '\1')
            read_commit(reader, record + 1);
        else
            reader->kind = *record;
        return DAYDREAM_OK;
    }
    if (has_two && reader->from == NULL) {
        reader->from = strdup(record);
        return reader->from != NULL ? DAYDREAM_OK : dd_fail_memory(err);
    }
    return has_two ? hand_on(reader, reader->from, record, err)
                   : hand_on(reader, record, NULL, err);
}

static enum daydream_status read_log(const char *directory, const char *const *arguments,
                                     dd_git_change_fn take, void *user, int *seen,
                                     struct daydream_error *err)
{
    struct reader reader = {.take = take, .user = user};
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    enum daydream_status status = dd_git_records(directory, arguments, take_record, &reader,
                                                 &cause);

    free(reader.from);
    *seen = reader.commits;
    if (reader.enough)
        return DAYDREAM_OK;
    return status != DAYDREAM_OK ? dd_fail_as(err, &cause) : DAYDREAM_OK;
}

/* "log" with these words in front of a list. */
static enum daydream_status read_list(const char *directory, const char *const *words,
                                      size_t word_count, const struct dd_strings *list,
                                      dd_git_change_fn take, void *user, struct daydream_error *err)
{
    const char **arguments = calloc(word_count + list->count + 1, sizeof *arguments);
    int seen;
    enum daydream_status status;

    if (arguments == NULL)
        return dd_fail_memory(err);
    memcpy(arguments, words, word_count * sizeof *arguments);
    for (size_t i = 0; i < list->count; i++)
        arguments[word_count + i] = list->items[i];
    status = read_log(directory, arguments, take, user, &seen, err);
    free(arguments);
    return status;
}

enum daydream_status dd_git_removed(const char *directory, const struct dd_strings *paths,
                                    dd_git_change_fn take, void *user, struct daydream_error *err)
{
    static const char *const words[] = {
        "log", "-z", FORMAT, "--name-status", "--relative", "--no-renames", "--diff-filter=D",
        "--"};

    return read_list(directory, words, sizeof words / sizeof words[0], paths, take, user, err);
}

enum daydream_status dd_git_renamed(const char *directory, const struct dd_strings *commits,
                                    dd_git_change_fn take, void *user, struct daydream_error *err)
{
    static const char *const words[] = {"log",        "-z",
                                        FORMAT,       "--name-status",
                                        "--relative", "--no-walk=unsorted",
                                        "-M",         "--diff-filter=R"};

    if (commits->count == 0)
        return DAYDREAM_OK;
    return read_list(directory, words, sizeof words / sizeof words[0], commits, take, user, err);
}

enum daydream_status dd_git_touched(const char *directory, int commits, dd_git_change_fn take,
                                    void *user, int *seen, struct daydream_error *err)
{
    char count[32];
    const char *const arguments[] = {"log",        "-z",           FORMAT, "--name-status",
                                     "--relative", "--no-renames", count,  NULL};

    snprintf(count, sizeof count, "--max-count=%d", commits);
    return read_log(directory, arguments, take, user, seen, err);
}

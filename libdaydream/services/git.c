/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/path.h"
#include "base/proc.h"
#include "services/git.h"

#define SOURCE        "git"
#define TIMEOUT_MS    (5 * 60 * 1000)
#define MAX_OUTPUT    ((size_t)4 * 1024 * 1024 * 1024)
#define MAX_RECORD    ((size_t)64 * 1024)
#define MAX_ARGUMENTS 1024
#define ANSWER_MAX    ((size_t)64)

/* What would have git look elsewhere than in the folder: git-rev-parse(1), --local-env-vars. A hook
 * that starts us has them set. */
static const char *const redirections[] = {
    "GIT_DIR",        "GIT_WORK_TREE",        "GIT_INDEX_FILE",
    "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",  "GIT_PREFIX",           NULL,
};

/* Records as they come together out of parts. */
struct records {
    dd_git_record_fn take;
    void *user;
    struct dd_buf rest; /* the beginning of one whose end has not come */
};

static enum daydream_status hand_on(struct records *records, struct daydream_error *err)
{
    enum daydream_status status = dd_buf_status(&records->rest, err);

    if (status == DAYDREAM_OK)
        status = records->take(records->user, dd_buf_text(&records->rest), err);
    dd_buf_reset(&records->rest);
    return status;
}

static enum daydream_status take_part(void *user, const char *data, size_t length,
                                      struct daydream_error *err)
{
    struct records *records = user;
    enum daydream_status status = DAYDREAM_OK;

    while (length > 0 && status == DAYDREAM_OK) {
        const char *end = memchr(data, '\0', length);
        size_t size = end != NULL ? (size_t)(end - data) : length;

        if (size > MAX_RECORD - records->rest.length)
            return dd_fail(err, DAYDREAM_ERROR_PROGRAM, SOURCE,
                           "git: one line of its output is longer than %zu bytes", MAX_RECORD);
        dd_buf_add(&records->rest, data, size);
        if (end != NULL)
            status = hand_on(records, err);
        size += end != NULL;
        data += size;
        length -= size;
    }
    return status;
}

/* What a repository's own settings may not have git do: start a program that watches files or shows
 * signatures, fetch from a server what a partial clone left there, follow one file only, write the
 * index, quote paths. */
static const char *const before[] = {"--no-pager",
                                     "--no-optional-locks",
                                     "--literal-pathspecs",
                                     "-c",
                                     "core.fsmonitor=false",
                                     "-c",
                                     "protocol.allow=never",
                                     "-c",
                                     "log.showSignature=false",
                                     "-c",
                                     "log.showRoot=true",
                                     "-c",
                                     "log.follow=false"};

#define BEFORE (sizeof before / sizeof before[0])

/* git, "-C", the folder, what comes before, the arguments and NULL; `*out` is owned. */
static enum daydream_status fill(const char ***out, const char *directory,
                                 const char *const *arguments, struct daydream_error *err)
{
    const char **argv;
    size_t more = 0;
    size_t count = 0;

    while (arguments[more] != NULL && more <= MAX_ARGUMENTS)
        more++;
    if (more > MAX_ARGUMENTS)
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, SOURCE, "git: more than %d arguments",
                       MAX_ARGUMENTS);
    argv = calloc(3 + BEFORE + more + 1, sizeof *argv);
    if (argv == NULL)
        return dd_fail_memory(err);
    argv[count++] = "git";
    argv[count++] = "-C";
    argv[count++] = directory;
    for (size_t i = 0; i < BEFORE; i++)
        argv[count++] = before[i];
    for (size_t i = 0; i < more; i++)
        argv[count++] = arguments[i];
    *out = argv;
    return DAYDREAM_OK;
}

enum daydream_status dd_git_records(const char *directory, const char *const *arguments,
                                    dd_git_record_fn take, void *user, struct daydream_error *err)
{
    const char **argv = NULL;
    struct records records = {take, user, DD_BUF_INIT};
    const struct dd_proc_stream stream = {redirections, take_part, &records};
    int exit_status = 0;
    enum daydream_status status = fill(&argv, directory, arguments, err);

    if (status == DAYDREAM_OK)
        status = dd_proc_stream(&(struct dd_proc){argv, TIMEOUT_MS, MAX_OUTPUT}, &stream,
                                &exit_status, err);
    if (status == DAYDREAM_OK && exit_status != 0)
        status = dd_fail(err, DAYDREAM_ERROR_PROGRAM, SOURCE,
                         "git %s ended with %d in %s; try it there", arguments[0], exit_status,
                         directory);
    dd_buf_free(&records.rest);
    free(argv);
    return status;
}

static enum daydream_status take_answer(void *user, const char *data, size_t length,
                                        struct daydream_error *err)
{
    struct dd_buf *answer = user;

    if (answer->length + length <= ANSWER_MAX)
        dd_buf_add(answer, data, length);
    return dd_buf_status(answer, err);
}

enum daydream_status dd_git_is_shallow(const char *directory, bool *out, struct daydream_error *err)
{
    static const char *const arguments[] = {"rev-parse", "--is-shallow-repository", NULL};
    const char **argv = NULL;
    struct dd_buf answer = DD_BUF_INIT;
    const struct dd_proc_stream stream = {redirections, take_answer, &answer};
    int exit_status = 0;
    enum daydream_status status = fill(&argv, directory, arguments, err);

    if (status == DAYDREAM_OK)
        status = dd_proc_stream(&(struct dd_proc){argv, TIMEOUT_MS, MAX_OUTPUT}, &stream,
                                &exit_status, err);
    *out = status == DAYDREAM_OK && exit_status == 0 &&
           strncmp(dd_buf_text(&answer), "true", 4) == 0;
    dd_buf_free(&answer);
    free(argv);
    return status;
}

enum daydream_status dd_git_tracked(const char *directory, dd_git_record_fn take, void *user,
                                    struct daydream_error *err)
{
    static const char *const arguments[] = {"ls-files", "-z", NULL};

    return dd_git_records(directory, arguments, take, user, err);
}

bool dd_git_is_there(const char *directory)
{
    struct dd_buf folder = DD_BUF_INIT;
    struct dd_buf path = DD_BUF_INIT;
    struct stat info;
    bool found = false;
    bool top = false;

    dd_buf_puts(&folder, directory);
    while (!found && !top && !folder.failed) {
        dd_buf_reset(&path);
        dd_path_join(&path, dd_buf_text(&folder), ".git");
        found = !path.failed && lstat(dd_buf_text(&path), &info) == 0;
        dd_buf_reset(&path);
        dd_path_directory(&path, dd_buf_text(&folder));
        top = strcmp(dd_buf_text(&path), dd_buf_text(&folder)) == 0 ||
              strcmp(dd_buf_text(&path), ".") == 0;
        dd_buf_reset(&folder);
        dd_buf_puts(&folder, dd_buf_text(&path));
    }
    dd_buf_free(&folder);
    dd_buf_free(&path);
    return found;
}

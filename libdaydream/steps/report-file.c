/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "steps/report-file.h"

/* Far more than the findings of a thousand projects take. */
#define MAX_BYTES ((size_t)64 * 1024 * 1024)

static const char *const suffixes[] = {
    [DAYDREAM_FORMAT_MARKDOWN] = ".md",
    [DAYDREAM_FORMAT_JSON] = ".json",
};

void dd_report_file_directory(struct dd_buf *out, const char *state_directory)
{
    dd_path_join(out, state_directory, "reports");
}

void dd_report_file_path(struct dd_buf *out, const char *state_directory, const char *date,
                         enum daydream_format format)
{
    dd_report_file_directory(out, state_directory);
    dd_buf_printf(out, "/%s%s", date, suffixes[format]);
}

/* Is it the name of a report of this format? Says its date. */
static bool is_report(const char *name, enum daydream_format format, char date[DD_DATE_SIZE])
{
    int64_t days = 0;

    if (strlen(name) < DD_DATE_SIZE || strcmp(name + DD_DATE_SIZE - 1, suffixes[format]) != 0)
        return false;
    memcpy(date, name, DD_DATE_SIZE - 1);
    date[DD_DATE_SIZE - 1] = '\0';
    return dd_date_parse(date, &days);
}

/* The newest date that has a report; "" when there is none. */
static enum daydream_status find_newest(const char *state_directory, enum daydream_format format,
                                        char out[DD_DATE_SIZE], struct daydream_error *err)
{
    struct dd_buf directory = DD_BUF_INIT;
    struct dd_strings names = DD_STRINGS_INIT;
    char date[DD_DATE_SIZE];
    enum daydream_status status;

    out[0] = '\0';
    dd_report_file_directory(&directory, state_directory);
    status = dd_buf_status(&directory, err);
    if (status == DAYDREAM_OK && dd_fs_is_directory(dd_buf_text(&directory)))
        status = dd_fs_list(dd_buf_text(&directory), &names, err);
    for (size_t i = 0; i < names.count && status == DAYDREAM_OK; i++)
        if (is_report(names.items[i], format, date))
            memcpy(out, date, DD_DATE_SIZE);
    dd_strings_free(&names);
    dd_buf_free(&directory);
    return status;
}

static enum daydream_status read_date(const char *state_directory, const char *date,
                                      enum daydream_format format, char **out,
                                      struct daydream_error *err)
{
    struct daydream_error cause = DAYDREAM_ERROR_INIT;
    struct dd_buf path = DD_BUF_INIT;
    struct dd_buf text = DD_BUF_INIT;
    enum daydream_status status;

    dd_report_file_path(&path, state_directory, date, format);
    status = dd_buf_status(&path, &cause);
    if (status == DAYDREAM_OK)
        status = dd_fs_read(dd_buf_text(&path), MAX_BYTES, &text, &cause);
    if (status == DAYDREAM_ERROR_NOT_FOUND)
        status = dd_fail(err, DAYDREAM_ERROR_NOT_FOUND, "report",
                         "no report of %s below %s; `daydream report` shows the newest", date,
                         state_directory);
    else if (status != DAYDREAM_OK)
        status = dd_fail_as(err, &cause);
    if (status == DAYDREAM_OK)
        status = dd_buf_take(&text, out, err);
    dd_buf_free(&path);
    dd_buf_free(&text);
    return status;
}

enum daydream_status dd_report_file_read(const char *state_directory, const char *date,
                                         enum daydream_format format, char **out,
                                         struct daydream_error *err)
{
    char newest[DD_DATE_SIZE];
    int64_t days = 0;
    enum daydream_status status = DAYDREAM_OK;

    *out = NULL;
    if (date != NULL && !dd_date_parse(date, &days))
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "report", "'%s' is no date YYYY-MM-DD", date);
    if (date == NULL)
        status = find_newest(state_directory, format, newest, err);
    if (status != DAYDREAM_OK)
        return status;
    if (date == NULL && newest[0] == '\0')
        return dd_fail(err, DAYDREAM_ERROR_NOT_FOUND, "report",
                       "no report below %s yet; `daydream run` writes the first", state_directory);
    return read_date(state_directory, date != NULL ? date : newest, format, out, err);
}

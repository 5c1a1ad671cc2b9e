/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "steps/reflect-finding.h"
#include "text/foreign.h"

#define SESSIONS     "sessions"
#define LONGEST_TEXT 300 /* bytes of a finding's text, and of each detail */
#define MOST_DETAILS 3
#define MOST_BUSY    10 /* sessions that one finding lists */

static bool is_about_sessions(const struct daydream_finding *finding)
{
    return strcmp(dd_finding_category(finding), SESSIONS) == 0;
}

/* Who lists none says that there were none. */
bool dd_reflect_tells_of_sessions(const struct daydream_finding *finding)
{
    return is_about_sessions(finding) && finding->details.count + finding->evidence.count > 0;
}

int dd_reflect_rank(const struct daydream_finding *finding)
{
    bool fresh = finding->state == DAYDREAM_STATE_NEW || finding->worse;
    bool grave = finding->severity == DAYDREAM_SEVERITY_ERROR;

    if (dd_reflect_tells_of_sessions(finding))
        return 1;
    if (finding->state == DAYDREAM_STATE_RESOLVED)
        return 4;
    if (finding->severity == DAYDREAM_SEVERITY_NOTE)
        return 5;
    return (fresh ? 0 : 2) + (grave ? 0 : 1);
}

/* "logs/sessions/NAME" is evidence, "NAME: 3 messages" a line about the busiest. */
bool dd_reflect_names_session(const struct daydream_finding *finding, const char *name)
{
    size_t length = strlen(name);

    if (!is_about_sessions(finding) || length == 0)
        return false;
    for (size_t i = 0; i < finding->evidence.count; i++) {
        const char *slash = strrchr(finding->evidence.items[i], '/');

        if (slash != NULL && strcmp(slash + 1, name) == 0)
            return true;
    }
    for (size_t i = 0; i < finding->details.count; i++)
        if (strncmp(finding->details.items[i], name, length) == 0 &&
            finding->details.items[i][length] == ':')
            return true;
    return false;
}

static enum daydream_status write_text(const struct dd_redactor *redactor, const char *text,
                                       struct dd_buf *out, struct daydream_error *err)
{
    struct dd_buf line = DD_BUF_INIT;
    enum daydream_status status = dd_foreign_line(redactor, text, strlen(text), LONGEST_TEXT, &line,
                                                  err);

    dd_json_quote(out, dd_buf_text(&line));
    dd_buf_free(&line);
    return status;
}

static enum daydream_status write_details(const struct dd_redactor *redactor,
                                          const struct daydream_finding *finding,
                                          struct dd_buf *out, struct daydream_error *err)
{
    size_t most = is_about_sessions(finding) ? MOST_BUSY : MOST_DETAILS;
    enum daydream_status status = DAYDREAM_OK;

    if (finding->details.count == 0)
        return DAYDREAM_OK;
    dd_buf_puts(out, ",\"details\":[");
    for (size_t i = 0; i < finding->details.count && i < most && status == DAYDREAM_OK; i++) {
        dd_buf_puts(out, i > 0 ? "," : "");
        status = write_text(redactor, finding->details.items[i], out, err);
    }
    dd_buf_putc(out, ']');
    return status;
}

enum daydream_status dd_reflect_write_finding(const struct dd_redactor *redactor,
                                              const struct daydream_finding *finding,
                                              struct dd_buf *out, struct daydream_error *err)
{
    enum daydream_status status;

    dd_buf_printf(out,
                  "{\"category\":\"%s\",\"severity\":\"%s\",\"state\":\"%s\",\"days\":%d,"
                  "\"count\":%" PRIu64 ",\"text\":",
                  dd_finding_category(finding), dd_severity_name(finding->severity),
                  finding->worse ? "worse" : dd_state_name(finding->state), finding->days,
                  finding->count);
    status = write_text(redactor, finding->text, out, err);
    if (status == DAYDREAM_OK)
        status = write_details(redactor, finding, out, err);
    dd_buf_putc(out, '}');
    return status == DAYDREAM_OK ? dd_buf_status(out, err) : status;
}

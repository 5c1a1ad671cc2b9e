/* SPDX-License-Identifier: MIT */
/* Owns the list of findings. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/finding.h"
#include "model/name.h"
#include "text/foreign.h"

enum daydream_status daydream_findings_new(struct daydream_findings **out,
                                           struct daydream_error *err)
{
    *out = calloc(1, sizeof **out);
    return *out != NULL ? DAYDREAM_OK : dd_fail_memory(err);
}

static void finding_free(struct daydream_finding *finding)
{
    if (finding == NULL)
        return;
    free(finding->key);
    free(finding->text);
    free(finding->identity);
    dd_strings_free(&finding->details);
    dd_strings_free(&finding->evidence);
    dd_strings_free(&finding->fingerprints);
    free(finding);
}

void daydream_findings_free(struct daydream_findings *findings)
{
    if (findings == NULL)
        return;
    for (size_t i = 0; i < findings->count; i++)
        finding_free(findings->items[i]);
    free(findings->items);
    free(findings);
}

size_t daydream_findings_count(const struct daydream_findings *findings)
{
    return findings->count;
}

const struct daydream_finding *daydream_findings_at(const struct daydream_findings *findings,
                                                    size_t index)
{
    return index < findings->count ? findings->items[index] : NULL;
}

/* Make room for so many more. */
static enum daydream_status reserve(struct daydream_findings *findings, size_t more,
                                    struct daydream_error *err)
{
    size_t capacity = findings->capacity == 0 ? 8 : findings->capacity;
    struct daydream_finding **items;

    while (capacity < findings->count + more)
        capacity *= 2;
    if (capacity == findings->capacity)
        return DAYDREAM_OK;
    items = realloc(findings->items, capacity * sizeof *items);
    if (items == NULL)
        return dd_fail_memory(err);
    findings->items = items;
    findings->capacity = capacity;
    return DAYDREAM_OK;
}

/* Append a finding, which is stolen (also on failure). */
static enum daydream_status take(struct daydream_findings *findings,
                                 struct daydream_finding *finding, struct daydream_error *err)
{
    enum daydream_status status = reserve(findings, 1, err);

    if (status != DAYDREAM_OK) {
        finding_free(finding);
        return status;
    }
    findings->items[findings->count++] = finding;
    return DAYDREAM_OK;
}

static enum daydream_status check_names(const char *slug, const char *category,
                                        struct daydream_error *err)
{
    if (!dd_name_is_slug(slug))
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "finding",
                       "the slug may hold only letters, digits, '.', '_' and '-'");
    if (!dd_name_is_category(category))
        return dd_fail(err, DAYDREAM_ERROR_ARGUMENT, "finding",
                       "the category may hold only lower-case letters, digits, '.', '_' and '-'");
    return DAYDREAM_OK;
}

static enum daydream_status fill(struct daydream_finding *finding, const char *slug,
                                 const char *category, const char *text, struct daydream_error *err)
{
    struct dd_buf buf = DD_BUF_INIT;
    enum daydream_status status;

    finding->count = 1;
    finding->days = 1;
    dd_buf_printf(&buf, "%s:%s", slug, category);
    status = dd_buf_take(&buf, &finding->key, err);
    if (status == DAYDREAM_OK)
        status = dd_foreign_line(NULL, text, strlen(text), DD_FINDING_RAW_MAX, &buf, err);
    if (buf.length == 0)
        dd_buf_puts(&buf, DD_FINDING_NO_TEXT);
    if (status == DAYDREAM_OK)
        status = dd_buf_take(&buf, &finding->text, err);
    if (status == DAYDREAM_OK)
        status = daydream_finding_set_identity(finding, finding->text, err);
    dd_buf_free(&buf);
    return status;
}

enum daydream_status daydream_findings_add(struct daydream_findings *findings, const char *slug,
                                           const char *category, enum daydream_severity severity,
                                           const char *text, struct daydream_finding **out,
                                           struct daydream_error *err)
{
    struct daydream_finding *finding;
    enum daydream_status status = check_names(slug, category, err);

    if (out != NULL)
        *out = NULL;
    if (status != DAYDREAM_OK)
        return status;
    finding = calloc(1, sizeof *finding);
    if (finding == NULL)
        return dd_fail_memory(err);
    finding->severity = severity;
    status = fill(finding, slug, category, text, err);
    if (status != DAYDREAM_OK) {
        finding_free(finding);
        return status;
    }
    status = take(findings, finding, err);
    if (status == DAYDREAM_OK && out != NULL)
        *out = finding;
    return status;
}

static enum daydream_status copy_texts(struct daydream_finding *copy,
                                       const struct daydream_finding *finding,
                                       struct daydream_error *err)
{
    enum daydream_status status;

    if ((status = dd_string_set(&copy->key, finding->key, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&copy->text, finding->text, err)) == DAYDREAM_OK &&
        (status = dd_string_set(&copy->identity, finding->identity, err)) == DAYDREAM_OK &&
        (status = dd_strings_copy(&copy->details, &finding->details, err)) == DAYDREAM_OK &&
        (status = dd_strings_copy(&copy->evidence, &finding->evidence, err)) == DAYDREAM_OK)
        status = dd_strings_copy(&copy->fingerprints, &finding->fingerprints, err);
    return status;
}

enum daydream_status dd_findings_add_copy(struct daydream_findings *findings,
                                          const struct daydream_finding *finding,
                                          struct daydream_error *err)
{
    struct daydream_finding *copy = malloc(sizeof *copy);
    enum daydream_status status;

    if (copy == NULL)
        return dd_fail_memory(err);
    *copy = *finding;
    copy->key = copy->text = copy->identity = NULL;
    copy->details = copy->evidence = copy->fingerprints = (struct dd_strings)DD_STRINGS_INIT;
    status = copy_texts(copy, finding, err);
    if (status != DAYDREAM_OK) {
        finding_free(copy);
        return status;
    }
    return take(findings, copy, err);
}

enum daydream_status dd_findings_move(struct daydream_findings *findings,
                                      struct daydream_findings *from, struct daydream_error *err)
{
    enum daydream_status status = reserve(findings, from->count, err);

    if (status != DAYDREAM_OK || from->count == 0)
        return status;
    memcpy(findings->items + findings->count, from->items, from->count * sizeof *from->items);
    findings->count += from->count;
    from->count = 0;
    return DAYDREAM_OK;
}

static enum daydream_status redact_text(char **slot, const struct dd_redactor *redactor, size_t max,
                                        struct daydream_error *err)
{
    struct dd_buf clean = DD_BUF_INIT;
    enum daydream_status status = dd_foreign_line(redactor, *slot, strlen(*slot), max, &clean, err);

    if (status == DAYDREAM_OK)
        status = dd_string_set(slot, dd_buf_text(&clean), err);
    dd_buf_free(&clean);
    return status;
}

static enum daydream_status redact_list(struct dd_strings *list, const struct dd_redactor *redactor,
                                        struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < list->count && status == DAYDREAM_OK; i++)
        status = redact_text(&list->items[i], redactor, DD_FINDING_LINE_MAX, err);
    return status;
}

/* The fingerprint is made again where its text changed: a secret must not make it differ from
 * one day to the next. */
static enum daydream_status redact_identity(struct daydream_finding *finding,
                                            const struct dd_redactor *redactor,
                                            struct daydream_error *err)
{
    struct dd_buf clean = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    if (finding->identity == NULL)
        return DAYDREAM_OK;
    status = dd_redact(redactor, finding->identity, strlen(finding->identity), &clean, err);
    if (status == DAYDREAM_OK)
        status = dd_buf_status(&clean, err);
    if (status == DAYDREAM_OK && strcmp(dd_buf_text(&clean), finding->identity) != 0)
        status = daydream_finding_set_identity(finding, dd_buf_text(&clean), err);
    dd_buf_free(&clean);
    return status;
}

enum daydream_status dd_findings_redact(struct daydream_findings *findings,
                                        const struct dd_redactor *redactor,
                                        struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < findings->count && status == DAYDREAM_OK; i++) {
        struct daydream_finding *finding = findings->items[i];

        if ((status = redact_text(&finding->text, redactor, DD_FINDING_TEXT_MAX, err)) ==
                DAYDREAM_OK &&
            (status = redact_list(&finding->details, redactor, err)) == DAYDREAM_OK &&
            (status = redact_list(&finding->evidence, redactor, err)) == DAYDREAM_OK)
            status = redact_identity(finding, redactor, err);
    }
    return status;
}

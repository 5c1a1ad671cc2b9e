/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/parts.h"
#include "model/render.h"
#include "model/section.h"
#include "text/markdown.h"

/* "03:12", with the date in front when it is not `date`. */
static void write_time(struct dd_buf *out, const struct dd_zone *zone, const char *date,
                       int64_t time)
{
    struct dd_civil civil;
    char day[DD_DATE_SIZE];

    dd_zone_civil(zone, time, &civil);
    dd_zone_date(zone, time, day);
    if (strcmp(day, date) != 0)
        dd_buf_printf(out, "%s ", day);
    dd_buf_printf(out, "%02d:%02d", civil.hour, civil.minute);
}

void dd_render_since(struct dd_buf *out, const struct dd_zone *zone, int64_t time)
{
    const char *abbreviation = "";

    if (time == 0)
        return;
    (void)dd_zone_offset(zone, time, &abbreviation);
    dd_buf_puts(out, " since ");
    write_time(out, zone, "", time);
    dd_buf_printf(out, " %s", abbreviation);
}

/* "new · error · 37×". On a day to come "day 3" would be another one. */
static void write_label(struct dd_buf *out, const struct dd_render *how,
                        const struct daydream_finding *finding)
{
    const char *word = finding->worse ? "worse" : "recurring";

    dd_buf_puts(out, "**");
    if (finding->state == DAYDREAM_STATE_RECURRING && how->rolling)
        dd_buf_printf(out, "%s since %s", word, finding->since);
    else if (finding->state == DAYDREAM_STATE_RECURRING)
        dd_buf_printf(out, "%s, day %d", word, finding->days);
    else
        dd_buf_puts(out, dd_state_name(finding->state));
    dd_buf_printf(out, " · %s", dd_severity_name(finding->severity));
    if (finding->count > 1)
        dd_buf_printf(out, " · %" PRIu64 "×", finding->count);
    dd_buf_puts(out, "** ");
}

static void write_text(struct dd_buf *out, const struct daydream_finding *finding)
{
    if (dd_section_is_code(dd_finding_category(finding)) &&
        finding->severity != DAYDREAM_SEVERITY_NOTE)
        dd_markdown_code(out, finding->text);
    else
        dd_markdown_text(out, finding->text);
}

/* "03:12 to 05:44". Each names its date where that is not known already: the report's day needs
 * none at the beginning, and the end none on the same day. */
static void write_times(struct dd_buf *out, const struct dd_render *how,
                        const struct daydream_finding *finding)
{
    int64_t first = finding->first != 0 ? finding->first : finding->last;
    int64_t last = finding->last != 0 ? finding->last : first;
    char day[DD_DATE_SIZE];

    if (first == 0)
        return;
    dd_buf_puts(out, " — ");
    write_time(out, how->zone, how->date, first);
    if (first / 60 == last / 60)
        return;
    dd_zone_date(how->zone, first, day);
    dd_buf_puts(out, " to ");
    write_time(out, how->zone, day, last);
}

/* A page of the project's own repository may be linked; nothing else. */
static bool is_own_page(const struct dd_render *how, const char *url)
{
    struct dd_buf prefix = DD_BUF_INIT;
    bool own = false;

    if (how->project == NULL || how->project->repo == NULL)
        return false;
    dd_buf_printf(&prefix, "https://%s/%s/%s/", how->project->host, how->project->org,
                  how->project->repo);
    own = !prefix.failed && strncmp(url, dd_buf_text(&prefix), prefix.length) == 0 &&
          strstr(url, "..") == NULL && strchr(url, '%') == NULL; /* nor a way out of it again */
    dd_buf_free(&prefix);
    return own;
}

static bool is_url(const char *text)
{
    return strstr(text, "://") != NULL;
}

/* Evidence follows on the finding's own line, but for the pages that its details are about. */
static void write_evidence(struct dd_buf *out, const struct daydream_finding *finding)
{
    const char *separator = finding->first != 0 || finding->last != 0 ? ", " : " — ";

    for (size_t i = 0; i < finding->evidence.count; i++) {
        if (i < finding->details.count && is_url(finding->evidence.items[i]))
            continue;
        dd_buf_puts(out, separator);
        dd_markdown_code(out, finding->evidence.items[i]);
        separator = ", ";
    }
}

static void write_detail(struct dd_buf *out, const struct dd_render *how, const char *detail,
                         const char *evidence)
{
    if (evidence != NULL && is_own_page(how, evidence)) {
        dd_markdown_link(out, detail, evidence);
        return;
    }
    dd_markdown_text(out, detail);
    if (evidence != NULL && is_url(evidence)) {
        dd_buf_puts(out, " — ");
        dd_markdown_code(out, evidence);
    }
}

static void write_sample(struct dd_buf *out, const struct daydream_finding *finding)
{
    struct dd_buf lines = DD_BUF_INIT;

    for (size_t i = 0; i < finding->details.count; i++)
        dd_buf_printf(&lines, "%s\n", finding->details.items[i]);
    if (lines.length > 0)
        dd_markdown_fence(out, dd_buf_text(&lines));
    out->failed = out->failed || lines.failed;
    dd_buf_free(&lines);
}

/* A note about what stands in a log: a message that is too rare to be shown among the others. */
static bool is_rare(const struct daydream_finding *finding)
{
    return finding->severity == DAYDREAM_SEVERITY_NOTE &&
           finding->state != DAYDREAM_STATE_RESOLVED && finding->evidence.count > 0 &&
           dd_section_is_code(dd_finding_category(finding));
}

static bool is_resolved(const struct daydream_finding *finding)
{
    return finding->state == DAYDREAM_STATE_RESOLVED;
}

/* Lines of a log are shown where they are news: who knows the message needs no sample. */
static bool is_news(const struct daydream_finding *finding)
{
    return !dd_section_is_code(dd_finding_category(finding)) ||
           finding->state == DAYDREAM_STATE_NEW || finding->worse;
}

static bool has_sample(const struct daydream_finding *finding)
{
    return dd_section_is_quoted(dd_finding_category(finding)) && finding->details.count > 0 &&
           !is_resolved(finding) && !is_rare(finding) && is_news(finding);
}

bool dd_render_has_samples(const struct daydream_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (has_sample(findings->items[i]))
            return true;
    return false;
}

static void write_details(struct dd_buf *out, const struct dd_render *how,
                          const struct daydream_finding *finding)
{
    if (dd_section_is_code(dd_finding_category(finding))) {
        if (has_sample(finding) && !how->no_samples)
            write_sample(out, finding);
        return;
    }
    if (has_sample(finding) && how->no_samples)
        return;
    for (size_t i = 0; i < finding->details.count; i++) {
        dd_buf_puts(out, i == 0 ? "\n- " : "- ");
        write_detail(out, how, finding->details.items[i], dd_strings_at(&finding->evidence, i));
        dd_buf_putc(out, '\n');
    }
}

static void write_finding(struct dd_buf *out, const struct dd_render *how,
                          const struct daydream_finding *finding)
{
    if (finding->severity != DAYDREAM_SEVERITY_NOTE)
        write_label(out, how, finding);
    write_text(out, finding);
    write_times(out, how, finding);
    write_evidence(out, finding);
    dd_buf_putc(out, '\n');
    write_details(out, how, finding);
    dd_buf_putc(out, '\n');
}

static int compare_sizes(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* By section; there worse before recurring and new before both; then the graver and more frequent.
 */
static int by_rank(const void *left, const void *right)
{
    const struct daydream_finding *a = *(const struct daydream_finding *const *)left;
    const struct daydream_finding *b = *(const struct daydream_finding *const *)right;
    const char *category_a = dd_finding_category(a);
    const char *category_b = dd_finding_category(b);
    const int ranks[] = {
        compare_sizes(dd_section_place(category_a), dd_section_place(category_b)),
        strcmp(category_a, category_b),
        (a->severity == DAYDREAM_SEVERITY_NOTE) - (b->severity == DAYDREAM_SEVERITY_NOTE),
        (int)a->state - (int)b->state,
        (int)b->worse - (int)a->worse,
        (int)b->severity - (int)a->severity,
        compare_sizes(b->count, a->count),
        strcmp(a->text, b->text),
    };

    for (size_t i = 0; i < sizeof ranks / sizeof ranks[0]; i++)
        if (ranks[i] != 0)
            return ranks[i];
    return 0;
}

static bool is_in(const struct daydream_finding *finding, unsigned chapters)
{
    return chapters == 0 || (dd_section_chapter(dd_finding_category(finding)) & chapters) != 0;
}

/* Ready to write one list: pointers into it, in their order. */
struct order {
    const struct daydream_finding **items;
    size_t count;
};

static enum daydream_status make_order(const struct daydream_findings *findings, unsigned chapters,
                                       struct order *order, struct daydream_error *err)
{
    order->count = 0;
    order->items = calloc(findings->count + 1, sizeof *order->items);
    if (order->items == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < findings->count; i++)
        if (is_in(findings->items[i], chapters))
            order->items[order->count++] = findings->items[i];
    qsort(order->items, order->count, sizeof *order->items, by_rank);
    return DAYDREAM_OK;
}

static void write_heading(struct dd_buf *out, int level, const char *category)
{
    if (level == 0)
        return;
    dd_buf_puts(out, &"######"[6 - level]);
    dd_buf_putc(out, ' ');
    dd_section_title(out, category);
    dd_buf_puts(out, "\n\n");
}

/* Take back what was written since `before` when it does not fit. */
static bool fits(struct dd_buf *out, const struct dd_render *how, size_t before,
                 const struct daydream_finding *finding, struct dd_tally *tally)
{
    if (how->room == 0 || out->length <= how->room)
        return true;
    dd_buf_truncate(out, before);
    dd_tally_omit(tally, finding);
    return false;
}

/* The heading that stands between `before` and `headed`, and the finding behind it. */
static void note_parts(const struct dd_buf *out, const struct dd_render *how,
                       const struct daydream_finding *finding, size_t before, size_t headed)
{
    if (headed > before)
        dd_parts_add(how->parts, DD_PART_SECTION, before, headed, NULL);
    if (dd_finding_is_open(finding))
        dd_parts_add(how->parts, DD_PART_FINDING, headed, out->length, &finding->fingerprints);
}

static void write_open(struct dd_buf *out, const struct dd_render *how, const struct order *order,
                       struct dd_tally *tally)
{
    const char *category = "";

    for (size_t i = 0; i < order->count; i++) {
        const struct daydream_finding *finding = order->items[i];
        size_t before = out->length;
        size_t headed;

        if (is_resolved(finding) || is_rare(finding))
            continue;
        if (strcmp(category, dd_finding_category(finding)) != 0)
            write_heading(out, how->heading, dd_finding_category(finding));
        headed = out->length;
        write_finding(out, how, finding);
        if (!fits(out, how, before, finding, tally))
            continue;
        note_parts(out, how, finding, before, headed);
        category = dd_finding_category(finding);
    }
}

static void write_rare(struct dd_buf *out, const struct dd_render *how,
                       const struct daydream_finding *finding)
{
    dd_buf_printf(out, "- %" PRIu64 "× ", finding->count);
    dd_markdown_code(out, finding->text);
    write_times(out, how, finding);
    write_evidence(out, finding);
    dd_buf_putc(out, '\n');
}

static void write_gone(struct dd_buf *out, const struct dd_render *how,
                       const struct daydream_finding *finding)
{
    (void)how;
    dd_buf_puts(out, "- ");
    write_text(out, finding);
    dd_buf_putc(out, '\n');
}

/* A list that is folded away until somebody opens it. */
struct fold {
    const char *opening;
    bool (*has)(const struct daydream_finding *finding);
    void (*write)(struct dd_buf *out, const struct dd_render *how,
                  const struct daydream_finding *finding);
};

static const struct fold folds[] = {
    {"<details><summary>Rare warnings</summary>\n\n", is_rare, write_rare},
    {"<details><summary>Resolved</summary>\n\n", is_resolved, write_gone},
};

static void write_fold(struct dd_buf *out, const struct dd_render *how, const struct order *order,
                       const struct fold *fold, struct dd_tally *tally)
{
    static const char closing[] = "\n</details>\n\n";
    struct dd_render inside = *how;
    size_t start = out->length;
    size_t written = 0;

    if (how->room > 0)
        inside.room = how->room >= sizeof closing ? how->room - (sizeof closing - 1) : 1;
    dd_buf_puts(out, fold->opening);
    for (size_t i = 0; i < order->count; i++) {
        size_t before = out->length;

        if (!fold->has(order->items[i]))
            continue;
        fold->write(out, how, order->items[i]);
        written += fits(out, &inside, before, order->items[i], tally);
    }
    if (written > 0)
        dd_buf_puts(out, closing);
    else
        dd_buf_truncate(out, start);
}

enum daydream_status dd_render_findings(struct dd_buf *out, const struct dd_render *how,
                                        const struct daydream_findings *findings,
                                        struct dd_tally *tally, struct daydream_error *err)
{
    struct order order;
    enum daydream_status status = make_order(findings, how->chapters, &order, err);

    if (status != DAYDREAM_OK)
        return status;
    write_open(out, how, &order, tally);
    for (size_t i = 0; i < sizeof folds / sizeof folds[0]; i++)
        write_fold(out, how, &order, &folds[i], tally);
    free(order.items);
    return dd_buf_status(out, err);
}

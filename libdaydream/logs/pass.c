/* SPDX-License-Identifier: MIT */
#include "logs/pass.h"
#include "base/error.h"

#define WORTH_A_SEARCH ((uint64_t)256 * 1024)
#define PROGRESS_STEP  ((uint64_t)16 * 1024 * 1024)
#define SKIMMABLE      ((size_t)1024) /* bytes; few lines are longer */

void dd_pass_begin(struct dd_pass *pass)
{
    const struct dd_source *source = &pass->reader->source;
    struct dd_found found = {0, 0};
    uint64_t size = (uint64_t)source->info.st_size;

    dd_stamps_init(&pass->stamps, pass->options->zone, (int64_t)source->info.st_mtime);
    pass->stamped = dd_bisect_ahead(pass->reader, &pass->stamps, DD_AHEAD_MAX, INT64_MAX, &found);
    pass->first = found.time;
    pass->begin = dd_reader_offset(pass->reader);
    if (!pass->stamped && dd_source_seeks(source) && size > DD_AHEAD_MAX) {
        dd_reader_seek(pass->reader, size - DD_AHEAD_MAX);
        pass->stamped = dd_bisect_ahead(pass->reader, &pass->stamps, DD_AHEAD_MAX, INT64_MAX,
                                        &found);
    }
}

uint64_t dd_pass_size(struct dd_pass *pass)
{
    struct dd_line line;
    bool more = true;

    if (dd_source_seeks(&pass->reader->source))
        return (uint64_t)pass->reader->source.info.st_size;
    while (dd_reader_next(pass->reader, &line, &more, NULL) == DAYDREAM_OK && more)
        continue;
    return dd_reader_offset(pass->reader);
}

static bool in_window(const struct dd_pass *pass, int64_t time)
{
    return time >= pass->since && time < pass->options->to;
}

/* A stamp beyond the window's end comes from a clock that was wrong, or the end would have been met
 * there. */
static bool counts(const struct dd_pass *pass, const struct dd_event *event)
{
    if (pass->ended && event->time >= pass->options->to)
        return false;
    if (event->stamped && event->time < pass->options->to)
        return event->time >= pass->since;
    if (event->stamped)
        return pass->follows;
    if (event->offset >= pass->fresh)
        return true;
    return event->time == 0 || event->time >= pass->since;
}

static enum daydream_status take_event(void *user, const struct dd_event *event,
                                       struct daydream_error *err)
{
    struct dd_pass *pass = user;
    const struct dd_log_options *options = pass->options;
    int64_t time = in_window(pass, event->time) ? event->time : 0;
    uint64_t fingerprint = 0;
    enum daydream_status status;

    if (!counts(pass, event))
        return DAYDREAM_OK;
    pass->count++;
    status = dd_groups_add(pass->groups, event, time, pass->name, &fingerprint, err);
    if (status == DAYDREAM_OK && options->event != NULL)
        status = options->event(options->event_user, event->line, event->level, fingerprint, err);
    return status;
}

/* Find the place from which on lines may count, and the stamp that they begin with. */
static void find_start(struct dd_pass *pass)
{
    const struct dd_source *source = &pass->reader->source;
    struct dd_found found = {0, pass->first};
    uint64_t start = pass->low;
    bool long_enough = dd_source_seeks(source) &&
                       (uint64_t)source->info.st_size > pass->low + WORTH_A_SEARCH;

    /* where it is already, it does not go again: a compressed file would be decoded once more */
    if (dd_reader_offset(pass->reader) != pass->begin || pass->low > pass->begin)
        dd_reader_seek(pass->reader, pass->low);
    if (pass->stamped && long_enough &&
        dd_bisect_ahead(pass->reader, &pass->stamps, DD_AHEAD_MAX, INT64_MAX, &found) &&
        found.time < pass->since)
        pass->ordered = dd_bisect(pass->reader, &pass->stamps, pass->low, pass->since, &start);
    if (pass->stamped)
        (void)dd_bisect_ahead(pass->reader, &pass->stamps, DD_AHEAD_MAX, INT64_MAX, &found);
    pass->time = found.time;
}

/* A clock that was wrong for a line is not the end of the window: when the stamp is one that nobody
 * can have written yet, the lines behind it tell. */
static bool is_a_slip(struct dd_pass *pass, int64_t time)
{
    int64_t modified = (int64_t)pass->reader->source.info.st_mtime;
    int64_t latest = modified > pass->options->to ? modified : pass->options->to;
    struct dd_found found;

    return time - DD_ZONE_MAX > latest &&
           dd_bisect_ahead(pass->reader, &pass->stamps, DD_AHEAD_MAX, pass->options->to, &found);
}

/* Has this line begun an event beyond the window's end? */
static bool is_beyond(struct dd_pass *pass, const struct dd_line *line)
{
    const struct dd_event *event = &pass->events->event;

    return pass->events->open && event->offset == line->offset && event->stamped &&
           event->time >= pass->options->to && !(pass->follows && is_a_slip(pass, event->time));
}

/* What is behind the end is for the next review, when there is one; who was asked for a window
 * looks for the rest of it wherever that may be. */
static bool is_the_end(const struct dd_pass *pass)
{
    int64_t time = pass->events->event.time;

    if (pass->follows && !pass->options->replay)
        return true;
    return pass->ordered && time - dd_bisect_slack(&pass->stamps, time) > pass->options->to;
}

/* The next review goes on at an offset, unless it is before that already. */
static void go_on(struct dd_pass *pass, uint64_t offset)
{
    if (!pass->ended)
        pass->offset = offset;
}

/* Whoever waits wants to see that something moves. */
static void tell_progress(struct dd_pass *pass)
{
    const struct dd_log_options *options = pass->options;
    const struct dd_source *source = &pass->reader->source;
    uint64_t done = source->packed != NULL ? source->raw : source->offset;

    if (options->progress == NULL || done - pass->told < PROGRESS_STEP)
        return;
    pass->told = done;
    options->progress(options->progress_user, pass->name, done,
                      S_ISREG(source->info.st_mode) ? (uint64_t)source->info.st_size : 0);
}

/* Pass over the lines at hand that say nothing. */
static enum daydream_status skim_at_hand(struct dd_pass *pass, struct daydream_error *err)
{
    struct dd_reader *reader = pass->reader;
    struct dd_line text = {.offset = dd_reader_offset(reader), .number = reader->lines + 1};
    struct dd_line taken;
    enum daydream_status status;

    text.length = dd_reader_at_hand(reader, &text.text);
    status = dd_events_skim(pass->events, &text, &reader->ends, pass->options->to, &taken, err);
    dd_reader_pass(reader, (size_t)(taken.text - text.text), taken.number - text.number);
    pass->lines += taken.number - text.number;
    go_on(pass, dd_reader_offset(pass->reader));
    tell_progress(pass);
    return status;
}

/* Get more bytes when there are so few at hand that a line may not be passed over only for that. */
static bool get_more(struct dd_reader *reader)
{
    const char *text;
    size_t had = dd_reader_at_hand(reader, &text);
    size_t have = had;

    if (had < SKIMMABLE && !reader->cut)
        (void)dd_reader_ahead(reader, SKIMMABLE, &have);
    return have > had;
}

/* Pass over all lines that say nothing. */
static enum daydream_status skim(struct dd_pass *pass, struct daydream_error *err)
{
    enum daydream_status status;

    do
        status = skim_at_hand(pass, err);
    while (status == DAYDREAM_OK && get_more(pass->reader));
    return status;
}

/* Of empty lines one says as much as a million. */
static void pass_empty_lines(struct dd_pass *pass)
{
    const char *text;
    size_t length = dd_reader_at_hand(pass->reader, &text);
    size_t count = 0;

    while (count < length && text[count] == '\n')
        count++;
    dd_reader_pass(pass->reader, count, count);
    pass->lines += count;
}

static enum daydream_status read_events(struct dd_pass *pass, struct daydream_error *err)
{
    struct dd_line line;
    bool more = true;
    enum daydream_status status;
    enum daydream_status ended = DAYDREAM_OK;

    while ((status = skim(pass, err)) == DAYDREAM_OK &&
           (status = dd_reader_next(pass->reader, &line, &more, err)) == DAYDREAM_OK && more) {
        go_on(pass, line.offset);
        if (!line.ended && !pass->closed)
            break;
        pass->lines++;
        status = dd_events_line(pass->events, &line, err);
        if (status != DAYDREAM_OK)
            return status;
        pass->ended = pass->ended || is_beyond(pass, &line);
        if (pass->ended && pass->events->event.time >= pass->options->to && is_the_end(pass))
            return DAYDREAM_OK;
        if (line.length == 0)
            pass_empty_lines(pass);
        go_on(pass, dd_reader_offset(pass->reader));
    }
    ended = dd_events_end(pass->events, err);
    return status == DAYDREAM_OK ? ended : status;
}

enum daydream_status dd_pass_read(struct dd_pass *pass, struct daydream_error *err)
{
    enum daydream_status status;
    uint64_t start;
    uint64_t holes;

    find_start(pass);
    holes = pass->reader->holes;
    start = pass->offset = dd_reader_offset(pass->reader);
    dd_events_init(pass->events, &pass->stamps, pass->options->minimum, pass->time, 0);
    pass->events->fn = take_event;
    pass->events->user = pass;
    status = read_events(pass, err);
    pass->bytes = dd_reader_offset(pass->reader) - start - (pass->reader->holes - holes);
    return status;
}

/* SPDX-License-Identifier: MIT */
/* How much is found, and how much is left: on samples that others have collected, alone and framed;
 * on names and syntaxes of our own; and on logs without a secret. */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strings.h"
#include "support/scratch.h"
#include "support/suite.h"
#include "text/redact-case.h"

#define SUITE "text/redact-samples"
#define LOGS  "../shared/data/loghub/*.log"

/* In percent. */
#define SECRETS_FOUND    98
#define OTHERS_UNTOUCHED 85

struct score {
    struct dd_redactor *redactor;
    char *(*frame)(const char *text);
    const char *name;
    int secrets, found, others, untouched;
    struct dd_strings changed; /* kinds of the others that change */
};

static char *alone(const char *text)
{
    return redact_frame("@@", text);
}

static char *in_log(const char *text)
{
    return redact_frame("2026-02-18 03:12:07,123 - app.db - ERROR - @@", text);
}

/* As a member of JSON, with what has to be escaped there. */
static char *in_json(const char *text)
{
    struct dd_buf escaped = DD_BUF_INIT;
    char *framed;

    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            dd_buf_printf(&escaped, "\\%c", *text);
        else if (*text == '\n' || *text == '\t' || *text == '\r')
            dd_buf_puts(&escaped, *text == '\n' ? "\\n" : *text == '\t' ? "\\t" : "\\r");
        else
            dd_buf_putc(&escaped, *text);
    }
    framed = redact_frame(
        "{\"time\":\"2026-02-18T03:12:07Z\",\"level\":\"error\",\"msg\":\"@@\",\"n\":1}",
        dd_buf_text(&escaped));
    dd_buf_free(&escaped);
    return framed;
}

static char *in_json_twice(const char *text)
{
    char *once = in_json(text);
    char *twice = in_json(once);

    free(once);
    return twice;
}

static char *in_trace(const char *text)
{
    return redact_frame("Traceback (most recent call last):\n"
                        "  File \"app.py\", line 3, in main\n    raise ValueError(\"@@\")\n"
                        "ValueError: @@\n\tat com.example.Main.run(Main.java:3)\n",
                        text);
}

static char *in_curl(const char *text)
{
    return redact_frame("+ curl -sS -X POST -d '@@' https://api.example.com/v1/things", text);
}

static char *in_url(const char *text)
{
    struct dd_buf escaped = DD_BUF_INIT;
    char *framed;

    for (; *text != '\0'; text++) {
        if ((*text >= '0' && *text <= '9') || (*text >= 'a' && *text <= 'z') ||
            (*text >= 'A' && *text <= 'Z') || strchr("-._~", *text) != NULL)
            dd_buf_putc(&escaped, *text);
        else
            dd_buf_printf(&escaped, "%%%02X", (unsigned char)*text);
    }
    framed = redact_frame("GET /callback?state=1&data=@@&x=2 HTTP/1.1\" 200 1234",
                          dd_buf_text(&escaped));
    dd_buf_free(&escaped);
    return framed;
}

static char *in_environment(const char *text)
{
    return redact_frame("PATH=/usr/bin\nHOME=/root\nAPP_SETTING=@@\nLANG=C\n", text);
}

static const struct {
    const char *name;
    char *(*frame)(const char *text);
} frames[] = {
    {"alone", alone},         {"a log line", in_log},
    {"a JSON line", in_json}, {"JSON in a JSON line", in_json_twice},
    {"a trace", in_trace},    {"a curl command", in_curl},
    {"a URL", in_url},        {"an environment", in_environment},
};

static void judge(const struct redact_sample *sample, void *user)
{
    struct score *score = user;
    char *text = score->frame(sample->text);
    char *redacted = redact_text(score->redactor, text);

    if (sample->secret) {
        score->secrets++;
        score->found += strstr(redacted, "[redacted") != NULL && redact_lost_a_run(text, redacted);
    } else {
        score->others++;
        score->untouched += strcmp(text, redacted) == 0;
        if (strcmp(text, redacted) != 0)
            ck_assert_int_eq(dd_strings_add(&score->changed, sample->kind, NULL), DAYDREAM_OK);
    }
    free(redacted);
    free(text);
}

static void check_listed(char *line, void *user)
{
    struct score *score = user;
    char *count = strchr(line, '\t');
    long listed;

    ck_assert_ptr_nonnull(count);
    *count++ = '\0';
    listed = strtol(count, NULL, 10);
    for (size_t i = 0; i < score->changed.count; i++)
        listed -= strcmp(score->changed.items[i], line) == 0;
    ck_assert_msg(listed == 0, "%s: %ld more are listed than change", line, listed);
    score->others -= (int)strtol(count, NULL, 10);
}

START_TEST(test_samples)
{
    for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++) {
        struct score score = {.redactor = redact_make(), .frame = frames[i].frame};

        if (redact_each_sample(SUITE, judge, &score)) {
            printf(SUITE ": %s: %d of %d secrets found, %d of %d others untouched\n",
                   frames[i].name, score.found, score.secrets, score.untouched, score.others);
            ck_assert_msg(score.found * 100 >= score.secrets * SECRETS_FOUND, "%s", frames[i].name);
            ck_assert_msg(score.untouched * 100 >= score.others * OTHERS_UNTOUCHED, "%s",
                          frames[i].name);
        }
        if (i == 0 && score.secrets > 0) {
            redact_each_line("changed.txt", check_listed, &score);
            ck_assert_int_eq(score.others, score.untouched);
        }
        dd_strings_free(&score.changed);
        dd_redactor_free(score.redactor);
    }
}
END_TEST

struct places {
    struct dd_redactor *redactor;
    struct dd_strings names, values;
    unsigned short seed[3];
    int count, missed;
};

static void keep_line(char *line, void *user)
{
    ck_assert_int_eq(dd_strings_add(user, line, NULL), DAYDREAM_OK);
}

static char *replace_name(const char *frame, const char *name)
{
    struct dd_buf out = DD_BUF_INIT;
    char *result = NULL;

    for (; *frame != '\0'; frame++) {
        if (strncmp(frame, "NN", 2) == 0) {
            dd_buf_puts(&out, name);
            frame++;
        } else if (frame[0] == '\\' && frame[1] == 'n') {
            dd_buf_putc(&out, '\n');
            frame++;
        } else {
            dd_buf_putc(&out, *frame);
        }
    }
    ck_assert_int_eq(dd_buf_take(&out, &result, NULL), DAYDREAM_OK);
    return result;
}

static void check_value(struct places *places, const char *place, const char *value)
{
    char *text = redact_frame(place, value);
    char *redacted = redact_text(places->redactor, text);

    places->count++;
    if (strstr(redacted, "[redacted:") == NULL || strstr(redacted, value) != NULL) {
        printf(SUITE ": '%s' became '%s'\n", text, redacted);
        places->missed++;
    }
    free(redacted);
    free(text);
}

/* In each syntax each value, with one name after the other. */
static void check_place(char *line, void *user)
{
    struct places *places = user;

    for (size_t i = 0; i < places->values.count; i++) {
        const char *name = places->names.items[(size_t)places->count % places->names.count];
        char *value = redact_shape(places->values.items[i], places->seed);
        char *place = replace_name(line, name);

        check_value(places, place, value);
        free(place);
        free(value);
    }
}

START_TEST(test_places)
{
    struct places places = {.redactor = redact_make(), .seed = {7, 8, 9}};

    redact_each_line("names.txt", keep_line, &places.names);
    redact_each_line("values.txt", keep_line, &places.values);
    redact_each_line("places.txt", check_place, &places);
    printf(SUITE ": %d of %d values behind a name missed\n", places.missed, places.count);
    ck_assert_int_le(places.missed * 100, places.count);
    dd_strings_free(&places.names);
    dd_strings_free(&places.values);
    dd_redactor_free(places.redactor);
}
END_TEST

static void check_log(const struct dd_redactor *redactor, const char *path)
{
    char *text = scratch_read(path);
    char *redacted = redact_text(redactor, text);

    ck_assert_msg(strcmp(text, redacted) == 0, "%s is changed", path);
    free(redacted);
    free(text);
}

/* No line of these logs holds a secret, and none is changed. */
START_TEST(test_logs)
{
    struct dd_redactor *redactor = redact_make();
    char *pattern = test_path(LOGS);
    glob_t logs = {0};

    if (glob(pattern, 0, NULL, &logs) != 0)
        printf(SUITE ": logs skipped: no %s\n", LOGS);
    for (size_t i = 0; i < logs.gl_pathc; i++)
        check_log(redactor, logs.gl_pathv[i]);
    globfree(&logs);
    free(pattern);
    dd_redactor_free(redactor);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_samples, test_places, test_logs};

    return suite_run(SUITE, tests, sizeof tests / sizeof tests[0]);
}

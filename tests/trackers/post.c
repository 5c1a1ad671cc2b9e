/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "store/fixture.h"
#include "support/scratch.h"
#include "trackers/post.h"

void post_open_with(struct post *post, struct dd_http *http, const char *token, bool offline)
{
    struct dd_accounts_options options = {.http = http,
                                          .clock = &post->github.clock,
                                          .log = &post->github.log,
                                          .token = token,
                                          .api_url = hub_url(&post->github.hub),
                                          .offline = offline};

    ck_assert_int_eq(dd_accounts_new(&options, &post->accounts, NULL), DAYDREAM_OK);
    post->folder = scratch_make();
    post->delivery = (struct dd_delivery){.store = fixture_open(post->folder),
                                          .accounts = post->accounts,
                                          .clock = &post->github.clock,
                                          .log = &post->github.log};
}

void post_open(struct post *post)
{
    fixture_start(&post->github);
    post_open_with(post, post->github.hub.http, HUB_TOKEN, false);
}

void post_close(struct post *post)
{
    dd_store_close(post->delivery.store);
    dd_accounts_free(post->accounts);
    scratch_remove(post->folder);
    fixture_stop(&post->github);
}

struct dd_outbox_row post_row(const char *repository, const char *date)
{
    struct dd_outbox_row row = {.queued = 1771394400};
    struct dd_buf title = DD_BUF_INIT;
    struct dd_buf body = DD_BUF_INIT;

    memcpy(row.date, date, DD_DATE_SIZE);
    dd_buf_printf(&title, "Daydream Report - %s - Rocket", date);
    dd_buf_printf(&body,
                  "**1 new**\n\n<!-- daydream:1 date=%s repo=%s machine=0123456789abcdef "
                  "run=0b8f4ad5-3f0e-4c53-9d0a-6e1f2a3b4c5d fp= -->\n",
                  date, repository);
    ck_assert_int_eq(dd_buf_take(&title, &row.title, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_buf_take(&body, &row.body, NULL), DAYDREAM_OK);
    row.repository = strdup(repository);
    row.slug = strdup("rocket");
    row.label = strdup("daydream");
    return row;
}

void post_put(struct post *post, const char *repository, const char *date)
{
    struct dd_outbox_row row = post_row(repository, date);

    ck_assert_int_eq(dd_outbox_put(post->delivery.store, &row, NULL), DAYDREAM_OK);
    dd_outbox_row_free(&row);
}

size_t post_filed(struct post *post)
{
    struct json_object *repository = hub_state(&post->github.hub);
    struct json_object *issues = NULL;
    size_t count;

    ck_assert_int_eq(dd_json_array(repository, "issues", &issues), DD_JSON_OK);
    count = json_object_array_length(issues);
    json_object_put(repository);
    return count;
}

/* SPDX-License-Identifier: MIT */
#include "store/fixture.h"
#include "support/github-fixture.h"
#include "support/scratch.h"
#include "support/server.h"
#include "support/suite.h"
#include "trackers/label-memory.h"

#define DAY 86400

/* A run's look at the label: recall it, see to it, keep what was learnt. */
static void look(struct fixture *it, struct dd_store *store, const char *repo, char *label)
{
    const struct dd_github_label wanted = {label, "6f42c1", "Nightly report"};
    struct dd_github *github = fixture_client(it, "", HUB_TOKEN);
    struct dd_buf repository = DD_BUF_INIT;
    struct dd_outbox_row row = {.label = label};

    dd_buf_printf(&repository, "github.com/acme/%s", repo);
    ck_assert_int_eq(dd_buf_take(&repository, &row.repository, NULL), DAYDREAM_OK);
    ck_assert_int_eq(dd_label_recall(store, &row, it->now, github, NULL), DAYDREAM_OK);
    if (label != NULL)
        (void)dd_github_ensure_label(github, "acme", repo, &wanted, NULL);
    ck_assert_int_eq(dd_label_keep(store, &row, it->now, github, NULL), DAYDREAM_OK);
    row.label = NULL;
    dd_outbox_row_free(&row);
    dd_buf_free(&repository);
    dd_github_free(github);
}

/* Each step is a run, so much later than the one before. */
START_TEST(asks_again_after_90_days)
{
    static const struct {
        const char *repo;
        const char *label;
        int64_t later;
        int posts;
    } steps[] = {
        {"rocket", "daydream", 0, 1},
        {"rocket", "daydream", DAY, 1},
        {"rocket", "other", 0, 2},
        {"rocket", "daydream", 88 * DAY, 2},
        {"rocket", "daydream", DAY, 3},
        {"rocket", "daydream", DAY, 3},
        {"rocket", "daydream", -92 * DAY, 4}, /* that was written by a clock that was wrong */
        {"nowhere", "daydream", 0, 5},
        {"nowhere", "daydream", 0, 6},
        {"rocket", NULL, 0, 6},
    };
    char *folder = scratch_make();
    struct dd_store *store = fixture_open(folder);
    struct fixture it;

    fixture_start(&it);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        char label[16] = "";

        if (steps[i].label != NULL)
            memcpy(label, steps[i].label, strlen(steps[i].label) + 1);
        it.now += steps[i].later;
        look(&it, store, steps[i].repo, steps[i].label != NULL ? label : NULL);
        ck_assert_msg(hub_count(&it.hub, "POST") == steps[i].posts, "step %zu: %d requests", i,
                      hub_count(&it.hub, "POST"));
    }
    fixture_stop(&it);
    dd_store_close(store);
    scratch_remove(folder);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        asks_again_after_90_days,
    };

    if (!server_available())
        return suite_skip("trackers/label-memory", "no python3");
    return suite_run("trackers/label-memory", tests, sizeof tests / sizeof tests[0]);
}

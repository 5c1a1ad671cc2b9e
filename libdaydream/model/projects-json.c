/* SPDX-License-Identifier: MIT */
#include "base/json.h"
#include "model/projects.h"

static void write_github(struct dd_buf *out, const struct daydream_project *project)
{
    if (project->repo == NULL) {
        dd_buf_puts(out, "null");
        return;
    }
    dd_buf_puts(out, "{\"org\":");
    dd_json_quote(out, project->org);
    dd_buf_puts(out, ",\"repo\":");
    dd_json_quote(out, project->repo);
    dd_buf_puts(out, ",\"host\":");
    dd_json_quote(out, project->host);
    dd_buf_putc(out, '}');
}

static void write_project(struct dd_buf *out, const struct daydream_project *project)
{
    dd_buf_puts(out, "{\"slug\":");
    dd_json_quote(out, project->slug);
    dd_buf_puts(out, ",\"name\":");
    dd_json_quote(out, project->name);
    dd_buf_puts(out, ",\"working_directory\":");
    dd_json_quote(out, project->directory);
    dd_buf_puts(out, ",\"github\":");
    write_github(out, project);
    dd_buf_putc(out, '}');
}

static void write_skipped(struct dd_buf *out, const char *slug, const char *reason)
{
    dd_buf_puts(out, "{\"slug\":");
    dd_json_quote(out, slug);
    dd_buf_puts(out, ",\"reason\":");
    dd_json_quote(out, reason);
    dd_buf_putc(out, '}');
}

void dd_projects_write_skipped(struct dd_buf *out, const struct daydream_projects *projects)
{
    size_t count = projects != NULL ? projects->skipped_reasons.count : 0;

    dd_buf_puts(out, ",\"skipped\":[");
    for (size_t i = 0; i < count; i++) {
        dd_buf_puts(out, i > 0 ? "," : "");
        write_skipped(out, projects->skipped_slugs.items[i], projects->skipped_reasons.items[i]);
    }
    dd_buf_putc(out, ']');
}

enum daydream_status daydream_projects_to_json(const struct daydream_projects *projects, char **out,
                                               struct daydream_error *err)
{
    struct dd_buf buf = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_puts(&buf, "{\"schema\":1,\"projects\":[");
    for (size_t i = 0; i < projects->count; i++) {
        dd_buf_puts(&buf, i > 0 ? "," : "");
        write_project(&buf, projects->items[i]);
    }
    dd_buf_puts(&buf, "],\"home\":");
    dd_json_quote(&buf, projects->home != NULL ? projects->home->slug : NULL);
    dd_projects_write_skipped(&buf, projects);
    dd_buf_putc(&buf, '}');
    status = dd_buf_take(&buf, out, err);
    dd_buf_free(&buf);
    return status;
}

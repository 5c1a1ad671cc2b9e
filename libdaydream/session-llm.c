/* SPDX-License-Identifier: MIT */
/* Owns finding out which language model a session can ask, and where. */
#include "model/projects.h"
#include "net/url.h"
#include "session.h"

/* Why the address that projects.json names is not one that the key may go to; NULL: it is. Nor does
 * anything go elsewhere then: who names a server does not want it at another. */
static const char *fault_of(const struct daydream *dd, const char *url)
{
    if (!dd_llm_is_url(url))
        return "daydream.llm.url in projects.json is not https, or http on a loopback address";
    if (dd->config_met && !dd_url_is_loopback(url))
        return "daydream.llm.url stands in a projects.json that lay in the current directory, and "
               "does not say where a key goes; set ANTHROPIC_BASE_URL, or name the file by "
               "--config";
    return NULL;
}

static const char *choose(const char *option, const char *setting)
{
    return option != NULL ? option : setting;
}

static const char *model_of(const struct daydream *dd, const char *setting)
{
    if (setting != NULL && !dd_llm_is_model(setting)) {
        dd_log(&dd->log, DAYDREAM_LOG_WARNING,
               "projects.json: daydream.llm.model is no name of a model; taken as " DD_LLM_MODEL);
        setting = NULL;
    }
    return choose(dd_session_option(dd, DAYDREAM_OPTION_LLM_MODEL), setting);
}

enum daydream_status dd_session_llm(struct daydream *dd, const struct daydream_projects *projects,
                                    struct dd_llm **out, struct daydream_error *err)
{
    const struct dd_llm_settings *settings = &projects->settings.llm;
    const char *url = dd_session_option(dd, DAYDREAM_OPTION_LLM_URL);
    const char *fault = url == NULL && settings->url != NULL ? fault_of(dd, settings->url) : NULL;
    const struct dd_llm_options options = {
        .http = dd->http,
        .clock = &dd->clock,
        .log = &dd->log,
        .redactor = dd->redactor,
        .key = dd_session_option(dd, DAYDREAM_OPTION_LLM_KEY),
        .url = fault == NULL ? choose(url, settings->url) : NULL,
        .model = model_of(dd, settings->model),
        .lacks = fault,
        .most_tokens = settings->output_tokens,
        .offline = dd_session_option(dd, DAYDREAM_OPTION_OFFLINE) != NULL,
    };

    return dd_llm_new(&options, out, err);
}

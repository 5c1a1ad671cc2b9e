/* SPDX-License-Identifier: MIT */
#include "text/redact-names.h"
#include "text/bytes.h"
#include "text/value.h"

#define NAME_MAX_BEFORE 64
#define NAME_MAX_BEHIND 40

#define SECRET          DD_TELLS_SECRET
#define MEDIUM          DD_TELLS_MEDIUM
#define KEY             DD_TELLS_KEY
#define SERVICE         DD_TELLS_SERVICE

/* clang-format off */
const struct dd_telling_word dd_telling_words[] = {
    {"password", SECRET}, {"passwd", SECRET}, {"passwort", SECRET}, {"passphrase", SECRET},
    {"passcode", SECRET}, {"pwd", SECRET}, {"contrase\xc3\xb1" "a", SECRET}, {"mot_de_passe", SECRET},
    {"secret", SECRET}, {"token", SECRET}, {"credential", SECRET}, {"creds", SECRET},
    {"apikey", SECRET}, {"api_key", SECRET}, {"api-key", SECRET}, {"api.key", SECRET}, {"api key", SECRET},
    {"privatekey", SECRET}, {"private_key", SECRET}, {"private-key", SECRET}, {"private key", SECRET},
    {"accesskey", SECRET}, {"access_key", SECRET}, {"access-key", SECRET}, {"access key", SECRET},
    {"secretkey", SECRET}, {"encryptionkey", SECRET}, {"encryption_key", SECRET}, {"signingkey", SECRET},
    {"signing_key", SECRET}, {"masterkey", SECRET}, {"master_key", SECRET}, {"master-key", SECRET},
    {"storepass", SECRET}, {"keypass", SECRET}, {"sonar.login", MEDIUM}, {"pass", MEDIUM}, {"pswd", SECRET}, {"mdp", MEDIUM}, {"pincode", SECRET}, {"otp", MEDIUM},
    {"totp", MEDIUM}, {"mnemonic", MEDIUM}, {"connectionstring", MEDIUM}, {"bearer", MEDIUM},
    {"auth", MEDIUM}, {"session", MEDIUM}, {"sessid", MEDIUM}, {"jsessionid", MEDIUM}, {"connect.sid", MEDIUM},
    {"signature", MEDIUM}, {"sig", MEDIUM}, {"hmac", MEDIUM}, {"salt", MEDIUM}, {"jwt", MEDIUM},
    {"license", MEDIUM}, {"licence", MEDIUM}, {"keystring", MEDIUM}, {"sharedkey", MEDIUM}, {"webhook", MEDIUM},
    {"key", KEY}, {"cookie", KEY}, {"login", KEY}, {"csrf", MEDIUM}, {"xsrf", MEDIUM}, {"nonce", KEY}, {"pat", MEDIUM},
    {"dsn", KEY}, {"private", KEY}, {"psk", MEDIUM}, {"seed", KEY}, {"recovery", KEY}, {"confirmation", KEY},
    /* services whose keys have no shape of their own */
    {"abstractapi", SERVICE}, {"adafruit", SERVICE}, {"adobe", SERVICE}, {"airtable", SERVICE}, {"algolia", SERVICE},
    {"alibaba", SERVICE}, {"amplitude", SERVICE}, {"amplify", SERVICE}, {"appcenter", SERVICE}, {"appsflyer", SERVICE},
    {"artifactory", SERVICE}, {"asana", SERVICE}, {"assemblyai", SERVICE}, {"atlassian", SERVICE}, {"auth0", SERVICE},
    {"authress", SERVICE}, {"azure", SERVICE}, {"backblaze", SERVICE}, {"beamer", SERVICE}, {"binance", SERVICE},
    {"bitbucket", SERVICE}, {"bitly", SERVICE}, {"bitfinex", SERVICE}, {"bittrex", SERVICE}, {"box", SERVICE},
    {"braintree", SERVICE}, {"branchio", SERVICE}, {"brevo", SERVICE}, {"browserstack", SERVICE}, {"bugsnag", SERVICE},
    {"buildkite", SERVICE}, {"bunny", SERVICE}, {"calendly", SERVICE}, {"circleci", SERVICE}, {"clearbit", SERVICE},
    {"clickhouse", SERVICE}, {"clickup", SERVICE}, {"cloudflare", SERVICE}, {"cloudinary", SERVICE},
    {"codacy", SERVICE}, {"codeclimate", SERVICE}, {"codecov", SERVICE}, {"cohere", SERVICE}, {"coinbase", SERVICE},
    {"confluence", SERVICE}, {"confluent", SERVICE}, {"contentful", SERVICE}, {"coveralls", SERVICE}, {"datadog", SERVICE},
    {"databricks", SERVICE}, {"deepgram", SERVICE}, {"deepl", SERVICE}, {"deepseek", SERVICE}, {"digitalocean", SERVICE},
    {"discord", SERVICE}, {"docusign", SERVICE}, {"droneci", SERVICE}, {"dropbox", SERVICE}, {"duffel", SERVICE},
    {"dynatrace", SERVICE}, {"easypost", SERVICE}, {"elevenlabs", SERVICE}, {"etherscan", SERVICE}, {"etsy", SERVICE},
    {"eventbrite", SERVICE}, {"facebook", SERVICE}, {"fastly", SERVICE}, {"figma", SERVICE}, {"finicity", SERVICE},
    {"finnhub", SERVICE}, {"firebase", SERVICE}, {"fireworks", SERVICE}, {"fixer", SERVICE}, {"flickr", SERVICE},
    {"flutterwave", SERVICE}, {"foursquare", SERVICE}, {"freshbooks", SERVICE}, {"freshdesk", SERVICE},
    {"geocodio", SERVICE}, {"giphy", SERVICE}, {"gitter", SERVICE}, {"gocardless", SERVICE}, {"godaddy", SERVICE},
    {"google", SERVICE}, {"grafana", SERVICE}, {"groq", SERVICE}, {"gumroad", SERVICE}, {"harness", SERVICE},
    {"helpscout", SERVICE}, {"heroku", SERVICE}, {"honeybadger", SERVICE}, {"honeycomb", SERVICE}, {"hubspot", SERVICE},
    {"huggingface", SERVICE}, {"hunter", SERVICE}, {"infracost", SERVICE}, {"infura", SERVICE}, {"instagram", SERVICE},
    {"intercom", SERVICE}, {"ipinfo", SERVICE}, {"ipstack", SERVICE}, {"iterable", SERVICE}, {"jfrog", SERVICE},
    {"jira", SERVICE}, {"jumpcloud", SERVICE}, {"klaviyo", SERVICE}, {"kraken", SERVICE}, {"kucoin", SERVICE},
    {"launchdarkly", SERVICE}, {"linear", SERVICE}, {"line_channel", SERVICE}, {"linkedin", SERVICE}, {"linode", SERVICE},
    {"lob", SERVICE}, {"logdna", SERVICE}, {"loggly", SERVICE}, {"looker", SERVICE}, {"mailchimp", SERVICE},
    {"mailerlite", SERVICE}, {"mailgun", SERVICE}, {"mailjet", SERVICE}, {"mapbox", SERVICE}, {"mattermost", SERVICE},
    {"maxmind", SERVICE}, {"meraki", SERVICE}, {"messagebird", SERVICE}, {"mistral", SERVICE}, {"mixpanel", SERVICE},
    {"monday", SERVICE}, {"mux", SERVICE}, {"netlify", SERVICE}, {"newrelic", SERVICE}, {"new_relic", SERVICE},
    {"newsapi", SERVICE}, {"notion", SERVICE}, {"nytimes", SERVICE}, {"okta", SERVICE}, {"onelogin", SERVICE},
    {"onesignal", SERVICE}, {"openai", SERVICE}, {"openweather", SERVICE}, {"opsgenie", SERVICE}, {"optimizely", SERVICE},
    {"pagerduty", SERVICE}, {"paypal", SERVICE}, {"paystack", SERVICE}, {"pinterest", SERVICE}, {"pipedrive", SERVICE},
    {"plaid", SERVICE}, {"plivo", SERVICE}, {"postman", SERVICE}, {"postmark", SERVICE}, {"privateai", SERVICE},
    {"pubnub", SERVICE}, {"pusher", SERVICE}, {"quickbooks", SERVICE}, {"rapidapi", SERVICE}, {"razorpay", SERVICE},
    {"recaptcha", SERVICE}, {"reddit", SERVICE}, {"replicate", SERVICE}, {"rollbar", SERVICE}, {"salesforce", SERVICE},
    {"saucelabs", SERVICE}, {"scalingo", SERVICE}, {"segment", SERVICE}, {"sendbird", SERVICE}, {"sendgrid", SERVICE},
    {"sendinblue", SERVICE}, {"sentinel", SERVICE}, {"sentry", SERVICE}, {"serpapi", SERVICE}, {"shippo", SERVICE},
    {"shodan", SERVICE}, {"shopify", SERVICE}, {"shortcut", SERVICE}, {"sidekiq", SERVICE}, {"slack", SERVICE},
    {"snapchat", SERVICE}, {"snowflake", SERVICE}, {"snyk", SERVICE}, {"sonar", SERVICE}, {"soundcloud", SERVICE},
    {"sparkpost", SERVICE}, {"splunk", SERVICE}, {"spotify", SERVICE}, {"square", SERVICE}, {"squarespace", SERVICE},
    {"stability", SERVICE}, {"statuspage", SERVICE}, {"steam", SERVICE}, {"strava", SERVICE}, {"stripe", SERVICE},
    {"sumologic", SERVICE}, {"sumo", SERVICE}, {"surveymonkey", SERVICE}, {"teamcity", SERVICE}, {"telegram", SERVICE},
    {"telnyx", SERVICE}, {"tiktok", SERVICE}, {"todoist", SERVICE}, {"tomtom", SERVICE}, {"travis", SERVICE},
    {"trello", SERVICE}, {"twilio", SERVICE}, {"twitch", SERVICE}, {"twitter", SERVICE}, {"typeform", SERVICE},
    {"unsplash", SERVICE}, {"uploadcare", SERVICE}, {"vercel", SERVICE}, {"vimeo", SERVICE}, {"virustotal", SERVICE},
    {"vonage", SERVICE}, {"nexmo", SERVICE}, {"wakatime", SERVICE}, {"wandb", SERVICE}, {"weatherapi", SERVICE},
    {"webex", SERVICE}, {"webflow", SERVICE}, {"wepay", SERVICE}, {"wistia", SERVICE}, {"woocommerce", SERVICE},
    {"workday", SERVICE}, {"yandex", SERVICE}, {"yelp", SERVICE}, {"youtube", SERVICE}, {"zapier", SERVICE},
    {"zendesk", SERVICE}, {"zerobounce", SERVICE}, {"zoho", SERVICE}, {"zoom", SERVICE},
};
/* clang-format on */

const size_t dd_telling_words_count = DD_COUNT(dd_telling_words);

/* In front of "key": what makes it one of a service, and what makes it no secret at all. */
static const char *const key_owners[] = {
    "account",
    "admin",
    "anon",
    "api",
    "app",
    "application",
    "appkey",
    "auth",
    "bot",
    "client",
    "consumer",
    "crypt",
    "cipher",
    "data",
    "deploy",
    "encrypt",
    "fernet",
    "hmac",
    "hook",
    "integration",
    "jwt",
    "licence",
    "license",
    "private",
    "project",
    "role",
    "secret",
    "security",
    "sender",
    "server",
    "service",
    "session",
    "shared",
    "sign",
    "signature",
    "signing",
    "storage",
    "subscription",
    "symmetric",
    "user",
    "write",
    "ingest",
    "instrumentation",
    "enc",
    "decryption",
    "decrypt",
    "webhook",
    "maps",
    "admin_api",
    "x-functions",
    "functions",
    "host",
    "function",
    "ssh",
    "wg",
    "preshared",
    "pre_shared",
    "recovery",
    "personal",
    "global",
    "merchant",
    "rest",
    "dev",
    "prod",
};
static const char *const no_keys[] = {
    "public", "publishable", "primary", "foreign", "partition", "sort",
    "row",    "cache",       "object",  "lookup",  "dedup",     "idempotency",
    "unique", "composite",   "map",     "hash",    "hot",       "arrow",
};

/* Behind a telling word: what is about the secret, and not the secret. */
static const char *const not_secret[] = {
    "count",     "type",        "limit",      "length",      "len",
    "name",      "field",       "file",       "path",        "dir",
    "url",       "uri",         "endpoint",   "policy",      "expir",
    "ttl",       "usage",       "budget",     "age",         "status",
    "version",   "changed",     "reset",      "required",    "manager",
    "provider",  "store",       "handler",    "bucket",      "arn",
    "ref",       "class",       "factory",    "encoder",     "valid",
    "exists",    "enabled",     "min",        "max",         "prefix",
    "suffix",    "pattern",     "regex",      "label",       "hint",
    "prompt",    "placeholder", "issuer",     "audience",    "scope",
    "algorithm", "alg",         "index",      "spec",        "size",
    "time",      "date",        "created",    "updated",     "at",
    "by",        "for",         "kind",       "mode",        "method",
    "service",   "interval",    "refresh_",   "format",      "error",
    "event",     "agent",       "host",       "port",        "user",
    "server",    "module",      "plugin",     "rate",        "per",
    "used",      "state",       "duration",   "attempt",     "code_challenge_method",
    "generator", "source",      "release",    "commit",      "region",
    "domain",    "email",       "project_id", "org",         "team",
    "zone",      "env",         "level",      "config",      "timeout",
    "tags",      "log",         "opened",     "closed",      "started",
    "enter",     "table",       "column",     "board",       "stroke",
    "word",      "point",       "checksum",   "digest",      "rotation",
    "stdin",     "fingerprint", "thumbprint", "description", "metadata",
    "vault",
};

static bool is_name_byte(char c)
{
    return dd_is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '$';
}

static size_t name_start(const char *text, size_t at)
{
    size_t start = at;

    while (start > 0 && at - start < NAME_MAX_BEFORE && is_name_byte(text[start - 1]))
        start--;
    return start;
}

static size_t name_end(const char *text, size_t length, size_t at)
{
    size_t end = at;

    while (end < length && end - at < NAME_MAX_BEHIND && is_name_byte(text[end]))
        end++;
    while (end > at && dd_is_in(".$-", text[end - 1]))
        end--;
    return end;
}

/* A word begins at a change of case, behind what is no letter, or behind the "-D" with which a
 * property is given to Java. */
static bool begins_word(const char *text, size_t start, size_t at)
{
    return at == start || !dd_is_letter(text[at - 1]) ||
           (at - start == 2 && memcmp(text + start, "-D", 2) == 0) ||
           (dd_is_upper(text[at]) && dd_is_lower(text[at - 1]));
}

static bool ends_with(const char *text, size_t start, size_t end, const char *word)
{
    size_t size = strlen(word);

    return end - start >= size && strncasecmp(text + end - size, word, size) == 0;
}

static bool ends_with_any(const char *text, size_t start, size_t end, const char *const *words,
                          size_t count)
{
    while (end > start && dd_is_in("_-. ", text[end - 1]))
        end--;
    for (size_t i = 0; i < count; i++)
        if (ends_with(text, start, end, words[i]))
            return true;
    return false;
}

/* The word in front of a blank in front of the name ("client key", "license key"). */
static size_t with_word_before(const char *text, size_t start)
{
    size_t at = start;

    if (at < 2 || text[at - 1] != ' ')
        return start;
    at--;
    while (at > 0 && start - at < 16 && dd_is_letter(text[at - 1]))
        at--;
    return at;
}

static enum dd_telling tell_key(const char *text, size_t start, size_t at)
{
    size_t from = start == at ? with_word_before(text, start) : start;

    if (ends_with_any(text, from, at, no_keys, DD_COUNT(no_keys)))
        return DD_TELLS_NOTHING;
    if (ends_with_any(text, from, at, key_owners, DD_COUNT(key_owners)))
        return DD_TELLS_MEDIUM;
    return begins_word(text, start, at) ? DD_TELLS_KEY : DD_TELLS_NOTHING;
}

/* What stands behind the word, without separators. */
static bool says_otherwise(const char *text, size_t at, size_t end)
{
    while (at < end && dd_is_in("_-.", text[at]))
        at++;
    for (size_t i = 0; i < DD_COUNT(not_secret); i++)
        if (dd_has_word(text + at, end - at, not_secret[i]))
            return true;
    return false;
}

static bool is_other_word(const char *text, size_t behind, size_t end, enum dd_telling telling)
{
    if (behind == end || !dd_is_lower(text[behind]))
        return false;
    if (telling == DD_TELLS_SECRET)
        return dd_has_word(text + behind, end - behind, "iz") ||
               dd_has_word(text + behind, end - behind, "is") ||
               dd_has_word(text + behind, end - behind, "ar");
    return true;
}

static enum dd_telling tell(const char *text, const struct dd_name *name, size_t at, size_t behind,
                            const struct dd_telling_word *word)
{
    if (strcmp(word->word, "key") == 0)
        return tell_key(text, name->start, at);
    if (word->telling == DD_TELLS_SECRET && strlen(word->word) > 3)
        return DD_TELLS_SECRET;
    if (!begins_word(text, name->start, at) || behind > name->end)
        return DD_TELLS_NOTHING;
    return word->telling;
}

/* "id" names a secret only where it names a session. */
static bool is_identifier(const char *text, size_t behind, size_t end, enum dd_telling telling)
{
    while (behind < end && dd_is_in("_-.", text[behind]))
        behind++;
    return telling != DD_TELLS_SECRET && telling != DD_TELLS_MEDIUM && end - behind >= 2 &&
           strncasecmp(text + end - 2, "id", 2) == 0 && strncasecmp(text + behind, "uid", 3) != 0;
}

struct dd_name dd_name_read(const char *text, size_t length, size_t at,
                            const struct dd_telling_word *word)
{
    size_t behind = at + strlen(word->word);
    struct dd_name name = {name_start(text, at),
                           name_end(text, length, behind),
                           DD_TELLS_NOTHING,
                           false,
                           false,
                           false};

    name.telling = tell(text, &name, at, behind, word);
    if (behind < name.end && (text[behind] == 's' || text[behind] == 'S')) {
        name.plural = true;
        behind++;
    }
    if (says_otherwise(text, behind, name.end) ||
        is_other_word(text, behind, name.end, name.telling) ||
        is_identifier(text, behind, name.end, name.telling))
        name.telling = DD_TELLS_NOTHING;
    name.bare = behind == name.end;
    name.logger = behind < name.end && dd_is_letter(text[behind]);
    return name;
}

static enum dd_telling telling_of(const char *name, size_t length)
{
    enum dd_telling telling = DD_TELLS_NOTHING;

    for (size_t i = 0; i < dd_telling_words_count; i++) {
        const struct dd_telling_word *word = &dd_telling_words[i];
        size_t size = strlen(word->word);

        for (size_t at = 0; at + size <= length; at++) {
            enum dd_telling found = DD_TELLS_NOTHING;

            if (strncasecmp(name + at, word->word, size) == 0)
                found = dd_name_read(name, length, at, word).telling;
            telling = found > telling ? found : telling;
        }
    }
    return telling;
}

/* Names of programs and of places where they run, which stand everywhere in logs. As a password
 * they are what a manual sets: no secret, and hiding them would hide what a line is about. */
static const char *const well_known[] = {
    "postgres",   "postgresql",    "timescale", "rabbitmq",   "minioadmin",
    "wordpress",  "keycloak",      "database",  "localhost",  "development",
    "production", "elasticsearch", "anonymous", "mongoadmin",
};

static bool is_well_known(const char *value, size_t length)
{
    for (size_t i = 0; i < DD_COUNT(well_known); i++)
        if (strlen(well_known[i]) == length && strncasecmp(value, well_known[i], length) == 0)
            return true;
    return false;
}

bool dd_name_holds_secret(const char *name, size_t length, const char *value, size_t value_length)
{
    enum dd_telling telling = telling_of(name, length);

    if (telling < DD_TELLS_KEY || dd_value_is_placeholder(value, value_length) ||
        is_well_known(value, value_length) || dd_value_is_path(value, value_length))
        return false;
    return telling == DD_TELLS_SECRET || dd_value_is_noise(value, value_length, 8) ||
           (telling == DD_TELLS_MEDIUM && dd_value_is_hash(value, value_length));
}

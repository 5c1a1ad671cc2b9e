/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "text/redact-rules.h"

/* A shorter value is no secret worth the name, and hiding it would hide ordinary words. */
#define VALUE_MIN 4

/* No random token repeats a filler so often. */
#define FILLER_RUN 6

/* So many letters and digits in a row make no word. */
#define NOISE_MIN 12

/* What stands where a secret would, and says that there is none. */
static const char *const placeholder_words[] = {
    "changeme",  "change-me", "change_me",  "disabled", "empty",    "enabled",    "example",
    "expired",   "false",     "filtered",   "hidden",   "invalid",  "masked",     "missing",
    "nil",       "none",      "null",       "optional", "redacted", "required",   "secret",
    "string",    "token",     "[filtered]", "[hidden]", "[masked]", "[redacted]", "true",
    "undefined", "unset",     "password",   "value",
};

/* What opens and closes a reference to a value that is kept elsewhere. */
static const struct {
    const char *open, *close;
} references[] = {
    {"<", ">"},  {"${", "}"}, {"$(", ")"}, {"{{", "}}"}, {"%(", ")s"},
    {"%{", "}"}, {"#{", "}"}, {"[", "]"},  {"%", "%"},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_in(const char *set, char c)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static bool is_name(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!is_letter(text[i]) && !is_digit(text[i]) && !is_in("_-. :", text[i]))
            return false;
    return length > 0;
}

/* A variable of a shell. Lower-case ones look too much like a password with a dollar sign. */
static bool is_variable(const char *text, size_t length)
{
    if (length < 2 || text[0] != '$')
        return false;
    for (size_t i = 1; i < length; i++)
        if (!(text[i] >= 'A' && text[i] <= 'Z') && !is_digit(text[i]) && text[i] != '_')
            return false;
    return true;
}

static bool is_placeholder_word(const char *value, size_t length)
{
    for (size_t i = 0; i < COUNT(placeholder_words); i++)
        if (strlen(placeholder_words[i]) == length &&
            strncasecmp(placeholder_words[i], value, length) == 0)
            return true;
    return false;
}

static bool is_reference(const char *value, size_t length)
{
    for (size_t i = 0; i < COUNT(references); i++) {
        size_t open = strlen(references[i].open);
        size_t close = strlen(references[i].close);

        if (length > open + close && memcmp(value, references[i].open, open) == 0 &&
            memcmp(value + length - close, references[i].close, close) == 0 &&
            is_name(value + open, length - open - close))
            return true;
    }
    return false;
}

static bool is_one_character(const char *value, size_t length)
{
    for (size_t i = 1; i < length; i++)
        if (value[i] != value[0])
            return false;
    return true;
}

static bool has_filler(const char *value, size_t length)
{
    size_t run = 1;

    for (size_t i = 1; i < length; i++) {
        run = value[i] == value[i - 1] ? run + 1 : 1;
        if (run >= FILLER_RUN && is_in("xX*.", value[i]))
            return true;
    }
    return false;
}

static bool is_placeholder(const char *value, size_t length)
{
    return is_one_character(value, length) || is_placeholder_word(value, length) ||
           is_reference(value, length) || is_variable(value, length);
}

/* The value of a telling name. Brackets and full stops of the sentence around an unquoted value
 * may hang on it. */
static bool is_named_secret(const char *value, size_t length)
{
    size_t trimmed = length;

    while (trimmed > 0 && is_in(".:)]}", value[trimmed - 1]))
        trimmed--;
    return trimmed >= VALUE_MIN && !is_placeholder(value, length) &&
           !is_placeholder(value, trimmed);
}

/* The password of a URL may be as short as it likes. */
static bool is_url_password(const char *value, size_t length)
{
    return !is_reference(value, length) && (length < 3 || !is_one_character(value, length));
}

static bool is_token(const char *value, size_t length)
{
    return !has_filler(value, length);
}

/* AWS itself writes ids that end so in its manuals. */
static bool is_aws_id(const char *value, size_t length)
{
    return is_token(value, length) && memcmp(value + length - 7, "EXAMPLE", 7) != 0;
}

/* Words joined by hyphens have no digits, numbers no letters. */
static bool is_mixed(const char *value, size_t length)
{
    bool digit = false;
    bool letter = false;

    for (size_t i = 0; i < length; i++) {
        digit = digit || is_digit(value[i]);
        letter = letter || is_letter(value[i]);
    }
    return digit && letter && is_token(value, length);
}

/* A name may hold a number ("sk-learn-0-24"), but none of its words looks like noise. */
static bool is_noise(const char *value, size_t length)
{
    size_t start = 0;

    for (size_t i = 0; i <= length; i++) {
        if (i < length && (is_letter(value[i]) || is_digit(value[i])))
            continue;
        if (i - start >= NOISE_MIN && is_mixed(value + start, i - start))
            return true;
        start = i + 1;
    }
    return false;
}

/* The names whose values go. "tokenizer" and "secretary" are other words; a count, a type or an
 * expiry of a token is none of its secrets. */
#define NAME                                                                                       \
    "(?:pass(?:word|wd|phrase)|secret(?!ar)|token(?!i[sz])|credential|"                            \
    "(?:api|private|access)[_-]?key)"                                                              \
    "(?!s?[_-]?(?:count|type|limit|length|name|field|file|path|dir|ur[il]|endpoint|policy|"        \
    "expir|ttl|usage|budget|age|status|version|changed|reset|required)"                            \
    "|s[\"']?[ \\t]{0,4}[:=][ \\t]{0,4}[0-9]{1,12}(?![^\\s,;)}\\]]))"

/* In group 1, whichever branch: inside quotes of JSON within JSON, in double or single quotes, or
 * bare (also after a quote that was cut off). "…" is where a line was cut. */
#define VALUE                                                                                      \
    "(?:(?:bearer|basic)[ \\t]{1,4})?"                                                             \
    "(?|\\\\\"([^\"\\\\\\r\\n]*+)\\\\\""                                                           \
    "|[bu]?\"((?:[^\"\\\\\\r\\n]++|\\\\[^\\r\\n])*+)\""                                            \
    "|[bu]?'((?:[^'\\\\\\r\\n]++|\\\\[^\\r\\n])*+)'"                                               \
    "|\\\\?[\"'`]?((?:[^\\s\"'`,;&<>\\xe2]++|\\xe2(?!\\x80\\xa6))++))"

#define NAME_LITERALS                                                                              \
    "password passwd passphrase secret token credential apikey api_key api-key "                   \
    "privatekey private_key private-key accesskey access_key access-key"

/* Order matters where two rules find a secret at the same place: the first one names it. */
const struct dd_redact_rule dd_redact_rules[] = {
    /* RFC 7468 and its forerunners; a block that was cut goes as far as its Base64 does. */
    {"private-key", "-----begin",
     "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
     "(?:(?:[^-]++|-(?!----(?:BEGIN|END) ))*+-----END [A-Z0-9 ]{0,40}-----"
     "|(?:(?:[\\s\"'+,]|\\\\{1,3}[nrt\"])*+[A-Za-z0-9+/=]{16,}+)++)",
     0, NULL},
    /* github.blog, "Behind GitHub's new authentication token formats" */
    {"github-token", "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
     "(?<![A-Za-z0-9])(?:gh[oprsu]_[A-Za-z0-9]{30,}+(?:[._-][A-Za-z0-9_-]{10,}+)*+"
     "|github_pat_[A-Za-z0-9_]{22,}+)",
     0, is_token},
    /* "IAM identifiers", section "Understanding unique ID prefixes" */
    {"aws-access-key-id", "akia asia abia acca a3t",
     "(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{16}(?![A-Za-z0-9])", 0,
     is_aws_id},
    {"slack-token", "xoxa- xoxb- xoxe- xoxe. xoxo- xoxp- xoxr- xoxs- xapp-",
     "(?<![A-Za-z0-9])(?:xox[abeoprs](?:\\.xox[bp])?|xapp)-[A-Za-z0-9-]{10,}+", 0, is_mixed},
    {"slack-webhook", "hooks.slack.com/",
     "(?i:hooks\\.slack\\.com)/(?:services|workflows|triggers)/([A-Za-z0-9+/_-]{20,}+)", 1,
     is_token},
    /* OpenAI, Anthropic and those who took over their shape */
    {"api-key", "sk-", "(?<![A-Za-z0-9_-])sk-[A-Za-z0-9_-]{20,}+", 0, is_noise},
    {"stripe-key", "sk_live_ sk_test_ rk_live_ rk_test_",
     "(?<![A-Za-z0-9])[rs]k_(?:live|test)_[A-Za-z0-9]{10,}+", 0, is_token},
    /* RFC 7519; "eyJ" is how '{"' begins in Base64. An encrypted one (RFC 7516) has five parts. */
    {"jwt", "eyj", "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}+(?:\\.[A-Za-z0-9_-]*+){2,4}+", 0,
     is_token},
    /* RFC 9110, section 11.6.2 */
    {"authorization", "authorization",
     "(?i)authorization[\"']?[ \\t]{0,4}(?:=>|[:=])[ \\t]{0,4}[\\[\\\\\"'bu]{0,4}"
     "(?:bearer|basic|token|apikey|negotiate|ntlm)(?:[ \\t]{1,4}|%20|\\+)"
     "([^\\s\"'`,;&<>\\\\]{4,}+)",
     1, is_named_secret},
    {"authorization", "authorization bearer",
     "(?i)(?:authorization[\"']?[ \\t]{0,4}[:=][ \\t]{0,4}[\"']?(?!aws4-)|\\bbearer[ \\t]{1,4})"
     "([A-Za-z0-9._~+/=-]{16,}+)",
     1, is_mixed},
    /* RFC 6265; the values of all pairs in a row go with their names. */
    {"cookie", "cookie",
     "(?i)cookie2?[\"']?[ \\t]{0,4}(?:=>|[:=])[ \\t]{0,4}[\\[\\\\\"'bu]{0,4}"
     "([^\\s;=,\"'`\\\\\\[\\]:]++=[^\\s;\"'`\\\\]*+(?:;[ "
     "\\t]?[^\\s;=\"'`\\\\]++(?:=[^\\s;\"'`\\\\]*+)?)*+)",
     1, NULL},
    /* RFC 3986, section 3.2.1 */
    {"url-password", "://", "://[^\\s/:@\"'`<>]{0,128}:([^\\s/\"'`<>]{1,256})@", 1,
     is_url_password},
    {"secret", NAME_LITERALS,
     "(?i)" NAME "[\\w-]{0,40}+(?:\\\\?[\"'`])?[ \\t]{0,4}(?:=>|:?=(?![=~]))[ \\t]{0,4}" VALUE, 1,
     is_named_secret},
    {"secret", NAME_LITERALS, "(?i)" NAME "[\\w-]{0,40}+\\\\?[\"'`][ \\t]{0,4}:[ \\t]{0,8}" VALUE,
     1, is_named_secret},
    /* Without quotes "TokenStore: opened" is the name of a logger and what it says, therefore a
     * name in front of a colon ends with the telling word or goes on after "_" or "-". */
    {"secret", NAME_LITERALS,
     "(?i)(?<!unexpected )" NAME
     "(?:s|[0-9]{1,3})?(?:[_-][\\w-]{0,40}+)?[ \\t]{0,4}:(?![:/=])[ \\t]{0,8}" VALUE,
     1, is_named_secret},
};

const size_t dd_redact_rules_count = COUNT(dd_redact_rules);

/* SPDX-License-Identifier: MIT */
#include "text/value.h"
#include "text/bytes.h"

/* A run of one filler that no random token has. */
#define FILLER_RUN 4
#define DIGIT_RUN  8 /* of zeros and ones, which stand side by side in real ones now and then */
#define FILLERS    "xX*.0-_#?1"

/* What is left of a token without its fillers. */
#define REST_MIN 8

/* So much of it is seen before a value is judged; more tells nothing new. */
#define JUDGED_MAX 1024

/* What stands where a secret would, and says that there is none. */
static const char *const placeholder_words[] = {
    "changeme",   "changeit", "change-me",  "change_me", "disabled",  "empty",       "enabled",
    "example",    "expired",  "false",      "filtered",  "hidden",    "incorrect",   "invalid",
    "masked",     "missing",  "nil",        "none",      "null",      "optional",    "redacted",
    "required",   "secret",   "string",     "token",     "true",      "undefined",   "unset",
    "password",   "value",    "[filtered]", "[hidden]",  "[masked]",  "[redacted]",  "bearer",
    "basic",      "default",  "unknown",    "todo",      "tbd",       "n/a",         "sensitive",
    "(sensitive", "<nil>",    "encrypted",  "protected", "provided",  "rejected",    "accepted",
    "refused",    "failed",   "error",      "denied",    "revoked",   "refreshed",   "generated",
    "created",    "updated",  "deleted",    "received",  "stored",    "loaded",      "found",
    "please",     "enter",    "must",       "cannot",    "should",    "will",        "that",
    "this",       "with",     "from",       "your",      "base64",    "removed",     "omitted",
    "username",   "object",   "object]",    "(none)",    "(null)",    "(empty)",     "yes/no",
    "boolean",    "integer",  "number",     "bytes",     "plaintext", "self",        "await",
    "function",   "async",    "return",     "const",     "process",   "newpassword", "passwort",
    "kennwort",   "senha",    "wachtwoord",
};

/* A value made of nothing but these is what a manual tells to replace. */
static const char *const manual_words[] = {
    "your",     "my",     "the",      "a",       "an",      "api",     "key",         "token",
    "secret",   "pass",   "password", "here",    "insert",  "enter",   "put",         "replace",
    "me",       "change", "example",  "sample",  "dummy",   "fake",    "placeholder", "access",
    "auth",     "client", "id",       "app",     "user",    "name",    "value",       "string",
    "some",     "goes",   "this",     "to",      "bot",     "service", "account",     "private",
    "public",   "with",   "of",       "for",     "and",     "is",      "in",          "not",
    "real",     "set",    "add",      "paste",   "actual",  "own",     "goes",        "personal",
    "super",    "bearer", "oauth",    "session", "webhook", "code",    "login",       "random",
    "redacted", "xxx",    "new",      "old",     "test",    "foo",     "bar",         "baz",
};

/* What opens and closes a reference to a value that is kept elsewhere. */
static const struct {
    const char *open, *close;
} references[] = {
    {"<", ">"}, {"${", "}"},   {"$(", ")"}, {"{{", "}}"}, {"%(", ")s"}, {"%{", "}"}, {"#{", "}"},
    {"%", "%"}, {"${{", "}}"}, {"@", "@"},  {"__", "__"}, {"`", "`"},   {"$", "$"},  {"<%=", "%>"},
};

/* What holds settings in programs. */
static const char *const roots[] = {
    "process.",     "os.",     "env.",     "config.", "settings.", "self.",   "this.",
    "request.",     "req.",    "props.",   "params.", "options.",  "opts.",   "args.",
    "ctx.",         "var.",    "local.",   "module.", "secrets.",  "system.", "deno.",
    "import.",      "github.", "vars.",    "data.",   "steps.",    "state.",  "user.",
    "credentials.", "auth.",   "session.", "app.",
};

static bool is_reference_name(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!dd_is_alnum(text[i]) && !dd_is_in("_-. :/,=?!'\"()|\\[]$", text[i]))
            return false;
    return length > 0;
}

/* A variable of a shell. Lower-case ones look too much like a password with a dollar sign. */
static bool is_variable(const char *text, size_t length)
{
    if (length < 2 || text[0] != '$')
        return false;
    for (size_t i = 1; i < length; i++)
        if (!dd_is_upper(text[i]) && !dd_is_digit(text[i]) && text[i] != '_')
            return false;
    return true;
}

static bool is_one_of(const char *const *words, size_t count, const char *value, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == length && strncasecmp(words[i], value, length) == 0)
            return true;
    return false;
}

static bool is_reference(const char *value, size_t length)
{
    for (size_t i = 0; i < DD_COUNT(references); i++) {
        size_t open = strlen(references[i].open);
        size_t close = strlen(references[i].close);

        if (length > open + close && memcmp(value, references[i].open, open) == 0 &&
            memcmp(value + length - close, references[i].close, close) == 0 &&
            is_reference_name(value + open, length - open - close))
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

static bool is_word_break(const char *value, size_t at)
{
    return !dd_is_letter(value[at]) ||
           (at > 0 && dd_is_upper(value[at]) && dd_is_lower(value[at - 1]));
}

/* "your-api-key", "YOUR_TOKEN_HERE", "MySecretToken". One word alone may be a bad password. */
static bool is_manual(const char *value, size_t length)
{
    size_t words = 0;
    size_t start = 0;

    for (size_t i = 0; i <= length; i++) {
        if (i < length && !is_word_break(value, i))
            continue;
        if (i < length &&
            (dd_is_digit(value[i]) || !(dd_is_letter(value[i]) || dd_is_in("-_ .<>[]", value[i]))))
            return false;
        if (i > start) {
            if (!is_one_of(manual_words, DD_COUNT(manual_words), value + start, i - start))
                return false;
            words++;
        }
        start = i < length && dd_is_letter(value[i]) ? i : i + 1;
    }
    return words > 1;
}

static bool is_dots(const char *value, size_t length)
{
    return length >= 3 && memcmp(value, "...", 3) == 0;
}

bool dd_value_is_placeholder(const char *value, size_t length)
{
    return is_one_character(value, length) || is_dots(value, length) ||
           is_one_of(placeholder_words, DD_COUNT(placeholder_words), value, length) ||
           is_reference(value, length) || is_variable(value, length) || is_manual(value, length);
}

static size_t run_at(const char *value, size_t length)
{
    size_t run = 1;

    while (run < length && value[run] == value[0])
        run++;
    return run;
}

bool dd_value_is_filled(const char *value, size_t length)
{
    char rest[JUDGED_MAX];
    size_t used = 0;
    size_t fillers = 0;

    if (length > JUDGED_MAX)
        length = JUDGED_MAX;
    for (size_t i = 0, run; i < length; i += run) {
        run = run_at(value + i, length - i);
        if (dd_is_in(FILLERS, value[i]) &&
            run >= (dd_is_digit(value[i]) ? DIGIT_RUN : FILLER_RUN)) {
            fillers += run;
            continue;
        }
        memcpy(rest + used, value + i, run);
        used += run;
    }
    return fillers > 0 && (fillers * 5 >= length * 3 || !dd_value_is_noise(rest, used, REST_MIN));
}

bool dd_value_is_mixed(const char *value, size_t length)
{
    bool digit = false;
    bool letter = false;

    if (length > JUDGED_MAX)
        length = JUDGED_MAX;
    for (size_t i = 0; i < length; i++) {
        digit = digit || dd_is_digit(value[i]);
        letter = letter || dd_is_letter(value[i]);
    }
    return digit && letter;
}

static size_t case_changes(const char *value, size_t length)
{
    size_t changes = 0;

    for (size_t i = 1; i < length; i++)
        changes += dd_is_letter(value[i]) && dd_is_letter(value[i - 1]) &&
                   dd_is_upper(value[i]) != dd_is_upper(value[i - 1]);
    return changes;
}

bool dd_value_is_varied(const char *value, size_t length)
{
    if (length > JUDGED_MAX)
        length = JUDGED_MAX;
    return dd_value_is_mixed(value, length) || case_changes(value, length) * 3 >= length;
}

bool dd_value_is_jumbled(const char *value, size_t length)
{
    if (length > JUDGED_MAX)
        length = JUDGED_MAX;
    return length >= 16 && case_changes(value, length) * 9 >= length * 4;
}

/* Words have no digits inside, names one number; what is random has several, or capitals between.
 */
static bool is_noisy_run(const char *run, size_t length)
{
    size_t numbers = 0;
    size_t lower = 0;
    size_t upper = 0;

    for (size_t i = 0; i < length; i++) {
        numbers += dd_is_digit(run[i]) && (i == 0 || !dd_is_digit(run[i - 1]));
        lower += dd_is_lower(run[i]);
        upper += dd_is_upper(run[i]);
    }
    return lower + upper > 0 && (numbers >= 2 || (numbers == 1 && lower >= 3 && upper >= 3));
}

bool dd_value_is_noise(const char *value, size_t length, size_t least)
{
    size_t start = 0;

    if (length > JUDGED_MAX)
        length = JUDGED_MAX;
    for (size_t i = 0; i <= length; i++) {
        if (i < length && (dd_is_alnum(value[i]) || value[i] == '+' || value[i] == '='))
            continue;
        if (i - start >= least && is_noisy_run(value + start, i - start))
            return true;
        start = i + 1;
    }
    return false;
}

static bool is_uuid(const char *value, size_t length)
{
    if (length != 36)
        return false;
    for (size_t i = 0; i < length; i++)
        if (i == 8 || i == 13 || i == 18 || i == 23 ? value[i] != '-' : !dd_is_hex(value[i]))
            return false;
    return true;
}

bool dd_value_is_hash(const char *value, size_t length)
{
    static const char *const algorithms[] = {
        "sha256:", "sha1:", "sha512:", "md5:", "sha256-", "0x"};

    for (size_t i = 0; i < DD_COUNT(algorithms); i++)
        if (dd_has_word(value, length, algorithms[i]))
            return true;
    if (is_uuid(value, length))
        return true;
    for (size_t i = 0; i < length; i++)
        if (!dd_is_hex(value[i]) && !dd_is_in("-:._", value[i]))
            return false;
    return true;
}

bool dd_value_is_ascending(const char *value, size_t length)
{
    size_t steps = 0;

    for (size_t i = 1; i < length; i++)
        steps += value[i] == value[i - 1] + 1 || value[i] == value[i - 1];
    return steps * 2 > length;
}

static bool is_identifier_byte(char c)
{
    return dd_is_letter(c) || dd_is_in("_.$:->", c);
}

/* How programs show an object: "Token{78af589", "android.os.BinderProxy@2bd79ce". */
static bool is_object(const char *value, size_t length, size_t at)
{
    if (value[at] == '{')
        return true;
    if (value[at] != '@' || memchr(value, '.', at) == NULL)
        return false;
    for (size_t i = at + 1; i < length; i++)
        if (!dd_is_hex(value[i]))
            return false;
    return length - at <= 17;
}

bool dd_value_is_code(const char *value, size_t length)
{
    size_t at = 0;

    for (size_t i = 0; i < DD_COUNT(roots); i++)
        if (dd_has_word(value, length, roots[i]))
            return true;
    while (at < length && is_identifier_byte(value[at]))
        at++;
    if (at < 3 || at == length)
        return false;
    return value[at] == '(' || (value[at] == '[' && at + 1 < length) ||
           is_object(value, length, at);
}

bool dd_value_is_path(const char *value, size_t length)
{
    static const char *const beginnings[] = {"/", "./", "../", "~/", "file:", "C:\\", "arn:"};
    const char *colon = memchr(value, ':', length);

    if (colon != NULL && (size_t)(colon - value) + 3 <= length && memcmp(colon, "://", 3) == 0)
        return true;
    for (size_t i = 0; i < DD_COUNT(beginnings); i++)
        if (dd_has_word(value, length, beginnings[i]))
            return !dd_value_is_noise(value, length, 20);
    return false;
}

static bool has_prose_word(const char *value, size_t length)
{
    static const char *const words[] = {"must ", "should ", "please ", "cannot ", "is ", "be ",
                                        "your ", "enter ",  "not ",    "was ",    "has "};

    for (size_t at = 0; at < length; at++)
        for (size_t i = 0; i < DD_COUNT(words) && (at == 0 || value[at - 1] == ' '); i++)
            if (dd_has_word(value + at, length - at, words[i]))
                return true;
    return false;
}

bool dd_value_is_prose(const char *value, size_t length)
{
    size_t blanks = 0;

    for (size_t i = 0; i < length; i++) {
        if (dd_is_digit(value[i]))
            return false;
        blanks += value[i] == ' ';
    }
    return blanks >= 2 && has_prose_word(value, length);
}

/* SPDX-License-Identifier: MIT */
#include "logs/words.h"
#include "logs/chars.h"

static bool is_one_of(const char *word, size_t length, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words[i][0] == *word && strncmp(word, words[i], length) == 0 &&
            words[i][length] == '\0')
            return true;
    return false;
}

bool dd_word_is_known(const char *word, size_t length)
{
    static const char *const words[] = {
        "utf8",   "utf16",   "ipv4",    "ipv6",  "http2",  "http3", "oauth1", "oauth2", "sha1",
        "sha256", "sha384",  "sha512",  "md5",   "base64", "x86",   "x64",    "k8s",    "s3",
        "ec2",    "log4j",   "slf4j",   "i18n",  "l10n",   "h2",    "neo4j",  "ext3",   "ext4",
        "tls1",   "python2", "python3", "win32", "p2p",    "b2b",   "crc32",  "x509",   "bz2"};
    char lower[8];

    if (length == 0 || length >= sizeof lower)
        return false;
    for (size_t i = 0; i < length; i++)
        lower[i] = dd_lower(word[i]);
    return is_one_of(lower, length, words, sizeof words / sizeof words[0]);
}

bool dd_word_is_unit(const char *word, size_t length)
{
    static const char *const units[] = {
        "B",      "kB",      "KB",     "MB",      "GB",   "TB",    "KiB", "MiB",  "GiB",
        "TiB",    "byte",    "bytes",  "ns",      "us",   "ms",    "s",   "sec",  "secs",
        "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "min"};

    return is_one_of(word, length, units, sizeof units / sizeof units[0]);
}

bool dd_word_is_calendar(const char *word, size_t length)
{
    static const char *const words[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
                                        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
                                        "Aug", "Sep", "Oct", "Nov", "Dec"};

    return length == 3 && is_one_of(word, length, words, sizeof words / sizeof words[0]);
}

bool dd_words_announce(const char *text, size_t length)
{
    static const char *const phrases[] = {"for user ",    "by user ",     "from user ",
                                          "of user ",     "as user ",     "nvalid user ",
                                          "nknown user ", "llegal user ", "password for "};

    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
        size_t size = strlen(phrases[i]);

        if (length >= size && memcmp(text + length - size, phrases[i], size) == 0)
            return true;
    }
    return false;
}

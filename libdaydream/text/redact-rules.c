/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "text/bytes.h"
#include "text/redact-rules.h"
#include "text/value.h"

#define ALNUM "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define URL   ALNUM "_-"

static bool is_whole(const char *value, size_t length)
{
    return !dd_value_is_filled(value, length);
}

static bool is_mixed(const char *value, size_t length)
{
    return is_whole(value, length) && dd_value_is_mixed(value, length);
}

static bool is_noise(const char *value, size_t length)
{
    return is_whole(value, length) && dd_value_is_noise(value, length, 12);
}

/* Capitals, small letters and digits: words and numbers have not all three. */
static bool is_rich(const char *value, size_t length)
{
    bool lower = false;
    bool upper = false;

    for (size_t i = 0; i < length; i++) {
        lower = lower || dd_is_lower(value[i]);
        upper = upper || dd_is_upper(value[i]);
    }
    return lower && upper && is_mixed(value, length);
}

/* The password of a URL may be as short as it likes. */
static bool is_url_password(const char *value, size_t length)
{
    return !(dd_value_is_placeholder(value, length) && dd_is_in("<$%{[#@_*", value[0])) &&
           (length < 3 || strspn(value, "*xX.") < length);
}

static bool is_credentials(const char *value, size_t length)
{
    size_t trimmed = length;

    if (dd_has_word(value, length, "$(") || dd_has_word(value, length, "${") || value[0] == '{')
        return false;
    while (trimmed > 0 && dd_is_in(".:)]}\\,", value[trimmed - 1]))
        trimmed--;
    return trimmed >= 4 && !dd_value_is_placeholder(value, length) &&
           !dd_value_is_placeholder(value, trimmed) && is_whole(value, trimmed);
}

/* Without a scheme in front a word may be a sentence's. */
static bool is_bare_credentials(const char *value, size_t length)
{
    return is_credentials(value, length) &&
           (dd_value_is_mixed(value, length) || strcspn(value, "+/=") < length);
}

/* A user and a group ("-u 1000:1000") are no password. */
static bool is_option_password(const char *value, size_t length)
{
    return is_credentials(value, length) && strspn(value, "0123456789") < length;
}

/* Names of headers and such behind a comma end it. */
#define SEPARATOR "[\"']?\\]?[ \\t]{0,4}(?:=>|[:=,])[ \\t]{0,4}"
#define OPENING   "(?:[bu](?=[\"'`]))?[\\[\\\\\"'`({]{0,4}"

/* Order matters where two rules find a secret at the same place: the first one names it. */
const struct dd_redact_rule dd_redact_rules[] = {
    /* RFC 7468 and its forerunners; a block that was cut goes as far as its Base64 does. */
    {"private-key", "-----begin", NULL, 0,
     "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
     "(?:(?:[^-]++|-(?!----(?:BEGIN|END) ))*+-----END [A-Z0-9 ]{0,40}-----"
     "|(?:(?:[\\s\"'+,]|\\\\{1,3}[nrt\"])*+[A-Za-z0-9+/=]{16,}+)++)",
     0, NULL},
    {"private-key", "private-lines:", NULL, 0,
     "(?i)private-lines:[ \\t]*+\\d{1,4}\\s{1,4}((?:[A-Za-z0-9+/=]{8,}+\\s{0,4})++)", 1, NULL},
    /* api.slack.com/messaging/webhooks, and what others have made of them */
    {"slack-webhook", "hooks.slack.com", NULL, 0,
     "(?i:hooks\\.slack\\.com)(?:/|%2F)(?:services|workflows|triggers)(?:/|%2F)([A-Za-z0-9+/"
     "_%-]{20,}+)",
     1, is_whole},
    {"slack-webhook", "hooks.slack-gov.com", NULL, 0,
     "(?i:hooks\\.slack-gov\\.com)/(?:services|workflows|triggers)/([A-Za-z0-9+/_-]{20,}+)", 1,
     is_whole},
    {"discord-webhook", "api/webhooks/", NULL, 0, "(?i)api/webhooks/\\d{6,24}/([\\w-]{30,}+)", 1,
     is_mixed},
    {"teams-webhook", "webhook.office.com/", NULL, 0,
     "(?i)webhook\\.office\\.com/webhookb2/([^\\s\"'`<>]{40,}+)", 1, is_mixed},
    {"webhook",
     "hooks.zapier.com/ hook.eu1.make.com/ hook.us1.make.com/ hook.integromat.com/ "
     "chat.googleapis.com/v1/spaces/ maker.ifttt.com/trigger/ outlook.office.com/webhook/ "
     "discord.com/api/v10/webhooks/ open.feishu.cn/open-apis/bot/v2/hook/ "
     "open.larksuite.com/open-apis/bot/v2/hook/ events.pagerduty.com/integration/ hc-ping.com/ "
     "alert.victorops.com/integrations/ api.opsgenie.com/v1/json/",
     NULL, 0,
     "(?i)[a-z0-9.]{5,40}/(?:[a-z0-9_.-]{1,40}/){0,8}?((?=[^\\s/\"'?]*\\d)[A-Za-z0-9_-]{20,}+)", 1,
     is_mixed},
    {"logic-app-url", "logic.azure.com", NULL, 0,
     "(?i)logic\\.azure\\.com[^\\s\"'<>]{1,400}?sig=([\\w%-]{20,}+)", 1, NULL},

    /* forms without a prefix */
    {"aws-access-key-id", "a3t", NULL, 0, "A3T[A-Z0-9][A-Z0-9]{16}(?![A-Za-z0-9])", 0, is_mixed},
    {"terraform-token", ".atlasv1.", ALNUM, 14,
     "[A-Za-z0-9]{10,14}\\.atlasv1\\.[A-Za-z0-9_=-]{40,}+", 0, is_mixed},
    {"azure-client-secret", "7q~ 8q~ 9q~ 6q~ 5q~", URL ".~", 3,
     "[\\w~.-]{3}\\dQ~[\\w~.-]{31,37}(?![\\w~.-])", 0, is_rich},
    {"azure-devops-token", "azdo", ALNUM, 76, "[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}", 0, is_mixed},
    {"azure-key", "jqqj9 +astc +astb +asta +amdl acdb", ALNUM "+/", 76,
     "[A-Za-z0-9+/]{30,76}(?:JQQJ9|\\+ASt[A-C]|\\+AMDl|ACDb)[A-Za-z0-9+/]{4,28}={0,2}", 0,
     is_mixed},
    {"telegram-token", ":aa", "0123456789", 12, "\\d{8,12}:AA[\\w-]{30,}+", 0, is_mixed},
    {"telegram-token", "/bot", NULL, 0, "(?i)/bot(\\d{6,12}:[\\w-]{20,}+)", 1, is_mixed},
    {"firebase-key", ":apa91b", URL, 30, "[\\w-]{8,30}:APA91b[\\w-]{60,}+", 0, is_mixed},
    {"mailchimp-key", "-us1 -us2 -us3 -us4 -us5 -us6 -us7 -us8 -us9", "0123456789abcdef", 32,
     "[0-9a-f]{32}-us\\d{1,2}\\b", 0, is_mixed},
    {"maxmind-key", "_mmk", ALNUM "_", 36, "[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk", 0, is_mixed},
    {"airtable-token", "pat", NULL, 0, "pat[A-Za-z0-9]{14}\\.[a-f0-9]{60,64}", 0, is_mixed},
    {"sidekiq-secret", "contribsys__com", NULL, 0,
     "(?i)contribsys__com[\"']?[ \\t]{0,2}[:=][ \\t]{0,2}[\"']?([a-f0-9]{8}:[a-f0-9]{8})", 1, NULL},
    {"putty-key", "private-mac:", NULL, 0, "(?i)private-mac:[ \\t]{0,4}([a-f0-9]{32,}+)", 1, NULL},
    {"s3-signature", "aws4-hmac-sha256", NULL, 0,
     "(?i)AWS4-HMAC-SHA256[^\\r\\n]{0,400}?Signature=([a-f0-9]{32,}+)", 1, NULL},
    {"asana-token", "/12 /11", "0123456789", 2, "[12]/\\d{13,20}(?:/\\d{13,20})?:[a-f0-9]{32}", 0,
     is_mixed},

    /* RFC 9110, section 11.6.2 */
    {"authorization", "authorization x-authorization", NULL, 0,
     "(?i)(?:x-)?authorization" SEPARATOR OPENING "(?:[a-z][\\w-]{1,24}[ \\t]{1,4}){1,2}"
     "(?!(?:credential|username|realm)=)([^\\s\"'`,;<>\\\\]{4,}+)",
     1, is_credentials},
    {"authorization", "authorization", NULL, 0,
     "(?i)authorization" SEPARATOR OPENING "([^\\s\"'`,;<>\\\\]{8,}+)", 1, is_bare_credentials},
    {"authorization", "authorization", NULL, 0,
     "(?i)authorization" SEPARATOR OPENING
     "Digest [^\\r\\n]{0,400}?response=\\\\?\"?([a-f0-9]{16,}+)",
     1, NULL},
    {"authorization", "bearer", NULL, 0,
     "(?i)bearer(?:[ \\t]{1,4}|%20|\\+|[\"']?[:=][ \\t]{0,2}[\"']?)([A-Za-z0-9._~+/=-]{16,}+)", 1,
     is_mixed},
    {"authorization", "basic", NULL, 0,
     "(?i)basic(?:[ "
     "\\t]{1,2}|%20|\\+)((?=[A-Za-z+/]*[A-Z0-9+/=])[A-Za-z0-9+/]{12,}+={0,2})(?![\\w.-])",
     1, is_rich},
    {"authorization", "ssws sso-key genericapikey", NULL, 0,
     "(?i)(?:ssws|sso-key|genericapikey)[ \\t]{1,2}([\\w:.-]{16,}+)", 1, is_mixed},
    /* RFC 6265; the values of all pairs in a row go with their names. */
    {"cookie", "cookie", NULL, 0,
     "(?i)cookie2?" SEPARATOR OPENING "([^\\s;=,\"'`\\\\\\[\\]:]++=[^\\s;\"'`\\\\]*+(?:;[ "
     "\\t]?[^\\s;=\"'`\\\\]++(?:=[^\\s;\"'`\\\\]*+)?)*+)",
     1, NULL},

    /* RFC 3986, section 3.2.1 */
    {"url-password", "://", NULL, 0, "://[^\\s/:@\"'`<>]{0,128}:([^\\s/\"'`<>]{1,256})@", 1,
     is_url_password},
    {"url-password", "%3a%2f%2f", NULL, 0,
     "(?i)%3a%2f%2f[^\\s/:@\"'`<>&%]{0,128}(?::|%3a)([^\\s/\"'`<>&]{1,256}?)(?:@|%40)", 1,
     is_url_password},
    {"url-user", "://", NULL, 0, "://([\\w.~%+-]{16,256}+):?@", 1, is_noise},
    {"url-password", "@tcp( @unix( @protocol(", ALNUM "_.:-!#$%^&*+~?/", 128,
     "[\\w.-]{1,64}:([^\\s\"'`<>]{1,128}?)@(?:tcp|unix|protocol)\\(", 1, is_url_password},
    {"url-password", "thin:", NULL, 0, "thin:[\\w.$-]{1,64}/([^\\s@\"'`<>/]{1,128})@", 1,
     is_url_password},

    /* options of programs whose letters say it */
    {"option-password", "curl wget http.server", NULL, 0,
     "(?i)(?:curl|wget)\\b[^\\r\\n]{0,600}?\\s(?:-[a-z]{0,6}u|--user|--proxy-user|-U)(?:[ "
     "\\t]{1,2}|=)?[\"']?"
     "[^\\s:\"'@]{0,96}:([^\\s\"'`]{3,256}+)",
     1, is_option_password},
    {"option-password", "mysql mariadb", NULL, 0,
     "(?i)(?:mysql|mariadb)[a-z-]{0,12}\\b[^\\r\\n|;]{0,300}?\\s-p(?!\\s)[\"']?([^\\s\"'`]{3,256}+"
     ")",
     1, is_credentials},
    {"option-password",
     "sshpass docker podman helm redis-cli ldapsearch ldapmodify mongosh mongodump zip "
     "sqlplus ipmitool smbclient xfreerdp kinit svn psexec sqlcmd htpasswd "
     "openssl snmpget snmpset snmpwalk snmpbulkwalk rabbitmqctl",
     NULL, 0,
     "(?i)(?:(?:sshpass|(?:docker|podman|helm)[^\\r\\n]{0,40}login|mongosh|mongodump|7z|svn|"
     "ipmitool|psexec)"
     "[^\\r\\n|;]{0,300}?\\s-[pP][ \\t]{0,2}|redis-cli[^\\r\\n|;]{0,300}?\\s-a[ \\t]{1,2}"
     "|ldap(?:search|modify)[^\\r\\n|;]{0,300}?\\s-w[ \\t]{1,2}|smbclient[^\\r\\n|;]{0,200}?-U[ "
     "\\t]{0,2}[^\\s%]{1,64}%"
     "|xfreerdp[^\\r\\n|;]{0,200}?/p:|sqlcmd[^\\r\\n|;]{0,200}?\\s-P[ \\t]{1,2}|sqlplus[ "
     "\\t]{1,2}[\\w.]{1,64}/"
     "|htpasswd[ \\t]{1,2}-[a-z]{0,4}b[a-z]{0,4}[ \\t]{1,2}\\S{1,200}[ \\t]{1,2}\\S{1,64}[ "
     "\\t]{1,2}"
     "|zip(?=[ \\t])[^\\r\\n|;]{0,200}?\\s-P[ \\t]{1,2}"
     "|openssl[^\\r\\n|;]{0,200}?\\s-k[ \\t]{1,2}|snmp[a-z]{3,10}[^\\r\\n|;]{0,200}?\\s-[AX][ "
     "\\t]{1,2}"
     "|rabbitmqctl[^\\r\\n|;]{0,80}?(?:add_user|change_password)[ \\t]{1,2}\\S{1,64}[ \\t]{1,2})"
     "[\"']?(?!\\[redacted:)([^\\s\"'`@]{3,256}+)",
     1, is_option_password},
    {"option-password", "echo", NULL, 0,
     "(?i)echo[ \\t]{1,2}(?:-n[ \\t]{1,2})?[\"']?([^\\s\"'`|]{8,256}+)[\"']?[ \\t]{0,2}\\|[ "
     "\\t]{0,2}"
     "(?:docker|podman|helm|gh|sudo[ \\t]+-S)\\b",
     1, is_option_password},
    {"option-password", "/user:", NULL, 0,
     "(?i)/user:[^\\s\"']{1,64}[ \\t]{1,4}([^\\s\"'`/\\\\]{6,256}+)", 1, is_mixed},
    {"option-password", "pass:", NULL, 0, "(?i)pass:([^\\s\"'`<>]{4,128}+)", 1, is_option_password},
    {"option-password", "identified", NULL, 0,
     "(?i)identified[ \\t]{1,4}(?:with[ \\t]{1,4}\\w{1,40}[ \\t]{1,4})?by[ \\t]{1,4}(?:password[ "
     "\\t]{1,4})?"
     "[\"']([^\"'\\r\\n]{3,256}+)[\"']",
     1, is_credentials},

    /* what is handed over behind a user's name */
    {"password", "credential( credentials( basicauth( passwordauthentication(", NULL, 0,
     "(?i)(?:credentials?|basicauth|passwordauthentication)\\([ "
     "\\t]{0,2}[\"'][^\"'\\r\\n]{0,96}[\"'][ \\t]{0,2},"
     "[ \\t]{0,2}[\"']([^\"'\\r\\n]{4,256}+)[\"']",
     1, is_credentials},
    /* libraries of services are begun with a key */
    {"api-key", "algolia bugsnag mixpanel amplitude rollbar honeybadger", NULL, 0,
     "(?i)[a-z]{5,16}[\\w.]{0,24}\\([ \\t]{0,2}(?:[\"'][\\w-]{0,40}[\"'][ \\t]{0,2},)?[ "
     "\\t]{0,2}[\"']([a-f0-9]{32,}+)[\"']",
     1, is_mixed},
    /* libpq, "The Password File" */
    {"password", ":5432: :5433:", NULL, 0,
     ":543[23]:[^\\s:]{1,64}:[^\\s:]{1,64}:([^\\s:\"']{4,256}+)", 1, is_credentials},
    /* ldap.conf(5), nslcd.conf(5), slapd.conf(5); RFC 2307, section 5.3 */
    {"password", "bindpw rootpw", NULL, 0, "(?i)(?:bind|root)pw:?[ \\t]{1,8}([^\\s{\"']{4,256}+)",
     1, is_credentials},
    {"password-hash", "{ssha} {sha} {smd5} {md5} {crypt} {ssha256} {ssha512}", NULL, 0,
     "(?i)\\{(?:s?sha(?:256|512)?|s?md5|crypt)\\}([A-Za-z0-9+/=$.]{16,}+)", 1, is_mixed},
    {"snmp-community", "snmp-server", NULL, 0,
     "(?i)snmp-server[ \\t]{1,4}community[ \\t]{1,4}([^\\s\"']{4,64}+)", 1, is_mixed},
    {"vault-unseal-key", "unseal", NULL, 0,
     "(?i)unseal[ _-]?keys?[ _]?(?:b64)?[ _]?\\d{0,2}[\"']?[ \\t]{0,2}[:=][ "
     "\\t]{0,2}[\"']?([A-Za-z0-9+/=]{32,}+)",
     1, is_mixed},
};

const size_t dd_redact_rules_count = DD_COUNT(dd_redact_rules);

/* SPDX-License-Identifier: MIT */
#include "text/redact-tokens.h"
#include "text/bytes.h"
#include "text/value.h"

/* Of what the rest of a token is made. */
#define DIGITS "0123456789"
#define LOWER  "abcdefghijklmnopqrstuvwxyz"
#define UPPER  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define HEX    DIGITS "abcdefABCDEF"
#define ALNUM  DIGITS LOWER UPPER
#define CAPS   DIGITS UPPER
#define URL    ALNUM "_-"
#define DOTS   URL "."
#define B64    ALNUM "+/="
#define B64ANY B64 "_-"
#define HASH   ALNUM "./$,=+"

/* Base64 of three digits, with which the id of a bot begins, behind the two letters of the first.
 */
#define DIGIT_BEHIND(p) p "w " p "x " p "y " p "z " p "0 " p "1 " p "2 " p "3 " p "4 " p "5 "
#define ID_BEHIND(p)                                                                               \
    DIGIT_BEHIND(p "A")                                                                            \
    DIGIT_BEHIND(p "E")                                                                            \
    DIGIT_BEHIND(p "I")                                                                            \
    DIGIT_BEHIND(p "M")                                                                            \
    DIGIT_BEHIND(p "Q")                                                                            \
    DIGIT_BEHIND(p "U")                                                                            \
    DIGIT_BEHIND(p "Y") DIGIT_BEHIND(p "c") DIGIT_BEHIND(p "g") DIGIT_BEHIND(p "k")

/* Two hex digits, where a prefix alone is too short to look for. */
#define HEX_BEHIND(p)                                                                              \
    p "0 " p "1 " p "2 " p "3 " p "4 " p "5 " p "6 " p "7 " p "8 " p "9 " p "a " p "b " p "c " p   \
      "d " p "e " p "f "
#define HEX_BEHIND_HEX(p)                                                                          \
    HEX_BEHIND(p "0")                                                                              \
    HEX_BEHIND(p "1")                                                                              \
    HEX_BEHIND(p "2")                                                                              \
    HEX_BEHIND(p "3")                                                                              \
    HEX_BEHIND(p "4")                                                                              \
    HEX_BEHIND(p "5")                                                                              \
    HEX_BEHIND(p "6")                                                                              \
    HEX_BEHIND(p "7")                                                                              \
    HEX_BEHIND(p "8")                                                                              \
    HEX_BEHIND(p "9")                                                                              \
    HEX_BEHIND(p "a")                                                                              \
    HEX_BEHIND(p "b") HEX_BEHIND(p "c") HEX_BEHIND(p "d") HEX_BEHIND(p "e") HEX_BEHIND(p "f")

static bool is_whole(const char *rest, size_t length)
{
    return !dd_value_is_filled(rest, length);
}

/* Words joined by hyphens have no digits, numbers no letters. */
static bool is_mixed(const char *rest, size_t length)
{
    return is_whole(rest, length) && dd_value_is_varied(rest, length) &&
           !dd_value_is_placeholder(rest, length);
}

/* A name may hold a number ("sk-learn-0-24"), but none of its words looks like noise. */
static bool is_noise(const char *rest, size_t length)
{
    return is_whole(rest, length) &&
           (dd_value_is_noise(rest, length, 10) || dd_value_is_jumbled(rest, length));
}

/* AWS itself writes ids that end so in its manuals. */
static bool is_aws_id(const char *rest, size_t length)
{
    return length == 16 && is_whole(rest, length) && memcmp(rest + 9, "EXAMPLE", 7) != 0;
}

/* A token of Slack: numbers, and a part that is neither a number nor a word. */
static bool is_slack(const char *rest, size_t length)
{
    return is_whole(rest, length) &&
           (dd_value_is_noise(rest, length, 8) || (strspn(rest, DIGITS "-") >= 16 && length >= 16));
}

/* An id, a time and a code, with a full stop between them. */
static bool is_discord(const char *rest, size_t length)
{
    const char *first = memchr(rest, '.', length);
    const char *second = first != NULL ? memchr(first + 1, '.', length - (size_t)(first + 1 - rest))
                                       : NULL;

    return second != NULL && first - rest >= 18 && first - rest <= 26 && second - first >= 6 &&
           second - first <= 9 && is_mixed(rest, length);
}

/* Two parts at least (RFC 7519, section 3), of which the second may have been cut. */
static bool is_jwt(const char *rest, size_t length)
{
    const char *dot = memchr(rest, '.', length);

    return dot != NULL && dot - rest >= 10 && is_whole(rest, length);
}

/* Random letters and digits, and no word in capitals. */
static bool is_key_id(const char *rest, size_t length)
{
    return is_mixed(rest, length) && !dd_value_is_ascending(rest, length);
}

/* clang-format off */
const struct dd_token_kind dd_token_kinds[] = {
    /* forges */
    /* github.blog, "Behind GitHub's new authentication token formats" */
    {"github-token", "ghp_ gho_ ghu_ ghs_ ghr_", DOTS, 30, 36, is_whole},
    {"github-token", "github_pat_", URL, 22, 82, is_whole},
    {"gitlab-token", "glpat- gldt- glft- glsoat- glrt- glrtr- glcbt- glptt- glffct- glimt- glagent- gloas- glwt-", DOTS, 16, 0, is_mixed},
    {"gitlab-token", "GR1348941", URL, 20, 20, is_mixed},
    {"bitbucket-token", "ATBB", ALNUM, 28, 32, is_mixed},
    {"atlassian-token", "ATATT3 ATCTT3 ATSTT3 ATOAT3", B64ANY, 40, 0, is_whole},
    {"gitea-token", "gta_ gitea_pat_", ALNUM, 32, 0, is_mixed},
    {"sourcegraph-token", "sgp_ sgp_local_ slk_ sgd_", HEX "_" LOWER, 32, 0, is_mixed},
    {"azure-devops-token", "azdopat_", ALNUM, 40, 0, is_mixed},

    /* clouds */
    /* "IAM identifiers", section "Understanding unique ID prefixes" */
    {"aws-access-key-id", "AKIA ASIA ABIA ACCA", CAPS, 16, 16, is_aws_id},
    {"aws-bedrock-key", "bedrock-api-key-", B64ANY, 20, 0, NULL},
    {"aws-bedrock-key", "ABSK", B64, 60, 0, is_mixed},
    {"google-api-key", "AIza", URL, 30, 35, is_mixed},
    {"google-oauth", "ya29.", DOTS, 20, 0, is_mixed},
    {"google-oauth", "GOCSPX-", URL, 20, 28, is_whole},
    {"google-oauth", "1//0", URL, 30, 0, is_mixed},
    {"alibaba-key-id", "LTAI", ALNUM, 12, 0, is_key_id},
    {"tencent-secret-id", "AKID", ALNUM, 28, 32, is_key_id},
    {"volcengine-key-id", "AKLT", ALNUM, 30, 0, is_key_id},
    {"yandex-token", "AQVN", URL, 30, 0, is_mixed},
    {"yandex-token", "y0_ y1_ y2_ y3_", URL, 40, 0, is_mixed},
    {"yandex-token", "t1.9eu t1.eu", URL ".=", 40, 0, is_mixed},
    {"yandex-key", "YCAJE YCP", URL, 30, 0, is_key_id},
    {"ibm-cloud-key", "ApiKey-", URL, 36, 0, is_mixed},
    {"digitalocean-token", "dop_v1_ doo_v1_ dor_v1_", HEX, 32, 64, is_whole},
    {"heroku-token", "HRKU-", URL, 32, 0, is_mixed},
    {"fly-token", "fo1_", URL, 40, 43, is_mixed},
    {"fly-token", "fm1r_ fm1a_ fm2_", B64ANY ",", 40, 0, is_mixed},
    {"scaleway-key", "SCW", CAPS, 17, 17, is_key_id},
    {"scalingo-token", "tk-us- tk-eu-", URL, 40, 48, is_mixed},
    {"netlify-token", "nfp_ nfc_ nfb_ nfo_", ALNUM, 30, 36, is_mixed},
    {"vercel-token", "vcp_ vck_ vci_ vca_ vcr_ vercel_blob_rw_", ALNUM "_", 24, 0, is_mixed},
    {"render-key", "rnd_", ALNUM, 24, 0, is_mixed},
    {"cloudflare-token", "v1.0-", URL, 100, 0, is_mixed},
    {"cloudflare-token", "cfut_ cfat_ cfk_", URL, 30, 0, is_mixed},
    {"ovh-token", "ovhpat_ eu.oauth2.", URL, 24, 0, is_mixed},
    {"linode-token", "lin_pat_", ALNUM, 30, 0, is_mixed},
    {"supabase-key", "sbp_ sb_secret_ sb_publishable_", URL, 30, 0, is_mixed},
    {"planetscale-token", "pscale_tkn_ pscale_pw_ pscale_oauth_", DOTS, 30, 0, is_mixed},
    {"neon-key", "napi_ npg_", ALNUM, 12, 0, is_mixed},
    {"xata-key", "xau_", ALNUM, 30, 0, is_mixed},
    {"turso-token", "tsk_", ALNUM, 30, 0, is_mixed},
    {"hetzner-token", "hcloud_", ALNUM, 40, 0, is_mixed},
    {"upcloud-token", "ucat_", ALNUM, 20, 0, is_mixed},

    /* languages, packages, builds */
    {"npm-token", "npm_", ALNUM, 30, 36, is_mixed},
    {"pypi-token", "pypi-AgE pypi-Ag", URL, 40, 0, is_mixed},
    {"rubygems-key", "rubygems_", HEX, 32, 48, is_whole},
    {"nuget-key", "oy2", LOWER DIGITS, 43, 43, is_mixed},
    {"crates-token", "cio", ALNUM, 32, 32, is_noise},
    {"clojars-token", "CLOJARS_", HEX, 40, 60, is_whole},
    {"docker-token", "dckr_pat_ dckr_oat_", URL, 20, 27, is_whole},
    {"docker-swarm-key", "SWMTKN-1- SWMKEY-1-", URL "+/", 40, 0, is_mixed},
    {"artifactory-key", "AKCp", ALNUM, 60, 69, is_mixed},
    {"artifactory-token", "cmVmd", ALNUM, 59, 59, is_mixed},
    {"cloudsmith-key", "csa_ csp_", ALNUM, 30, 0, is_mixed},
    {"circleci-token", "CCIPAT_ CCIPRJ_", ALNUM "_", 30, 0, is_mixed},
    {"buildkite-token", "bkua_ bkct_ bkaj_ bkpt_ bkat_", ALNUM, 30, 0, is_mixed},
    {"octopus-key", "API-", CAPS, 25, 0, is_mixed},
    {"sonar-token", "sqp_ squ_ sqa_", ALNUM, 30, 40, is_mixed},
    {"snyk-token", "snyk_uat. snyk_sat.", DOTS, 40, 0, is_mixed},
    {"semgrep-token", "sgrp_", ALNUM, 30, 0, is_mixed},
    {"codecov-token", "codecov_", ALNUM, 30, 0, is_mixed},
    {"hashicorp-token", "hcp.", URL ".", 40, 0, is_mixed},
    {"pulumi-token", "pul-", HEX, 40, 40, is_mixed},
    {"infracost-key", "ico-", ALNUM, 32, 32, is_mixed},
    {"doppler-token", "dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit. dp.said.", DOTS, 24, 0, is_mixed},
    {"harness-token", "pat. sat.", DOTS, 60, 0, is_noise},
    {"prefect-key", "pnu_ pnb_", ALNUM, 30, 36, is_mixed},
    {"dbt-token", "dbtc_ dbts_ dbtu_", B64ANY, 30, 0, is_mixed},
    {"databricks-token", "dapi", HEX "-", 32, 0, is_mixed},
    {"databricks-token", "dose dkea dsapi", HEX, 32, 0, is_mixed},

    /* secrets and machines */
    {"vault-token", "hvs. hvb. hvr.", URL, 20, 0, is_mixed},
    {"age-key", "AGE-SECRET-KEY-1", CAPS, 20, 58, NULL},
    {"age-key", "AGE-SECRET-KEY-PQ-1", CAPS, 20, 0, NULL},
    {"1password-token", "ops_eyJ", B64ANY, 40, 0, is_mixed},
    {"1password-key", "A3-", CAPS "-", 30, 0, is_mixed},
    {"tailscale-key", "tskey-auth- tskey-api- tskey-client- tskey-scim- tskey-webhook- tskey-", URL, 20, 0, is_mixed},
    {"openshift-token", "sha256~", URL "@=.+/", 20, 43, is_mixed},
    {"teleport-token", "tlp_", ALNUM, 30, 0, is_mixed},
    {"portainer-token", "ptr_", B64, 36, 0, is_mixed},
    {"rancher-token", "kubeconfig-user- kubeconfig-u-", URL ":", 40, 0, is_mixed},
    {"1password-connect", "ops_", B64ANY, 100, 0, is_mixed},
    {"infisical-token", "st.", DOTS, 60, 0, is_noise},
    {"ngrok-key", "ngrok_ cr_ ak_", ALNUM "_", 40, 0, is_noise},
    {"wireguard", "wgpsk_", B64, 40, 0, is_mixed},
    {"password-hash", "$2a$ $2b$ $2y$", HASH, 50, 56, is_mixed},
    {"password-hash", "$argon2id$ $argon2i$ $argon2d$ $scrypt$ $pbkdf2-", HASH "v=mtp-", 30, 0, is_mixed},
    {"password-hash", "$1$ $8$ $9$", HASH "=", 24, 0, is_mixed},
    {"password-hash", "$apr1$ $y$ $6$ $5$ $7$", HASH "=", 28, 0, is_mixed},

    /* watching */
    {"sentry-token", "sntrys_ sntryu_ sntrya_", B64ANY, 30, 0, is_mixed},
    {"grafana-token", "glsa_", ALNUM "_", 32, 41, is_mixed},
    {"grafana-token", "glc_ eyJrIjoi", B64ANY, 32, 0, is_mixed},
    {"newrelic-key", "NRAK- NRJS- NRII- NRRA- NRIQ- NRSP- NRAA- NRAL-", URL, 18, 0, is_mixed},
    {"newrelic-key", "eu01xx us01xx", ALNUM, 30, 34, is_mixed},
    {"honeycomb-key", "hcaik_ hcxik_ hcalk_ hcamk_ hcbik_ hcdik_ hcxlk_", ALNUM "_", 30, 0, is_mixed},
    {"dynatrace-token", "dt0c01. dt0s01. dt0s02. dt0s08. dt0s16. dt0a01.", DOTS, 24, 0, is_mixed},
    {"datadog-key", "ddapp_ ddapi_ pub", HEX, 32, 0, is_mixed},
    {"posthog-key", "phx_ phc_ phs_ pha_ phr_", ALNUM, 30, 0, is_mixed},
    {"logfire-token", "pylf_v1_ pylf_v2_", ALNUM "_", 30, 0, is_mixed},
    {"elastic-key", "essu_ essa_", B64ANY, 30, 0, is_mixed},
    {"launchdarkly-key", "sdk- mob- api-", HEX "-", 36, 36, is_mixed},
    {"statsig-key", "secret- client- console-", ALNUM, 32, 0, is_noise},
    {"pagerduty-key", "pdus+ pdeu+", URL "+", 16, 0, is_mixed},
    {"checkly-key", "cu_ sv_", HEX, 32, 32, is_mixed},
    {"betterstack", "rbt_ bst_", ALNUM, 24, 0, is_mixed},

    /* money */
    {"stripe-key", "sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_", ALNUM "_", 10, 0, is_whole},
    {"webhook-secret", "whsec_", B64ANY, 20, 0, is_mixed},
    {"square-token", "sq0atp- sq0csp- sq0idp-", URL, 20, 0, is_mixed},
    {"square-token", "EAAAE EAAAF EAAAl", URL, 50, 0, is_mixed},
    {"plaid-token", "access-sandbox- access-production- access-development- public-sandbox- public-production- link-sandbox- link-production-", HEX "-", 30, 36, is_mixed},
    {"flutterwave-key", "FLWSECK_TEST- FLWSECK- FLWPUBK_TEST- FLWPUBK- FLWSECK_TEST FLWSECK_LIVE-", ALNUM "-", 12, 0, is_mixed},
    {"razorpay-key", "rzp_live_ rzp_test_", ALNUM, 12, 14, is_mixed},
    {"shippo-token", "shippo_live_ shippo_test_", HEX, 32, 40, is_mixed},
    {"easypost-key", "EZAK EZTK", ALNUM, 40, 54, is_mixed},
    {"duffel-token", "duffel_test_ duffel_live_", URL "=", 30, 43, is_mixed},
    {"paypal-token", "access_token$production$ access_token$sandbox$", HEX LOWER "$", 20, 0, is_mixed},
    {"paypal-token", "A21AA", URL, 60, 0, is_mixed},
    {"paddle-key", "pdl_live_ pdl_sdbx_", ALNUM "_", 30, 0, is_mixed},
    {"polar-token", "polar_oat_ polar_pat_", URL, 24, 0, is_mixed},
    {"shopify-token", "shpat_ shpca_ shppa_ shpss_ shptka_ shpit_ shpsa_ shpua_", HEX, 28, 32, is_mixed},
    {"lob-key", "live_ test_ live_pub_ test_pub_", ALNUM "_", 30, 0, is_noise},
    {"gocardless-token", "sandbox_", URL, 38, 40, is_noise},
    {"adyen-key", "AQE", B64 "-", 60, 0, is_noise},
    {"ramp-token", "ramp_id_ ramp_sec_ ramp_tok_", ALNUM, 24, 0, is_mixed},

    /* people and mail */
    {"slack-token", "xoxa- xoxb- xoxc- xoxd- xoxe- xoxe. xoxo- xoxp- xoxr- xoxs- xapp- xwfp-", DOTS "%", 20, 0, is_slack},
    {"twilio-key", HEX_BEHIND_HEX("SK"), HEX, 30, 30, is_mixed},
    {"discord-token", ID_BEHIND("MT") ID_BEHIND("Mj") ID_BEHIND("Mz"), DOTS, 50, 0, is_discord},
    {"discord-token", ID_BEHIND("ND") ID_BEHIND("NT") ID_BEHIND("Nj"), DOTS, 50, 0, is_discord},
    {"discord-token", ID_BEHIND("Nz") ID_BEHIND("OD") ID_BEHIND("OT"), DOTS, 50, 0, is_discord},
    {"sendgrid-key", "SG.", DOTS, 40, 66, is_mixed},
    {"brevo-key", "xkeysib- xsmtpsib-", HEX ALNUM "-", 40, 0, is_mixed},
    {"mailgun-key", "key- pubkey-", HEX, 32, 32, is_mixed},
    {"mailersend-token", "mlsn.", HEX, 40, 0, is_mixed},
    {"resend-key", "re_", ALNUM "_", 24, 0, is_noise},
    {"intercom-token", "dG9rO", B64ANY, 40, 0, is_mixed},
    {"hubspot-token", "pat-na1- pat-na2- pat-na3- pat-eu1- pat-ap1-", HEX "-", 30, 36, is_mixed},
    {"sendbird-token", "sendbird_", HEX, 32, 0, is_mixed},
    {"typeform-token", "tfp_", DOTS "=", 40, 59, is_mixed},
    {"linear-token", "lin_api_ lin_oauth_ lin_wh_", ALNUM, 24, 0, is_mixed},
    {"notion-token", "secret_ ntn_", ALNUM, 40, 0, is_mixed},
    {"figma-token", "figd_ figu_ figr_ figo_ figl_", URL, 30, 40, is_mixed},
    {"clickup-token", "pk_", ALNUM "_", 32, 0, is_noise},
    {"trello-token", "ATTA", ALNUM, 60, 0, is_mixed},
    {"contentful-token", "CFPAT-", URL, 36, 43, is_mixed},
    {"dropbox-token", "sl. sl.u.", URL, 60, 0, is_mixed},
    {"frameio-token", "fio-u-", URL "=", 40, 64, is_mixed},
    {"postman-key", "PMAK-", HEX "-", 40, 59, is_mixed},
    {"readme-key", "rdme_", ALNUM, 40, 70, is_mixed},
    {"facebook-token", "EAACE EAAB EAAC EAAD EAAE EAAF EAAG EAAH EAAI EAAJ EAAK EAAL EAAM EAAN EAAO EAAP EAAQ EAAR EAAS EAAT EAAU EAAV EAAW EAAX EAAY EAAZ", ALNUM, 70, 0, is_mixed},
    {"instagram-token", "IGQV IGAA", URL, 60, 0, is_mixed},
    {"twitter-token", "AAAAAAAAAAAAAAAAAAAAA", ALNUM "%", 40, 0, is_mixed},
    {"adobe-secret", "p8e-", ALNUM, 28, 32, is_mixed},
    {"retool-token", "retool_", ALNUM "_", 26, 0, is_mixed},
    {"defined-key", "dnkey-", URL "=", 40, 0, is_mixed},
    {"mapbox-token", "sk.eyJ tk.eyJ", DOTS, 40, 0, is_mixed},
    {"workos-key", "sk_staging_ sk_sandbox_", ALNUM, 20, 0, is_mixed},
    {"intra42-secret", "s-s4t2ud- s-s4t2af-", HEX, 40, 64, is_mixed},
    {"settlemint-token", "sm_aat_ sm_pat_ sm_sat_", ALNUM, 16, 16, is_mixed},
    {"authress-key", "sc_ ext_ scauth_ authress_", DOTS "+/=", 60, 0, is_noise},
    {"ionic-token", "ion_", ALNUM, 40, 42, is_mixed},
    {"kraken-key", "kf_", B64, 40, 0, is_mixed},
    {"inngest-key", "signkey-prod- signkey-test- signkey-branch-", ALNUM, 20, 0, is_mixed},
    {"trigger-key", "tr_dev_ tr_prod_ tr_stg_ tr_preview_ tr_pat_", ALNUM, 16, 0, is_mixed},
    {"novu-key", "nv_", HEX, 30, 0, is_mixed},
    {"apify-token", "apify_api_ apify_proxy_", ALNUM, 20, 0, is_mixed},
    {"zuplo-key", "zpka_", ALNUM "_", 30, 0, is_mixed},
    {"unkey-key", "unkey_", ALNUM, 18, 0, is_mixed},

    /* models */
    /* OpenAI, Anthropic and those who took over their shape */
    {"api-key", "sk-", URL, 20, 0, is_noise},
    {"huggingface-token", "hf_ api_org_", ALNUM, 30, 34, is_key_id},
    {"groq-key", "gsk_", ALNUM, 30, 52, is_mixed},
    {"xai-key", "xai-", ALNUM, 40, 80, is_mixed},
    {"replicate-token", "r8_", ALNUM, 30, 37, is_mixed},
    {"perplexity-key", "pplx-", ALNUM, 30, 48, is_mixed},
    {"nvidia-key", "nvapi-", URL, 40, 64, is_mixed},
    {"fireworks-key", "fw_", ALNUM, 20, 0, is_noise},
    {"together-key", "tgp_v1_", URL, 30, 0, is_mixed},
    {"anyscale-key", "esecret_", ALNUM, 20, 0, is_mixed},
    {"langchain-key", "lsv2_pt_ lsv2_sk_ ls__", HEX "_", 30, 0, is_mixed},
    {"langfuse-key", "sk-lf- pk-lf-", HEX "-", 36, 36, is_mixed},
    {"pinecone-key", "pcsk_", URL, 40, 0, is_mixed},
    {"tavily-key", "tvly-", URL, 20, 0, is_mixed},
    {"elevenlabs-key", "sk_", ALNUM, 40, 0, is_noise},
    {"e2b-key", "e2b_ sk_e2b_", HEX, 30, 40, is_mixed},
    {"jina-key", "jina_", URL, 40, 0, is_mixed},
    {"voyage-key", "pa-", URL, 38, 0, is_noise},
    {"wandb-key", "wandb_v1_", URL, 40, 0, is_mixed},
    {"kaggle-token", "KGAT_", HEX, 30, 0, is_mixed},
    {"firecrawl-key", "fc-", HEX, 32, 32, is_mixed},
    {"brave-key", "BSA", URL, 27, 28, is_mixed},
    {"cerebras-key", "csk-", ALNUM, 40, 0, is_mixed},

    /* Base64 of what is one itself */
    /* RFC 7519; "eyJ" is how '{"' begins in Base64. An encrypted one (RFC 7516) has five parts. */
    {"jwt", "eyJ ewog ewoJ ewogI", DOTS "=", 20, 0, is_jwt},
    {"jwt", "ZXlK", B64ANY, 36, 0, is_mixed},
    {"private-key", "LS0tLS1CRUdJTiBQUklWQVRF LS0tLS1CRUdJTiBSU0EgUFJJVkFU LS0tLS1CRUdJTiBFQyBQUklWQVRF LS0tLS1CRUdJTiBPUEVOU1NIIFBSSVZB LS0tLS1CRUdJTiBEU0EgUFJJVkFU LS0tLS1CRUdJTiBFTkNSWVBURUQgUFJJ LS0tLS1CRUdJTiBQR1AgUFJJVkFU", B64, 20, 0, NULL},
    {"private-key", "b3BlbnNzaC1rZXktdjE", B64, 40, 0, NULL},
};
/* clang-format on */

const size_t dd_token_kinds_count = DD_COUNT(dd_token_kinds);

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "net/url.h"
#include "support/suite.h"

static const struct {
    const char *url;
    bool allowed, loopback;
} rules[] = {
    {"https://api.github.com", true, false},
    {"https://api.github.com/repos/a/b?page=2#x", true, false},
    {"HTTPS://API.GITHUB.COM/", true, false},
    {"https://ghe.example.com:8443/api/v3", true, false},
    {"https://[2001:db8::1]/", true, false},
    {"https://my_host/", true, false},
    {"https://127.0.0.1/", true, true},
    {"https://host?query", true, false},
    {"http://127.0.0.1", true, true},
    {"http://127.0.0.1:8080/x", true, true},
    {"http://127.255.255.254/", true, true},
    {"http://[::1]:80/", true, true},
    {"http://localhost:3000", true, true},
    {"http://LocalHost/", true, true},
    /* plain http to others */
    {"http://api.github.com/", false, false},
    {"http://128.0.0.1/", false, false},
    {"http://10.0.0.1/", false, false},
    {"http://0.0.0.0/", false, false},
    {"http://[::2]/", false, false},
    {"http://[::ffff:127.0.0.1]/", false, false},
    /* names that only look like loopback */
    {"http://localhost.example.com/", false, false},
    {"http://127.0.0.1.example.com/", false, false},
    {"http://127.0.0.1@example.com/", false, false},
    {"http://127.1/", false, false},
    {"http://127.0.0.01/", false, false},
    {"http://127.0.0.256/", false, false},
    {"http://127.0.0.1./", false, false},
    {"http://127.0.0./", false, false},
    {"http://127.0..1/", false, false},
    {"http://127.0.0.0.1/", false, false},
    {"http://127.0.0.1000/", false, false},
    {"http://127./", false, false},
    /* user information */
    {"https://user@github.com/", false, false},
    {"https://user:password@github.com/", false, false},
    {"https://@github.com/", false, false},
    {"https://github.com\\@example.com/", false, false},
    /* no URL */
    {"", false, false},
    {"https:", false, false},
    {"https://", false, false},
    {"https:///path", false, false},
    {"https://?", false, false},
    {"https:/github.com", false, false},
    {"github.com", false, false},
    {"/repos", false, false},
    {"ftp://github.com/", false, false},
    {"file:///etc/passwd", false, false},
    {"httpss://github.com/", false, false},
    {" https://github.com/", false, false},
    {"https://github.com/a b", false, false},
    {"https://github.com/\r\nX: y", false, false},
    {"https://github.com/\t", false, false},
    {"https://github.com/\x7f", false, false},
    {"https://github.com/\xc3\xa9", false, false},
    {"https://git%68ub.com/", false, false},
    {"https://[::1/", false, false},
    {"https://[]/", false, false},
    {"https://[::1]x/", false, false},
    /* ports */
    {"https://github.com:1/", true, false},
    {"https://github.com:65535/", true, false},
    {"https://github.com:65536/", false, false},
    {"https://github.com:0/", false, false},
    {"https://github.com:/", false, false},
    {"https://github.com:-1/", false, false},
    {"https://github.com:8o/", false, false},
    {"https://github.com:99999999999999999999/", false, false},
    {"https://github.com:80:80/", false, false},
};

START_TEST(test_rules)
{
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        ck_assert_msg(dd_url_allowed(rules[i].url) == rules[i].allowed, "allowed: %s",
                      rules[i].url);
        ck_assert_msg(dd_url_is_loopback(rules[i].url) == rules[i].loopback, "loopback: %s",
                      rules[i].url);
    }
}
END_TEST

static const struct {
    const char *a, *b;
    bool same;
} origins[] = {
    {"https://a.example/x", "https://a.example/y?z", true},
    {"https://a.example", "https://a.example:443/", true},
    {"http://a.example:80", "http://a.example", true},
    {"https://A.example/", "HTTPS://a.EXAMPLE/", true},
    {"http://[::1]:8080/a", "http://[::1]:8080/b", true},
    {"https://a.example/", "http://a.example/", false},
    {"https://a.example:80/", "http://a.example:80/", false},
    {"https://a.example/", "https://a.example:8443/", false},
    {"https://a.example/", "https://a.example.org/", false},
    {"https://a.example.org/", "https://a.example/", false},
    {"https://a.example/", "https://b.example/", false},
    {"http://127.0.0.1/", "http://localhost/", false},
    {"https://a.example/", "https://a.example@b.example/", false},
    {"https://a.example/", "https://a.example\\@b.example/", false},
    {"https://a.example/", "", false},
    {"", "", false},
    {"/a", "/a", false},
};

START_TEST(test_origins)
{
    for (size_t i = 0; i < sizeof origins / sizeof origins[0]; i++) {
        ck_assert_msg(dd_url_same_origin(origins[i].a, origins[i].b) == origins[i].same, "%s %s",
                      origins[i].a, origins[i].b);
        ck_assert_msg(dd_url_same_origin(origins[i].b, origins[i].a) == origins[i].same, "%s %s",
                      origins[i].b, origins[i].a);
    }
}
END_TEST

static const struct {
    const char *url, *shown;
} shows[] = {
    {"https://a.example/b/c", "https://a.example/b/c"},
    {"https://a.example:8443", "https://a.example:8443"},
    {"https://a.example/b?token=secret", "https://a.example/b"},
    {"https://a.example?token=secret", "https://a.example"},
    {"https://a.example/b#secret", "https://a.example/b"},
    {"https://user:secret@a.example/b", "https://a.example/b"},
    {"https://secret@a.example:80/b", "https://a.example:80/b"},
    {"https://user:sec@ret@a.example/b", "https://a.example/b"},
    {"user:secret@a.example/b", "a.example/b"},
    {"https://user:sec/ret@a.example/b", "https://..."},
    {"https://user:12/secret@a.example/b", "https://..."},
    {"https://user:12?secret@a.example/b", "https://..."},
    {"https://user:se?cret@a.example/", "https://..."},
    {"https://[::1]:80/x", "https://[::1]:80/x"},
    {"ftp://a.example/x", "ftp://a.example/x"},
    {"a.example/x", "a.example/x"},
    {"https://", "https://..."},
    {"", "..."},
    {"https://a.example/\x1b[2J\r\n\xff", "https://a.example/?[2J???"},
};

START_TEST(test_show)
{
    for (size_t i = 0; i < sizeof shows / sizeof shows[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_url_show(&out, shows[i].url);
        ck_assert_msg(strcmp(dd_buf_text(&out), shows[i].shown) == 0, "%s: %s", shows[i].url,
                      dd_buf_text(&out));
        dd_buf_free(&out);
    }
}
END_TEST

static const struct {
    const char *base, *location, *resolved;
} locations[] = {
    {"https://a.example/x?y", "https://b.example/z?q=1", "https://b.example/z?q=1"},
    {"https://a.example/x?y", "/z?q=1", "https://a.example/z?q=1"},
    {"https://a.example", "/z", "https://a.example/z"},
    {"http://[::1]:8080/x/y/", "/z", "http://[::1]:8080/z"},
    {"https://a.example?x", "/z", "https://a.example/z"},
    {"https://a.example/x", "//b.example/z", "https://b.example/z"},
    {"http://127.0.0.1/x", "//b.example/z", "http://b.example/z"},
    {"https://a.example/x", "/z#part", "https://a.example/z"},
    {"https://a.example/x", "https://a.example/z#part", "https://a.example/z"},
    {"https://a.example/x", "z", ""},
    {"https://a.example/x", "?page=2", ""},
    {"https://a.example/x", "", ""},
    {"https://a.example/x", "javascript:alert(1)", ""},
    {"no url", "/z", ""},
};

START_TEST(test_resolve)
{
    for (size_t i = 0; i < sizeof locations / sizeof locations[0]; i++) {
        struct dd_buf out = DD_BUF_INIT;

        dd_url_resolve(&out, locations[i].base, locations[i].location);
        ck_assert_msg(strcmp(dd_buf_text(&out), locations[i].resolved) == 0, "%s %s: %s",
                      locations[i].base, locations[i].location, dd_buf_text(&out));
        dd_buf_free(&out);
    }
}
END_TEST

START_TEST(test_encode)
{
    struct dd_buf out = DD_BUF_INIT;

    dd_url_encode(&out, "AZaz09-._~ /?&=%+:\x01\xc3\xa9\xff");
    ck_assert_str_eq(dd_buf_text(&out), "AZaz09-._~%20%2F%3F%26%3D%25%2B%3A%01%C3%A9%FF");
    dd_buf_free(&out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_rules, test_origins, test_show, test_resolve, test_encode};

    return suite_run("net/url", tests, sizeof tests / sizeof tests[0]);
}

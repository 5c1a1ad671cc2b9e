/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "logs/template.h"
#include "support/suite.h"

static void check(const char *message, size_t length, const char *wanted)
{
    char out[DD_TEMPLATE_SIZE];
    size_t made = dd_template_make(message, length, out);

    ck_assert_uint_eq(made, strlen(out));
    ck_assert_msg(strcmp(out, wanted) == 0, "%.*s\n is    %s\n wants %s", (int)length, message, out,
                  wanted);
}

START_TEST(test_templates)
{
    static const struct {
        const char *message;
        const char *wanted;
    } cases[] = {
        {"", ""},
        {"pool exhausted", "pool exhausted"},
        /* numbers */
        {"17 files, 3.5 s, 1,234 bytes, 98%", "<*> files, <*>%"},
        {"took 31ms or -5 or +7", "took <*> or <*> or <*>"},
        {"at 2026-07-20T10:11:12.345Z and 10:11:12", "at <*> and <*>"},
        {"status: 500.", "status: 500."},
        {"login failed for pg://app:[redacted:url-password]@db.internal/book",
         "login failed for <*>"},
        {"token [redacted:token] is bad", "token [redacted:token] is bad"},
        {"status: 404.", "status: <*>."},
        {"\"GET /x HTTP/1.1\" 502 157", "\"GET <*>\" 502 <*>"},
        {"POST /x status=503 took=17 code=3", "POST <*> status=503 took=<*> code=<*>"},
        {"{\"status\":504}", "{\"status\":504}"},
        {"worker exited with code 137", "worker exited with code 137"},
        {"HTTP/1.1 502 of it", "<*> 502 of it"},
        {"list [1, 2, 3] or [1]", "list [<*>] or [<*>]"},
        /* identifiers */
        {"worker-3 eth0 node246", "worker-<*> eth<*> node<*>"},
        {"block blk_-160899 and blk_17", "block blk_<*> and blk_<*>"},
        {"id 9de3f1a and a64f992 and deadbeef01", "id <*> and <*> and <*>"},
        {"at 0x7f3a, 0xDEADBEEF", "at <*>"},
        {"request 6a1f0c6e-cafe-babe-face-abcdefabcdef failed", "request <*> failed"},
        {"req-6a1f0c6e-cd53-4a3b-9d3a-0c2f7b0a7a11 x", "req-<*> x"},
        {"sha da39a3ee5e6b4b0d3255bfef95601890afd80709 x", "sha <*> x"},
        {"r at R17-M0-L2-U18-B, attempt_14451_0020_m_000009_0", "r at R<*>-B, attempt_<*>"},
        {"blk_1 blk_2 blk_3 gone", "blk_<*> gone"},
        {"at Sat Jul  9 12:16:49 2005 or on May 3, may", "at <*> or on <*>, may"},
        {"1.36 KB in 3 seconds, 3 apples", "<*> in <*> apples"},
        {"for user ann by root, invalid user bob from x",
         "for user <*> by root, invalid user <*> from x"},
        {"password for ann from x, password for invalid user ann",
         "password for <*> from x, password for invalid user <*>"},
        /* addresses */
        {"to 10.0.0.3:5432 or 10.0.0.3", "to <*> or <*>"},
        {"to fe80::1 or 2001:db8::17, or [::1]:80", "to <*> or <*>, or [<*>]:<*>"},
        {"mac aa:bb:cc:dd:ee:ff x", "mac <*> x"},
        {"to db-3.example.com:5432 or localhost:80", "to <*> or <*>"},
        {"user ann.b+c@example.com, app@shop", "user <*>"},
        {"GET https://a.example/x?y=1&z=2, then http://b", "GET <*>, then <*>"},
        {"from db.example.com and a.b.c()", "from <*> and a.b.c()"},
        {"java.net.SocketException: x.y.z=1", "java.net.SocketException: x.y.z=<*>"},
        /* paths */
        {"open /var/lib/app-17/x.db: denied", "open <*>: denied"},
        {"open ~/x or ./x or ../x or C:\\x\\y.txt", "open <*> or <*> or <*> or <*>"},
        {"in src/app/main.py:42, conf/a.yml", "in <*>"},
        {"input/output and read/write and N/A", "input/output and read/write and N/A"},
        /* quotes and pairs */
        {"bad key 'user-17' and \"x y\" and `z`", "bad key <*> and <*> and <*>"},
        {"can't open, isn't there, users' files", "can't open, isn't there, users' files"},
        {"he said \"a \\\" b\" twice", "he said <*> twice"},
        {"an open \"quote", "an open \"quote"},
        {"uid=0 name=\"a b\" tty= x=1,y=2;z=3", "uid=<*> name=<*> tty=<*> x=<*>,y=<*>;z=<*>"},
        {"a == b, c => d, x = 5", "a == b, c => d, x = <*>"},
        {"x=(1, 2) to=<a@b> z=S{1, y}, m=[ 1", "x=<*> to=<*> z=<*>, m=<*>"},
        {"a 'b' and c'd and 'e", "a <*> and c'd and 'e"},
        {"\"GET /a?b HTTP/1.1\" 502, 'POST /' or \"Get /\"", "\"GET <*>\" 502, 'POST <*>' or <*>"},
        {"{\"id\": 17, \"name\":\"x y\"} {'a': 'b'}", "{\"id\": <*>, \"name\":<*>} {'a': <*>}"},
        {"SELECT * FROM t WHERE id = 5 AND n IN (1, 2)",
         "SELECT * FROM t WHERE id = <*> AND n IN (<*>)"},
        /* words stay */
        {"sha256 over utf8, IPv6 and x86", "sha256 over utf8, IPv6 and x86"},
        {"VM Started", "VM Started"},
        {"app::db std::fmt", "app::db std::fmt"},
        {"[client] (pid) {x}", "[client] (pid) {x}"},
        {"\xc3\xbc\x62\x65r \xe2\x82\xac 5", "\xc3\xbc\x62\x65r \xe2\x82\xac <*>"},
        /* white space, colours, controls, broken bytes */
        {"  a \t b  ", "a b"},
        {"\x1b[31mred\x1b[0m \x1b[", "red"},
        {"a\x07\x7f"
         "b\r\n",
         "a b"},
        {"caf\xe9 \xff!", "caf\xef\xbf\xbd \xef\xbf\xbd!"},
        {"<*> <b>", "<*> <b>"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check(cases[i].message, strlen(cases[i].message), cases[i].wanted);
    check("a\0b", 3, "a b");
}
END_TEST

/* What differs only in values has one template. */
START_TEST(test_same_template)
{
    static const struct {
        const char *one;
        const char *other;
    } cases[] = {
        {"refused after 31 ms", "refused after 7 ms"},
        {"refused after 31ms", "refused after 1.5s"},
        {"KeyError: 'x'", "KeyError: 17"},
        {"user=ann x", "user= x"},
        {"ids 1, 2", "ids 1, 2, 3, 4"},
        {"req 00000000-0000-0000-0000-000000000000", "req abcdefab-cdef-abcd-efab-cdefabcdefab"},
        {"from /a", "from /a/b/c.txt"},
        {"3 ms", "2 minutes"},
        {"core.17", "core.2"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char one[DD_TEMPLATE_SIZE];
        char other[DD_TEMPLATE_SIZE];

        dd_template_make(cases[i].one, strlen(cases[i].one), one);
        dd_template_make(cases[i].other, strlen(cases[i].other), other);
        ck_assert_str_eq(one, other);
    }
}
END_TEST

/* Of any bytes: within bounds, valid UTF-8, no controls. The message has no byte behind it. */
static void check_sound(const char *message, size_t length)
{
    char *exact = malloc(length > 0 ? length : 1);
    char out[DD_TEMPLATE_SIZE];
    uint32_t code;
    size_t made;

    ck_assert_ptr_nonnull(exact);
    memcpy(exact, message, length);
    made = dd_template_make(exact, length, out);
    ck_assert_uint_le(made, DD_TEMPLATE_MAX);
    for (size_t at = 0, step; at < made; at += step) {
        step = dd_utf8_decode(out + at, made - at, &code);
        ck_assert(step > 0 && code >= ' ' && code != 0x7f);
    }
    free(exact);
}

/* What repeats must not take longer than what does not. */
START_TEST(test_bounds)
{
    static const char *const units[] = {
        "word ", "\xe2\x82\xac", "\xff", "17 x ", "'",   "=",    "/a ",   "1--1",   "a=(", "-'a",
        "a@",    "1-@",          "a:",   "::",    "a.-", "a/-1", "\x1b[", "-\"a\\", "<*>", "a=\""};

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        char text[2048];
        size_t length = strlen(units[i]);

        for (size_t at = 0; at < sizeof text; at++)
            text[at] = units[i][at % length];
        for (int round = 0; round < 10; round++)
            check_sound(text, sizeof text);
    }
}
END_TEST

/* The generator is Lehmer's, seeded. */
START_TEST(test_random_bytes)
{
    static const char alphabet[] = "aZ09.:/-_='\"`@[]{}()<>,;|*~\\ \t\x1b\x00\xc3\xbc\xff+Tx";
    uint64_t state = 17;

    for (int round = 0; round < 20000; round++) {
        char text[40];
        size_t length = (size_t)(state % sizeof text);

        for (size_t i = 0; i < length; i++) {
            state = state * 48271 % 2147483647;
            text[i] = alphabet[state % (sizeof alphabet - 1)];
        }
        state = state * 48271 % 2147483647;
        check_sound(text, length);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_templates, test_same_template, test_bounds,
                                  test_random_bytes};

    return suite_run("logs/template", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/repository.h"
#include "support/suite.h"

struct spelling {
    const char *text;
    const char *full; /* "host/org/repo"; NULL: it is none */
    const char *why;  /* what the error says then */
};

typedef enum daydream_status parse_fn(const char *text, struct dd_repository *out,
                                      struct daydream_error *err);

static void check_spelling(const struct spelling *spelling, parse_fn *parse)
{
    struct dd_repository repository;
    struct daydream_error err = DAYDREAM_ERROR_INIT;
    struct dd_buf full = DD_BUF_INIT;
    enum daydream_status status = parse(spelling->text, &repository, &err);

    if (spelling->full == NULL) {
        ck_assert_msg(status == DAYDREAM_ERROR_ARGUMENT, "%s: taken", spelling->text);
        ck_assert_msg(strstr(err.text, spelling->why) != NULL, "%s: %s", spelling->text, err.text);
        ck_assert(repository.host == NULL && repository.org == NULL && repository.repo == NULL);
        return;
    }
    ck_assert_msg(status == DAYDREAM_OK, "%s: %s", spelling->text, err.text);
    dd_repository_write(&full, repository.host, repository.org, repository.repo);
    ck_assert_msg(strcmp(dd_buf_text(&full), spelling->full) == 0, "%s: %s", spelling->text,
                  dd_buf_text(&full));
    dd_buf_free(&full);
    dd_repository_free(&repository);
    ck_assert_ptr_null(repository.repo);
}

START_TEST(what_people_write)
{
    static const struct spelling cases[] = {
        {"tom/popoto", "github.com/tom/popoto", NULL},
        {"Tom/Popoto.js", "github.com/Tom/Popoto.js", NULL},
        {"github.com/tom/popoto", "github.com/tom/popoto", NULL},
        {"git.example.com:8443/tom/popoto", "git.example.com:8443/tom/popoto", NULL},
        {"popoto", NULL, "'popoto' is not [host/]org/repo"},
        {"", NULL, "is not [host/]org/repo"},
        {"a/b/c/d", NULL, "is not [host/]org/repo"},
        {"/", NULL, "organisation"},
        {"tom/", NULL, "'' is no name of a GitHub repository"},
        {"/popoto", NULL, "'' is no name of a GitHub organisation"},
        {"/tom/popoto", NULL, "'' is no host name"},
        {"tom/popoto/", NULL, "'' is no name of a GitHub repository"},
        {"tom/..", NULL, "'..' is no name of a GitHub repository"},
        {"tom x/popoto", NULL, "'tom x' is no name of a GitHub organisation"},
        {"tom/popoto?state=all", NULL, "no name of a GitHub repository"},
        {"https://github.com/tom/popoto", NULL, "is not [host/]org/repo"},
        {"tom/popoto\r\nX-Evil: 1", NULL, "no name of a GitHub repository"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_spelling(&cases[i], dd_repository_parse);
}
END_TEST

START_TEST(what_git_remotes_look_like)
{
    static const struct spelling cases[] = {
        {"https://github.com/tom/popoto.git", "github.com/tom/popoto", NULL},
        {"https://github.com/tom/popoto", "github.com/tom/popoto", NULL},
        {"https://github.com/tom/popoto/", "github.com/tom/popoto", NULL},
        {"https://github.com/tom/popoto.git/", "github.com/tom/popoto", NULL},
        {"https://github.com/tom/popoto.js.git", "github.com/tom/popoto.js", NULL},
        {"http://git.example.com/tom/popoto", "git.example.com/tom/popoto", NULL},
        {"git@github.com:tom/popoto.git", "github.com/tom/popoto", NULL},
        {"github.com:tom/popoto", "github.com/tom/popoto", NULL},
        {"git@github.com:2026/popoto.git", "github.com/2026/popoto", NULL},
        {"git@github.com:/tom/popoto.git", "github.com/tom/popoto", NULL},
        {"ssh://git@github.com/tom/popoto.git", "github.com/tom/popoto", NULL},
        {"ssh://git@ssh.github.com:443/tom/popoto.git", "ssh.github.com/tom/popoto", NULL},
        {"git://github.com/tom/popoto.git", "github.com/tom/popoto", NULL},
        {"git+ssh://git@github.com/tom/popoto.git", "github.com/tom/popoto", NULL},
        {"https://git.example.com:8443/tom/popoto.git", "git.example.com:8443/tom/popoto", NULL},
        {"/srv/git/popoto.git", NULL, "names no"},
        {"../popoto", NULL, "names no"},
        {"file:///srv/git/popoto.git", NULL, "names no"},
        {"https://github.com/popoto", NULL, "names no"},
        {"https://gitlab.com/group/sub/popoto.git", NULL, "names no"},
        {"", NULL, "names no"},
        {".git", NULL, "names no"},
        {"https://", NULL, "names no"},
        {"git@", NULL, "names no"},
        {":", NULL, "names no"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_spelling(&cases[i], dd_repository_parse_remote);
}
END_TEST

/* A remote may carry a token, which must not get into an error. */
START_TEST(no_password_is_told)
{
    static const char *const urls[] = {
        "https://tom:hunter2secret@github.com/tom/popoto.git",
        "https://x-access-token:hunter2secret@github.com/tom/popoto",
        "https://hunter2secret@github.com/only-one",
        "https://tom:hunter2secret@github.com/a/b/c/d",
        "https://tom:hunter2secret@/tom/popoto",
        "https://tom:hunter2/secret@github.com/tom/popoto",
        "https://tom:hunter2@secret@github.com/tom",
    };

    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        struct dd_repository repository;
        struct daydream_error err = DAYDREAM_ERROR_INIT;

        if (dd_repository_parse_remote(urls[i], &repository, &err) == DAYDREAM_OK) {
            ck_assert_str_eq(repository.host, "github.com");
            ck_assert_str_eq(repository.org, "tom");
            ck_assert_str_eq(repository.repo, "popoto");
            dd_repository_free(&repository);
        }
        ck_assert_msg(strstr(err.text, "secret") == NULL && strstr(err.text, "hunter2") == NULL,
                      "%s: %s", urls[i], err.text);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        what_people_write,
        what_git_remotes_look_like,
        no_password_is_told,
    };

    return suite_run("model/repository", tests, sizeof tests / sizeof tests[0]);
}

/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/fs.h"
#include "base/path.h"
#include "logs/family.h"

static bool is_of_family(const char *path, const char *pattern, struct dd_buf *family)
{
    dd_buf_reset(family);
    (void)dd_family_name(path, family);
    return fnmatch(pattern, dd_buf_text(family), FNM_PATHNAME | FNM_PERIOD) == 0;
}

/* "logs/app.log" also stands for "logs/app.log.1", be that all that there is. */
static enum daydream_status find_rotated(const char *directory, const char *pattern,
                                         struct dd_strings *out, struct daydream_error *err)
{
    struct dd_strings found = DD_STRINGS_INIT;
    struct dd_buf wider = DD_BUF_INIT;
    struct dd_buf family = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_printf(&wider, "%s[.-]*", pattern);
    status = dd_buf_status(&wider, err);
    if (status == DAYDREAM_OK)
        status = dd_fs_glob(directory, dd_buf_text(&wider), &found, err);
    for (size_t i = 0; i < found.count && status == DAYDREAM_OK; i++) {
        bool wanted = is_of_family(found.items[i], pattern, &family);

        status = dd_buf_status(&family, err);
        if (wanted && status == DAYDREAM_OK)
            status = dd_strings_add(out, found.items[i], err);
    }
    dd_strings_free(&found);
    dd_buf_free(&wider);
    dd_buf_free(&family);
    return status;
}

enum daydream_status dd_family_find(const char *directory, const char *pattern,
                                    struct dd_strings *out, struct daydream_error *err)
{
    enum daydream_status status = dd_fs_glob(directory, pattern, out, err);

    return status == DAYDREAM_OK ? find_rotated(directory, pattern, out, err) : status;
}

void dd_members_free(struct dd_log_members *members)
{
    for (size_t i = 0; i < members->count; i++) {
        free(members->items[i].path);
        free(members->items[i].family);
    }
    free(members->items);
    *members = (struct dd_log_members)DD_LOG_MEMBERS_INIT;
}

static enum daydream_status add(struct dd_log_members *members, const char *path,
                                const char *family, bool closed, struct daydream_error *err)
{
    size_t capacity = members->capacity == 0 ? 16 : members->capacity * 2;
    struct dd_log_member *items = members->items;
    struct dd_log_member *item;
    enum daydream_status status;

    if (members->count == members->capacity) {
        items = realloc(items, capacity * sizeof *items);
        if (items == NULL)
            return dd_fail_memory(err);
        members->items = items;
        members->capacity = capacity;
    }
    item = &items[members->count++];
    *item = (struct dd_log_member){.closed = closed};
    status = dd_string_set(&item->path, path, err);
    return status == DAYDREAM_OK ? dd_string_set(&item->family, family, err) : status;
}

/* What is asked for, and the names of its logs, sorted. */
static enum daydream_status add_asked(const struct dd_strings *paths, struct dd_log_members *out,
                                      struct dd_strings *families, struct daydream_error *err)
{
    struct dd_buf family = DD_BUF_INIT;
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < paths->count && status == DAYDREAM_OK; i++) {
        bool closed;

        dd_buf_reset(&family);
        closed = dd_family_name(paths->items[i], &family);
        if ((status = dd_buf_status(&family, err)) == DAYDREAM_OK &&
            (status = add(out, paths->items[i], dd_buf_text(&family), closed, err)) == DAYDREAM_OK)
            status = dd_strings_add(families, dd_buf_text(&family), err);
    }
    dd_strings_sort(families);
    dd_buf_free(&family);
    return status;
}

static int compare_text(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

static bool has(const struct dd_strings *sorted, const char *text)
{
    return bsearch(text, sorted->items, sorted->count, sizeof sorted->items[0], compare_text) !=
           NULL;
}

/* "logs/" + "app.log.1" */
static enum daydream_status add_sibling(const char *prefix, size_t length, const char *name,
                                        const struct dd_strings *families,
                                        struct dd_log_members *out, struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    struct dd_buf family = DD_BUF_INIT;
    enum daydream_status status;
    bool closed;

    dd_buf_add(&path, prefix, length);
    dd_buf_puts(&path, name);
    closed = dd_family_name(dd_buf_text(&path), &family);
    if ((status = dd_buf_status(&path, err)) == DAYDREAM_OK &&
        (status = dd_buf_status(&family, err)) == DAYDREAM_OK &&
        has(families, dd_buf_text(&family)))
        status = add(out, dd_buf_text(&path), dd_buf_text(&family), closed, err);
    dd_buf_free(&path);
    dd_buf_free(&family);
    return status;
}

/* A directory may let its files be read and not be listed: then those that were asked for are all.
 */
static enum daydream_status add_siblings(const char *directory, const char *prefix, size_t length,
                                         const struct dd_strings *families,
                                         struct dd_log_members *out, struct daydream_error *err)
{
    struct dd_strings names = DD_STRINGS_INIT;
    struct dd_buf relative = DD_BUF_INIT;
    struct dd_buf path = DD_BUF_INIT;
    enum daydream_status status;

    dd_buf_add(&relative, prefix, length);
    dd_path_join(&path, directory, dd_buf_text(&relative));
    if ((status = dd_buf_status(&relative, err)) == DAYDREAM_OK &&
        (status = dd_buf_status(&path, err)) == DAYDREAM_OK &&
        dd_fs_list(dd_buf_text(&path), &names, NULL) == DAYDREAM_ERROR_MEMORY)
        status = dd_fail_memory(err);
    for (size_t i = 0; i < names.count && status == DAYDREAM_OK; i++)
        status = add_sibling(prefix, length, names.items[i], families, out, err);
    dd_strings_free(&names);
    dd_buf_free(&relative);
    dd_buf_free(&path);
    return status;
}

static size_t prefix_of(const char *path)
{
    return (size_t)(dd_path_name(path) - path);
}

/* Each folder once: the sorted families of a folder stand together, unless a subfolder's are among
 * them, which costs a second look. */
static enum daydream_status look_around(const char *directory, const struct dd_strings *families,
                                        struct dd_log_members *out, struct daydream_error *err)
{
    enum daydream_status status = DAYDREAM_OK;

    for (size_t i = 0; i < families->count && status == DAYDREAM_OK; i++) {
        const char *path = families->items[i];
        size_t length = prefix_of(path);
        bool same = i > 0 && prefix_of(families->items[i - 1]) == length &&
                    memcmp(families->items[i - 1], path, length) == 0;

        if (!same)
            status = add_siblings(directory, path, length, families, out, err);
    }
    return status;
}

static int compare_members(const void *a, const void *b)
{
    const struct dd_log_member *one = a;
    const struct dd_log_member *two = b;
    int order = strcmp(one->family, two->family);

    return order != 0 ? order : strcmp(one->path, two->path);
}

static void sort_and_unite(struct dd_log_members *members)
{
    size_t kept = 0;

    if (members->count > 0)
        qsort(members->items, members->count, sizeof members->items[0], compare_members);
    for (size_t i = 0; i < members->count; i++) {
        struct dd_log_member *item = &members->items[i];

        if (kept > 0 && strcmp(members->items[kept - 1].path, item->path) == 0) {
            free(item->path);
            free(item->family);
        } else {
            members->items[kept++] = *item;
        }
    }
    members->count = kept;
}

static enum daydream_status ask(const char *directory, struct dd_log_member *member,
                                struct daydream_error *err)
{
    struct dd_buf path = DD_BUF_INIT;
    struct stat info = {0};
    enum daydream_status status;

    dd_path_join(&path, directory, member->path);
    status = dd_buf_status(&path, err);
    if (status == DAYDREAM_OK)
        member->errnum = stat(dd_buf_text(&path), &info) == 0 ? 0 : errno;
    dd_buf_free(&path);
    member->regular = S_ISREG(info.st_mode);
    member->device = (uint64_t)info.st_dev;
    member->inode = (uint64_t)info.st_ino;
    member->size = (uint64_t)info.st_size;
    member->modified = (int64_t)info.st_mtime;
    return status;
}

static bool is_link(const char *directory, const struct dd_log_member *member)
{
    struct dd_buf path = DD_BUF_INIT;
    struct stat info;
    bool link;

    dd_path_join(&path, directory, member->path);
    link = lstat(dd_buf_text(&path), &info) == 0 && S_ISLNK(info.st_mode);
    dd_buf_free(&path);
    return link;
}

static int compare_inodes(const void *a, const void *b)
{
    const struct dd_log_member *one = *(struct dd_log_member *const *)a;
    const struct dd_log_member *two = *(struct dd_log_member *const *)b;

    if (one->device != two->device)
        return one->device < two->device ? -1 : 1;
    if (one->inode != two->inode)
        return one->inode < two->inode ? -1 : 1;
    return strcmp(one->path, two->path);
}

static bool is_same(const struct dd_log_member *one, const struct dd_log_member *two)
{
    return one->regular && two->regular && one->device == two->device && one->inode == two->inode;
}

/* Of several names of a file the first one is its own, but no symbolic link, which may point to
 * another file tomorrow. */
static void mark_run(const char *directory, struct dd_log_member **run, size_t count)
{
    size_t own = 0;

    while (own + 1 < count && is_link(directory, run[own]))
        own++;
    for (size_t i = 0; i < count && count > 1; i++)
        run[i]->alias = i != own;
}

static enum daydream_status mark_aliases(const char *directory, struct dd_log_members *members,
                                         struct daydream_error *err)
{
    struct dd_log_member **order = malloc((members->count + 1) * sizeof(*order));
    size_t begin = 0;

    if (order == NULL)
        return dd_fail_memory(err);
    for (size_t i = 0; i < members->count; i++)
        order[i] = &members->items[i];
    if (members->count > 0)
        qsort(order, members->count, sizeof(*order), compare_inodes);
    for (size_t i = 1; i <= members->count; i++)
        if (i == members->count || !is_same(order[begin], order[i])) {
            mark_run(directory, order + begin, i - begin);
            begin = i;
        }
    free(order);
    return DAYDREAM_OK;
}

enum daydream_status dd_family_collect(const char *directory, const struct dd_strings *paths,
                                       struct dd_log_members *out, struct daydream_error *err)
{
    struct dd_strings families = DD_STRINGS_INIT;
    enum daydream_status status = add_asked(paths, out, &families, err);

    if (status == DAYDREAM_OK)
        status = look_around(directory, &families, out, err);
    sort_and_unite(out);
    for (size_t i = 0; i < out->count && status == DAYDREAM_OK; i++)
        status = ask(directory, &out->items[i], err);
    if (status == DAYDREAM_OK)
        status = mark_aliases(directory, out, err);
    dd_strings_free(&families);
    return status;
}

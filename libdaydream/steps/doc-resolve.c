/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/path.h"
#include "steps/doc-resolve.h"
#include "text/bytes.h"

/* What may be behind the name of a document that is written without its ending, or with that of
 * the page that is made of it. */
static const char *const endings[] = {".rst", ".md", ".txt", ".ipynb", "/index.rst", "/index.md"};

/* An empty folder is what git leaves behind of one that is gone. */
static bool has_anything(const char *folder)
{
    struct dd_strings names = DD_STRINGS_INIT;
    bool found = dd_fs_list(folder, &names, NULL) != DAYDREAM_OK || names.count > 0;

    dd_strings_free(&names);
    return found;
}

static bool is_on_disk(const char *directory, const char *path)
{
    struct dd_buf absolute = DD_BUF_INIT;
    struct stat info;
    bool found;

    dd_path_join(&absolute, directory, path);
    found = !absolute.failed && stat(dd_buf_text(&absolute), &info) == 0 &&
            (!S_ISDIR(info.st_mode) || has_anything(dd_buf_text(&absolute)));
    dd_buf_free(&absolute);
    return found;
}

bool dd_doc_is_there(const struct dd_doc_tree *tree, const char *directory, const char *path)
{
    return dd_doc_tree_find(tree, path) != DD_DOC_TREE_NONE ||
           (dd_doc_tree_find_like(tree, path) == DD_DOC_TREE_NONE && is_on_disk(directory, path));
}

static bool is_file(const char *directory, const char *path)
{
    struct dd_buf absolute = DD_BUF_INIT;
    bool found;

    dd_path_join(&absolute, directory, path);
    found = !absolute.failed && dd_fs_is_regular(dd_buf_text(&absolute));
    dd_buf_free(&absolute);
    return found;
}

/* Is one of the folders above it something else for git: a submodule, a link to a folder? */
static bool is_below_other(const struct dd_doc_place *place, const char *path)
{
    struct dd_buf folder = DD_BUF_INIT;
    bool found = false;

    for (size_t length = strcspn(path, "/"); path[length] != '\0' && !found;
         length += 1 + strcspn(path + length + 1, "/")) {
        uint32_t index;

        dd_buf_reset(&folder);
        dd_buf_add(&folder, path, length);
        index = dd_doc_tree_find(place->tree, dd_buf_text(&folder));
        found = index != DD_DOC_TREE_NONE && !dd_doc_tree_is_folder(place->tree, index) &&
                !is_file(place->directory, dd_buf_text(&folder));
    }
    dd_buf_free(&folder);
    return found;
}

static enum dd_doc_answer look(const struct dd_doc_place *place, const char *path, uint32_t *index)
{
    *index = dd_doc_tree_find(place->tree, path);
    if (*path == '\0' || dd_doc_is_there(place->tree, place->directory, path))
        return DD_DOC_THERE;
    return is_below_other(place, path) ? DD_DOC_UNKNOWN : DD_DOC_MISSING;
}

static enum dd_doc_answer look_with_endings(const struct dd_doc_place *place, const char *path,
                                            size_t length, uint32_t *index)
{
    enum dd_doc_answer answer = DD_DOC_MISSING;
    struct dd_buf whole = DD_BUF_INIT;

    for (size_t i = 0; i < DD_COUNT(endings) && answer == DD_DOC_MISSING; i++) {
        dd_buf_reset(&whole);
        dd_buf_add(&whole, path, length);
        dd_buf_puts(&whole, endings[i]);
        answer = look(place, dd_buf_text(&whole), index);
    }
    dd_buf_free(&whole);
    return answer;
}

/* Sphinx makes "x.html" of "x.rst", and leaves the ending away in its own roles. */
static enum dd_doc_answer look_as_sphinx(const struct dd_doc_place *place, enum dd_part part,
                                         const char *path, uint32_t *index)
{
    size_t length = strlen(path);

    if (part == DD_PART_DOCUMENT)
        return look_with_endings(place, path, length, index);
    if (length > 5 && strcmp(path + length - 5, ".html") == 0)
        return look_with_endings(place, path, length - 5, index);
    return DD_DOC_MISSING;
}

/* A slash in front is Sphinx's source folder, the next one above that has a conf.py. */
static enum dd_doc_answer look_from_source(const struct dd_doc_place *place, enum dd_part part,
                                           const char *path, uint32_t *index)
{
    enum dd_doc_answer answer = DD_DOC_MISSING;
    struct dd_buf folder = DD_BUF_INIT;
    struct dd_buf whole = DD_BUF_INIT;

    dd_buf_puts(&folder, place->document);
    while (answer == DD_DOC_MISSING && folder.length > 0) {
        const char *slash = strrchr(dd_buf_text(&folder), '/');

        dd_buf_truncate(&folder, slash != NULL ? (size_t)(slash - dd_buf_text(&folder)) : 0);
        dd_buf_reset(&whole);
        (void)dd_doc_target_join(dd_buf_text(&folder), "conf.py", &whole);
        if (dd_doc_tree_find(place->tree, dd_buf_text(&whole)) == DD_DOC_TREE_NONE)
            continue;
        dd_buf_reset(&whole);
        (void)dd_doc_target_join(dd_buf_text(&folder), path, &whole);
        answer = look(place, dd_buf_text(&whole), index);
        if (answer == DD_DOC_MISSING)
            answer = look_as_sphinx(place, part, dd_buf_text(&whole), index);
    }
    dd_buf_free(&folder);
    dd_buf_free(&whole);
    return answer;
}

enum dd_doc_answer dd_doc_resolve(const struct dd_doc_place *place, enum dd_part part,
                                  const struct dd_doc_target *target, uint32_t *index)
{
    const char *path = dd_buf_text(&target->path);
    enum dd_doc_answer answer;

    *index = DD_DOC_TREE_NONE;
    if (target->where != DD_DOC_PATH)
        return DD_DOC_UNKNOWN;
    answer = look(place, path, index);
    if (answer == DD_DOC_MISSING && place->kind == DD_DOC_RST)
        answer = look_as_sphinx(place, part, path, index);
    if (answer == DD_DOC_MISSING && place->kind == DD_DOC_RST && target->rooted)
        answer = look_from_source(place, part, path, index);
    return answer;
}

/* The one path with that end; of several none is meant in particular. */
static enum dd_doc_answer look_for_end(const struct dd_doc_tree *tree, const char *path,
                                       uint32_t *index)
{
    *index = dd_doc_tree_ending(tree, path);
    if (*index == DD_DOC_TREE_NONE)
        return DD_DOC_MISSING;
    if (dd_doc_tree_next_ending(tree, path, *index) != DD_DOC_TREE_NONE)
        *index = DD_DOC_TREE_NONE;
    return DD_DOC_THERE;
}

enum dd_doc_answer dd_doc_resolve_code(const struct dd_doc_place *place, const char *path,
                                       uint32_t *index)
{
    struct dd_buf folder = DD_BUF_INIT;
    struct dd_buf whole = DD_BUF_INIT;
    bool inside;
    enum dd_doc_answer answer = DD_DOC_UNKNOWN;

    *index = DD_DOC_TREE_NONE;
    dd_path_directory(&folder, place->document);
    inside = dd_doc_target_join(dd_buf_text(&folder), path, &whole);
    if (inside)
        answer = look(place, dd_buf_text(&whole), index);
    if (answer == DD_DOC_MISSING && strncmp(path, "../", 3) != 0)
        answer = look(place, path, index);
    if (answer == DD_DOC_MISSING)
        answer = look_for_end(place->tree, path, index);
    dd_buf_free(&folder);
    dd_buf_free(&whole);
    return answer;
}

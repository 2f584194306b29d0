#include "notice/folder.h"

#include "base/language.h"
#include "base/whole_file.h"
#include "notice/interruption.h"
#include "table/layout.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define INDEX          LETTER_INDEX
#define INDEX_HEADER   "file,household_id,line\n"
#define FILE_NAME_SIZE LETTER_NAME_SIZE

static char *path(const char *folder, const char *name)
{
    char *whole;
    return asprintf(&whole, "%s/%s", folder, name) < 0 ? NULL : whole;
}

/* ---- what is there already ------------------------------------------------------------------ */

/* False with `error` where the folder has a file of that name. */
static bool refuse_old(const struct folder *f, const char *name, struct error *error)
{
    struct stat status;
    char *whole = path(f->name, name);
    if (whole == NULL)
        return error_no_memory(error, f->name);
    const bool there = lstat(whole, &status) == 0;
    free(whole);
    return !there || error_set(error, f->name, 0, NULL,
                               _("'%s' is there already; --overwrite puts others in the place of "
                                 "all letters that are in it"),
                               name);
}

/* Reads the index of an earlier time, where there is one. */
static bool read_old_index(struct folder *f, struct error *error)
{
    char *whole = path(f->name, INDEX);
    bool ok = whole != NULL || error_no_memory(error, f->name);
    if (ok && access(whole, F_OK) == 0)
        ok = whole_file_read(whole, &f->old, error);
    free(whole);
    return ok;
}

/* A letter that the old index names, and that was not written over, is of an earlier time. */
static bool remove_old(const struct folder *f, struct error *error)
{
    struct text rest = buffer_view(&f->old);
    if (!text_starts(rest, INDEX_HEADER))
        return true; /* not an index of ours */
    (void)text_next(&rest, '\n');
    while (rest.p != NULL) {
        char name[FILE_NAME_SIZE];
        struct text line = text_next(&rest, '\n');
        const struct text file = text_next(&line, ',');
        const long number = file.n > 0 ? strtol(file.p, NULL, 10) : 0;
        letter_name(number, name);
        if (number <= f->count || !text_is(file, name))
            continue;
        char *whole = path(f->name, name);
        const bool gone = whole != NULL && (unlink(whole) == 0 || errno == ENOENT);
        free(whole);
        if (!gone)
            return error_system(error, f->name, _("cannot remove '%s', of an earlier time"), name);
    }
    return true;
}

/* `0001.html`, or the index. */
static bool is_ours(const char *name)
{
    char letter[FILE_NAME_SIZE];
    letter_name(strtol(name, NULL, 10), letter);
    return strcmp(name, INDEX) == 0 || strcmp(name, letter) == 0;
}

bool folder_spares(const char *folder, const char *file, struct error *error)
{
    const bool standard = strcmp(file, "-") == 0;
    char *where = realpath(folder, NULL);
    char *real = realpath(standard ? "/proc/self/fd/0" : file, NULL);
    char *base = real == NULL ? NULL : strrchr(real, '/');
    bool ok = true;
    if (where != NULL && base != NULL && is_ours(base + 1)) {
        *base = '\0';
        ok = strcmp(where, real) != 0;
    }
    free(where);
    free(real);
    return ok || error_set(error, standard ? _("standard input") : file, 0, NULL,
                           _("it is read: the letters of --output-dir cannot be put there"));
}

/* ---- writing -------------------------------------------------------------------------------- */

bool folder_open(struct folder *f, const char *name, bool overwrites, struct error *error)
{
    *f = (struct folder){.name = name, .overwrites = overwrites};
    if (*name == '\0') {
        errno = ENOENT;
        return error_system(error, name, _("cannot make the folder"));
    }
    f->made = mkdir(name, S_IRWXU) == 0;
    if (!f->made && errno != EEXIST)
        return error_system(error, name, _("cannot make the folder"));
    if (overwrites ? !read_old_index(f, error) : !refuse_old(f, INDEX, error))
        return false;
    if (asprintf(&f->inner, "%s/.notice.XXXXXX", name) < 0) {
        f->inner = NULL; /* it says nothing of it then */
        return error_no_memory(error, name);
    }
    if (mkdtemp(f->inner) == NULL) { /* mode 0700 */
        error_system(error, name, _("cannot make a folder in it"));
        free(f->inner);
        f->inner = NULL;
        return false;
    }
    interruption_clears(f->inner, f->made ? name : NULL, &f->count);
    buffer_string(&f->index, INDEX_HEADER);
    return true;
}

static bool write_all(int fd, struct text bytes)
{
    while (bytes.n > 0) {
        const ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        bytes.p += n;
        bytes.n -= (size_t)n;
    }
    return true;
}

static bool write_file(const struct folder *f, const char *name, struct text bytes,
                       struct error *error)
{
    char *whole = path(f->inner, name);
    if (whole == NULL)
        return error_no_memory(error, f->name);
    const int fd = open(whole, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    free(whole);
    if (fd < 0)
        return error_system(error, f->name, _("cannot create '%s' in it"), name);
    bool ok = write_all(fd, bytes) || error_system(error, f->name, _("cannot write '%s'"), name);
    if (close(fd) != 0 && ok)
        ok = error_system(error, f->name, _("cannot write '%s'"), name);
    return ok;
}

bool folder_add(struct folder *f, struct text household_id, struct text line, struct text letter,
                struct error *error)
{
    char name[FILE_NAME_SIZE];
    letter_name(++f->count, name);
    buffer_format(&f->index, "%s,", name);
    csv_put(&f->index, household_id, false);
    buffer_char(&f->index, ',');
    csv_put(&f->index, line, false);
    buffer_char(&f->index, '\n');
    return write_file(f, name, letter, error);
}

bool folder_finish(struct folder *f, struct error *error)
{
    if (f->inner == NULL)
        return true;
    if (f->index.failed)
        return error_no_memory(error, f->name);
    for (long i = 1; !f->overwrites && i <= f->count; i++) {
        char name[FILE_NAME_SIZE];
        letter_name(i, name);
        if (!refuse_old(f, name, error))
            return false;
    }
    if (!write_file(f, INDEX, buffer_view(&f->index), error))
        return false;
    /* One call for all of them: a file at a time takes minutes for thousands. */
    const int fd = open(f->inner, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return error_system(error, f->name, _("cannot bring it to disk"));
    const bool ok = syncfs(fd) == 0 || error_system(error, f->name, _("cannot bring it to disk"));
    (void)close(fd); /* only read from */
    return ok;
}

/* ---- giving names --------------------------------------------------------------------------- */

static bool move_out(const struct folder *f, const char *name, struct error *error)
{
    char *from = path(f->inner, name), *to = path(f->name, name);
    bool ok = from != NULL && to != NULL;
    if (!ok)
        error_no_memory(error, f->name);
    else if (rename(from, to) != 0)
        ok = error_system(error, f->name, _("cannot put '%s' in its place"), name);
    free(from);
    free(to);
    return ok;
}

static void unlink_in(const char *folder, const char *name)
{
    char *whole = path(folder, name);
    if (whole != NULL)
        (void)unlink(whole); /* what cannot be taken back stays */
    free(whole);
}

/* An index names a letter of one household: that of an earlier time is gone before the first
 * letter is written over. */
static bool remove_index(const struct folder *f, struct error *error)
{
    char *whole = path(f->name, INDEX);
    if (whole == NULL)
        return error_no_memory(error, f->name);
    const bool gone = unlink(whole) == 0 || errno == ENOENT;
    free(whole);
    return gone || error_system(error, f->name, _("cannot remove '%s', of an earlier time"), INDEX);
}

/* The index comes last: with it all is there. Where nothing was written over, what was moved is
 * taken back when the rest cannot be. */
bool folder_publish(struct folder *f, struct error *error)
{
    char name[FILE_NAME_SIZE];
    long moved = 0;
    if (f->inner == NULL)
        return true;
    interruption_waits();
    bool ok = !f->overwrites || remove_index(f, error);
    while (ok && moved < f->count) {
        letter_name(moved + 1, name);
        ok = move_out(f, name, error);
        moved += ok;
    }
    ok = ok && remove_old(f, error) && move_out(f, INDEX, error);
    for (long i = 1; !ok && !f->overwrites && i <= moved; i++) {
        letter_name(i, name);
        unlink_in(f->name, name);
    }
    if (!ok)
        return false;
    if (rmdir(f->inner) != 0)
        return error_system(error, f->name, _("cannot remove '%s'"), f->inner);
    free(f->inner);
    f->inner = NULL;
    f->made = false;
    return true;
}

void folder_abandon(struct folder *f)
{
    char name[FILE_NAME_SIZE];
    interruption_waits();
    for (long i = 1; f->inner != NULL && i <= f->count; i++) {
        letter_name(i, name);
        unlink_in(f->inner, name);
    }
    if (f->inner != NULL) {
        unlink_in(f->inner, INDEX);
        (void)rmdir(f->inner);
    }
    if (f->made)
        (void)rmdir(f->name); /* stays where something else came into it */
    free(f->inner);
    buffer_free(&f->index);
    buffer_free(&f->old);
    *f = (struct folder){0};
    interruption_ends();
}

/* A new ledger: put together in memory, written beside its place and put there when it is whole. */
#include "store/inside.h"

#include "base/language.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes of a database file that say how it is written and read: 2 is WAL. */
#define WRITE_VERSION 18
#define READ_VERSION  19
#define VERSION_WAL   2

/* The bytes of an empty ledger, for sqlite3_free; NULL without memory. */
static unsigned char *empty_ledger(size_t *size)
{
    sqlite3 *db = NULL;
    sqlite3_int64 n = 0;
    unsigned char *bytes = NULL;
    if (sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) ==
            SQLITE_OK &&
        schema_create(db) == SQLITE_OK)
        bytes = sqlite3_serialize(db, "main", &n, 0);
    (void)sqlite3_close(db); /* nothing of it was on a disk */
    if (bytes == NULL || n <= READ_VERSION) {
        sqlite3_free(bytes);
        return NULL;
    }
    bytes[WRITE_VERSION] = bytes[READ_VERSION] = VERSION_WAL;
    *size = (size_t)n;
    return bytes;
}

static bool write_whole(int fd, const unsigned char *bytes, size_t n)
{
    while (n > 0) {
        const ssize_t written = write(fd, bytes, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        n -= (size_t)written;
    }
    return fsync(fd) == 0;
}

/* Gives the file its name unless that is taken (EEXIST). Some file systems have no hard links,
 * others no such renaming. */
static int put_in_place(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    return link(from, to);
}

/* The folder that `file` is in; the caller's to free. */
static char *folder_of(const char *file)
{
    const char *slash = strrchr(file, '/');
    if (slash == NULL)
        return strdup(".");
    return strndup(file, slash == file ? 1 : (size_t)(slash - file));
}

/* Its name is on the disk, too, when its folder is. */
static bool folder_to_disk(const char *folder)
{
    const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const bool ok = fsync(fd) == 0 || errno == EINVAL; /* a file system that has no such thing */
    (void)close(fd);                                   /* it was only read */
    return ok;
}

static bool create_beside(const char *file, const char *folder, char *temporary,
                          struct error *error)
{
    size_t n = 0;
    unsigned char *bytes = empty_ledger(&n);
    if (bytes == NULL)
        return error_no_memory(error, file);
    bool ok = false;
    const int fd = mkostemp(temporary, O_CLOEXEC); /* mode 0600 */
    if (fd < 0) {
        error_system(error, file, _("cannot create it"));
        sqlite3_free(bytes);
        return false;
    }
    ok = write_whole(fd, bytes, n) || error_system(error, file, _("cannot write"));
    sqlite3_free(bytes);
    if (close(fd) != 0 && ok)
        ok = error_system(error, file, _("cannot finish writing"));
    if (ok && put_in_place(temporary, file) != 0 && errno != EEXIST)
        ok = error_system(error, file, _("cannot create it"));
    (void)unlink(temporary); /* it is gone where it was renamed */
    if (ok && !folder_to_disk(folder))
        ok = error_system(error, file, _("cannot bring its folder to disk"));
    return ok;
}

bool ledger_create(const char *file, struct error *error)
{
    struct stat status;
    if (stat(file, &status) == 0)
        return true;
    if (errno != ENOENT)
        return error_system(error, file, _("cannot open"));
    if (lstat(file, &status) == 0)
        return error_set(error, file, 0, NULL, _("it is a link that leads nowhere"));
    const char *slash = strrchr(file, '/'), *name = slash == NULL ? file : slash + 1;
    if (name[0] == '\0')
        return error_set(error, file, 0, NULL, _("a ledger needs the name of a file"));
    char *folder = folder_of(file), *temporary = NULL;
    bool ok = folder != NULL && asprintf(&temporary, "%s/.%s.XXXXXX", folder, name) >= 0;
    if (!ok) {
        temporary = NULL; /* it says nothing of it then */
        error_no_memory(error, file);
    }
    ok = ok && create_beside(file, folder, temporary, error);
    free(temporary);
    free(folder);
    return ok;
}
